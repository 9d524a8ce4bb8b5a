//! What a cited page said when a draft first linked to it, compared with what it says now. Fetches nothing.

use std::collections::BTreeSet;

use domain::{DraftId, Timestamp};
use page::PageText;
use sha2::{Digest, Sha256};
use store::CitedPage;

use super::LinkAnswer;
use super::asked;
use super::quotes::quotes_around;
use crate::NewsroomError;
use crate::desk::locked;
use crate::room::Room;

/// Of ten paragraphs, so many are still there on a page that did not change.
const STILL_THERE: usize = 7;

/// In what a page is another one than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    since: Timestamp,
    missing: Vec<String>,
}

impl Change {
    pub(super) fn told(&self) -> LinkAnswer {
        LinkAnswer::Changed {
            since: self.since,
            missing: self.missing.clone(),
        }
    }
}

impl Room {
    /// Compares a page with what was kept of it for a draft, and keeps what is new: the page when it is first seen, quotes
    /// that it says. A page without a paragraph tells nothing: it may be a wall before the page.
    pub(super) fn cite(
        &self,
        draft: DraftId,
        link: &str,
        page: &PageText,
    ) -> Result<Option<Change>, NewsroomError> {
        if page.paragraphs.is_empty() {
            return Ok(None);
        }
        let quoted = self.quoted(draft, link)?;
        let kept = self.store.cited_page(draft, link)?;
        let before = kept.clone().unwrap_or_else(|| CitedPage {
            read_at: self.clock.now(),
            title: page.title.clone(),
            paragraphs: hashes(page),
            quotes: Vec::new(),
        });
        let (now, change) = compared(before, &quoted, page);
        if kept.as_ref() != Some(&now) {
            self.store.keep_cited_page(draft, link, &now)?;
        }
        Ok(change)
    }

    /// What a draft quotes around its links to this address.
    fn quoted(&self, draft: DraftId, link: &str) -> Result<Vec<String>, NewsroomError> {
        let text = self.open_text(draft)?;
        let markdown = locked(&text).manuscript.text();
        let leads_there = |address: &str| asked(address).is_some_and(|url| url.as_str() == link);
        let links = prose::links(&markdown).into_iter();
        let places = links
            .filter(|one| leads_there(&one.address))
            .map(|one| one.source);
        Ok(quotes_around(
            &prose::passages(&markdown),
            &places.collect::<Vec<_>>(),
        ))
    }
}

/// What is kept from now on, and in what the page changed. A quote that the draft has no more is forgotten; one that the page
/// never said is none of its.
fn compared(kept: CitedPage, quoted: &[String], page: &PageText) -> (CitedPage, Option<Change>) {
    let (said, unsaid): (Vec<_>, Vec<_>) =
        quoted.iter().cloned().partition(|quote| page.says(quote));
    let missing: Vec<_> = unsaid
        .into_iter()
        .filter(|quote| kept.quotes.contains(quote))
        .collect();
    let now: BTreeSet<u64> = hashes(page).into_iter().collect();
    let still = kept.paragraphs.iter().filter(|hash| now.contains(hash));
    let is_another = still.count() * 10 < kept.paragraphs.len() * STILL_THERE;
    let change = (is_another || !missing.is_empty()).then(|| Change {
        since: kept.read_at,
        missing: missing.clone(),
    });
    let quotes = said.into_iter().chain(missing).collect();
    (CitedPage { quotes, ..kept }, change)
}

/// The first eight bytes of the SHA-256 of each paragraph's words.
fn hashes(page: &PageText) -> Vec<u64> {
    let hash = |paragraph: &String| {
        let digest = Sha256::digest(paragraph.as_bytes());
        digest
            .iter()
            .take(8)
            .fold(0, |hash, byte| (hash << 8) | u64::from(*byte))
    };
    page.paragraphs.iter().map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(paragraphs: &[&str]) -> PageText {
        let html = paragraphs
            .iter()
            .map(|words| format!("<p>{words} un deux trois quatre cinq six sept</p>"));
        PageText::of(&html.collect::<String>())
    }

    fn kept(page: &PageText, quotes: &[&str]) -> CitedPage {
        CitedPage {
            read_at: Timestamp::UNIX_EPOCH,
            title: String::new(),
            paragraphs: hashes(page),
            quotes: quotes.iter().map(|&quote| quote.to_owned()).collect(),
        }
    }

    #[test]
    fn a_page_changed_when_a_quote_is_gone_or_three_paragraphs_of_ten() {
        let ten: Vec<String> = (0..10).map(|number| format!("alinéa {number}")).collect();
        let ten: Vec<&str> = ten.iter().map(String::as_str).collect();
        let before = kept(&page(&ten), &["alinéa 1 un deux"]);
        let quoted = ["alinéa 1 un deux".to_owned()];
        let change = |paragraphs: &[&str], quoted: &[String]| {
            let (_, change) = compared(before.clone(), quoted, &page(paragraphs));
            change.map(|change| change.missing)
        };
        assert_eq!(change(&ten, &quoted), None);
        assert_eq!(change(&ten[..7], &quoted), None);
        assert_eq!(change(&ten[..6], &quoted), Some(vec![]));
        assert_eq!(change(&ten[2..], &quoted), Some(quoted.to_vec()));
        assert_eq!(change(&ten[2..], &[]), None);
    }

    #[test]
    fn quotes_that_the_page_says_are_kept_and_others_never_asked_of_it() {
        let there = page(&["alinéa"]);
        let quoted = [
            "alinéa un deux trois".to_owned(),
            "ceci ne fut jamais dit".to_owned(),
        ];
        let (now, change) = compared(
            kept(&there, &["parti du texte depuis hier"]),
            &quoted,
            &there,
        );
        assert_eq!((now.quotes, change), (vec![quoted[0].clone()], None));
    }
}
