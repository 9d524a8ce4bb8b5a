//! The copy desk's spelling with the dictionaries that Marbre ships, beside the hunspell program, and with broken ones.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that fails says where, and what differs"
)]

mod hostile;
mod hunspell;
mod judged;
mod names;
mod shipped;
mod typos;
