//! `site`: the local site alone, without a library's window.

use std::sync::Arc;

use fluent_bundle::FluentArgs;
use newsroom::NewsroomError;
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
