//! Between WordPress's HTML and our plain words, and our body as its blocks. Knows no request and no article.

use std::cell::RefCell;

use domain::Slug;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// The longest line of HTML that is read, in bytes: a hostile tag costs the square of its length.
const LONGEST: usize = 64 * 1024;

/// Plain words as WordPress keeps them: as HTML.
pub(super) fn html_of(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// The words of a line of HTML.
pub(super) fn text_of(html: &str) -> String {
    let words = Tokenizer::new(Words::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(
        &html[..html.floor_char_boundary(LONGEST)],
    ));
    // No script is ever waited for: this sink asks for nothing.
    let _ = words.feed(&queue);
    words.end();
    words.sink.0.into_inner().trim().to_owned()
}

#[derive(Default)]
struct Words(RefCell<String>);

impl TokenSink for Words {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

/// Whether two names are one to a reader: tags and categories are found whatever their case.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// A site's slug as ours: it may hold what ours never do, and a binned article's has an ending.
pub(super) fn slug_of(slug: &str, id: u64) -> Slug {
    let slug = slug.strip_suffix("__trashed").unwrap_or(slug);
    let read = || Slug::from_headline(&percent_decoded(slug));
    let known = Slug::parse(slug).ok().or_else(read);
    known.unwrap_or_else(|| {
        Slug::parse(&format!("post-{id}")).unwrap_or_else(|_| unreachable!("a number is tidy"))
    })
}

fn percent_decoded(slug: &str) -> String {
    let mut bytes = Vec::with_capacity(slug.len());
    let mut rest = slug.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let escaped = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match escaped.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Our body with its paragraphs and headings as blocks. In a text without any block WordPress makes
/// a line break of every new line; with blocks it leaves the text alone, and colleagues edit it in
/// the editor's own units. What lies between blocks is the editor's *classic* block.
pub(super) fn in_blocks(html: &str) -> String {
    let mut out = String::with_capacity(html.len() * 5 / 4);
    let mut depth = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = tag_end(&rest[1..]).map_or(rest.len(), |end| end + 2);
        let (tag, after) = rest.split_at(end);
        let name = name_of(tag);
        let block = block_of(name);
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
            out.push_str(tag);
            if let Some((block, _)) = block.filter(|_| depth == 0) {
                out.push_str(&format!("\n<!-- /wp:{block} -->"));
            }
        } else {
            if let Some((block, settings)) = block.filter(|_| depth == 0) {
                out.push_str(&format!("<!-- wp:{block}{settings} -->\n"));
            }
            depth += usize::from(!is_void(name));
            out.push_str(tag);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A section of ours, of which each line is a tag or an element, as a group of blocks. Its classes and
/// identifiers stay: by them it is known again.
pub(super) fn in_a_group(section: &str) -> String {
    let lines: Vec<String> = section.lines().map(grouped).collect();
    lines.join("\n")
}

fn grouped(line: &str) -> String {
    let name = name_of(line);
    match (name, line.starts_with("</")) {
        ("section" | "div", true) => format!("{line}\n<!-- /wp:group -->"),
        ("section" | "div", false) => {
            let class = class_of(line);
            let tag = if name == "section" {
                "\"tagName\":\"section\","
            } else {
                ""
            };
            let line = line.replacen("class=\"", "class=\"wp-block-group ", 1);
            format!("<!-- wp:group {{{tag}\"className\":\"{class}\"}} -->\n{line}")
        }
        ("h2", _) => format!("<!-- wp:heading -->\n{line}\n<!-- /wp:heading -->"),
        _ => {
            let class = match class_of(line) {
                "" => String::new(),
                class => format!(" {{\"className\":\"{class}\"}}"),
            };
            format!("<!-- wp:paragraph{class} -->\n{line}\n<!-- /wp:paragraph -->")
        }
    }
}

fn class_of(line: &str) -> &str {
    let tag = line.split_once('>').map_or(line, |(tag, _)| tag);
    let class = tag.split_once("class=\"");
    class
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(class, _)| class)
}

/// Where a tag ends whose `<` stands before: at the first `>` that is in no quotes.
fn tag_end(after: &str) -> Option<usize> {
    let mut quoted = false;
    after.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

fn name_of(tag: &str) -> &str {
    let inside = tag.trim_start_matches(['<', '/']);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric());
    &inside[..end.unwrap_or(inside.len())]
}

/// The block that an element is, and its settings.
fn block_of(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "p" => ("paragraph", ""),
        "h2" => ("heading", ""),
        "h3" => ("heading", " {\"level\":3}"),
        "h4" => ("heading", " {\"level\":4}"),
        _ => return None,
    })
}

fn is_void(name: &str) -> bool {
    const VOID: [&str; 9] = [
        "br", "hr", "img", "wbr", "source", "track", "input", "col", "embed",
    ];
    VOID.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_html() {
        for text in ["A & B", "1 < 2 > 0", "« été »", "&amp; so", "a<b"] {
            assert_eq!(text_of(&html_of(text)), text);
        }
        assert_eq!(
            text_of("<p class=\"a>b\">L&#8217;<em>été</em>&nbsp;!</p>\n"),
            "L’été\u{a0}!"
        );
        assert_eq!(text_of("1 < 2"), "1 < 2");
        assert_eq!(text_of("a <"), "a <");
        assert_eq!(text_of("a <b"), "a");
        let endless = format!("a{}", "<b ".repeat(100_000));
        assert_eq!(text_of(&endless), "a");
    }

    #[test]
    fn only_what_stands_at_the_top_is_a_block() {
        assert_eq!(
            in_blocks(
                "<p>a\n<em>b</em><br>\nc</p>\n<h3 id=\"x\">d</h3>\n<ul>\n<li><p>e</p></li>\n</ul>\n<hr>\n<p title=\"/>\">f</p>"
            ),
            "<!-- wp:paragraph -->\n<p>a\n<em>b</em><br>\nc</p>\n<!-- /wp:paragraph -->\n\
             <!-- wp:heading {\"level\":3} -->\n<h3 id=\"x\">d</h3>\n<!-- /wp:heading -->\n\
             <ul>\n<li><p>e</p></li>\n</ul>\n<hr>\n\
             <!-- wp:paragraph -->\n<p title=\"/>\">f</p>\n<!-- /wp:paragraph -->"
        );
        assert_eq!(in_blocks(""), "");
        assert_eq!(in_blocks("a <"), "a <");
    }

    #[test]
    fn a_section_of_ours_is_a_group() {
        let section = "<section class=\"a\">\n<div id=\"x\" class=\"b b-c\">\n<h2>D</h2>\n\
            <p class=\"e\">f</p>\n<p>g<br>class=\"h\"</p>\n</div>\n</section>";
        assert_eq!(
            in_a_group(section),
            "<!-- wp:group {\"tagName\":\"section\",\"className\":\"a\"} -->\n\
             <section class=\"wp-block-group a\">\n\
             <!-- wp:group {\"className\":\"b b-c\"} -->\n\
             <div id=\"x\" class=\"wp-block-group b b-c\">\n\
             <!-- wp:heading -->\n<h2>D</h2>\n<!-- /wp:heading -->\n\
             <!-- wp:paragraph {\"className\":\"e\"} -->\n<p class=\"e\">f</p>\n<!-- /wp:paragraph -->\n\
             <!-- wp:paragraph -->\n<p>g<br>class=\"h\"</p>\n<!-- /wp:paragraph -->\n\
             </div>\n<!-- /wp:group -->\n</section>\n<!-- /wp:group -->"
        );
        assert_eq!(in_a_group(""), "");
    }

    #[test]
    fn a_foreign_slug_is_read() {
        let read = |slug: &str| slug_of(slug, 7).to_string();
        assert_eq!(read("le-pont__trashed"), "le-pont");
        assert_eq!(read("%d0%b2%d1%8b%d0%b1%d0%be%d1%80%d1%8b"), "vybory");
        assert_eq!(read("%zz"), "zz");
        assert_eq!(read(""), "post-7");
        assert_eq!(read("%"), "post-7");
    }
}
