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
impl DispatchId {
    /// A new one for a draft. Its first half says whose it is: where a site keeps it, the article is known
    /// again in a library that knows nothing of the dispatch, as one that came back from a backup.
    pub fn of_draft(draft: DraftId, fresh: Uuid) -> Self {
        let mut bytes = *fresh.as_bytes();
        bytes[..8].copy_from_slice(&Self::first_half(draft));
        Self(Uuid::from_bytes(bytes))
    }

    /// Whether it was made for this draft.
    pub fn is_of_draft(self, draft: DraftId) -> bool {
        self.0.as_bytes()[..8] == Self::first_half(draft)
    }

    /// Whether it says whose it is: those that older programs made do not.
    pub fn says_whose(self) -> bool {
        self.0.get_version_num() == 8
    }

    /// The half of the draft's identifier that is left to chance, as one of version 8.
    fn first_half(draft: DraftId) -> [u8; 8] {
        let mut half = [0; 8];
        half.copy_from_slice(&draft.0.as_bytes()[8..]);
        half[6] = 0x80 | (half[6] & 0x0f);
        half
    }
}

identifier!(
    /// A work folder.
    FolderId
);
identifier!(
    /// An import of published articles.
    ImportId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dispatch_says_whose_it_is() {
        let draft = |n: u128| {
            DraftId(Uuid::from_u128(
                0x9f0e_1a2b_3c4d_4e5f_8a7b_1122_3344_0000 + n,
            ))
        };
        let fresh = |n: u128| Uuid::from_u128(0x1111_2222_3333_4444_9555_6666_7777_0000 + n);
        let dispatch = DispatchId::of_draft(draft(1), fresh(1));
        assert!(dispatch.is_of_draft(draft(1)) && !dispatch.is_of_draft(draft(2)));
        assert_ne!(dispatch, DispatchId::of_draft(draft(1), fresh(2)));
        assert_eq!(dispatch.0.get_version_num(), 8);
        assert_eq!(dispatch.0.get_variant(), uuid::Variant::RFC4122);
        assert!(!DispatchId(fresh(1)).is_of_draft(draft(1)));
    }
}
