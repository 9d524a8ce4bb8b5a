//! What a newsroom owes its readers when a published article was wrong or incomplete: said, dated, kept for ever.

use jiff::SignedDuration;

use crate::Timestamp;

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CorrectionKind {
    /// Something was wrong, and was put right.
    Correction,
    /// Something could be misunderstood.
    Clarification,
    /// Something happened since.
    Update,
    /// The article as a whole no longer holds.
    Retraction,
}

impl CorrectionKind {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Correction,
        Self::Clarification,
        Self::Update,
        Self::Retraction,
    ];

    /// Its one word in files, columns and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::Update => "update",
            Self::Retraction => "retraction",
        }
    }

    /// Whether readers are told of it at the head already, before they read on: the article says, or
    /// said, what is not so. What only adds to it waits at the end.
    pub fn is_announced(self) -> bool {
        matches!(self, Self::Correction | Self::Retraction)
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A note to readers below an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What it is.
    pub kind: CorrectionKind,
    /// What readers are told: plain text.
    pub text: String,
    /// The date it bears.
    pub at: Timestamp,
}

impl Correction {
    /// The longest text, in characters.
    pub const LONGEST: usize = 2_000;
    /// The most that an article has.
    pub const MOST: usize = 50;

    /// Its paragraphs, each its lines; never an empty one.
    pub fn paragraphs(&self) -> Vec<Vec<&str>> {
        let mut paragraphs = vec![Vec::new()];
        for line in self.text.lines().map(str::trim) {
            match (line, paragraphs.last_mut()) {
                ("", Some(last)) if !last.is_empty() => paragraphs.push(Vec::new()),
                ("", _) | (_, None) => {}
                (line, Some(last)) => last.push(line),
            }
        }
        paragraphs.retain(|lines| !lines.is_empty());
        paragraphs
    }

    /// As it is kept: its lines without blanks around them, its date to the second, which is what
    /// every site can say of it.
    pub fn tidy(self) -> Self {
        let paragraphs = self.paragraphs();
        let text: Vec<String> = paragraphs.iter().map(|lines| lines.join("\n")).collect();
        Self {
            kind: self.kind,
            text: text.join("\n\n"),
            at: Timestamp::from_second(self.at.as_second()).unwrap_or(self.at),
        }
    }
}

/// An article's corrections as they are kept: tidy, none without words, the oldest first, no two of
/// one second, because a page calls them by it.
pub fn tidy_corrections(corrections: impl IntoIterator<Item = Correction>) -> Vec<Correction> {
    let tidy = corrections.into_iter().map(Correction::tidy);
    let mut tidy: Vec<Correction> = tidy.filter(|one| !one.text.is_empty()).collect();
    tidy.sort_by_key(|one| one.at);
    for at in 1..tidy.len() {
        let next = tidy[at - 1].at + SignedDuration::from_secs(1);
        tidy[at].at = tidy[at].at.max(next);
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_word_of_its_own() {
        for kind in CorrectionKind::ALL {
            assert_eq!(CorrectionKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(CorrectionKind::parse("erratum"), None);
    }

    #[test]
    fn they_are_kept_tidy_and_in_the_order_of_their_dates() {
        let one = |text: &str, at: &str| Correction {
            kind: CorrectionKind::Update,
            text: text.to_owned(),
            at: at.parse().unwrap(),
        };
        let kept = tidy_corrections([
            one(" b \r\n\r\n\n  c\nd ", "2026-05-02T10:00:00.75Z"),
            one(" \n ", "2026-05-02T10:00:00Z"),
            one("d", "2026-05-02T10:00:00.5Z"),
            one("a", "2026-05-01T10:00:00Z"),
        ]);
        assert_eq!(
            kept,
            [
                one("a", "2026-05-01T10:00:00Z"),
                one("b\n\nc\nd", "2026-05-02T10:00:00Z"),
                one("d", "2026-05-02T10:00:01Z"),
            ]
        );
        assert_eq!(kept[1].paragraphs(), [vec!["b"], vec!["c", "d"]]);
        assert_eq!(tidy_corrections(kept.clone()), kept);
    }
}
