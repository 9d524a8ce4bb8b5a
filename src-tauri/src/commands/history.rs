//! Commands of a draft's history.

use contract::history::{
    CompareRequest, Comparison, HistoryPage, HistoryRequest, KeepRequest, NameRequest,
    RestoreReply, RestoreRequest,
};
use contract::id;
use newsroom::NewsroomError::{DraftMissing, RevisionMissing};
use tauri::State;

use super::Answer;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn history(desk: State<'_, Desk>, request: HistoryRequest) -> Answer<HistoryPage> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        Ok(newsroom.history(draft, request.after())?.into())
    })
}

#[tauri::command(async)]
pub(crate) fn keep_revision(desk: State<'_, Desk>, request: KeepRequest) -> Answer<String> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let kept = newsroom.keep_now(draft, request.name.as_deref())?;
        Ok(kept.to_string())
    })
}

#[tauri::command(async)]
pub(crate) fn name_revision(desk: State<'_, Desk>, request: NameRequest) -> Answer<()> {
    desk.ask(|newsroom| {
        let revision = id(&request.revision, RevisionMissing)?;
        newsroom.name_revision(revision, request.name.as_deref())
    })
}

#[tauri::command(async)]
pub(crate) fn compare_revisions(
    desk: State<'_, Desk>,
    request: CompareRequest,
) -> Answer<Comparison> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let (old, new) = request.versions()?;
        Ok(newsroom.compare(draft, old, new)?.into())
    })
}

#[tauri::command(async)]
pub(crate) fn restore_revision(
    desk: State<'_, Desk>,
    request: RestoreRequest,
) -> Answer<RestoreReply> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let revision = id(&request.revision, RevisionMissing)?;
        let sequence = request.sequence.map(|sequence| sequence as u64);
        Ok(newsroom.restore_revision(draft, revision, sequence)?.into())
    })
}

#[tauri::command(async)]
pub(crate) fn revisions_beyond(desk: State<'_, Desk>, request: u32) -> Answer<u32> {
    desk.ask(|newsroom| {
        let many = newsroom.revisions_beyond(request)?;
        Ok(u32::try_from(many).unwrap_or(u32::MAX))
    })
}
