//! How long a text takes to read.

/// Words a reader takes in a minute; the figure the sites we publish to use.
pub const WORDS_A_MINUTE: usize = 200;

/// Reading time in whole minutes, rounded up, at least one: 1,005 words give 6.
pub fn minutes(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn rounded_up_and_never_zero() {
        assert_eq!(
            [0, 1, 200, 201, 1_000, 1_005].map(minutes),
            [1, 1, 1, 2, 5, 6]
        );
    }
}
