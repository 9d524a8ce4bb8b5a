//! A language's dictionary: which words it has, which forms are near a word, how a new word is inflected like one of its.
//!
//! spellbook judges; what it leaves out, or does too slowly (its suggestions take 200 ms for a French word), is made
//! of the list of all forms.

use std::borrow::Cow;

use spellbook::ParseDictionaryErrorSource;

use super::affixes::Affixes;
use super::forms::{Forms, Near};
use crate::CopydeskError;
use crate::error::DictionaryFile;
use crate::tokens::capitalised;

/// The largest dictionary that is read, in bytes of both files; the largest of Debian's has 18 MB.
const LARGEST: usize = 40_000_000;

/// The most ways to break a word at its joints (`BREAK`): each multiplies the others.
const MOST_BREAKS: usize = 8;

/// The most ways into a word that are tried when it is taken apart: a word with more is not judged.
const MOST_WAYS: u64 = 100_000;
/// A word of so many letters has no more.
const SHORT: usize = 16;

/// A Hunspell dictionary, ready to judge. Reading one takes about as long as half a second: share it.
pub struct Dictionary {
    judge: spellbook::Dictionary,
    affixes: Affixes,
    words: String,
    forms: Forms,
    /// Whether its words may be put together.
    compounds: bool,
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Dictionary")
            .field("forms", &self.forms.len())
            .finish_non_exhaustive()
    }
}

impl Dictionary {
    /// Reads a dictionary of the format that hunspell(5) describes, from the text of its two files.
    ///
    /// # Errors
    /// [`CopydeskError::Dictionary`] with the line that is not of that format.
    pub fn read(aff: &str, dic: &str) -> Result<Self, CopydeskError> {
        if aff.len() + dic.len() > LARGEST {
            let why = format!("more than {LARGEST} bytes");
            return Err(CopydeskError::Dictionary {
                file: DictionaryFile::Words,
                line: 0,
                why,
            });
        }
        let judge = spellbook::Dictionary::new(&sound(aff), dic).map_err(|error| {
            CopydeskError::Dictionary {
                file: match error.source {
                    ParseDictionaryErrorSource::Dic => DictionaryFile::Words,
                    _ => DictionaryFile::Affixes,
                },
                line: error.line_number.unwrap_or(0),
                why: error.kind.to_string(),
            }
        })?;
        let affixes = Affixes::read(aff);
        let forms = Forms::new(
            entries(dic)
                .flat_map(|(word, flags)| affixes.forms(&word, &affixes.flags(flags)))
                .collect(),
        );
        Ok(Self {
            judge,
            affixes,
            words: dic.to_owned(),
            forms,
            compounds: aff
                .lines()
                .any(|line| line.trim_start().starts_with("COMPOUND")),
        })
    }

    /// Whether this is a word, or can't be judged in a time that is short. Apostrophes are straight in it.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.is_endless(word) || self.judge.check(word)
    }

    /// Whether a part of the word can be taken apart in more ways than anybody waits for: the judge tries them all.
    fn is_endless(&self, word: &str) -> bool {
        let mut pieces = word.split(|sign: char| !sign.is_alphanumeric());
        self.compounds && pieces.any(|piece| self.ways(piece) > MOST_WAYS)
    }

    /// How many beginnings of the word are forms one behind the other, each way counted; none is for a short one.
    fn ways(&self, word: &str) -> u64 {
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        if ends.len() <= SHORT {
            return 0;
        }
        let mut ways = vec![0_u64; ends.len() + 1];
        ways[0] = 1;
        for (nth, end) in ends.iter().skip(1).chain([&word.len()]).enumerate() {
            let starts = ends[..=nth].iter().zip(&ways);
            let into =
                starts.filter(|(start, ways)| **ways > 0 && self.is_part(&word[**start..*end]));
            ways[nth + 1] = into.fold(0, |sum, (_, ways)| sum.saturating_add(*ways));
        }
        ways.iter().fold(0, |sum, ways| sum.saturating_add(*ways))
    }

    fn is_part(&self, part: &str) -> bool {
        let small = part.to_lowercase();
        [part, &small, &capitalised(&small)]
            .into_iter()
            .any(|form| self.forms.contains(form))
    }

    /// The forms of its words that are nearest; some of them are no words.
    pub(super) fn near(&self, word: &str, limit: u32, most: usize) -> Vec<Near<'_>> {
        self.forms.near(word, limit, most)
    }

    /// What is often written for what.
    pub(super) fn replacements(&self) -> &[(String, String)] {
        &self.affixes.replacements
    }

    /// The forms of a word that is inflected as `model` is; the word alone where there is no such model.
    pub(super) fn inflected(&self, word: &str, model: &str) -> Vec<String> {
        let models = entries(&self.words).filter(|(entry, _)| entry == model);
        let forms =
            models.flat_map(|(_, flags)| self.affixes.forms(word, &self.affixes.flags(flags)));
        let mut forms: Vec<_> = forms.collect();
        forms.push(word.to_owned());
        forms
    }
}

/// The entries of a `.dic` file: a word and its flags, as they are written.
fn entries(dic: &str) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
    dic.lines().skip(1).map(|line| {
        let line = line.split('\t').next().unwrap_or(line).trim();
        let slash = line
            .match_indices('/')
            .map(|(at, _)| at)
            .find(|at| *at > 0 && !line[..*at].ends_with('\\'));
        let (word, flags) = slash.map_or((line, ""), |at| (&line[..at], &line[at + 1..]));
        let word = if word.contains("\\/") {
            Cow::Owned(word.replace("\\/", "/"))
        } else {
            Cow::Borrowed(word)
        };
        (word, flags.split_whitespace().next().unwrap_or(""))
    })
}

/// The affixes without those breaks that would have a word taken apart again and again: what is broken at nothing, at a
/// letter, at the same twice. Lines keep their numbers.
fn sound(aff: &str) -> Cow<'_, str> {
    let mut taken: Vec<&str> = Vec::new();
    let breaks = |line: &str| line.split_whitespace().next() == Some("BREAK");
    let mut lines: Vec<Cow<'_, str>> = aff.lines().map(Cow::Borrowed).collect();
    let mut rows = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| breaks(line))
        .map(|(nth, _)| nth);
    let Some(head) = rows.next() else {
        return Cow::Borrowed(aff);
    };
    let rows: Vec<usize> = rows.collect();
    for nth in rows {
        let original = aff.lines().nth(nth).unwrap_or("");
        let pattern = original.split_whitespace().nth(1).unwrap_or("");
        let sign = pattern.trim_start_matches('^').trim_end_matches('$');
        let is_sound = !sign.is_empty()
            && !sign.contains(char::is_alphanumeric)
            && !taken.contains(&pattern)
            && taken.len() < MOST_BREAKS;
        if is_sound {
            taken.push(pattern);
        } else {
            lines[nth] = Cow::Borrowed("#");
        }
    }
    lines[head] = Cow::Owned(format!("BREAK {}", taken.len()));
    Cow::Owned(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFF: &str = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n";

    #[test]
    fn a_word_is_inflected_as_another() {
        let dictionary = Dictionary::read(AFF, "2\ntweet/S\nnews\n").expect("a dictionary");
        assert_eq!(
            dictionary.inflected("toot", "tweet"),
            ["toot", "toots", "toot"]
        );
        assert_eq!(dictionary.inflected("toot", "nothing"), ["toot"]);
        assert!(dictionary.knows("tweets") && !dictionary.knows("newss"));
    }

    #[test]
    fn a_broken_line_is_told() {
        let error = Dictionary::read("SET UTF-8\nSFX S Y many\n", "0\n").expect_err("no number");
        assert!(
            matches!(
                error,
                CopydeskError::Dictionary {
                    file: DictionaryFile::Affixes,
                    line: 2,
                    ..
                }
            ),
            "{error:?}"
        );
        let error = Dictionary::read(AFF, "many\ntweet\n").expect_err("no number");
        assert!(
            matches!(
                error,
                CopydeskError::Dictionary {
                    file: DictionaryFile::Words,
                    line: 1,
                    ..
                }
            ),
            "{error:?}"
        );
    }

    #[test]
    fn breaks_that_multiply_are_left_out() {
        let aff = "BREAK 5\nBREAK ^\nBREAK -\nBREAK -\nBREAK ^-\nBREAK a\nTRY abc\n";
        assert_eq!(sound(aff), "BREAK 2\n#\nBREAK -\n#\nBREAK ^-\n#\nTRY abc");
    }
}
