//! Published articles on their way into the library: how far such an import is.

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportState {
    /// It goes on, or waits for its site or for an earlier one.
    Running,
    /// Every article is settled.
    Done,
    /// The writer stopped it; what came in stays.
    Cancelled,
    /// It can't go on by itself.
    Failed,
}
