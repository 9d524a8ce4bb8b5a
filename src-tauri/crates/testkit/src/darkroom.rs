//! Where the tests' newsrooms have pictures decoded. Knows where Cargo puts programs.

use newsroom::darkroom::Darkroom;

/// The program `darkroom` of the tests' package, which Cargo builds with each of its tests, beside them.
pub fn darkroom() -> Darkroom {
    let test = std::env::current_exe().expect("a test has a path");
    let built = test
        .ancestors()
        .nth(2)
        .expect("a test lies in target/debug/deps");
    Darkroom::of(built.join("darkroom"))
}
