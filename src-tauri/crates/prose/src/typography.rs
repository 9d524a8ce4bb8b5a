//! Signs and spaces as a newsroom sets them, in French and English: what to retouch in a text, by which rule; pure, offers only.

mod dashes;
mod file;
mod galley;
mod numbers;
mod quotes;
mod references;
mod rule;
mod sound;
mod spaces;
mod standard;
mod typed;
mod words;

use std::ops::Range;

pub use file::{STARTER, StandardError};
use galley::{Edit, Galley, Signs};
pub use rule::Rule;
pub use standard::{Dash, English, French, Marks, Space, Standard};
pub use typed::{typed, typed_in_line};

use crate::passages::{Passage, passages};
use crate::{Stretch, front_matter};

/// A change of signs that a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retouch {
    /// What goes, in bytes of the Markdown; never empty.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub insert: String,
    /// Why.
    pub rule: Rule,
}

/// The languages that there are rules for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tongue {
    French,
    English,
}

impl Tongue {
    /// By a BCP 47 tag.
    fn of(language: &str) -> Option<Self> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// What a text in this language (a BCP 47 tag) would need to be set by the standard: ascending, not overlapping,
/// each to be taken or left. Passages that are in French or English by themselves are read as such; what is in
/// another language, and what is no copy, is left alone. None changes what the Markdown means.
pub fn retouches(markdown: &str, language: &str, standard: &Standard) -> Vec<Retouch> {
    let allows = |rule: Rule| !standard.off.contains(&rule);
    let found = retouches_in(&passages(markdown), markdown, language, standard, allows);
    sound::sound(markdown, found)
}

/// The same of what was pasted into a live text, in bytes of the stretch's Markdown: by sure rules only, as nobody looks
/// them through, and of what was pasted alone. Front matter that came with it is none of it.
pub fn pasted(
    stretch: &Stretch,
    range: Range<usize>,
    language: &str,
    standard: &Standard,
) -> Vec<Retouch> {
    let markdown = &stretch.markdown;
    let words = markdown.get(range.clone()).unwrap_or_default();
    let within = range.end - front_matter::text_after(words).len().min(range.end)..range.end;
    let found = sure_in(&stretch.passages, markdown, within, language, standard);
    sound::sound(markdown, found)
}

/// The same of what was pasted into a field of one line, which knows no marks.
pub fn pasted_in_line(
    line: &str,
    range: Range<usize>,
    language: &str,
    standard: &Standard,
) -> Vec<Retouch> {
    sure_in(&[Passage::line(line)], line, range, language, standard)
}

/// The text with these retouches (ascending, not overlapping, made for this text).
pub fn apply(markdown: &str, retouches: &[Retouch]) -> String {
    let mut out = String::with_capacity(markdown.len() + retouches.len());
    let mut from = 0;
    for Retouch { range, insert, .. } in retouches {
        out.push_str(markdown.get(from..range.start).unwrap_or_default());
        out.push_str(insert);
        from = range.end;
    }
    out.push_str(markdown.get(from..).unwrap_or_default());
    out
}

/// What passages would need by rules that need no second look, as far as it lies within a range.
fn sure_in(
    passages: &[Passage],
    markdown: &str,
    within: Range<usize>,
    language: &str,
    standard: &Standard,
) -> Vec<Retouch> {
    let allows = |rule: Rule| rule.is_sure() && !standard.off.contains(&rule);
    let touched = passages.iter().filter(|passage| {
        let span = passage.span();
        span.start < within.end && within.start < span.end
    });
    let mut found = retouches_in(touched, markdown, language, standard, allows);
    found.retain(|Retouch { range, .. }| within.start <= range.start && range.end <= within.end);
    found
}

fn retouches_in<'p>(
    passages: impl IntoIterator<Item = &'p Passage>,
    markdown: &str,
    language: &str,
    standard: &Standard,
    allows: impl Fn(Rule) -> bool + Copy,
) -> Vec<Retouch> {
    let passages = passages.into_iter();
    let mut found: Vec<Retouch> = passages
        .flat_map(|passage| retouches_of(passage, language, standard, allows))
        .collect();
    found.retain(|retouch| markdown.get(retouch.range.clone()) != Some(&retouch.insert));
    found.sort_by_key(|retouch| retouch.range.start);
    found
}

fn retouches_of(
    passage: &Passage,
    language: &str,
    standard: &Standard,
    allows: impl Fn(Rule) -> bool + Copy,
) -> Vec<Retouch> {
    let tongues = [Tongue::French, Tongue::English].into_iter();
    let sets = tongues.flat_map(|tongue| {
        galley_in(passage, language, tongue).map(|galley| set(galley, tongue, standard, allows))
    });
    sets.flatten().collect()
}

/// The passage as far as it is in this tongue; `None` when nothing of it is.
fn galley_in(passage: &Passage, language: &str, tongue: Tongue) -> Option<Galley> {
    let is_meant = |own: Option<&str>| Tongue::of(own.unwrap_or(language)) == Some(tongue);
    let is_there = passage.languages().any(is_meant);
    is_there.then(|| Galley::of(passage, is_meant))
}

/// A rule for French reads the table for French, and so on.
type Stage<T> = fn(Signs<'_>, &T) -> Vec<Edit>;

/// In this order: signs first, then words and figures, then the spaces around what there is by then.
const FRENCH: [Stage<French>; 14] = [
    quotes::ellipsis_in_french,
    dashes::in_french,
    quotes::in_french,
    quotes::apostrophes_in_french,
    words::ligatures,
    words::accents,
    numbers::ordinals,
    numbers::hours,
    numbers::thousands_in_french,
    numbers::units_in_french,
    references::in_french,
    spaces::tidy_in_french,
    spaces::guillemets,
    spaces::signs_in_french,
];

const ENGLISH: [Stage<English>; 6] = [
    quotes::ellipsis_in_english,
    dashes::in_english,
    quotes::in_english,
    numbers::in_english,
    references::in_english,
    spaces::tidy_in_english,
];

/// How often the rules are gone through at most: what one changed may concern one before it.
const ROUNDS: usize = 4;

fn set(
    mut galley: Galley,
    tongue: Tongue,
    standard: &Standard,
    allows: impl Fn(Rule) -> bool,
) -> Vec<Retouch> {
    for _ in 0..ROUNDS {
        let changed = match tongue {
            Tongue::French => round(&mut galley, &FRENCH, &standard.french, &allows),
            Tongue::English => round(&mut galley, &ENGLISH, &standard.english, &allows),
        };
        if !changed {
            break;
        }
    }
    galley.retouches()
}

fn round<T>(
    galley: &mut Galley,
    stages: &[Stage<T>],
    table: &T,
    allows: impl Fn(Rule) -> bool,
) -> bool {
    let mut changed = false;
    for stage in stages {
        let mut edits = stage(galley.signs(), table);
        edits.retain(|edit| allows(edit.rule));
        changed |= !edits.is_empty() && galley.set(edits);
    }
    changed
}
