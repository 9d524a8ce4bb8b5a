//! Every failure the interface can meet: a code, and what was said of it.

use newsroom::NewsroomError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::milliseconds;

/// Stable codes; the interface has a sentence in French and in English for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    // --- the library
    /// The library's file is not a database, or is damaged.
    LibraryCorrupt,
    /// A newer program wrote it.
    LibraryNewer,
    /// It can be read but not written.
    LibraryReadOnly,
    /// The disk is full.
    DiskFull,
    /// The disk answered with an error.
    DiskFault,
    /// Another program holds it.
    LibraryBusy,
    // --- drafts
    /// No such draft.
    DraftMissing,
    /// The draft is in the bin.
    DraftBinned,
    /// No such revision of this draft.
    RevisionMissing,
    /// What is kept of the revision is damaged; the others are not.
    RevisionDamaged,
    /// Core and editor disagree; the editor sends the whole text.
    OutOfStep,
    /// The text is larger than 10 MB.
    TextTooLarge,
    /// A field has a value it can't have.
    FieldInvalid,
    // --- files
    /// No such file.
    FileMissing,
    /// The file can't be read.
    FileUnreadable,
    /// The file was changed while it was read.
    FileChanging,
    /// The file is larger than 10 MB.
    FileTooLarge,
    /// The file is not UTF-8.
    FileNotUtf8,
    /// The file holds a NUL byte: not a text.
    FileNotText,
    /// The front matter is not YAML, or not as we know it.
    FrontMatterInvalid,
    /// The front matter has no closing line.
    FrontMatterOpen,
    /// The file is not a picture we take.
    PictureUnknown,
    /// HEIC or HEIF: no free decoder serves.
    PictureHeic,
    /// SVG: a drawing that may hold scripts and addresses.
    PictureSvg,
    /// A picture that ends too early, or is broken.
    PictureBroken,
    /// More pixels than there is room to decode.
    PictureTooManyPixels,
    /// The picture could not be developed: it took too long, or too much memory.
    PictureGaveUp,
    /// The library has no such picture, or its file is gone.
    PictureMissing,
    /// What the picture's address serves could not be had.
    PictureNotFetched,
    /// The picture is larger than 100 MB.
    PictureTooLarge,
    /// The picture's address begins with `http:`, and readers' browsers want `https:`.
    PictureNotSecure,
    /// A picture that a file names lies neither beside it nor below.
    PictureElsewhere,
    /// The file can't be written.
    FileUnwritable,
    /// The file is a link, or lies behind one.
    FileIsLink,
    /// The work folder is not there, or is another one.
    FolderMissing,
    /// The work folder can't be read.
    FolderUnreadable,
    /// The folder is, holds or lies in a work folder, or the library.
    FolderTaken,
    /// More than 10,000 Markdown files lie in the folder.
    FolderTooLarge,
    /// The two texts changed since the writer was asked about them.
    AskedElse,
    // --- publishing
    /// No headline, hence no slug.
    HeadlineMissing,
    /// The headline is longer than the site takes; `limit` says how long it may be, in characters.
    HeadlineTooLong,
    /// Another field is; `limit` as there.
    FieldTooLong,
    /// The article has more tags than the site takes; `limit` says how many it takes.
    TooManyTags,
    /// No text.
    TextMissing,
    /// No such site.
    SiteMissing,
    /// The site was added before.
    SiteKnown,
    /// The draft has no article there.
    NotPublished,
    /// A dispatch of this draft is still open.
    DispatchOpen,
    /// An earlier text of this draft is on its way and can't be taken back.
    EarlierUnderWay,
    /// No such dispatch, or it is past that.
    DispatchMissing,
    /// No connection.
    SiteUnreachable,
    /// No answer in time: it may have happened.
    OutcomeUnknown,
    /// 401: the credential is not accepted.
    SiteRefusedCredential,
    /// 403: the account may not.
    SiteForbids,
    /// 404: no article, or no API, there.
    SiteNotFound,
    /// The slug is taken by another article.
    SlugTaken,
    /// 412: the article was changed there.
    ArticleChangedThere,
    /// Somebody took it off the site.
    ArticleWithdrawn,
    /// 413, or known before: then `limit` says how large it may be, in megabytes.
    ArticleTooLarge,
    /// 400 or 422: the site finds fault with a field.
    SiteFindsFault,
    /// 429 or 503.
    SiteBusy,
    /// 507: the site has no room left.
    SiteFull,
    /// 5xx.
    SiteBroken,
    /// Not the answer of such a site: HTML for JSON, half an answer.
    SiteNotUnderstood,
    /// The port of the local site is taken.
    PortTaken,
    /// The local site's own file is not a database, or is damaged; the library is well.
    LocalSiteCorrupt,
    /// The local site's own file was written by a newer program; the library is well.
    LocalSiteNewer,
    /// The local site's own file can be read but not written; the library is well.
    LocalSiteReadOnly,
    /// The local site's own file has no room left on its disk; the library is well.
    LocalSiteDiskFull,
    /// The local site's own file is on a disk that answered with an error; the library is well.
    LocalSiteDiskFault,
    /// The local site's own file is held by another program; the library is well.
    LocalSiteBusy,
    /// The page that readers get is not the one that was sent.
    PageDiffers,
    /// The promise's last hour has passed.
    DispatchTooLate,
    /// The promise came out of a backup: it may have happened, or been taken back, since.
    DispatchRestored,
    /// The library came back from a backup, and an article on the site may be this one.
    PerhapsThere,
    // --- backups
    /// The folder of backups is not there.
    BackupFolderMissing,
    /// The folder of backups can't be written.
    BackupFolderUnwritable,
    /// The disk of the backups is full.
    BackupDiskFull,
    /// The disk of the backups answered with an error.
    BackupFault,
    /// The file is no backup, or is damaged.
    BackupDamaged,
    // --- the embargo
    /// An embargo holds the draft back; `until` says until when.
    EmbargoHolds,
    /// Checks that the newsroom requires keep the draft back.
    ChecksHold,
    /// What leaves under embargo needs a reason in words.
    ReasonMissing,
    // --- the machine
    /// The keychain can't be used, and no passphrase was chosen for the sealed file.
    KeychainUnavailable,
    /// The sealed file waits for its passphrase.
    SecretsLocked,
    /// The sealed file is not as it was written, or can't be read.
    SecretsDamaged,
    /// The passphrase is another one.
    PassphraseWrong,
    /// The passphrase is too short to be chosen.
    PassphraseShort,
    /// No browser opens a page; only the window opens any.
    BrowserMissing,
    /// No program opens a plain text file; only the window opens any.
    EditorMissing,
    // --- ourselves
    /// No article is out on the site, so there is no page to learn its look from.
    LookNothingOut,
    /// The site's articles were not found on their pages.
    LookNotFound,
    /// The site, or the account there, shows no drafts.
    PreviewsNotThere,
    /// Somebody made something else of the preview there.
    PreviewTaken,
    /// The site's theme can't be used.
    ThemeInvalid,
    /// A fault of the program's own.
    Internal,
}

/// A failure as it crosses to the interface.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// Which.
    pub code: FailureCode,
    /// Details for the log and for "More": English, never shown alone.
    pub message: String,
    /// The limit that was passed, where the code names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub limit: Option<f64>,
    /// Until when an embargo holds, milliseconds, where the code says that one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<f64>,
}

impl FailureCode {
    /// The code that is kept with a dispatch; one that no version of this program wrote is our own
    /// fault.
    pub fn from_stored(code: &str) -> Self {
        serde_json::from_value(code.into()).unwrap_or(Self::Internal)
    }
}

impl From<&NewsroomError> for FailureCode {
    fn from(error: &NewsroomError) -> Self {
        use NewsroomError as E;
        match error {
            E::LibraryCorrupt(_) => Self::LibraryCorrupt,
            E::LibraryNewer(_) => Self::LibraryNewer,
            E::LibraryReadOnly(_) => Self::LibraryReadOnly,
            E::DiskFull(_) => Self::DiskFull,
            E::DiskFault(_) => Self::DiskFault,
            E::LibraryBusy(_) => Self::LibraryBusy,
            E::DraftMissing(_) => Self::DraftMissing,
            E::DraftBinned(_) => Self::DraftBinned,
            E::RevisionMissing(_) => Self::RevisionMissing,
            E::RevisionDamaged(_) => Self::RevisionDamaged,
            E::OutOfStep(_) => Self::OutOfStep,
            E::TextTooLarge(_) => Self::TextTooLarge,
            E::FieldInvalid(_) => Self::FieldInvalid,
            E::FileMissing(_) => Self::FileMissing,
            E::FileUnreadable(_) => Self::FileUnreadable,
            E::FileChanging(_) => Self::FileChanging,
            E::FileTooLarge(_) => Self::FileTooLarge,
            E::FileNotUtf8(_) => Self::FileNotUtf8,
            E::FileNotText(_) => Self::FileNotText,
            E::FrontMatterInvalid(_) => Self::FrontMatterInvalid,
            E::FrontMatterOpen(_) => Self::FrontMatterOpen,
            E::PictureUnknown(_) => Self::PictureUnknown,
            E::PictureHeic(_) => Self::PictureHeic,
            E::PictureSvg(_) => Self::PictureSvg,
            E::PictureBroken(_) => Self::PictureBroken,
            E::PictureTooManyPixels(_) => Self::PictureTooManyPixels,
            E::PictureGaveUp(_) => Self::PictureGaveUp,
            E::PictureMissing(_) => Self::PictureMissing,
            E::PictureNotFetched(_) => Self::PictureNotFetched,
            E::PictureTooLarge(_) => Self::PictureTooLarge,
            E::PictureElsewhere(_) => Self::PictureElsewhere,
            E::PictureNotSecure(_) => Self::PictureNotSecure,
            E::FileUnwritable(_) => Self::FileUnwritable,
            E::FileIsLink(_) => Self::FileIsLink,
            E::FolderMissing(_) => Self::FolderMissing,
            E::FolderUnreadable(_) => Self::FolderUnreadable,
            E::FolderTaken(_) => Self::FolderTaken,
            E::FolderTooLarge(_) => Self::FolderTooLarge,
            E::AskedElse(_) => Self::AskedElse,
            E::HeadlineMissing(_) => Self::HeadlineMissing,
            E::HeadlineTooLong(_) => Self::HeadlineTooLong,
            E::FieldTooLong(_) => Self::FieldTooLong,
            E::TooManyTags(_) => Self::TooManyTags,
            E::TextMissing(_) => Self::TextMissing,
            E::SiteMissing(_) => Self::SiteMissing,
            E::SiteKnown(_) => Self::SiteKnown,
            E::NotPublished(_) => Self::NotPublished,
            E::DispatchOpen(_) => Self::DispatchOpen,
            E::EarlierUnderWay(_) => Self::EarlierUnderWay,
            E::DispatchMissing(_) => Self::DispatchMissing,
            E::SiteUnreachable(_) => Self::SiteUnreachable,
            E::OutcomeUnknown(_) => Self::OutcomeUnknown,
            E::SiteRefusedCredential(_) => Self::SiteRefusedCredential,
            E::SiteForbids(_) => Self::SiteForbids,
            E::SiteNotFound(_) => Self::SiteNotFound,
            E::SlugTaken(_) => Self::SlugTaken,
            E::ArticleChangedThere(_) => Self::ArticleChangedThere,
            E::ArticleWithdrawn(_) => Self::ArticleWithdrawn,
            E::ArticleTooLarge(_) => Self::ArticleTooLarge,
            E::SiteFindsFault(_) => Self::SiteFindsFault,
            E::SiteBusy(_) => Self::SiteBusy,
            E::SiteFull(_) => Self::SiteFull,
            E::SiteBroken(_) => Self::SiteBroken,
            E::SiteNotUnderstood(_) => Self::SiteNotUnderstood,
            E::PortTaken(_) => Self::PortTaken,
            E::LocalSiteCorrupt(_) => Self::LocalSiteCorrupt,
            E::LocalSiteNewer(_) => Self::LocalSiteNewer,
            E::LocalSiteReadOnly(_) => Self::LocalSiteReadOnly,
            E::LocalSiteDiskFull(_) => Self::LocalSiteDiskFull,
            E::LocalSiteDiskFault(_) => Self::LocalSiteDiskFault,
            E::LocalSiteBusy(_) => Self::LocalSiteBusy,
            E::PageDiffers(_) => Self::PageDiffers,
            E::DispatchTooLate(_) => Self::DispatchTooLate,
            E::DispatchRestored(_) => Self::DispatchRestored,
            E::PerhapsThere(_) => Self::PerhapsThere,
            E::BackupFolderMissing(_) => Self::BackupFolderMissing,
            E::BackupFolderUnwritable(_) => Self::BackupFolderUnwritable,
            E::BackupDiskFull(_) => Self::BackupDiskFull,
            E::BackupFault(_) => Self::BackupFault,
            E::BackupDamaged(_) => Self::BackupDamaged,
            E::EmbargoHolds(_) => Self::EmbargoHolds,
            E::ChecksHold(_) => Self::ChecksHold,
            E::ReasonMissing(_) => Self::ReasonMissing,
            E::KeychainUnavailable(_) => Self::KeychainUnavailable,
            E::SecretsLocked(_) => Self::SecretsLocked,
            E::SecretsDamaged(_) => Self::SecretsDamaged,
            E::PassphraseWrong(_) => Self::PassphraseWrong,
            E::PassphraseShort(_) => Self::PassphraseShort,
            E::LookNothingOut(_) => Self::LookNothingOut,
            E::LookNotFound(_) => Self::LookNotFound,
            E::PreviewsNotThere(_) => Self::PreviewsNotThere,
            E::PreviewTaken(_) => Self::PreviewTaken,
            E::ThemeInvalid(_) => Self::ThemeInvalid,
            E::Internal(_) => Self::Internal,
        }
    }
}

impl From<NewsroomError> for Failure {
    fn from(error: NewsroomError) -> Self {
        Self {
            code: FailureCode::from(&error),
            until: error.until().map(milliseconds),
            limit: error.limit().map(|limit| limit as f64),
            message: error.detail().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stored_code_is_read_back() {
        for code in NewsroomError::CODES {
            let read = FailureCode::from_stored(code);
            assert_eq!(serde_json::to_value(read).unwrap(), *code);
        }
        assert_eq!(
            FailureCode::from_stored("of another age"),
            FailureCode::Internal
        );
    }
}
