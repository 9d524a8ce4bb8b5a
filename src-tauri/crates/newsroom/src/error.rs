//! Everything that can fail in a newsroom, one variant for each code the interface knows.

use domain::Timestamp;

/// One row a failure: what it is, its variant, its stable code, its words in the log.
macro_rules! failures {
    ($($(#[$doc:meta])+ $variant:ident = $code:literal: $words:literal,)+) => {
        /// A failure: its variant is its code, its text an English detail for the log and for
        /// "More".
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        pub enum NewsroomError {
            $($(#[$doc])+ #[error("{words}: {0}", words = $words)] $variant(String),)+
        }

        impl NewsroomError {
            /// Every code, in the order of the variants.
            pub const CODES: &[&str] = &[$($code),+];

            /// Its stable code, as `draft_missing`: what is stored with a dispatch and shown by
            /// `marbre-cli`.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $code,)+
                }
            }

            /// The failure of this code, as it was stored with a dispatch; `Internal` for one
            /// nobody knows.
            pub fn of_code(code: &str, detail: String) -> Self {
                match code {
                    $($code => Self::$variant(detail),)+
                    _ => Self::Internal(detail),
                }
            }

            /// What was said of it, without the code's own words.
            pub fn detail(&self) -> &str {
                match self {
                    $(Self::$variant(detail) => detail,)+
                }
            }
        }
    };
}

failures! {
    /// The library's file is not a database, or is damaged.
    LibraryCorrupt = "library_corrupt": "the library is damaged",
    /// A newer program wrote the library.
    LibraryNewer = "library_newer": "the library is newer than this program",
    /// The library can be read but not written.
    LibraryReadOnly = "library_read_only": "the library can't be written",
    /// The disk is full.
    DiskFull = "disk_full": "the disk is full",
    /// The disk answered with an error.
    DiskFault = "disk_fault": "the disk answered with an error",
    /// Another program holds the library.
    LibraryBusy = "library_busy": "another program holds the library",
    /// No such draft.
    DraftMissing = "draft_missing": "no such draft",
    /// The draft is in the bin.
    DraftBinned = "draft_binned": "the draft is in the bin",
    /// No such revision of this draft.
    RevisionMissing = "revision_missing": "no such revision",
    /// What is kept of the revision is damaged; the others are not.
    RevisionDamaged = "revision_damaged": "the revision is damaged",
    /// Core and editor disagree; the editor sends the whole text.
    OutOfStep = "out_of_step": "core and editor are out of step",
    /// The text is larger than 10 MB.
    TextTooLarge = "text_too_large": "the text is too large",
    /// A field has a value it can't have.
    FieldInvalid = "field_invalid": "a field is invalid",
    /// No such file.
    FileMissing = "file_missing": "no such file",
    /// The file can't be read.
    FileUnreadable = "file_unreadable": "the file can't be read",
    /// The file was changed while it was read.
    FileChanging = "file_changing": "the file changed while it was read",
    /// The file is larger than 10 MB.
    FileTooLarge = "file_too_large": "the file is too large",
    /// The file is not UTF-8.
    FileNotUtf8 = "file_not_utf8": "the file is not UTF-8",
    /// The file holds a NUL byte: not a text.
    FileNotText = "file_not_text": "the file is not a text",
    /// The front matter is not YAML, or not as we know it.
    FrontMatterInvalid = "front_matter_invalid": "the front matter is invalid",
    /// The front matter has no closing line.
    FrontMatterOpen = "front_matter_open": "the front matter is not closed",
    /// The file is not a picture we take.
    PictureUnknown = "picture_unknown": "not a picture we take",
    /// HEIC or HEIF: no free decoder serves.
    PictureHeic = "picture_heic": "a HEIC picture",
    /// SVG: a drawing that may hold scripts and addresses.
    PictureSvg = "picture_svg": "an SVG drawing",
    /// A picture that ends too early, or is broken.
    PictureBroken = "picture_broken": "the picture is broken",
    /// More pixels than there is room to decode.
    PictureTooManyPixels = "picture_too_many_pixels": "the picture has too many pixels",
    /// The darkroom died of the picture, or took too long.
    PictureGaveUp = "picture_gave_up": "the picture could not be developed",
    /// The library has no such picture, or its file is gone.
    PictureMissing = "picture_missing": "no such picture",
    /// What the picture's address serves could not be had.
    PictureNotFetched = "picture_not_fetched": "the picture could not be fetched",
    /// The picture is larger than 100 MB.
    PictureTooLarge = "picture_too_large": "the picture is too large",
    /// The picture that a file names lies neither beside it nor below.
    PictureElsewhere = "picture_elsewhere": "the picture does not lie beside the file",
    /// The picture's address begins with `http:`, and readers' browsers want `https:`.
    PictureNotSecure = "picture_not_secure": "the picture's address is not https",
    /// The file can't be written.
    FileUnwritable = "file_unwritable": "the file can't be written",
    /// A link, or a file behind one: where it leads is nobody's to say.
    FileIsLink = "file_is_link": "the file is a link, or lies behind one",
    /// The work folder is not there, or is another one.
    FolderMissing = "folder_missing": "the folder is not there",
    /// The work folder can't be read.
    FolderUnreadable = "folder_unreadable": "the folder can't be read",
    /// The work folder is, holds or lies in another one, or the library.
    FolderTaken = "folder_taken": "the folder is a work folder, or the library's",
    /// More than 10,000 Markdown files lie in the folder.
    FolderTooLarge = "folder_too_large": "the folder holds too many files",
    /// The two texts changed since the writer was asked about them.
    AskedElse = "asked_else": "the texts changed since they were shown",
    /// No headline, hence no slug.
    HeadlineMissing = "headline_missing": "the headline is missing",
    /// The headline is longer than the site takes; the detail is made by [`NewsroomError::over`].
    HeadlineTooLong = "headline_too_long": "the headline is too long for the site",
    /// Another field is longer than the site takes; the detail is made by [`NewsroomError::over`].
    FieldTooLong = "field_too_long": "a field is too long for the site",
    /// An article has more tags than the site takes.
    TooManyTags = "too_many_tags": "too many tags for the site",
    /// No text.
    TextMissing = "text_missing": "the text is missing",
    /// No such site.
    SiteMissing = "site_missing": "no such site",
    /// The site was added before.
    SiteKnown = "site_known": "the site was added before",
    /// The draft has no article there.
    NotPublished = "not_published": "not published there",
    /// A dispatch of this draft is still open.
    DispatchOpen = "dispatch_open": "a dispatch is still open",
    /// An earlier text of this draft is on its way and can't be taken back.
    EarlierUnderWay = "earlier_under_way": "an earlier text is on its way",
    /// No such dispatch, or it is past that.
    DispatchMissing = "dispatch_missing": "no such dispatch, or past that",
    /// No connection.
    SiteUnreachable = "site_unreachable": "the site can't be reached",
    /// No answer in time: it may have happened.
    OutcomeUnknown = "outcome_unknown": "no answer in time",
    /// 401: the credential is not accepted.
    SiteRefusedCredential = "site_refused_credential": "the site refused the credential",
    /// 403: the account may not.
    SiteForbids = "site_forbids": "the site forbids it",
    /// 404: no article, or no API, there.
    SiteNotFound = "site_not_found": "not found on the site",
    /// The slug is taken by another article.
    SlugTaken = "slug_taken": "the slug is taken",
    /// 412: the article was changed there.
    ArticleChangedThere = "article_changed_there": "the article was changed there",
    /// Somebody took it off the site; it comes back only when that is asked for.
    ArticleWithdrawn = "article_withdrawn": "somebody took the article off the site",
    /// 413.
    ArticleTooLarge = "article_too_large": "the article is too large for the site",
    /// 400 or 422: the site finds fault with a field.
    SiteFindsFault = "site_finds_fault": "the site finds fault",
    /// 429 or 503.
    SiteBusy = "site_busy": "the site is busy",
    /// 507: the site has no room left.
    SiteFull = "site_full": "the site has no room left",
    /// Another 5xx.
    SiteBroken = "site_broken": "the site is broken",
    /// Not the answer of such a site: HTML for JSON, half an answer.
    SiteNotUnderstood = "site_not_understood": "the site's answer was not understood",
    /// The port of the local site is taken.
    PortTaken = "port_taken": "the port is taken",
    /// The local site's own file is not a database, or is damaged; the library is well.
    LocalSiteCorrupt = "local_site_corrupt": "the local site's file is damaged",
    /// The local site's own file was written by a newer program; the library is well.
    LocalSiteNewer = "local_site_newer": "the local site's file is newer than this program",
    /// The local site's own file can be read but not written; the library is well.
    LocalSiteReadOnly = "local_site_read_only": "the local site's file can't be written",
    /// The local site's own file has no room left on its disk; the library is well.
    LocalSiteDiskFull = "local_site_disk_full": "the local site's file has no room left",
    /// The local site's own file is on a disk that answered with an error; the library is well.
    LocalSiteDiskFault = "local_site_disk_fault": "the local site's file is on a disk that answered with an error",
    /// The local site's own file is held by another program; the library is well.
    LocalSiteBusy = "local_site_busy": "the local site's file is held by another program",
    /// The page that readers get is not the one that was sent.
    PageDiffers = "page_differs": "the page differs from what was sent",
    /// The promise's last hour has passed.
    DispatchTooLate = "dispatch_too_late": "the promise's last hour has passed",
    /// The promise came out of a backup: it may have happened, or been taken back, since.
    DispatchRestored = "dispatch_restored": "the promise came out of a backup",
    /// The library came back from a backup, and an article on the site may be this one.
    PerhapsThere = "perhaps_there": "an article on the site may be this one",
    /// The folder of backups is not there.
    BackupFolderMissing = "backup_folder_missing": "the folder of backups is not there",
    /// The folder of backups can't be written.
    BackupFolderUnwritable = "backup_folder_unwritable": "the folder of backups can't be written",
    /// The disk of the backups is full.
    BackupDiskFull = "backup_disk_full": "the disk of the backups is full",
    /// The disk of the backups answered with an error.
    BackupFault = "backup_fault": "the disk of the backups answered with an error",
    /// The file is no backup, or is damaged.
    BackupDamaged = "backup_damaged": "not a backup, or a damaged one",
    /// The keychain can't be used, and no passphrase was chosen for the sealed file.
    KeychainUnavailable = "keychain_unavailable": "the keychain can't be used",
    /// The sealed file waits for its passphrase.
    SecretsLocked = "secrets_locked": "the sealed file waits for its passphrase",
    /// The sealed file is not as it was written, or can't be read.
    SecretsDamaged = "secrets_damaged": "the sealed file is damaged",
    /// The passphrase is another one.
    PassphraseWrong = "passphrase_wrong": "not the passphrase",
    /// The passphrase is too short to be chosen.
    PassphraseShort = "passphrase_short": "the passphrase is too short",
    /// No article is out on the site, so there is no page to learn its look from.
    LookNothingOut = "look_nothing_out": "no article is out on the site to learn its look from",
    /// The site's articles were not found on their pages.
    LookNotFound = "look_not_found": "the article is not found on its page",
    /// The site, or the account there, shows no drafts.
    PreviewsNotThere = "previews_not_there": "the site shows no drafts to this account",
    /// Somebody made something else of the preview there.
    PreviewTaken = "preview_taken": "what was the preview is something else now",
    /// The site's theme can't be used.
    ThemeInvalid = "theme_invalid": "the theme can't be used",
    /// An embargo holds the draft back; the detail is made by [`NewsroomError::embargo`].
    EmbargoHolds = "embargo_holds": "an embargo holds it back",
    /// Checks that the newsroom requires keep the draft back: which, by their words in its file.
    ChecksHold = "checks_hold": "required checks hold it back",
    /// What leaves although something holds it back needs a reason in words.
    ReasonMissing = "reason_missing": "the reason is missing",
    /// A fault of the program's own.
    Internal = "internal": "a fault of the program's own",
}

/// How the detail of a limit that was passed begins.
const AT_MOST: &str = "at most ";
/// How that of an embargo begins.
const UNTIL: &str = "until ";

impl NewsroomError {
    /// The detail of a limit that was passed, as `at most 500 characters in headline: 612`.
    pub(crate) fn over(limit: u64, of: &str, is: u64) -> String {
        format!("{AT_MOST}{limit} {of}: {is}")
    }

    /// What is said of an embargo, as `until 2026-04-29T16:00:00Z`.
    pub(crate) fn embargo(until: Timestamp) -> Self {
        Self::EmbargoHolds(format!("{UNTIL}{until}"))
    }

    /// Until when the embargo holds, where this is such a failure.
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Self::EmbargoHolds(said) => said.strip_prefix(UNTIL)?.parse().ok(),
            _ => None,
        }
    }

    /// The limit that was passed, where this is such a failure and the limit is known: characters
    /// of a field, tags, megabytes of an article.
    pub fn limit(&self) -> Option<u64> {
        let (Self::HeadlineTooLong(said)
        | Self::FieldTooLong(said)
        | Self::TooManyTags(said)
        | Self::ArticleTooLarge(said)) = self
        else {
            return None;
        };
        said.strip_prefix(AT_MOST)?.split(' ').next()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back() {
        for code in NewsroomError::CODES {
            assert_eq!(NewsroomError::of_code(code, String::new()).code(), *code);
        }
    }

    #[test]
    fn a_failure_says_what_it_is_and_what_was_said() {
        let error = NewsroomError::DiskFull("library.db".to_owned());
        assert_eq!(error.to_string(), "the disk is full: library.db");
    }

    #[test]
    fn until_when_an_embargo_holds_is_known() {
        let until: Timestamp = "2026-04-29T16:00:00Z".parse().unwrap();
        let holds = NewsroomError::embargo(until);
        let stored = NewsroomError::of_code(holds.code(), holds.detail().to_owned());
        assert_eq!(stored.until(), Some(until));
        assert_eq!(
            NewsroomError::Internal("until 2026".to_owned()).until(),
            None
        );
    }

    #[test]
    fn a_limit_that_was_passed_is_known() {
        let over = NewsroomError::over(500, "characters in headline", 612);
        assert_eq!(NewsroomError::HeadlineTooLong(over).limit(), Some(500));
        let said = "HTTP 413 at most 12".to_owned();
        assert_eq!(NewsroomError::ArticleTooLarge(said).limit(), None);
        assert_eq!(
            NewsroomError::DiskFull("at most 1".to_owned()).limit(),
            None
        );
    }
}
