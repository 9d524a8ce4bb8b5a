//! Commands of the library's pictures.

use contract::Failure;
use contract::pictures::{
    Copied, PictureFacts, PictureList, PictureRequest, PictureView, PictureWordsRequest,
    PicturesRequest, RemovedPictures,
};
use newsroom::NewsroomError;
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, State};

use super::Answer;
use crate::clipboard;
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

/// What another program copied, as far as it may be pictures.
#[tauri::command(async)]
pub(crate) fn copied(app: AppHandle) -> Copied {
    let offered = clipboard::offered(&app);
    let files = offered.files.iter();
    Copied {
        picture: offered.picture,
        files: files.map(|path| path.display().to_string()).collect(),
    }
}

/// The picture that another program copied; it may have taken it back meanwhile.
#[tauri::command(async)]
pub(crate) fn keep_copied_picture(app: AppHandle, desk: State<'_, Desk>) -> Answer<PictureView> {
    let bytes = clipboard::picture(&app).unwrap_or_default();
    desk.ask(|newsroom| Ok(newsroom.keep_picture_bytes("", &bytes)?.into()))
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
