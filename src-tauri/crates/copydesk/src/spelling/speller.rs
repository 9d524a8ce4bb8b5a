//! One language's judge of spelling: a dictionary with the word lists that people keep; it remembers words, no text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use prose::{Passage, PassageKind};

use super::forms::Forms;
use super::lists::Entry;
use super::names::{self, Count};
use super::suggestions::{common, lacks_accents};
use super::words::{
    is_capitalised, is_elided, is_in_capitals, is_left_alone, parted, plain, words,
};
use super::{Dictionary, Names, WordList};
use crate::tokens::is_apostrophe;

/// How many words' verdicts are remembered; a long article has four thousand.
const REMEMBERED: usize = 40_000;

/// What accents a word in capitals may lack and still be known: four.
const CAPITALS_LIMIT: u32 = 9;

/// Judges the spelling of one language.
#[derive(Debug)]
pub struct Speller {
    pub(super) dictionary: Arc<Dictionary>,
    language: String,
    /// Right by a list, as written there; and in capitals.
    listed: HashSet<String>,
    capitals: HashSet<String>,
    /// Wrong by a list, and what to write instead.
    forbidden: HashMap<String, Option<String>>,
    /// What is suggested before words that are as near: common ones, and those of the lists.
    pub(super) favoured: Forms,
    /// Whether words that were asked for are right.
    verdicts: Mutex<HashMap<Box<str>, bool>>,
}

/// A word that is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelling {
    /// Where it is, in bytes of the passage's text.
    pub range: Range<usize>,
    /// As it stands there.
    pub word: String,
}

impl Speller {
    /// A judge of the language that a BCP 47 tag names. What a list forbids is wrong, whatever another list says.
    pub fn new(dictionary: Arc<Dictionary>, language: &str, lists: &[&WordList]) -> Self {
        let mut speller = Self {
            language: primary(language),
            dictionary,
            listed: HashSet::new(),
            capitals: HashSet::new(),
            forbidden: HashMap::new(),
            favoured: Forms::default(),
            verdicts: Mutex::default(),
        };
        for entry in lists.iter().flat_map(|list| &list.entries) {
            speller.take(entry);
        }
        let words = speller.listed.iter().cloned();
        speller.favoured = Forms::new(common(&speller.language).into_iter().chain(words).collect());
        speller
    }

    fn take(&mut self, entry: &Entry) {
        match entry {
            Entry::Right { word, model } => {
                let forms = match model {
                    Some(model) => self.dictionary.inflected(word, model),
                    None => vec![word.clone()],
                };
                self.capitals
                    .extend(forms.iter().map(|form| form.to_uppercase()));
                self.listed.extend(forms);
            }
            Entry::Forbidden { word, instead } => {
                self.forbidden.insert(word.clone(), instead.clone());
            }
        }
    }

    /// Whether text with this BCP 47 tag is this speller's: the language counts, not the country.
    pub fn reads(&self, language: &str) -> bool {
        primary(language) == self.language
    }

    /// The words of a passage that are misspelt, ascending. Only those in this speller's language: where the passage
    /// says none, it is in the article's.
    pub fn misspellings(
        &self,
        passage: &Passage,
        article_language: &str,
        names: &Names,
    ) -> Vec<Misspelling> {
        let mut faults = Vec::new();
        for range in self.own_words(passage, article_language) {
            self.judge(&passage.text, range, names, &mut faults);
        }
        let misspelling = |range: Range<usize>| Misspelling {
            word: passage.text[range.clone()].to_owned(),
            range,
        };
        faults.into_iter().map(misspelling).collect()
    }

    /// Whether a word is right as it is written, by a dictionary, a list or because none is asked for it.
    pub fn knows(&self, word: &str) -> bool {
        let mut faults = Vec::new();
        for range in words(word) {
            self.judge(word, range, &Names::default(), &mut faults);
        }
        faults.is_empty()
    }

    /// The names that a draft introduces: a word with a capital that is unknown, used at least twice, once at least
    /// where no sentence and no heading begins; and every word with a capital of `said`: its byline, tags, fields. One
    /// letter off from another that the draft has three times as often, it is none, unless it stands in `said`.
    pub fn names_introduced(
        &self,
        passages: &[Passage],
        article_language: &str,
        said: &[&str],
    ) -> Names {
        let mut counts: HashMap<String, Count> = HashMap::new();
        for passage in passages {
            for range in self.own_words(passage, article_language) {
                self.count_name(passage, range, &mut counts);
            }
        }
        let said = said
            .iter()
            .flat_map(|text| words(text).map(|range| plain(&text[range]).into_owned()));
        names::introduced(&counts, said.filter(|word| is_capitalised(word)).collect())
    }

    fn count_name(
        &self,
        passage: &Passage,
        word: Range<usize>,
        counts: &mut HashMap<String, Count>,
    ) {
        let range = self.name_in(&passage.text, word);
        let name = plain(&passage.text[range.clone()]);
        if !is_capitalised(&name) || is_left_alone(&name) {
            return;
        }
        let unknown = || !self.is_right(&name);
        let count = counts.entry(name.to_string()).or_insert_with(|| Count {
            unknown: unknown(),
            ..Count::default()
        });
        let begins =
            passage.kind == PassageKind::Heading || begins_sentence(&passage.text[..range.start]);
        count.all += 1;
        count.inside += usize::from(!begins);
    }

    /// A word without what is elided before it, or without the ’s behind it.
    fn name_in(&self, text: &str, word: Range<usize>) -> Range<usize> {
        let Some((head, _, rest)) =
            parted(&text[word.clone()]).filter(|(_, joint, _)| is_apostrophe(*joint))
        else {
            return word;
        };
        let (head, rest) = (shifted(head, word.start), shifted(rest, word.start));
        if self.is_french() && is_elided(&text[head.clone()]) {
            rest
        } else if &text[rest] == "s" {
            head
        } else {
            word
        }
    }

    pub(super) fn is_french(&self) -> bool {
        self.language == "fr"
    }

    /// The words of a passage that are in this speller's language.
    fn own_words<'passage>(
        &self,
        passage: &'passage Passage,
        article_language: &str,
    ) -> impl Iterator<Item = Range<usize>> + use<'passage, '_> {
        let reads_article = self.reads(article_language);
        words(&passage.text).filter(move |word| {
            passage
                .language(word.start)
                .map_or(reads_article, |language| self.reads(language))
        })
    }

    /// Adds what is wrong with a word: the whole of it, or those of its parts that are.
    fn judge(
        &self,
        text: &str,
        range: Range<usize>,
        names: &Names,
        faults: &mut Vec<Range<usize>>,
    ) {
        let word = plain(&text[range.clone()]);
        if is_left_alone(&word) {
            return;
        }
        if self.is_forbidden(&word) {
            faults.push(range);
            return;
        }
        let is_abbreviation =
            || text[range.end..].starts_with('.') && self.is_right(&format!("{word}."));
        if self.is_right(&word) || names.has(&word) || is_abbreviation() {
            return;
        }
        match parted(&text[range.clone()]) {
            Some((head, joint, rest)) => {
                let (head, rest) = (shifted(head, range.start), shifted(rest, range.start));
                if is_apostrophe(joint) {
                    self.judge_around_apostrophe(text, (range, head, rest), names, faults);
                } else {
                    self.judge(text, head, names, faults);
                    // « étudiant·e·s »: what follows are endings.
                    if joint != '·' {
                        self.judge(text, rest, names, faults);
                    }
                }
            }
            None => faults.push(range),
        }
    }

    /// A word with an apostrophe that is not known as it is. What elides before a word, and ’s behind a name, is taken
    /// for what it is: then only the word itself can be wrong, unless a dictionary has it and has it not so.
    fn judge_around_apostrophe(
        &self,
        text: &str,
        (whole, head, rest): (Range<usize>, Range<usize>, Range<usize>),
        names: &Names,
        faults: &mut Vec<Range<usize>>,
    ) {
        let is_possessive = text[rest.clone()].eq_ignore_ascii_case("s");
        if self.is_french() && is_elided(&text[head.clone()]) {
            let word = plain(&text[rest.clone()]);
            if self.dictionary.knows(&word) && !self.is_listed(&word) && !names.has(&word) {
                faults.push(whole);
            } else {
                self.judge(text, rest, names, faults);
            }
        } else if is_possessive && !self.dictionary.knows(&plain(&text[head.clone()])) {
            // « Insee’s », or a word that is wrong with or without it.
            self.judge(text, head, names, faults);
        } else {
            faults.push(whole);
        }
    }

    /// Whether a dictionary or a list has this word, in plain spelling. What a list forbids is not asked for.
    pub(super) fn is_right(&self, word: &str) -> bool {
        if let Some(verdict) = self.remembered().get(word) {
            return *verdict;
        }
        let verdict =
            self.is_listed(word) || self.dictionary.knows(word) || self.is_right_with_accents(word);
        let mut remembered = self.remembered();
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(word.into(), verdict);
        verdict
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, HashMap<Box<str>, bool>> {
        self.verdicts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a word in capitals is known with accents: « ETAT ».
    fn is_right_with_accents(&self, word: &str) -> bool {
        is_in_capitals(word) && {
            let near = self
                .dictionary
                .near(&word.to_lowercase(), CAPITALS_LIMIT, usize::MAX);
            near.iter().any(|near| lacks_accents(word, near.form))
        }
    }

    fn is_listed(&self, word: &str) -> bool {
        self.listed.contains(word)
            || is_capitalised(word) && self.listed.contains(&uncapitalised(word))
            || is_in_capitals(word) && self.capitals.contains(word)
    }

    pub(super) fn is_forbidden(&self, word: &str) -> bool {
        self.forbidden_as(word).is_some()
    }

    /// What a list says to write instead.
    pub(super) fn instead_of(&self, word: &str) -> Option<&str> {
        self.forbidden_as(word)?.as_deref()
    }

    fn forbidden_as(&self, word: &str) -> Option<&Option<String>> {
        let as_written = self.forbidden.get(word);
        let uncapitalised = || {
            is_capitalised(word)
                .then(|| self.forbidden.get(&uncapitalised(word)))
                .flatten()
        };
        let small = || {
            is_in_capitals(word)
                .then(|| self.forbidden.get(&word.to_lowercase()))
                .flatten()
        };
        as_written.or_else(uncapitalised).or_else(small)
    }
}

/// The language of a BCP 47 tag, without script and country.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").to_lowercase()
}

fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// Whether what stands before a word ends a sentence, or is nothing.
fn begins_sentence(before: &str) -> bool {
    let before =
        before.trim_end_matches(|sign: char| sign.is_whitespace() || "«“\"'‘’(—–-".contains(sign));
    let Some(rest) = before.strip_suffix('.') else {
        return before.is_empty() || before.ends_with(['!', '?', '…', ':']);
    };
    // « M. », « Mgr. », « J. » end none.
    let last = rest
        .rsplit(|sign: char| !sign.is_alphabetic())
        .next()
        .unwrap_or("");
    !(is_capitalised(last) && last.chars().count() <= 3)
}

/// The word with a small letter at its beginning.
fn uncapitalised(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(signs).collect()
    })
}
