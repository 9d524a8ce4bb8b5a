//! Identifiers: one type per kind of thing, so that one can't be handed over for another.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: {0:?}")]
pub struct BadId(pub String);

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::parse_str(text).map(Self).map_err(|_| BadId(text.to_owned()))
            }
        }
    };
}

identifier!(
    /// A draft in the library.
    DraftId
);
identifier!(
    /// A frozen copy of a draft.
    RevisionId
);
identifier!(
    /// A destination with its account.
    SiteId
);
identifier!(
    /// A promised operation; also its idempotency key.
    DispatchId
);
identifier!(
    /// A work folder.
    FolderId
);
identifier!(
    /// An import of published articles.
    ImportId
);
