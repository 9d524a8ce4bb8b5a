//! The contract as TypeScript: one generated file in the interface's tree, checked in and checked for staleness.

use std::fmt::Write as _;

use ts_rs::{Config, TS};

use crate::{
    backups, checks, commands::COMMANDS, copydesk, events, failure, fields, folders, history,
    imports, library, manuscript, pictures, publishing, questions, secrets, settings, sites,
};

/// Every type that crosses, as declarations, then the table of commands.
pub fn typescript() -> String {
    let mut out = String::from(
        "// Generated from src-tauri/crates/contract by `make contract`. Not edited by hand.\n\
         // Offsets and lengths: UTF-16 units. Times: milliseconds since 1970, UTC.\n\n",
    );
    declare::<failure::FailureCode>(&mut out);
    declare::<failure::Failure>(&mut out);
    declare::<library::DraftStatus>(&mut out);
    declare::<library::DraftOrder>(&mut out);
    declare::<library::ListRequest>(&mut out);
    declare::<library::ExcerptRun>(&mut out);
    declare::<library::DraftRow>(&mut out);
    declare::<library::DraftPage>(&mut out);
    declare::<library::StatusCounts>(&mut out);
    declare::<library::Facets>(&mut out);
    declare::<library::FileFailure>(&mut out);
    declare::<library::FileFindings>(&mut out);
    declare::<library::ImportReport>(&mut out);
    declare::<library::ExportRequest>(&mut out);
    declare::<library::PlaceToSave>(&mut out);
    declare::<library::ExportReport>(&mut out);
    declare::<fields::LeadPicture>(&mut out);
    declare::<fields::CorrectionKind>(&mut out);
    declare::<fields::Correction>(&mut out);
    declare::<fields::DraftDestination>(&mut out);
    declare::<fields::Fields>(&mut out);
    declare::<manuscript::Block>(&mut out);
    declare::<manuscript::Splice>(&mut out);
    declare::<manuscript::Counts>(&mut out);
    declare::<manuscript::Heading>(&mut out);
    declare::<manuscript::OpenDraft>(&mut out);
    declare::<manuscript::Change>(&mut out);
    declare::<manuscript::EditRequest>(&mut out);
    declare::<manuscript::LineRequest>(&mut out);
    declare::<manuscript::ResyncRequest>(&mut out);
    declare::<manuscript::EditReply>(&mut out);
    declare::<manuscript::FieldsRequest>(&mut out);
    declare::<manuscript::FieldsReply>(&mut out);
    declare::<manuscript::PlaceRequest>(&mut out);
    declare::<manuscript::SaveElsewhereRequest>(&mut out);
    declare::<manuscript::Standing>(&mut out);
    declare::<copydesk::CopyRequest>(&mut out);
    declare::<copydesk::CopyStretch>(&mut out);
    declare::<copydesk::AcrossRequest>(&mut out);
    declare::<copydesk::CopyAcross>(&mut out);
    declare::<copydesk::IgnoreRequest>(&mut out);
    declare::<copydesk::HowFar>(&mut out);
    declare::<copydesk::CopyFinding>(&mut out);
    declare::<copydesk::CopyAbout>(&mut out);
    declare::<copydesk::WordRequest>(&mut out);
    declare::<copydesk::HouseFile>(&mut out);
    declare::<checks::ChecksRequest>(&mut out);
    declare::<checks::CheckWeight>(&mut out);
    declare::<checks::LinkAnswer>(&mut out);
    declare::<checks::CheckAbout>(&mut out);
    declare::<checks::Check>(&mut out);
    declare::<checks::CheckOverride>(&mut out);
    declare::<copydesk::HouseFault>(&mut out);
    declare::<copydesk::HouseFaultCode>(&mut out);
    declare::<pictures::PictureRequest>(&mut out);
    declare::<pictures::Copied>(&mut out);
    declare::<pictures::PictureState>(&mut out);
    declare::<pictures::PictureWords>(&mut out);
    declare::<pictures::PictureView>(&mut out);
    declare::<pictures::PicturesRequest>(&mut out);
    declare::<pictures::PictureList>(&mut out);
    declare::<pictures::PicturePlace>(&mut out);
    declare::<pictures::PictureUse>(&mut out);
    declare::<pictures::PictureFacts>(&mut out);
    declare::<pictures::PictureWordsRequest>(&mut out);
    declare::<pictures::RemovedPictures>(&mut out);
    declare::<folders::Mirrored>(&mut out);
    declare::<folders::FolderRequest>(&mut out);
    declare::<folders::MirroredRequest>(&mut out);
    declare::<folders::FolderPublishedRequest>(&mut out);
    declare::<folders::FolderView>(&mut out);
    declare::<folders::AskedDraft>(&mut out);
    declare::<questions::FieldName>(&mut out);
    declare::<questions::Run>(&mut out);
    declare::<questions::Question>(&mut out);
    declare::<folders::Asking>(&mut out);
    declare::<questions::Answer>(&mut out);
    declare::<folders::AnswerRequest>(&mut out);
    declare::<sites::SiteKind>(&mut out);
    declare::<sites::Newsletter>(&mut out);
    declare::<sites::SiteView>(&mut out);
    declare::<sites::PreviewReaders>(&mut out);
    declare::<sites::PreviewOnSiteRequest>(&mut out);
    declare::<sites::SitePreview>(&mut out);
    declare::<sites::LearntLook>(&mut out);
    declare::<sites::LookLack>(&mut out);
    declare::<sites::SiteLook>(&mut out);
    declare::<sites::DiscoveredSite>(&mut out);
    declare::<sites::AddSiteRequest>(&mut out);
    declare::<sites::SetPasswordRequest>(&mut out);
    declare::<sites::SiteTakes>(&mut out);
    declare::<questions::LostKind>(&mut out);
    declare::<questions::Lost>(&mut out);
    declare::<sites::LiveRequest>(&mut out);
    declare::<sites::Off>(&mut out);
    declare::<sites::TheirWords>(&mut out);
    declare::<sites::LiveChange>(&mut out);
    declare::<imports::PublishedRequest>(&mut out);
    declare::<imports::PublishedArticle>(&mut out);
    declare::<imports::PublishedPart>(&mut out);
    declare::<imports::WantedArticle>(&mut out);
    declare::<imports::BringInRequest>(&mut out);
    declare::<imports::BringInAllRequest>(&mut out);
    declare::<imports::ImportState>(&mut out);
    declare::<imports::ImportView>(&mut out);
    declare::<imports::ArrivedState>(&mut out);
    declare::<imports::ArrivedArticle>(&mut out);
    declare::<imports::SaveReportRequest>(&mut out);
    declare::<sites::TakeLiveRequest>(&mut out);
    declare::<publishing::PublicationView>(&mut out);
    declare::<publishing::Operation>(&mut out);
    declare::<publishing::DispatchState>(&mut out);
    declare::<publishing::DispatchView>(&mut out);
    declare::<publishing::PublishRequest>(&mut out);
    declare::<publishing::PublishAsRequest>(&mut out);
    declare::<publishing::PublishToRequest>(&mut out);
    declare::<publishing::SiteOutcome>(&mut out);
    declare::<publishing::Act>(&mut out);
    declare::<publishing::EmbargoOverride>(&mut out);
    declare::<publishing::ArticlePart>(&mut out);
    declare::<publishing::Remains>(&mut out);
    declare::<publishing::Difference>(&mut out);
    declare::<publishing::ReceiptView>(&mut out);
    declare::<publishing::ExportReceiptRequest>(&mut out);
    declare::<publishing::PictureFlaw>(&mut out);
    declare::<publishing::Finding>(&mut out);
    declare::<secrets::Sealing>(&mut out);
    declare::<secrets::Safekeeping>(&mut out);
    declare::<secrets::PassphraseChange>(&mut out);
    declare::<history::RevisionReason>(&mut out);
    declare::<history::Maker>(&mut out);
    declare::<history::HistoryRequest>(&mut out);
    declare::<history::LiveOn>(&mut out);
    declare::<history::RevisionDispatch>(&mut out);
    declare::<history::RevisionView>(&mut out);
    declare::<history::HistoryPage>(&mut out);
    declare::<history::KeepRequest>(&mut out);
    declare::<history::NameRequest>(&mut out);
    declare::<history::CompareRequest>(&mut out);
    declare::<history::ComparedField>(&mut out);
    declare::<history::FieldDifference>(&mut out);
    declare::<history::RunKind>(&mut out);
    declare::<history::ComparedRun>(&mut out);
    declare::<history::PartKind>(&mut out);
    declare::<history::Part>(&mut out);
    declare::<history::MarkedBlock>(&mut out);
    declare::<history::Comparison>(&mut out);
    declare::<history::RestoreRequest>(&mut out);
    declare::<history::RestoreReply>(&mut out);
    declare::<settings::Appearance>(&mut out);
    declare::<settings::Graphics>(&mut out);
    declare::<settings::RightColumn>(&mut out);
    declare::<settings::ShownSpaces>(&mut out);
    declare::<settings::Settings>(&mut out);
    declare::<settings::Start>(&mut out);
    declare::<backups::Backups>(&mut out);
    declare::<backups::Fate>(&mut out);
    declare::<backups::Found>(&mut out);
    declare::<backups::Comeback>(&mut out);
    declare::<events::Event>(&mut out);
    // The only command whose request is no JSON: the shell gets the bytes as they are, the name in a header.
    out.push_str(
        "/** A picture's file name and its bytes. */\nexport type PictureBytes = { name: string; bytes: Uint8Array };\n\n",
    );
    out.push_str("/** Command → request and reply. */\nexport interface Commands {\n");
    for (name, request, reply) in COMMANDS {
        // Writing to a String can't fail.
        let _ = writeln!(out, "  {name}: {{ request: {request}; reply: {reply} }};");
    }
    out.push_str("}\n");
    out
}

fn declare<T: TS>(out: &mut String) {
    let config = Config::default();
    let declaration = T::decl(&config);
    if let Some(docs) = T::docs() {
        out.push_str(docs.trim_end());
        out.push('\n');
    }
    out.push_str("export ");
    out.push_str(&declaration);
    out.push_str("\n\n");
}

#[cfg(test)]
mod tests {
    /// `make contract` sets MARBRE_WRITE_CONTRACT to write the file; a plain test compares.
    #[test]
    fn the_generated_file_is_up_to_date() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../ui/src/core/contract/index.ts"
        );
        let now = super::typescript();
        if std::env::var_os("MARBRE_WRITE_CONTRACT").is_some() {
            std::fs::create_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
            std::fs::write(path, &now).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == now,
            "stale: run `make contract` and commit the result"
        );
    }
}
