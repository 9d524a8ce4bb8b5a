//! From light and two differences of colour to red, green and blue. By ITU-T H.273; knows no file.

use super::sequence::{Layout, Sequence};
use crate::MediaError;
use crate::parts::avif::Meaning;

/// Three numbers of a pixel, each 0 to 1: a sum of what is stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix {
    /// What is nothing: black, and no difference.
    pub(super) nothing: [f32; 3],
    /// Of red, green and blue: how much of each number that is stored.
    shares: [[f32; 3]; 3],
}

impl Matrix {
    /// # Errors
    /// `Unknown` for a matrix that isn't one: light that was multiplied before it was told apart.
    pub(super) fn of(sequence: Sequence, meaning: Meaning) -> Result<Self, MediaError> {
        let unit = f32::from(1_u16 << (sequence.bits - 8));
        let most = 256.0 * unit - 1.0;
        let (black, light, colour) = match meaning.is_full {
            true => (0.0, most, most),
            false => (16.0 * unit, 219.0 * unit, 224.0 * unit),
        };
        let middle = 128.0 * unit;
        let plain = |shares: [[f32; 3]; 3], nothing, [a, b, c]: [f32; 3]| Self {
            nothing,
            shares: shares.map(|[x, y, z]| [x / a, y / b, z / c]),
        };
        let differences = |shares| plain(shares, [black, middle, middle], [light, colour, colour]);
        let (red, blue) = match meaning.matrix {
            // No colours: any will do.
            _ if sequence.layout == Layout::Grey => (0.0, 0.0),
            // Green, blue and red, as they are.
            0 => {
                let shares = [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
                return Ok(plain(shares, [black; 3], [light; 3]));
            }
            8 => {
                let shares = [[1.0, -1.0, 1.0], [1.0, 1.0, 0.0], [1.0, -1.0, -1.0]];
                return Ok(differences(shares));
            }
            12 => of_primaries(meaning.primaries),
            matrix => of_matrix(matrix)?,
        };
        let green = 1.0 - red - blue;
        let (to_red, to_blue) = (2.0 * (1.0 - red), 2.0 * (1.0 - blue));
        Ok(differences([
            [1.0, 0.0, to_red],
            [1.0, -to_blue * blue / green, -to_red * red / green],
            [1.0, to_blue, 0.0],
        ]))
    }

    pub(super) fn apply(&self, stored: [f32; 3]) -> [f32; 3] {
        let [a, b, c] = [0, 1, 2].map(|at| stored[at] - self.nothing[at]);
        self.shares
            .map(|[x, y, z]| (x * a + y * b + z * c).clamp(0.0, 1.0))
    }
}

/// How much of light is red, and how much blue (H.273, table 4); what says nothing is taken for BT.601, as elsewhere.
fn of_matrix(matrix: u8) -> Result<(f32, f32), MediaError> {
    match matrix {
        1 => Ok((0.2126, 0.0722)),
        2 | 5 | 6 => Ok((0.299, 0.114)),
        4 => Ok((0.30, 0.11)),
        7 => Ok((0.212, 0.087)),
        9 => Ok((0.2627, 0.0593)),
        _ => Err(MediaError::Unknown(format!("an AVIF of matrix {matrix}"))),
    }
}

/// The same by the colours of a screen's three lights (H.273, equations 32 to 37).
fn of_primaries(primaries: u8) -> (f32, f32) {
    match primaries {
        5 => (0.2220, 0.0713),
        6 | 7 => (0.2124, 0.0866),
        9 => (0.2627, 0.0593),
        11 => (0.2095, 0.0689),
        12 => (0.2290, 0.0793),
        _ => (0.2126, 0.0722),
    }
}
