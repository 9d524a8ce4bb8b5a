//! What somebody else changed of an article, word by word, whether it is asked about or not. Pure.

use prose::{EditKind, PartKind, compare};

use crate::comparing::parts;
use crate::sides::{self, FieldName, Side};

/// A field or a passage that they changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TheirWords {
    /// Which field; `None` in the text.
    pub field: Option<FieldName>,
    /// Its words, and what became of them there.
    pub runs: Vec<(EditKind, String)>,
}

/// All that is otherwise there: the fields, then the passages of the text in their order.
pub(super) fn their_words(base: &Side, theirs: &Side) -> Vec<TheirWords> {
    let fields = sides::changed(base, theirs).into_iter();
    let fields = fields.map(|field| field_words(field, base, theirs));
    let all = parts(
        compare(&base.text, &theirs.text).parts,
        &base.text,
        &theirs.text,
    );
    let changed = all
        .into_iter()
        .filter(|part| !matches!(part.kind, PartKind::Kept | PartKind::MovedAway));
    let passages = changed.map(|part| TheirWords {
        field: None,
        runs: part.runs,
    });
    fields.chain(passages).collect()
}

fn field_words(field: FieldName, base: &Side, theirs: &Side) -> TheirWords {
    let both = [
        (EditKind::Removed, field.said(base)),
        (EditKind::Added, field.said(theirs)),
    ];
    TheirWords {
        field: Some(field),
        runs: both
            .into_iter()
            .filter(|(_, said)| !said.is_empty())
            .collect(),
    }
}
