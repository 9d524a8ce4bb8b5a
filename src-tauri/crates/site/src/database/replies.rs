//! Kept replies: a repetition of a write gets the first answer again. It knows no HTTP beyond numbers and bytes.

use rusqlite::{Connection, OptionalExtension as _, params};

/// For how long a reply is kept, in days.
pub(crate) const KEPT_DAYS: u32 = 30;
const KEPT_MICROSECONDS: i64 = KEPT_DAYS as i64 * 24 * 3_600 * 1_000_000;

/// The answer to a write that took effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    /// HTTP's status.
    pub(crate) status: u16,
    /// The article's version, without quotes.
    pub(crate) etag: Option<String>,
    /// Where what was made is.
    pub(crate) location: Option<String>,
    /// JSON, if there is a body.
    pub(crate) body: Option<Vec<u8>>,
}

/// A reply and the request that it answered.
pub(crate) struct KeptReply {
    pub(crate) fingerprint: String,
    pub(crate) reply: Reply,
}

/// What was answered to this key of this token, unless that is too long ago.
pub(crate) fn find(
    tx: &Connection,
    token: &str,
    key: &str,
    now: i64,
) -> rusqlite::Result<Option<KeptReply>> {
    let sql = "SELECT fingerprint, status, etag, location, body FROM replies
               WHERE token = ?1 AND key = ?2 AND made_at > ?3";
    tx.query_row(sql, params![token, key, now - KEPT_MICROSECONDS], |row| {
        Ok(KeptReply {
            fingerprint: row.get(0)?,
            reply: Reply {
                status: row.get(1)?,
                etag: row.get(2)?,
                location: row.get(3)?,
                body: row.get(4)?,
            },
        })
    })
    .optional()
}

/// Keeps a reply, and forgets those that are too old.
pub(crate) fn keep(
    tx: &Connection,
    (token, key): (&str, &str),
    fingerprint: &str,
    reply: &Reply,
    now: i64,
) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM replies WHERE made_at <= ?1",
        [now - KEPT_MICROSECONDS],
    )?;
    let sql = "INSERT INTO replies (token, key, fingerprint, made_at, status, etag, location, body)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let Reply {
        status,
        etag,
        location,
        body,
    } = reply;
    tx.execute(
        sql,
        params![token, key, fingerprint, now, status, etag, location, body],
    )
    .map(drop)
}
