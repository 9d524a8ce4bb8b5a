//! The YAML of front matter, bounded against hostile files; knows no field's rules.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use crate::{FrontMatterError, FrontPicture};

/// The keys we know; [`unknown`] names all others.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Keys {
    pub(crate) headline: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) standfirst: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) tags: Option<Words>,
    pub(crate) byline: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) lang: Option<Spanned<String>>,
    pub(crate) language: Option<Spanned<String>>,
    pub(crate) date: Option<Spanned<String>>,
    pub(crate) time_zone: Option<Spanned<String>>,
    pub(crate) slug: Option<Spanned<String>>,
    pub(crate) picture: Option<Spanned<Picture>>,
    pub(crate) embargo: Option<Spanned<String>>,
    pub(crate) corrections: Option<Vec<Note>>,
}

/// A note to readers.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Note {
    pub(crate) kind: Option<Spanned<String>>,
    pub(crate) date: Option<Spanned<String>>,
    pub(crate) text: Option<Spanned<String>>,
}

/// A list of words, or one.
#[derive(Debug)]
pub(crate) struct Words(pub(crate) Vec<String>);

/// A picture's source alone, or a map.
#[derive(Debug)]
pub(crate) struct Picture(pub(crate) FrontPicture);

#[derive(Default, Deserialize)]
#[serde(default)]
struct PictureKeys {
    #[serde(alias = "file", alias = "path", alias = "src", alias = "url")]
    source: Option<String>,
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
}

/// The names of [`Keys`], and of what a picture has.
const KNOWN: [&str; 15] = [
    "headline",
    "title",
    "standfirst",
    "section",
    "tags",
    "byline",
    "author",
    "lang",
    "language",
    "date",
    "time_zone",
    "slug",
    "picture",
    "embargo",
    "corrections",
];
const KNOWN_OF_A_PICTURE: [&str; 8] = [
    "source", "file", "path", "src", "url", "alt", "caption", "credit",
];

/// Reads the YAML between the fences.
pub(crate) fn keys(yaml: &str) -> Result<Keys, FrontMatterError> {
    Ok(read::<Keys>(yaml)?.unwrap_or_default())
}

/// The keys that are not ours, and those whose synonym was taken instead.
pub(crate) fn unknown(yaml: &str, keys: &Keys) -> Result<Vec<String>, FrontMatterError> {
    let mut unknown = Vec::new();
    for (key, Inner(inner)) in read::<BTreeMap<String, Inner>>(yaml)?.unwrap_or_default() {
        let passed_over = match key.as_str() {
            "title" => keys.headline.is_some(),
            "author" => keys.byline.is_some(),
            "language" => keys.lang.is_some(),
            "picture" => {
                let others = inner
                    .iter()
                    .filter(|key| !KNOWN_OF_A_PICTURE.contains(&key.as_str()));
                unknown.extend(others.map(|key| format!("picture.{key}")));
                false
            }
            key => !KNOWN.contains(&key),
        };
        if passed_over {
            unknown.push(key);
        }
    }
    Ok(unknown)
}

/// The lines of the keys at the first level that are in `unknown`, as they are written, but for those
/// that lean on a key of ours; nothing when it can't be told where a key begins.
pub(crate) fn lines_of(yaml: &str, unknown: &[String]) -> String {
    let mut kept = String::new();
    for piece in pieces(yaml) {
        let end = if piece.ends_with('\n') { "" } else { "\n" };
        let not_ours =
            |keys: &Vec<String>| !keys.is_empty() && keys.iter().all(|key| unknown.contains(key));
        match keys_of(piece) {
            Some(keys) if not_ours(&keys) => {}
            Some(_) => continue,
            // It may lean on what is kept.
            None if keys_of(&format!("{kept}{piece}")).is_some_and(|keys| not_ours(&keys)) => {}
            None if piece.contains('*') || piece.lines().all(is_no_key) => continue,
            None => return String::new(),
        }
        kept.push_str(piece);
        kept.push_str(end);
    }
    let all = keys_of(&kept).is_some_and(|keys| keys.iter().all(|key| unknown.contains(key)));
    if all { kept } else { String::new() }
}

/// The keys of YAML; `None` when it can't be read.
fn keys_of(yaml: &str) -> Option<Vec<String>> {
    let keys = read::<BTreeMap<String, IgnoredAny>>(yaml).ok()?;
    Some(keys.unwrap_or_default().into_keys().collect())
}

/// Each key at the first level with all that belongs to it.
fn pieces(yaml: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in yaml.split_inclusive('\n') {
        if !is_no_key(line) && at > start {
            pieces.push(&yaml[start..at]);
            start = at;
        }
        at += line.len();
    }
    pieces.push(&yaml[start..]);
    pieces
}

/// Whether a line goes on with what is above it: indented, a comment, an item of a list, a value, an end.
fn is_no_key(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-', ':', ']', '}'])
}

fn read<T: DeserializeOwned>(yaml: &str) -> Result<Option<T>, FrontMatterError> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 32,
            max_nodes: 20_000,
            max_aliases: 32,
            max_anchors: 32,
        },
    };
    serde_saphyr::from_str_with_options(yaml, options).map_err(|error| {
        let line = error.location().map_or(1, line_in_file);
        FrontMatterError::of_yaml(line, error.without_snippet().to_string())
    })
}

/// A place in the YAML as a line of the file: the fence is the first.
pub(crate) fn line_in_file(place: Location) -> usize {
    usize::try_from(place.line()).unwrap_or(0) + 1
}

/// Writes `key: "value"`.
pub(crate) fn push(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    out.push_str(": ");
    push_quoted(out, value);
    out.push('\n');
}

/// Writes `  - "value"`.
pub(crate) fn push_item(out: &mut String, value: &str) {
    out.push_str("  - ");
    push_quoted(out, value);
    out.push('\n');
}

/// A double-quoted scalar on one line.
fn push_quoted(out: &mut String, value: &str) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ' '..='~'
            | '\u{A0}'..='\u{2027}'
            | '\u{202A}'..='\u{D7FF}'
            | '\u{E000}'..='\u{FDCF}' => {
                out.push(c);
            }
            '\u{FDF0}'..='\u{FEFE}' | '\u{FF00}'..='\u{FFFD}' => out.push(c),
            '\u{10000}'.. if u32::from(c) & 0xFFFE != 0xFFFE => out.push(c),
            _ => out.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    out.push('"');
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of words")
    }

    fn visit_str<E>(self, word: &str) -> Result<Words, E> {
        let words = word.split(',').map(|word| word.trim().to_owned());
        Ok(Words(words.filter(|word| !word.is_empty()).collect()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Words, E> {
        Ok(Words(vec![number.to_string()]))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Words, E> {
        Ok(Words(vec![number.to_string()]))
    }

    fn visit_unit<E>(self) -> Result<Words, E> {
        Ok(Words(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Words, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = items.next_element::<String>()? {
            words.push(word);
        }
        Ok(Words(words))
    }
}

impl<'de> Deserialize<'de> for Picture {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(PictureVisitor)
    }
}

struct PictureVisitor;

impl<'de> Visitor<'de> for PictureVisitor {
    type Value = Picture;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a picture's address or path, or a map with its source")
    }

    fn visit_str<E>(self, source: &str) -> Result<Picture, E> {
        Ok(Picture(FrontPicture {
            source: source.to_owned(),
            ..FrontPicture::default()
        }))
    }

    fn visit_unit<E>(self) -> Result<Picture, E> {
        Ok(Picture(FrontPicture::default()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Picture, A::Error> {
        let keys = PictureKeys::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Picture(FrontPicture {
            source: keys.source.unwrap_or_default(),
            alt: keys.alt.unwrap_or_default(),
            caption: keys.caption.unwrap_or_default(),
            credit: keys.credit.unwrap_or_default(),
        }))
    }
}

/// The keys of a map; of anything else, none.
#[derive(Debug)]
struct Inner(Vec<String>);

impl<'de> Deserialize<'de> for Inner {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(InnerVisitor)
    }
}

struct InnerVisitor;

impl<'de> Visitor<'de> for InnerVisitor {
    type Value = Inner;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_str<E>(self, _: &str) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_unit<E>(self) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_none<E>(self) -> Result<Inner, E> {
        Ok(Inner(Vec::new()))
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Inner, D::Error> {
        Inner::deserialize(from)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Inner, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Inner(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Inner, A::Error> {
        let mut keys = Vec::new();
        while let Some((key, _)) = map.next_entry::<String, IgnoredAny>()? {
            keys.push(key);
        }
        Ok(Inner(keys))
    }
}
