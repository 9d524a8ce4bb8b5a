//! A passage of Markdown as running text, marks left out, for search results; knows nothing of what surrounds it.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, TagEnd};

use crate::piece::options;

/// What readers see of a passage, which may begin and end anywhere between blocks: no marks, no addresses, no tags,
/// no note numbers; one space where lines, items and blocks part.
pub fn plain(passage: &str) -> String {
    let passage = with_notes(passage);
    // The definitions of links may stand elsewhere too: `[a][b]` says enough, `[a]` is as it is written.
    let elsewhere = |link: BrokenLink<'_>| {
        let full =
            link.link_type == LinkType::ReferenceUnknown || link.link_type == LinkType::Reference;
        full.then(|| (CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(&passage, options(), Some(elsewhere));
    let mut text = String::with_capacity(passage.len());
    for event in parser {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::Html(part) | Event::InlineHtml(part) => without_tags(&part, &mut text),
            Event::SoftBreak | Event::HardBreak | Event::Rule => part_here(&mut text),
            Event::End(end) if !is_within_a_line(end) => part_here(&mut text),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The passage, with an empty note for each number whose note stands elsewhere: else the number is text.
fn with_notes(passage: &str) -> Cow<'_, str> {
    let mut whole = Cow::Borrowed(passage);
    for part in passage.split("[^").skip(1) {
        let label = part.split_once(']').map_or("", |(label, _)| label);
        let defined = format!("[^{label}]:");
        if !label.is_empty() && !label.contains(char::is_whitespace) && !whole.contains(&defined) {
            whole.to_mut().push_str(&format!("\n\n{defined}"));
        }
    }
    whole
}

fn part_here(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

fn is_within_a_line(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// The text of raw HTML. A tag over several lines comes in pieces; nothing of one is text.
fn without_tags(html: &str, text: &mut String) {
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            '\n' => part_here(text),
            _ if in_tag => {}
            _ => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(passage: &str, expect: &str) {
        assert_eq!(plain(passage), expect, "{passage:?}");
    }

    #[test]
    fn marks_and_addresses_are_left_out() {
        check("## Le **port**", "Le port");
        check(
            "Un [lien](https://a.example/b) et `du code`.",
            "Un lien et du code.",
        );
        check(
            "*é*lection, ~~non~~ \\*oui\\* &amp; non",
            "élection, non *oui* & non",
        );
        check("![Un chat](/media/a.jpg \"Un titre\")", "Un chat");
        check("<div class=\"a\">\nDu <b>texte</b>\n</div>", "Du texte");
        check("[sic] et [x](y)", "[sic] et x");
    }

    #[test]
    fn lines_items_and_blocks_are_parted() {
        check(
            "a\nb\\\nc\n\n> d\n\n- e\n- [x] f\n\n---\n\ng",
            "a b c d e f g",
        );
        check("| a | b |\n|---|---|\n| c | d |", "a b c d");
    }

    #[test]
    fn what_is_defined_elsewhere_leaves_no_mark() {
        check("Le [port][havre] rouvre[^1].", "Le port rouvre.");
        check("Le port.[^1]\n\n[^1]: Une note.", "Le port. Une note.");
        check("[havre]: https://a.example\n\nb", "b");
    }
}
