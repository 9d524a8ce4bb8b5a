//! Counts words and characters of running text as it is written out; knows no markup.

use crate::Counts;

/// A running count.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: Counts,
    word: String,
    thousands: bool,
    heard: Option<Vec<String>>,
}

impl Tally {
    /// A count that also keeps the words.
    pub(crate) fn listening() -> Self {
        Self {
            heard: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// The words that were counted, in order; none unless it was listening.
    pub(crate) fn heard(mut self) -> Vec<String> {
        self.gap();
        self.heard.unwrap_or_default()
    }

    /// Takes the next piece of text; a word may go on from the piece before.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            self.counts.characters += 1;
            self.take(c);
        }
    }

    /// A line break within a paragraph: a space to readers.
    pub(crate) fn space(&mut self) {
        self.counts.characters += 1;
        self.gap();
    }

    /// The word ends here, without a character of its own: cells, items, blocks.
    pub(crate) fn gap(&mut self) {
        let word = std::mem::take(&mut self.word);
        self.thousands = false;
        if word.contains(char::is_alphanumeric) && !word.contains("://") {
            self.counts.words += 1;
            if let Some(heard) = &mut self.heard {
                heard.push(word);
            }
        }
    }

    /// The result.
    pub(crate) fn finish(mut self) -> Counts {
        self.gap();
        self.counts
    }

    fn take(&mut self, c: char) {
        // 20 000 with a no-break space is one number.
        if matches!(c, '\u{A0}' | '\u{202F}') && self.word.ends_with(|d: char| d.is_ascii_digit()) {
            self.thousands = true;
            return;
        }
        if self.thousands && !c.is_ascii_digit() {
            self.gap();
        }
        self.thousands = false;
        if c.is_whitespace() {
            self.gap()
        } else {
            self.word.push(c)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: usize) {
        let mut tally = Tally::default();
        tally.text(text);
        assert_eq!(tally.finish().words, words, "{text:?}");
    }

    #[test]
    fn words_as_a_journalist_counts_them() {
        check("l’été d’aujourd’hui", 2);
        check("« Non\u{202F}! » dit-elle : 3 fois", 4);
        check("20\u{202F}000 euros, 29\u{A0}avril", 4);
        check("voir https://example.org/a ici — fin", 3);
        check("", 0);
    }

    #[test]
    fn a_word_goes_on_over_pieces() {
        let mut tally = Tally::default();
        tally.text("mar");
        tally.text("bre");
        tally.space();
        tally.text("x");
        assert_eq!(
            tally.finish(),
            Counts {
                words: 2,
                characters: 8
            }
        );
    }
}
