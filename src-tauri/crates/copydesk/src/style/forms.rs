//! A pattern read one way, as tokens, and whether copy has it somewhere; knows no rule.

use std::ops::Range;

use super::file::RuleFaultCode;
use super::grammar::{Letter, Reading};
use crate::tokens::{self, Kind, Token, composed, is_apostrophe, is_hyphen, is_in_any_case};

/// What stands for `*` and `#` while a form is cut into tokens: letters of no word.
const ENDING: char = '\u{E000}';
const NUMBER: char = '\u{E001}';

/// One token of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Atom {
    /// This word in any case.
    Word(String),
    /// This word in this case.
    Exactly(String),
    /// A word that begins so, in any case.
    Start(String),
    /// A word that begins so, in this case.
    StartExactly(String),
    AnyWord,
    AnyNumber,
    Number(String),
    Space,
    Sign(char),
}

/// Where a form is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Behind its last token.
    pub(super) end: usize,
    /// What each `*` stands for, in bytes of the text.
    pub(super) endings: Vec<Range<usize>>,
    /// What each `#` stands for.
    pub(super) numbers: Vec<Range<usize>>,
}

/// The atoms of a reading.
///
/// # Errors
/// When there is nothing in it to be looked for: no word, a beginning of one letter, any word at its beginning; and when
/// letters follow a `*`.
pub(super) fn atoms(reading: &Reading) -> Result<Vec<Atom>, RuleFaultCode> {
    let text: String = reading
        .letters
        .iter()
        .map(|letter| match letter {
            Letter::Sign(sign) => *sign,
            Letter::Ending => ENDING,
            Letter::Number => NUMBER,
        })
        .collect();
    let mut atoms = Vec::new();
    for token in tokens::tokens(text.trim()) {
        let behind_star = text.trim()[..token.start].ends_with(ENDING);
        match token.kind {
            Kind::Word if behind_star => return Err(RuleFaultCode::LettersBehindStar),
            Kind::Word => atoms.push(word(token.text)),
            Kind::Number => atoms.push(Atom::Number(token.text.to_owned())),
            Kind::Space => atoms.push(Atom::Space),
            Kind::Sign if token.is_sign(NUMBER) => atoms.push(Atom::AnyNumber),
            Kind::Sign if token.is_sign(ENDING) => ending(&mut atoms),
            Kind::Sign => atoms.extend(token.text.chars().map(|sign| Atom::Sign(plain(sign)))),
        }
    }
    let is_word = |atom: &Atom| !matches!(atom, Atom::AnyWord | Atom::AnyNumber | Atom::Space);
    let is_blank = atoms.first().is_none_or(|atom| *atom == Atom::AnyWord);
    if is_blank || !atoms.iter().any(is_word) {
        return Err(RuleFaultCode::NoWord);
    }
    if atoms.iter().any(is_short_start) {
        return Err(RuleFaultCode::ShortStart);
    }
    Ok(atoms)
}

fn word(text: &str) -> Atom {
    let word = composed(text).into_owned();
    if word.contains(char::is_uppercase) {
        Atom::Exactly(word)
    } else {
        Atom::Word(word)
    }
}

fn ending(atoms: &mut Vec<Atom>) {
    match atoms.pop() {
        Some(Atom::Word(start)) => atoms.push(Atom::Start(start)),
        Some(Atom::Exactly(start)) => atoms.push(Atom::StartExactly(start)),
        before => {
            atoms.extend(before);
            atoms.push(Atom::AnyWord);
        }
    }
}

fn is_short_start(atom: &Atom) -> bool {
    matches!(atom, Atom::Start(start) | Atom::StartExactly(start) if start.chars().count() < 2)
}

/// One apostrophe and one hyphen for all.
fn plain(sign: char) -> char {
    match sign {
        sign if is_apostrophe(sign) => '’',
        sign if is_hyphen(sign) => '-',
        sign => sign,
    }
}

/// Where the form that begins with this token ends, if it is there and its words are whole.
pub(super) fn place(atoms: &[Atom], tokens: &[Token<'_>], at: usize) -> Option<Place> {
    let mut place = Place {
        end: at + atoms.len(),
        endings: Vec::new(),
        numbers: Vec::new(),
    };
    for (atom, token) in atoms.iter().zip(tokens.get(at..place.end)?) {
        match atom {
            atom if !meets(atom, token) => return None,
            Atom::Start(start) | Atom::StartExactly(start) => {
                let behind = behind_letters(token.text, start.chars().count());
                place.endings.push(token.start + behind..token.end());
            }
            Atom::AnyWord => place.endings.push(token.range()),
            Atom::AnyNumber => place.numbers.push(token.range()),
            _ => {}
        }
    }
    (is_free_before(tokens, at) && is_free_behind(tokens, place.end)).then_some(place)
}

/// Whether this token is what the atom says.
pub(super) fn meets(atom: &Atom, token: &Token<'_>) -> bool {
    let start_of = |start: &str| &token.text[..behind_letters(token.text, start.chars().count())];
    match (atom, token.kind) {
        (Atom::Word(word), Kind::Word) => is_in_any_case(&composed(token.text), word),
        (Atom::Exactly(word), Kind::Word) => composed(token.text) == word.as_str(),
        (Atom::Start(start), Kind::Word) => is_in_any_case(&composed(start_of(start)), start),
        (Atom::StartExactly(start), Kind::Word) => composed(start_of(start)) == start.as_str(),
        (Atom::Number(number), Kind::Number) => number == token.text,
        (Atom::Sign(sign), Kind::Sign) => token.text.chars().all(|said| plain(said) == *sign),
        (Atom::AnyWord, Kind::Word)
        | (Atom::AnyNumber, Kind::Number)
        | (Atom::Space, Kind::Space) => true,
        _ => false,
    }
}

/// Behind so many letters, with the accents and soft hyphens between and behind them, in bytes.
fn behind_letters(word: &str, many: usize) -> usize {
    let is_letter = |sign: char| sign.is_alphabetic();
    let mut letters = word.char_indices().filter(|(_, sign)| is_letter(*sign));
    letters.nth(many).map_or(word.len(), |(at, _)| at)
}

/// Whether a word may begin here: not within another, nor behind its hyphen. Behind an apostrophe only what elides.
fn is_free_before(tokens: &[Token<'_>], at: usize) -> bool {
    if !tokens[at].is_said() {
        return true;
    }
    let before = |many: usize| at.checked_sub(many).map(|at| &tokens[at]);
    let Some(joint) = before(1) else {
        return true;
    };
    let word = before(2).filter(|token| token.is_said());
    match (joint.text.chars().next(), word) {
        _ if joint.is_said() => false,
        (Some(sign), Some(word)) if is_apostrophe(sign) => is_elided(word.text),
        (Some(sign), Some(_)) => !joins(sign),
        _ => true,
    }
}

/// Whether a word may end here: before `-t-il` and `’s` too.
fn is_free_behind(tokens: &[Token<'_>], end: usize) -> bool {
    if !tokens[end - 1].is_said() {
        return true;
    }
    let Some(joint) = tokens.get(end) else {
        return true;
    };
    let word = tokens.get(end + 1).filter(|token| token.is_said());
    match (joint.text.chars().next(), word) {
        _ if joint.is_said() => false,
        (Some(sign), Some(word)) if is_apostrophe(sign) => word.text.eq_ignore_ascii_case("s"),
        (Some(sign), Some(word)) if is_hyphen(sign) => is_pronoun(word.text),
        (Some(sign), Some(_)) => !joins(sign),
        _ => true,
    }
}

/// Whether a word goes on behind this sign.
fn joins(sign: char) -> bool {
    is_hyphen(sign) || matches!(sign, '.' | '@' | '_' | '&' | '·')
}

/// What loses its vowel before another in French.
fn is_elided(word: &str) -> bool {
    const ELIDED: [&str; 16] = [
        "l", "d", "j", "m", "t", "s", "n", "c", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
        "quelqu", "presqu",
    ];
    ELIDED.contains(&word.to_lowercase().as_str())
}

/// What stands behind a French verb with a hyphen.
fn is_pronoun(word: &str) -> bool {
    const PRONOUNS: [&str; 20] = [
        "t", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "le", "la",
        "les", "lui", "leur", "moi", "toi", "y", "en",
    ];
    PRONOUNS.contains(&word)
}
