//! Figures and what belongs to them: groups, units, hours, ordinals, centuries; computes nothing.

use std::ops::Range;

use super::Rule;
use super::galley::{CARET, Edit, Signs, edit, is_space, is_word};
use super::standard::{English, French, Space};

/// Symbols of one sign, before which figures have a space in French.
const SYMBOLS: &str = "%‰€£¥$";

/// Units that may be glued to their figures by mistake; those of one letter only behind a space (« 4G », « 2D »).
const UNITS: [&str; 44] = [
    "km", "cm", "mm", "m²", "m³", "km²", "km/h", "kg", "mg", "ml", "cl", "dl", "hl", "ha", "kW",
    "kWh", "MW", "MWh", "GW", "GWh", "TW", "TWh", "kV", "Hz", "kHz", "MHz", "GHz", "ko", "Mo",
    "Go", "To", "dB", "Mt", "Gt", "hPa", "k€", "M€", "Md€", "Mds€", "m", "g", "l", "t", "W",
];

/// 2ème → 2e, XXIème → XXIe; « 20e siècle » → « XXe siècle ».
pub(super) fn ordinals(signs: Signs<'_>, _: &French) -> Vec<Edit> {
    let mut edits = Vec::new();
    for word in signs.words() {
        let is_figure = signs.at(word.start).is_ascii_digit();
        let number = word.start..signs.while_at(word.start, |c| match is_figure {
            true => c.is_ascii_digit(),
            false => "IVXLCDM".contains(c),
        });
        if number.is_empty() || number.end > word.end {
            continue;
        }
        let suffix = number.end..word.end;
        let said = signs.text(number.clone());
        let Some(right) = ordinal(&said, &signs.text(suffix.clone())) else {
            continue;
        };
        edits.extend(century(signs, &number, word.end, &said, right));
        edits.push(edit(suffix, right, Rule::Ordinal));
    }
    edits
}

/// How the ending of an ordinal is written; `None` if it is none.
fn ordinal(number: &str, ending: &str) -> Option<&'static str> {
    if ["M", "D", "C", "L"].contains(&number) {
        return None;
    }
    match ending {
        "e" | "è" | "ème" | "ième" | "eme" | "ieme" => Some("e"),
        "es" | "èmes" | "ièmes" | "emes" | "iemes" => Some("es"),
        "er" if ["1", "I"].contains(&number) => Some("er"),
        "re" | "ère" | "ere" | "ière" if ["1", "I"].contains(&number) => Some("re"),
        "res" | "ères" | "eres" if ["1", "I"].contains(&number) => Some("res"),
        _ => None,
    }
}

/// The century that an ordinal says: its number, and the space behind it.
fn century(
    signs: Signs<'_>,
    number: &Range<usize>,
    end: usize,
    said: &str,
    ending: &str,
) -> Vec<Edit> {
    let space = end..signs.while_at(end, is_space);
    if space.is_empty() || !signs.reads(space.end, "siècle") || !["e", "er"].contains(&ending) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    if let Some(roman) = said.parse().ok().and_then(roman) {
        edits.push(edit(number.clone(), roman, Rule::Century));
    }
    if signs.slice(space.clone()) == [' '] {
        edits.push(edit(space, "\u{A0}", Rule::Century));
    }
    edits
}

fn roman(number: u8) -> Option<String> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let (tens, ones) = (usize::from(number / 10), usize::from(number % 10));
    (1..40)
        .contains(&number)
        .then(|| "X".repeat(tens) + ONES[ones])
}

/// 14h30 → 14 h 30
pub(super) fn hours(signs: Signs<'_>, table: &French) -> Vec<Edit> {
    let space = match table.before_units {
        Space::None => "\u{A0}",
        space => space.as_str(),
    };
    let found = signs.places(|c| c == 'h').filter_map(|at| {
        let end = signs.while_before(at, is_space);
        let start = signs.while_before(end, |c| c.is_ascii_digit());
        let hour = signs.text(start..end);
        let is_hour = (1..3).contains(&hour.len()) && hour.parse::<u8>().is_ok_and(|h| h <= 24);
        if !is_hour || is_joined(signs.before(start)) {
            return None;
        }
        let minutes = signs.while_at(at + 1, is_space);
        if has_minutes(signs, minutes) {
            return Some(edit(end..minutes, format!("{space}h{space}"), Rule::Hour));
        }
        let after = signs.at(at + 1);
        let is_alone = !is_word(after) && after != '/';
        is_alone.then(|| edit(end..at + 1, format!("{space}h"), Rule::Hour))
    });
    found.collect()
}

fn has_minutes(signs: Signs<'_>, at: usize) -> bool {
    let end = signs.while_at(at, |c| c.is_ascii_digit());
    let minutes = signs.text(at..end);
    let is_one = minutes.len() == 2 && minutes.parse::<u8>().is_ok_and(|m| m < 60);
    is_one && !is_word(signs.at(end))
}

/// Whether figures behind this sign are the end of something else.
fn is_joined(before: char) -> bool {
    is_word(before) || ".,:/-_#@°+=*'’\\–".contains(before)
}

/// Figures without the groups before and behind, in which spaces part them.
struct Figures {
    groups: Vec<Range<usize>>,
}

impl Figures {
    fn digits(&self, signs: Signs<'_>) -> String {
        self.groups
            .iter()
            .map(|group| signs.text(group.clone()))
            .collect()
    }

    fn range(&self) -> Range<usize> {
        let first = self.groups.first().map_or(0, |group| group.start);
        first..self.groups.last().map_or(first, |group| group.end)
    }
}

/// All figures of the passage that stand alone.
fn figures(signs: Signs<'_>) -> Vec<Figures> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    let mut from = 0;
    while from < signs.len() {
        let start = signs.while_at(from, |c| !is_digit(c));
        from = signs.while_at(start, is_digit);
        let mut groups = Vec::new();
        let is_alone = !is_joined(signs.before(start)) && start < from;
        groups.push(start..from);
        while is_space(signs.at(from)) && is_digit(signs.at(from + 1)) {
            let end = signs.while_at(from + 1, is_digit);
            if end - from != 4 {
                break;
            }
            groups.push(from + 1..end);
            from = end;
        }
        if is_alone {
            found.push(Figures { groups });
        }
    }
    found
}

/// 12000 and « 12 000 » with a plain space; no year, postcode, telephone or serial number.
pub(super) fn thousands_in_french(signs: Signs<'_>, table: &French) -> Vec<Edit> {
    let space = table.thousands.as_str();
    let mut edits = Vec::new();
    for figures in figures(signs) {
        let groups = &figures.groups;
        let start = groups[0].start;
        let follows_figure =
            is_space(signs.before(start)) && start > 1 && signs.before(start - 1).is_ascii_digit();
        let is_grouped = groups.len() > 1 && groups[0].len() <= 3 && !follows_figure;
        let is_number = signs.at(groups[0].start) != '0' && !is_counted_on(signs, &figures);
        if is_grouped && is_number {
            let between = groups.windows(2).map(|two| two[0].end..two[1].start);
            edits.extend(between.map(|range| edit(range, space, Rule::Thousands)));
        } else if groups.len() == 1 && is_amount(signs, &figures) {
            let grouped = grouped(&figures.digits(signs), space);
            edits.push(edit(figures.range(), grouped, Rule::Thousands));
        }
    }
    edits.retain(|edit| !edit.insert.is_empty());
    edits
}

/// Whether more figures or letters are joined behind; a decimal comma is none.
fn is_counted_on(signs: Signs<'_>, figures: &Figures) -> bool {
    let end = figures.range().end;
    let (next, after) = (signs.at(end), signs.at(end + 1));
    next.is_alphabetic()
        || next == CARET
        || "-_/:@°".contains(next)
        || next == '.' && after.is_alphanumeric()
}

/// Whether figures that are not grouped say how many: at least five, and no number of a kind that is known.
fn is_amount(signs: Signs<'_>, figures: &Figures) -> bool {
    let Range { start, end } = figures.range();
    let length = end - start;
    let (before, after) = (signs.before(start), signs.at(end));
    let earlier = signs.before(start.saturating_sub(1));
    let follows_number = is_space(before) && "°º#".contains(earlier);
    let follows_capitals = is_space(before)
        && earlier.is_uppercase()
        && signs.before(start.saturating_sub(2)).is_uppercase();
    let has_name = is_space(after) && signs.at(end + 1).is_uppercase();
    let has_unit = unit_at(signs, end + 1, true).is_some();
    let is_place = has_name && !has_unit || before == '(' && after == ')';
    let is_serial = [9, 14].contains(&length) || length > 15;
    length >= 5
        && signs.at(start) != '0'
        && !is_counted_on(signs, figures)
        && !is_serial
        && !follows_number
        && !(length == 5 && (is_place || follows_capitals))
}

fn grouped(digits: &str, by: &str) -> String {
    let first = (digits.len() - 1) % 3 + 1;
    let (head, rest) = digits.split_at(first);
    let groups = rest.as_bytes().chunks(3).map(|group| {
        let group: String = group.iter().map(|byte| char::from(*byte)).collect();
        format!("{by}{group}")
    });
    head.to_owned() + &groups.collect::<String>()
}

/// The space between figures and their unit.
pub(super) fn units_in_french(signs: Signs<'_>, table: &French) -> Vec<Edit> {
    let space = table.before_units.as_str();
    let last = |at: &usize| !signs.at(*at + 1).is_ascii_digit();
    let ends = signs
        .places(|c| c.is_ascii_digit())
        .filter(last)
        .map(|at| at + 1);
    let found = ends.filter_map(|end| {
        let start = signs.while_before(end, |c| c.is_ascii_digit());
        let unit = signs.while_at(end, is_space);
        let length = unit_at(signs, unit, unit > end)?;
        let is_count = !signs.before(start).is_alphabetic();
        is_count.then(|| {
            let said = signs.text(unit..unit + length);
            edit(end..unit + length, format!("{space}{said}"), Rule::Unit)
        })
    });
    found.collect()
}

/// How many signs the unit has that stands there; `None` if there is none.
fn unit_at(signs: Signs<'_>, at: usize, is_apart: bool) -> Option<usize> {
    let after = signs.at(at + 1);
    if SYMBOLS.contains(signs.at(at)) {
        return (after == CARET || !after.is_alphanumeric()).then_some(1);
    }
    if signs.reads(at, "°C") || signs.reads(at, "°F") {
        return (!is_word(signs.at(at + 2))).then_some(2);
    }
    let end = signs.while_at(at, |c| c.is_alphabetic() || "²³/€".contains(c));
    let said = signs.text(at..end);
    let is_unit = UNITS.contains(&said.as_str()) && (is_apart || end - at > 1);
    (is_unit && !is_word(signs.at(end))).then_some(end - at)
}

/// 12000 → 12,000; « 10 % » → 10%
pub(super) fn in_english(signs: Signs<'_>, _: &English) -> Vec<Edit> {
    let amounts = figures(signs)
        .into_iter()
        .filter(|figures| figures.groups.len() == 1 && is_amount(signs, figures));
    let mut edits: Vec<Edit> = amounts
        .map(|figures| {
            edit(
                figures.range(),
                grouped(&figures.digits(signs), ","),
                Rule::Thousands,
            )
        })
        .collect();
    let percents = signs.places(|c| c == '%').filter_map(|at| {
        let start = signs.while_before(at, is_space);
        let is_rate = signs.before(start).is_ascii_digit() && !signs.at(at + 1).is_ascii_digit();
        (start < at && is_rate).then(|| edit(start..at + 1, '%', Rule::Unit))
    });
    edits.extend(percents);
    edits
}
