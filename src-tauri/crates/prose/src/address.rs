//! Which addresses a page may name; knows neither Markdown nor HTML.

/// Whether a link may go there: http, https, mailto, tel, a fragment, or a path from the root.
pub(crate) fn may_link(address: &str) -> bool {
    if address.contains(|c: char| c.is_control()) {
        return false;
    }
    let head: String = address
        .chars()
        .take(8)
        .collect::<String>()
        .to_ascii_lowercase();
    ["http://", "https://", "mailto:", "tel:", "#"]
        .iter()
        .any(|start| head.starts_with(start))
        || is_root_path(address)
}

/// Whether a picture may be shown from there: the site's own only. A page loads nothing from
/// elsewhere: not every reader wants to be seen by a stranger's server.
pub(crate) fn may_show(address: &str) -> bool {
    address.starts_with("/media/") && !address.contains(|c: char| c.is_control())
}

/// `/a`, but not `//a` or `/\a`, which are other hosts.
fn is_root_path(address: &str) -> bool {
    address
        .strip_prefix('/')
        .is_some_and(|rest| !rest.starts_with(['/', '\\']))
}

/// An address with what has no place in one (spaces, quotes, angle brackets) percent-encoded.
pub(crate) fn tidy(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.trim_matches(' ').chars() {
        match c {
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '`' => out.push_str("%60"),
            '\u{A0}' => out.push_str("%C2%A0"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_reader_may_follow() {
        for good in [
            "https://a.b",
            "HTTP://a",
            "mailto:a@b",
            "tel:+33",
            "#x",
            "/a",
            "/",
        ] {
            assert!(may_link(good), "{good}");
        }
        for bad in [
            "javascript:x",
            "java\nscript:x",
            "data:,",
            "//a.b",
            "/\\a.b",
            "a.html",
            "",
            "/\ta",
        ] {
            assert!(!may_link(bad), "{bad:?}");
        }
    }

    #[test]
    fn only_pictures_that_can_be_shown() {
        assert!(may_show("/media/a.jpg"));
        for bad in [
            "https://a.b/c.jpg",
            "http://a.b/c.jpg",
            "data:image/png;base64,",
            "/a.jpg",
            "//a/media/",
            "a.jpg",
        ] {
            assert!(!may_show(bad), "{bad:?}");
        }
    }
}
