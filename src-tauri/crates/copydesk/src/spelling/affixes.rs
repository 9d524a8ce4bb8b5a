//! How a Hunspell dictionary's words are inflected, read from its affix file, so that the forms of a word can be listed;
//! judges no word: spellbook does.
//!
//! The format is that of hunspell(5). What the judge has accepted is read leniently here: a line that is not understood
//! only means that fewer forms are listed.

use std::collections::HashMap;

/// The most forms that are listed of one word.
const MOST_FORMS: usize = 4_000;

/// A flag of a word or an affix, in whichever of the four ways it is written.
pub(super) type Flag = u64;

/// How flags are written (`FLAG`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Flags {
    #[default]
    Single,
    Long,
    Number,
}

#[derive(Debug, Default)]
pub(super) struct Affixes {
    kind: Flags,
    aliases: Vec<Vec<Flag>>,
    prefixes: HashMap<Flag, Vec<Affix>>,
    suffixes: HashMap<Flag, Vec<Affix>>,
    /// Of words that are no word alone (`NEEDAFFIX`).
    needs_affix: Option<Flag>,
    /// Of words that are never suggested (`NOSUGGEST`, `FORBIDDENWORD`, `ONLYINCOMPOUND`).
    unsaid: Vec<Flag>,
    /// What is often written for what (`REP`).
    pub(super) replacements: Vec<(String, String)>,
}

#[derive(Debug)]
struct Affix {
    strip: String,
    add: String,
    condition: Vec<Class>,
    /// Whether it may stand with one at the other end.
    crosses: bool,
    /// The affixes that the result takes.
    then: Vec<Flag>,
}

/// One place of a condition: letters that may stand there, or may not.
#[derive(Debug, PartialEq, Eq)]
struct Class {
    letters: Vec<char>,
    excluded: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Front,
    Back,
}

impl Affixes {
    pub(super) fn read(aff: &str) -> Self {
        let mut affixes = Self::default();
        for line in aff.lines() {
            affixes.take(line);
        }
        affixes
    }

    fn take(&mut self, line: &str) {
        let mut words = line.trim_start_matches('\u{feff}').split_whitespace();
        let Some(key) = words.next() else { return };
        let rest: Vec<&str> = words.collect();
        match (key, rest.as_slice()) {
            ("FLAG", ["long", ..]) => self.kind = Flags::Long,
            ("FLAG", ["num", ..]) => self.kind = Flags::Number,
            ("AF", [alias, ..]) => self.aliases.push(self.plain_flags(alias)),
            ("NEEDAFFIX", [flag, ..]) => self.needs_affix = self.plain_flags(flag).first().copied(),
            ("NOSUGGEST" | "FORBIDDENWORD" | "ONLYINCOMPOUND", [flag, ..]) => {
                self.unsaid.extend(self.plain_flags(flag));
            }
            ("REP", [from, to, ..]) => {
                let to = to.replace('_', " ");
                self.replacements.push(((*from).to_owned(), to));
            }
            ("PFX", [flag, strip, add, rest @ ..]) => {
                self.take_affix(End::Front, flag, strip, add, rest);
            }
            ("SFX", [flag, strip, add, rest @ ..]) => {
                self.take_affix(End::Back, flag, strip, add, rest);
            }
            _ => {}
        }
    }

    /// A line of a table, or its first, which says whether what follows may stand with affixes of the other end.
    fn take_affix(&mut self, end: End, flag: &str, strip: &str, add: &str, rest: &[&str]) {
        let Some(&flag) = self.plain_flags(flag).first() else {
            return;
        };
        let (add, then) = add.split_once('/').unwrap_or((add, ""));
        let then = self.flags(then);
        let table = match end {
            End::Front => &mut self.prefixes,
            End::Back => &mut self.suffixes,
        };
        let of_flag = table.entry(flag).or_default();
        let is_head = of_flag.is_empty() && matches!(strip, "Y" | "N");
        let nothing = |text: &str| (if text == "0" { "" } else { text }).to_owned();
        of_flag.push(Affix {
            strip: nothing(strip),
            add: nothing(add),
            condition: rest.first().map_or_else(Vec::new, |text| classes(text)),
            crosses: if is_head {
                strip == "Y"
            } else {
                of_flag.first().is_some_and(|head| head.crosses)
            },
            then,
        });
    }

    /// The flags of a word or affix: a number names a line of `AF`, where there are some.
    pub(super) fn flags(&self, text: &str) -> Vec<Flag> {
        let alias = text
            .parse::<usize>()
            .ok()
            .filter(|_| !self.aliases.is_empty());
        match alias {
            // The first line of AF says how many there are.
            Some(nth) => self.aliases.get(nth).cloned().unwrap_or_default(),
            None => self.plain_flags(text),
        }
    }

    fn plain_flags(&self, text: &str) -> Vec<Flag> {
        let letters: Vec<u64> = text
            .chars()
            .map(|sign| u64::from(u32::from(sign)))
            .collect();
        match self.kind {
            Flags::Single => letters,
            Flags::Long => letters
                .chunks(2)
                .map(|two| two.iter().fold(0, |flag, one| flag << 32 | one))
                .collect(),
            Flags::Number => text
                .split(',')
                .filter_map(|number| number.parse().ok())
                .collect(),
        }
    }

    /// Every form of a word with these flags, itself included, without what is elided before it (l’, d’, qu’); none of a
    /// word that is never suggested.
    pub(super) fn forms(&self, stem: &str, flags: &[Flag]) -> Vec<String> {
        if flags.iter().any(|flag| self.unsaid.contains(flag)) {
            return Vec::new();
        }
        let mut forms = Vec::new();
        if !flags.iter().any(|flag| self.needs_affix == Some(*flag)) {
            forms.push(stem.to_owned());
        }
        self.add_forms(End::Back, stem, flags, flags, 2, &mut forms);
        self.add_forms(End::Front, stem, flags, flags, 1, &mut forms);
        forms
    }

    /// Adds what the flags' affixes of one end make of a form, and what these then take, `depth` affixes deep.
    fn add_forms(
        &self,
        end: End,
        form: &str,
        flags: &[Flag],
        all: &[Flag],
        depth: usize,
        forms: &mut Vec<String>,
    ) {
        let table = match end {
            End::Front => &self.prefixes,
            End::Back => &self.suffixes,
        };
        for affix in flags
            .iter()
            .filter_map(|flag| table.get(flag))
            .flat_map(|table| table.iter().skip(1))
        {
            let Some(made) = affix.on(end, form).filter(|_| forms.len() < MOST_FORMS) else {
                continue;
            };
            if depth > 1 {
                self.add_forms(end, &made, &affix.then, all, depth - 1, forms);
            }
            if end == End::Back && affix.crosses {
                self.add_forms(End::Front, &made, all, all, 1, forms);
            }
            if !affix
                .then
                .iter()
                .any(|flag| self.needs_affix == Some(*flag))
            {
                forms.push(made);
            }
        }
    }
}

impl Affix {
    /// What it makes of a form; nothing where it can't stand there, or only elides.
    fn on(&self, end: End, form: &str) -> Option<String> {
        let (rest, holds) = match end {
            End::Front => (form.strip_prefix(&self.strip)?, self.holds(form.chars())),
            End::Back => (form.strip_suffix(&self.strip)?, self.holds_at_end(form)),
        };
        if !holds || rest.is_empty() {
            return None;
        }
        match end {
            End::Front => (!self.add.contains(['\'', '’'])).then(|| format!("{}{rest}", self.add)),
            End::Back => Some(format!("{rest}{}", self.add)),
        }
    }

    fn holds(&self, mut letters: impl Iterator<Item = char>) -> bool {
        self.condition
            .iter()
            .all(|class| letters.next().is_some_and(|letter| class.takes(letter)))
    }

    fn holds_at_end(&self, form: &str) -> bool {
        let mut letters = form.chars().rev();
        self.condition
            .iter()
            .rev()
            .all(|class| letters.next().is_some_and(|letter| class.takes(letter)))
    }
}

impl Class {
    fn takes(&self, letter: char) -> bool {
        self.letters.contains(&letter) != self.excluded
    }
}

/// The places of a condition: a letter, `.`, `[abc]` or `[^abc]` each.
fn classes(condition: &str) -> Vec<Class> {
    let mut classes = Vec::new();
    let mut rest = condition;
    while let Some(first) = rest.chars().next() {
        let bracket = rest
            .strip_prefix('[')
            .and_then(|inside| inside.split_once(']'));
        let class = match bracket {
            Some((inside, after)) => {
                rest = after;
                let letters = inside.strip_prefix('^');
                Class {
                    letters: letters.unwrap_or(inside).chars().collect(),
                    excluded: letters.is_some(),
                }
            }
            None => {
                rest = &rest[first.len_utf8()..];
                let letters = if first == '.' {
                    Vec::new()
                } else {
                    vec![first]
                };
                Class {
                    letters,
                    excluded: first == '.',
                }
            }
        };
        classes.push(class);
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "SFX S Y 2\nSFX S y ies [^aeiou]y\nSFX S 0 s [^y]\nPFX U Y 1\nPFX U 0 un .\nPFX L N 1\nPFX L 0 l' .\n";

    fn forms(aff: &str, stem: &str, flags: &str) -> Vec<String> {
        let affixes = Affixes::read(aff);
        let mut forms = affixes.forms(stem, &affixes.flags(flags));
        forms.sort();
        forms
    }

    #[test]
    fn the_forms_of_a_word_are_listed_without_what_is_elided_before_it() {
        assert_eq!(forms(ENGLISH, "party", "SL"), ["parties", "party"]);
        assert_eq!(
            forms(ENGLISH, "tie", "SU"),
            ["tie", "ties", "untie", "unties"]
        );
    }

    #[test]
    fn an_affix_may_take_another() {
        let aff =
            "FLAG long\nSFX Aa Y 1\nSFX Aa 0 able/Bb .\nSFX Bb Y 1\nSFX Bb able ability able\n";
        assert_eq!(
            forms(aff, "read", "Aa"),
            ["read", "readability", "readable"]
        );
    }

    #[test]
    fn what_needs_an_affix_or_is_never_suggested_is_no_form() {
        let aff = "NEEDAFFIX !\nNOSUGGEST ?\nSFX S N 1\nSFX S 0 s .\n";
        assert_eq!(forms(aff, "trouser", "S!"), ["trousers"]);
        assert!(forms(aff, "slur", "S?").is_empty());
    }

    #[test]
    fn a_number_names_a_line_of_flags_where_there_are_some() {
        let aff = "AF 2\nAF S\nAF SU\nSFX S Y 1\nSFX S 0 s .\nPFX U Y 1\nPFX U 0 un .\n";
        assert_eq!(forms(aff, "tie", "1"), ["tie", "ties"]);
        assert_eq!(forms(aff, "tie", "2"), ["tie", "ties", "untie", "unties"]);
    }
}
