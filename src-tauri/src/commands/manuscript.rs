//! Commands of the open draft.

use contract::copydesk::CopyRequest;
use contract::id;
use contract::manuscript::{
    Change, EditReply, EditRequest, FieldsReply, FieldsRequest, LineRequest, OpenDraft,
    PlaceRequest, ResyncRequest, SaveElsewhereRequest, Standing,
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
pub(crate) fn pasted(desk: State<'_, Desk>, request: CopyRequest) -> Answer<Option<Vec<Change>>> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let units = request.from as usize..request.to as usize;
        let changes = newsroom.pasted(draft, request.sequence as u64, units)?;
        Ok(changes.map(|all| all.into_iter().map(Into::into).collect()))
    })
}

#[tauri::command(async)]
pub(crate) fn set_line(desk: State<'_, Desk>, request: LineRequest) -> Answer<Vec<Change>> {
    desk.ask(|newsroom| {
        let language = request.language()?;
        let pasted = request.pasted.map(|from| from as usize);
        let caret = request.caret as usize;
        let changes = newsroom.set_line(&request.text, &language, pasted, caret);
        Ok(changes.into_iter().map(Into::into).collect())
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
