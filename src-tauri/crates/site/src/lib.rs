//! The local news site: the Site API's reference implementation and the embedded default destination. It knows no draft and no desk.
//!
//! Everything of a site lies in one folder: `site.db` and `media/`. It listens on loopback only,
//! and serves nobody who calls it by another name.
//! Requests run on threads of its own; who starts it stays synchronous.

mod api;
mod database;
mod error;
mod media;
mod origin;
mod proof;
mod public;
mod secret;
mod server;
mod state;

pub use error::SiteError;
pub use proof::proves;
pub use secret::mint_token;
pub use server::{Clock, RunningSite, Site, SiteDefaults, SiteOptions};

/// The database in a site's folder.
pub const DATABASE: &str = "site.db";
/// The port of a site that names none.
pub const DEFAULT_PORT: u16 = 4747;
