//! Which draft a file gave before: remembered by its path, or by its path and what it said.

use std::fs;
use std::path::Path;

use domain::DraftId;

use super::unreadable;
use crate::NewsroomError;
use crate::hash::sha256;
use crate::room::Room;

/// Under which key a file's draft is remembered.
pub(super) fn file_key(path: &Path) -> Result<String, NewsroomError> {
    let whole = fs::canonicalize(path).map_err(|e| unreadable(path, &e))?;
    Ok(format!("file:{}", whole.display()))
}

/// Under which key an import of a file that says `source` is remembered; none for a file that has
/// gone.
pub(super) fn imported_key(path: &Path, source: &str) -> Option<String> {
    let whole = fs::canonicalize(path).ok()?;
    let hash = sha256(source.as_bytes());
    Some(format!("imported:{hash}:{}", whole.display()))
}

impl Room {
    /// The draft of a file: remembered under its key, or made by an import of what the file still says.
    pub(super) fn draft_of(
        &self,
        key: &str,
        path: &Path,
        source: &str,
    ) -> Result<Option<DraftId>, NewsroomError> {
        if let Some(draft) = self.draft_under(key)? {
            return Ok(Some(draft));
        }
        let Some(imported) = imported_key(path, source) else {
            return Ok(None);
        };
        let draft = self.draft_under(&imported)?;
        if let Some(draft) = draft {
            self.store.set_setting(key, &format!("\"{draft}\""))?;
        }
        Ok(draft)
    }

    /// The draft that is remembered under a key, unless it is in the bin.
    pub(super) fn draft_under(&self, key: &str) -> Result<Option<DraftId>, NewsroomError> {
        let known = self.store.setting(key)?;
        let known = known.and_then(|json| serde_json::from_str::<String>(&json).ok());
        let Some(draft) = known.and_then(|id| id.parse().ok()) else {
            return Ok(None);
        };
        let kept = self.store.draft(draft)?;
        Ok(kept
            .is_some_and(|kept| kept.draft.binned_at.is_none())
            .then_some(draft))
    }
}
