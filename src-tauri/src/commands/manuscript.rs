//! Commands of the open draft.

use contract::id;
use contract::manuscript::{
    EditReply, EditRequest, FieldsReply, FieldsRequest, OpenDraft, PlaceRequest, ResyncRequest,
    SaveElsewhereRequest, Standing,
};
use newsroom::NewsroomError::DraftMissing;
use tauri::State;

use super::Answer;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn open_draft(desk: State<'_, Desk>, request: String) -> Answer<OpenDraft> {
    desk.ask(|newsroom| Ok(newsroom.open_draft(id(&request, DraftMissing)?)?.into()))
}

#[tauri::command(async)]
pub(crate) fn standing(desk: State<'_, Desk>, request: String) -> Answer<Standing> {
    desk.ask(|newsroom| Ok(newsroom.standing(id(&request, DraftMissing)?)?.into()))
}

#[tauri::command(async)]
pub(crate) fn edit(desk: State<'_, Desk>, request: EditRequest) -> Answer<EditReply> {
    desk.ask(|newsroom| {
        let signs: Vec<usize> = request.signs.iter().map(|end| *end as usize).collect();
        Ok(newsroom.typed(request.try_into()?, &signs)?.into())
    })
}

#[tauri::command(async)]
pub(crate) fn resync(desk: State<'_, Desk>, request: ResyncRequest) -> Answer<EditReply> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        Ok(newsroom
            .resync_from(
                draft,
                &request.text,
                request.caret as usize,
                request.known as u64,
            )?
            .into())
    })
}

#[tauri::command(async)]
pub(crate) fn set_fields(desk: State<'_, Desk>, request: FieldsRequest) -> Answer<FieldsReply> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let was = request.was.try_into()?;
        Ok(newsroom
            .set_fields_from(draft, &was, request.fields.try_into()?)?
            .into())
    })
}

#[tauri::command(async)]
pub(crate) fn keep_place(desk: State<'_, Desk>, request: PlaceRequest) -> Answer<()> {
    desk.ask(|newsroom| newsroom.keep_place(id(&request.draft, DraftMissing)?, request.place()))
}

#[tauri::command(async)]
pub(crate) fn save_elsewhere(desk: State<'_, Desk>, request: SaveElsewhereRequest) -> Answer<()> {
    desk.ask(|newsroom| {
        let fields = request.fields.try_into()?;
        newsroom.save_elsewhere(request.path.as_ref(), &fields, &request.text)
    })
}
