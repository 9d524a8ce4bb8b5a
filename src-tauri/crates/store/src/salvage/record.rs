//! One row as SQLite's file format writes it; knows no table.

/// A row's values.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record(pub(super) Vec<Value>);

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Whole(i64),
    Real,
    /// And whether it was whole and UTF-8.
    Text(String, bool),
    Blob(Vec<u8>),
    /// A number that was cut off.
    Cut,
}

impl Record {
    /// Reads a row. `None` when its head makes no sense; a value that was cut off is what is left of it.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (head, mut at) = varint(bytes, 0)?;
        let head = usize::try_from(head).ok()?;
        let mut body = head;
        if head > bytes.len() || head < at {
            return None;
        }
        let mut values = Vec::new();
        while at < head {
            let (kind, next) = varint(bytes, at)?;
            let length = length_of(kind)?;
            values.push(value(kind, bytes, body, length)?);
            body = body.checked_add(length)?;
            at = next;
        }
        Some(Self(values))
    }

    /// Whether all of it was there, every text whole.
    pub(super) fn is_clean(&self) -> bool {
        let cut = |value: &Value| matches!(value, Value::Text(_, false) | Value::Cut);
        !self.0.iter().any(cut)
    }

    pub(super) fn whole_number(&self, place: usize) -> Option<i64> {
        match self.0.get(place)? {
            Value::Whole(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn text(&self, place: usize) -> Option<String> {
        match self.0.get(place)? {
            Value::Text(text, _) => Some(text.clone()),
            _ => None,
        }
    }
}

/// Bytes of a value of this kind.
fn length_of(kind: u64) -> Option<usize> {
    Some(match kind {
        0 | 8 | 9 => 0,
        1..=4 => kind as usize,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return None,
        _ => usize::try_from((kind - 12) / 2).ok()?,
    })
}

fn value(kind: u64, bytes: &[u8], at: usize, length: usize) -> Option<Value> {
    let end = at.checked_add(length)?.min(bytes.len());
    let there = bytes.get(at.min(end)..end)?;
    let cut = there.len() < length;
    Some(match kind {
        0 => Value::Null,
        8 | 9 => Value::Whole((kind - 8) as i64),
        7 => Value::Real,
        1..=6 if cut => Value::Cut,
        1..=6 => Value::Whole(
            there
                .iter()
                .fold(if there[0] & 0x80 == 0 { 0 } else { -1 }, |number, byte| {
                    (number << 8) | i64::from(*byte)
                }),
        ),
        kind if kind % 2 == 0 => Value::Blob(there.to_vec()),
        _ => match std::str::from_utf8(there) {
            Ok(text) => Value::Text(text.to_owned(), !cut),
            Err(_) => Value::Text(String::from_utf8_lossy(there).into_owned(), false),
        },
    })
}

/// A number of one to nine bytes, and where it ends.
pub(super) fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut number = 0_u64;
    for place in 0..9 {
        let byte = *bytes.get(at + place)?;
        if place == 8 {
            return Some(((number << 8) | u64::from(byte), at + 9));
        }
        number = (number << 7) | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some((number, at + place + 1));
        }
    }
    None
}
