//! Destinations: how articles reach a site and what is known of them there; knows no database, no clock and no page.
//!
//! Every call blocks and is made by a worker. A send has three outcomes (see [`Outcome`]): after
//! *unknown* the site is asked by the dispatch's key, never simply sent to again.

#[cfg(test)]
mod canned;
mod counted;
pub mod destination;
pub mod discovery;
pub mod error;
pub mod folder;
pub mod ghost;
mod html;
mod http;
pub mod links;
pub mod micropub;
mod previews;
pub mod site_api;
pub mod wordpress;

pub use counted::Counted;
pub use destination::{
    Abilities, Corrections, Destination, Listing, Newsletter, Off, Outgoing, OutgoingPicture,
    PreviewReaders, RemoteArticle, RemoteLead, RemotePicture, RemotePreview, RemoteText,
    RemoteTheme, SiteDescription, SiteLimits, Sought, Trace, Viewing,
};
pub use error::{Outcome, PublishError};
pub use http::{Guard, Patience};
pub use previews::Preview;
