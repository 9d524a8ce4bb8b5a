//! Text of strangers, in whatever coding, as one plain line; and moments.

/// How long a line may be, in characters.
const LONGEST: usize = 2_000;

/// The 32 characters that Windows-1252 has where Latin-1 has controls; five of them are controls there too.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The text of these bytes: UTF-8 where they are, else Windows-1252, which holds Latin-1. What was taken for Windows-1252 once
/// too often on its way, `lÃ©gende`, is read as it was meant.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows(*byte)).collect(),
    };
    unmuddled(&text).unwrap_or(text)
}

/// The same of text for which there was room for `most` bytes: where it is full, a character of UTF-8 may be cut off at its
/// end, and goes. Where nothing before says that it is UTF-8, what looks like the beginning of a character is a letter.
pub(super) fn decoded_within(bytes: &[u8], most: usize) -> String {
    let whole = match std::str::from_utf8(bytes) {
        Err(e) if e.error_len().is_none() && bytes.len() == most => &bytes[..e.valid_up_to()],
        _ => bytes,
    };
    decoded(if whole.is_ascii() { bytes } else { whole })
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// What UTF-8 read as Windows-1252 was before.
fn unmuddled(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let byte = |c: char| match WINDOWS.iter().position(|other| *other == c) {
        Some(place) => u8::try_from(place + 0x80).ok(),
        None => u8::try_from(u32::from(c)).ok(),
    };
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    String::from_utf8(bytes?).ok()
}

/// One line of plain text: no controls, nothing that turns the direction of what follows, at most 2,000 characters. Spaces
/// that don't break stay.
pub(super) fn line(text: &str) -> String {
    let plain = text.chars().filter_map(|c| match c {
        '\u{200B}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some(' '),
        c => Some(c),
    });
    let mut line = String::new();
    for (place, word) in plain
        .collect::<String>()
        .split(' ')
        .filter(|word| !word.is_empty())
        .enumerate()
    {
        if place > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
    let end = line
        .char_indices()
        .nth(LONGEST)
        .map_or(line.len(), |(end, _)| end);
    line.truncate(end);
    line.trim().to_owned()
}

/// A moment as a clock on the spot said it, `2026-04-29T02:49:00`, or its date alone; empty for what is none. Written in one
/// of the ways of EXIF, IPTC and XMP; a zone is left out.
pub(super) fn moment(text: &str) -> String {
    let alone = text.len() >= 8 && text.bytes().take(8).all(|byte| byte.is_ascii_digit());
    let date_ends = match alone {
        // IPTC: 20260429 and 024900+0200.
        true => 8,
        false => text.find(['T', ' ']).unwrap_or(text.len()),
    };
    let (date, time) = text.split_at(date_ends);
    let date = digits(date);
    let (year, month, day) = (date.get(..4), number(&date, 4), number(&date, 6));
    let ((Some(year), 8), 1..=12, 1..=31) = ((year, date.len()), month, day) else {
        return String::new();
    };
    if year == "0000" {
        return String::new();
    }
    let time = digits(time.split(['+', '-', 'Z', '.']).next().unwrap_or_default());
    let (hour, minute) = (number(&time, 0), number(&time, 2));
    let second = match number(&time, 4) {
        second @ 0..=59 => second,
        _ => 0,
    };
    match (hour, minute) {
        (0..=23, 0..=59) => {
            format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
        }
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Two digits as a number; 99 for none.
fn number(digits: &str, at: usize) -> u32 {
    let two = digits.get(at..at + 2);
    two.and_then(|two| two.parse().ok()).unwrap_or(99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_the_coding_it_has() {
        assert_eq!(decoded("légende".as_bytes()), "légende");
        assert_eq!(decoded(b"l\xE9gende \x96 \x80 5"), "légende – € 5");
        assert_eq!(decoded("lÃ©gende â€“ fin".as_bytes()), "légende – fin");
        assert_eq!(decoded("« été »".as_bytes()), "« été »");
        assert_eq!(decoded(b"coup d'\xC9"), "coup d'É");
    }

    #[test]
    fn only_what_is_full_is_cut_off_within_a_character() {
        for (bytes, most, read) in [
            (&b"\xC3\xA9t\xC3"[..], 4, "ét"),
            (b"\xC3\xA9t\xE2\x80", 5, "ét"),
            (b"\xC3\xA9t\xC3", 5, "Ã©tÃ"),
            (b"Andr\xE9", 5, "André"),
            (b"\xE9t\xE9", 3, "été"),
            (b"\xC3\xA9", 2, "é"),
            (b"", 0, ""),
        ] {
            assert_eq!(decoded_within(bytes, most), read, "{bytes:x?}");
        }
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line(" a\r\n\tb\0c\u{2028}d "), "a b c d");
        assert_eq!(line("« a\u{202F}! »"), "« a\u{202F}! »");
        assert_eq!(line("a\u{202E}b"), "ab");
        assert_eq!(line(&"é ".repeat(3_000)).chars().count(), 1_999);
    }

    #[test]
    fn a_moment_is_read_in_each_way_it_is_written() {
        for (written, read) in [
            ("2026:04:29 02:49:00", "2026-04-29T02:49:00"),
            ("2026-04-29T02:49:00+02:00", "2026-04-29T02:49:00"),
            ("2026-04-29T02:49:00.123-05:00", "2026-04-29T02:49:00"),
            ("2026-04-29T02:49:07-05:00", "2026-04-29T02:49:07"),
            ("2026-04-29T02:49Z", "2026-04-29T02:49:00"),
            ("20260429024900+0200", "2026-04-29T02:49:00"),
            ("20260429", "2026-04-29"),
            ("2026-04-29", "2026-04-29"),
            ("0000:00:00 00:00:00", ""),
            ("2026:13:29 02:49:00", ""),
            ("2026", ""),
            ("hier à midi", ""),
            ("", ""),
        ] {
            assert_eq!(moment(written), read, "{written}");
        }
    }
}
