//! The boxes of an AVIF, moving or not.

use super::Visit;

pub(super) fn each<'a>(_bytes: &'a [u8], _visit: &mut Visit<'_, 'a>) -> Option<()> {
    None
}

pub(super) fn moves(bytes: &[u8]) -> bool {
    bytes.get(8..12) == Some(b"avis")
}

pub(crate) fn cleaned(_bytes: &[u8]) -> Option<Vec<u8>> {
    None
}
