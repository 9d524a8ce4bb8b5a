//! A draft's history: its revisions, what two of them differ in, and the way back to one.

use domain as own;
use newsroom::{NewsroomError, Version};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::manuscript::{Change, EditReply, FieldsReply};
use crate::publishing::{DispatchState, Operation};
use crate::{id, milliseconds};

/// Why a revision was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RevisionReason {
    /// The writer rested, left the draft or closed the program.
    Pause,
    /// She wrote on for some minutes without a rest.
    Steady,
    /// She asked for it.
    Named,
    /// Before a first publication.
    Publish,
    /// Before an update of the live article.
    Update,
    /// What the draft said before an older revision came back.
    BeforeRestore,
    /// What came back.
    Restore,
    /// Before or after two texts were made one.
    Merge,
    /// Read from a file, or before a file took the text's place.
    Import,
    /// Saved from a damaged or abandoned text.
    Recovery,
}

/// Whose words a revision holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "by")]
pub enum Maker {
    /// The writer's, in this program.
    Writer,
    /// A file's: another program wrote it.
    File {
        /// Its path.
        path: String,
    },
    /// A site's.
    Site {
        /// Its name.
        name: String,
    },
}

/// Asks for a part of a draft's history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRequest {
    /// Which draft.
    pub draft: String,
    /// Where the part before ended; `null` begins with the newest.
    pub cursor: Option<f64>,
}

/// A site on which a revision is what readers see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LiveOn {
    /// Which site.
    pub site: String,
    /// Its name.
    pub site_name: String,
    /// Where readers read it.
    pub address: String,
}

/// A dispatch that promised a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevisionDispatch {
    /// Which dispatch.
    pub id: String,
    /// What it does.
    pub operation: Operation,
    /// How far it is.
    pub state: DispatchState,
    /// The site's name.
    pub site_name: String,
}

/// A revision in the history: everything but its text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevisionView {
    /// Which revision.
    pub id: String,
    /// When it was made, milliseconds.
    pub made_at: f64,
    /// Why.
    pub reason: RevisionReason,
    /// Whose words it holds.
    pub maker: Maker,
    /// What the writer calls it.
    pub name: Option<String>,
    /// Its headline.
    pub headline: String,
    /// Words that came since the revision before; `null` where nobody counted.
    pub words_added: Option<u32>,
    /// Words that went since.
    pub words_removed: Option<u32>,
    /// Where readers see it.
    pub live_on: Vec<LiveOn>,
    /// What was promised of it, oldest first.
    pub dispatches: Vec<RevisionDispatch>,
}

/// A part of a draft's history, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPage {
    /// Revisions in the whole history.
    pub total: u32,
    /// This part, 100 at the most.
    pub revisions: Vec<RevisionView>,
    /// Where the next part begins; `null` when there is none.
    pub cursor: Option<f64>,
    /// Whether the draft says something now that its newest revision does not.
    pub present_differs: bool,
}

/// Keeps what the draft says now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepRequest {
    /// Which draft.
    pub draft: String,
    /// What the revision is called; `null` for no name: then nothing new is made when the newest
    /// revision says the same.
    pub name: Option<String>,
}

/// Gives a revision a name, or takes it away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NameRequest {
    /// Which revision.
    pub revision: String,
    /// Its name; `null` or blank for none.
    pub name: Option<String>,
}

/// Asks what two versions of a draft differ in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompareRequest {
    /// Which draft.
    pub draft: String,
    /// A revision; `null` is the present.
    pub old: Option<String>,
    /// A revision; `null` is the present.
    pub new: Option<String>,
}

/// Which field of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ComparedField {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// The section's name.
    Section,
    /// The tags, joined by a comma.
    Tags,
    /// Who signs.
    Byline,
    /// BCP 47 tag.
    Language,
    /// The slug chosen by hand; empty follows the headline.
    Slug,
    /// The article's date in its time zone, as `2026-04-29 02:49`; empty is the moment of publication.
    PublishAt,
    /// IANA time zone.
    TimeZone,
    /// The lead picture's source.
    Picture,
    /// What the lead picture shows.
    PictureAlt,
    /// The line below the lead picture.
    PictureCaption,
    /// Who made the lead picture.
    PictureCredit,
    /// The hour before which nothing may leave the desk, as `2026-04-29 02:49`.
    Embargo,
    /// The notes to readers, a line each.
    Corrections,
}

/// A field that two versions differ in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldDifference {
    /// Which field.
    pub field: ComparedField,
    /// What it was; empty for nothing.
    pub old: String,
    /// What it is; empty for nothing.
    pub new: String,
}

/// What became of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RunKind {
    /// In both versions.
    Kept,
    /// Only in the old one. What came in its place follows.
    Removed,
    /// Only in the new one.
    Added,
}

/// A run of words and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedRun {
    /// What became of it.
    pub kind: RunKind,
    /// The words, Markdown.
    pub text: String,
}

/// What became of a paragraph, or another block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PartKind {
    /// The same in both versions.
    Kept,
    /// Some words are others.
    Changed,
    /// Only in the new version.
    Added,
    /// Only in the old version.
    Removed,
    /// Stood elsewhere; its runs say what changed in it besides.
    Moved,
    /// Stood here; has one run, kept, for reading.
    MovedAway,
}

/// A paragraph of the Markdown of either version, in the order of the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// What became of it.
    pub kind: PartKind,
    /// Where it begins in the old text, UTF-16 units; where it would, if it is not there.
    pub old_offset: u32,
    /// Where it begins in the new text, UTF-16 units; where it would, if it is not there.
    pub new_offset: u32,
    /// For a moved part the index of where it left, and there of where it went.
    pub elsewhere: Option<u32>,
    /// Its words, old and new.
    pub runs: Vec<ComparedRun>,
}

/// A block of the compared page's body: the element of `#article-body` with the same index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkedBlock {
    /// What became of it.
    pub kind: PartKind,
    /// Which part it shows; `null` for the notes.
    pub part: Option<u32>,
    /// For a moved block the index of where it left, and there of where it went.
    pub elsewhere: Option<u32>,
}

/// What two versions of a draft differ in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The fields that differ.
    pub fields: Vec<FieldDifference>,
    /// The page of the new version as a document for the preview frame, with `ins`, `del` and
    /// `diff-…` classes where the old one had it otherwise.
    pub page: String,
    /// The blocks in that page's body, in order.
    pub blocks: Vec<MarkedBlock>,
    /// Both texts, paragraph by paragraph.
    pub parts: Vec<Part>,
    /// Words that readers see and did not before.
    pub words_added: u32,
    /// Words that readers no longer see.
    pub words_removed: u32,
}

/// Brings a revision back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreRequest {
    /// Which draft.
    pub draft: String,
    /// One of its revisions.
    pub revision: String,
    /// The number of the last change that the editor knows to be applied, with nothing of its own
    /// on the way; `null` when no editor has the draft open. Another number is `out_of_step`:
    /// nothing is done.
    pub sequence: Option<f64>,
}

/// A revision came back. All of it is durable when this arrives.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreReply {
    /// The revision that holds what the draft said before; restoring it undoes this.
    pub before: String,
    /// The new revision.
    pub revision: String,
    /// What the core changed in the text, for the editor to do the same as one step that it can
    /// undo. Not to be sent: the core has it, as change `edit.sequence`.
    pub changes: Vec<Change>,
    /// What that changed on the page.
    pub edit: EditReply,
    /// The draft's fields now, and what they changed on the page. A frozen slug stayed.
    pub shown: FieldsReply,
}

impl From<own::RevisionReason> for RevisionReason {
    fn from(value: own::RevisionReason) -> Self {
        match value {
            own::RevisionReason::Pause => Self::Pause,
            own::RevisionReason::Steady => Self::Steady,
            own::RevisionReason::Named => Self::Named,
            own::RevisionReason::Publish => Self::Publish,
            own::RevisionReason::Update => Self::Update,
            own::RevisionReason::BeforeRestore => Self::BeforeRestore,
            own::RevisionReason::Restore => Self::Restore,
            own::RevisionReason::Merge => Self::Merge,
            own::RevisionReason::Import => Self::Import,
            own::RevisionReason::Recovery => Self::Recovery,
        }
    }
}

impl From<own::Maker> for Maker {
    fn from(value: own::Maker) -> Self {
        match value {
            own::Maker::Writer => Self::Writer,
            own::Maker::File(path) => Self::File { path },
            own::Maker::Site(name) => Self::Site { name },
        }
    }
}

impl From<newsroom::LiveOn> for LiveOn {
    fn from(value: newsroom::LiveOn) -> Self {
        Self {
            site: value.site.to_string(),
            site_name: value.site_name,
            address: value.address,
        }
    }
}

impl From<newsroom::RevisionDispatch> for RevisionDispatch {
    fn from(value: newsroom::RevisionDispatch) -> Self {
        Self {
            id: value.id.to_string(),
            operation: value.operation.into(),
            state: value.state.into(),
            site_name: value.site_name,
        }
    }
}

impl From<newsroom::RevisionRow> for RevisionView {
    fn from(row: newsroom::RevisionRow) -> Self {
        Self {
            id: row.id.to_string(),
            made_at: milliseconds(row.made_at),
            reason: row.reason.into(),
            maker: row.maker.into(),
            name: row.name,
            headline: row.headline,
            words_added: row.words.map(|words| words.added as u32),
            words_removed: row.words.map(|words| words.removed as u32),
            live_on: row.live_on.into_iter().map(Into::into).collect(),
            dispatches: row.dispatches.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::History> for HistoryPage {
    fn from(history: newsroom::History) -> Self {
        Self {
            total: history.page.total as u32,
            revisions: history.page.rows.into_iter().map(Into::into).collect(),
            cursor: history.page.cursor.map(|cursor| cursor as f64),
            present_differs: history.present_differs,
        }
    }
}

impl From<newsroom::ComparedField> for ComparedField {
    fn from(value: newsroom::ComparedField) -> Self {
        match value {
            newsroom::ComparedField::Headline => Self::Headline,
            newsroom::ComparedField::Standfirst => Self::Standfirst,
            newsroom::ComparedField::Section => Self::Section,
            newsroom::ComparedField::Tags => Self::Tags,
            newsroom::ComparedField::Byline => Self::Byline,
            newsroom::ComparedField::Language => Self::Language,
            newsroom::ComparedField::Slug => Self::Slug,
            newsroom::ComparedField::PublishAt => Self::PublishAt,
            newsroom::ComparedField::TimeZone => Self::TimeZone,
            newsroom::ComparedField::Picture => Self::Picture,
            newsroom::ComparedField::PictureAlt => Self::PictureAlt,
            newsroom::ComparedField::PictureCaption => Self::PictureCaption,
            newsroom::ComparedField::PictureCredit => Self::PictureCredit,
            newsroom::ComparedField::Embargo => Self::Embargo,
            newsroom::ComparedField::Corrections => Self::Corrections,
        }
    }
}

impl From<newsroom::FieldDifference> for FieldDifference {
    fn from(value: newsroom::FieldDifference) -> Self {
        Self {
            field: value.field.into(),
            old: value.old,
            new: value.new,
        }
    }
}

impl From<newsroom::EditKind> for RunKind {
    fn from(value: newsroom::EditKind) -> Self {
        match value {
            newsroom::EditKind::Kept => Self::Kept,
            newsroom::EditKind::Removed => Self::Removed,
            newsroom::EditKind::Added => Self::Added,
        }
    }
}

impl From<newsroom::PartKind> for PartKind {
    fn from(value: newsroom::PartKind) -> Self {
        match value {
            newsroom::PartKind::Kept => Self::Kept,
            newsroom::PartKind::Changed => Self::Changed,
            newsroom::PartKind::Added => Self::Added,
            newsroom::PartKind::Removed => Self::Removed,
            newsroom::PartKind::Moved => Self::Moved,
            newsroom::PartKind::MovedAway => Self::MovedAway,
        }
    }
}

impl From<(newsroom::EditKind, String)> for ComparedRun {
    fn from((kind, text): (newsroom::EditKind, String)) -> Self {
        Self {
            kind: kind.into(),
            text,
        }
    }
}

impl From<newsroom::ComparedPart> for Part {
    fn from(part: newsroom::ComparedPart) -> Self {
        Self {
            kind: part.kind.into(),
            old_offset: part.old_offset as u32,
            new_offset: part.new_offset as u32,
            elsewhere: part.elsewhere.map(|at| at as u32),
            runs: part.runs.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::ComparedBlock> for MarkedBlock {
    fn from(block: newsroom::ComparedBlock) -> Self {
        Self {
            kind: block.kind.into(),
            part: block.part.map(|at| at as u32),
            elsewhere: block.elsewhere.map(|at| at as u32),
        }
    }
}

impl From<newsroom::Compared> for Comparison {
    fn from(compared: newsroom::Compared) -> Self {
        Self {
            fields: compared.fields.into_iter().map(Into::into).collect(),
            page: compared.page,
            blocks: compared.blocks.into_iter().map(Into::into).collect(),
            parts: compared.parts.into_iter().map(Into::into).collect(),
            words_added: compared.words.added as u32,
            words_removed: compared.words.removed as u32,
        }
    }
}

impl From<newsroom::Replaced> for RestoreReply {
    fn from(restored: newsroom::Replaced) -> Self {
        Self {
            before: restored.before.to_string(),
            revision: restored.revision.to_string(),
            changes: restored.changes.into_iter().map(Into::into).collect(),
            edit: restored.edit.into(),
            shown: restored.shown.into(),
        }
    }
}

impl HistoryRequest {
    /// Where the part before ended, as the newsroom counts.
    pub fn after(&self) -> Option<u64> {
        self.cursor.map(|cursor| cursor as u64)
    }
}

impl CompareRequest {
    /// The old and the new version.
    ///
    /// # Errors
    /// `RevisionMissing` for what is no identifier.
    pub fn versions(&self) -> Result<(Version, Version), NewsroomError> {
        let version = |asked: &Option<String>| match asked {
            None => Ok(Version::Present),
            Some(text) => id(text, NewsroomError::RevisionMissing).map(Version::Kept),
        };
        Ok((version(&self.old)?, version(&self.new)?))
    }
}
