//! Where words, sentences and paragraphs begin in a row of tokens; knows no change.

use super::words::{Kind, Token};

/// What begins at a place; the greater, the more of a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Boundary {
    /// Between a word and its punctuation.
    None = 0,
    /// Right after white space.
    Word = 2,
    /// A sentence, or a line that stands for itself.
    Sentence = 5,
    /// A paragraph, or the text.
    Paragraph = 7,
}

/// What begins before the token at this index.
pub(crate) fn boundary(row: &[Token<'_>], at: usize) -> Boundary {
    if at == 0 || at == row.len() {
        return Boundary::Paragraph;
    }
    let space = row[at - 1];
    if space.kind != Kind::Space {
        return Boundary::None;
    }
    match space.text.bytes().filter(|b| *b == b'\n').count() {
        0 => {}
        1 if is_marker(&row[at..]) => return Boundary::Sentence,
        1 => {}
        _ => return Boundary::Paragraph,
    }
    if row[at].text != "»" && ends_sentence(&row[..at - 1]) {
        Boundary::Sentence
    } else {
        Boundary::Word
    }
}

/// Whether a line that begins so is an item, a row, a quote, a heading.
fn is_marker(row: &[Token<'_>]) -> bool {
    let numbered = |second: &Token<'_>| matches!(second.text, "." | ")");
    match row.first() {
        Some(token) if token.kind == Kind::Sign => {
            matches!(
                token.text.as_bytes(),
                [b'-' | b'*' | b'+' | b'>' | b'|' | b'[', ..]
            ) || token.text.starts_with('#')
                || token.text.starts_with('—')
        }
        Some(token) => {
            token.text.bytes().all(|b| b.is_ascii_digit()) && row.get(1).is_some_and(numbered)
        }
        None => false,
    }
}

/// Whether the tokens before a space end a sentence, closing quotes and marks included.
fn ends_sentence(row: &[Token<'_>]) -> bool {
    let closes = |token: &&Token<'_>| {
        token.kind == Kind::Space && !token.text.contains('\n')
            || matches!(token.text, "»" | "”" | "\"" | ")" | "*" | "**" | "_" | "]")
    };
    let mut back = row.iter().rev().skip_while(closes);
    match back.next().map(|token| token.text) {
        Some(".") => !back.next().is_some_and(is_abbreviation),
        Some(sign) => sign.starts_with(['!', '?', '…', '.']),
        None => false,
    }
}

/// « M. Durand » is no end of a sentence.
fn is_abbreviation(token: &Token<'_>) -> bool {
    const SHORT: [&str; 10] = ["MM", "Mr", "Mrs", "Ms", "Dr", "Me", "St", "cf", "vs", "av"];
    SHORT.contains(&token.text) || token.kind == Kind::Word && token.text.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::words::tokens;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let row = tokens(text);
        let mut found = vec![String::new()];
        for (at, token) in row.iter().enumerate() {
            if at > 0 && boundary(&row, at) >= Boundary::Sentence {
                found.push(String::new());
            }
            found.last_mut().unwrap().push_str(token.text);
        }
        assert_eq!(found, expect);
    }

    #[test]
    fn sentences_of_a_newspaper() {
        check(
            "M. Durand a dit « non. » Et puis\u{202F}? Rien, 3.5 fois… Fin",
            &[
                "M. Durand a dit « non. » ",
                "Et puis\u{202F}? ",
                "Rien, 3.5 fois… ",
                "Fin",
            ],
        );
        check(
            "- un deux\n- trois\n\nAlors\nquoi",
            &["- un deux\n", "- trois\n\n", "Alors\nquoi"],
        );
    }
}
