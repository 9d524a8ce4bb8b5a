//! Every form that a dictionary's words have, sorted, so that those near a typed word are found in one walk; judges none.

use std::cmp::Ordering;

use super::costs::{Letter, Row, letter, letters};

/// The most that are kept: beyond, a dictionary suggests less.
const MOST_BYTES: usize = 64 << 20;

#[derive(Default)]
pub(super) struct Forms {
    text: String,
    /// Where each ends in the text, ascending by what it says.
    ends: Vec<u32>,
}

/// A form and what it costs to write the typed word for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near<'forms> {
    pub(super) cost: u32,
    pub(super) form: &'forms str,
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} forms", self.len())
    }
}

impl Forms {
    pub(super) fn new(mut forms: Vec<String>) -> Self {
        forms.sort_unstable();
        forms.dedup();
        let mut all = Self::default();
        for form in forms {
            if all.text.len() + form.len() > MOST_BYTES {
                break;
            }
            all.text.push_str(&form);
            all.ends.extend(u32::try_from(all.text.len()));
        }
        all
    }

    fn get(&self, nth: usize) -> &str {
        let start = nth
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[nth] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn contains(&self, form: &str) -> bool {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(form) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return true,
                Ordering::Greater => high = middle,
            }
        }
        false
    }

    /// The first from `from` on that does not begin so; those that do stand together.
    fn past(&self, from: usize, beginning: &str) -> usize {
        let mut step = 1;
        while from + step < self.len() && self.get(from + step).starts_with(beginning) {
            step *= 2;
        }
        let (mut low, mut high) = (from + step / 2, (from + step).min(self.len()));
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).starts_with(beginning) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        low
    }

    /// The nearest forms that cost no more than `limit`, nearest first, at most `most`.
    pub(super) fn near(&self, typed: &str, limit: u32, most: usize) -> Vec<Near<'_>> {
        let typed = letters(typed);
        let mut walk = Walk {
            limit,
            most,
            path: vec![(0, Row::first(&typed))],
            found: Vec::new(),
            typed,
        };
        let (mut nth, mut before) = (0, "");
        while nth < self.len() {
            let form = self.get(nth);
            walk.back_to(common(before, form));
            match walk.down(form) {
                Some(dead) => nth = self.past(nth, &form[..dead]),
                None => nth += 1,
            }
            before = form;
        }
        walk.found.sort_by_key(|near| near.cost);
        walk.found.truncate(most);
        walk.found
    }
}

/// Where a walk through sorted forms is: a row for each letter from the beginning of a form.
struct Walk<'forms> {
    typed: Vec<Letter>,
    limit: u32,
    most: usize,
    /// The row, and where in the form it is, in bytes.
    path: Vec<(usize, Row)>,
    found: Vec<Near<'forms>>,
}

impl<'forms> Walk<'forms> {
    fn back_to(&mut self, shared: usize) {
        while self.path.len() > 1 && self.path.last().is_some_and(|(at, _)| *at > shared) {
            self.path.pop();
        }
    }

    /// Goes to the form's end and takes it where it is near enough, or says where nothing that begins so can be.
    fn down(&mut self, form: &'forms str) -> Option<usize> {
        let from = self.path.last().map_or(0, |(at, _)| *at);
        for (at, sign) in form[from..].char_indices() {
            let end = from + at + sign.len_utf8();
            let (rows, last) = self.path.split_at(self.path.len() - 1);
            let (_, row) = last.first()?;
            let earlier = rows.last().map(|(_, row)| row);
            let next = row.next(earlier, &self.typed, letter(sign));
            let dead = next.least().min(row.least()) > self.limit;
            self.path.push((end, next));
            if dead {
                return Some(end);
            }
        }
        let cost = self.path.last().map_or(u32::MAX, |(_, row)| row.whole());
        if cost <= self.limit {
            self.take(Near { cost, form });
        }
        None
    }

    /// Keeps the nearest; once there are enough, farther ones are looked for no more.
    fn take(&mut self, near: Near<'forms>) {
        self.found.push(near);
        if self.found.len() >= self.most.saturating_mul(2) {
            self.found.sort_by_key(|near| near.cost);
            self.found.truncate(self.most);
            self.limit = self.found.last().map_or(self.limit, |last| last.cost);
        }
    }
}

/// How many bytes two forms have alike at their beginnings, whole letters.
fn common(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs
        .take_while(|(one, other)| one == other)
        .map(|(sign, _)| sign.len_utf8())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::costs::cost;
    use proptest::prelude::*;

    #[test]
    fn the_nearest_come_first() {
        let forms = ["évêque", "évoque", "évêques", "chèque", "Évry"]
            .map(str::to_owned)
            .to_vec();
        let forms = Forms::new(forms);
        let near: Vec<_> = forms
            .near("eveque", 20, 3)
            .into_iter()
            .map(|near| near.form)
            .collect();
        assert_eq!(near, ["évêque", "évoque", "évêques"]);
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_comparing_with_each_would(words in prop::collection::vec("[abé']{1,6}", 1..40), typed in "[abé']{1,6}", limit in 0u32..30) {
            let forms = Forms::new(words.clone());
            let mut found: Vec<_> = forms.near(&typed, limit, 100).into_iter().map(|near| near.form.to_owned()).collect();
            found.sort();
            let mut each: Vec<_> = words.into_iter().filter(|word| cost(&typed, word) <= limit).collect();
            each.sort();
            each.dedup();
            prop_assert_eq!(found, each);
        }
    }
}
