//! Kept pictures by the copies that leave the desk: names of originals for those of copies, and back. Makes no copy, sends nothing.
//!
//! Texts and fields name originals. Whatever readers or sites get names copies, and nothing but them.

use std::borrow::Cow;

use domain::{Framing, LeadPicture, PictureKind, PictureSet, Site};
use prose::Splice;

use crate::NewsroomError;
use crate::room::Room;

/// How pages of a site show a kept picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dress {
    /// In the widths that were made of it.
    Sizes,
    /// By the copy that every reader can load: the site makes its own sizes, or none.
    Whole,
}

/// The copies of a picture, by its address in a text.
type SetOf<'s> = Box<dyn Fn(&str) -> Option<PictureSet> + 's>;

/// What is shown in the place of each kept picture of an article.
pub(crate) struct Wardrobe<'s> {
    pub(crate) dress: Dress,
    set_of: SetOf<'s>,
}

impl Room {
    /// How this site shows pictures; the plain page does as the local site.
    pub(crate) fn dress_of(&self, site: Option<&Site>) -> Result<Dress, NewsroomError> {
        let Some(site) = site else {
            return Ok(Dress::Sizes);
        };
        let abilities = self.choices(site.id)?.abilities;
        // One of ours that was not asked yet will most likely know them.
        let knows_sizes = abilities.is_none_or(|can| can.picture_sizes);
        Ok(match site.kind.gives_its_theme() && knows_sizes {
            true => Dress::Sizes,
            false => Dress::Whole,
        })
    }

    /// What a text names where a page names this copy of ours.
    pub(crate) fn original_of(&self, copy: &str) -> Option<String> {
        let (hash, _) = PictureKind::of_name(copy)?;
        let known = self.store.original_of(hash);
        let known =
            known.inspect_err(|error| tracing::warn!(%error, "whose copy it is can't be read"));
        let (file, framing) = known.ok().flatten()?;
        Some(Framing::of_fragment(&framing).address(&file.path()))
    }

    /// The copies that are made by now.
    pub(crate) fn wardrobe(&self, site: Option<&Site>) -> Result<Wardrobe<'_>, NewsroomError> {
        let dress = self.dress_of(site)?;
        Ok(Wardrobe::new(dress, |address| self.set_of(address)))
    }
}

impl<'s> Wardrobe<'s> {
    pub(crate) fn new(dress: Dress, set_of: impl Fn(&str) -> Option<PictureSet> + 's) -> Self {
        Self {
            dress,
            set_of: Box::new(set_of),
        }
    }

    /// HTML of a text as its page has it.
    pub(crate) fn dressed(&self, html: String) -> String {
        let dressed = match self.dress {
            Dress::Sizes => prose::dressed(&html, &*self.set_of),
            Dress::Whole => prose::dressed_whole(&html, &*self.set_of),
        };
        match dressed {
            Cow::Owned(dressed) => dressed,
            Cow::Borrowed(_) => html,
        }
    }

    /// The same of what a change put on a page.
    pub(crate) fn dressed_splices(&self, mut splices: Vec<Splice>) -> Vec<Splice> {
        for block in splices.iter_mut().flat_map(|splice| &mut splice.insert) {
            block.html = self.dressed(std::mem::take(&mut block.html));
        }
        splices
    }

    /// What a page shows of the picture at its head.
    pub(crate) fn lead_set(&self, lead: Option<&LeadPicture>) -> Option<PictureSet> {
        let set = (self.set_of)(&lead?.kept_address()?)?;
        Some(match self.dress {
            Dress::Sizes => set,
            Dress::Whole => PictureSet {
                sizes: Vec::new(),
                ..set
            },
        })
    }

    /// Markdown with each kept picture by its copy, without its framing: the copy is framed.
    pub(crate) fn in_markdown(&self, markdown: &str) -> String {
        renamed(markdown, |address| {
            (self.set_of)(address).map(|set| set.whole.path())
        })
    }
}

/// Whether changes put any picture on a page.
pub(crate) fn show_pictures(splices: &[Splice]) -> bool {
    let mut blocks = splices.iter().flat_map(|splice| &splice.insert);
    blocks.any(|block| block.html.contains("<img"))
}

/// An address of a kept picture as there is only one of it: its framing in our own words.
pub(crate) fn plain_address(address: &str) -> Option<String> {
    let (name, framing) = PictureKind::kept_at(address)?;
    Some(framing.address(&format!("/media/{name}")))
}

/// A text with each kept picture that it names, framing included, by the name that `anew` gives it. Linear.
pub(crate) fn renamed(text: &str, anew: impl Fn(&str) -> Option<String>) -> String {
    const START: &str = "/media/";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(START) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (named, length) = named_at(from).unwrap_or_default();
        match anew(&named).filter(|_| length > 0) {
            Some(name) => {
                out.push_str(&name);
                rest = &from[length..];
            }
            None => {
                out.push_str(START);
                rest = &from[START.len()..];
            }
        }
    }
    out + rest
}

/// The kept picture that is named at the start of a text, and the length of its name there.
fn named_at(text: &str) -> Option<(String, usize)> {
    let path = |length: usize| {
        let path = text.get(..length)?;
        let name = path.strip_prefix("/media/")?;
        PictureKind::of_name(name).map(|_| path)
    };
    // `/media/`, 64 digits, a dot and three or four letters.
    let path = [76, 75].into_iter().find_map(path)?;
    let is_of_a_framing = |c: char| c.is_ascii_alphanumeric() || "=%:.,&;".contains(c);
    let framing = text[path.len()..].strip_prefix('#').unwrap_or_default();
    let end = framing
        .find(|c| !is_of_a_framing(c))
        .unwrap_or(framing.len());
    let read = Framing::of_fragment(&framing[..end].replace("&amp;", "&"));
    match read == Framing::WHOLE {
        true => Some((path.to_owned(), path.len())),
        false => Some((read.address(path), path.len() + 1 + end)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(digit: char, ending: &str) -> String {
        format!("/media/{}.{ending}", String::from(digit).repeat(64))
    }

    #[test]
    fn pictures_are_renamed_with_their_framing_and_nothing_else_is() {
        let (jpeg, webp, copy) = (name('a', "jpg"), name('b', "webp"), name('c', "jpg"));
        let anew = |address: &str| match address {
            _ if address == jpeg => Some(copy.clone()),
            _ if address == format!("{jpeg}#turn=90&xywh=percent:0,0,50,100") => {
                Some("/b".to_owned())
            }
            _ => None,
        };
        let text = format!(
            "![a]({jpeg} \"t\") ![b]({jpeg}#turn=90&xywh=percent:0,0,50,100) ![c]({webp})\n\
             <img src='{jpeg}#turn=90&amp;xywh=percent:0,0,50,100'> {jpeg}#turn=180 {jpeg}. /media/ /media/é"
        );
        let expect = format!(
            "![a]({copy} \"t\") ![b](/b) ![c]({webp})\n<img src='/b'> {jpeg}#turn=180 {copy}. /media/ /media/é"
        );
        assert_eq!(renamed(&text, anew), expect);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(/media/|[0a]{63,65}|\\.jpg|\\.webp|#|turn=90|&amp;|\\PC){0,12}") {
            prop_assert_eq!(renamed(&text, |_| None), text.clone());
            renamed(&text, |_| Some(String::new()));
        }
    }
}
