//! (built below)
fn main() {}
