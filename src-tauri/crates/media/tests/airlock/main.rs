//! What a picture says of itself is seen, and gone from what leaves; its pixels stay.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helper fails its test"
)]

// Of the testkit only this: the rest of it would have the whole newsroom built for the tests of its smallest crate.
#[path = "../../../testkit/src/pictures/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "as in the testkit"
)]
mod pictures;

mod credit;
mod independent;
mod inks;
mod notes;
mod seen;
