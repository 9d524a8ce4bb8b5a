//! Dashes, and the hyphens that stand for them; minus signs, options and rules across the page are none.

use std::ops::Range;

use super::Rule;
use super::galley::{CARET, Edit, Signs, edit, is_edge, is_space};
use super::standard::{Dash, English, French};

/// Where dashes may stand.
enum Place {
    /// At a line's start, with a space behind it.
    LineStart,
    /// Between spaces, which are meant too.
    Spaced(Range<usize>),
    /// Between two words.
    Closed,
    /// Elsewhere, hence something else.
    None,
}

/// « mot -- mot », « -- Oui », 1939–1945.
pub(super) fn in_french(signs: Signs<'_>, table: &French) -> Vec<Edit> {
    let glyph = table.dash.sign();
    let spaced = format!(" {glyph} ");
    let mut edits = Vec::new();
    for run in runs(signs) {
        let is_typed = run.len() > 1;
        let rule = if is_typed {
            Rule::Dash
        } else {
            Rule::DashStyle
        };
        let is_dash = is_typed || signs.at(run.start) != '-';
        match place(signs, &run) {
            Place::LineStart if is_dash => {
                if is_typed {
                    edits.push(edit(run.clone(), glyph, rule));
                }
                let spaces = run.end..signs.while_at(run.end, is_space);
                edits.push(edit(
                    spaces,
                    table.after_dialogue_dash.as_str(),
                    Rule::Dialogue,
                ));
            }
            Place::Spaced(around) if !is_figure_or_line(signs, &around) => {
                edits.push(edit(run, glyph, rule));
            }
            Place::Closed if is_typed => edits.push(edit(run, spaced.as_str(), rule)),
            _ => {}
        }
    }
    edits.retain(|edit| !edit.insert.is_empty());
    edits.extend(years(signs, '–', "-"));
    edits
}

/// “word -- word”, 1939-1945.
pub(super) fn in_english(signs: Signs<'_>, table: &English) -> Vec<Edit> {
    // Spaces of another kind are right, too.
    let is_right = |run: &Range<usize>| {
        table.dash != Dash::EmClosed && signs.at(run.start) == table.dash.sign()
    };
    let set = format!("{0}{1}{0}", table.dash.space(), table.dash.sign());
    let mut edits = Vec::new();
    for run in runs(signs) {
        let is_typed = run.len() > 1;
        let rule = if is_typed {
            Rule::Dash
        } else {
            Rule::DashStyle
        };
        match place(signs, &run) {
            Place::LineStart if is_typed => edits.push(edit(run, table.dash.sign(), rule)),
            Place::Spaced(around) if !is_figure_or_line(signs, &around) && !is_right(&run) => {
                edits.push(edit(around, set.as_str(), rule));
            }
            Place::Closed if is_typed || signs.at(run.start) == '—' => {
                edits.push(edit(run, set.as_str(), rule));
            }
            _ => {}
        }
    }
    edits.extend(years(signs, '-', "–"));
    edits
}

/// Two or three hyphens, one hyphen, or one dash.
fn runs(signs: Signs<'_>) -> impl Iterator<Item = Range<usize>> {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    let firsts = signs
        .places(is_dash)
        .filter(move |at| !is_dash(signs.before(*at)));
    let runs = firsts.map(move |at| at..signs.while_at(at, is_dash));
    runs.filter(move |run| {
        let hyphens = signs.slice(run.clone()).iter().all(|c| *c == '-');
        run.len() == 1 || hyphens && run.len() <= 3
    })
}

fn place(signs: Signs<'_>, run: &Range<usize>) -> Place {
    let (before, after) = (signs.before(run.start), signs.at(run.end));
    let around = signs.while_before(run.start, is_space)..signs.while_at(run.end, is_space);
    if after == CARET {
        Place::None
    } else if is_edge(before) && is_space(after) {
        Place::LineStart
    } else if around.start < run.start && (around.end > run.end || is_edge(after)) {
        Place::Spaced(around)
    } else if before.is_alphabetic() && after.is_alphabetic() {
        Place::Closed
    } else {
        Place::None
    }
}

/// Whether a dash between spaces stands between figures or beside another, or at a line's edge.
fn is_figure_or_line(signs: Signs<'_>, around: &Range<usize>) -> bool {
    let (before, after) = (signs.before(around.start), signs.at(around.end));
    let figures = before.is_ascii_digit() && after.is_ascii_digit();
    let is_dash = |c: char| "-–—".contains(c);
    figures || is_dash(before) || is_dash(after) || is_edge(before) || is_edge(after)
}

/// Years from one to another, joined by `sign`: 1939-1945, 2019-20.
fn years(signs: Signs<'_>, sign: char, right: &'static str) -> impl Iterator<Item = Edit> {
    let is_part = |c: char| c.is_alphanumeric() || "-–—/_".contains(c);
    signs.places(move |c| c == sign).filter_map(move |at| {
        let first = signs.while_before(at, |c| c.is_ascii_digit())..at;
        let last = at + 1..signs.while_at(at + 1, |c| c.is_ascii_digit());
        let is_whole = !is_part(signs.before(first.start)) && !is_part(signs.at(last.end));
        let (from, to) = (signs.text(first), signs.text(last));
        (is_whole && is_span(&from, &to)).then(|| edit(at..at + 1, right, Rule::Range))
    })
}

/// Whether both are years, and the second follows the first; one of two figures is no month.
fn is_span(from: &str, to: &str) -> bool {
    let (Ok(first), Ok(second)) = (from.parse::<u16>(), to.parse::<u16>()) else {
        return false;
    };
    let is_year = from.len() == 4 && (1000..2100).contains(&first);
    let follows = match to.len() {
        4 => first < second && second < 2100,
        2 => second > 12 && first % 100 < second,
        _ => false,
    };
    is_year && follows
}
