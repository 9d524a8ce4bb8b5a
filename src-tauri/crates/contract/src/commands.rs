//! The table of commands: name, request, reply. The shell must answer each, the interface may call no other.

/// Name, type of the request (`null` for none) and of the reply, as TypeScript names them.
pub const COMMANDS: &[(&str, &str, &str)] = &[
    ("start", "null", "Start"),
    ("set_settings", "Settings", "null"),
    // backups
    ("backups", "null", "Backups"),
    ("set_backup_folder", "string | null", "Backups"),
    ("back_up", "null", "Backups"),
    // a library that can't be opened
    ("propose_comeback", "null", "Comeback"),
    ("bring_up", "null", "Comeback"),
    // the library
    ("list_drafts", "ListRequest", "DraftPage"),
    ("facets", "null", "Facets"),
    ("new_draft", "null", "OpenDraft"),
    ("duplicate_draft", "string", "OpenDraft"),
    ("bin_draft", "string", "null"),
    ("restore_draft", "string", "null"),
    ("delete_draft", "string", "null"),
    ("import_files", "Array<string>", "ImportReport"),
    ("export_drafts", "ExportRequest", "ExportReport"),
    // the manuscript
    ("open_draft", "string", "OpenDraft"),
    ("standing", "string", "Standing"),
    ("edit", "EditRequest", "EditReply"),
    ("resync", "ResyncRequest", "EditReply"),
    ("set_fields", "FieldsRequest", "FieldsReply"),
    ("keep_place", "PlaceRequest", "null"),
    ("save_elsewhere", "SaveElsewhereRequest", "null"),
    // what the house sets otherwise of what was pasted; `null` when the text is another one by now
    ("pasted", "CopyRequest", "Array<Change> | null"),
    // what the house sets otherwise in a field of one line
    ("set_line", "LineRequest", "Array<Change>"),
    // its copy
    ("read_copy", "CopyRequest", "CopyStretch | null"),
    ("read_across", "AcrossRequest", "CopyAcross | null"),
    ("ignore_finding", "IgnoreRequest", "boolean"),
    ("heed_again", "string", "null"),
    ("suggestions", "WordRequest", "Array<string>"),
    ("learn_word", "string", "null"),
    ("open_house_file", "HouseFile", "null"),
    // pictures
    ("keep_picture", "PictureRequest", "PictureView"),
    ("keep_picture_bytes", "PictureBytes", "PictureView"),
    ("copied", "null", "Copied"),
    ("keep_copied_picture", "null", "PictureView"),
    ("pictures", "PicturesRequest", "PictureList"),
    ("picture", "string", "PictureFacts"),
    ("set_picture_words", "PictureWordsRequest", "PictureView"),
    ("remove_pictures", "Array<string>", "RemovedPictures"),
    // work folders
    ("folders", "null", "Array<FolderView>"),
    ("add_folder", "FolderRequest", "null"),
    ("set_mirrored", "MirroredRequest", "null"),
    ("set_published", "FolderPublishedRequest", "null"),
    ("remove_folder", "string", "null"),
    ("asked_drafts", "null", "Array<AskedDraft>"),
    ("asking", "string", "Asking | null"),
    ("answer", "AnswerRequest", "null"),
    // history
    ("history", "HistoryRequest", "HistoryPage"),
    ("keep_revision", "KeepRequest", "string"),
    ("name_revision", "NameRequest", "null"),
    ("compare_revisions", "CompareRequest", "Comparison"),
    ("restore_revision", "RestoreRequest", "RestoreReply"),
    // how many a rule of so many days would let go
    ("revisions_beyond", "number", "number"),
    // publishing
    ("sites", "null", "Array<SiteView>"),
    // the request is what somebody pasted
    ("discover_site", "string", "DiscoveredSite"),
    ("add_site", "AddSiteRequest", "SiteView"),
    ("set_site_password", "SetPasswordRequest", "SiteView"),
    ("follow_site", "string", "boolean"),
    ("learn_look", "string", "LearntLook"),
    ("preview_on_site", "PreviewOnSiteRequest", "SitePreview"),
    ("remove_site_preview", "PublishRequest", "null"),
    ("site_previews", "string", "Array<SitePreview>"),
    // all that is found before an article goes out, the heaviest first
    ("checks", "ChecksRequest", "Array<Check>"),
    // asks where the links of a draft lead; the event linksChanged says when that is known
    ("ask_links", "string", "null"),
    // what of the house's files is not followed
    ("house_faults", "null", "Array<HouseFault>"),
    // of a draft: what went out although something kept it back; the newest first
    ("check_overrides", "string", "Array<CheckOverride>"),
    ("publish", "PublishRequest", "DispatchView"),
    ("publish_as", "PublishAsRequest", "DispatchView"),
    ("publish_to", "PublishToRequest", "Array<SiteOutcome>"),
    ("unpublish", "PublishRequest", "DispatchView"),
    ("unpublish_everywhere", "string", "Array<SiteOutcome>"),
    ("outbox", "null", "Array<DispatchView>"),
    ("cancel_dispatch", "string", "null"),
    ("retry_dispatch", "string", "null"),
    ("publications", "string", "Array<PublicationView>"),
    // asks the site whether the article is as we left it
    ("live_change", "LiveRequest", "LiveChange | null"),
    ("take_live_change", "TakeLiveRequest", "null"),
    ("receipt", "string", "ReceiptView | null"),
    // of a draft: what of it left under embargo, and why; the newest first
    ("embargo_overrides", "string", "Array<EmbargoOverride>"),
    ("export_receipt", "ExportReceiptRequest", "null"),
    // published articles that are brought in
    ("published_articles", "PublishedRequest", "PublishedPart"),
    ("bring_in", "BringInRequest", "string"),
    ("bring_in_all", "BringInAllRequest", "string"),
    ("imports", "null", "Array<ImportView>"),
    ("arrived", "string", "Array<ArrivedArticle>"),
    ("save_report", "SaveReportRequest", "null"),
    ("cancel_import", "string", "null"),
    ("resume_import", "string", "null"),
    ("dismiss_import", "string", "null"),
    // credentials; the request is a passphrase
    ("safekeeping", "null", "Safekeeping"),
    ("seal", "string", "Safekeeping"),
    ("unlock", "string", "Safekeeping"),
    ("lock", "null", "Safekeeping"),
    ("change_passphrase", "PassphraseChange", "Safekeeping"),
    ("set_sealed_aside", "null", "Safekeeping"),
    // the system
    ("open_address", "string", "null"),
    // the request is the dialog's title
    ("choose_picture", "string", "string | null"),
    ("choose_files", "string", "Array<string>"),
    ("choose_folder", "string", "string | null"),
    ("choose_place", "PlaceToSave", "string | null"),
];
