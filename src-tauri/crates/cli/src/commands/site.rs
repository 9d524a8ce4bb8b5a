//! `site`: the local site alone, without a library's window; `add-site`: another site for the library;
//! `set-password`: another credential for one of them; `default-sites`: where new articles go.

use std::io::{IsTerminal, Read};
use std::path::PathBuf;
use std::sync::Arc;

use domain::SiteKind;
use fluent_bundle::FluentArgs;
use newsroom::{
    Discovered, NewSite, Newsroom, NewsroomError, Sealing, SealingCost, System, credential,
};
use serde_json::json;

use super::Said;
use super::publish::site_named;
use crate::arguments::Place;
use crate::passphrase::{Source, unseen};
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

/// The longest credential that is read.
const SECRET_BYTES: u64 = 4_096;

/// What the command line says of a site to be added.
pub(super) struct Wanted {
    /// Its address, as somebody pasted it.
    pub(super) address: String,
    /// The login, where the site asks for one.
    pub(super) login: Option<String>,
    /// For a folder of files: the generator and the folder.
    pub(super) files: Option<(String, PathBuf)>,
}

/// Adds a site. Its credential comes through standard input: what stands among a command's arguments
/// is seen by every program on the machine.
pub(super) fn add_site(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    wanted: Wanted,
    passphrase: &Source,
) -> Result<Said, NewsroomError> {
    let open = place.open(around)?;
    let new = match &wanted.files {
        Some((generator, root)) => {
            let absolute = std::path::absolute(root);
            let bad = |error: std::io::Error| NewsroomError::FieldInvalid(error.to_string());
            NewSite::files(&wanted.address, generator, &absolute.map_err(bad)?)
        }
        None => {
            make_ready(&open.newsroom, words, passphrase)?;
            with_account(&open.newsroom, &wanted, words)?
        }
    };
    let added = open.newsroom.add_site(&new)?.site;
    let json = json!({ "site": added.name, "url": added.url });
    Ok(Said::done(
        vec![words.say_of("site-added", "name", &added.name)],
        json,
    ))
}

/// Gives a known site another credential, which comes as in [`add_site`].
pub(super) fn set_password(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    (site, login): (&str, Option<&str>),
    passphrase: &Source,
) -> Result<Said, NewsroomError> {
    let open = place.open(around)?;
    let known = site_named(&open.newsroom, Some(site))?;
    let login = login_for(known.kind, login)?;
    make_ready(&open.newsroom, words, passphrase)?;
    let secret = secret(words)?;
    let site = open.newsroom.set_credential(known.id, login, &secret)?.site;
    let json = json!({ "site": site.name, "url": site.url });
    Ok(Said::done(
        vec![words.say_of("password-set", "name", &site.name)],
        json,
    ))
}

/// Chooses the sites that new articles go to, or `none` for what the desk makes of it; tells which they
/// are when nothing is said.
pub(super) fn default_sites(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    (names, none): (&[String], bool),
) -> Result<Said, NewsroomError> {
    let open = place.open(around)?;
    let newsroom = &open.newsroom;
    let mut settings = newsroom.settings()?;
    if none || !names.is_empty() {
        let named = names.iter().map(|name| site_named(newsroom, Some(name)));
        let ids = named.map(|site| site.map(|site| site.id));
        settings.destinations = ids.collect::<Result<_, _>>()?;
        newsroom.set_settings(&settings)?;
    }
    let chosen = newsroom.settings()?.destinations;
    let sites = newsroom.sites()?.into_iter().map(|view| view.site);
    let names: Vec<String> = sites
        .filter(|site| chosen.contains(&site.id))
        .map(|site| site.name)
        .collect();
    let line = match names.is_empty() {
        true => words.say("default-sites-none"),
        false => words.say_of("default-sites", "names", &names.join(", ")),
    };
    Ok(Said::done(vec![line], json!({ "sites": names })))
}

/// The site at an address, with the account that standard input tells.
fn with_account(
    newsroom: &Newsroom,
    wanted: &Wanted,
    words: &Words,
) -> Result<NewSite, NewsroomError> {
    let found = newsroom.discover_site(&wanted.address)?;
    say::err(&found_line(&found, words));
    let new = NewSite::discovered(found);
    let login = login_for(new.kind, wanted.login.as_deref())?;
    let secret = credential(new.kind, login, &secret(words)?);
    Ok(NewSite { secret, ..new })
}

/// The login, where the site asks for one.
fn login_for(kind: SiteKind, login: Option<&str>) -> Result<&str, NewsroomError> {
    let login = login.unwrap_or_default().trim();
    if kind == SiteKind::WordPress && login.is_empty() {
        return Err(NewsroomError::FieldInvalid("--login NAME".to_owned()));
    }
    Ok(login)
}

/// What was found, and where its credential is made.
fn found_line(found: &Discovered, words: &Words) -> String {
    let (id, place) = match &found.system {
        System::SiteApi => ("found-site-api", None),
        System::WordPress { sign_in, .. } => ("found-wordpress", sign_in.clone()),
        System::Ghost { admin, .. } => ("found-ghost", Some(admin.clone())),
        System::Micropub { authorization, .. } => ("found-micropub", authorization.clone()),
    };
    let mut args = FluentArgs::new();
    args.set("home", found.home.as_str());
    args.set("place", place.unwrap_or_else(|| found.home.clone()));
    words.say_with(id, &args)
}

/// Where no keychain answers: opens the sealed file, or chooses the passphrase for one.
fn make_ready(
    newsroom: &Newsroom,
    words: &Words,
    passphrase: &Source,
) -> Result<(), NewsroomError> {
    let standing = newsroom.safekeeping();
    if standing.takes() {
        return Ok(());
    }
    if standing.sealed == Sealing::None {
        let chosen = passphrase.chosen(words)?;
        chosen.map_or(Ok(()), |new| newsroom.seal(&new, SealingCost::SHIPPED))
    } else {
        let known = passphrase.known(words)?;
        known.map_or(Ok(()), |known| newsroom.unlock(&known))
    }
}

/// What is left of standard input; at a terminal, a line that is not shown.
fn secret(words: &Words) -> Result<String, NewsroomError> {
    let unread = |error: std::io::Error| NewsroomError::FieldInvalid(format!("token: {error}"));
    let input = std::io::stdin();
    let mut secret = String::new();
    if input.is_terminal() {
        secret = unseen(&words.say("token-asked"))?;
    } else {
        let mut input = input.take(SECRET_BYTES);
        input.read_to_string(&mut secret).map_err(unread)?;
    }
    Ok(secret.trim().to_owned())
}
