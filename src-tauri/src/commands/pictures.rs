//! Commands of the library's pictures.

use contract::Failure;
use contract::pictures::{
    PictureFacts, PictureList, PictureRequest, PictureView, PictureWordsRequest, PicturesRequest,
    RemovedPictures,
};
use newsroom::{NewsroomError, PictureOrigin};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, State};

use super::Answer;
use crate::clipboard::{Copied, copied};
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn keep_picture(desk: State<'_, Desk>, request: PictureRequest) -> Answer<PictureView> {
    desk.ask(|newsroom| Ok(newsroom.keep_picture(&request.into())?.into()))
}

/// The bytes come as they are, beside their name: numbers in a text would hold the window up.
#[tauri::command(async)]
pub(crate) fn keep_picture_bytes(
    desk: State<'_, Desk>,
    request: Request<'_>,
) -> Answer<PictureView> {
    let InvokeBody::Raw(bytes) = request.body() else {
        let error = NewsroomError::Internal("a picture that is no bytes".to_owned());
        return Err(Failure::from(error));
    };
    let name = request.headers().get("x-name");
    let name = name.and_then(|name| name.to_str().ok()).unwrap_or_default();
    desk.ask(|newsroom| {
        let name = contract::pictures::decoded_name(name);
        Ok(newsroom.keep_picture_bytes(&name, bytes)?.into())
    })
}

/// Pictures, or files of pictures, that another program copied. The first that can't be kept ends it: what came before
/// it is in the library.
#[tauri::command(async)]
pub(crate) fn keep_copied_pictures(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Answer<Vec<PictureView>> {
    match copied(&app) {
        Copied::Picture(bytes) => {
            desk.ask(|newsroom| Ok(vec![newsroom.keep_picture_bytes("", &bytes)?.into()]))
        }
        Copied::Files(paths) => desk.ask(|newsroom| {
            let origins = paths.into_iter().map(PictureOrigin::File);
            let kept = origins.map(|origin| Ok(newsroom.keep_picture(&origin)?.into()));
            kept.collect()
        }),
        Copied::Nothing => Ok(Vec::new()),
    }
}

#[tauri::command(async)]
pub(crate) fn pictures(desk: State<'_, Desk>, request: PicturesRequest) -> Answer<PictureList> {
    desk.ask(|newsroom| Ok(newsroom.pictures(&request.into())?.into()))
}

#[tauri::command(async)]
pub(crate) fn picture(desk: State<'_, Desk>, request: String) -> Answer<PictureFacts> {
    desk.ask(|newsroom| Ok(newsroom.picture(&request)?.into()))
}

#[tauri::command(async)]
pub(crate) fn set_picture_words(
    desk: State<'_, Desk>,
    request: PictureWordsRequest,
) -> Answer<PictureView> {
    let PictureWordsRequest { source, words } = request;
    desk.ask(|newsroom| Ok(newsroom.set_picture_words(&source, words.into())?.into()))
}

#[tauri::command(async)]
pub(crate) fn remove_pictures(
    desk: State<'_, Desk>,
    request: Vec<String>,
) -> Answer<RemovedPictures> {
    desk.ask(|newsroom| Ok(newsroom.remove_pictures(&request)?.into()))
}
