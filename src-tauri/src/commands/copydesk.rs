//! Commands of the open draft's copy.

use contract::copydesk::{CopyRequest, CopyStretch, HouseFile, WordRequest};
use contract::id;
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

/// Opens a file of the house in whatever edits plain text here.
#[tauri::command(async)]
pub(crate) fn open_house_file(
    app: AppHandle,
    desk: State<'_, Desk>,
    request: HouseFile,
) -> Answer<()> {
    let path = desk.ask(|newsroom| newsroom.house_file(request.into()))?;
    open(&app, &path.display().to_string())
}
