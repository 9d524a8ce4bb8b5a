//! Puts the texts of a merge into one order, so that a moved paragraph meets what was changed in it; knows no words.

use std::collections::HashSet;
use std::ops::Range;

use crate::compare::PartKind;
use crate::compare::passages::Passages;
use crate::compare::rows::{Row, replaced, rows};

/// What one side did at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Turn {
    /// What it replaced, in bytes of the base.
    pub(crate) base: Range<usize>,
    /// By what.
    pub(crate) text: String,
    /// Whether it can't be merged with what the other side did, however that looks.
    pub(crate) asks: bool,
}

/// The base as it is merged, and what each side did to it: ascending, not touching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arranged {
    /// Its paragraphs are in the order of the side that moved some.
    pub(crate) base: String,
    /// What our side did.
    pub(crate) ours: Vec<Turn>,
    /// What their side did.
    pub(crate) theirs: Vec<Turn>,
}

/// Arranges three texts. When only one side moved paragraphs, the others follow its order. When
/// both did, a move is something that went and something that came, and what both moved, or one
/// moved and the other removed, is asked.
pub(crate) fn arrange(base: &str, ours: &str, theirs: &str) -> Arranged {
    let (b, o, t) = (
        Passages::read(base),
        Passages::read(ours),
        Passages::read(theirs),
    );
    let (our_rows, their_rows) = (rows(&b, &o), rows(&b, &t));
    match (has_moves(&our_rows), has_moves(&their_rows)) {
        (false, false) => Arranged {
            base: base.to_owned(),
            ours: turns(&b, &o),
            theirs: turns(&b, &t),
        },
        (true, false) => follow(&b, &o, &t, &our_rows, &their_rows)
            .unwrap_or_else(|| apart(&b, &o, &t, &our_rows, &their_rows)),
        (false, true) => swapped(
            follow(&b, &t, &o, &their_rows, &our_rows)
                .unwrap_or_else(|| apart(&b, &t, &o, &their_rows, &our_rows)),
        ),
        (true, true) => apart(&b, &o, &t, &our_rows, &their_rows),
    }
}

fn swapped(arranged: Arranged) -> Arranged {
    Arranged {
        base: arranged.base,
        ours: arranged.theirs,
        theirs: arranged.ours,
    }
}

fn has_moves(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.kind == PartKind::Moved)
}

fn turns(base: &Passages<'_>, side: &Passages<'_>) -> Vec<Turn> {
    let replaced = replaced(base, side).into_iter();
    replaced
        .map(|(base, text)| Turn {
            base,
            text: side.text[text].to_owned(),
            asks: false,
        })
        .collect()
}

/// Blocks of the base that a side moved, or removed.
fn blocks(rows: &[Row], kind: PartKind) -> HashSet<usize> {
    let rows = rows.iter().filter(|row| row.kind == kind);
    rows.flat_map(|row| row.old.clone()).collect()
}

/// Both sides against the base as it is; what can't be told apart is asked.
fn apart(
    b: &Passages<'_>,
    o: &Passages<'_>,
    t: &Passages<'_>,
    our_rows: &[Row],
    their_rows: &[Row],
) -> Arranged {
    let asked = |own: &[Row], others: &[Row]| -> Vec<Range<usize>> {
        let also = &blocks(others, PartKind::Moved) | &blocks(others, PartKind::Removed);
        let moved = own.iter().filter(|row| row.kind == PartKind::Moved);
        let both = moved.filter(|row| row.old.clone().any(|block| also.contains(&block)));
        both.map(|row| row.new.clone()).collect()
    };
    let side = |passages: &Passages<'_>, asked: Vec<Range<usize>>| -> Vec<Turn> {
        let spans: Vec<_> = asked
            .into_iter()
            .map(|blocks| passages.span(blocks))
            .collect();
        let replaced = replaced(b, passages).into_iter();
        replaced
            .map(|(base, text)| Turn {
                asks: spans
                    .iter()
                    .any(|span| span.start < text.end && text.start < span.end),
                base,
                text: passages.text[text].to_owned(),
            })
            .collect()
    };
    Arranged {
        base: b.text.to_owned(),
        ours: side(o, asked(our_rows, their_rows)),
        theirs: side(t, asked(their_rows, our_rows)),
    }
}

/// The base and the side that moved nothing, in the order of the side that did. `None` when the
/// former joined paragraphs that the latter parted.
fn follow(
    base: &Passages<'_>,
    mover: &Passages<'_>,
    other: &Passages<'_>,
    mover_rows: &[Row],
    other_rows: &[Row],
) -> Option<Arranged> {
    let stays = mover_rows
        .iter()
        .filter(|row| row.kind != PartKind::MovedAway);
    let order: Vec<usize> = stays.flat_map(|row| row.old.clone()).collect();
    let moved = blocks(mover_rows, PartKind::Moved);
    let other_order = order_of_other(&order, &moved, other_rows)?;
    let base_text = in_order(base, &order);
    let other_text = in_order(other, &other_order);
    let (b, t) = (Passages::read(&base_text), Passages::read(&other_text));
    let mut ours = turns(&b, mover);
    let removed = &blocks(other_rows, PartKind::Removed) & &moved;
    let spans = spans_in_order(base, &order, &removed);
    insist(&mut ours, &spans, &base_text);
    Some(Arranged {
        theirs: turns(&b, &t),
        ours,
        base: base_text,
    })
}

/// The blocks of the side that moved nothing, in the order given for the base's. What it added
/// stays with the paragraph before it that did not move.
fn order_of_other(order: &[usize], moved: &HashSet<usize>, rows: &[Row]) -> Option<Vec<usize>> {
    let mut head = Vec::new();
    let mut with: Vec<Vec<usize>> = vec![Vec::new(); order.len()];
    let mut place = vec![0; order.len()];
    order
        .iter()
        .enumerate()
        .for_each(|(at, block)| place[*block] = at);
    let mut added_to: Option<usize> = None;
    for row in rows {
        let together = row.old.clone().map(|block| place[block]);
        if !together
            .clone()
            .zip(together.skip(1))
            .all(|(a, b)| a + 1 == b)
        {
            return None;
        }
        let Some(first) = row.old.clone().next() else {
            match added_to {
                Some(block) => with[block].extend(row.new.clone()),
                None => head.extend(row.new.clone()),
            }
            continue;
        };
        with[first].extend(row.new.clone());
        if !moved.contains(&first) {
            added_to = Some(first);
        }
    }
    head.extend(order.iter().flat_map(|block| with[*block].clone()));
    Some(head)
}

/// The blocks in another order; the white space between them stays where it is.
fn in_order(passages: &Passages<'_>, order: &[usize]) -> String {
    let mut text = String::with_capacity(passages.text.len());
    for (slot, block) in order.iter().enumerate() {
        text.push_str(trimmed(passages, *block));
        text.push_str(&passages.source(slot..slot + 1)[trimmed(passages, slot).len()..]);
    }
    text
}

fn trimmed<'t>(passages: &Passages<'t>, block: usize) -> &'t str {
    passages.source(block..block + 1).trim_end()
}

/// Where some of the blocks are in the text that [`in_order`] makes.
fn spans_in_order(
    passages: &Passages<'_>,
    order: &[usize],
    wanted: &HashSet<usize>,
) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut spans = Vec::new();
    for (slot, block) in order.iter().enumerate() {
        let content = trimmed(passages, *block).len();
        if wanted.contains(block) {
            spans.push(at..at + content);
        }
        at += content + passages.source(slot..slot + 1).len() - trimmed(passages, slot).len();
    }
    spans
}

/// Adds turns that change nothing but must not be overruled.
fn insist(turns: &mut Vec<Turn>, spans: &[Range<usize>], base: &str) {
    for span in spans {
        let mut touched = false;
        for turn in turns.iter_mut() {
            if turn.base.start <= span.end && span.start <= turn.base.end {
                turn.asks = true;
                touched = true;
            }
        }
        if !touched {
            turns.push(Turn {
                base: span.clone(),
                text: base[span.clone()].to_owned(),
                asks: true,
            });
        }
    }
    turns.sort_by_key(|turn| (turn.base.start, turn.base.end));
}
