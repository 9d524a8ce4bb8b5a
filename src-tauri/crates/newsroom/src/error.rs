//! Everything that can fail in a newsroom, one variant for each code the interface knows.

/// A failure: its variant is its code, its text an English detail for the log and for "More".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NewsroomError {
    /// The library's file is not a database, or is damaged.
    #[error("the library is damaged: {0}")]
    LibraryCorrupt(String),
    /// A newer program wrote the library.
    #[error("the library is newer than this program: {0}")]
    LibraryNewer(String),
    /// The library can be read but not written.
    #[error("the library can't be written: {0}")]
    LibraryReadOnly(String),
    /// The disk is full.
    #[error("the disk is full: {0}")]
    DiskFull(String),
    /// The disk answered with an error.
    #[error("the disk answered with an error: {0}")]
    DiskFault(String),
    /// Another program holds the library.
    #[error("another program holds the library: {0}")]
    LibraryBusy(String),
    /// No such draft.
    #[error("no such draft: {0}")]
    DraftMissing(String),
    /// Core and editor disagree; the editor sends the whole text.
    #[error("core and editor are out of step: {0}")]
    OutOfStep(String),
    /// The text is larger than 10 MB.
    #[error("the text is too large: {0}")]
    TextTooLarge(String),
    /// A field has a value it can't have.
    #[error("a field is invalid: {0}")]
    FieldInvalid(String),
    /// No such file.
    #[error("no such file: {0}")]
    FileMissing(String),
    /// The file can't be read.
    #[error("the file can't be read: {0}")]
    FileUnreadable(String),
    /// The file is larger than 10 MB.
    #[error("the file is too large: {0}")]
    FileTooLarge(String),
    /// The file is not UTF-8.
    #[error("the file is not UTF-8: {0}")]
    FileNotUtf8(String),
    /// The file holds a NUL byte: not a text.
    #[error("the file is not a text: {0}")]
    FileNotText(String),
    /// The front matter is not YAML, or not as we know it.
    #[error("the front matter is invalid: {0}")]
    FrontMatterInvalid(String),
    /// The file is not a picture we take.
    #[error("not a picture we take: {0}")]
    PictureUnknown(String),
    /// The picture is larger than 40 MB.
    #[error("the picture is too large: {0}")]
    PictureTooLarge(String),
    /// The file can't be written.
    #[error("the file can't be written: {0}")]
    FileUnwritable(String),
    /// No headline, hence no slug.
    #[error("the headline is missing: {0}")]
    HeadlineMissing(String),
    /// No text.
    #[error("the text is missing: {0}")]
    TextMissing(String),
    /// No such site.
    #[error("no such site: {0}")]
    SiteMissing(String),
    /// The draft has no article there.
    #[error("not published there: {0}")]
    NotPublished(String),
    /// A dispatch of this draft is still open.
    #[error("a dispatch is still open: {0}")]
    DispatchOpen(String),
    /// No such dispatch, or it is past that.
    #[error("no such dispatch, or past that: {0}")]
    DispatchMissing(String),
    /// No connection.
    #[error("the site can't be reached: {0}")]
    SiteUnreachable(String),
    /// No answer in time: it may have happened.
    #[error("no answer in time: {0}")]
    OutcomeUnknown(String),
    /// 401: the credential is not accepted.
    #[error("the site refused the credential: {0}")]
    SiteRefusedCredential(String),
    /// 403: the account may not.
    #[error("the site forbids it: {0}")]
    SiteForbids(String),
    /// 404: no article, or no API, there.
    #[error("not found on the site: {0}")]
    SiteNotFound(String),
    /// The slug is taken by another article.
    #[error("the slug is taken: {0}")]
    SlugTaken(String),
    /// 412: the article was changed there.
    #[error("the article was changed there: {0}")]
    ArticleChangedThere(String),
    /// 413.
    #[error("the article is too large for the site: {0}")]
    ArticleTooLarge(String),
    /// 400 or 422: the site finds fault with a field.
    #[error("the site finds fault: {0}")]
    SiteFindsFault(String),
    /// 429 or 503.
    #[error("the site is busy: {0}")]
    SiteBusy(String),
    /// Another 5xx.
    #[error("the site is broken: {0}")]
    SiteBroken(String),
    /// Not the answer of such a site: HTML for JSON, half an answer.
    #[error("the site's answer was not understood: {0}")]
    SiteNotUnderstood(String),
    /// The port of the local site is taken.
    #[error("the port is taken: {0}")]
    PortTaken(String),
    /// The page that readers get is not the one that was sent.
    #[error("the page differs from what was sent: {0}")]
    PageDiffers(String),
    /// The promise's last hour has passed.
    #[error("the promise's last hour has passed: {0}")]
    DispatchTooLate(String),
    /// The keychain can't be used.
    #[error("the keychain can't be used: {0}")]
    KeychainUnavailable(String),
    /// The site's theme can't be used.
    #[error("the theme can't be used: {0}")]
    ThemeInvalid(String),
    /// A fault of the program's own.
    #[error("a fault of the program's own: {0}")]
    Internal(String),
}

impl NewsroomError {
    /// Every code, in the order of the variants.
    pub const CODES: [&str; 43] = [
        "library_corrupt",
        "library_newer",
        "library_read_only",
        "disk_full",
        "disk_fault",
        "library_busy",
        "draft_missing",
        "out_of_step",
        "text_too_large",
        "field_invalid",
        "file_missing",
        "file_unreadable",
        "file_too_large",
        "file_not_utf8",
        "file_not_text",
        "front_matter_invalid",
        "picture_unknown",
        "picture_too_large",
        "file_unwritable",
        "headline_missing",
        "text_missing",
        "site_missing",
        "not_published",
        "dispatch_open",
        "dispatch_missing",
        "site_unreachable",
        "outcome_unknown",
        "site_refused_credential",
        "site_forbids",
        "site_not_found",
        "slug_taken",
        "article_changed_there",
        "article_too_large",
        "site_finds_fault",
        "site_busy",
        "site_broken",
        "site_not_understood",
        "port_taken",
        "page_differs",
        "dispatch_too_late",
        "keychain_unavailable",
        "theme_invalid",
        "internal",
    ];

    /// Its stable code, as `draft_missing`: what is stored with a dispatch and shown by `marbre-cli`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::LibraryCorrupt(_) => "library_corrupt",
            Self::LibraryNewer(_) => "library_newer",
            Self::LibraryReadOnly(_) => "library_read_only",
            Self::DiskFull(_) => "disk_full",
            Self::DiskFault(_) => "disk_fault",
            Self::LibraryBusy(_) => "library_busy",
            Self::DraftMissing(_) => "draft_missing",
            Self::OutOfStep(_) => "out_of_step",
            Self::TextTooLarge(_) => "text_too_large",
            Self::FieldInvalid(_) => "field_invalid",
            Self::FileMissing(_) => "file_missing",
            Self::FileUnreadable(_) => "file_unreadable",
            Self::FileTooLarge(_) => "file_too_large",
            Self::FileNotUtf8(_) => "file_not_utf8",
            Self::FileNotText(_) => "file_not_text",
            Self::FrontMatterInvalid(_) => "front_matter_invalid",
            Self::PictureUnknown(_) => "picture_unknown",
            Self::PictureTooLarge(_) => "picture_too_large",
            Self::FileUnwritable(_) => "file_unwritable",
            Self::HeadlineMissing(_) => "headline_missing",
            Self::TextMissing(_) => "text_missing",
            Self::SiteMissing(_) => "site_missing",
            Self::NotPublished(_) => "not_published",
            Self::DispatchOpen(_) => "dispatch_open",
            Self::DispatchMissing(_) => "dispatch_missing",
            Self::SiteUnreachable(_) => "site_unreachable",
            Self::OutcomeUnknown(_) => "outcome_unknown",
            Self::SiteRefusedCredential(_) => "site_refused_credential",
            Self::SiteForbids(_) => "site_forbids",
            Self::SiteNotFound(_) => "site_not_found",
            Self::SlugTaken(_) => "slug_taken",
            Self::ArticleChangedThere(_) => "article_changed_there",
            Self::ArticleTooLarge(_) => "article_too_large",
            Self::SiteFindsFault(_) => "site_finds_fault",
            Self::SiteBusy(_) => "site_busy",
            Self::SiteBroken(_) => "site_broken",
            Self::SiteNotUnderstood(_) => "site_not_understood",
            Self::PortTaken(_) => "port_taken",
            Self::PageDiffers(_) => "page_differs",
            Self::DispatchTooLate(_) => "dispatch_too_late",
            Self::KeychainUnavailable(_) => "keychain_unavailable",
            Self::ThemeInvalid(_) => "theme_invalid",
            Self::Internal(_) => "internal",
        }
    }

    /// The failure of this code, as it was stored with a dispatch; `Internal` for one nobody knows.
    pub fn of_code(code: &str, detail: String) -> Self {
        match code {
            "library_corrupt" => Self::LibraryCorrupt(detail),
            "library_newer" => Self::LibraryNewer(detail),
            "library_read_only" => Self::LibraryReadOnly(detail),
            "disk_full" => Self::DiskFull(detail),
            "disk_fault" => Self::DiskFault(detail),
            "library_busy" => Self::LibraryBusy(detail),
            "draft_missing" => Self::DraftMissing(detail),
            "out_of_step" => Self::OutOfStep(detail),
            "text_too_large" => Self::TextTooLarge(detail),
            "field_invalid" => Self::FieldInvalid(detail),
            "file_missing" => Self::FileMissing(detail),
            "file_unreadable" => Self::FileUnreadable(detail),
            "file_too_large" => Self::FileTooLarge(detail),
            "file_not_utf8" => Self::FileNotUtf8(detail),
            "file_not_text" => Self::FileNotText(detail),
            "front_matter_invalid" => Self::FrontMatterInvalid(detail),
            "picture_unknown" => Self::PictureUnknown(detail),
            "picture_too_large" => Self::PictureTooLarge(detail),
            "file_unwritable" => Self::FileUnwritable(detail),
            "headline_missing" => Self::HeadlineMissing(detail),
            "text_missing" => Self::TextMissing(detail),
            "site_missing" => Self::SiteMissing(detail),
            "not_published" => Self::NotPublished(detail),
            "dispatch_open" => Self::DispatchOpen(detail),
            "dispatch_missing" => Self::DispatchMissing(detail),
            "site_unreachable" => Self::SiteUnreachable(detail),
            "outcome_unknown" => Self::OutcomeUnknown(detail),
            "site_refused_credential" => Self::SiteRefusedCredential(detail),
            "site_forbids" => Self::SiteForbids(detail),
            "site_not_found" => Self::SiteNotFound(detail),
            "slug_taken" => Self::SlugTaken(detail),
            "article_changed_there" => Self::ArticleChangedThere(detail),
            "article_too_large" => Self::ArticleTooLarge(detail),
            "site_finds_fault" => Self::SiteFindsFault(detail),
            "site_busy" => Self::SiteBusy(detail),
            "site_broken" => Self::SiteBroken(detail),
            "site_not_understood" => Self::SiteNotUnderstood(detail),
            "port_taken" => Self::PortTaken(detail),
            "page_differs" => Self::PageDiffers(detail),
            "dispatch_too_late" => Self::DispatchTooLate(detail),
            "keychain_unavailable" => Self::KeychainUnavailable(detail),
            "theme_invalid" => Self::ThemeInvalid(detail),
            _ => Self::Internal(detail),
        }
    }

    /// What was said of it, without the code's own words.
    pub fn detail(&self) -> &str {
        match self {
            Self::LibraryCorrupt(detail)
            | Self::LibraryNewer(detail)
            | Self::LibraryReadOnly(detail)
            | Self::DiskFull(detail)
            | Self::DiskFault(detail)
            | Self::LibraryBusy(detail)
            | Self::DraftMissing(detail)
            | Self::OutOfStep(detail)
            | Self::TextTooLarge(detail)
            | Self::FieldInvalid(detail)
            | Self::FileMissing(detail)
            | Self::FileUnreadable(detail)
            | Self::FileTooLarge(detail)
            | Self::FileNotUtf8(detail)
            | Self::FileNotText(detail)
            | Self::FrontMatterInvalid(detail)
            | Self::PictureUnknown(detail)
            | Self::PictureTooLarge(detail)
            | Self::FileUnwritable(detail)
            | Self::HeadlineMissing(detail)
            | Self::TextMissing(detail)
            | Self::SiteMissing(detail)
            | Self::NotPublished(detail)
            | Self::DispatchOpen(detail)
            | Self::DispatchMissing(detail)
            | Self::SiteUnreachable(detail)
            | Self::OutcomeUnknown(detail)
            | Self::SiteRefusedCredential(detail)
            | Self::SiteForbids(detail)
            | Self::SiteNotFound(detail)
            | Self::SlugTaken(detail)
            | Self::ArticleChangedThere(detail)
            | Self::ArticleTooLarge(detail)
            | Self::SiteFindsFault(detail)
            | Self::SiteBusy(detail)
            | Self::SiteBroken(detail)
            | Self::SiteNotUnderstood(detail)
            | Self::PortTaken(detail)
            | Self::PageDiffers(detail)
            | Self::DispatchTooLate(detail)
            | Self::KeychainUnavailable(detail)
            | Self::ThemeInvalid(detail)
            | Self::Internal(detail) => detail,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back() {
        for code in NewsroomError::CODES {
            assert_eq!(NewsroomError::of_code(code, String::new()).code(), code);
        }
    }
}
