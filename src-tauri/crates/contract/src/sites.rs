//! Sites: what they are, how one is found and added.

use domain as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::history::ComparedRun;
use crate::milliseconds;
use crate::questions::{Answer, FieldName, Lost, Question};

/// What a site speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SiteKind {
    /// The one that comes with the program.
    Local,
    /// The Site API v1.
    SiteApi,
    /// WordPress.
    WordPress,
    /// Ghost.
    Ghost,
    /// Micropub.
    Micropub,
    /// Files for a static site generator.
    Folder,
}

/// A site as the journalist sees it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteView {
    /// Which site.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it speaks.
    pub kind: SiteKind,
    /// Its home page.
    pub url: String,
    /// The language of its pages.
    pub language: String,
    /// Its time zone.
    pub time_zone: String,
    /// Its sections' names.
    pub sections: Vec<String>,
    /// Whether the preview is its page, byte for byte; else its own theme dresses the text.
    pub own_page: bool,
    /// Whether it brings an article out at an hour by itself.
    pub schedules: bool,
    /// Whether an article can be taken off it.
    pub unpublishes: bool,
    /// Who reads a draft that it is asked to show before it is out; `null` where it, or this account, can't.
    pub previews: Option<PreviewReaders>,
    /// What of an article it has a place for.
    pub takes: SiteTakes,
    /// The tags it lists.
    pub tags: Vec<String>,
    /// The names under which this account may sign.
    pub authors: Vec<String>,
    /// Its newsletters.
    pub newsletters: Vec<Newsletter>,
    /// Whether it answered when it was last asked; `null` before that.
    pub reachable: Option<bool>,
    /// What keeps the local site from running, as a taken port.
    pub fault: Option<Failure>,
    /// What its articles look like, where that was learnt from one of its pages.
    pub look: Option<LearntLook>,
}

/// Who reads a preview that a site keeps of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PreviewReaders {
    /// Whoever is signed in there, and may edit the draft.
    SignedIn,
    /// Whoever has its address.
    WhoeverHasTheLink,
}

/// A draft that is to be seen on a site before it is out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewOnSiteRequest {
    /// Which draft.
    pub draft: String,
    /// On which site.
    pub site: String,
    /// Why it is shown although an embargo holds it back.
    pub despite_embargo: Option<String>,
}

/// A draft's preview on a site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SitePreview {
    /// Which site.
    pub site: String,
    /// Its name.
    pub site_name: String,
    /// Where it is seen; `null` when no answer came: it may be there.
    pub address: Option<String>,
    /// Who reads it there; `null` where that is no longer known.
    pub readers: Option<PreviewReaders>,
    /// When it was last sent, milliseconds since 1970.
    pub sent_at: f64,
    /// Whether it is to be taken away, and is there still.
    pub leaves: bool,
    /// Why it could not be taken away so far.
    pub failure: Option<Failure>,
}

/// A site's look: what the preview dresses an article in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LearntLook {
    /// When it was learnt, milliseconds since 1970.
    pub learnt_at: f64,
    /// The page it was learnt from.
    pub address: String,
    /// What of that page is not in it.
    pub lacks: Vec<LookLack>,
}

/// What a look may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LookLack {
    /// A place for the standfirst.
    Standfirst,
    /// A place for the picture at the head.
    LeadPicture,
    /// Some of its fonts.
    Fonts,
    /// Some of its style sheets.
    Styles,
    /// The pictures of its style sheets.
    Decoration,
}

/// What of an article a site has a place for; everything, until it has been asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteTakes {
    /// The standfirst.
    pub standfirst: bool,
    /// The section.
    pub section: bool,
    /// The tags.
    pub tags: bool,
    /// The byline as she writes it; else it signs with its account.
    pub byline: bool,
    /// The language of the text.
    pub language: bool,
    /// Pictures.
    pub pictures: bool,
}

/// Another password, token or key for a known site.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetPasswordRequest {
    /// Which site.
    pub site: String,
    /// The login; for WordPress only.
    pub login: String,
    /// The token, password or key.
    pub secret: String,
}

/// A newsletter of a site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Newsletter {
    /// What the site calls it; to be handed back.
    pub slug: String,
    /// What readers call it.
    pub name: String,
}

/// What was found at an address.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiscoveredSite {
    /// What it speaks.
    pub kind: SiteKind,
    /// Its home page.
    pub home: String,
    /// What it is called, where it says so.
    pub name: Option<String>,
    /// Where it takes articles; to be handed back.
    pub api: String,
    /// Where a person makes the password or finds the key; `null` when the site does not say, or, for
    /// WordPress, lets no program in.
    pub sign_in: Option<String>,
    /// What was asked, and what was seen there, in English: for the details.
    pub looks: Vec<SiteLook>,
}

/// One address that was asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteLook {
    /// It.
    pub address: String,
    /// What was seen.
    pub saw: String,
}

/// A site to be added: as it was discovered, with an account.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddSiteRequest {
    /// What it speaks.
    pub kind: SiteKind,
    /// Its home page; for files, the address at which they are read.
    pub home: String,
    /// Where it takes articles; for files, `generator:folder`, as `hugo:/srv/site/content`.
    pub api: String,
    /// The login; for WordPress only.
    pub login: String,
    /// The token, password or key; nothing for files.
    pub secret: String,
}

/// A draft and a site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LiveRequest {
    /// Which draft.
    pub draft: String,
    /// Which site.
    pub site: String,
}

/// What somebody else made of a live article.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LiveChange {
    /// On which site.
    pub site: String,
    /// Its name.
    pub site_name: String,
    /// Names the two texts; to be sent back with the answers.
    pub version: String,
    /// The fields that they changed.
    pub fields: Vec<FieldName>,
    /// Whether they changed the text.
    pub text: bool,
    /// Where both changed the same: fields first, then the text in its order.
    pub questions: Vec<Question>,
    /// What Markdown can't say of theirs.
    pub lost: Vec<Lost>,
    /// All that they changed, word by word.
    pub changes: Vec<TheirWords>,
    /// When it last changed there, as the site tells, milliseconds.
    pub changed_at: Option<f64>,
    /// Where they put it, when they took it off the site.
    pub off: Option<Off>,
}

/// A field or a passage that somebody changed on a site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TheirWords {
    /// Which field; `null` in the text.
    pub field: Option<FieldName>,
    /// Its words, and what became of them there.
    pub runs: Vec<ComparedRun>,
}

impl From<newsroom::TheirWords> for TheirWords {
    fn from(theirs: newsroom::TheirWords) -> Self {
        Self {
            field: theirs.field.map(Into::into),
            runs: theirs.runs.into_iter().map(Into::into).collect(),
        }
    }
}

/// Where an article lies that readers do not see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Off {
    /// In the site's bin.
    Bin,
    /// A draft there.
    Draft,
    /// Seen by those alone who have an account there.
    Private,
    /// Down; the site says no more.
    Down,
    /// Not there any more.
    Gone,
}

impl From<newsroom::Off> for Off {
    fn from(off: newsroom::Off) -> Self {
        match off {
            newsroom::Off::Bin => Self::Bin,
            newsroom::Off::Draft => Self::Draft,
            newsroom::Off::Private => Self::Private,
            newsroom::Off::Down => Self::Down,
            newsroom::Off::Gone => Self::Gone,
        }
    }
}

/// What others made of a live article is to be taken into the draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeLiveRequest {
    /// Which draft.
    pub draft: String,
    /// From which site.
    pub site: String,
    /// As it came with the questions.
    pub version: String,
    /// One for each question, in their order.
    pub answers: Vec<Answer>,
}

impl From<newsroom::LiveChange> for LiveChange {
    fn from(change: newsroom::LiveChange) -> Self {
        Self {
            site: change.site.to_string(),
            site_name: change.site_name,
            version: change.version,
            fields: change.fields.into_iter().map(Into::into).collect(),
            text: change.text,
            questions: change.questions.into_iter().map(Into::into).collect(),
            lost: change.lost.into_iter().map(Into::into).collect(),
            changes: change.changes.into_iter().map(Into::into).collect(),
            changed_at: change.changed_at.map(milliseconds),
            off: change.off.map(Into::into),
        }
    }
}

impl From<own::SiteKind> for SiteKind {
    fn from(kind: own::SiteKind) -> Self {
        match kind {
            own::SiteKind::Local => Self::Local,
            own::SiteKind::SiteApi => Self::SiteApi,
            own::SiteKind::WordPress => Self::WordPress,
            own::SiteKind::Ghost => Self::Ghost,
            own::SiteKind::Micropub => Self::Micropub,
            own::SiteKind::Folder => Self::Folder,
        }
    }
}

impl From<SiteKind> for own::SiteKind {
    fn from(kind: SiteKind) -> Self {
        match kind {
            SiteKind::Local => Self::Local,
            SiteKind::SiteApi => Self::SiteApi,
            SiteKind::WordPress => Self::WordPress,
            SiteKind::Ghost => Self::Ghost,
            SiteKind::Micropub => Self::Micropub,
            SiteKind::Folder => Self::Folder,
        }
    }
}

impl From<newsroom::SiteView> for SiteView {
    fn from(view: newsroom::SiteView) -> Self {
        let site = view.site;
        let abilities = view.choices.abilities;
        Self {
            id: site.id.to_string(),
            name: site.name,
            kind: site.kind.into(),
            url: site.url,
            language: site.language.as_str().to_owned(),
            time_zone: site.time_zone,
            sections: site
                .sections
                .into_iter()
                .map(|section| section.name)
                .collect(),
            own_page: site.kind.gives_its_theme(),
            schedules: abilities.is_some_and(|can| can.schedules),
            unpublishes: abilities.is_none_or(|can| can.unpublishes),
            previews: abilities.and_then(|can| can.previews).map(Into::into),
            takes: SiteTakes::of(abilities),
            tags: view.choices.tags,
            authors: view.choices.authors,
            newsletters: view
                .choices
                .newsletters
                .into_iter()
                .map(|newsletter| Newsletter {
                    slug: newsletter.slug,
                    name: newsletter.name,
                })
                .collect(),
            reachable: view.reachable,
            fault: view.fault.map(Into::into),
            look: view.look.map(Into::into),
        }
    }
}

impl From<newsroom::PreviewReaders> for PreviewReaders {
    fn from(readers: newsroom::PreviewReaders) -> Self {
        match readers {
            newsroom::PreviewReaders::SignedIn => Self::SignedIn,
            newsroom::PreviewReaders::WhoeverHasTheLink => Self::WhoeverHasTheLink,
        }
    }
}

impl From<newsroom::SitePreviewView> for SitePreview {
    fn from(view: newsroom::SitePreviewView) -> Self {
        Self {
            site: view.site.to_string(),
            site_name: view.site_name,
            address: view.address,
            readers: view.readers.map(Into::into),
            sent_at: milliseconds(view.sent_at),
            leaves: view.leaves,
            failure: view.failure.map(Into::into),
        }
    }
}

impl From<newsroom::LookView> for LearntLook {
    fn from(look: newsroom::LookView) -> Self {
        let lacks = look.lacks.into_iter().map(|lack| match lack {
            newsroom::Lack::Standfirst => LookLack::Standfirst,
            newsroom::Lack::LeadPicture => LookLack::LeadPicture,
            newsroom::Lack::Fonts => LookLack::Fonts,
            newsroom::Lack::Styles => LookLack::Styles,
            newsroom::Lack::Decoration => LookLack::Decoration,
        });
        Self {
            learnt_at: milliseconds(look.learnt_at),
            address: look.address,
            lacks: lacks.collect(),
        }
    }
}

impl SiteTakes {
    fn of(abilities: Option<newsroom::Abilities>) -> Self {
        Self {
            standfirst: abilities.is_none_or(|can| can.standfirst),
            section: abilities.is_none_or(|can| can.sections),
            tags: abilities.is_none_or(|can| can.tags),
            byline: abilities.is_none_or(|can| can.byline),
            language: abilities.is_none_or(|can| can.language),
            pictures: abilities.is_none_or(|can| can.pictures),
        }
    }
}

impl From<newsroom::Discovered> for DiscoveredSite {
    fn from(found: newsroom::Discovered) -> Self {
        use newsroom::System;
        let sign_in = match &found.system {
            System::SiteApi => None,
            System::WordPress { sign_in, .. } => sign_in.clone(),
            System::Ghost { admin, .. } => Some(admin.clone()),
            System::Micropub { authorization, .. } => authorization.clone(),
        };
        let (name, looks) = (found.name.clone(), found.looks.clone());
        let new = newsroom::NewSite::discovered(found);
        Self {
            kind: new.kind.into(),
            home: new.home,
            name,
            api: new.api,
            sign_in,
            looks: looks
                .into_iter()
                .map(|look| SiteLook {
                    address: look.address,
                    saw: look.saw,
                })
                .collect(),
        }
    }
}

impl From<AddSiteRequest> for newsroom::NewSite {
    fn from(request: AddSiteRequest) -> Self {
        let kind = request.kind.into();
        Self {
            secret: newsroom::credential(kind, &request.login, &request.secret),
            kind,
            home: request.home,
            api: request.api,
        }
    }
}
