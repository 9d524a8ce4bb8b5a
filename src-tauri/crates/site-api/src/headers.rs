//! Names of the headers that the Site API adds to HTTP's own. It knows no values.

/// On every write: a fresh name for this operation, repeated when the operation is repeated.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// On an answer that was kept from the first time: `true`.
pub const IDEMPOTENCY_REPLAYED: &str = "idempotency-replayed";
