//! Pictures from an address that the writer gave: fetched once, now, with nothing that says who asks.

use domain::PictureFile;
use percent_encoding::percent_decode_str;
use publish::PublishError;
use publish::discovery::Reader;
use url::Url;

use super::intake::named;
use super::{PICTURE_LIMIT, checked_address};
use crate::NewsroomError;
use crate::room::Room;

impl Room {
    /// Fetches a picture and keeps it, under the last part of its address.
    pub(super) fn keep_picture_at(&self, given: &str) -> Result<PictureFile, NewsroomError> {
        let address = askable(given)?;
        let steps = self.coming(given.to_owned());
        let told = |come, whole| steps.reached(come, whole);
        let bytes = Reader::picture(self.patience, &address, PICTURE_LIMIT, &told);
        let bytes = bytes.map_err(|error| not_fetched(&address, error))?;
        self.keep_picture_bytes(&last_part(&address), &bytes)
            .map_err(|error| named(error, &address))
    }
}

/// An address that may be asked: `https`, but on this machine.
fn askable(address: &str) -> Result<String, NewsroomError> {
    let here = Url::parse(address.trim()).ok().filter(|url| {
        let host = url.host_str().unwrap_or_default();
        url.scheme() == "http" && matches!(host, "127.0.0.1" | "localhost" | "[::1]")
    });
    match here {
        Some(url) => Ok(url.into()),
        None => checked_address(address),
    }
}

/// What its file is called there.
fn last_part(address: &str) -> String {
    let url = Url::parse(address).ok();
    let last = url.and_then(|url| Some(url.path_segments()?.next_back()?.to_owned()));
    let last = last.unwrap_or_default();
    percent_decode_str(&last).decode_utf8_lossy().into_owned()
}

fn not_fetched(address: &str, error: PublishError) -> NewsroomError {
    match error {
        PublishError::TooLarge(_) => NewsroomError::PictureTooLarge(address.to_owned()),
        error => NewsroomError::PictureNotFetched(format!("{address}: {error}")),
    }
}
