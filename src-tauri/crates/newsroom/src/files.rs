//! Markdown files in and out: what is read of one, how one is named and written. Overwrites nothing that it did not write.

mod export;
mod import;
mod keys;
mod pictures;
mod text;

pub(crate) use export::stem;
pub use export::{ExportReport, HeldBack, write_page};
pub use import::{FileFailure, FileFindings, ImportReport, Repeat, UnknownKeys};
pub(crate) use pictures::{framed_path, front_picture, picture_names};
pub use text::FILE_LIMIT;
pub(crate) use text::{is_no_room, open_file, read_text, text_of, unreadable, unwritable};

/// The folder of pictures beside exported files.
const PICTURES: &str = "pictures";
