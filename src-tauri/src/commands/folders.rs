//! Commands of the work folders.

use contract::folders::{
    AnswerRequest, AskedDraft, Asking, FolderPublishedRequest, FolderRequest, FolderView,
    MirroredRequest, missing,
};
use contract::id;
use newsroom::NewsroomError::DraftMissing;
use tauri::State;

use super::Answer;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn folders(desk: State<'_, Desk>) -> Answer<Vec<FolderView>> {
    desk.ask(|newsroom| Ok(newsroom.folders()?.into_iter().map(Into::into).collect()))
}

#[tauri::command(async)]
pub(crate) fn add_folder(desk: State<'_, Desk>, request: FolderRequest) -> Answer<()> {
    desk.ask(|newsroom| {
        newsroom
            .add_folder(request.path.as_ref(), request.mirrored.into())
            .map(drop)
    })
}

#[tauri::command(async)]
pub(crate) fn set_mirrored(desk: State<'_, Desk>, request: MirroredRequest) -> Answer<()> {
    desk.ask(|newsroom| {
        newsroom.set_mirrored(id(&request.folder, missing)?, request.mirrored.into())
    })
}

#[tauri::command(async)]
pub(crate) fn set_published(desk: State<'_, Desk>, request: FolderPublishedRequest) -> Answer<()> {
    desk.ask(|newsroom| newsroom.set_published(id(&request.folder, missing)?, request.published))
}

#[tauri::command(async)]
pub(crate) fn remove_folder(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.remove_folder(id(&request, missing)?))
}

#[tauri::command(async)]
pub(crate) fn asked_drafts(desk: State<'_, Desk>) -> Answer<Vec<AskedDraft>> {
    desk.ask(|newsroom| {
        Ok(newsroom
            .asked_drafts()?
            .into_iter()
            .map(Into::into)
            .collect())
    })
}

#[tauri::command(async)]
pub(crate) fn asking(desk: State<'_, Desk>, request: String) -> Answer<Option<Asking>> {
    desk.ask(|newsroom| {
        Ok(newsroom
            .asking(id(&request, DraftMissing)?)?
            .map(Into::into))
    })
}

#[tauri::command(async)]
pub(crate) fn answer(desk: State<'_, Desk>, request: AnswerRequest) -> Answer<()> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let answers: Vec<_> = request.answers.into_iter().map(Into::into).collect();
        newsroom.answer(draft, &request.version, &answers)
    })
}
