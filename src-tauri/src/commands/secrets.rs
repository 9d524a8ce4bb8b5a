//! Commands of the credentials: where they are kept, and the passphrase that opens them.

use contract::secrets::{PassphraseChange, Safekeeping};
use newsroom::{Newsroom, NewsroomError, Passphrase, SealingCost};
use tauri::State;

use super::Answer;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn safekeeping(desk: State<'_, Desk>) -> Answer<Safekeeping> {
    then_standing(&desk, |_| Ok(()))
}

#[tauri::command(async)]
pub(crate) fn seal(desk: State<'_, Desk>, request: String) -> Answer<Safekeeping> {
    let passphrase = Passphrase::new(request);
    then_standing(&desk, |newsroom| {
        newsroom.seal(&passphrase, SealingCost::SHIPPED)
    })
}

#[tauri::command(async)]
pub(crate) fn unlock(desk: State<'_, Desk>, request: String) -> Answer<Safekeeping> {
    let passphrase = Passphrase::new(request);
    then_standing(&desk, |newsroom| newsroom.unlock(&passphrase))
}

#[tauri::command(async)]
pub(crate) fn lock(desk: State<'_, Desk>) -> Answer<Safekeeping> {
    then_standing(&desk, Newsroom::lock)
}

#[tauri::command(async)]
pub(crate) fn change_passphrase(
    desk: State<'_, Desk>,
    request: PassphraseChange,
) -> Answer<Safekeeping> {
    let current = Passphrase::new(request.current);
    let next = Passphrase::new(request.next);
    then_standing(&desk, |newsroom| {
        newsroom.change_passphrase(&current, &next, SealingCost::SHIPPED)
    })
}

#[tauri::command(async)]
pub(crate) fn set_sealed_aside(desk: State<'_, Desk>) -> Answer<Safekeeping> {
    then_standing(&desk, Newsroom::set_sealed_aside)
}

fn then_standing(
    desk: &Desk,
    work: impl FnOnce(&Newsroom) -> Result<(), NewsroomError>,
) -> Answer<Safekeeping> {
    desk.ask(|newsroom| {
        work(newsroom)?;
        Ok(newsroom.safekeeping().into())
    })
}
