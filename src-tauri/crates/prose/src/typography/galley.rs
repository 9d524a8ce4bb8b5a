//! A passage that is being set: its signs, what each rule changed, and where in the Markdown; knows no rule.

use std::ops::Range;

use super::{Retouch, Rule};
use crate::passages::Passage;

/// Where the writer is. To a rule it may be any sign, as the next one is not typed yet.
pub(super) const CARET: char = '\u{E000}';

/// What stands for words in another language.
pub(super) const FOREIGN: char = '\u{E001}';

/// What stands before the first sign and behind the last.
pub(super) const EDGE: char = '\0';

/// What a rule wants: other signs in the place of some. Neither is empty.
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) insert: String,
    pub(super) rule: Rule,
}

/// Wants `insert` in the place of these signs.
pub(super) fn edit(range: Range<usize>, insert: impl Into<String>, rule: Rule) -> Edit {
    Edit {
        range,
        insert: insert.into(),
        rule,
    }
}

/// The signs of a passage, as rules read them.
#[derive(Clone, Copy)]
pub(super) struct Signs<'g>(&'g [char]);

impl<'g> Signs<'g> {
    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    /// The sign at `at`.
    pub(super) fn at(self, at: usize) -> char {
        self.0.get(at).copied().unwrap_or(EDGE)
    }

    /// The sign before `at`.
    pub(super) fn before(self, at: usize) -> char {
        at.checked_sub(1).map_or(EDGE, |at| self.at(at))
    }

    pub(super) fn slice(self, range: Range<usize>) -> &'g [char] {
        self.0.get(range).unwrap_or_default()
    }

    pub(super) fn text(self, range: Range<usize>) -> String {
        self.slice(range).iter().collect()
    }

    /// Whether these words stand at `at`.
    pub(super) fn reads(self, at: usize, words: &str) -> bool {
        words
            .chars()
            .enumerate()
            .all(|(nth, c)| self.at(at + nth) == c)
    }

    /// Where the signs end that are alike from `at` on.
    pub(super) fn while_at(self, at: usize, is: impl Fn(char) -> bool) -> usize {
        let alike = self.0[at.min(self.len())..].iter().take_while(|c| is(**c));
        at + alike.count()
    }

    /// Where the signs begin that are alike up to `at`.
    pub(super) fn while_before(self, at: usize, is: impl Fn(char) -> bool) -> usize {
        let alike = self.0[..at.min(self.len())]
            .iter()
            .rev()
            .take_while(|c| is(**c));
        at - alike.count()
    }

    /// Where this sign stands, ascending.
    pub(super) fn places(self, is: impl Fn(char) -> bool) -> impl Iterator<Item = usize> {
        let signs = self.0.iter().enumerate();
        signs.filter_map(move |(at, c)| is(*c).then_some(at))
    }

    /// The stretches of letters and digits that hold no caret, and have none behind them.
    pub(super) fn words(self) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            while from < self.len() {
                let start = self.while_at(from, |c| !is_word(c));
                from = self.while_at(start, is_word);
                if start < from && !self.slice(start..from).contains(&CARET) {
                    return Some(start..from);
                }
            }
            None
        })
    }
}

/// A space within a line.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// The end of a line or of the passage.
pub(super) fn is_edge(c: char) -> bool {
    matches!(c, EDGE | '\n')
}

/// A letter or a digit, or where one may come.
pub(super) fn is_word(c: char) -> bool {
    c == CARET || c.is_alphanumeric()
}

/// One sign and what became of it.
#[derive(Clone)]
struct Sign {
    /// Its place in the Markdown; none for what can't be changed, an empty one for what came.
    source: Option<Range<usize>>,
    /// The rule that put it there.
    rule: Option<Rule>,
}

/// A passage that is being set.
#[derive(Clone)]
pub(super) struct Galley {
    chars: Vec<char>,
    signs: Vec<Sign>,
}

impl Galley {
    /// The passage as far as it is in a language that is meant; the rest of it is [`FOREIGN`].
    pub(super) fn of(passage: &Passage, is_meant: impl Fn(Option<&str>) -> bool) -> Self {
        let mut galley = Self {
            chars: Vec::with_capacity(passage.text.len()),
            signs: Vec::with_capacity(passage.text.len()),
        };
        for (c, source, language) in passage.signs() {
            if is_meant(language) {
                galley.push(c, source);
            } else if galley.chars.last() != Some(&FOREIGN) {
                galley.push(FOREIGN, None);
            }
        }
        galley
    }

    fn push(&mut self, c: char, source: Option<Range<usize>>) {
        self.chars.push(c);
        self.signs.push(Sign { source, rule: None });
    }

    pub(super) fn signs(&self) -> Signs<'_> {
        Signs(&self.chars)
    }

    /// The last sign that ends at this byte of the Markdown or before, and where it ends.
    pub(super) fn last_until(&self, at: usize) -> Option<(usize, usize)> {
        let ends = self.signs.iter().enumerate().rev();
        ends.filter_map(|(nth, sign)| Some((nth, sign.source.as_ref()?.end)))
            .find(|(_, end)| *end <= at)
    }

    /// Ends at `at` with signs that stand in the Markdown from `source` on.
    pub(super) fn end_with(&mut self, at: usize, text: &str, source: usize) {
        self.chars.truncate(at);
        self.signs.truncate(at);
        for (at, c) in text.char_indices() {
            let from = source + at;
            self.push(c, (c != CARET).then(|| from..from + c.len_utf8()));
        }
    }

    /// Makes the edits that can be made; whether there was any. Of two that overlap the earlier one is made.
    pub(super) fn set(&mut self, mut edits: Vec<Edit>) -> bool {
        edits.sort_by_key(|edit| edit.range.start);
        let mut set = Self {
            chars: Vec::new(),
            signs: Vec::new(),
        };
        let mut from = 0;
        for edit in edits {
            let Some(edit) = self.least(edit).filter(|edit| edit.range.start >= from) else {
                continue;
            };
            let Some(source) = self.source(edit.range.clone()) else {
                continue;
            };
            set.take(self, from..edit.range.start);
            let earlier = self.signs[edit.range.clone()]
                .iter()
                .find_map(|sign| sign.rule);
            set.come(&edit.insert, source, earlier.unwrap_or(edit.rule));
            from = edit.range.end;
        }
        if from > 0 {
            set.take(self, from..self.chars.len());
            *self = set;
        }
        from > 0
    }

    fn take(&mut self, from: &Self, range: Range<usize>) {
        self.chars.extend_from_slice(&from.chars[range.clone()]);
        self.signs.extend_from_slice(&from.signs[range]);
    }

    fn come(&mut self, insert: &str, source: Range<usize>, rule: Rule) {
        let end = source.end;
        let mut source = Some(source);
        for c in insert.chars() {
            self.chars.push(c);
            self.signs.push(Sign {
                source: source.take().or(Some(end..end)),
                rule: Some(rule),
            });
        }
    }

    /// The edit without the signs that it does not change, one of which stays where nothing else would, on either
    /// side; `None` if it changes nothing.
    fn least(&self, edit: Edit) -> Option<Edit> {
        let Edit {
            mut range,
            insert,
            rule,
        } = edit;
        let old = self.chars.get(range.clone())?;
        let mut new: &str = &insert;
        if old.is_empty() || old.iter().copied().eq(new.chars()) {
            return None;
        }
        let is_last = |new: &str| new.chars().nth(1).is_none();
        while range.len() > 1 && !is_last(new) && new.ends_with(self.chars[range.end - 1]) {
            range.end -= 1;
            new = &new[..new.len() - self.chars[range.end].len_utf8()];
        }
        while range.len() > 1 && !is_last(new) && new.starts_with(self.chars[range.start]) {
            new = &new[self.chars[range.start].len_utf8()..];
            range.start += 1;
        }
        let insert = new.to_owned();
        Some(Edit {
            range,
            insert,
            rule,
        })
    }

    /// Where signs stand in the Markdown, if that is one stretch.
    fn source(&self, range: Range<usize>) -> Option<Range<usize>> {
        let mut signs = self.signs[range].iter().map(|sign| sign.source.clone());
        let mut whole = signs.next()??;
        for source in signs {
            let source = source.filter(|source| source.start == whole.end)?;
            whole.end = source.end;
        }
        Some(whole)
    }

    /// What was changed, ascending.
    pub(super) fn retouches(&self) -> Vec<Retouch> {
        let mut found: Vec<Retouch> = Vec::new();
        for (sign, c) in self.signs.iter().zip(&self.chars) {
            let (Some(rule), Some(source)) = (sign.rule, &sign.source) else {
                continue;
            };
            match found.last_mut().filter(|_| source.is_empty()) {
                Some(last) => last.insert.push(*c),
                None => found.push(Retouch {
                    range: source.clone(),
                    insert: c.to_string(),
                    rule,
                }),
            }
        }
        found
    }
}
