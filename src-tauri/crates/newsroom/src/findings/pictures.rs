//! What should be known of an article's pictures before it goes out: what is not said of them, and what can't be seen in
//! them. Develops none and changes nothing.

use domain::{DraftId, Fields, LeadPicture, PictureKind, PictureSource};

use super::Finding;
use crate::NewsroomError;
use crate::room::Room;

/// How wide a picture at the head is to be at least, in pixels, and one in the text: what a page's column shows.
const LEAD_WIDTH: u32 = 1_200;
const TEXT_WIDTH: u32 = 720;
/// What is less sharp can't be used: a blur of a hundredth of the width and more.
const BLURRED: f32 = 0.2;
/// In so many other drafts a picture's credit is compared.
const DRAFTS: usize = 20;

/// What is wrong with a picture, or missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureFlaw {
    /// Those who can't see it are told nothing of it.
    NoAlt,
    /// It is not said whose it is.
    NoCredit,
    /// It has fewer pixels than its place, as it is framed.
    TooSmall {
        /// How wide it is.
        width: u32,
        /// How wide it should be.
        wanted: u32,
    },
    /// Nothing in it is sharp.
    Blurred,
    /// Elsewhere it is somebody else's.
    CreditedElse {
        /// Whose it is here.
        here: String,
        /// Whose it is there.
        there: String,
        /// In which draft, by its headline; `None` for what the library says of it.
        draft: Option<String>,
    },
    /// No copies of it can be made, so that the article would not leave: the failure's code.
    NotDeveloped(String),
}

/// A picture where an article shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    address: String,
    alt: String,
    credit: String,
    lead: bool,
}

impl Room {
    /// The flaws of the pictures that readers would get: of the one at the head, then of those in the text, each once.
    pub(super) fn picture_flaws(
        &self,
        draft: DraftId,
        fields: &Fields,
        text: &str,
    ) -> Result<Vec<Finding>, NewsroomError> {
        let is_kept = |name: &str| self.pictures.has(name);
        let mut found = Vec::new();
        for shown in shown(fields, text, is_kept) {
            let mut flaws = unsaid(&shown);
            flaws.extend(self.unfit(&shown)?);
            flaws.extend(self.credited_else(draft, &shown)?);
            found.extend(flaws.into_iter().map(|flaw| Finding::Picture {
                address: shown.address.clone(),
                lead: shown.lead,
                flaw,
            }));
        }
        Ok(found)
    }

    /// What can't be seen in it, as it is framed.
    fn unfit(&self, shown: &Shown) -> Result<Vec<PictureFlaw>, NewsroomError> {
        let Some((hash, framing)) = kept(&shown.address) else {
            return Ok(Vec::new());
        };
        let mut flaws = Vec::new();
        let wanted = if shown.lead { LEAD_WIDTH } else { TEXT_WIDTH };
        if let Some(file) = self.store.picture(hash)? {
            let (width, _) = framing.size_of((file.width, file.height));
            flaws.extend((width < wanted).then_some(PictureFlaw::TooSmall { width, wanted }));
        }
        match self.sharpness_of(&shown.address)? {
            Some(Ok(sharpness)) if sharpness < BLURRED => flaws.push(PictureFlaw::Blurred),
            Some(Err(error)) => flaws.push(PictureFlaw::NotDeveloped(error.code().to_owned())),
            Some(Ok(_)) | None => {}
        }
        Ok(flaws)
    }

    /// Who else it is said to be of: in another draft, else in the library.
    fn credited_else(
        &self,
        draft: DraftId,
        shown: &Shown,
    ) -> Result<Option<PictureFlaw>, NewsroomError> {
        let Some((hash, _)) = kept(&shown.address).filter(|_| !shown.credit.is_empty()) else {
            return Ok(None);
        };
        let flaw = |there: String, draft| PictureFlaw::CreditedElse {
            here: shown.credit.clone(),
            there,
            draft,
        };
        let others = self.store.picture_uses(hash)?.into_iter();
        for used in others.filter(|used| used.draft != draft).take(DRAFTS) {
            for used in self.uses_in(hash, used)? {
                if is_another(&shown.credit, &used.credit) {
                    return Ok(Some(flaw(used.credit, Some(used.headline))));
                }
            }
        }
        let known = self.store.picture_row(hash)?;
        let known = known.map(|known| known.words.credit).unwrap_or_default();
        Ok(is_another(&shown.credit, &known).then(|| flaw(known, None)))
    }
}

/// What is not said of it.
fn unsaid(shown: &Shown) -> Vec<PictureFlaw> {
    let is_missing = |words: &str| words.trim().is_empty();
    let alt = is_missing(&shown.alt).then_some(PictureFlaw::NoAlt);
    let credit = is_missing(&shown.credit).then_some(PictureFlaw::NoCredit);
    alt.into_iter().chain(credit).collect()
}

/// The pictures that readers would get, each place's once: what is missing in one of its uses is missing.
fn shown(fields: &Fields, text: &str, is_kept: impl Fn(&str) -> bool) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    for picture in prose::shown_pictures(text) {
        let is_kept = PictureKind::kept_at(&picture.address).is_some_and(|(name, _)| is_kept(name));
        if !is_kept {
            continue;
        }
        let same = |known: &&mut Shown| known.address == picture.address;
        let Some(known) = all.iter_mut().find(same) else {
            all.push(Shown {
                address: picture.address,
                alt: picture.alt,
                credit: picture.credit,
                lead: false,
            });
            continue;
        };
        for (words, other) in [
            (&mut known.alt, picture.alt),
            (&mut known.credit, picture.credit),
        ] {
            if other.trim().is_empty() {
                *words = other;
            }
        }
    }
    let lead = fields.lead_picture.as_ref().map(of_lead);
    lead.into_iter().chain(all).collect()
}

fn of_lead(lead: &LeadPicture) -> Shown {
    let address = match &lead.source {
        PictureSource::File(file) => lead.framing.address(&file.path()),
        PictureSource::Address(address) => address.clone(),
    };
    Shown {
        address,
        alt: lead.alt.clone(),
        credit: lead.credit.clone(),
        lead: true,
    }
}

/// The hash of a kept picture, and how it is framed.
fn kept(address: &str) -> Option<(&str, domain::Framing)> {
    let (name, framing) = PictureKind::kept_at(address)?;
    Some((PictureKind::of_name(name)?.0, framing))
}

/// Whether two credits name different people: capitals, spaces and the sign before them do not count.
fn is_another(here: &str, there: &str) -> bool {
    let bare = |credit: &str| -> String {
        let said = credit.chars().filter(|c| c.is_alphanumeric());
        said.flat_map(char::to_lowercase).collect()
    };
    !bare(there).is_empty() && bare(here) != bare(there)
}

#[cfg(test)]
mod tests {
    use domain::{Framing, Language, PictureFile};

    use super::*;

    fn path(digit: &str) -> String {
        format!("/media/{}.jpg", digit.repeat(64))
    }

    fn fields(lead: Option<LeadPicture>) -> Fields {
        Fields {
            lead_picture: lead,
            ..Fields::blank(Language::french(), "Europe/Paris".to_owned())
        }
    }

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &[PictureFlaw])]) {
        let all = shown(&fields(None), text, |name| {
            name != &path("0")["/media/".len()..]
        });
        let found: Vec<_> = all
            .iter()
            .map(|shown| (shown.address.clone(), unsaid(shown)))
            .collect();
        let expect: Vec<_> = expect
            .iter()
            .map(|(address, flaws)| ((*address).to_owned(), flaws.to_vec()))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn what_is_not_said_of_a_picture_is_found_once() {
        use PictureFlaw::{NoAlt, NoCredit};
        let (a, b, gone) = (path("a"), path("b"), path("0"));
        check(&format!("![le pont]({a} \"© Ada\")"), &[(&a, &[])]);
        check(
            &format!("![]({a} \"Le pont\")"),
            &[(&a, &[NoAlt, NoCredit])],
        );
        check(&format!("![ ]({a} \"© Ada\")"), &[(&a, &[NoAlt])]);
        check(
            &format!("![x]({b})\n\n![x]({a} \"© Ada\") ![]({a} \"© Ada\") ![y]({a})"),
            &[(&b, &[NoCredit]), (&a, &[NoAlt, NoCredit])],
        );
        let framed = format!("{a}#turn=90");
        check(
            &format!("![x]({a}) ![x]({framed})"),
            &[(&a, &[NoCredit]), (&framed, &[NoCredit])],
        );
        // Readers do not get these: that is told as such.
        check(
            &format!("![]({gone}) ![](https://a.example/b.jpg) ![](c.jpg)"),
            &[],
        );
    }

    #[test]
    fn the_picture_at_the_head_comes_first() {
        let lead = LeadPicture {
            source: PictureSource::File(PictureFile {
                hash: "c".repeat(64),
                kind: PictureKind::Jpeg,
                width: 1,
                height: 1,
            }),
            framing: Framing::of_fragment("turn=180"),
            alt: String::new(),
            caption: String::new(),
            credit: "Ada".to_owned(),
        };
        let text = format!("![]({})", path("a"));
        let all = shown(&fields(Some(lead)), &text, |_| true);
        assert_eq!(all[0].address, format!("{}#turn=180", path("c")));
        assert_eq!(unsaid(&all[0]), [PictureFlaw::NoAlt]);
        assert_eq!((all.len(), all[1].lead), (2, false));
    }

    #[test]
    fn another_credit_is_of_another() {
        for (here, there, expect) in [
            ("Ada", "ada", false),
            ("© A. Martin / AFP", "A. Martin/AFP", false),
            ("Ada", "", false),
            ("Ada", "©", false),
            ("Ada", "Zoé", true),
            ("Ada", "Ada / AFP", true),
        ] {
            assert_eq!(is_another(here, there), expect, "{here} {there}");
        }
    }
}
