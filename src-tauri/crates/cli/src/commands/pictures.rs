//! `pictures`, `add-picture`, `remove-unused-pictures`: the library's pictures, for people and for programs.

use std::path::PathBuf;

use fluent_bundle::FluentArgs;
use newsroom::{
    KnownPicture, Newsroom, NewsroomError, PictureOrigin, PictureQuery, RemovedPictures,
};
use serde_json::{Value, json};

use super::Said;
use crate::Surroundings;
use crate::arguments::Place;
use crate::words::Words;

/// Pictures read at a time.
const PICTURES: u32 = 200;
/// A megabyte, as it is said of files.
const MEGABYTE: f64 = 1_000_000.0;

pub(super) fn pictures(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    search: Option<String>,
    unused: bool,
) -> Result<Said, NewsroomError> {
    let open = place.open_to_read(around)?;
    let found = all(&open.newsroom, search.unwrap_or_default(), unused)?;
    let mut lines: Vec<String> = found.iter().map(|known| line_of(known, words)).collect();
    if lines.is_empty() {
        lines.push(words.say("no-pictures"));
    }
    Ok(Said::done(lines, found.iter().map(json_of).collect()))
}

pub(super) fn add_picture(
    place: &Place,
    around: &Surroundings,
    from: &str,
) -> Result<Said, NewsroomError> {
    let origin = match from.contains("://") {
        true => PictureOrigin::Address(from.to_owned()),
        false => PictureOrigin::File(PathBuf::from(from)),
    };
    let open = place.open(around)?;
    let kept = open.newsroom.keep_picture(&origin)?;
    Ok(Said::done(vec![kept.picture.file.path()], json_of(&kept)))
}

pub(super) fn remove_unused(
    place: &Place,
    around: &Surroundings,
    words: &Words,
) -> Result<Said, NewsroomError> {
    let open = place.open(around)?;
    let unused = all(&open.newsroom, String::new(), true)?;
    let sources: Vec<String> = unused
        .iter()
        .map(|known| known.picture.file.path())
        .collect();
    let RemovedPictures { removed, bytes } = open.newsroom.remove_pictures(&sources)?;
    let mut args = FluentArgs::new();
    args.set("count", removed);
    args.set("size", megabytes(bytes));
    let line = words.say_with("pictures-removed", &args);
    Ok(Said::done(
        vec![line],
        json!({ "removed": removed, "bytes": bytes }),
    ))
}

fn all(
    newsroom: &Newsroom,
    search: String,
    unused: bool,
) -> Result<Vec<KnownPicture>, NewsroomError> {
    let mut query = PictureQuery {
        search,
        unused,
        offset: 0,
        limit: PICTURES,
    };
    let mut found = Vec::new();
    loop {
        let part = newsroom.pictures(&query)?.pictures;
        if part.is_empty() {
            return Ok(found);
        }
        found.extend(part);
        query.offset = u32::try_from(found.len()).unwrap_or(u32::MAX);
    }
}

fn line_of(known: &KnownPicture, words: &Words) -> String {
    let picture = &known.picture;
    let mut args = FluentArgs::new();
    args.set("count", known.uses);
    let uses = words.say_with("picture-uses", &args);
    let said = [&picture.name, &picture.words.caption, &picture.words.credit];
    let said: Vec<&str> = said
        .map(String::as_str)
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect();
    let (path, size) = (picture.file.path(), megabytes(picture.bytes));
    let sides = format!("{} × {}", picture.file.width, picture.file.height);
    format!("{path}  {sides}  {size} MB  {uses}  {}", said.join(" · "))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / MEGABYTE)
}

fn json_of(known: &KnownPicture) -> Value {
    let picture = &known.picture;
    json!({
        "source": picture.file.path(),
        "name": picture.name,
        "width": picture.file.width,
        "height": picture.file.height,
        "bytes": picture.bytes,
        "added_at": picture.added_at.map(|at| at.to_string()),
        "located": picture.located,
        "words": {
            "alt": picture.words.alt,
            "caption": picture.words.caption,
            "credit": picture.words.credit,
            "source": picture.words.source,
            "licence": picture.words.licence,
            "taken": picture.words.taken,
        },
        "uses": known.uses,
    })
}
