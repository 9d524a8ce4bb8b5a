//! Folding: letters as a reader who does not mind accents sees them. Knows no table.

/// Appends the folded form of a character: lower case, Latin letters without their accents
/// and ligatures taken apart (é → e, œ → oe, ß → ss), combining marks dropped.
///
/// Only Latin is transliterated: « 北 » stays what it is, instead of becoming « bei ».
pub(crate) fn push_folded(c: char, folded: &mut String) {
    match c {
        '\0'..='\x7f' => folded.push(c.to_ascii_lowercase()),
        '\u{300}'..='\u{36f}' => {}
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}'
            if c.is_alphabetic() =>
        {
            let ascii = deunicode::deunicode_char(c).unwrap_or_default();
            folded.extend(ascii.chars().map(|a| a.to_ascii_lowercase()));
        }
        _ => folded.extend(c.to_lowercase()),
    }
}

/// A text, folded.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| push_folded(c, &mut folded));
    folded
}

/// The words of a text, folded, with where each stands in bytes.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_word)?;
        let end = text[start..]
            .find(|c| !is_word(c))
            .map_or(text.len(), |length| start + length);
        rest = end;
        Some((start, &text[start..end]))
    })
}

/// What a headline sorts by: its words, folded. « « Été » » stands with *ete*, after none.
pub(crate) fn sort_key(headline: &str) -> String {
    let mut key = String::with_capacity(headline.len());
    for (_, word) in words(headline) {
        if !key.is_empty() {
            key.push(' ');
        }
        word.chars().for_each(|c| push_folded(c, &mut key));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_is_plain_and_the_rest_is_left_alone() {
        assert_eq!(
            folded("L’Œuvre ÉTÉ e\u{301} ß Łódź 北京 Ά"),
            "l’oeuvre ete e ss lodz 北京 ά"
        );
    }

    #[test]
    fn headlines_sort_by_their_words() {
        assert_eq!(sort_key("« L’été »,  à Łódź"), "l ete a lodz");
        assert_eq!(sort_key("« … »"), "");
    }
}
