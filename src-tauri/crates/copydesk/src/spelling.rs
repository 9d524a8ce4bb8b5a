//! Which words of a passage are misspelt, and what was meant; knows no file, and no text beyond the passages it is given.

mod affixes;
mod costs;
mod dictionary;
mod forms;
mod lists;
mod names;
mod speller;
mod suggestions;
mod words;

pub use dictionary::Dictionary;
pub use lists::{ListFault, WordList};
pub use names::Names;
pub use speller::{Misspelling, Speller};
