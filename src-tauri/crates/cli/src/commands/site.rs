//! `site`: the local site alone, without a library's window; `add-site`: another site for the library.

use std::io::{IsTerminal, Read};
use std::sync::Arc;

use fluent_bundle::FluentArgs;
use newsroom::{NewSite, NewsroomError};
use serde_json::json;

use super::Said;
use crate::arguments::Place;
use crate::words::Words;
use crate::{Surroundings, say};

/// Runs the local site alone until the process is ended.
pub(super) fn site(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    token: Option<&str>,
) -> Result<Said, NewsroomError> {
    let folder = place.folder(around);
    let alone = newsroom::SiteAlone {
        library: &folder,
        port: place.site_port(),
        clock: Arc::new(newsroom::SystemClock),
        locale: &around.locale,
        time_zone: &around.time_zone,
    };
    let running = alone.start()?;
    let made = token.map(|name| alone.mint_token(name)).transpose()?;
    if place.json {
        say::json(&json!({ "url": running.url(), "token": made }))?;
    } else {
        say::out(&words.say_of("site-runs", "url", running.url()))?;
        if let (Some(name), Some(made)) = (token, &made) {
            let mut args = FluentArgs::new();
            args.set("name", name);
            args.set("token", made.as_str());
            say::out(&words.say_with("site-token", &args))?;
        }
    }
    // Ctrl-C ends the process; the site's database takes that as it takes a power cut.
    loop {
        std::thread::park();
    }
}

/// The longest token that is read.
const TOKEN_BYTES: u64 = 4_096;

/// Adds a site that speaks the Site API. Its token comes through standard input: what stands among
/// a command's arguments is seen by every program on the machine.
pub(super) fn add_site(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    address: String,
) -> Result<Said, NewsroomError> {
    let open = place.open(around)?;
    let token = token(words)?;
    let added = open
        .newsroom
        .add_site(&NewSite::site_api(&address, &token))?
        .site;
    let json = json!({ "site": added.name, "url": added.url });
    Ok(Said::done(
        vec![words.say_of("site-added", "name", &added.name)],
        json,
    ))
}

/// The first line of standard input.
fn token(words: &Words) -> Result<String, NewsroomError> {
    let unread = |error: std::io::Error| NewsroomError::FieldInvalid(format!("token: {error}"));
    let input = std::io::stdin();
    let mut token = String::new();
    if input.is_terminal() {
        say::err(&words.say("token-asked"));
        input.read_line(&mut token).map_err(unread)?;
    } else {
        let mut input = input.take(TOKEN_BYTES);
        input.read_to_string(&mut token).map_err(unread)?;
    }
    Ok(token.trim().to_owned())
}
