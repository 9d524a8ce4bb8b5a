//! Word lists that people keep: plain text, one word a line; knows no file and no dictionary.

use super::words::{plain, words};

/// Words that are right, and words that are not to be written, as a person or a newsroom keeps them.
///
/// ```text
/// # One word a line; what follows a # is a remark.
/// Hanouna
/// tweeter/chanter          inflected as chanter is: tweetons, tweetait
/// *leader → dirigeant      never right, whatever a dictionary says; what to write instead, where there is that
/// ```
///
/// A word in small letters is right with a capital and in capitals too; one with a capital also in capitals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    pub(super) entries: Vec<Entry>,
    /// The lines that hold no word, or several; all others count.
    pub faults: Vec<ListFault>,
}

/// A line of a word list that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFault {
    /// From 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    Right {
        word: String,
        model: Option<String>,
    },
    Forbidden {
        word: String,
        instead: Option<String>,
    },
}

impl WordList {
    /// Reads a list, whatever it holds.
    pub fn read(text: &str) -> Self {
        let mut list = Self::default();
        for (nth, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let said = line.split('#').next().unwrap_or("").trim();
            if said.is_empty() {
                continue;
            }
            match entry(said) {
                Some(entry) => list.entries.push(entry),
                None => list.faults.push(ListFault {
                    line: nth + 1,
                    text: line.to_owned(),
                }),
            }
        }
        list
    }
}

fn entry(said: &str) -> Option<Entry> {
    if let Some(forbidden) = said.strip_prefix('*') {
        let (word, instead) = match forbidden.split_once('→') {
            Some((word, instead)) => (word, Some(instead.trim())),
            None => (forbidden, None),
        };
        let instead = instead
            .filter(|instead| !instead.is_empty())
            .map(str::to_owned);
        return Some(Entry::Forbidden {
            word: one_word(word)?,
            instead,
        });
    }
    let (word, model) = match said.split_once('/') {
        Some((word, model)) => (word, Some(one_word(model)?)),
        None => (said, None),
    };
    Some(Entry::Right {
        word: one_word(word)?,
        model,
    })
}

/// The text as dictionaries write it, where it is one word and nothing else.
fn one_word(text: &str) -> Option<String> {
    let text = text.trim();
    let whole = words(text).next()?;
    (whole == (0..text.len())).then(|| plain(text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(word: &str, model: Option<&str>) -> Entry {
        Entry::Right {
            word: word.to_owned(),
            model: model.map(str::to_owned),
        }
    }

    #[test]
    fn a_list_is_read_line_by_line() {
        let list = WordList::read(
            "# noms\nHanouna\n\ntweeter/chanter # verbe\nd’Artagnan\n*leader → dirigeant\n*impacter\n",
        );
        let forbidden = |word: &str, instead: Option<&str>| Entry::Forbidden {
            word: word.to_owned(),
            instead: instead.map(str::to_owned),
        };
        let expected = [
            right("Hanouna", None),
            right("tweeter", Some("chanter")),
            right("d'Artagnan", None),
            forbidden("leader", Some("dirigeant")),
            forbidden("impacter", None),
        ];
        assert_eq!(list.entries, expected);
        assert!(list.faults.is_empty());
    }

    #[test]
    fn what_is_no_word_is_told_with_its_line() {
        let list = WordList::read("Kim Jong-un\nXi\n»\n");
        assert_eq!(list.entries, [right("Xi", None)]);
        let lines: Vec<_> = list.faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [1, 3]);
    }
}
