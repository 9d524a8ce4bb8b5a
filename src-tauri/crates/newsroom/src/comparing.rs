//! What two versions of a draft differ in: fields, page and Markdown. Changes nothing.

use domain::{DraftId, Fields, LeadPicture, PictureSource, WordChange};
use prose::{EditKind, Part, PartKind};

use crate::history::Version;
use crate::room::Room;
use crate::sides::{corrections_said, moment_said};
use crate::{Newsroom, NewsroomError};

/// What two versions differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The fields that differ.
    pub fields: Vec<FieldDifference>,
    /// The page of the new version for the preview, with marks where the old one had it otherwise.
    pub page: String,
    /// The blocks in that page's body, in order.
    pub blocks: Vec<ComparedBlock>,
    /// Both texts, paragraph by paragraph, in the order of the new one.
    pub parts: Vec<ComparedPart>,
    /// Words that readers gained and lost.
    pub words: WordChange,
}

/// A field that two versions differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDifference {
    /// Which.
    pub field: ComparedField,
    /// What it was; empty for nothing.
    pub old: String,
    /// What it is; empty for nothing.
    pub new: String,
}

/// Which field of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "they are the fields of `domain::Fields`")]
pub enum ComparedField {
    Headline,
    Standfirst,
    Section,
    Tags,
    Byline,
    Language,
    Slug,
    PublishAt,
    TimeZone,
    Picture,
    PictureAlt,
    PictureCaption,
    PictureCredit,
    Embargo,
    Corrections,
}

/// A block of the compared page's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparedBlock {
    /// What became of it.
    pub kind: PartKind,
    /// Which part it shows; `None` for the notes.
    pub part: Option<usize>,
    /// For a moved block the index of where it left, and there of where it went.
    pub elsewhere: Option<usize>,
}

/// A paragraph of either text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedPart {
    /// What became of it.
    pub kind: PartKind,
    /// Where it begins in the old text, UTF-16 units.
    pub old_offset: usize,
    /// Where it begins in the new text, UTF-16 units.
    pub new_offset: usize,
    /// For a moved part the index of where it left, and there of where it went.
    pub elsewhere: Option<usize>,
    /// Its words, and what became of them. A part that moved away has them as they were.
    pub runs: Vec<(EditKind, String)>,
}

impl Newsroom {
    /// What two versions of a draft differ in.
    ///
    /// # Errors
    /// `DraftMissing`, `RevisionMissing`, `RevisionDamaged`; any failure of the library;
    /// `ThemeInvalid`.
    pub fn compare(
        &self,
        draft: DraftId,
        old: Version,
        new: Version,
    ) -> Result<Compared, NewsroomError> {
        let room = &self.room;
        let (old_fields, old) = room.version(draft, old)?;
        let (new_fields, new) = room.version(draft, new)?;
        let compared = prose::compare(&old, &new);
        let blocks = prose::marked_blocks(&old, &new);
        let html: Vec<&str> = blocks.iter().map(|block| block.html.as_str()).collect();
        let words = prose::count(&new).words;
        let proof = room.proof(draft, &new_fields)?;
        Ok(Compared {
            fields: differences(&old_fields, &new_fields),
            page: proof.page_with(&new_fields, html.join("\n"), words)?,
            words: WordChange {
                added: compared.words_added as u64,
                removed: compared.words_removed as u64,
            },
            parts: parts(compared.parts, &old, &new),
            blocks: blocks
                .iter()
                .map(|block| ComparedBlock {
                    kind: block.kind,
                    part: block.part,
                    elsewhere: block.elsewhere,
                })
                .collect(),
        })
    }
}

impl Room {
    /// The fields and the text of a version.
    pub(crate) fn version(
        &self,
        draft: DraftId,
        version: Version,
    ) -> Result<(Fields, String), NewsroomError> {
        let Version::Kept(id) = version else {
            return self.written(draft);
        };
        let revision = self.store.revision(id)?.filter(|kept| kept.draft == draft);
        let revision = revision.ok_or_else(|| NewsroomError::RevisionMissing(id.to_string()))?;
        Ok((revision.fields, revision.text))
    }
}

pub(crate) fn parts(parts: Vec<Part>, old: &str, new: &str) -> Vec<ComparedPart> {
    let old: Vec<u16> = old.encode_utf16().collect();
    let new: Vec<u16> = new.encode_utf16().collect();
    let runs = |part: &Part| {
        if part.kind == PartKind::MovedAway {
            let text = String::from_utf16_lossy(&old[part.old.clone()]);
            return vec![(EditKind::Kept, text)];
        }
        let run = |edit: &prose::Edit| {
            let units = match edit.kind {
                EditKind::Removed => &old[edit.old.clone()],
                EditKind::Kept | EditKind::Added => &new[edit.new.clone()],
            };
            (edit.kind, String::from_utf16_lossy(units))
        };
        part.edits.iter().map(run).collect()
    };
    let part = |part: Part| ComparedPart {
        runs: runs(&part),
        kind: part.kind,
        old_offset: part.old.start,
        new_offset: part.new.start,
        elsewhere: part.elsewhere,
    };
    parts.into_iter().map(part).collect()
}

/// The fields that differ, in the order in which an article has them.
fn differences(old: &Fields, new: &Fields) -> Vec<FieldDifference> {
    let all = ALL.iter().map(|(field, value)| FieldDifference {
        field: *field,
        old: value(old),
        new: value(new),
    });
    all.filter(|field| field.old != field.new).collect()
}

/// A field's name, and what it says.
type Named = (ComparedField, fn(&Fields) -> String);

const ALL: [Named; 15] = [
    (ComparedField::Section, |f| f.section.clone()),
    (ComparedField::Headline, |f| f.headline.clone()),
    (ComparedField::Standfirst, |f| f.standfirst.clone()),
    (ComparedField::Tags, |f| f.tags.join(", ")),
    (ComparedField::Byline, |f| f.byline.clone()),
    (ComparedField::PublishAt, |f| {
        moment_said(f.publish_at, &f.time_zone)
    }),
    (ComparedField::TimeZone, |f| f.time_zone.clone()),
    (ComparedField::Language, |f| f.language.as_str().to_owned()),
    (ComparedField::Slug, |f| {
        f.slug
            .as_ref()
            .map_or(String::new(), |s| s.as_str().to_owned())
    }),
    (ComparedField::Picture, |f| picture(f, source)),
    (ComparedField::PictureAlt, |f| picture(f, |p| p.alt.clone())),
    (ComparedField::PictureCaption, |f| {
        picture(f, |p| p.caption.clone())
    }),
    (ComparedField::PictureCredit, |f| {
        picture(f, |p| p.credit.clone())
    }),
    (ComparedField::Embargo, |f| {
        moment_said(f.embargo, &f.time_zone)
    }),
    (ComparedField::Corrections, corrections_said),
];

fn picture(fields: &Fields, value: fn(&LeadPicture) -> String) -> String {
    fields.lead_picture.as_ref().map(value).unwrap_or_default()
}

fn source(picture: &LeadPicture) -> String {
    match &picture.source {
        PictureSource::File(file) => file.path(),
        PictureSource::Address(address) => address.clone(),
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn only_what_differs_is_named() {
        let old = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        assert_eq!(differences(&old, &old), []);
        let new = Fields {
            headline: "Titre".to_owned(),
            tags: vec!["a".to_owned(), "b".to_owned()],
            publish_at: "2026-04-29T00:49:00Z".parse().ok(),
            ..old.clone()
        };
        let said: Vec<_> = differences(&old, &new)
            .into_iter()
            .map(|field| (field.field, field.old, field.new))
            .collect();
        let row = |field, new: &str| (field, String::new(), new.to_owned());
        assert_eq!(
            said,
            [
                row(ComparedField::Headline, "Titre"),
                row(ComparedField::Tags, "a, b"),
                row(ComparedField::PublishAt, "2026-04-29 02:49"),
            ]
        );
    }
}
