//! What people paste when they are asked for their site's address, and the home pages that it may mean. Asks nobody.

use url::Url;

use super::reader::secured;
use crate::PublishError;
use crate::http::{check_address, is_loopback};

/// The longest address that is looked at.
const LONGEST: usize = 2000;
/// How deep a site may lie below its host, in folders.
const DEPTH: usize = 2;
/// The first parts of paths that belong to a system's inside, not to a site's address.
const INSIDE: [&str; 8] = [
    "wp-admin",
    "wp-login.php",
    "wp-json",
    "wp-content",
    "wp-includes",
    "xmlrpc.php",
    "ghost",
    "api",
];

/// The page that a pasted address means: with a scheme, without what belongs to a system's inside.
pub(super) fn page(pasted: &str) -> Result<Url, PublishError> {
    let quoted = |c: char| c.is_whitespace() || "<>\"'«»“”".contains(c);
    let pasted = pasted.trim_matches(quoted);
    let bad = || PublishError::BadAddress(pasted.chars().take(200).collect());
    if pasted.len() > LONGEST {
        return Err(bad());
    }
    let mut page = parsed(pasted).ok_or_else(bad)?;
    let inside = page
        .path_segments()
        .and_then(|mut parts| parts.position(|part| INSIDE.contains(&part)));
    if let Some(depth) = inside {
        page = above(&page, depth);
    }
    let page = secured(page);
    check_address(page.as_str()).map(|_| page)
}

/// Without a scheme it is a host and a path: on this machine few speak `https`.
fn parsed(pasted: &str) -> Option<Url> {
    if pasted.contains("://") {
        return Url::parse(pasted).ok();
    }
    let page = Url::parse(&format!("http://{pasted}")).ok()?;
    let near = page.host_str().is_some_and(is_loopback);
    let scheme = if near { "http" } else { "https" };
    Url::parse(&format!("{scheme}://{pasted}")).ok()
}

/// The home pages that a page may belong to, the deepest first: a blog in a folder comes before the
/// site around it.
pub(super) fn homes(page: &Url) -> Vec<Url> {
    let folders = page.path_segments().map_or(0, |parts| {
        let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        let a_file = parts.last().is_some_and(|last| last.contains('.'));
        parts.len() - usize::from(a_file)
    });
    let depths = (0..=folders.min(DEPTH)).rev();
    depths.map(|depth| above(page, depth)).collect()
}

/// The folder of the page that is so deep below the host.
fn above(page: &Url, depth: usize) -> Url {
    let mut folder = page.clone();
    let parts = page.path_segments().into_iter().flatten();
    let path: String = parts.take(depth).map(|part| format!("/{part}")).collect();
    folder.set_path(&format!("{path}/"));
    folder.set_query(None);
    folder.set_fragment(None);
    folder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_pasted_is_a_page() {
        for (pasted, expect) in [
            ("gazette.example", "https://gazette.example/"),
            ("  http://gazette.example/  ", "https://gazette.example/"),
            ("<https://gazette.example>", "https://gazette.example/"),
            (
                "gazette.example:8443/blog",
                "https://gazette.example:8443/blog",
            ),
            (
                "https://gazette.example/2026/04/a/?x=1#b",
                "https://gazette.example/2026/04/a/?x=1",
            ),
            (
                "https://gazette.example/wp-admin/post.php?post=3",
                "https://gazette.example/",
            ),
            (
                "gazette.example/blog/wp-login.php",
                "https://gazette.example/blog/",
            ),
            (
                "https://gazette.example/ghost/#/settings/integrations",
                "https://gazette.example/",
            ),
            ("https://gazette.example/api/v1", "https://gazette.example/"),
            ("localhost:8080", "http://localhost:8080/"),
            ("127.0.0.1:8080/blog/", "http://127.0.0.1:8080/blog/"),
            ("été.example", "https://xn--t-9fab.example/"),
        ] {
            assert_eq!(
                page(pasted).map(String::from),
                Ok(expect.to_owned()),
                "{pasted}"
            );
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused() {
        let long = format!("https://a.example/{}", "a".repeat(LONGEST));
        for bad in [
            "",
            "a b",
            "https://",
            "ftp://a.example",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://u:p@a.example",
            "u@a.example",
            &long,
        ] {
            assert!(
                matches!(page(bad), Err(PublishError::BadAddress(_))),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_page_may_belong_to_the_folders_above_it() {
        let of = |page: &str| -> Vec<String> {
            homes(&page.parse().unwrap())
                .into_iter()
                .map(String::from)
                .collect()
        };
        assert_eq!(of("https://a.example/?p=3"), ["https://a.example/"]);
        assert_eq!(of("https://a.example/index.html"), ["https://a.example/"]);
        assert_eq!(
            of("https://a.example/blog/2026/04/a/"),
            [
                "https://a.example/blog/2026/",
                "https://a.example/blog/",
                "https://a.example/"
            ]
        );
    }
}
