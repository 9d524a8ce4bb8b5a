//! Rules that were understood, and what they find in a passage; knows no file and no TOML.

use std::ops::Range;

use prose::Passage;

use super::expressions::Expression;
use super::forms::{self, Atom, Place};
use super::index::Index;
use crate::tokens::{Token, bare, capitalised, is_apostrophe, tokens};

/// How much a rule weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// It is wrong.
    Error,
    /// There is a better word.
    #[default]
    Advice,
}

/// What a rule says of itself, as its file has it; empty where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Stable, and one of its kind in its file.
    pub id: String,
    /// What to do, in one sentence.
    pub advice: String,
    /// Why.
    pub reason: String,
    /// Whose usage it is.
    pub source: String,
    /// Copy that breaks it, and where it has a replacement the same mended: `before → after`.
    pub examples: Vec<String>,
    /// How much it weighs.
    pub level: Level,
    /// The set that it belongs to, if it is not for everyone.
    pub set: Option<String>,
}

/// A place where a passage breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleFinding {
    /// In bytes of the passage's text.
    pub range: Range<usize>,
    /// The rule's id.
    pub rule: String,
    /// What may stand there instead, best first; may be none. With the capital of what stands there, or of the sentence
    /// that begins there.
    pub replacements: Vec<String>,
}

/// A part of a replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bit {
    Text(String),
    /// What the pattern's nth `*` stands for.
    Ending(usize),
    /// What its nth `#` stands for.
    Number(usize),
}

/// One way to read one of a rule's patterns.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) atoms: Vec<Atom>,
    pub(super) replacements: Vec<Vec<Bit>>,
    /// Where it stands, its rule finds nothing.
    pub(super) is_exception: bool,
}

/// A rule and all ways to read its patterns.
#[derive(Debug, Clone)]
pub(super) struct Compiled {
    pub(super) rule: Rule,
    pub(super) forms: Vec<Form>,
    pub(super) expressions: Vec<Expression>,
}

/// The rules of a language, ready to be looked for all at once.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    language: String,
    rules: Vec<Rule>,
    /// Each with the place of its rule.
    forms: Vec<(usize, Form)>,
    expressions: Vec<(usize, Expression)>,
    index: Index,
}

/// A form that is found.
struct Found<'r> {
    rule: usize,
    form: &'r Form,
    place: Place,
    range: Range<usize>,
}

impl Rules {
    pub(super) fn of(language: &str, compiled: Vec<Compiled>) -> Self {
        let mut rules = Self {
            language: language.to_owned(),
            ..Self::default()
        };
        for Compiled {
            rule,
            forms,
            expressions,
        } in compiled
        {
            for form in forms {
                rules.index.add(&form.atoms, rules.forms.len());
                rules.forms.push((rules.rules.len(), form));
            }
            let nth = rules.rules.len();
            rules
                .expressions
                .extend(expressions.into_iter().map(|one| (nth, one)));
            rules.rules.push(rule);
        }
        rules
    }

    /// The language that they are for, a BCP 47 tag; empty when they are for any.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The rules that are looked for, in the order of their file.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Where a passage breaks the rules, ascending, none over another: where two meet, the one that begins first, then
    /// the longer one, then the one that stands first in the file. Nothing where the passage is in another language than
    /// the rules; `language` is the draft's, for what says none of its own.
    pub fn findings(&self, passage: &Passage, language: &str) -> Vec<StyleFinding> {
        let is_ours = |finding: &StyleFinding| {
            let language = passage.language(finding.range.start).unwrap_or(language);
            self.language.is_empty()
                || primary(language).eq_ignore_ascii_case(primary(&self.language))
        };
        let mut findings = self.findings_in(&passage.text);
        findings.retain(is_ours);
        findings
    }

    /// The same in plain copy of their language.
    pub(super) fn findings_in(&self, text: &str) -> Vec<StyleFinding> {
        let found = self.found(text).into_iter();
        let mut findings: Vec<_> = found.map(|found| self.finding(text, found)).collect();
        if self.expressions.is_empty() {
            return findings;
        }
        for (rule, expression) in &self.expressions {
            let found = expression.found(text).into_iter();
            findings.extend(found.map(|(range, replacements)| StyleFinding {
                range,
                rule: self.rules[*rule].id.clone(),
                replacements,
            }));
        }
        findings.sort_by_key(|finding| (finding.range.start, std::cmp::Reverse(finding.range.end)));
        let mut free = 0;
        findings.retain(|finding| {
            let is_free = finding.range.start >= free;
            free = if is_free { finding.range.end } else { free };
            is_free
        });
        findings
    }

    fn found(&self, text: &str) -> Vec<Found<'_>> {
        let tokens = tokens(text);
        let mut quiet = vec![0; self.rules.len()];
        let mut found = Vec::new();
        let mut free = 0;
        let mut candidates = Vec::new();
        for at in 0..tokens.len() {
            self.index.candidates(&tokens, at, &mut candidates);
            for (rule, form) in self.forms_of(&candidates).filter(|(_, f)| f.is_exception) {
                if let Some(place) = forms::place(&form.atoms, &tokens, at) {
                    quiet[rule] = place.end.max(quiet[rule]);
                }
            }
            if at < free {
                continue;
            }
            if let Some(longest) = self.longest(&candidates, &tokens, at, &quiet) {
                free = longest.place.end;
                found.push(longest);
            }
        }
        found
    }

    fn forms_of(&self, candidates: &[usize]) -> impl Iterator<Item = (usize, &Form)> {
        let forms = candidates.iter().map(|nth| &self.forms[*nth]);
        forms.map(|(rule, form)| (*rule, form))
    }

    fn longest(
        &self,
        candidates: &[usize],
        tokens: &[Token<'_>],
        at: usize,
        quiet: &[usize],
    ) -> Option<Found<'_>> {
        let mut longest: Option<Found<'_>> = None;
        for (rule, form) in self.forms_of(candidates) {
            if form.is_exception || quiet[rule] > at {
                continue;
            }
            let Some(place) = forms::place(&form.atoms, tokens, at) else {
                continue;
            };
            if longest.as_ref().is_none_or(|one| place.end > one.place.end) {
                let range = tokens[at].start..tokens[place.end - 1].end();
                longest = Some(Found {
                    rule,
                    form,
                    place,
                    range,
                });
            }
        }
        longest
    }

    fn finding(&self, text: &str, found: Found<'_>) -> StyleFinding {
        let said = &text[found.range.clone()];
        let first = &found.form.atoms[0];
        let replacements = found.form.replacements.iter().map(|bits| {
            let written = written(bits, text, &found.place);
            match first {
                Atom::Word(_) | Atom::Start(_) => in_case_of(said, written),
                Atom::Number(_) if begins_sentence(text, found.range.start) => {
                    capitalised(&written)
                }
                _ => written,
            }
        });
        StyleFinding {
            replacements: replacements
                .filter(|new| new != said && !breaks_elision(&text[..found.range.start], said, new))
                .collect(),
            range: found.range,
            rule: self.rules[found.rule].id.clone(),
        }
    }
}

/// The first part of a language's tag: `fr` of `fr-CA`.
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

fn written(bits: &[Bit], text: &str, place: &Place) -> String {
    let of = |ranges: &[Range<usize>], nth: usize| {
        ranges.get(nth).map_or("", |r| &text[r.clone()]).to_owned()
    };
    let bits = bits.iter().map(|bit| match bit {
        Bit::Text(text) => text.clone(),
        Bit::Ending(nth) => of(&place.endings, *nth),
        Bit::Number(nth) => of(&place.numbers, *nth),
    });
    bits.collect()
}

/// A replacement with the capital of what it replaces, or in capitals where that is.
fn in_case_of(said: &str, written: String) -> String {
    let mut letters = said.chars().filter(|sign| sign.is_alphabetic());
    let many = letters.clone().count() > 1;
    if many && letters.clone().all(char::is_uppercase) {
        return written.to_uppercase();
    }
    if letters.next().is_some_and(char::is_uppercase) {
        return capitalised(&written);
    }
    written
}

/// Whether a word in the place of another would leave an apostrophe before a consonant: « qu’en date du », « qu’du ».
fn breaks_elision(before: &str, said: &str, new: &str) -> bool {
    let mut signs = before.chars().rev();
    let is_elided =
        signs.next().is_some_and(is_apostrophe) && signs.next().is_some_and(char::is_alphabetic);
    let is_vowel =
        |text: &str| bare(text).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h', 'œ', 'æ']);
    is_elided && is_vowel(said) && !is_vowel(new)
}

/// Whether a sentence begins here, where a number that becomes a word wants a capital.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before =
        text[..at].trim_end_matches(|sign: char| sign.is_whitespace() || "«“\"".contains(sign));
    before.is_empty() || before.ends_with(['.', '!', '?', '…'])
}

/// Copy with the first replacement of each finding that has one.
pub(super) fn mended(text: &str, findings: &[StyleFinding]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut from = 0;
    for finding in findings {
        let Some(replacement) = finding.replacements.first() else {
            continue;
        };
        new.push_str(&text[from..finding.range.start]);
        new.push_str(replacement);
        from = finding.range.end;
    }
    new.push_str(&text[from..]);
    new
}
