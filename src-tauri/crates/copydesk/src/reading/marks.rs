//! Marks of what is to come or to be checked, which readers must not see; knows no draft.

use super::{Remark, RemarkKind};
use crate::tokens::{Kind, Token, bare, tokens};

/// What stands for a mark between brackets, without accents.
const IN_BRACKETS: [&str; 12] = [
    "?",
    "??",
    "???",
    "a verifier",
    "a completer",
    "a confirmer",
    "a venir",
    "verifier",
    "to check",
    "to come",
    "check",
    "to confirm",
];

/// What is a mark in capitals, with accents or not.
const IN_CAPITALS: [&str; 4] = ["À VÉRIFIER", "A VERIFIER", "À COMPLÉTER", "A COMPLETER"];

/// The marks of a text, in bytes, ascending: `TK` as often as one likes (TKTK), `XXX` and longer, `[?]`, « à vérifier » and
/// its like between brackets, or in capitals. What reads as copy is none: « il reste à vérifier », `Louis XXX` alone is.
pub fn marks(text: &str) -> Vec<Remark> {
    let tokens = tokens(text);
    let mut remarks = Vec::new();
    let mut free = 0;
    for (nth, token) in tokens.iter().enumerate() {
        if token.start < free {
            continue;
        }
        let end = match token.kind {
            Kind::Word if is_mark(&tokens, nth) => Some(token.end()),
            Kind::Word => in_capitals(text, token),
            Kind::Sign => in_brackets(text, token),
            Kind::Number | Kind::Space => None,
        };
        if let Some(end) = end {
            free = end;
            remarks.push(Remark {
                range: token.start..end,
                kind: RemarkKind::Mark,
            });
        }
    }
    remarks
}

fn is_mark(tokens: &[Token<'_>], nth: usize) -> bool {
    let word = tokens[nth].text;
    let is_joint = |token: &Token<'_>| token.is_said() || token.is_sign('_');
    let is_said = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(is_joint);
    let is_tk = word.len().is_multiple_of(2) && word.as_bytes().chunks(2).all(|two| two == b"TK");
    let is_xxx = word.len() > 2 && word.bytes().all(|letter| letter == b'X');
    (is_tk || is_xxx) && !is_said(nth.checked_sub(1)) && !is_said(Some(nth + 1))
}

fn in_capitals(text: &str, token: &Token<'_>) -> Option<usize> {
    let rest = &text[token.start..];
    let mark = IN_CAPITALS.iter().find(|mark| rest.starts_with(**mark))?;
    let ends = !rest[mark.len()..].starts_with(char::is_alphanumeric);
    ends.then_some(token.start + mark.len())
}

fn in_brackets(text: &str, token: &Token<'_>) -> Option<usize> {
    let closing = match token.text {
        "[" => ']',
        "(" => ')',
        _ => return None,
    };
    let rest = &text[token.end()..];
    // What stands between brackets as a mark is short.
    let window = rest
        .char_indices()
        .nth(30)
        .map_or(rest, |(at, _)| &rest[..at]);
    let within = &window[..window.find(closing)?];
    let said = bare(within);
    let said = said.trim().trim_end_matches(['.', '!', ':']).trim_end();
    let is_doubt = said.starts_with('?') && closing == ')';
    (IN_BRACKETS.contains(&said) && !is_doubt).then_some(token.end() + within.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_and_copy_is_none() {
        for (text, found) in [
            ("Il a TK ans, TKTK, TKTKTK.", "TK|TKTK|TKTKTK"),
            ("XXX habitants, XXXX euros", "XXX|XXXX"),
            (
                "12 élus [?] (à vérifier) [À compléter]",
                "[?]|(à vérifier)|[À compléter]",
            ),
            (
                "[to check] [ a\u{300} verifier ! ]",
                "[to check]|[ a\u{300} verifier ! ]",
            ),
            ("À VÉRIFIER : le nom. A COMPLETER", "À VÉRIFIER|A COMPLETER"),
            ("il reste à vérifier, À vérifier aussi (?)", ""),
            ("TKO, TK1, ATK, A_XXX, XX, XXXe, tk, le xxx", ""),
            ("(une chose à vérifier) [sic]", ""),
            ("À VÉRIFIERA", ""),
        ] {
            let remarks = marks(text);
            let words: Vec<_> = remarks
                .iter()
                .map(|remark| &text[remark.range.clone()])
                .collect();
            assert_eq!(words.join("|"), found, "{text}");
        }
    }
}
