//! Commands of the backups, and of a library that can't be opened.

use contract::backups::{Backups, Comeback};
use tauri::State;

use super::Answer;
use crate::app::Opening;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn backups(desk: State<'_, Desk>) -> Answer<Backups> {
    desk.ask(|newsroom| Ok(newsroom.backups()?.into()))
}

#[tauri::command(async)]
pub(crate) fn set_backup_folder(desk: State<'_, Desk>, request: Option<String>) -> Answer<Backups> {
    desk.ask(|newsroom| {
        newsroom.set_backup_folder(request.as_deref().map(AsRef::as_ref))?;
        Ok(newsroom.backups()?.into())
    })
}

#[tauri::command(async)]
pub(crate) fn back_up(desk: State<'_, Desk>) -> Answer<Backups> {
    desk.ask(|newsroom| {
        newsroom.back_up(None)?;
        Ok(newsroom.backups()?.into())
    })
}

#[tauri::command(async)]
pub(crate) fn propose_comeback(
    desk: State<'_, Desk>,
    opening: State<'_, Opening>,
) -> Answer<Comeback> {
    desk.while_closed(|| Ok(opening.restoration().propose()?.into()))
}

#[tauri::command(async)]
pub(crate) fn bring_up(desk: State<'_, Desk>, opening: State<'_, Opening>) -> Answer<Comeback> {
    desk.while_closed(|| Ok(opening.restoration().bring_up()?.into()))
}
