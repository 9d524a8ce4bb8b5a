//! An article as it was sent becomes one that can be kept, or a list of what is wrong. It knows no table.

use domain::{Correction, Language, PictureKind, Slug};
use site_api::{ArticleInput, CorrectionNote, FieldProblem, LeadPictureInput, PictureRef};

use super::refusal::Refusal;
use crate::database::{PictureRow, Prepared};
use crate::media;

/// The longest text of a field, in characters.
pub(super) const CHARACTERS: [(&str, u32); 9] = [
    ("headline", 500),
    ("standfirst", 2_000),
    ("section", 100),
    ("byline", 300),
    ("tags", 100),
    ("corrections", Correction::LONGEST as u32),
    ("lead_picture.alt", 2_000),
    ("lead_picture.caption", 2_000),
    ("lead_picture.credit", 300),
];

/// The most tags an article may have.
pub(super) const TAGS: u32 = 50;

/// The most corrections an article may have.
pub(super) const CORRECTIONS: u32 = Correction::MOST as u32;

/// The most sizes a lead picture may have.
pub(super) const PICTURE_SIZES: u32 = 16;

/// The longest text of this field.
fn longest(field: &str) -> usize {
    let found = CHARACTERS.iter().find(|(name, _)| *name == field);
    found.map_or(usize::MAX, |(_, most)| *most as usize)
}

/// Checks the fields, sanitises the body and counts its words.
pub(super) fn prepare(input: ArticleInput) -> Result<Prepared, Refusal> {
    let mut wrong = Wrong::default();
    let slug = wrong.need(
        "slug",
        Slug::parse(&input.slug).ok(),
        "a-z, 0-9 and single hyphens, at most 96",
    );
    let language = wrong.need(
        "language",
        language(&input.language),
        "a BCP 47 tag, as fr or en-GB",
    );
    wrong.lengths(&input);
    wrong.tags(&input.tags);
    wrong.corrections(input.corrections.as_deref().unwrap_or_default());
    if let Some(key) = &input.client_key {
        let tidy = (1..=128).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        wrong.unless(
            tidy,
            "client_key",
            "malformed",
            "1 to 128 visible ASCII characters",
        );
    }
    let picture = input.lead_picture.map(|picture| wrong.picture(picture));
    let (Some(slug), Some(language), true) = (slug, language, wrong.errors.is_empty()) else {
        return Err(Refusal::invalid(wrong.errors));
    };
    Ok(Prepared {
        client_key: input.client_key,
        slug,
        headline: input.headline,
        standfirst: input.standfirst,
        section: input.section,
        tags: input.tags,
        byline: input.byline,
        language,
        published_at: input.published_at,
        picture,
        body_html: prose::sanitize(&input.body_html),
        words: prose::count(&input.body_markdown).words,
        body_markdown: input.body_markdown,
        corrections: input
            .corrections
            .map(|notes| domain::tidy_corrections(notes.into_iter().map(Correction::from))),
    })
}

/// As the schema has it: the domain would take a little more.
fn language(tag: &str) -> Option<Language> {
    let tidy = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    Language::parse(tag).filter(|_| tidy)
}

/// What is wrong so far.
#[derive(Default)]
struct Wrong {
    errors: Vec<FieldProblem>,
}

impl Wrong {
    fn add(&mut self, field: &str, code: &str, message: &str) {
        self.errors.push(FieldProblem {
            field: field.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        });
    }

    fn unless(&mut self, fine: bool, field: &str, code: &str, message: &str) {
        if !fine {
            self.add(field, code, message);
        }
    }

    fn need<T>(&mut self, field: &str, value: Option<T>, message: &str) -> Option<T> {
        self.unless(value.is_some(), field, "malformed", message);
        value
    }

    fn length(&mut self, field: &str, text: &str) {
        let most = longest(field);
        let fine = text.chars().count() <= most;
        self.unless(
            fine,
            field,
            "too_long",
            &format!("at most {most} characters"),
        );
    }

    fn lengths(&mut self, input: &ArticleInput) {
        self.unless(
            !input.headline.trim().is_empty(),
            "headline",
            "missing",
            "an article has a headline",
        );
        self.length("headline", &input.headline);
        self.length("standfirst", &input.standfirst);
        self.length("section", &input.section);
        self.length("byline", &input.byline);
    }

    fn tags(&mut self, tags: &[String]) {
        let few = tags.len() <= TAGS as usize;
        self.unless(few, "tags", "too_long", &format!("at most {TAGS} tags"));
        for tag in tags {
            self.length("tags", tag);
        }
    }

    fn corrections(&mut self, corrections: &[CorrectionNote]) {
        let few = corrections.len() <= CORRECTIONS as usize;
        let said = format!("at most {CORRECTIONS} corrections");
        self.unless(few, "corrections", "too_long", &said);
        for one in corrections {
            self.length("corrections", &one.text);
            let said = !one.text.trim().is_empty();
            self.unless(said, "corrections", "missing", "a correction has a text");
        }
    }

    /// The sizes and the card of a picture.
    fn copies(&mut self, sizes: &[String], card: Option<&str>) {
        let few = sizes.len() <= PICTURE_SIZES as usize;
        let said = format!("at most {PICTURE_SIZES} sizes");
        self.unless(few, "lead_picture.sizes", "too_long", &said);
        let is_size = |id: &String| media::kind_of_id(id) == Some(PictureKind::Webp);
        let said = "ids of WebP pictures that were sent";
        self.unless(
            sizes.iter().all(is_size),
            "lead_picture.sizes",
            "malformed",
            said,
        );
        let fine = card.is_none_or(|id| media::kind_of_id(id).is_some());
        let said = "the id of a picture that was sent";
        self.unless(fine, "lead_picture.card", "malformed", said);
    }

    fn picture(&mut self, picture: LeadPictureInput) -> PictureRow {
        self.length("lead_picture.alt", &picture.alt);
        self.length("lead_picture.caption", &picture.caption);
        self.length("lead_picture.credit", &picture.credit);
        let (media, url) = match picture.source {
            PictureRef::Media { id } => (Some(id), None),
            PictureRef::Address { url } => (None, Some(url)),
        };
        if let Some(id) = &media {
            let fine = media::kind_of_id(id).is_some();
            self.unless(
                fine,
                "lead_picture.source.id",
                "malformed",
                "the id of a picture that was sent",
            );
        }
        if let Some(url) = &url {
            let rest = url.strip_prefix("https://").unwrap_or_default();
            let fine = !rest.is_empty()
                && rest.bytes().all(|b| b.is_ascii_graphic())
                && url.len() <= 2_000;
            self.unless(
                fine,
                "lead_picture.source.url",
                "malformed",
                "an https address",
            );
        }
        // A picture that lies elsewhere has no copies here.
        let (sizes, card) = match media {
            Some(_) => (picture.sizes, picture.card),
            None => Default::default(),
        };
        self.copies(&sizes, card.as_deref());
        let (alt, caption, credit) = (picture.alt, picture.caption, picture.credit);
        PictureRow {
            media,
            url,
            sizes,
            card,
            alt,
            caption,
            credit,
        }
    }
}
