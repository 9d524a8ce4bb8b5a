//! Reads copy as a copy desk does: spelling, house style, sums; pure: dictionaries and rules are given as text, and it
//! knows no file, clock, network or window.

mod error;
pub mod reading;
pub mod spelling;
pub mod style;
mod tokens;

pub use error::CopydeskError;
