//! What would run, or load something, in a page: looked for tag by tag in what our own writers made. Knows no page.

/// Elements that run, load, or change what the rest of a page means.
const ELEMENTS: [&str; 14] = [
    "script", "iframe", "object", "embed", "svg", "math", "style", "base", "form", "button",
    "template", "noscript", "frame", "applet",
];
/// Attributes whose value is followed.
const FOLLOWED: [&str; 8] = [
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "data",
    "poster",
    "xlink:href",
];
const SCHEMES: [&str; 3] = ["javascript:", "data:", "vbscript:"];

/// Every tag of an article's HTML (of a page: of its `<article>`) in which a stranger's code could run.
pub fn executable(html: &str) -> Vec<String> {
    let article = html.find("<article").map_or(html, |at| &html[at..]);
    let article = article.split("</article>").next().unwrap_or_default();
    let tags = article.split('<').skip(1).filter_map(tag);
    tags.filter(|(tag, ends)| !ends || is_executable(tag))
        .map(|(tag, _)| tag.to_owned())
        .collect()
}

/// From its name to its end, which may not stand within quotes; and whether there is one: a tag without swallows what
/// comes, and is as bad as any.
fn tag(rest: &str) -> Option<(&str, bool)> {
    let mut quote = None;
    let starts = rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let end = rest.char_indices().find(|(_, c)| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(*c),
            (Some(open), c) if open == *c => quote = None,
            (None, '>') => return true,
            _ => {}
        }
        false
    });
    starts.then(|| end.map_or((rest, false), |(at, _)| (&rest[..at], true)))
}

fn is_executable(tag: &str) -> bool {
    let tidy: String = tag.to_ascii_lowercase();
    let name = tidy.split(|c: char| c.is_whitespace() || c == '/').next();
    if name.is_some_and(|name| ELEMENTS.contains(&name)) {
        return true;
    }
    let attributes = tidy.split(|c: char| c.is_whitespace() || c == '/').skip(1);
    let mut names = attributes.filter_map(|attribute| attribute.split('=').next());
    let squeezed: String = tidy
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let follows = |name: &&str| {
        SCHEMES.iter().any(|scheme| {
            ["\"", "'", ""]
                .iter()
                .any(|quote| squeezed.contains(&format!("{name}={quote}{scheme}")))
        })
    };
    names.any(|name| name.len() > 2 && name.starts_with("on") && tidy.contains(&format!("{name}=")))
        || FOLLOWED.iter().any(follows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_found_and_what_is_written_of_it_is_not() {
        for runs in [
            "<script>a</script>",
            "<p onclick=\"a\">",
            "<a href=\" java\nscript:a\">",
            "<img src='data:text/html,a'>",
            "<svg/onload=a>",
            "<p title=\"",
        ] {
            assert_eq!(executable(runs).len(), 1, "{runs}");
        }
        let quiet = "<!-- a --><p>&lt;script&gt; on=1 javascript:a</p><a href=\"https://a.example/?on=1\" title=\"one=two\">a</a>";
        assert_eq!(executable(quiet), [""; 0]);
        assert_eq!(
            executable("<script>ours</script><article>a</article><script>"),
            [""; 0]
        );
    }
}
