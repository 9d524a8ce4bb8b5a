//! Commands of the library.

use contract::id;
use contract::library::{
    DraftPage, ExportReport, ExportRequest, Facets, ImportReport, ListRequest,
};
use contract::manuscript::OpenDraft;
use newsroom::NewsroomError::DraftMissing;
use newsroom::Repeat;
use tauri::State;

use super::Answer;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn list_drafts(desk: State<'_, Desk>, request: ListRequest) -> Answer<DraftPage> {
    desk.ask(|newsroom| Ok(newsroom.list(&request.try_into()?)?.into()))
}

#[tauri::command(async)]
pub(crate) fn facets(desk: State<'_, Desk>) -> Answer<Facets> {
    desk.ask(|newsroom| Ok(newsroom.facets()?.into()))
}

#[tauri::command(async)]
pub(crate) fn new_draft(desk: State<'_, Desk>) -> Answer<OpenDraft> {
    desk.ask(|newsroom| Ok(newsroom.new_draft()?.into()))
}

#[tauri::command(async)]
pub(crate) fn duplicate_draft(desk: State<'_, Desk>, request: String) -> Answer<OpenDraft> {
    desk.ask(|newsroom| {
        Ok(newsroom
            .duplicate_draft(id(&request, DraftMissing)?)?
            .into())
    })
}

#[tauri::command(async)]
pub(crate) fn bin_draft(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.bin_draft(id(&request, DraftMissing)?))
}

#[tauri::command(async)]
pub(crate) fn restore_draft(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.restore_draft(id(&request, DraftMissing)?))
}

#[tauri::command(async)]
pub(crate) fn delete_draft(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.delete_draft(id(&request, DraftMissing)?))
}

#[tauri::command(async)]
pub(crate) fn import_files(desk: State<'_, Desk>, request: Vec<String>) -> Answer<ImportReport> {
    let paths: Vec<_> = request.into_iter().map(Into::into).collect();
    desk.ask(|newsroom| {
        Ok(newsroom
            .import_files(&paths, Repeat::Skip, &mut |_, _| ())?
            .into())
    })
}

#[tauri::command(async)]
pub(crate) fn export_drafts(desk: State<'_, Desk>, request: ExportRequest) -> Answer<ExportReport> {
    desk.ask(|newsroom| {
        let drafts = request.draft_ids()?;
        Ok(newsroom
            .export_drafts(
                request.folder.as_ref(),
                drafts.as_deref(),
                request.despite_embargo.as_deref(),
                &mut |_, _| (),
            )?
            .into())
    })
}
