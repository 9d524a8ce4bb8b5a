//! Addresses: of articles, sections and tags, and of the networks on which readers share. It asks no network.

use domain::Slug;
use serde::Serialize;

/// The address of an article on a site whose home page is at `site_url` (no slash at the end).
pub fn article_address(site_url: &str, slug: &Slug) -> String {
    format!("{site_url}/articles/{slug}")
}

/// The last part of a section's address; `None` when its name has no letter.
pub fn section_slug(name: &str) -> Option<String> {
    Slug::from_headline(name).map(|slug| slug.as_str().to_owned())
}

/// The last part of a tag's address; `None` when the tag has no letter.
pub fn tag_slug(tag: &str) -> Option<String> {
    section_slug(tag)
}

/// A plain link that shares an article; nothing of the network is loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ShareLink {
    name: &'static str,
    href: String,
}

/// The share row, in its order.
pub(crate) fn links(address: &str, headline: &str) -> Vec<ShareLink> {
    let url = percent_encode(address);
    let text = percent_encode(headline);
    let both = percent_encode(&format!("{headline} {address}"));
    vec![
        ShareLink {
            name: "X",
            href: format!("https://x.com/intent/post?text={text}&url={url}"),
        },
        ShareLink {
            name: "Facebook",
            href: format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
        },
        ShareLink {
            name: "WhatsApp",
            href: format!("https://wa.me/?text={both}"),
        },
    ]
}

/// Everything but RFC 3986's unreserved characters, as `%XX` of its UTF-8 bytes.
fn percent_encode(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for byte in raw.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_get_the_address_and_the_headline() {
        let found = links("https://s.example/articles/a", "L’été & vous");
        assert_eq!(
            found[0].href,
            "https://x.com/intent/post?text=L%E2%80%99%C3%A9t%C3%A9%20%26%20vous&url=https%3A%2F%2Fs.example%2Farticles%2Fa"
        );
        assert_eq!(
            found.iter().map(|l| l.name).collect::<Vec<_>>(),
            ["X", "Facebook", "WhatsApp"]
        );
    }

    #[test]
    fn names_become_parts_of_addresses() {
        assert_eq!(section_slug("Économie").as_deref(), Some("economie"));
        assert_eq!(tag_slug("« »"), None);
    }
}
