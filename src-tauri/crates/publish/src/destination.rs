//! What every destination can do, in words that no single site's protocol has shaped.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::{
    Correction, DispatchId, Language, LeadPicture, Operation, PictureFile, PictureSet,
    PublicationState, Section, Slug, Timestamp,
};

use serde::{Deserialize, Serialize};

use crate::{Preview, PublishError};

/// What a destination can do, so that the desk offers nothing that would be refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Abilities {
    /// An article can be taken down and come back at its address.
    pub unpublishes: bool,
    /// It brings an article out at an hour by itself.
    pub schedules: bool,
    /// It takes pictures.
    pub pictures: bool,
    /// It has a place for the standfirst.
    pub standfirst: bool,
    /// It has sections.
    pub sections: bool,
    /// It has tags.
    pub tags: bool,
    /// It says who signs as we write it; else it signs with an account of its own.
    pub byline: bool,
    /// It knows an article's language.
    pub language: bool,
    /// It can send an article to its newsletters' readers.
    pub newsletters: bool,
    /// It takes a picture's sizes and its card, and shows them; else it makes its own.
    pub picture_sizes: bool,
    /// Its pages have a place for an article's corrections; else they stand at the end of the text.
    pub corrections: bool,
    /// It shows a draft at an address of its own that no list names, and to whom; `None` where it does not,
    /// or where this account may not have it do so.
    pub previews: Option<PreviewReaders>,
}

/// Who reads a preview that a site keeps of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PreviewReaders {
    /// Whoever is signed in there, and may edit the draft.
    SignedIn,
    /// Whoever has its address.
    WhoeverHasTheLink,
}

/// What a site says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteDescription {
    /// Its name.
    pub name: String,
    /// Its home page, without a slash at the end.
    pub url: String,
    /// The language of its pages' furniture.
    pub language: Language,
    /// Its IANA time zone.
    pub time_zone: String,
    /// Its sections.
    pub sections: Vec<Section>,
    /// The version of its theme; `None` when it has none to give.
    pub theme_version: Option<String>,
    /// Its newsletter's subscribers, as pages show them.
    pub subscribers: u64,
    /// What it refuses.
    pub limits: SiteLimits,
    /// What it can do, with this account.
    pub abilities: Abilities,
    /// Its tags, as far as it lists them.
    pub tags: Vec<String>,
    /// The names under which it lets this account sign.
    pub authors: Vec<String>,
    /// The name that stands on its articles where what is written as the byline is none of these; empty
    /// where that is what stands there, or not known.
    pub signer: String,
    /// Its newsletters.
    pub newsletters: Vec<Newsletter>,
}

/// A newsletter of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newsletter {
    /// What the site calls it in its addresses.
    pub slug: String,
    /// What readers call it.
    pub name: String,
}

/// What a site refuses, so that nothing is promised that it would not take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteLimits {
    /// The largest article, in bytes as it is sent; `None` when the site does not say.
    pub article_bytes: Option<u64>,
    /// The longest texts, in characters, by [`Outgoing::texts`]'s names.
    pub characters: BTreeMap<String, u32>,
    /// The most tags; `None` when the site does not say.
    #[serde(default)]
    pub tags: Option<u32>,
}

/// A site's theme, as it came: not yet compiled, not yet trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteTheme {
    /// Its version.
    pub version: String,
    /// Templates by name.
    pub templates: BTreeMap<String, String>,
    /// The style sheet.
    pub css: String,
}

/// An article as it leaves the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The headline.
    pub headline: String,
    /// The standfirst; may be empty.
    pub standfirst: String,
    /// The section's name; may be empty.
    pub section: String,
    /// Tags; the first is the badge.
    pub tags: Vec<String>,
    /// Who signs; may be empty.
    pub byline: String,
    /// The language of the text.
    pub language: Language,
    /// The last part of its address.
    pub slug: Slug,
    /// How it is dated; `None` leaves it to the site.
    pub published_at: Option<Timestamp>,
    /// The picture at the head; a file was sent before.
    pub lead_picture: Option<LeadPicture>,
    /// The copies of it that were sent, for a site that knows sizes.
    pub lead_set: Option<PictureSet>,
    /// The body, canonical and sanitised.
    pub body_html: String,
    /// The body's source.
    pub body_markdown: String,
    /// When readers are to see it first, for a site that keeps that hour itself; `None` for at once.
    pub goes_live: Option<Timestamp>,
    /// The newsletter whose readers get it, by its slug; `None` for none.
    pub newsletter: Option<String>,
    /// Where the site has the pictures that were sent before, by the paths under which the text
    /// names them ([`PictureFile::path`]).
    pub pictures: BTreeMap<String, RemotePicture>,
    /// Notes to readers below the body.
    pub corrections: Corrections,
}

/// An article's corrections, and how they stand at the end of a text where a site's pages have no
/// place of their own for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// What they say, the oldest first.
    pub notes: Vec<Correction>,
    /// The same as canonical HTML, in the article's language; empty for none.
    pub html: String,
    /// The same as Markdown.
    pub markdown: String,
    /// What stands at the head of the text of those that are announced, as HTML; empty for none.
    pub head_html: String,
    /// The same as Markdown, with what parts it from the text.
    pub head_markdown: String,
    /// Whether the site's pages have a place for them ([`Abilities::corrections`]).
    pub have_a_place: bool,
}

/// A picture as it leaves the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutgoingPicture<'a> {
    /// What it is.
    pub file: &'a PictureFile,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What it shows.
    pub alt: &'a str,
    /// The line below it; may be empty.
    pub caption: &'a str,
    /// Who made it; may be empty.
    pub credit: &'a str,
}

/// A picture as a site has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemotePicture {
    /// The site's identifier, opaque.
    pub remote_id: String,
    /// Where readers load it: an address, or a path from the site's root.
    pub address: String,
}

impl Outgoing {
    /// The body with each sent picture at its address there.
    pub fn body_html_there(&self) -> String {
        let sent = self.pictures.iter();
        sent.fold(self.body_html.clone(), |html, (path, picture)| {
            html.replace(&format!("\"{path}\""), &format!("\"{}\"", picture.address))
        })
    }

    /// The same with its corrections below, and their lines above.
    pub fn whole_html_there(&self) -> String {
        let text = above(&self.corrections.head_html, self.body_html_there(), "\n");
        below(text, &self.corrections.html, "\n")
    }

    /// Its short texts, by the names under which sites limit them.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let own = [
            ("headline", &self.headline),
            ("standfirst", &self.standfirst),
            ("section", &self.section),
            ("byline", &self.byline),
        ];
        let tags = self.tags.iter().map(|tag| ("tags", tag));
        let picture = self.lead_picture.iter().flat_map(|picture| {
            [
                ("lead_picture.alt", &picture.alt),
                ("lead_picture.caption", &picture.caption),
                ("lead_picture.credit", &picture.credit),
            ]
        });
        let corrections = self.corrections.notes.iter();
        let corrections = corrections.map(|one| ("corrections", &one.text));
        own.into_iter()
            .chain(tags)
            .chain(picture)
            .chain(corrections)
            .map(|(name, text)| (name, text.as_str()))
    }
}

/// A text with another below it, if there is one.
pub(crate) fn below(text: String, more: &str, between: &str) -> String {
    match more {
        "" => text,
        more => format!("{}{between}{more}", text.trim_end()),
    }
}

/// What stands above a text.
pub(crate) fn above(more: &str, text: String, between: &str) -> String {
    match more {
        "" => text,
        more => format!("{more}{between}{text}"),
    }
}

/// An article as the site has it. Identifier and version are opaque: only ever handed back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteArticle {
    /// The site's identifier.
    pub remote_id: String,
    /// The site's token of this version.
    pub version: String,
    /// Where a reader finds it.
    pub address: String,
    /// The last part of that.
    pub slug: Slug,
    /// When readers first could read it.
    pub published_at: Timestamp,
    /// When it last changed after that.
    pub updated_at: Option<Timestamp>,
    /// Whether readers can see it.
    pub state: PublicationState,
    /// Where it lies while they can't.
    pub off: Option<Off>,
    /// It was made and is not out yet, because the site takes an article in two steps: an update
    /// completes it.
    pub begun: bool,
    /// What somebody saved there between our last look and our write, which replaced it: only where the
    /// site takes any write, and tells of it afterwards.
    pub overwrote: Option<Box<RemoteText>>,
}

/// Where an article lies that readers do not see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Off {
    /// In the site's bin.
    Bin,
    /// It is a draft there, or waits for somebody's consent.
    Draft,
    /// Only those see it who have an account there.
    Private,
    /// The site says no more than that it is down.
    Down,
    /// It is not there any more.
    Gone,
}

/// An article's words as a site has them, to be merged with ours or imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteText {
    /// The article.
    pub article: RemoteArticle,
    /// The headline, as text.
    pub headline: String,
    /// The standfirst, as text; may be empty.
    pub standfirst: String,
    /// The section's name; may be empty.
    pub section: String,
    /// Tags; the first is the badge.
    pub tags: Vec<String>,
    /// Who signs; may be empty.
    pub byline: String,
    /// The language; `None` when the site does not say.
    pub language: Option<Language>,
    /// The picture at the head: its address there, alt text, caption, credit.
    pub lead_picture: Option<RemoteLead>,
    /// The body as the site keeps it: hostile. Corrections may stand at its end.
    pub body_html: String,
    /// The body's source, when the site keeps it; the same holds for it.
    pub body_markdown: Option<String>,
    /// Corrections that the site keeps beside the text.
    pub corrections: Vec<Correction>,
}

/// The picture at the head of an article on a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteLead {
    /// The site's identifier of it, where it has one.
    pub remote_id: Option<String>,
    /// Where readers load it: an address, or a path from the site's root.
    pub address: String,
    /// What it shows.
    pub alt: String,
    /// The line below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// A preview of a draft as a site has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemotePreview {
    /// The site's identifier, opaque.
    pub remote_id: String,
    /// Where it is seen.
    pub address: String,
}

/// A part of a list of a site's articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Articles with their headlines, the newest first where the site can sort.
    pub articles: Vec<(RemoteArticle, String)>,
    /// What leads to the next part; opaque. `None` at the end.
    pub next: Option<String>,
    /// How many there are in all parts, where the site counts them.
    pub total: Option<u64>,
}

/// An article that was changed on a site, with the keys of ours that it carries: of the send that made it,
/// of the last one, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The article.
    pub article: RemoteArticle,
    /// Its headline, as text.
    pub headline: String,
    /// Our keys in it.
    pub keys: Vec<DispatchId>,
}

impl Trace {
    pub(crate) fn new(
        article: RemoteArticle,
        headline: String,
        keys: impl IntoIterator<Item = String>,
    ) -> Self {
        let keys = keys.into_iter().filter_map(|key| key.parse().ok());
        Self {
            article,
            headline,
            keys: keys.collect(),
        }
    }
}

/// All parts of a list of traces, the first being 1; `None` for more than anybody could look through.
pub(crate) fn traced(
    mut part: impl FnMut(u32) -> Result<(Vec<Trace>, bool), PublishError>,
) -> Result<Option<Vec<Trace>>, PublishError> {
    const PARTS: u32 = 500;
    let mut all = Vec::new();
    for number in 1..=PARTS {
        let (traces, more) = part(number)?;
        all.extend(traces);
        if !more {
            return Ok(Some(all));
        }
    }
    Ok(None)
}

/// A send of which nobody knows whether it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sought<'a> {
    /// The key it was sent with.
    pub key: DispatchId,
    /// What it was to do.
    pub operation: Operation,
    /// The article that it was to change, if it was to change one; it may have made a new one all
    /// the same.
    pub remote_id: Option<&'a str>,
    /// The slug it was sent with; a site may have changed it.
    pub slug: Option<&'a Slug>,
}

/// A picture of an article that a reader wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewing<'a> {
    /// The article's page.
    pub page: &'a str,
    /// The article itself, as its site knows it.
    pub remote_id: &'a str,
    /// The picture, as the site or the page names it.
    pub address: &'a str,
    /// How long the reader waits.
    pub within: Duration,
}

/// A site that takes articles. One send at a time per article is the caller's duty.
pub trait Destination: Send + Sync {
    /// Whether the account may write: asked by a read that only such an account is allowed.
    ///
    /// # Errors
    /// `Credential` or `Forbidden` when it may not; any other [`PublishError`]. Nothing is changed.
    fn check_account(&self) -> Result<(), PublishError>;

    /// What it says of itself.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn describe(&self) -> Result<SiteDescription, PublishError>;

    /// What its own clock said when it last answered; `None` where none is told. It may be wrong, as
    /// ours may.
    fn clock(&self) -> Option<Timestamp> {
        None
    }

    /// Its theme; `None` when it is still the `known` version, or when it gives none away.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn theme(&self, known: Option<&str>) -> Result<Option<RemoteTheme>, PublishError> {
        let _ = known;
        Ok(None)
    }

    /// Sends a picture, unless the site has the same bytes already, and says where it is.
    ///
    /// # Errors
    /// Any [`PublishError`]. May be repeated: the same bytes are the same picture, as far as the
    /// site lets that be found out.
    fn send_picture(&self, picture: &OutgoingPicture<'_>) -> Result<RemotePicture, PublishError>;

    /// Whether it still has a picture that it was sent, or that we met there: somebody may have taken
    /// it away. `true` where that can't be found out.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn still_has(
        &self,
        picture: &OutgoingPicture<'_>,
        there: &RemotePicture,
    ) -> Result<bool, PublishError> {
        let _ = (picture, there);
        Ok(true)
    }

    /// What became of a send: the article as it is now, or `None` when that send never took effect.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there, and nothing is known. `NotUnderstood` when
    /// the site answers with something that this send neither made nor changed.
    fn find(&self, sought: &Sought<'_>) -> Result<Option<RemoteArticle>, PublishError>;

    /// Everything that was made or changed there since a moment, in sight or not, and perhaps more; `None`
    /// where the site can't be looked through.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn traces(&self, since: Timestamp) -> Result<Option<Vec<Trace>>, PublishError>;

    /// An article by its identifier there; `None` when it is gone.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn read(&self, remote_id: &str) -> Result<Option<RemoteText>, PublishError>;

    /// A part of the list of its published articles: those with these words, all of them for `""`.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn list(&self, words: &str, from: Option<&str>) -> Result<Listing, PublishError>;

    /// The bytes of a picture that an article shows, as any reader is served it; `address` as the
    /// article names it. Only from the site itself, and from hosts below its name.
    ///
    /// # Errors
    /// `BadAddress` for a picture that is somewhere else; any other [`PublishError`].
    fn picture(&self, article: &RemoteArticle, address: &str) -> Result<Vec<u8>, PublishError>;

    /// A picture as a reader of an article is served it. From wherever that is, but from nothing nearer to this machine
    /// than the site.
    ///
    /// # Errors
    /// `BadAddress` for one that is nearer, or none; any other [`PublishError`].
    fn served_picture(&self, viewing: &Viewing<'_>) -> Result<Vec<u8>, PublishError>;

    /// Makes the article: live, or, where the site takes an article in two steps, only
    /// [`begun`](RemoteArticle::begun).
    ///
    /// # Errors
    /// Any [`PublishError`]; its [`outcome`](PublishError::outcome) says whether it may have happened.
    fn create(&self, key: DispatchId, article: &Outgoing) -> Result<RemoteArticle, PublishError>;

    /// Replaces the article (bringing it back when it was taken down), if it is still at `base`.
    ///
    /// # Errors
    /// [`PublishError::ChangedThere`] when it is not; any other as for [`Destination::create`].
    fn update(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
        article: &Outgoing,
    ) -> Result<RemoteArticle, PublishError>;

    /// Takes the article down, if it is still at `base`.
    ///
    /// # Errors
    /// As for [`Destination::update`].
    fn unpublish(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
    ) -> Result<RemoteArticle, PublishError>;

    /// Puts a draft on the site to be seen there and not found: an article of its own that is never
    /// out, known by its slug. It takes the place of the one that is there; where that is gone it is made
    /// anew. May be repeated.
    ///
    /// # Errors
    /// `ChangedThere` when somebody made something else of what has its slug; any other
    /// [`PublishError`]; its [`outcome`](PublishError::outcome) says whether it may be there.
    fn put_preview(&self, preview: &Preview<'_>) -> Result<RemotePreview, PublishError> {
        let _ = preview;
        Err(no_previews())
    }

    /// Deletes a draft's preview for good: only what is still one, see [`Destination::put_preview`]. One
    /// that is gone is no failure.
    ///
    /// # Errors
    /// `ChangedThere` when somebody made something else of it; any other [`PublishError`].
    fn remove_preview(&self, slug: &Slug, known: Option<&str>) -> Result<(), PublishError> {
        let _ = (slug, known);
        Err(no_previews())
    }

    /// The page that a reader without an account is served at this address.
    ///
    /// # Errors
    /// Any [`PublishError`].
    fn page(&self, address: &str) -> Result<String, PublishError>;
}

fn no_previews() -> PublishError {
    PublishError::Fault("it shows no drafts".to_owned())
}
