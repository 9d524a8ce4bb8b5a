//! Patterns of experts, regular expressions behind a `~`: found in time that grows with the copy alone; knows no rule.

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};

use super::file::RuleFaultCode;
use crate::reading::sentences;

/// The most that an expression may take when it is compiled, in bytes.
const LARGEST: usize = 300_000;
/// Groups in groups.
const DEEPEST: u32 = 20;
/// The longest sentence that is looked at, in bytes: where an expression tries anew at each letter, a sentence's length
/// counts twice.
const LONGEST_SENTENCE: usize = 5_000;

/// An expression and what may stand in the place of what it finds, with `$1` for its groups.
#[derive(Debug, Clone)]
pub(super) struct Expression {
    regex: Regex,
    replacements: Vec<String>,
}

impl Expression {
    /// Reads what stands behind the `~`. It finds capitals and small letters as they are written; `(?i)` before it makes
    /// them alike.
    pub(super) fn read(text: &str, replacements: &[&str]) -> Result<Self, RuleFaultCode> {
        let mut builder = RegexBuilder::new(text);
        builder.size_limit(LARGEST).nest_limit(DEEPEST);
        let regex = builder.build().map_err(|_| RuleFaultCode::NotRegular)?;
        if regex.is_match("") {
            return Err(RuleFaultCode::NoWord);
        }
        let is_blank = |text: &&str| text.trim().is_empty();
        if replacements.iter().any(is_blank) {
            return Err(RuleFaultCode::NoAnswer);
        }
        Ok(Self {
            regex,
            replacements: replacements.iter().map(|text| (*text).to_owned()).collect(),
        })
    }

    /// Where it is found in a text, sentence by sentence, in bytes, and what may stand there.
    pub(super) fn found(&self, text: &str) -> Vec<(Range<usize>, Vec<String>)> {
        let short = sentences(text)
            .into_iter()
            .filter(|sentence| sentence.len() <= LONGEST_SENTENCE);
        let found = short.flat_map(|sentence| {
            let all = self.regex.captures_iter(&text[sentence.clone()]);
            all.filter_map(move |captures| self.answered(&captures, sentence.start))
        });
        found.collect()
    }

    fn answered(
        &self,
        captures: &Captures<'_>,
        start: usize,
    ) -> Option<(Range<usize>, Vec<String>)> {
        let whole = captures.get(0).filter(|whole| !whole.is_empty())?;
        let answers = self.replacements.iter().map(|replacement| {
            let mut answer = String::new();
            captures.expand(replacement, &mut answer);
            answer
        });
        let answers = answers.filter(|answer| !answer.is_empty() && answer != whole.as_str());
        Some((
            start + whole.start()..start + whole.end(),
            answers.collect(),
        ))
    }
}
