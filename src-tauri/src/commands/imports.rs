//! Commands of published articles that are brought into the library.

use contract::id;
use contract::imports::{
    ArrivedArticle, BringInAllRequest, BringInRequest, ImportView, PublishedPart, PublishedRequest,
    SaveReportRequest,
};
use newsroom::NewsroomError::{Internal, SiteMissing};
use tauri::State;

use super::Answer;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn published_articles(
    desk: State<'_, Desk>,
    request: PublishedRequest,
) -> Answer<PublishedPart> {
    desk.ask(|newsroom| {
        let site = id(&request.site, SiteMissing)?;
        let from = request.from.as_deref();
        Ok(newsroom
            .published_articles(site, &request.words, from)?
            .into())
    })
}

#[tauri::command(async)]
pub(crate) fn bring_in(desk: State<'_, Desk>, request: BringInRequest) -> Answer<String> {
    desk.ask(|newsroom| {
        let wanted: Vec<_> = request.articles.into_iter().map(Into::into).collect();
        let import = newsroom.bring_in(id(&request.site, SiteMissing)?, &wanted)?;
        Ok(import.to_string())
    })
}

#[tauri::command(async)]
pub(crate) fn bring_in_all(desk: State<'_, Desk>, request: BringInAllRequest) -> Answer<String> {
    desk.ask(|newsroom| {
        let import = newsroom.bring_in_all(id(&request.site, SiteMissing)?, &request.words)?;
        Ok(import.to_string())
    })
}

#[tauri::command(async)]
pub(crate) fn imports(desk: State<'_, Desk>) -> Answer<Vec<ImportView>> {
    desk.ask(|newsroom| Ok(newsroom.imports()?.into_iter().map(Into::into).collect()))
}

#[tauri::command(async)]
pub(crate) fn arrived(desk: State<'_, Desk>, request: String) -> Answer<Vec<ArrivedArticle>> {
    desk.ask(|newsroom| {
        let arrived = newsroom.arrived(id(&request, Internal)?)?;
        Ok(arrived.into_iter().map(Into::into).collect())
    })
}

#[tauri::command(async)]
pub(crate) fn save_report(desk: State<'_, Desk>, request: SaveReportRequest) -> Answer<()> {
    desk.ask(|newsroom| newsroom.save_report(request.path.as_ref(), &request.report))
}

#[tauri::command(async)]
pub(crate) fn cancel_import(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.cancel_import(id(&request, Internal)?))
}

#[tauri::command(async)]
pub(crate) fn resume_import(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.resume_import(id(&request, Internal)?))
}

#[tauri::command(async)]
pub(crate) fn dismiss_import(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.dismiss_import(id(&request, Internal)?))
}
