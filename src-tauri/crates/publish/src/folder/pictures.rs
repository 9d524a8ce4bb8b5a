//! Pictures of a site's folder: in the workshop until an article shows them, then beside its text. Knows no front matter.

use std::collections::BTreeSet;

use super::{Folder, hash, words};
use crate::{Outgoing, OutgoingPicture, PublishError, RemotePicture};

impl Folder {
    /// Keeps a picture in the workshop, unless it is there or beside an article already.
    pub(super) fn keep_picture(
        &self,
        picture: &OutgoingPicture<'_>,
    ) -> Result<RemotePicture, PublishError> {
        let name = format!("{}.{}", picture.file.hash, picture.file.kind.ending());
        if !is_whole(&name, picture.bytes) {
            return Err(PublishError::Fault(format!("{name} is another picture")));
        }
        if self.picture(&name)?.is_none() {
            self.disk.make(waiting(&name), picture.bytes)?;
        }
        Ok(RemotePicture {
            address: format!("./{name}"),
            remote_id: name,
        })
    }

    /// The pictures that an article shows, with their bytes.
    pub(super) fn pictures(
        &self,
        article: &Outgoing,
    ) -> Result<Vec<(String, Vec<u8>)>, PublishError> {
        let sent = article.pictures.values();
        let names: BTreeSet<_> = sent
            .map(|picture| picture.remote_id.clone())
            .chain(words::lead_file(article))
            .collect();
        names
            .into_iter()
            .map(|name| match self.picture(&name)? {
                Some(bytes) => Ok((name, bytes)),
                None => Err(PublishError::Fault(format!(
                    "the picture {name} is not there"
                ))),
            })
            .collect()
    }

    /// A picture that was sent: it waits in the workshop, or lies beside an article.
    pub(super) fn picture(&self, name: &str) -> Result<Option<Vec<u8>>, PublishError> {
        if !words::is_picture(name) {
            return Err(PublishError::Fault(format!("no picture: {name}")));
        }
        let waiting = self.disk.made(waiting(name))?;
        if waiting.as_ref().is_some_and(|bytes| is_whole(name, bytes)) {
            return Ok(waiting);
        }
        for id in self.disk.folders()? {
            let beside = self.disk.read(&id, name)?;
            if beside.as_ref().is_some_and(|bytes| is_whole(name, bytes)) {
                return Ok(beside);
            }
        }
        Ok(None)
    }

    /// What is beside the text and no longer in it does not stay public: it goes back to the workshop.
    /// The text itself is in its place by now, so nothing here makes the send one that failed.
    pub(super) fn tidy(&self, id: &str, shown: &[(String, Vec<u8>)]) {
        let tidied = self.take_back(id, shown).and_then(|()| {
            let mut names = shown.iter().map(|(name, _)| waiting(name));
            names.try_for_each(|name| self.disk.unmake(name))
        });
        if let Err(error) = tidied {
            tracing::warn!(id, %error, "pictures lie where they should no longer be");
        }
    }

    fn take_back(&self, id: &str, shown: &[(String, Vec<u8>)]) -> Result<(), PublishError> {
        let names = self.disk.files(id)?;
        let sent = names.iter().filter(|name| words::is_picture(name));
        for name in sent.filter(|name| !shown.iter().any(|(kept, _)| kept == *name)) {
            if let Some(bytes) = self.disk.read(id, name)? {
                self.disk.make(waiting(name), &bytes)?;
            }
            self.disk.remove(id, name)?;
        }
        Ok(())
    }
}

/// Whether a picture is the one that its name says.
fn is_whole(name: &str, bytes: &[u8]) -> bool {
    name.split_once('.')
        .is_some_and(|(named, _)| hash(bytes) == named)
}

/// What a picture is called while it waits: without an ending, so that no generator takes it for one.
fn waiting(name: &str) -> &str {
    name.split_once('.').map_or(name, |(hash, _)| hash)
}

/// The text with a picture under another name, where that stands alone and is no part of an address.
pub(super) fn renamed(text: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let alone = before
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && !"./-_:".contains(c));
        out.push_str(if alone { to } else { from });
        rest = &after[from.len()..];
    }
    out + rest
}
