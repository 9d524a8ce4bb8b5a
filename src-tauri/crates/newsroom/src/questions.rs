//! What the writer is asked where two sides changed the same: both, with the words marked that only one has, and her answers.

use prose::{EditKind, PartKind};

use crate::sides::{self, Answer, FieldName, Merged, Side, plain};

/// A place where both changed the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which field; `None` in the text.
    pub field: Option<FieldName>,
    /// Whether other words than the two sides' can be put there.
    pub is_words: bool,
    /// What stands before it in the text.
    pub before: String,
    /// As both had it.
    pub base: String,
    /// As the draft has it.
    pub ours: Vec<Run>,
    /// As the file has it.
    pub theirs: Vec<Run>,
}

/// A run of words of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether the other side has not got them.
    pub is_own: bool,
}

/// A question with the words marked that only one side has.
fn shown(question: sides::Question) -> Question {
    let comparison = prose::compare(&question.ours, &question.theirs);
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    let cut = |text: &[u16], range: &std::ops::Range<usize>| {
        String::from_utf16_lossy(text.get(range.clone()).unwrap_or_default())
    };
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let (old, new) = (units(&question.ours), units(&question.theirs));
    for part in &comparison.parts {
        let is_moved = part.kind == PartKind::Moved;
        for edit in &part.edits {
            let is_own = edit.kind != EditKind::Kept || is_moved;
            ours.push((edit.old.start, cut(&old, &edit.old), is_own));
            theirs.push((edit.new.start, cut(&new, &edit.new), is_own));
        }
    }
    let runs = |mut runs: Vec<(usize, String, bool)>| {
        runs.retain(|(_, text, _)| !text.is_empty());
        runs.sort_by_key(|(start, _, _)| *start);
        let run = |(_, text, is_own)| Run { text, is_own };
        runs.into_iter().map(run).collect()
    };
    Question {
        field: question.field,
        is_words: question.field.is_none_or(FieldName::is_words),
        before: question.before,
        base: question.base,
        ours: runs(ours),
        theirs: runs(theirs),
    }
}

/// All that is asked of a merge.
pub(crate) fn questions(merged: &Merged, base: &Side) -> Vec<Question> {
    merged.questions(base).into_iter().map(shown).collect()
}

/// An answer with lines as a text has them.
pub(crate) fn tidy(answer: &Answer) -> Answer {
    match answer {
        Answer::Words(words) => Answer::Words(plain(words)),
        other => other.clone(),
    }
}
