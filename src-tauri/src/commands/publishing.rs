//! Commands of sites, publications and the outbox.

use contract::checks::{Check, CheckOverride, ChecksRequest};
use contract::id;
use contract::publishing::{
    DispatchView, EmbargoOverride, ExportReceiptRequest, PublicationView, PublishAsRequest,
    PublishRequest, PublishToRequest, ReceiptView, SiteOutcome,
};
use contract::sites::{
    AddSiteRequest, DiscoveredSite, LearntLook, LiveChange, LiveRequest, PreviewOnSiteRequest,
    SetPasswordRequest, SitePreview, SiteView, TakeLiveRequest,
};
use newsroom::NewsroomError::{DispatchMissing, DraftMissing, SiteMissing};
use tauri::State;

use super::Answer;
use crate::desk::Desk;

#[tauri::command(async)]
pub(crate) fn sites(desk: State<'_, Desk>) -> Answer<Vec<SiteView>> {
    desk.ask(|newsroom| Ok(newsroom.sites()?.into_iter().map(Into::into).collect()))
}

#[tauri::command(async)]
pub(crate) fn discover_site(desk: State<'_, Desk>, request: String) -> Answer<DiscoveredSite> {
    desk.ask(|newsroom| Ok(newsroom.discover_site(&request)?.into()))
}

#[tauri::command(async)]
pub(crate) fn add_site(desk: State<'_, Desk>, request: AddSiteRequest) -> Answer<SiteView> {
    desk.ask(|newsroom| Ok(newsroom.add_site(&request.into())?.into()))
}

#[tauri::command(async)]
pub(crate) fn set_site_password(
    desk: State<'_, Desk>,
    request: SetPasswordRequest,
) -> Answer<SiteView> {
    desk.ask(|newsroom| {
        let site = id(&request.site, SiteMissing)?;
        Ok(newsroom
            .set_credential(site, &request.login, &request.secret)?
            .into())
    })
}

#[tauri::command(async)]
pub(crate) fn follow_site(desk: State<'_, Desk>, request: String) -> Answer<bool> {
    desk.ask(|newsroom| newsroom.follow_site(id(&request, SiteMissing)?))
}

#[tauri::command(async)]
pub(crate) fn learn_look(desk: State<'_, Desk>, request: String) -> Answer<LearntLook> {
    desk.ask(|newsroom| Ok(newsroom.learn_look(id(&request, SiteMissing)?)?.into()))
}

#[tauri::command(async)]
pub(crate) fn preview_on_site(
    desk: State<'_, Desk>,
    request: PreviewOnSiteRequest,
) -> Answer<SitePreview> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let site = id(&request.site, SiteMissing)?;
        let despite = request.despite_embargo.as_deref();
        Ok(newsroom.preview_on_site(draft, site, despite)?.into())
    })
}

#[tauri::command(async)]
pub(crate) fn remove_site_preview(desk: State<'_, Desk>, request: PublishRequest) -> Answer<()> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        newsroom.remove_site_preview(draft, id(&request.site, SiteMissing)?)
    })
}

#[tauri::command(async)]
pub(crate) fn site_previews(desk: State<'_, Desk>, request: String) -> Answer<Vec<SitePreview>> {
    desk.ask(|newsroom| {
        let all = newsroom.site_previews(id(&request, DraftMissing)?)?;
        Ok(all.into_iter().map(Into::into).collect())
    })
}

#[tauri::command(async)]
pub(crate) fn live_change(
    desk: State<'_, Desk>,
    request: LiveRequest,
) -> Answer<Option<LiveChange>> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let change = newsroom.live_change(draft, id(&request.site, SiteMissing)?)?;
        Ok(change.map(Into::into))
    })
}

#[tauri::command(async)]
pub(crate) fn take_live_change(desk: State<'_, Desk>, request: TakeLiveRequest) -> Answer<()> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let site = id(&request.site, SiteMissing)?;
        let answers: Vec<_> = request.answers.into_iter().map(Into::into).collect();
        newsroom.take_live_change(draft, site, &request.version, &answers)
    })
}

#[tauri::command(async)]
pub(crate) fn receipt(desk: State<'_, Desk>, request: String) -> Answer<Option<ReceiptView>> {
    desk.ask(|newsroom| {
        let receipt = newsroom.receipt(id(&request, DispatchMissing)?)?;
        Ok(receipt.map(Into::into))
    })
}

#[tauri::command(async)]
pub(crate) fn embargo_overrides(
    desk: State<'_, Desk>,
    request: String,
) -> Answer<Vec<EmbargoOverride>> {
    desk.ask(|newsroom| {
        let made = newsroom.embargo_overrides(id(&request, DraftMissing)?)?;
        Ok(made.into_iter().map(Into::into).collect())
    })
}

#[tauri::command(async)]
pub(crate) fn export_receipt(desk: State<'_, Desk>, request: ExportReceiptRequest) -> Answer<()> {
    desk.ask(|newsroom| {
        let dispatch = id(&request.dispatch, DispatchMissing)?;
        newsroom.export_receipt(dispatch, request.path.as_ref())
    })
}

#[tauri::command(async)]
pub(crate) fn checks(desk: State<'_, Desk>, request: ChecksRequest) -> Answer<Vec<Check>> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let sites = request.sites.iter().map(|site| id(site, SiteMissing));
        let sites = sites.collect::<Result<Vec<_>, _>>()?;
        let found = newsroom.checks(draft, &sites)?;
        Ok(found.into_iter().map(Into::into).collect())
    })
}

#[tauri::command(async)]
pub(crate) fn ask_links(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.ask_links(id(&request, DraftMissing)?))
}

#[tauri::command(async)]
pub(crate) fn check_overrides(
    desk: State<'_, Desk>,
    request: String,
) -> Answer<Vec<CheckOverride>> {
    desk.ask(|newsroom| {
        let made = newsroom.check_overrides(id(&request, DraftMissing)?)?;
        Ok(made.into_iter().map(Into::into).collect())
    })
}

#[tauri::command(async)]
pub(crate) fn publish(desk: State<'_, Desk>, request: PublishRequest) -> Answer<DispatchView> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        Ok(newsroom
            .publish(draft, id(&request.site, SiteMissing)?)?
            .into())
    })
}

#[tauri::command(async)]
pub(crate) fn publish_as(desk: State<'_, Desk>, request: PublishAsRequest) -> Answer<DispatchView> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let site = id(&request.site, SiteMissing)?;
        Ok(newsroom.publish_as(draft, site, &request.wish()?)?.into())
    })
}

#[tauri::command(async)]
pub(crate) fn publish_to(
    desk: State<'_, Desk>,
    request: PublishToRequest,
) -> Answer<Vec<SiteOutcome>> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        let sites = request.sites.iter().map(|site| id(site, SiteMissing));
        let sites: Vec<_> = sites.collect::<Result<_, _>>()?;
        let outcomes = newsroom.publish_to(draft, &sites, &request.wish()?)?;
        Ok(outcomes.into_iter().map(Into::into).collect())
    })
}

#[tauri::command(async)]
pub(crate) fn unpublish_everywhere(
    desk: State<'_, Desk>,
    request: String,
) -> Answer<Vec<SiteOutcome>> {
    desk.ask(|newsroom| {
        let outcomes = newsroom.unpublish_everywhere(id(&request, DraftMissing)?)?;
        Ok(outcomes.into_iter().map(Into::into).collect())
    })
}

#[tauri::command(async)]
pub(crate) fn unpublish(desk: State<'_, Desk>, request: PublishRequest) -> Answer<DispatchView> {
    desk.ask(|newsroom| {
        let draft = id(&request.draft, DraftMissing)?;
        Ok(newsroom
            .unpublish(draft, id(&request.site, SiteMissing)?)?
            .into())
    })
}

#[tauri::command(async)]
pub(crate) fn outbox(desk: State<'_, Desk>) -> Answer<Vec<DispatchView>> {
    desk.ask(|newsroom| Ok(newsroom.outbox()?.into_iter().map(Into::into).collect()))
}

#[tauri::command(async)]
pub(crate) fn cancel_dispatch(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.cancel_dispatch(id(&request, DispatchMissing)?))
}

#[tauri::command(async)]
pub(crate) fn retry_dispatch(desk: State<'_, Desk>, request: String) -> Answer<()> {
    desk.ask(|newsroom| newsroom.retry_dispatch(id(&request, DispatchMissing)?))
}

#[tauri::command(async)]
pub(crate) fn publications(desk: State<'_, Desk>, request: String) -> Answer<Vec<PublicationView>> {
    desk.ask(|newsroom| {
        let all = newsroom.publications(id(&request, DraftMissing)?)?;
        Ok(all.into_iter().map(Into::into).collect())
    })
}
