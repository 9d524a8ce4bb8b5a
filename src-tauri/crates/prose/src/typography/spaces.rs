//! Spaces before signs, inside of guillemets and brackets, and those that are too many; knows no word.

use super::Rule;
use super::galley::{CARET, Edit, Signs, edit, is_edge, is_space};
use super::standard::{English, French, Space};

/// One space after another, spaces before a comma or a full stop, inside of brackets.
pub(super) fn tidy_in_french(signs: Signs<'_>, _: &French) -> Vec<Edit> {
    tidy(signs, ",.")
}

/// As [`tidy_in_french`]; no sign has a space before it.
pub(super) fn tidy_in_english(signs: Signs<'_>, _: &English) -> Vec<Edit> {
    tidy(signs, ",.;:!?")
}

fn tidy(signs: Signs<'_>, closed_up: &str) -> Vec<Edit> {
    let firsts = signs
        .places(is_space)
        .filter(|at| !is_space(signs.before(*at)));
    let runs = firsts.map(|at| at..signs.while_at(at, is_space));
    let mut edits = Vec::new();
    for run in runs {
        let (before, after) = (signs.before(run.start), signs.at(run.end));
        let is_inside = before == '«' || after == '»';
        if is_edge(before) || is_edge(after) || after == CARET || is_inside {
            continue;
        }
        let is_alone =
            |sign: char| run.start > 1 && is_space(signs.before(run.start - 1)) && sign == before;
        if closed_up.contains(after) && is_before_sign(signs, run.end, before) {
            edits.push(edit(run.start..run.end + 1, after, Rule::SpaceBefore));
        } else if before == '(' && after != ')' {
            edits.push(edit(run.start - 1..run.end, '(', Rule::Brackets));
        } else if after == ')' && !"(:;=".contains(before) && !is_alone('-') {
            edits.push(edit(run.start..run.end + 1, ')', Rule::Brackets));
        } else if run.len() > 1 {
            let kept = signs
                .slice(run.clone())
                .iter()
                .find(|c| !" \t".contains(**c));
            edits.push(edit(run, *kept.unwrap_or(&' '), Rule::DoubleSpace));
        }
    }
    edits
}

/// Whether the sign at `at`, before which a space stands, ends what is before that: no « .5 », « ... », « :) ».
fn is_before_sign(signs: Signs<'_>, at: usize, before: char) -> bool {
    let after = signs.at(signs.while_at(at, |c| ",.;:!?".contains(c)));
    let ends = is_edge(after) || is_space(after) || "\"'”’»".contains(after);
    let is_smiley = after == ')' && ";:".contains(signs.at(at));
    let is_leader = before == '.' || before == '…' || signs.reads(at, "..");
    (ends || after == ')' && !is_smiley) && !is_leader && !",;:".contains(before)
}

/// The spaces inside of « and ».
pub(super) fn guillemets(signs: Signs<'_>, table: &French) -> Vec<Edit> {
    let space = table.inside_guillemets.as_str();
    let mut edits = Vec::new();
    for at in signs.places(|c| c == '«' || c == '»') {
        if signs.at(at) == '«' {
            let end = signs.while_at(at + 1, is_space);
            if !is_edge(signs.at(end)) && signs.at(end) != '»' {
                edits.push(edit(at..end, format!("«{space}"), Rule::Guillemets));
            }
        } else {
            let start = signs.while_before(at, is_space);
            if !is_edge(signs.before(start)) && signs.before(start) != '«' {
                edits.push(edit(start..at + 1, format!("{space}»"), Rule::Guillemets));
            }
        }
    }
    edits
}

/// The spaces before ; : ! ?, only before the first of several.
pub(super) fn signs_in_french(signs: Signs<'_>, table: &French) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in signs.places(|c| matches!(c, ';' | ':' | '!' | '?')) {
        let sign = signs.at(at);
        let start = signs.while_before(at, is_space);
        let has_space = start < at;
        let before = signs.before(start);
        let ends_pause = before == '…' && !has_space && "!?".contains(sign);
        if is_edge(before) || "([{«“‘!?;:".contains(before) || ends_pause {
            continue;
        }
        let (space, rule) = match sign {
            ':' => (table.before_colon, Rule::Colon),
            _ => (table.before_high_signs, Rule::HighSign),
        };
        let is_sign = match sign {
            '!' | '?' => ends_sentence(signs, at, has_space),
            _ => is_stop(signs, at, has_space),
        };
        if is_sign && (has_space || space != Space::None) {
            let set = format!("{}{sign}", space.as_str());
            edits.push(edit(start..at + 1, set, rule));
        }
    }
    edits
}

/// Whether `!` or `?` is one of a sentence: no « a?b », « != », « !important », « [?] ».
fn ends_sentence(signs: Signs<'_>, at: usize, has_space: bool) -> bool {
    let after = signs.at(at + 1);
    // What is typed behind a sign without a space may be joined to it: an address, an operator.
    let is_glued = match after {
        CARET => !has_space,
        _ => after.is_alphanumeric() || "=/[&#".contains(after),
    };
    !is_glued || has_space && after.is_uppercase()
}

/// Whether `;` or `:` is one of a sentence: no hour, path, smiley, entity, name of a symbol.
fn is_stop(signs: Signs<'_>, at: usize, has_space: bool) -> bool {
    let after = signs.at(at + 1);
    let ends = is_space(after) || is_edge(after) || "\"'«“‘»”’)…".contains(after);
    let is_smiley = has_space && ")('".contains(after);
    let closes = match signs.at(at) {
        ':' => closes_name(signs, at),
        _ => closes_entity(signs, at),
    };
    ends && !is_smiley && !closes
}

/// `:smiley:`
fn closes_name(signs: Signs<'_>, at: usize) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
    let start = signs.while_before(at, part);
    let opens = signs.before(start) == ':';
    start < at && opens && !signs.before(start - 1).is_alphanumeric()
}

/// `&word;`
fn closes_entity(signs: Signs<'_>, at: usize) -> bool {
    let start = signs.while_before(at, |c| c.is_ascii_alphanumeric() || c == '#');
    start < at && signs.before(start) == '&'
}
