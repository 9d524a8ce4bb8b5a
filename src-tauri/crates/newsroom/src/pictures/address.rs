//! Addresses of pictures that stay where they are: written as a browser asks for them. Fetches nothing.

use url::Url;

use crate::NewsroomError;

/// The longest address of a picture, in bytes.
const ADDRESS_LIMIT: usize = 2_000;

/// An address that readers' browsers may load a picture from. A page that is served over `https`
/// can't show what comes over `http`, so only `https` is taken.
///
/// What has no place in an address is encoded, what is encoded already stays as it is.
pub(crate) fn checked_address(address: &str) -> Result<String, NewsroomError> {
    let address = address.trim();
    if address
        .get(..5)
        .is_some_and(|start| start.eq_ignore_ascii_case("http:"))
    {
        return Err(NewsroomError::PictureNotSecure(address.to_owned()));
    }
    let written = if is_written_out(address) {
        address.to_owned()
    } else {
        encoded(address)
    };
    if is_written_out(&written) {
        Ok(written)
    } else {
        Err(NewsroomError::FieldInvalid(format!(
            "not an https address of a picture: {address:?}"
        )))
    }
}

/// Signs that have no place in an address, although they are no letters of other alphabets.
const ODD: &str = "\"<>\\^`{|}";

/// Whether an address can stand wherever one stands: nothing in it is still to be encoded.
fn is_written_out(address: &str) -> bool {
    address.len() <= ADDRESS_LIMIT
        && address
            .strip_prefix("https://")
            .is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '['))
        && address
            .chars()
            .all(|c| c.is_ascii_graphic() && !ODD.contains(c))
}

/// An address as a browser asks for it: accents and spaces by their bytes, a host by its letters in
/// ASCII. Empty when it is none.
fn encoded(address: &str) -> String {
    let is_https = address
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    let host = address.chars().nth(8);
    if !is_https || !host.is_some_and(|c| c.is_alphanumeric() || c == '[') {
        return String::new();
    }
    let url = Url::parse(address).map(String::from).unwrap_or_default();
    let signs = url.chars().map(|c| match c {
        odd if ODD.contains(odd) => format!("%{:02X}", u32::from(odd)),
        plain => plain.to_string(),
    });
    signs.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_encoded_as_a_browser_does() {
        for (typed, taken) in [
            (
                "https://a.example/é t é.jpg",
                "https://a.example/%C3%A9%20t%20%C3%A9.jpg",
            ),
            (
                "https://a.example/%C3%A9 é.jpg",
                "https://a.example/%C3%A9%20%C3%A9.jpg",
            ),
            (
                "HTTPS://a.example/b.jpg?c={d|e}",
                "https://a.example/b.jpg?c=%7Bd%7Ce%7D",
            ),
            ("https://a/\"b", "https://a/%22b"),
            (
                "https://média.example/b.jpg",
                "https://xn--mdia-bpa.example/b.jpg",
            ),
        ] {
            assert_eq!(checked_address(typed).unwrap(), taken, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_address_that_is_taken_stays_as_it_is(
            path in "\\PC{0,40}",
            encoded in "(%[0-9A-F]{2}|[a-z0-9./?=&#%:@!$'()*+,;~_-]){0,60}",
        ) {
            let whole = format!("https://a.example/{encoded}");
            prop_assert_eq!(checked_address(&whole).unwrap(), whole);
            if let Ok(taken) = checked_address(&format!("https://a.example/{path}")) {
                prop_assert!(taken.is_ascii() && taken.starts_with("https://a.example/"));
                prop_assert_eq!(checked_address(&taken).unwrap(), taken);
            }
        }
    }

    #[test]
    fn an_address_is_https_and_nothing_else() {
        assert_eq!(
            checked_address(" https://a.example/b.jpg ").unwrap(),
            "https://a.example/b.jpg"
        );
        assert_eq!(
            checked_address(" HTTP://a/b.jpg").unwrap_err().code(),
            "picture_not_secure"
        );
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "data:,",
            "https:/a/b",
            "https://a b/c.jpg",
            &format!("https://a/{}", "é".repeat(400)),
        ] {
            assert_eq!(
                checked_address(bad).unwrap_err().code(),
                "field_invalid",
                "{bad}"
            );
        }
    }
}
