//! Commands of the open draft's copy.

use contract::copydesk::{
    AcrossRequest, CopyAcross, CopyRequest, CopyStretch, HouseFault, HouseFile, IgnoreRequest,
    WordRequest,
};
use contract::{Failure, FailureCode, id};
use newsroom::NewsroomError::DraftMissing;
use tauri::{AppHandle, State};

use super::Answer;
use super::system::open;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn read_copy(
    desk: State<'_, Desk>,
    request: CopyRequest,
) -> Answer<Option<CopyStretch>> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let units = request.from as usize..request.to as usize;
        let read = newsroom.read_copy(draft, request.sequence as u64, units)?;
        Ok(read.map(Into::into))
    })
}

#[tauri::command(async)]
pub(crate) fn read_across(
    desk: State<'_, Desk>,
    request: AcrossRequest,
) -> Answer<Option<CopyAcross>> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let read = newsroom.read_across(draft, request.sequence as u64)?;
        Ok(read.map(Into::into))
    })
}

#[tauri::command(async)]
pub(crate) fn ignore_finding(desk: State<'_, Desk>, request: IgnoreRequest) -> Answer<bool> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let units = request.from as usize..request.to as usize;
        let found = (request.rule.as_str(), units);
        newsroom.ignore_finding(draft, request.sequence as u64, found, request.far.into())
    })
}

#[tauri::command(async)]
pub(crate) fn heed_again(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.heed_again(id(&request, DraftMissing)?))
}

#[tauri::command(async)]
pub(crate) fn suggestions(desk: State<'_, Desk>, request: WordRequest) -> Answer<Vec<String>> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        newsroom.suggestions(draft, &request.word, &request.language)
    })
}

#[tauri::command(async)]
pub(crate) fn learn_word(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.learn_word(&request))
}

#[tauri::command(async)]
pub(crate) fn house_faults(desk: State<'_, Desk>) -> Answer<Vec<HouseFault>> {
    desk.ask(|newsroom| {
        Ok(newsroom
            .house_faults()
            .into_iter()
            .map(Into::into)
            .collect())
    })
}

/// Opens a file of the house in whatever edits plain text here.
#[tauri::command(async)]
pub(crate) fn open_house_file(
    app: AppHandle,
    desk: State<'_, Desk>,
    request: HouseFile,
) -> Answer<()> {
    let path = desk.ask(|newsroom| newsroom.house_file(request.into()))?;
    open(&app, &path.display().to_string()).map_err(|failure| Failure {
        code: FailureCode::EditorMissing,
        message: format!("{}: {}", path.display(), failure.message),
        ..failure
    })
}
