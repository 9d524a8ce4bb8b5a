//! Pictures of a live article, by the names that our text gives them. Reads no site.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use domain::{PictureKind, PictureSet, Revision, SiteId};

use super::said::Said;
use crate::NewsroomError;
use crate::delivery::Shown;
use crate::dressing::renamed;
use crate::room::Room;

impl Room {
    /// Their HTML with the pictures that we sent named as the text names them.
    pub(super) fn with_our_pictures(
        &self,
        html: String,
        (site, left): (SiteId, Option<&Said>),
        sent: &Revision,
    ) -> Result<String, NewsroomError> {
        let ours = in_turn(self.names_there(site, sent, shown_in(left, sent))?);
        let named = |address: &str| ours(address).or_else(|| self.original_at(address));
        let html = prose::undressed(&html, &named);
        Ok(prose::with_pictures_at(&html, named))
    }

    /// The same of the Markdown that a site keeps.
    pub(super) fn with_our_names(
        &self,
        markdown: &str,
        (site, left): (SiteId, Option<&Said>),
        sent: &Revision,
    ) -> Result<String, NewsroomError> {
        let ours = in_turn(self.names_there(site, sent, named_in(left, sent))?);
        Ok(renamed(markdown, |address| {
            ours(address).or_else(|| self.original_at(address))
        }))
    }

    /// How an article names the pictures that were sent with it, by their addresses there, in the order of its text. One
    /// address may have several names: framings that differ in their focus alone make the same copy.
    fn names_there(
        &self,
        site: SiteId,
        sent: &Revision,
        left: Vec<(String, String)>,
    ) -> Result<BTreeMap<String, VecDeque<String>>, NewsroomError> {
        let mut ours = BTreeMap::<String, VecDeque<String>>::new();
        for (there, own) in left {
            ours.entry(there).or_default().push_back(own);
        }
        for Shown { address, file, .. } in self.pictures_of(sent)? {
            let set = self.set_of(&address);
            let copies = set.iter().flat_map(PictureSet::files);
            // Older programs sent originals.
            for copy in copies.chain([&file]) {
                if let Some((_, there)) = self.store.site_picture(site, &copy.hash)? {
                    let there = there.replace("&#038;", "&").replace("&amp;", "&");
                    ours.entry(there)
                        .or_insert_with(|| VecDeque::from([address.clone()]));
                }
            }
        }
        Ok(ours)
    }

    /// What a text names where a page names one of our copies.
    pub(crate) fn original_at(&self, address: &str) -> Option<String> {
        let (name, _) = PictureKind::kept_at(address)?;
        self.original_of(name)
    }
}

/// The name of the picture that is met at an address: where it has several, each time the next, and the last from then on.
fn in_turn(names: BTreeMap<String, VecDeque<String>>) -> impl Fn(&str) -> Option<String> {
    let left = RefCell::new(names);
    move |there| {
        let mut left = left.borrow_mut();
        let names = left.get_mut(there)?;
        match names.len() {
            0 | 1 => names.front().cloned(),
            _ => names.pop_front(),
        }
    }
}

/// The pictures that a site showed when we left, each with the name that the text gives it: they stand in one order.
fn shown_in(left: Option<&Said>, sent: &Revision) -> Vec<(String, String)> {
    let there = left.map(|left| prose::html_pictures(&left.body_html));
    let own = prose::html_pictures(&prose::body_html(&sent.text));
    paired(there.unwrap_or_default(), own)
}

/// The same of the Markdown that a site keeps.
fn named_in(left: Option<&Said>, sent: &Revision) -> Vec<(String, String)> {
    let there = left.and_then(|left| left.body_markdown.as_deref());
    let there = there.map(prose::picture_addresses);
    paired(
        there.unwrap_or_default(),
        prose::picture_addresses(&sent.text),
    )
}

fn paired(there: Vec<String>, own: Vec<String>) -> Vec<(String, String)> {
    match there.len() == own.len() {
        true => there.into_iter().zip(own).collect(),
        false => Vec::new(),
    }
}
