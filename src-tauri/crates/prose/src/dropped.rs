//! The HTML in a text that no page keeps, with its lines: scripts, frames, films, forms. Drops nothing itself.

use pulldown_cmark::{Event, Parser};

use crate::piece::options;

/// Elements that go with all that is in them, or of which nothing is left.
const GONE: [&str; 27] = [
    "applet", "audio", "base", "button", "canvas", "embed", "form", "frame", "frameset", "iframe",
    "link", "math", "meta", "noembed", "noframes", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "track", "video", "xmp",
];
/// More are not told one by one.
const MOST: usize = 50;

/// An element that readers do not get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// In which line of the text it begins, from 1.
    pub line: usize,
    /// Its name.
    pub element: String,
}

/// The elements of a text that readers do not get, in their order.
pub fn dropped_elements(text: &str) -> Vec<Dropped> {
    let mut found = Vec::new();
    let (mut line, mut counted) = (1, 0);
    let mut within = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else {
            // A block of HTML is in one go; what follows is no longer in it.
            if !matches!(event, Event::Text(_)) {
                within = None;
            }
            continue;
        };
        for (at, name) in gone_in(&html, &mut within) {
            let place = (range.start + at).min(text.len()).max(counted);
            let between = &text.as_bytes()[counted..place];
            line += between.iter().filter(|byte| **byte == b'\n').count();
            counted = place;
            let element = name.to_owned();
            found.push(Dropped { line, element });
            if found.len() == MOST {
                return found;
            }
        }
    }
    found
}

/// The start tags of such elements in a piece of HTML, but for those in one that is open already.
fn gone_in(html: &str, within: &mut Option<&'static str>) -> Vec<(usize, &'static str)> {
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(next) = lower[from..].find('<') {
        let at = from + next;
        let rest = &lower[at + 1..];
        from = at + 1;
        if within.is_none() && rest.starts_with("!--") {
            from += rest.find("-->").unwrap_or(rest.len());
            continue;
        }
        let (is_end, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &rest[..end.unwrap_or(rest.len())];
        let Some(name) = GONE.into_iter().find(|gone| *gone == name) else {
            continue;
        };
        match *within {
            Some(open) if is_end && open == name => *within = None,
            None if !is_end => {
                found.push((at, name));
                *within = has_content(name).then_some(name);
            }
            _ => {}
        }
    }
    found
}

fn has_content(name: &str) -> bool {
    let void = ["base", "embed", "frame", "link", "meta", "track"];
    !void.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(usize, &str)]) {
        let found = dropped_elements(text);
        let found: Vec<_> = found.iter().map(|d| (d.line, d.element.as_str())).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn what_no_page_keeps_is_named_with_its_line() {
        check(
            "Un.\n\n<iframe src=\"https://a.example\"></iframe>\n\nDeux <SCRIPT>x()</SCRIPT> et.\n",
            &[(3, "iframe"), (5, "script")],
        );
        check(
            "<script>\nif (a < b) { document.write(\"<iframe>\") }\n\n</script>\n\nÉté.\n\n<video src=a></video>",
            &[(1, "script"), (8, "video")],
        );
        check(
            "> Un\n>\n> <form>\n> <button>a</button>\n> </form>",
            &[(3, "form")],
        );
    }

    #[test]
    fn what_is_kept_or_is_no_html_is_not_named() {
        check("<div><em>a</em></div>\n\n<!-- <script> -->\n", &[]);
        check("`<script>`\n\n```\n<iframe>\n```\n\n\\<script>", &[]);
        check("", &[]);
    }
}
