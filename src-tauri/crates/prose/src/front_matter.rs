//! Markdown files as other programs write them: YAML front matter and text; opens no file.

use domain::{Correction, CorrectionKind, Fields, Language, Slug, Timestamp, tidy_tags};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_saphyr::Spanned;

use crate::yaml::{self, Keys};

/// A picture as a file names it; whoever reads the file loads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrontPicture {
    /// An address, a path relative to the file, or a path from a site's root.
    pub source: String,
    /// What it shows.
    pub alt: String,
    /// The line below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// A Markdown file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownFile {
    /// Its fields; `lead_picture` is always `None`, see `picture`.
    pub fields: Fields,
    /// Its lead picture.
    pub picture: Option<FrontPicture>,
    /// Everything after the front matter (and one blank line), byte for byte.
    pub text: String,
    /// Keys that are not ours, or say again what another one says, as `layout` or `picture.width`:
    /// what they say changes nothing.
    pub unknown: Vec<String>,
    /// The lines of those of them that stand at the first level, as they were written, for
    /// [`write_with`].
    pub rest: String,
}

/// The front matter can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct FrontMatterError {
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong, in English, for the details.
    pub reason: String,
    /// The key and the value that can't be meant, as `lang: "klingon"`; `None` when it is the YAML
    /// that can't be read.
    pub value: Option<String>,
}

impl FrontMatterError {
    pub(crate) fn of_yaml(line: usize, reason: String) -> Self {
        Self {
            line,
            reason,
            value: None,
        }
    }
}

/// The longest front matter, in bytes.
const LONGEST: usize = 64 * 1024;

/// Reads a Markdown file. Without front matter all of it is text. A key without a value is as none.
/// `default_language` and `default_zone` (an IANA name) serve where the file says nothing.
/// Where it has no headline, a `# ` title in the text's first line is one, and leaves the text.
///
/// # Errors
/// [`FrontMatterError`] when the front matter is not a YAML map or a value can't be meant.
pub fn read(
    source: &str,
    default_language: &Language,
    default_zone: &str,
) -> Result<MarkdownFile, FrontMatterError> {
    let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
    let (front, text) = part(source);
    if front.len() > LONGEST {
        let reason = format!("the front matter is longer than {LONGEST} bytes");
        return Err(FrontMatterError::of_yaml(1, reason));
    }
    let keys = yaml::keys(front)?;
    let unknown = yaml::unknown(front, &keys)?;
    let rest = yaml::lines_of(front, &unknown).replace("\r\n", "\n");
    let blank = Fields::blank(default_language.clone(), default_zone.to_owned());
    let (headline, text) = headline(keys.headline.clone().or_else(|| keys.title.clone()), text);
    let mut fields = fields(&keys, blank)?;
    fields.headline = headline;
    let picture = picture(keys.picture)?;
    Ok(MarkdownFile {
        fields,
        picture,
        text: text.to_owned(),
        unknown,
        rest,
    })
}

/// A picture without a source, but with words, is one whose source was forgotten.
fn picture(
    found: Option<Spanned<yaml::Picture>>,
) -> Result<Option<FrontPicture>, FrontMatterError> {
    let Some(found) = found else {
        return Ok(None);
    };
    let picture = found.value.0;
    if !picture.source.is_empty() {
        return Ok(Some(picture));
    }
    if picture == FrontPicture::default() {
        return Ok(None);
    }
    let line = yaml::line_in_file(found.referenced);
    Err(bad("picture.source", "", line, "is no picture"))
}

/// Writes a Markdown file that [`read`] gives back. `picture` is the lead picture as the file
/// names it; `fields.lead_picture` is not looked at.
pub fn write(fields: &Fields, picture: Option<&FrontPicture>, text: &str) -> String {
    write_with(fields, picture, "", text)
}

/// The same, with lines of YAML that are not ours: those that [`read`] found.
pub fn write_with(
    fields: &Fields,
    picture: Option<&FrontPicture>,
    rest: &str,
    text: &str,
) -> String {
    let mut out = "---\n".to_owned();
    yaml::push(&mut out, "headline", &fields.headline);
    let slug = fields.slug.as_ref().map_or("", Slug::as_str);
    let date_of =
        |at: Option<Timestamp>| at.map_or_else(String::new, |at| date(at, &fields.time_zone));
    let (date, embargo) = (date_of(fields.publish_at), date_of(fields.embargo));
    for (key, value) in [
        ("standfirst", fields.standfirst.as_str()),
        ("section", &fields.section),
        ("byline", &fields.byline),
        ("lang", fields.language.as_str()),
        ("date", &date),
        ("time_zone", &fields.time_zone),
        ("slug", slug),
        ("embargo", &embargo),
    ] {
        if !value.is_empty() {
            yaml::push(&mut out, key, value);
        }
    }
    if !fields.tags.is_empty() {
        out.push_str("tags:\n");
        fields
            .tags
            .iter()
            .for_each(|tag| yaml::push_item(&mut out, tag));
    }
    if let Some(picture) = picture {
        out.push_str("picture:\n");
        yaml::push(&mut out, "  source", &picture.source);
        yaml::push(&mut out, "  alt", &picture.alt);
        yaml::push(&mut out, "  caption", &picture.caption);
        yaml::push(&mut out, "  credit", &picture.credit);
    }
    push_corrections(&mut out, fields);
    out.push_str(rest);
    out.push_str("---\n\n");
    out.push_str(text);
    out
}

fn push_corrections(out: &mut String, fields: &Fields) {
    if fields.corrections.is_empty() {
        return;
    }
    out.push_str("corrections:\n");
    for correction in &fields.corrections {
        yaml::push(out, "  - kind", correction.kind.as_str());
        yaml::push(out, "    date", &date(correction.at, &fields.time_zone));
        yaml::push(out, "    text", &correction.text);
    }
}

/// The text after front matter, if what is fenced reads as such: keys, comments, and what is indented or listed below
/// them. A text may well begin with a line across the page.
pub(crate) fn text_after(source: &str) -> &str {
    let (front, text) = part(source);
    let of_yaml = |line: &str| {
        let is_below = line.starts_with([' ', '\t', '-', '#', '\r']) || line.is_empty();
        let key = line.split_once(':').map_or("", |(key, _)| key);
        is_below || !key.is_empty() && !key.contains(char::is_whitespace)
    };
    let is_front = !front.is_empty() && front.lines().all(of_yaml);
    if is_front { text } else { source }
}

/// The front matter without its fences, and the text; without front matter all is text.
fn part(source: &str) -> (&str, &str) {
    let mut lines = source.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return ("", source);
    };
    let mut end = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            let text = &source[end + line.len()..];
            let text = text
                .strip_prefix("\r\n")
                .or_else(|| text.strip_prefix('\n'))
                .unwrap_or(text);
            return (&source[first.len()..end], text);
        }
        end += line.len();
    }
    ("", source)
}

fn headline(key: Option<String>, text: &str) -> (String, &str) {
    if let Some(headline) = key {
        return (headline, text);
    }
    let start = text.trim_start_matches(['\n', '\r']);
    let Some(title) = start.strip_prefix("# ") else {
        return (String::new(), text);
    };
    let (title, rest) = title.split_once('\n').unwrap_or((title, ""));
    let rest = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix('\n'))
        .unwrap_or(rest);
    (
        title.trim().trim_end_matches('#').trim_end().to_owned(),
        rest,
    )
}

fn fields(keys: &Keys, mut fields: Fields) -> Result<Fields, FrontMatterError> {
    fields.standfirst = keys.standfirst.clone().unwrap_or_default();
    fields.section = keys.section.clone().unwrap_or_default();
    fields.byline = keys
        .byline
        .clone()
        .or_else(|| keys.author.clone())
        .unwrap_or_default();
    let tags = keys.tags.as_ref().map(|tags| tags.0.clone());
    fields.tags = tidy_tags(tags.unwrap_or_default());
    let (name, tag) = match &keys.lang {
        Some(tag) => ("lang", Some(tag)),
        None => ("language", keys.language.as_ref()),
    };
    if let Some(tag) = said(tag) {
        fields.language = language(&tag.value).ok_or_else(|| at(name, tag, "is no language"))?;
    }
    if let Some(slug) = said(keys.slug.as_ref()) {
        let chosen = Slug::parse(slug.value.trim());
        fields.slug = Some(chosen.map_err(|_| at("slug", slug, "is no slug"))?);
    }
    if let Some(zone) = said(keys.time_zone.as_ref()) {
        TimeZone::get(&zone.value).map_err(|_| at("time_zone", zone, "is no time zone"))?;
        fields.time_zone.clone_from(&zone.value);
    }
    if let Some(date) = said(keys.date.as_ref()) {
        let moment = moment(&date.value, &fields.time_zone);
        fields.publish_at = Some(moment.ok_or_else(|| at("date", date, "is no date"))?);
    }
    if let Some(until) = said(keys.embargo.as_ref()) {
        let moment = moment(&until.value, &fields.time_zone);
        fields.embargo = Some(moment.ok_or_else(|| at("embargo", until, "is no date"))?);
    }
    fields.corrections = corrections(keys, &fields.time_zone)?;
    Ok(fields)
}

/// Notes to readers; one without a word is none.
fn corrections(keys: &Keys, zone: &str) -> Result<Vec<Correction>, FrontMatterError> {
    let mut corrections = Vec::new();
    for note in keys.corrections.iter().flatten() {
        let Some(text) = said(note.text.as_ref()) else {
            continue;
        };
        let kind = match said(note.kind.as_ref()) {
            Some(kind) => CorrectionKind::parse(kind.value.trim())
                .ok_or_else(|| at("corrections.kind", kind, "is no kind of correction"))?,
            None => CorrectionKind::Correction,
        };
        let date =
            said(note.date.as_ref()).ok_or_else(|| at("corrections.text", text, "has no date"))?;
        let moment =
            moment(&date.value, zone).ok_or_else(|| at("corrections.date", date, "is no date"))?;
        corrections.push(Correction {
            kind,
            text: text.value.clone(),
            at: moment,
        });
    }
    Ok(corrections)
}

/// A value, unless it is empty.
fn said(value: Option<&Spanned<String>>) -> Option<&Spanned<String>> {
    value.filter(|value| !value.value.trim().is_empty())
}

/// A language that there can be: its first part has two or three letters, as in every register.
fn language(tag: &str) -> Option<Language> {
    Language::parse(tag).filter(|language| {
        let first = language.primary();
        (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic())
    })
}

fn at(key: &str, value: &Spanned<String>, what: &str) -> FrontMatterError {
    bad(
        key,
        &value.value,
        yaml::line_in_file(value.referenced),
        what,
    )
}

fn bad(key: &str, value: &str, line: usize, what: &str) -> FrontMatterError {
    FrontMatterError {
        line,
        reason: format!("{key}: {value:?} {what}"),
        value: Some(format!("{key}: {value:?}")),
    }
}

/// RFC 3339, or a local date (and time) in the zone.
fn moment(date: &str, zone: &str) -> Option<Timestamp> {
    let date = date.trim();
    if let Ok(at) = date.parse::<Timestamp>() {
        return Some(at);
    }
    let local: DateTime = date.parse().ok()?;
    Some(local.to_zoned(TimeZone::get(zone).ok()?).ok()?.timestamp())
}

/// RFC 3339 with the zone's offset, if it is of whole minutes.
fn date(at: Timestamp, zone: &str) -> String {
    let offset = TimeZone::get(zone).ok().map(|zone| zone.to_offset(at));
    match offset.filter(|offset| offset.seconds() % 60 == 0) {
        Some(offset) => at.display_with_offset(offset).to_string(),
        None => at.to_string(),
    }
}
