//! A text's fingerprint: tells whether a text is still the one that was written. Proves nothing against an enemy.

use std::hash::Hasher;

use twox_hash::XxHash64;

/// XXH64 of a text's UTF-8, seed 0 (Yann Collet, xxHash specification 0.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// That of a text.
    pub fn of(text: &str) -> Self {
        Self::of_pieces([text])
    }

    /// That of a text in pieces: the same, wherever it is cut.
    pub fn of_pieces<'t>(pieces: impl IntoIterator<Item = &'t str>) -> Self {
        let mut hasher = XxHash64::with_seed(0);
        pieces
            .into_iter()
            .for_each(|piece| hasher.write(piece.as_bytes()));
        Self(hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_specification_s_and_knows_no_cuts() {
        assert_eq!(Fingerprint::of("").0, 0xEF46_DB37_51D8_E999);
        assert_eq!(
            Fingerprint::of_pieces(["é", "", "tude"]),
            Fingerprint::of("étude")
        );
        assert_ne!(Fingerprint::of("étude"), Fingerprint::of("étudé"));
    }
}
