//! A receipt as a file: what was sent, what the site answered, what a reader saw; written whole, sent nowhere.

use std::path::Path;

use domain::{ArticlePart, Difference, Dispatch, DispatchId, Operation, Receipt, Revision, Site};
use serde_json::{Value, json};

use crate::files::unwritable;
use crate::hash::sha256;
use crate::pictures::write_whole;
use crate::{Newsroom, NewsroomError};

impl Newsroom {
    /// The proof of a dispatch, once it is done.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn receipt(&self, id: DispatchId) -> Result<Option<Receipt>, NewsroomError> {
        Ok(self.room.store.receipt(id)?)
    }

    /// Writes the proof of a dispatch, with the article as it was sent, as JSON. A file that is there
    /// is replaced.
    ///
    /// # Errors
    /// `DispatchMissing` when there is no such dispatch or it is not done; `FileUnwritable`,
    /// `DiskFull`; any failure of the library.
    pub fn export_receipt(&self, id: DispatchId, path: &Path) -> Result<(), NewsroomError> {
        let room = &self.room;
        let missing = || NewsroomError::DispatchMissing(id.to_string());
        let dispatch = room.store.dispatch(id)?.ok_or_else(missing)?;
        let receipt = room.store.receipt(id)?.ok_or_else(missing)?;
        let (site, revision) = room.of_dispatch(&dispatch)?;
        let mut said = evidence(&dispatch, &receipt, &site, revision.as_ref());
        if let Some(lifted) = room.store.override_of(id)? {
            said["despite_embargo"] = json!({
                "until": lifted.until.to_string(),
                "reason": lifted.reason.as_str(),
                "at": lifted.made_at.to_string(),
            });
        }
        if let Some(made) = room.store.check_override_of(id)? {
            said["despite_checks"] = json!({
                "checks": made.checks.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
                "reason": made.reason.as_str(),
                "at": made.made_at.to_string(),
            });
        }
        let said = format!("{said:#}\n");
        write_whole(path, said.as_bytes()).map_err(|e| unwritable(path, &e))
    }
}

/// Everything that is known of a send. Times are UTC; hashes SHA-256, hexadecimal.
fn evidence(
    dispatch: &Dispatch,
    receipt: &Receipt,
    site: &Site,
    revision: Option<&Revision>,
) -> Value {
    json!({
        "dispatch": dispatch.id.to_string(),
        "operation": match dispatch.operation {
            Operation::Publish => "publish",
            Operation::Update => "update",
            Operation::Unpublish => "unpublish",
        },
        "nothing_sent": receipt.nothing_sent,
        "promised_at": dispatch.made_at.to_string(),
        "attempts": dispatch.attempts,
        "site": { "name": site.name, "url": site.url },
        "answer": {
            "at": receipt.answered_at.to_string(),
            "id": receipt.remote_id,
            "version": receipt.remote_version,
            "address": receipt.address,
        },
        "sent": revision.map(|sent| json!({
            "revision": sent.id.to_string(),
            "headline": sent.fields.headline,
            "standfirst": sent.fields.standfirst,
            "byline": sent.fields.byline,
            "caption": ArticlePart::Caption.of(&sent.fields),
            "credit": ArticlePart::Credit.of(&sent.fields),
            "text": sent.text,
            "corrections": sent.fields.corrections.iter().map(|one| json!({
                "kind": one.kind.as_str(),
                "at": one.at.to_string(),
                "text": one.text,
            })).collect::<Vec<_>>(),
            "text_sha256": sha256(sent.text.as_bytes()),
            "reader_sha256": receipt.sent_hash,
        })),
        "reader": receipt.seen_at.map(|at| json!({
            "at": at.to_string(),
            "sha256": receipt.seen_hash,
            "as_sent": receipt.is_verified(),
            "differences": receipt.differences.iter().map(difference).collect::<Vec<_>>(),
        })),
        "pictures": {
            "clean": receipt.pictures.clean,
            "not_yet_seen": receipt.pictures.waiting,
        },
    })
}

fn difference(difference: &Difference) -> Value {
    match difference {
        Difference::Article => json!({ "of": "article" }),
        Difference::Headline(seen) => json!({ "of": "headline", "seen": seen }),
        Difference::Text(passage) => json!({ "of": "text", "missing": passage }),
        Difference::LeadPicture => json!({ "of": "lead picture" }),
        Difference::Canonical(seen) => json!({ "of": "canonical address", "seen": seen }),
        Difference::Card(property, seen) => json!({ "of": property, "seen": seen }),
        Difference::Unshown(part, said) => {
            json!({ "of": part.as_str(), "sent": said, "seen": null })
        }
        Difference::PictureUnclean { address, remains } => json!({
            "of": "picture",
            "address": address,
            "in_it": remains.iter().map(|one| one.as_str()).collect::<Vec<_>>(),
        }),
        Difference::PictureMissing { address } => {
            json!({ "of": "picture", "address": address, "seen": null })
        }
        Difference::Overwritten => json!({ "of": "what somebody saved at the same moment" }),
    }
}
