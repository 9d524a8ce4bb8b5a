//! The one smallest change that turns a text into another; knows texts only.

use prose::Change;

/// The change between the common start and the common end of two texts, in UTF-16 units of the
/// old one; `None` when they are equal. Never cuts a character in two.
pub(crate) fn minimal_change(old: &str, new: &str) -> Option<Change> {
    if old == new {
        return None;
    }
    let start = common_prefix(old, new);
    let end = common_suffix(&old[start..], &new[start..]);
    let from = utf16(&old[..start]);
    let removed = &old[start..old.len() - end];
    let insert = new[start..new.len() - end].to_owned();
    Some(Change {
        from,
        to: from + utf16(removed),
        insert,
    })
}

/// Bytes at the start that both have, whole characters only.
fn common_prefix(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    (0..=same)
        .rev()
        .find(|&at| a.is_char_boundary(at) && b.is_char_boundary(at))
        .unwrap_or(0)
}

/// Bytes at the end that both have, whole characters only.
fn common_suffix(a: &str, b: &str) -> usize {
    let same = a
        .bytes()
        .rev()
        .zip(b.bytes().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let whole = |n: &usize| a.is_char_boundary(a.len() - n) && b.is_char_boundary(b.len() - n);
    (0..=same).rev().find(whole).unwrap_or(0)
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expect: Option<(usize, usize, &str)>) {
        let found = minimal_change(old, new).map(|c| (c.from, c.to, c.insert));
        assert_eq!(
            found,
            expect.map(|(from, to, insert)| (from, to, insert.to_owned()))
        );
    }

    #[test]
    fn only_the_middle_changes() {
        check("abc", "abc", None);
        check("abc", "axc", Some((1, 2, "x")));
        check("", "é", Some((0, 0, "é")));
        check("aa", "aaa", Some((2, 2, "a")));
        check("😀b", "😀😀b", Some((2, 2, "😀")));
        // é and è share their first byte, 😀 and 😁 their first three.
        check("é", "è", Some((0, 1, "è")));
        check("😀", "😁", Some((0, 2, "😁")));
    }

    proptest! {
        #[test]
        fn applying_it_gives_the_new_text(old in "[aéœ😀\n]{0,12}", new in "[aéœ😀\n]{0,12}") {
            let mut units: Vec<u16> = old.encode_utf16().collect();
            if let Some(change) = minimal_change(&old, &new) {
                units.splice(change.from..change.to, change.insert.encode_utf16());
            }
            prop_assert_eq!(String::from_utf16(&units).unwrap(), new);
        }
    }
}
