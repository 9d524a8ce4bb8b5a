//! What a journalist should know before an article goes out, and what would not stop it: a date to come, pictures that readers will not see. Changes nothing.

mod pictures;

use std::collections::BTreeSet;
use std::path::Path;

use domain::{
    ArticlePart, Difference, DraftId, Fields, Framing, PictureSource, Publication,
    PublicationState, SiteId, Timestamp,
};
use prose::Lost;

use crate::checks::Checked;
use crate::history::Said;
use crate::room::Room;
use crate::{Newsroom, NewsroomError};
pub use pictures::PictureFlaw;

/// So many receipts of a site tell what its pages show; another theme is learnt after so many.
const LAST: u32 = 5;

/// What a journalist should know before an article goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The page shows a date to come, and readers read it at once.
    DateToCome {
        /// The date.
        at: Timestamp,
        /// The zone it was given in, an IANA name.
        time_zone: String,
    },
    /// The article was out before: its page goes on showing that date, not the one that the draft
    /// has.
    DateStays {
        /// The draft's date.
        asked: Timestamp,
        /// The date that the page shows.
        shown: Timestamp,
        /// The zone the draft's was given in, an IANA name.
        time_zone: String,
    },
    /// The article came from its site, and an update takes away what Markdown could not keep of it.
    LostByUpdate {
        /// What.
        lost: Vec<Lost>,
    },
    /// The words that readers have read changed, and no correction tells them.
    ChangedUnsaid,
    /// A picture that is not among the library's own, and is not sent.
    PictureNotSent {
        /// As the text names it.
        address: String,
        /// Whether readers get a link to it; else they get its words.
        linked: bool,
    },
    /// HTML in the text that no page keeps, as a script or a frame.
    CodeNotPublished {
        /// In which line of the text it begins, from 1.
        line: usize,
        /// The element's name.
        element: String,
    },
    /// The pages of the site do not show these parts, as its last receipts say.
    PartsUnseen {
        /// Which, of those that the article has.
        parts: Vec<ArticlePart>,
    },
    /// Something is wrong with a picture that readers would get.
    Picture {
        /// The picture, as the text names it, framing and all.
        address: String,
        /// Whether it stands at the head; else in the text.
        lead: bool,
        /// What.
        flaw: PictureFlaw,
    },
}

impl Newsroom {
    /// What should be known before a draft is published on a site, or its article updated.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn findings(&self, draft: DraftId, site: SiteId) -> Result<Vec<Finding>, NewsroomError> {
        let Said { fields, text, .. } = self.room.flushed(draft)?;
        let checked = Checked {
            draft,
            fields: &fields.on_site(site),
            text: &text,
        };
        self.room.findings_of(checked, site)
    }

    /// The pictures in a Markdown file's text that readers would not see.
    ///
    /// # Errors
    /// As for a single file of [`Newsroom::import_files`].
    pub fn findings_of_file(&self, path: &Path) -> Result<Vec<Finding>, NewsroomError> {
        let source = crate::files::read_text(path)?;
        let file = self.room.understand(&source, path)?;
        Ok(self.room.pictures_not_sent(&file.fields, &file.text))
    }
}

/// The words that readers read: marks, quotes, dashes, spaces and capitals are not among them.
fn words_read(fields: &Fields, text: &str) -> Vec<String> {
    let all = [
        fields.headline.as_str(),
        &fields.standfirst,
        &prose::plain(text),
    ];
    let words = |part: &&str| {
        part.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    all.iter().flat_map(words).collect()
}

fn date(fields: &Fields, known: Option<&Publication>, now: Timestamp) -> Option<Finding> {
    let asked = fields.publish_at?;
    let time_zone = fields.time_zone.clone();
    match known.map(|known| known.published_at) {
        None if asked <= now => None,
        None => Some(Finding::DateToCome {
            at: asked,
            time_zone,
        }),
        // It went out with this date, and was said to.
        Some(shown) if shown == asked => None,
        Some(shown) => Some(Finding::DateStays {
            asked,
            shown,
            time_zone,
        }),
    }
}

impl Room {
    /// What should be known of a draft, as it is on a site, before it goes there.
    pub(crate) fn findings_of(
        &self,
        checked: Checked<'_>,
        site: SiteId,
    ) -> Result<Vec<Finding>, NewsroomError> {
        let Checked {
            draft,
            fields,
            text,
        } = checked;
        let known = self.store.publication(draft, site)?;
        let date = date(fields, known.as_ref(), self.clock.now());
        let lost = match &known {
            Some(known) => self.lost_by_update(known, fields, text)?,
            None => None,
        };
        let pictures = self.pictures_not_sent(fields, text);
        let unsaid = self.changed_unsaid(known.as_ref(), fields, text)?;
        let dated = date.into_iter().chain(unsaid);
        let unseen = self.parts_unseen(known.as_ref(), fields, site)?;
        let flaws = self.picture_flaws(draft, fields, text)?;
        let code = code_not_published(text);
        let found = dated.chain(lost).chain(pictures);
        Ok(found.chain(code).chain(unseen).chain(flaws).collect())
    }

    /// What the article has that its Markdown has not, where nobody wrote it from here yet and something
    /// would be sent now.
    fn lost_by_update(
        &self,
        known: &Publication,
        fields: &Fields,
        text: &str,
    ) -> Result<Option<Finding>, NewsroomError> {
        let (draft, site) = (known.draft, known.site);
        if known.state != PublicationState::Live || self.store.was_written(draft, site)? {
            return Ok(None);
        }
        let live = match self.store.revision(known.revision) {
            Ok(Some(live)) if live.text != text || live.fields.on_site(site) != *fields => live,
            Ok(_) | Err(store::StoreError::RevisionDamaged(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let lost = self.lost_there(site, &live)?;
        Ok((!lost.is_empty()).then_some(Finding::LostByUpdate { lost }))
    }

    /// Whether readers would find other words than they have read, and nothing that says so.
    fn changed_unsaid(
        &self,
        known: Option<&Publication>,
        fields: &Fields,
        text: &str,
    ) -> Result<Option<Finding>, NewsroomError> {
        let Some(live) = known.filter(|known| known.state == PublicationState::Live) else {
            return Ok(None);
        };
        let Some(read) = self.store.revision(live.revision)? else {
            return Ok(None);
        };
        let said = fields.corrections != read.fields.corrections;
        let before = words_read(&read.fields.on_site(live.site), &read.text);
        let unsaid = !said && before != words_read(fields, text);
        Ok(unsaid.then_some(Finding::ChangedUnsaid))
    }

    /// What of an article readers would not see on this site, as far as it is known from others of it. Who has
    /// published the article there has read its own receipt.
    fn parts_unseen(
        &self,
        known: Option<&Publication>,
        fields: &Fields,
        site: SiteId,
    ) -> Result<Option<Finding>, NewsroomError> {
        if known.is_some_and(|known| known.state == PublicationState::Live) {
            return Ok(None);
        }
        let last = self.store.seen_last(site, LAST)?;
        let differences = || last.iter().flat_map(|receipt| &receipt.differences);
        let is_unseen = |part: &ArticlePart| {
            let told = |one: &Difference| matches!(one, Difference::Unshown(of, _) if of == part);
            !part.of(fields).trim().is_empty() && differences().any(told)
        };
        let parts: Vec<_> = ArticlePart::ALL.into_iter().filter(is_unseen).collect();
        Ok((!parts.is_empty()).then_some(Finding::PartsUnseen { parts }))
    }

    /// The pictures of an article that are not kept here, each once: the lead picture, then those of
    /// the text in its order.
    pub(crate) fn pictures_not_sent(&self, fields: &Fields, text: &str) -> Vec<Finding> {
        let lead = fields.lead_picture.as_ref();
        let lead = lead.and_then(|picture| match &picture.source {
            PictureSource::File(file) => Some(file.path()),
            PictureSource::Address(_) => None,
        });
        let shown = lead.into_iter().chain(prose::picture_addresses(text));
        not_sent(shown, |name| self.pictures.has(name))
    }
}

fn code_not_published(text: &str) -> impl Iterator<Item = Finding> {
    prose::dropped_elements(text)
        .into_iter()
        .map(|dropped| Finding::CodeNotPublished {
            line: dropped.line,
            element: dropped.element,
        })
}

/// What is shown and not kept, each once.
fn not_sent(shown: impl Iterator<Item = String>, is_kept: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    shown
        .filter(|address| {
            let (path, _) = Framing::of_address(address);
            !path.strip_prefix("/media/").is_some_and(&is_kept)
        })
        .filter(|address| seen.insert(address.clone()))
        .map(|address| Finding::PictureNotSent {
            linked: is_of_the_web(&address),
            address,
        })
        .collect()
}

fn is_of_the_web(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|s| s.eq_ignore_ascii_case("https") || s.eq_ignore_ascii_case("http"))
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn typography_changes_no_words() {
        let fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        let read = |text: &str| words_read(&fields, text);
        let before = read("Il dit : \"l'eau -- monte\". *Hier*, 3 ponts.");
        assert_eq!(
            before,
            read("Il dit\u{a0}: «\u{202f}L’eau — monte\u{202f}». **Hier**, 3 ponts…")
        );
        assert_ne!(
            before,
            read("Il dit : \"l'eau -- monte\". *Hier*, 4 ponts.")
        );
    }

    #[track_caller]
    fn check(text: &str, expect: &[(&str, bool)]) {
        let shown = prose::picture_addresses(text).into_iter();
        let found: Vec<_> = not_sent(shown, |name| name == "0.png")
            .into_iter()
            .map(|finding| match finding {
                Finding::PictureNotSent { address, linked } => (address, linked),
                other => panic!("{other:?}"),
            })
            .collect();
        let expect: Vec<_> = expect.iter().map(|(a, l)| ((*a).to_owned(), *l)).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn pictures_that_readers_will_not_see() {
        check("![a](photo.jpg) ![b](photo.jpg)", &[("photo.jpg", false)]);
        check("![a](file:///tmp/a.png)", &[("file:///tmp/a.png", false)]);
        check("![a](http://a.b/c.png)", &[("http://a.b/c.png", true)]);
        check("![a](/media/1.png)", &[("/media/1.png", false)]);
        check("![a][r]\n\n[r]: ../a.png", &[("../a.png", false)]);
        check("[![a](one.png)](https://a.b)", &[("one.png", false)]);
        check(
            "<figure>\n<IMG alt=\"x\"\n  src='two.png'>\n</figure>\n\nx <img src=three.png> y",
            &[("two.png", false), ("three.png", false)],
        );
    }

    #[test]
    fn what_is_sent_or_is_no_picture_is_not_named() {
        check("![a](/media/0.png) ![b](/media/0.png#turn=90)", &[]);
        check("<img data-src=\"a.png\" alt=\"src\">", &[]);
        check("`![a](b.png)`\n\n```\n![a](b.png)\n```", &[]);
        check("[a](b.png)", &[]);
        check("\\![a](b.png)", &[]);
    }
}
