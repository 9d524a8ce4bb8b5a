//! Photoshop's resources, and the records of IPTC in them. Knows where they are, not what they mean.

use crate::parts::{be16, be32};

/// The resource that holds IPTC's records.
pub(crate) const RECORDS: usize = 0x0404;

/// Tells of each resource: its number and its bytes.
pub(crate) fn resources<'a>(bytes: &'a [u8], visit: &mut dyn FnMut(usize, &'a [u8])) {
    let mut rest = bytes;
    while let Some((number, resource, after)) = resource(rest) {
        visit(number, resource);
        rest = after;
    }
}

/// A signature, a number, a name with its length before it, a length, the bytes; all filled up to even lengths.
fn resource(rest: &[u8]) -> Option<(usize, &[u8], &[u8])> {
    if !matches!(rest.get(..4)?, b"8BIM" | b"PHUT" | b"DCSR" | b"AgHg") {
        return None;
    }
    let number = be16(rest, 4)?;
    let name = usize::from(*rest.get(6)?) + 1;
    let start = 6 + name + name % 2 + 4;
    let length = be32(rest, start - 4)?;
    let bytes = rest.get(start..)?.get(..length)?;
    let after = rest.get(start + length + length % 2..);
    Some((number, bytes, after.unwrap_or_default()))
}

/// How many bytes of text there is room for in a record, where its standard says so and programs cut what is longer: IPTC's
/// Information Interchange Model 4.2, chapter 6.
pub(crate) fn room(section: u8, number: u8) -> Option<usize> {
    match (section, number) {
        (2, 80 | 110 | 115) => Some(32),
        (2, 116) => Some(128),
        (2, 120) => Some(2_000),
        _ => None,
    }
}

/// Tells of each record: its section, its number and its bytes.
pub(crate) fn records<'a>(bytes: &'a [u8], visit: &mut dyn FnMut(u8, u8, &'a [u8])) {
    let mut rest = bytes;
    while let [0x1C, section, number, ..] = rest {
        let Some((value, after)) = value(&rest[3..]) else {
            return;
        };
        visit(*section, *number, value);
        rest = after;
    }
}

/// The length is of 15 bits, or says how many bytes the length takes.
fn value(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = be16(rest, 0)?;
    if length < 0x8000 {
        return rest[2..].split_at_checked(length);
    }
    let (written, after) = rest[2..].split_at_checked(length & 0x7FFF)?;
    let long = written.iter().try_fold(0_usize, |long, byte| {
        long.checked_mul(256)?.checked_add(usize::from(*byte))
    });
    after.split_at_checked(long?)
}
