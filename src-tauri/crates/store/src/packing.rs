//! How a revision's text lies on the disk: packed against an earlier one, never against a chain of them. Knows no table.
//!
//! A text is packed with zstd that has seen the draft's latest keyframe: what both have costs a few
//! bytes. The texts drift away from their keyframe, so a new one is made when what was packed
//! against it has come to weigh as much as it does. That is the rule of the skier who rents until
//! the rent has paid for the skis: whatever moments hindsight would choose, the whole is at most
//! twice as large, as long as an older keyframe never serves better than a newer one.

use std::io;

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::CParameter;

/// With the search for long stretches, which finds the keyframe's whatever their distance, a higher
/// level costs much (measured: a hundred times at 19) and gains little (a quarter).
const LEVEL: i32 = 3;
/// The window's size as a power of two: from zstd's least to what every reader takes.
const WINDOWS: std::ops::RangeInclusive<u32> = 10..=27;
/// No text of ours, unpacked, is longer; a length beyond it is a damaged one.
const LONGEST: usize = 1 << 28;

/// Packs a text by itself.
pub(crate) fn alone(text: &[u8]) -> io::Result<Vec<u8>> {
    against(text, &[])
}

/// Packs a text for one who has the keyframe.
pub(crate) fn against(text: &[u8], keyframe: &[u8]) -> io::Result<Vec<u8>> {
    let mut press = Compressor::new(LEVEL)?;
    let reach = (text.len() + keyframe.len()).max(1).ilog2() + 1;
    let window = reach.clamp(*WINDOWS.start(), *WINDOWS.end());
    press.set_parameter(CParameter::WindowLog(window))?;
    press.set_parameter(CParameter::EnableLongDistanceMatching(true))?;
    if !keyframe.is_empty() {
        press.context_mut().ref_prefix(keyframe).map_err(told)?;
    }
    press.compress(text)
}

/// Packs a text for one who has it as the keyframe.
pub(crate) fn against_itself(text: &[u8]) -> io::Result<Vec<u8>> {
    // Of a keyframe that lies where the text lies, zstd sees nothing.
    let elsewhere = text.to_vec();
    against(text, &elsewhere)
}

/// Unpacks what was packed against a keyframe (an empty one: alone).
pub(crate) fn unpacked(packed: &[u8], keyframe: &[u8], length: usize) -> io::Result<Vec<u8>> {
    if length > LONGEST {
        return Err(io::Error::other(format!("a length of {length}")));
    }
    // zstd takes a keyframe for a trained dictionary when it begins with a byte that no UTF-8 has
    // at that place; ours begin with the `{` of their fields.
    let text = Decompressor::with_dictionary(keyframe)?.decompress(packed, length)?;
    if text.len() == length {
        Ok(text)
    } else {
        Err(io::Error::other(format!(
            "{} bytes, not {length}",
            text.len()
        )))
    }
}

fn told(code: zstd::zstd_safe::ErrorCode) -> io::Error {
    io::Error::other(zstd::zstd_safe::get_error_name(code))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, keyframe: &str) -> usize {
        let packed = against(text.as_bytes(), keyframe.as_bytes()).unwrap();
        let read = unpacked(&packed, keyframe.as_bytes(), text.len()).unwrap();
        assert!(read == text.as_bytes());
        packed.len()
    }

    /// Words that hardly repeat.
    fn prose(bytes: usize) -> String {
        let mut state = 42_u64;
        let mut text = String::new();
        while text.len() < bytes {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            text.push_str(&format!("{:x} é ", state >> 40));
        }
        text
    }

    #[test]
    fn a_word_more_costs_a_few_bytes_whatever_the_length() {
        for bytes in [1_000, 100_000, 1_000_000, 10_000_000] {
            let old = prose(bytes);
            let middle = old.floor_char_boundary(old.len() / 2);
            let new = format!("{}un mot{}", &old[..middle], &old[middle..]);
            let packed = check(&new, &old);
            assert!(packed < 120 + bytes / 2_000, "{bytes}: {packed}");
        }
    }

    #[test]
    fn the_text_of_a_keyframe_costs_next_to_nothing() {
        let text = prose(100_000).into_bytes();
        let packed = against_itself(&text).unwrap();
        assert!(packed.len() < 50, "{}", packed.len());
        assert!(unpacked(&packed, &text, text.len()).unwrap() == text);
    }

    #[test]
    fn whatever_is_damaged_is_an_error_and_not_a_panic() {
        let keyframe = prose(2_000);
        let text = format!("{keyframe}fin");
        let packed = against(text.as_bytes(), keyframe.as_bytes()).unwrap();
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x55;
            // The hash beside it tells those apart that still unpack.
            let read = unpacked(&damaged, keyframe.as_bytes(), text.len());
            assert!(read.is_err() || read.is_ok_and(|read| read.len() == text.len()));
        }
        assert!(unpacked(&packed, keyframe.as_bytes(), 3).is_err());
        assert!(unpacked(&packed, keyframe.as_bytes(), usize::MAX).is_err());
    }

    proptest! {
        #[test]
        fn any_text_comes_out_as_it_went_in(text in ".{0,400}", keyframe in "[{]?.{0,400}") {
            check(&text, &keyframe);
            check(&text, "");
            check(&text, &text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

        #[test]
        fn a_megabyte_comes_out_as_it_went_in(
            pieces in prop::collection::vec("\\PC{1,200}", 50),
            order in prop::collection::vec(0_usize..50, 4_000),
        ) {
            let text: String = order.iter().map(|at| pieces[*at].as_str()).collect();
            let keyframe: String = order.iter().rev().map(|at| pieces[*at].as_str()).collect();
            check(&text, &keyframe);
        }
    }
}
