//! What readers are served of an article's pictures: each is fetched as a reader's browser does and searched for what is no
//! part of it. Bounded in number, size and time; sends nothing, keeps nothing.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use domain::{Difference, PictureKind, Publication, Receipt, Remains, Revision};
use publish::{Destination, PublishError, Viewing};
use url::Url;

use crate::NewsroomError;
use crate::hash::sha256;
use crate::room::Room;

/// So many pictures are looked at, sizes of one counted each.
const MOST: usize = 40;
/// The longest address of one, in bytes.
const ADDRESS_LIMIT: usize = 2_000;
/// So long the pictures of an article are looked at in one go; the rest waits for the next.
const WHOLE: Duration = Duration::from_secs(10);

/// What a look at a picture comes to.
enum Sight {
    Clean,
    Otherwise(Difference),
    /// Whoever has it does not answer now.
    NotNow,
    /// It stands where we do not go.
    OutOfReach,
}

impl Room {
    /// Where the pictures are that are to be looked at: where the site said that it has those of the article, and
    /// wherever its page, which names these, shows a copy of one.
    pub(super) fn pictures_to_see(
        &self,
        revision: &Revision,
        publication: &Publication,
        named: &[String],
    ) -> Result<Vec<String>, NewsroomError> {
        let mut sent = Vec::new();
        for shown in self.pictures_of(revision)? {
            sent.extend(self.addresses_there(publication.site, &shown)?);
        }
        let is_copy = |address: &&String| sent.iter().any(|original| copies(address, original));
        let all = sent.iter().chain(named.iter().filter(is_copy));
        let mut seen = BTreeSet::new();
        Ok(all
            .filter_map(|address| whole_address(&publication.address, address))
            .filter(|address| seen.insert(address.clone()))
            .take(MOST)
            .collect())
    }

    /// Looks at the pictures of a receipt that wait for it, each for so long at the most.
    pub(crate) fn look_at_pictures(
        &self,
        receipt: &mut Receipt,
        (publication, destination): (&Publication, &dyn Destination),
        each: Duration,
    ) {
        let begun = Instant::now();
        for address in std::mem::take(&mut receipt.pictures.waiting) {
            let is_over = begun.elapsed() >= WHOLE || self.outbox_bell.is_closed();
            let sight = match is_over {
                true => Sight::NotNow,
                false => self.look_at_picture(&address, publication, destination, each),
            };
            match sight {
                Sight::Clean => receipt.pictures.clean += 1,
                Sight::Otherwise(difference) => receipt.differences.push(difference),
                Sight::NotNow => receipt.pictures.waiting.push(address),
                Sight::OutOfReach => {}
            }
        }
    }

    fn look_at_picture(
        &self,
        address: &str,
        publication: &Publication,
        destination: &dyn Destination,
        within: Duration,
    ) -> Sight {
        let missing = || {
            let address = address.to_owned();
            Sight::Otherwise(Difference::PictureMissing { address })
        };
        let viewing = Viewing {
            page: &publication.address,
            remote_id: &publication.remote_id,
            address,
            within,
        };
        match destination.served_picture(&viewing) {
            Ok(bytes) if PictureKind::of_bytes(&bytes).is_none() => missing(),
            Ok(bytes) => self.searched(address, &bytes),
            Err(error) => {
                tracing::info!(address, %error, "a picture is not served");
                match error {
                    PublishError::BadAddress(_) => Sight::OutOfReach,
                    error if is_for_now(&error) => Sight::NotNow,
                    _ => missing(),
                }
            }
        }
    }

    /// What is in a picture beside it. The very bytes of a clean copy need no search.
    fn searched(&self, address: &str, bytes: &[u8]) -> Sight {
        let is_ours = self.store.is_copy(&sha256(bytes)).unwrap_or_default();
        let mut remains = match is_ours {
            true => BTreeSet::new(),
            false => media::remains(bytes),
        };
        let wished = self.settings().is_ok_and(|wished| wished.picture_credit);
        if wished {
            // Where a credit is written, as she wishes.
            remains.retain(|one| !matches!(one, Remains::Xmp | Remains::Iptc));
        }
        if remains.is_empty() {
            return Sight::Clean;
        }
        let address = address.to_owned();
        Sight::Otherwise(Difference::PictureUnclean { address, remains })
    }
}

/// Whether who did not serve a picture may do so later.
fn is_for_now(error: &PublishError) -> bool {
    use PublishError as E;
    matches!(
        error,
        E::Unreachable(_) | E::NoAnswer(_) | E::Busy { .. } | E::Broken(_) | E::Full(_)
    )
}

/// An address as it can be asked for; a file beside an article is named by its name. `None` for what is none.
fn whole_address(page: &str, address: &str) -> Option<String> {
    if address.starts_with("./") {
        return Some(address.to_owned());
    }
    let mut whole = Url::parse(page).ok()?.join(address).ok()?;
    whole.set_fragment(None);
    let whole = String::from(whole);
    (whole.len() <= ADDRESS_LIMIT).then_some(whole)
}

/// Whether a page's address names a copy of the picture that the site has at the other one: whoever makes sizes of
/// pictures, or serves them for a site, keeps the beginning of the file's name.
fn copies(address: &str, original: &str) -> bool {
    let path = original.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let begins_there = |at: usize| {
        let before = &address[..at];
        at == 0 || before.ends_with(['/', '=']) || before.to_ascii_lowercase().ends_with("%2f")
    };
    let ends_there = |at: usize| !address[at..].starts_with(char::is_alphanumeric);
    !stem.is_empty()
        && address
            .match_indices(stem)
            .any(|(at, stem)| begins_there(at) && ends_there(at + stem.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_the_beginning_of_their_names() {
        let pont = "https://a.example/wp-content/uploads/2026/04/pont.jpg";
        for address in [
            pont,
            "/wp-content/uploads/2026/04/pont-300x200.jpg",
            "pont-scaled.jpg",
            "https://i0.wp.com/a.example/uploads/pont.jpg?resize=300%2C200",
            "/content/images/size/w600/2026/04/pont.jpg",
            "/_next/image?url=https%3A%2F%2Fa.example%2Fpont.jpg&w=640",
            "/cdn/width=600,quality=80/2026/pont.jpg.webp",
        ] {
            assert!(copies(address, pont), "{address}");
        }
        for address in [
            "/uploads/pontoise.jpg",
            "/uploads/le-pont.jpg",
            "/pont2.jpg",
            "/logo.png",
            "",
        ] {
            assert!(!copies(address, pont), "{address}");
        }
        assert!(!copies("/a.jpg", "https://a.example/"));
        assert!(!copies("/é.jpg", "https://a.example/.jpg"));
    }

    #[test]
    fn an_address_is_of_its_page() {
        let whole = |address: &str| whole_address("https://a.example/2026/b/", address);
        for (address, expect) in [
            ("/m/a.jpg#x", Some("https://a.example/m/a.jpg")),
            ("a.jpg", Some("https://a.example/2026/b/a.jpg")),
            ("//cdn.example/a.jpg", Some("https://cdn.example/a.jpg")),
            ("./a.jpg", Some("./a.jpg")),
            ("https://[", None),
            (&"a".repeat(3_000), None),
        ] {
            assert_eq!(whole(address).as_deref(), expect, "{address}");
        }
    }
}
