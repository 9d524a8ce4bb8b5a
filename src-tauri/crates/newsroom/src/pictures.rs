//! Pictures: how they come in, what is known of them, the copies that pages show, and how they go. Knows no site.

mod address;
mod developing;
mod fetched;
mod folder;
mod intake;
mod known;
mod removal;
mod steps;
mod tidying;
mod writing;

pub(crate) use address::checked_address;
pub(crate) use developing::{Developing, keep_developing};
pub(crate) use folder::PictureStore;
pub use intake::{PICTURE_LIMIT, PictureOrigin};
pub use known::{KnownPicture, KnownPictures, PictureState, PictureUse};
pub use removal::RemovedPictures;
pub(crate) use writing::{sync_folder, write_private, write_whole};

#[cfg(test)]
mod tests;
