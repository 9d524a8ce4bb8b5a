//! A Markdown file of another program's, with other fields and text: what did not change stays as it stands. Opens no file.

use std::collections::BTreeMap;

use domain::{Fields, Language};

use crate::FrontPicture;
use crate::front_matter::{self, MarkdownFile};

/// What a file says, apart from how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<'a> {
    /// The fields; `lead_picture` and `destinations` are not looked at.
    pub fields: &'a Fields,
    /// The lead picture as the file names it.
    pub picture: Option<&'a FrontPicture>,
    /// The text.
    pub text: &'a str,
}

/// What a file says where it says nothing.
#[derive(Debug, Clone, Copy)]
pub struct Defaults<'a> {
    /// The language.
    pub language: &'a Language,
    /// The IANA time zone.
    pub zone: &'a str,
}

/// The keys of each field, the first of which is ours.
const KEYS: [&[&str]; 12] = [
    &["headline", "title"],
    &["standfirst"],
    &["section"],
    &["byline", "author"],
    &["lang", "language"],
    &["date"],
    &["time_zone"],
    &["slug"],
    &["tags"],
    &["picture"],
    &["embargo"],
    &["corrections"],
];

/// The file `base`, saying something else: [`front_matter::read`] gives `said` back. Lines of the
/// front matter whose fields did not change stay as they stand, with their comments, their order and
/// the keys that are not ours. Lines end with `\n`.
pub fn rewrite(base: &str, said: &Said<'_>, defaults: Defaults<'_>) -> String {
    let whole = front_matter::write(said.fields, said.picture, said.text);
    let Some(before) = read(base, defaults) else {
        return whole;
    };
    let head = &base[..base.len() - before.text.len()];
    let fits = |file: &String| read(file, defaults).is_some_and(|file| says(&file, said));
    let ours = Blocks::of(&whole);
    let patched = Blocks::of(head).map(|mut blocks| {
        blocks.patch(ours.as_ref(), &before, said);
        blocks.joined() + said.text
    });
    let untouched = same_fields(&before, said).then(|| format!("{head}{}", said.text));
    let foreign = Blocks::of(head)
        .zip(ours)
        .map(|(theirs, ours)| ours.with_foreign(&theirs).joined() + said.text);
    let choices = [untouched, patched, foreign];
    choices.into_iter().flatten().find(fits).unwrap_or(whole)
}

fn read(file: &str, defaults: Defaults<'_>) -> Option<MarkdownFile> {
    front_matter::read(file, defaults.language, defaults.zone).ok()
}

fn says(file: &MarkdownFile, said: &Said<'_>) -> bool {
    same_fields(file, said) && file.text == said.text
}

fn same_fields(file: &MarkdownFile, said: &Said<'_>) -> bool {
    let without = |fields: &Fields| Fields {
        lead_picture: None,
        destinations: BTreeMap::new(),
        ..fields.clone()
    };
    without(&file.fields) == without(said.fields) && file.picture.as_ref() == said.picture
}

/// Front matter, cut at its keys.
struct Blocks {
    /// The fence, and what stands before the first key.
    start: String,
    /// Each key with all its lines.
    keys: Vec<(String, String)>,
    /// The closing fence, and what stands between it and the text.
    end: String,
}

impl Blocks {
    /// `None` where there is no front matter.
    fn of(head: &str) -> Option<Self> {
        let mut lines = head.split_inclusive('\n');
        let fence = lines.next().filter(|line| line.trim_end() == "---")?;
        let mut blocks = Self {
            start: fence.to_owned(),
            keys: Vec::new(),
            end: String::new(),
        };
        for line in lines.by_ref() {
            if matches!(line.trim_end(), "---" | "...") {
                blocks.end = line.to_owned();
                break;
            }
            match (key(line), blocks.keys.last_mut()) {
                (Some(key), _) => blocks.keys.push((key, line.to_owned())),
                (None, Some((_, block))) => block.push_str(line),
                (None, None) => blocks.start.push_str(line),
            }
        }
        blocks.end.extend(lines);
        (!blocks.end.is_empty()).then_some(blocks)
    }

    /// Puts what changed in the place of what was there.
    fn patch(&mut self, ours: Option<&Self>, before: &MarkdownFile, said: &Said<'_>) {
        let changed = changed(before, said);
        for (names, _) in KEYS.iter().zip(changed).filter(|(_, changed)| *changed) {
            let new = ours.and_then(|ours| ours.block(names[0]));
            let is_one = |key: &str| names.contains(&key);
            let at = self.keys.iter().position(|(key, _)| is_one(key));
            self.keys.retain(|(key, _)| !is_one(key));
            if let Some(new) = new {
                let at = at.unwrap_or(self.keys.len()).min(self.keys.len());
                self.keys.insert(at, new);
            }
        }
    }

    /// These, then the keys that are not ours.
    fn with_foreign(mut self, theirs: &Self) -> Self {
        let is_ours = |key: &str| KEYS.iter().any(|names| names.contains(&key));
        let foreign = theirs.keys.iter().filter(|(key, _)| !is_ours(key));
        self.keys.extend(foreign.cloned());
        self.end = "---\n\n".to_owned();
        self
    }

    fn block(&self, name: &str) -> Option<(String, String)> {
        self.keys.iter().find(|(key, _)| key == name).cloned()
    }

    fn joined(&self) -> String {
        let keys: String = self.keys.iter().map(|(_, block)| block.as_str()).collect();
        format!("{}{keys}{}", self.start, self.end)
    }
}

/// The key that a line begins with, if it begins one of the outermost map. What else YAML would take
/// for one is caught when the file is read back.
fn key(line: &str) -> Option<String> {
    let (key, _) = line.split_once(':')?;
    let plain = key.trim_matches(['"', '\'']);
    let tidy = !plain.is_empty()
        && plain
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    (tidy && !line.starts_with('-')).then(|| plain.to_owned())
}

/// Which fields are others, in the order of [`KEYS`].
fn changed(before: &MarkdownFile, said: &Said<'_>) -> [bool; 12] {
    let (a, b) = (&before.fields, said.fields);
    let dated = (&a.publish_at, &a.time_zone) != (&b.publish_at, &b.time_zone);
    [
        a.headline != b.headline,
        a.standfirst != b.standfirst,
        a.section != b.section,
        a.byline != b.byline,
        a.language != b.language,
        dated,
        dated,
        a.slug != b.slug,
        a.tags != b.tags,
        before.picture.as_ref() != said.picture,
        a.embargo != b.embargo,
        a.corrections != b.corrections,
    ]
}
