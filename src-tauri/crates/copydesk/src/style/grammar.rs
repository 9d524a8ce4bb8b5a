//! What patterns and replacements are written in; knows no rule and no copy.
//!
//! - Words are themselves: whole words, one after the other, with any white space between them. One that is written in
//!   small letters is found in any case, one with a capital as it is written. Either apostrophe and any hyphen is the same,
//!   and so is an accent of its own and one with its letter; a capital of the copy may lack its accent.
//! - `(a|b c|)` is one of these, the last of which is nothing; `[s]` is there or not.
//! - `*` behind letters is any ending or none, `*` alone is any one word; `#` is any number in digits.
//! - `\` before one of these signs is the sign itself.
//!
//! In a replacement the first group answers the pattern's first and takes the alternative of the same place, the second the
//! second, and so on; `[…]` is there when the pattern's is; `*` and `#` give back what was there.

use super::file::RuleFaultCode;

/// The longest pattern or replacement, in characters.
const LONGEST: usize = 300;
/// As many ways to read a pattern are kept.
pub(super) const MOST_FORMS: usize = 200;
/// Groups stand in groups so deep.
const DEEPEST: usize = 4;

/// Where in the pattern, in characters, and what is wrong there.
pub(super) type Fault = (usize, RuleFaultCode);

/// A character of a pattern that was read one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    Sign(char),
    /// `*`
    Ending,
    /// `#`
    Number,
}

#[derive(Debug, Clone)]
enum Part {
    Letter(Letter),
    Group(usize, Vec<Vec<Part>>),
    Optional(usize, Vec<Part>),
}

/// A pattern or replacement that was understood.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// How many alternatives each of its groups has, in the order in which they open.
    groups: Vec<usize>,
    optionals: usize,
}

/// One way to read a pattern: what was chosen in each group, and of what is there or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) letters: Vec<Letter>,
    groups: Vec<Option<usize>>,
    optionals: Vec<bool>,
}

impl Pattern {
    /// Reads what is written.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let signs: Vec<char> = text.chars().collect();
        if signs.len() > LONGEST {
            return Err((LONGEST, RuleFaultCode::TooLong));
        }
        let mut reader = Reader {
            signs: &signs,
            at: 0,
            groups: Vec::new(),
            optionals: 0,
        };
        let parts = reader.sequence(None, 0)?;
        Ok(Self {
            parts,
            groups: reader.groups,
            optionals: reader.optionals,
        })
    }

    /// All ways to read it.
    pub(super) fn readings(&self) -> Result<Vec<Reading>, RuleFaultCode> {
        let blank = Reading {
            letters: Vec::new(),
            groups: vec![None; self.groups.len()],
            optionals: vec![false; self.optionals],
        };
        expanded(&self.parts, vec![blank])
    }

    /// Whether each of its groups answers one of that pattern.
    pub(super) fn answers(&self, pattern: &Self) -> bool {
        let pairs = self.groups.iter().zip(&pattern.groups);
        self.groups.len() <= pattern.groups.len()
            && self.optionals <= pattern.optionals
            && pairs.into_iter().all(|(own, theirs)| own == theirs)
    }

    /// What it says where the pattern that it answers was read so; spaces are single, none at its ends.
    pub(super) fn answer(&self, to: &Reading) -> Vec<Letter> {
        let mut letters = Vec::new();
        answer(&self.parts, to, &mut letters);
        letters.dedup_by(|next, last| *next == Letter::Sign(' ') && *next == *last);
        let is_space = |letter: Option<&Letter>| letter == Some(&Letter::Sign(' '));
        if is_space(letters.last()) {
            letters.pop();
        }
        if is_space(letters.first()) {
            letters.remove(0);
        }
        letters
    }
}

fn expanded(parts: &[Part], mut readings: Vec<Reading>) -> Result<Vec<Reading>, RuleFaultCode> {
    for part in parts {
        match part {
            Part::Letter(letter) => readings.iter_mut().for_each(|r| r.letters.push(*letter)),
            Part::Optional(nth, within) => {
                let mut with = readings.clone();
                with.iter_mut().for_each(|r| r.optionals[*nth] = true);
                readings.extend(expanded(within, with)?);
            }
            Part::Group(nth, alternatives) => {
                let before = std::mem::take(&mut readings);
                for (chosen, alternative) in alternatives.iter().enumerate() {
                    let mut with = before.clone();
                    with.iter_mut().for_each(|r| r.groups[*nth] = Some(chosen));
                    readings.extend(expanded(alternative, with)?);
                    bounded(&readings)?;
                }
            }
        }
        bounded(&readings)?;
    }
    Ok(readings)
}

fn bounded(readings: &[Reading]) -> Result<(), RuleFaultCode> {
    if readings.len() > MOST_FORMS {
        return Err(RuleFaultCode::TooManyForms);
    }
    Ok(())
}

fn answer(parts: &[Part], to: &Reading, letters: &mut Vec<Letter>) {
    for part in parts {
        match part {
            Part::Letter(letter) => letters.push(*letter),
            Part::Optional(nth, within) if to.optionals[*nth] => answer(within, to, letters),
            Part::Optional(..) => {}
            Part::Group(nth, alternatives) => {
                if let Some(chosen) = to.groups[*nth].and_then(|nth| alternatives.get(nth)) {
                    answer(chosen, to, letters);
                }
            }
        }
    }
}

struct Reader<'p> {
    signs: &'p [char],
    at: usize,
    groups: Vec<usize>,
    optionals: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let sign = self.signs.get(self.at).copied();
        self.at += usize::from(sign.is_some());
        sign
    }

    /// What stands before the sign that closes it, or before a `|`, neither of which is taken.
    fn sequence(&mut self, closing: Option<char>, depth: usize) -> Result<Vec<Part>, Fault> {
        let mut parts = Vec::new();
        while let Some(sign) = self.next() {
            let at = self.at - 1;
            parts.push(match sign {
                '|' | ')' | ']' => {
                    self.at = at;
                    let ends = closing == Some(sign) || sign == '|' && closing == Some(')');
                    return if ends {
                        Ok(parts)
                    } else {
                        Err((at, RuleFaultCode::Unopened))
                    };
                }
                '(' | '[' if depth == DEEPEST => return Err((at, RuleFaultCode::TooDeep)),
                '(' => self.group(at, depth + 1)?,
                '[' => self.optional(at, depth + 1)?,
                '*' => Part::Letter(Letter::Ending),
                '#' => Part::Letter(Letter::Number),
                '\\' => Part::Letter(Letter::Sign(
                    self.next().ok_or((at, RuleFaultCode::Unclosed))?,
                )),
                // What the forms mark endings and numbers with.
                '\u{E000}'..='\u{F8FF}' => return Err((at, RuleFaultCode::OddSign)),
                sign => Part::Letter(Letter::Sign(sign)),
            });
        }
        if closing.is_none() {
            Ok(parts)
        } else {
            Err((self.signs.len(), RuleFaultCode::Unclosed))
        }
    }

    fn group(&mut self, at: usize, depth: usize) -> Result<Part, Fault> {
        let nth = self.groups.len();
        self.groups.push(0);
        let mut alternatives = Vec::new();
        loop {
            let alternative = self.sequence(Some(')'), depth);
            alternatives.push(alternative.map_err(|fault| unclosed_at(fault, at))?);
            if self.next() == Some(')') {
                break;
            }
        }
        self.groups[nth] = alternatives.len();
        Ok(Part::Group(nth, alternatives))
    }

    fn optional(&mut self, at: usize, depth: usize) -> Result<Part, Fault> {
        let nth = self.optionals;
        self.optionals += 1;
        let within = self.sequence(Some(']'), depth);
        let within = within.map_err(|fault| unclosed_at(fault, at))?;
        self.at += 1;
        Ok(Part::Optional(nth, within))
    }
}

/// What is not closed is told where it opens.
fn unclosed_at((place, code): Fault, at: usize) -> Fault {
    match code {
        RuleFaultCode::Unclosed => (at, code),
        code => (place, code),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(letters: &[Letter]) -> String {
        let sign = |letter: &Letter| match letter {
            Letter::Sign(sign) => *sign,
            Letter::Ending => '*',
            Letter::Number => '#',
        };
        letters.iter().map(sign).collect()
    }

    #[track_caller]
    fn check(pattern: &str, replacement: &str, expect: &[(&str, &str)]) {
        let pattern = Pattern::read(pattern).expect("a pattern");
        let replacement = Pattern::read(replacement).expect("a replacement");
        assert!(replacement.answers(&pattern));
        let readings = pattern.readings().expect("its readings");
        let found: Vec<_> = readings
            .iter()
            .map(|reading| {
                let answer = replacement.answer(reading);
                (written(&reading.letters), written(&answer))
            })
            .collect();
        let expect: Vec<_> = expect
            .iter()
            .map(|(one, other)| ((*one).to_owned(), (*other).to_owned()))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn groups_and_what_is_there_or_not_are_answered_in_their_order() {
        check(
            "digita(l|ux) (a|b)",
            "numérique(|s) (c|d)",
            &[
                ("digital a", "numérique c"),
                ("digitaux a", "numériques c"),
                ("digital b", "numérique d"),
                ("digitaux b", "numériques d"),
            ],
        );
        check("#ème[s]", "#e[s]", &[("#ème", "#e"), ("#èmes", "#es")]);
        check(
            "[tout ](en haut|à fait)",
            "[ ](là| oui )",
            &[
                ("en haut", "là"),
                ("tout en haut", "là"),
                ("à fait", "oui"),
                ("tout à fait", "oui"),
            ],
        );
        check(
            "a\\*[b(c|d)]",
            "(x|y)",
            &[("a*", ""), ("a*bc", "x"), ("a*bd", "y")],
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (pattern, fault) in [
            ("a (b", (2, RuleFaultCode::Unclosed)),
            ("a (b|(c)", (2, RuleFaultCode::Unclosed)),
            ("a b)", (3, RuleFaultCode::Unopened)),
            ("a|b", (1, RuleFaultCode::Unopened)),
            ("[a|b]", (2, RuleFaultCode::Unopened)),
            ("[a)", (2, RuleFaultCode::Unopened)),
            ("a\\", (1, RuleFaultCode::Unclosed)),
            ("(((((a)))))", (4, RuleFaultCode::TooDeep)),
            ("a\u{E000}", (1, RuleFaultCode::OddSign)),
        ] {
            assert_eq!(Pattern::read(pattern).err(), Some(fault), "{pattern}");
        }
        let many = Pattern::read(&"(|)".repeat(90)).expect("short enough");
        assert_eq!(many.readings(), Err(RuleFaultCode::TooManyForms));
        let long = Pattern::read(&"a".repeat(301)).err();
        assert_eq!(long, Some((300, RuleFaultCode::TooLong)));
    }

    proptest! {
        #[test]
        fn any_pattern_is_read_or_refused_in_bounds(text in "[a-c éA()\\[\\]|*#\\\\]{0,60}|\\PC{0,40}") {
            match Pattern::read(&text) {
                Ok(pattern) => {
                    if let Ok(readings) = pattern.readings() {
                        prop_assert!(readings.len() <= MOST_FORMS);
                        for reading in &readings {
                            pattern.answer(reading);
                        }
                    }
                }
                Err((at, _)) => prop_assert!(at <= text.chars().count()),
            }
        }
    }
}
