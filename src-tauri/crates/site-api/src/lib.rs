//! The Site API v1 as it goes over the wire: what `publish` says and `site` answers. It knows no HTTP library and no database.

mod article;
pub mod headers;
mod media;
pub mod paths;
pub mod problem;
mod site;

pub use article::{
    ArticleEntry, ArticleInput, ArticlePage, ArticleQuery, ArticleResource, ArticleState,
    CorrectionNote, CorrectionNoteKind, LeadPictureInput, LeadPictureResource, PictureLocation,
    PictureRef,
};
pub use jiff::Timestamp;
pub use media::MediaResource;
pub use problem::{FieldProblem, Problem};
pub use site::{Limits, SectionResource, SiteDescription, SiteProof, ThemeBundle};

/// The version of this API, as [`SiteDescription::api_version`] gives it. The first number is the path's.
pub const API_VERSION: &str = "1.0";
