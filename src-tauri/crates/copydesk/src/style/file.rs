//! A file of rules, rule by rule, so that an error in one costs no other; knows no copy but the rules' examples.

use std::collections::HashSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::expressions::Expression;
use super::forms;
use super::grammar::{Letter, Pattern, Reading};
use super::rules::{Bit, Compiled, Form, Level, Rule, Rules, mended};

/// The longest file, in bytes.
const LONGEST: usize = 1_000_000;
/// As many rules are read.
const MOST_RULES: usize = 2_000;
/// As many ways to read them all are kept.
const MOST_FORMS: usize = 20_000;
/// As many patterns, exceptions, replacements or examples has one rule.
const MOST_OF_A_KIND: usize = 50;
/// As many regular expressions are looked for.
const MOST_EXPRESSIONS: usize = 50;
/// The longest text of a rule, in bytes.
const LONGEST_TEXT: usize = 2_000;
/// What a rule begins with.
const HEADER: &str = "[[rule]]";

/// What is wrong in a file of rules, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleFault {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What it is.
    pub code: RuleFaultCode,
}

/// What may be wrong with a rule. Unless it says otherwise, the rule is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleFaultCode {
    /// The file is longer than a million bytes: nothing is read.
    FileTooLong,
    /// There are more rules than 2,000, they can be read in more ways than 20,000, or they have more regular expressions
    /// than 50: this one and what follows is left out.
    TooManyRules,
    /// No TOML.
    NotToml,
    /// A key that means nothing here; the rule is kept.
    UnknownKey,
    /// Neither a string nor a list of strings, or a list where one is wanted.
    WrongKind,
    /// More than fifty of a kind in one rule.
    TooMany,
    /// There is no id, no pattern or no advice, or it is empty.
    Missing,
    /// An earlier rule has this id.
    SameId,
    /// Neither `error` nor `advice`.
    UnknownLevel,
    /// A pattern of more than 300 characters, or another text of more than 2,000 bytes.
    TooLong,
    /// Groups in groups in groups.
    TooDeep,
    /// A pattern that can be read in more ways than 200.
    TooManyForms,
    /// A `(`, a `[` or a `\` without its end.
    Unclosed,
    /// A `)`, a `]` or a `|` outside a group.
    Unopened,
    /// A character of private use.
    OddSign,
    /// A pattern, read one of its ways, has no word or begins with any word.
    NoWord,
    /// Fewer than two letters before a `*`.
    ShortStart,
    /// Letters behind a `*`.
    LettersBehindStar,
    /// No regular expression, or one that is too large.
    NotRegular,
    /// A replacement whose groups, `[…]`, `*` or `#` are not the pattern's, or that is empty.
    NoAnswer,
    /// The rule does not find its example.
    ExampleNotFound,
    /// The example, mended, is not what it says.
    ExampleNotMended,
}

/// What a file of rules says before its first rule.
#[derive(Debug, Default)]
struct Head {
    language: String,
    sets: Vec<String>,
}

/// A part of a file that is TOML by itself.
#[derive(Debug, Clone, Copy)]
struct Piece<'f> {
    text: &'f str,
    /// Its first line's number.
    line: usize,
}

/// A string of a piece and where it stands there, with its quotes.
type Said = (String, Range<usize>);

impl Piece<'_> {
    fn fault(&self, at: usize, code: RuleFaultCode) -> RuleFault {
        let mut end = at.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        RuleFault {
            line: self.line + before.matches('\n').count(),
            column: before[line..].chars().count() + 1,
            code,
        }
    }

    /// A fault so many characters within a string: there, where the string is written as it is read.
    fn fault_within(&self, said: &Said, (nth, code): (usize, RuleFaultCode)) -> RuleFault {
        let (text, range) = said;
        let is_plain = self.text.get(range.start + 1..range.end.saturating_sub(1)) == Some(text);
        let within = text
            .char_indices()
            .nth(nth)
            .map_or(text.len(), |(at, _)| at);
        let at = if is_plain { 1 + within } else { 0 };
        self.fault(range.start + at, code)
    }

    fn table(&self) -> Result<DeTable<'_>, RuleFault> {
        let read = DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.fault(at, RuleFaultCode::NotToml)
        });
        read.map(toml::Spanned::into_inner)
    }

    /// What a key says: one string or several.
    fn strings(&self, table: &DeTable<'_>, key: &str) -> Result<Vec<Said>, RuleFault> {
        let Some(value) = table.get(key) else {
            return Ok(Vec::new());
        };
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        if values.len() > MOST_OF_A_KIND {
            return Err(self.fault(value.span().start, RuleFaultCode::TooMany));
        }
        let strings = values.into_iter().map(|value| match value.get_ref() {
            DeValue::String(text) if text.len() > LONGEST_TEXT => {
                Err(self.fault(value.span().start, RuleFaultCode::TooLong))
            }
            DeValue::String(text) => Ok((text.trim().to_owned(), value.span())),
            _ => Err(self.fault(value.span().start, RuleFaultCode::WrongKind)),
        });
        strings.collect()
    }

    /// What a key says in one string, if it is there.
    fn string(&self, table: &DeTable<'_>, key: &str) -> Result<Option<Said>, RuleFault> {
        let mut strings = self.strings(table, key)?;
        match strings.len() {
            0 | 1 => Ok(strings.pop()),
            _ => Err(self.fault(strings[1].1.start, RuleFaultCode::WrongKind)),
        }
    }

    fn text(&self, table: &DeTable<'_>, key: &str) -> Result<String, RuleFault> {
        Ok(self.string(table, key)?.unwrap_or_default().0)
    }

    fn wanted(&self, table: &DeTable<'_>, key: &str) -> Result<Said, RuleFault> {
        let said = self.string(table, key)?;
        said.filter(|(text, _)| !text.is_empty())
            .ok_or_else(|| self.fault(0, RuleFaultCode::Missing))
    }

    fn unknown<'t>(
        &'t self,
        table: &'t DeTable<'_>,
        known: &'t [&str],
    ) -> impl Iterator<Item = RuleFault> + 't {
        let unknown = table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()));
        unknown.map(|key| self.fault(key.span().start, RuleFaultCode::UnknownKey))
    }
}

impl Rules {
    /// Reads a file of rules: those that are understood and whose sets are switched on, and what is wrong with the
    /// others, in the order of the file.
    pub fn read(text: &str) -> (Self, Vec<RuleFault>) {
        if text.len() > LONGEST {
            let fault = RuleFault {
                line: 1,
                column: 1,
                code: RuleFaultCode::FileTooLong,
            };
            return (Self::default(), vec![fault]);
        }
        let mut faults = Vec::new();
        let (first, pieces) = pieces(text);
        let head = head(first, &mut faults);
        let mut ids = HashSet::new();
        let mut compiled: Vec<Compiled> = Vec::new();
        let (mut forms, mut expressions) = (0, 0);
        for (nth, piece) in pieces.into_iter().enumerate() {
            match compile(piece, &mut ids, &mut faults) {
                Ok(rule)
                    if nth >= MOST_RULES
                        || forms + rule.forms.len() > MOST_FORMS
                        || expressions + rule.expressions.len() > MOST_EXPRESSIONS =>
                {
                    faults.push(piece.fault(0, RuleFaultCode::TooManyRules));
                    break;
                }
                Ok(rule) => {
                    let is_on = rule
                        .rule
                        .set
                        .as_ref()
                        .is_none_or(|set| head.sets.contains(set));
                    forms += rule.forms.len();
                    expressions += rule.expressions.len();
                    compiled.extend(is_on.then_some(rule));
                }
                Err(fault) => faults.push(fault),
            }
        }
        faults.sort_by_key(|fault| (fault.line, fault.column));
        (Self::of(&head.language, compiled), faults)
    }
}

/// What stands before the first rule, and each rule without its header.
fn pieces(text: &str) -> (Piece<'_>, Vec<Piece<'_>>) {
    let mut pieces = Vec::new();
    let mut begun = Piece { text, line: 1 };
    let mut start = 0;
    let mut at = 0;
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        if line.trim_start().starts_with(HEADER) {
            begun.text = &text[start..at];
            pieces.push(begun);
            start = at + line.find(HEADER).unwrap_or(0) + HEADER.len();
            begun.line = nth + 1;
        }
        at += line.len();
    }
    begun.text = &text[start..];
    pieces.push(begun);
    let rules = pieces.split_off(1);
    (pieces[0], rules)
}

fn head(piece: Piece<'_>, faults: &mut Vec<RuleFault>) -> Head {
    let read = piece.table().and_then(|table| {
        faults.extend(piece.unknown(&table, &["language", "sets"]));
        let sets = piece.strings(&table, "sets")?;
        Ok(Head {
            language: piece.text(&table, "language")?,
            sets: sets.into_iter().map(|(set, _)| set).collect(),
        })
    });
    read.unwrap_or_else(|fault| {
        faults.push(fault);
        Head::default()
    })
}

fn compile(
    piece: Piece<'_>,
    ids: &mut HashSet<String>,
    faults: &mut Vec<RuleFault>,
) -> Result<Compiled, RuleFault> {
    const KEYS: [&str; 10] = [
        "id",
        "pattern",
        "except",
        "replacement",
        "advice",
        "reason",
        "source",
        "example",
        "level",
        "set",
    ];
    let table = piece.table()?;
    faults.extend(piece.unknown(&table, &KEYS));
    let id = piece.wanted(&table, "id")?;
    let examples = piece.strings(&table, "example")?;
    let set = piece.string(&table, "set")?;
    let rule = Rule {
        id: id.0.clone(),
        advice: piece.wanted(&table, "advice")?.0,
        reason: piece.text(&table, "reason")?,
        source: piece.text(&table, "source")?,
        examples: examples.iter().map(|(text, _)| text.clone()).collect(),
        level: level(&piece, &table)?,
        set: set.map(|(set, _)| set),
    };
    let (words, expert) = patterns(&piece, &table)?;
    let compiled = Compiled {
        rule,
        forms: all_forms(&piece, &table, &words)?,
        expressions: expressions(&piece, &table, &expert)?,
    };
    tried(&piece, &compiled, &examples)?;
    if !ids.insert(id.0) {
        return Err(piece.fault(id.1.start, RuleFaultCode::SameId));
    }
    Ok(compiled)
}

fn level(piece: &Piece<'_>, table: &DeTable<'_>) -> Result<Level, RuleFault> {
    let Some((level, range)) = piece.string(table, "level")? else {
        return Ok(Level::default());
    };
    match level.as_str() {
        "error" => Ok(Level::Error),
        "advice" => Ok(Level::Advice),
        _ => Err(piece.fault(range.start, RuleFaultCode::UnknownLevel)),
    }
}

/// The patterns of a rule that are words, and those that are regular expressions.
fn patterns(piece: &Piece<'_>, table: &DeTable<'_>) -> Result<(Vec<Said>, Vec<Said>), RuleFault> {
    let patterns = piece.strings(table, "pattern")?;
    if patterns.is_empty() {
        return Err(piece.fault(0, RuleFaultCode::Missing));
    }
    let is_words = |(text, _): &Said| !text.starts_with('~');
    Ok(patterns.into_iter().partition(is_words))
}

fn expressions(
    piece: &Piece<'_>,
    table: &DeTable<'_>,
    patterns: &[Said],
) -> Result<Vec<Expression>, RuleFault> {
    let replacements = piece.strings(table, "replacement")?;
    let replacements: Vec<&str> = replacements.iter().map(|(text, _)| text.as_str()).collect();
    let read = patterns.iter().map(|(text, range)| {
        let expression = Expression::read(text.trim_start_matches('~'), &replacements);
        expression.map_err(|code| piece.fault(range.start, code))
    });
    read.collect()
}

fn all_forms(
    piece: &Piece<'_>,
    table: &DeTable<'_>,
    patterns: &[Said],
) -> Result<Vec<Form>, RuleFault> {
    if patterns.is_empty() {
        return Ok(Vec::new());
    }
    let mut replacements = Vec::new();
    for said in piece.strings(table, "replacement")? {
        let replacement =
            Pattern::read(&said.0).map_err(|fault| piece.fault_within(&said, fault))?;
        replacements.push((said, replacement));
    }
    let mut all = Vec::new();
    for said in patterns {
        all.extend(forms_of(piece, said, &replacements, false)?);
    }
    for said in &piece.strings(table, "except")? {
        all.extend(forms_of(piece, said, &[], true)?);
    }
    Ok(all)
}

fn forms_of(
    piece: &Piece<'_>,
    said: &Said,
    replacements: &[(Said, Pattern)],
    is_exception: bool,
) -> Result<Vec<Form>, RuleFault> {
    let wrong = |code| piece.fault(said.1.start, code);
    let pattern = Pattern::read(&said.0).map_err(|fault| piece.fault_within(said, fault))?;
    let mut forms = Vec::new();
    for reading in pattern.readings().map_err(wrong)? {
        let mut answers = Vec::new();
        for (said, replacement) in replacements {
            let bits = replacement
                .answers(&pattern)
                .then(|| bits(&replacement.answer(&reading), &reading));
            let bits = bits.flatten();
            answers.push(bits.ok_or_else(|| piece.fault(said.1.start, RuleFaultCode::NoAnswer))?);
        }
        forms.push(Form {
            atoms: forms::atoms(&reading).map_err(wrong)?,
            replacements: answers,
            is_exception,
        });
    }
    Ok(forms)
}

/// A replacement's letters; none when it is empty or gives back more than the pattern's reading has.
fn bits(letters: &[Letter], reading: &Reading) -> Option<Vec<Bit>> {
    let many = |of: Letter| {
        reading
            .letters
            .iter()
            .filter(|letter| **letter == of)
            .count()
    };
    let (mut endings, mut numbers) = (0, 0);
    let mut bits = Vec::new();
    for letter in letters {
        match letter {
            Letter::Sign(sign) => match bits.last_mut() {
                Some(Bit::Text(text)) => text.push(*sign),
                _ => bits.push(Bit::Text(sign.to_string())),
            },
            Letter::Ending => {
                bits.push(Bit::Ending(endings));
                endings += 1;
            }
            Letter::Number => {
                bits.push(Bit::Number(numbers));
                numbers += 1;
            }
        }
    }
    let is_there = endings <= many(Letter::Ending) && numbers <= many(Letter::Number);
    (is_there && !bits.is_empty()).then_some(bits)
}

/// Whether a rule does what its examples say.
fn tried(piece: &Piece<'_>, compiled: &Compiled, examples: &[Said]) -> Result<(), RuleFault> {
    let alone = Rules::of("", vec![compiled.clone()]);
    for (example, range) in examples {
        let (before, after) = match example.split_once('→') {
            Some((before, after)) => (before.trim(), Some(after.trim())),
            None => (example.as_str(), None),
        };
        let findings = alone.findings_in(before);
        if findings.is_empty() {
            return Err(piece.fault(range.start, RuleFaultCode::ExampleNotFound));
        }
        if after.is_some_and(|after| after != mended(before, &findings)) {
            return Err(piece.fault(range.start, RuleFaultCode::ExampleNotMended));
        }
    }
    Ok(())
}
