//! The open draft: its fields, its text as changes, its page as patches.

use domain::Language;
use newsroom::{Edit, NewsroomError, Place};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fields::{Fields, slug_text};
use crate::library::DraftStatus;
use crate::publishing::PublicationView;
use crate::{id, language};

/// A top-level block of the body; the page shows exactly one element for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// Its element.
    pub html: String,
    /// Its share of the text in UTF-16 units, with the blank lines after it. 0 for the notes,
    /// which stand at the end of the page and nowhere in the text.
    pub length: u32,
}

/// Replaces blocks: `remove` of them at `at` by `insert`. Splices apply in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Splice {
    /// Index of the first block.
    pub at: u32,
    /// How many go.
    pub remove: u32,
    /// What comes.
    pub insert: Vec<Block>,
}

/// What the status bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Words.
    pub words: u32,
    /// Characters as a reader counts them, white space included.
    pub characters: u32,
    /// Reading time.
    pub minutes: u32,
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without marks.
    pub text: String,
    /// Where it starts in the text, UTF-16 units.
    pub offset: u32,
}

/// A draft as it is opened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenDraft {
    /// Which draft.
    pub id: String,
    /// Its fields.
    pub fields: Fields,
    /// The slug publication would use (or used).
    pub slug: Option<String>,
    /// Whether the slug is frozen because the article is out.
    pub slug_frozen: bool,
    /// Its text.
    pub text: String,
    /// The number of its last change.
    pub sequence: f64,
    /// Every change up to this one is on the disk.
    pub durable: f64,
    /// Where the caret was, UTF-16 units.
    pub caret: u32,
    /// How far the manuscript was scrolled, as the offset of the first visible character; the caret's own when nothing
    /// more is known than that it was in view.
    pub scroll: u32,
    /// Its status.
    pub status: DraftStatus,
    /// Its articles, one a site; the oldest first.
    pub publications: Vec<PublicationView>,
    /// Whether a text waits to be sent that is not what the draft says now.
    pub waits_outdated: bool,
    /// The whole page as a document for the preview frame, body blocks included.
    pub page: String,
    /// The blocks in that page's body, in order.
    pub blocks: Vec<Block>,
    /// The headings.
    pub outline: Vec<Heading>,
    /// The counts.
    pub counts: Counts,
}

/// One replaced range, in UTF-16 units of the text before the edit. Ranges ascend and don't touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Start.
    pub from: u32,
    /// End.
    pub to: u32,
    /// What stands there now.
    pub insert: String,
}

/// A change of the open draft's text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditRequest {
    /// Which draft.
    pub draft: String,
    /// One more than the last sequence number.
    pub sequence: f64,
    /// What changed.
    pub changes: Vec<Change>,
    /// Length of the text after it, UTF-16 units.
    pub length: u32,
    /// The caret after it, UTF-16 units.
    pub caret: u32,
    /// Where signs end that the writer typed, in the text after it, ascending: for them the house's signs and spaces are
    /// wanted.
    pub signs: Vec<u32>,
}

/// A field of one line in which something was typed or pasted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LineRequest {
    /// What it says.
    pub text: String,
    /// The draft's language.
    pub language: String,
    /// Where what was pasted begins, UTF-16 units; `null` where a sign was typed.
    pub pasted: Option<u32>,
    /// The caret, UTF-16 units.
    pub caret: u32,
}

/// The whole text, when the core and the editor have drifted apart or a text is replaced.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResyncRequest {
    /// Which draft.
    pub draft: String,
    /// The text.
    pub text: String,
    /// The caret.
    pub caret: u32,
    /// The last change that the editor knows the core to have.
    pub known: f64,
}

/// What an edit changed on the page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditReply {
    /// The number of the last change the core has applied.
    pub sequence: f64,
    /// The number of the last change that the journal holds.
    pub durable: f64,
    /// Blocks to replace, in order.
    pub splices: Vec<Splice>,
    /// The article region with an empty body, when it changed (reading time).
    pub frame: Option<String>,
    /// The counts.
    pub counts: Counts,
    /// The headings, when they changed.
    pub outline: Option<Vec<Heading>>,
    /// After a `resync`, where another program wrote too: what the text that was sent lacks. The page
    /// changed by more than the splices say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub outside: Option<Vec<Change>>,
    /// What the house sets otherwise of what was typed, in the text after the edit.
    pub retouches: Vec<Change>,
}

/// New fields of a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldsRequest {
    /// Which draft.
    pub draft: String,
    /// All its fields.
    pub fields: Fields,
    /// The same as the window last knew them to be kept: what others changed since stays.
    pub was: Fields,
}

/// What new fields changed. The fields are durable when this arrives.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldsReply {
    /// The article region with an empty body.
    pub frame: String,
    /// The page's title.
    pub title: String,
    /// The slug publication would use.
    pub slug: Option<String>,
    /// The draft's status.
    pub status: DraftStatus,
    /// The fields as they are kept.
    pub fields: Fields,
}

/// Where a draft stands, without its text and its page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Its status.
    pub status: DraftStatus,
    /// The slug publication would use (or used).
    pub slug: Option<String>,
    /// Whether the slug is frozen because the article is out.
    pub slug_frozen: bool,
    /// Its articles, one a site; the oldest first.
    pub publications: Vec<PublicationView>,
    /// Whether a text waits to be sent that is not what the draft says now.
    pub waits_outdated: bool,
}

/// Where the writer is, so that the window can come back there.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceRequest {
    /// Which draft.
    pub draft: String,
    /// The caret, UTF-16 units.
    pub caret: u32,
    /// The first visible character, UTF-16 units.
    pub scroll: u32,
}

/// An article as the window has it, to be written to a file while the library takes nothing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveElsewhereRequest {
    /// The file; what it says is replaced.
    pub path: String,
    /// The fields.
    pub fields: Fields,
    /// The text.
    pub text: String,
}

impl From<newsroom::Block> for Block {
    fn from(block: newsroom::Block) -> Self {
        Self {
            html: block.html,
            length: block.length as u32,
        }
    }
}

impl From<newsroom::Splice> for Splice {
    fn from(splice: newsroom::Splice) -> Self {
        Self {
            at: splice.at as u32,
            remove: splice.remove as u32,
            insert: splice.insert.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::Counts> for Counts {
    fn from(counts: newsroom::Counts) -> Self {
        Self {
            words: counts.words as u32,
            characters: counts.characters as u32,
            minutes: counts.minutes() as u32,
        }
    }
}

impl From<newsroom::Heading> for Heading {
    fn from(heading: newsroom::Heading) -> Self {
        Self {
            level: heading.level,
            text: heading.text,
            offset: heading.offset as u32,
        }
    }
}

impl From<newsroom::OpenDraft> for OpenDraft {
    fn from(draft: newsroom::OpenDraft) -> Self {
        Self {
            id: draft.id.to_string(),
            fields: draft.fields.into(),
            slug: draft.slug.map(slug_text),
            slug_frozen: draft.slug_frozen,
            text: draft.text,
            sequence: draft.sequence as f64,
            durable: draft.durable as f64,
            caret: draft.place.caret as u32,
            scroll: draft.place.scroll as u32,
            status: draft.status.into(),
            publications: draft.publications.into_iter().map(Into::into).collect(),
            waits_outdated: draft.waits_outdated,
            page: draft.page,
            blocks: draft.blocks.into_iter().map(Into::into).collect(),
            outline: draft.outline.into_iter().map(Into::into).collect(),
            counts: draft.counts.into(),
        }
    }
}

impl TryFrom<EditRequest> for Edit {
    type Error = NewsroomError;

    fn try_from(request: EditRequest) -> Result<Self, NewsroomError> {
        Ok(Self {
            draft: id(&request.draft, NewsroomError::DraftMissing)?,
            sequence: request.sequence as u64,
            changes: request.changes.into_iter().map(Into::into).collect(),
            length: request.length as usize,
            caret: request.caret as usize,
        })
    }
}

impl LineRequest {
    /// The language it names.
    ///
    /// # Errors
    /// `FieldInvalid` when it is none.
    pub fn language(&self) -> Result<Language, NewsroomError> {
        language(&self.language)
    }
}

impl From<Change> for newsroom::Change {
    fn from(change: Change) -> Self {
        Self {
            from: change.from as usize,
            to: change.to as usize,
            insert: change.insert,
        }
    }
}

impl From<newsroom::Change> for Change {
    fn from(change: newsroom::Change) -> Self {
        Self {
            from: change.from as u32,
            to: change.to as u32,
            insert: change.insert,
        }
    }
}

impl From<newsroom::EditReply> for EditReply {
    fn from(reply: newsroom::EditReply) -> Self {
        Self {
            sequence: reply.sequence as f64,
            durable: reply.durable as f64,
            splices: reply.splices.into_iter().map(Into::into).collect(),
            frame: reply.frame,
            counts: reply.counts.into(),
            outline: reply
                .outline
                .map(|all| all.into_iter().map(Into::into).collect()),
            outside: reply
                .outside
                .map(|all| all.into_iter().map(Into::into).collect()),
            retouches: reply.retouches.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::FieldsReply> for FieldsReply {
    fn from(reply: newsroom::FieldsReply) -> Self {
        Self {
            frame: reply.frame,
            title: reply.title,
            slug: reply.slug.map(slug_text),
            status: reply.status.into(),
            fields: reply.fields.into(),
        }
    }
}

impl PlaceRequest {
    /// The place it names.
    pub fn place(&self) -> Place {
        Place {
            caret: self.caret.into(),
            scroll: self.scroll.into(),
        }
    }
}

impl From<newsroom::Standing> for Standing {
    fn from(standing: newsroom::Standing) -> Self {
        Self {
            status: standing.status.into(),
            slug: standing.slug.map(slug_text),
            slug_frozen: standing.slug_frozen,
            publications: standing.publications.into_iter().map(Into::into).collect(),
            waits_outdated: standing.waits_outdated,
        }
    }
}
