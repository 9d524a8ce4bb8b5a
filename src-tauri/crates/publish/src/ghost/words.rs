//! Between Ghost's words and ours; a site's words are checked here before anybody trusts them.

use domain::{
    DispatchId, Language, LeadPicture, PictureSource, PublicationState, Section, Slug, Timestamp,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::lexical::{kept_key, kept_words, keyed, lexical, mail_cards};
use super::wire::{Images, Named, Newsletters, Post, Settings, SiteFacts, Status};
use crate::html::{Fragment, attribute, name, words};
use crate::http::{check_page_address, in_address};
use crate::{
    Abilities, Newsletter, Off, Outgoing, PreviewReaders, PublishError, RemoteArticle, RemoteLead,
    RemoteText, SiteDescription, SiteLimits,
};

/// What every Ghost can do. It signs with its own staff, so a byline is a choice among them.
const ABILITIES: Abilities = Abilities {
    unpublishes: true,
    schedules: true,
    pictures: true,
    picture_sizes: false,
    standfirst: true,
    sections: true,
    tags: true,
    byline: false,
    language: false,
    newsletters: true,
    corrections: false,
    previews: Some(PreviewReaders::WhoeverHasTheLink),
};

/// The longest texts. (A slug may have 191, which is more than ours ever have.)
const CHARACTERS: [(&str, u32); 5] = [
    ("headline", 255),
    ("standfirst", 300),
    ("section", 191),
    ("tags", 191),
    ("lead_picture.alt", 191),
];

/// With a larger one, a Ghost on MariaDB or MySQL breaks at its database's door.
const ARTICLE_BYTES: u64 = 1_000_000;

/// What the name of every tag of ours begins with; the `#` hides it from readers.
const OUR_TAG: &str = "#marbre-";

/// The internal tag that says which send made or last changed an article.
pub(super) fn key_tag(key: DispatchId) -> String {
    format!("{OUR_TAG}{key}")
}

/// The same as Ghost's addresses and filters say it.
pub(super) fn key_tag_slug(key: DispatchId) -> String {
    format!("hash-marbre-{key}")
}

impl Post {
    /// Whether this send made it or was the last to change it.
    pub(super) fn is_of(&self, key: DispatchId) -> bool {
        let kept = self.lexical.as_deref().and_then(kept_key);
        kept == Some(key.to_string()) || self.is_tagged(key)
    }

    /// The keys that it carries: of the last send, and of those that began it.
    pub(super) fn keys(&self) -> impl Iterator<Item = String> {
        let kept = self.lexical.as_deref().and_then(kept_key);
        let tags = self.key_tags();
        let begun = tags.filter_map(|tag| tag.name.strip_prefix(OUR_TAG).map(str::to_owned));
        kept.into_iter().chain(begun)
    }

    /// Made by us, and not yet brought out.
    pub(super) fn is_begun(&self) -> bool {
        self.status == Status::Draft && self.key_tags().next().is_some()
    }

    /// Whether it carries this send's tag.
    pub(super) fn is_tagged(&self, key: DispatchId) -> bool {
        let tag = key_tag(key);
        self.tags.iter().any(|own| own.name == tag)
    }

    /// Whether it is out, or will be by itself.
    pub(super) fn is_out(&self) -> bool {
        self.status != Status::Draft
    }

    /// Tags that readers see.
    pub(super) fn public_tags(&self) -> impl Iterator<Item = &Named> {
        self.tags.iter().filter(|tag| !tag.name.starts_with('#'))
    }

    /// Tags by which sends of ours are known.
    pub(super) fn key_tags(&self) -> impl Iterator<Item = &Named> {
        self.tags.iter().filter(|tag| tag.name.starts_with(OUR_TAG))
    }

    /// Tags of the site's own that readers do not see: its theme may go by them.
    pub(super) fn internal_tags(&self) -> impl Iterator<Item = &Named> {
        let internal = self.tags.iter().filter(|tag| tag.name.starts_with('#'));
        internal.filter(|tag| !tag.name.starts_with(OUR_TAG))
    }

    /// Everything that an update writes over, as one word. Ghost's `updated_at` goes by seconds and
    /// does not see tags; the hash of what is there does. Being scheduled and being out are the
    /// same to it: the hour comes without anybody's doing.
    pub(super) fn version(&self) -> String {
        let tags: Vec<&str> = self.public_tags().map(|tag| tag.name.as_str()).collect();
        let authors: Vec<&str> = self
            .authors
            .iter()
            .map(|author| author.id.as_str())
            .collect();
        let mail = self.lexical.as_deref().map(mail_cards).unwrap_or_default();
        let all = json!([
            self.title,
            self.slug,
            self.html,
            mail,
            self.custom_excerpt,
            tags,
            authors,
            self.feature_image,
            self.feature_image_alt,
            self.feature_image_caption,
            self.is_out(),
        ]);
        let hash = Sha256::digest(all.to_string());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Where readers find it, or would: what is not out has the address of its preview instead. (As
    /// Ghost arranges a site; one that is arranged otherwise says so when the article is out.)
    fn address(&self) -> String {
        match self.url.rsplit_once("/p/") {
            Some((site, _)) if self.status != Status::Published => {
                format!("{site}/{}/", in_address(&self.slug))
            }
            _ => self.url.clone(),
        }
    }

    /// The address's last part in our form. Ghost allows longer ones, and ones in other letters.
    pub(super) fn our_slug(&self) -> Result<Slug, PublishError> {
        let typed = Slug::from_typed(&self.slug).or_else(|| Slug::parse(&self.id).ok());
        typed.ok_or_else(|| PublishError::NotUnderstood(format!("slug {:?}", self.slug)))
    }
}

/// What is to become of an article.
pub(super) struct Wish<'a> {
    /// The send's; `None` for a preview, which no send is to be taken for.
    pub(super) key: Option<DispatchId>,
    pub(super) article: &'a Outgoing,
    /// As it is there; `None` to make it.
    pub(super) there: Option<&'a Post>,
    /// Tags and authors there with names that the article has.
    pub(super) tags: Vec<Named>,
    pub(super) authors: Vec<Named>,
    pub(super) now: Timestamp,
}

impl Wish<'_> {
    /// The article as it is sent.
    pub(super) fn input(&self) -> Value {
        let article = self.article;
        let lead = article.lead_picture.as_ref();
        let caption = lead.map(caption).unwrap_or_default();
        let mut input = json!({
            "title": article.headline,
            "lexical": self.tree(),
            "custom_excerpt": or_null(&article.standfirst),
            "tags": self.tags(),
            "feature_image": lead.and_then(|lead| self.lead_address(lead)),
            "feature_image_alt": lead.and_then(|lead| or_null(&lead.alt)),
            "feature_image_caption": or_null(&caption),
            // An article that is only mailed, and to nobody, is what Ghost makes of one without a
            // newsletter.
            "email_only": false,
        });
        if self.there.and_then(|post| post.our_slug().ok()).as_ref() != Some(&article.slug) {
            input["slug"] = json!(article.slug.as_str());
        }
        if !self.authors.is_empty() {
            let ids = self.authors.iter().map(|author| json!({ "id": author.id }));
            input["authors"] = ids.collect();
        }
        self.time(&mut input);
        input
    }

    /// The article as it is sent to be seen and not found. Tags that are not there yet are left out:
    /// they would stay when the preview goes.
    pub(super) fn preview(&self) -> Value {
        let mut input = self.input();
        input["status"] = json!("draft");
        if let Some(fields) = input.as_object_mut() {
            fields.remove("published_at");
        }
        if let Some(tags) = input["tags"].as_array_mut() {
            tags.retain(|tag| tag.get("id").is_some());
        }
        input
    }

    fn tree(&self) -> String {
        let tree = lexical(&self.article.whole_html_there());
        match self.key {
            Some(key) => keyed(tree, key),
            None => tree.to_string(),
        }
    }

    /// The hour at which the site is to bring it out.
    pub(super) fn hour_to_come(&self) -> Option<Timestamp> {
        self.article.goes_live.filter(|hour| *hour > self.now)
    }

    /// Makes it a draft, leaves it out, brings it out or has the site bring it out. Never
    /// `published` with an hour to come: Ghost would bring that out at once.
    fn time(&self, input: &mut Value) {
        let Some(there) = self.there else {
            input["status"] = json!("draft");
            return;
        };
        input["updated_at"] = json!(there.updated_at);
        let waits = self.hour_to_come();
        input["status"] = json!(if waits.is_some() {
            "scheduled"
        } else {
            "published"
        });
        let past = |date: &Timestamp| *date <= self.now;
        let dated = self.article.published_at.filter(past);
        // It was to come out later, and comes out now.
        let now = there
            .published_at
            .filter(|date| !past(date))
            .map(|_| self.now);
        if let Some(date) = waits.or(dated).or(now) {
            input["published_at"] = json!(date);
        }
    }

    /// The section first, because Ghost calls the first tag the primary one and themes show it where
    /// a section stands; then the tags, the site's own internal ones, and, until its identifier is
    /// known, the send's.
    fn tags(&self) -> Value {
        let mut names: Vec<&str> = Vec::new();
        let sent = std::iter::once(&self.article.section).chain(&self.article.tags);
        for name in sent.map(|name| tag_name(name)) {
            let again = names.iter().any(|other| same_name(other, name));
            if !name.is_empty() && !again {
                names.push(name);
            }
        }
        let known = |name: &str| self.tags.iter().find(|tag| same_name(&tag.name, name));
        let public = names.into_iter().map(|name| match known(name) {
            Some(tag) => json!({ "id": tag.id }),
            None => json!({ "name": name }),
        });
        let internal = self.there.into_iter().flat_map(Post::internal_tags);
        let internal = internal.map(|tag| json!({ "id": tag.id }));
        let made = self.there.is_none();
        let ours = self.key.filter(|_| made);
        let ours = ours.map(|key| json!({ "name": key_tag(key) }));
        public.chain(internal).chain(ours).collect()
    }

    fn lead_address(&self, lead: &LeadPicture) -> Option<String> {
        match &lead.source {
            PictureSource::Address(address) => Some(address.clone()),
            PictureSource::File(file) => {
                let sent = self.article.pictures.get(&file.path())?;
                Some(sent.address.clone())
            }
        }
    }
}

/// The fields that the site did not keep as they were sent.
pub(super) fn dropped(sent: &Value, kept: &Post) -> Vec<&'static str> {
    let is = |field: &str, kept: &Option<String>| sent[field].as_str() == kept.as_deref();
    let words = |lexical: Option<&str>| lexical.and_then(kept_words);
    let tags = sent["tags"].as_array().map_or(0, Vec::len);
    let fields = [
        ("headline", sent["title"].as_str() == Some(&kept.title)),
        ("standfirst", is("custom_excerpt", &kept.custom_excerpt)),
        ("lead picture", is("feature_image", &kept.feature_image)),
        ("alt text", is("feature_image_alt", &kept.feature_image_alt)),
        (
            "caption",
            is("feature_image_caption", &kept.feature_image_caption),
        ),
        ("tags", tags == kept.tags.len()),
        (
            "text",
            words(sent["lexical"].as_str()) == words(kept.lexical.as_deref()),
        ),
        (
            "state",
            sent["status"].as_str() == Some(kept.status.as_str()),
        ),
    ];
    let differs = fields.into_iter().filter(|(_, same)| !same);
    differs.map(|(field, _)| field).collect()
}

/// An article that readers no longer see: nothing else of it changes. One that was written with an
/// older editor has no tree that could hold the key.
pub(super) fn taken_down(there: &Post, key: DispatchId) -> Value {
    let mut input = json!({ "status": "draft", "updated_at": there.updated_at });
    let tree = there.lexical.as_deref().map(serde_json::from_str);
    match tree {
        Some(Ok(tree @ Value::Object(_))) => input["lexical"] = json!(keyed(tree, key)),
        _ => {
            let stays = there.public_tags().chain(there.internal_tags());
            let tags = stays.map(|tag| json!({ "id": tag.id }));
            let ours = json!({ "name": key_tag(key) });
            input["tags"] = tags.chain([ours]).collect();
        }
    }
    input
}

/// Where the site put a picture.
pub(super) fn picture_address(sent: Images) -> Result<String, PublishError> {
    let none = || PublishError::NotUnderstood("a picture was taken, but not kept".to_owned());
    let image = sent.images.into_iter().next().ok_or_else(none)?;
    check_page_address(&image.url).map_err(|error| not_understood(&error))?;
    Ok(image.url)
}

/// A name as a tag that readers see: what begins with `#` would be hidden from them.
pub(super) fn tag_name(name: &str) -> &str {
    name.trim_start_matches(|c: char| c == '#' || c.is_whitespace())
        .trim_end()
}

/// Ghost makes a second tag of the same name in other letters.
fn same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn or_null(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Caption and credit in Ghost's one field, which takes HTML.
fn caption(lead: &LeadPicture) -> String {
    let credit = match lead.credit.as_str() {
        "" => String::new(),
        credit => format!("<span class=\"credit\">{}</span>", escaped(credit)),
    };
    format!("{} {credit}", escaped(&lead.caption))
        .trim()
        .to_owned()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// The longest caption that is read, in bytes: a hostile tag costs the square of its length.
const LONGEST: usize = 64 * 1024;

/// The two again.
fn caption_and_credit(html: &str) -> (String, String) {
    let parsed = Fragment::parse(&html[..html.floor_char_boundary(LONGEST)]);
    match parsed.nodes.split_last() {
        Some((last, before))
            if attribute(last, "class").as_deref() == Some("credit") && name(last) == "span" =>
        {
            (
                words(before).trim().to_owned(),
                words(std::slice::from_ref(last)),
            )
        }
        _ => (words(&parsed.nodes), String::new()),
    }
}

/// An article as the site has it. `begun` says whether it is one that a send is still to complete.
pub(super) fn remote_article(post: &Post, begun: bool) -> Result<RemoteArticle, PublishError> {
    checked_id(&post.id)?;
    let address = post.address();
    check_page_address(&address).map_err(|error| not_understood(&error))?;
    let updated: Timestamp = post.updated_at.parse().map_err(|e| not_understood(&e))?;
    let published = post.published_at.or(post.created_at).unwrap_or(updated);
    Ok(RemoteArticle {
        remote_id: post.id.clone(),
        version: post.version(),
        address,
        slug: post.our_slug()?,
        published_at: published,
        updated_at: (updated > published).then_some(updated),
        state: match post.status.as_str() {
            "scheduled" => PublicationState::Scheduled,
            _ if post.is_out() => PublicationState::Live,
            _ => PublicationState::Unpublished,
        },
        off: (!post.is_out()).then_some(Off::Draft),
        begun,
        overwrote: None,
    })
}

/// An article's words as the site has them. The primary tag is the section, as we send it.
pub(super) fn remote_text(post: Post) -> Result<RemoteText, PublishError> {
    let article = remote_article(&post, false)?;
    let mut tags = post.public_tags().map(|tag| tag.name.clone());
    // Ghost has no primary tag when the first one is internal.
    let primary = post
        .tags
        .first()
        .is_some_and(|tag| !tag.name.starts_with('#'));
    let section = if primary { tags.next() } else { None };
    let lead = post.feature_image.clone().map(|address| {
        let html = post.feature_image_caption.as_deref().unwrap_or_default();
        let (caption, credit) = caption_and_credit(html);
        let alt = post.feature_image_alt.clone().unwrap_or_default();
        RemoteLead {
            remote_id: Some(address.clone()),
            address,
            alt,
            caption,
            credit,
        }
    });
    Ok(RemoteText {
        article,
        headline: post.title.clone(),
        standfirst: post.custom_excerpt.clone().unwrap_or_default(),
        section: section.unwrap_or_default(),
        tags: tags.collect(),
        byline: byline(&post.authors),
        language: None,
        lead_picture: lead,
        body_html: post.html.clone().unwrap_or_default(),
        body_markdown: None,
        corrections: Vec::new(),
    })
}

/// What stands between the names of those who sign together.
const TOGETHER: &str = ", ";

/// Who signs.
pub(super) fn byline(authors: &[Named]) -> String {
    let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
    names.join(TOGETHER)
}

/// The authors that a byline names; `None` when the site does not know one of them.
pub(super) fn authors_of(byline: &str, known: &[Named]) -> Option<Vec<Named>> {
    let one = |name: &str| {
        let is_it = |author: &&Named| author.name == name || author.slug == name;
        known.iter().find(is_it).cloned()
    };
    let whole = one(byline.trim()).map(|author| vec![author]);
    whole.or_else(|| {
        byline
            .split(TOGETHER)
            .map(|name| one(name.trim()))
            .collect()
    })
}

/// What the site says of itself.
pub(super) fn description(
    site: SiteFacts,
    settings: &Settings,
    tags: Vec<Named>,
    authors: Vec<Named>,
    newsletters: Newsletters,
) -> Result<SiteDescription, PublishError> {
    check_page_address(&site.url).map_err(|error| not_understood(&error))?;
    let zone = settings.text("timezone").unwrap_or("Etc/UTC");
    jiff::tz::TimeZone::get(zone).map_err(|error| not_understood(&error))?;
    // Older ones take any text for it.
    let language = settings.text("locale").and_then(Language::parse);
    let newsletters = newsletters.newsletters;
    Ok(SiteDescription {
        name: site.title,
        url: site.url.trim_end_matches('/').to_owned(),
        language: language.unwrap_or_else(Language::english),
        time_zone: zone.to_owned(),
        sections: tags.iter().map(section).collect(),
        theme_version: None,
        subscribers: newsletters
            .first()
            .map_or(0, |first| first.count.active_members),
        limits: SiteLimits {
            article_bytes: Some(ARTICLE_BYTES),
            characters: CHARACTERS
                .map(|(name, most)| (name.to_owned(), most))
                .into(),
            tags: None,
        },
        abilities: Abilities {
            newsletters: !newsletters.is_empty(),
            ..ABILITIES
        },
        tags: tags.into_iter().map(|tag| tag.name).collect(),
        authors: authors.into_iter().map(|author| author.name).collect(),
        signer: String::new(),
        newsletters: newsletters.into_iter().map(newsletter).collect(),
    })
}

fn section(tag: &Named) -> Section {
    Section {
        slug: tag.slug.clone(),
        name: tag.name.clone(),
    }
}

fn newsletter(named: Named) -> Newsletter {
    Newsletter {
        slug: named.slug,
        name: named.name,
    }
}

/// An identifier as Ghost gives them.
pub(super) fn checked_id(id: &str) -> Result<&str, PublishError> {
    let tidy = id.len() == 24 && id.bytes().all(|b| b.is_ascii_hexdigit());
    let other = || PublishError::NotUnderstood(format!("id {id:?}"));
    tidy.then_some(id).ok_or_else(other)
}

fn not_understood(error: &dyn std::error::Error) -> PublishError {
    PublishError::NotUnderstood(error.to_string())
}
