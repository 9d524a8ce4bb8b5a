//! The commands: each a use case of the newsroom, and what is said of it.

mod backups;
mod correct;
mod everywhere;
mod files;
mod import_site;
mod list;
mod pictures;
mod preview_on_site;
mod publish;
mod site;

use std::path::Path;

use fluent_bundle::FluentArgs;
use newsroom::{Finding, NewsroomError, Repeat, Wish};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Place, Task};
use crate::passphrase::Source;
use crate::usage::Fault;
use crate::words::Words;
use crate::{DONE, FAILED, Surroundings, USAGE, failure, finding, say};
use backups::Mode;
use files::{export, import, render};
use import_site::{Asked, import_site};
use list::list;
use publish::{Wanted, publish};
use site::{add_site, default_sites, set_password, site};

/// What a command answers: to people, and to programs.
struct Said {
    lines: Vec<String>,
    json: Value,
    code: u8,
}

impl Said {
    fn done(lines: Vec<String>, json: Value) -> Self {
        Self {
            lines,
            json,
            code: DONE,
        }
    }

    /// Names what was noticed in a file.
    fn with(mut self, noticed: &Noticed, words: &Words) -> Self {
        self.json["unknown_keys"] = json!(noticed.unknown);
        self.json["findings"] = finding::as_json(&noticed.findings, words);
        self
    }
}

/// What was noticed in a file and stops nothing.
struct Noticed {
    /// Keys of its front matter that are not ours.
    unknown: Vec<String>,
    findings: Vec<Finding>,
}

impl Noticed {
    /// Tells it on standard error, unless the answer is for a program.
    fn tell(&self, file: &Path, place: &Place, words: &Words) {
        if !place.json {
            tell_unknown(file, &self.unknown, words);
            finding::tell(&self.findings, words);
        }
    }
}

/// Names the keys of a file that are not ours, on standard error.
fn tell_unknown(file: &Path, keys: &[String], words: &Words) {
    if keys.is_empty() {
        return;
    }
    let mut args = FluentArgs::new();
    args.set("path", file.display().to_string());
    args.set("keys", keys.join(", "));
    say::err(&words.say_with("unknown-keys", &args));
}

/// Runs a command, says what came of it and gives the exit code.
pub(crate) fn run(arguments: Arguments, around: &Surroundings, words: &Words) -> u8 {
    let Arguments { place, task } = arguments;
    if let Some(fault) = not_there(&place, &task, around, words) {
        return refuse(&fault, place.json, words);
    }
    let said = match task {
        Task::Publish {
            file,
            site,
            everywhere,
            patience,
            passphrase_stdin,
            despite_embargo,
            despite_checks,
            bring_back,
        } => {
            let wanted = Wanted {
                file: &file,
                sites: &site,
                everywhere,
                patience,
                passphrase: Source::of(passphrase_stdin, around),
                wish: Wish {
                    despite_embargo,
                    despite_checks,
                    brings_back: bring_back,
                    ..Wish::default()
                },
            };
            publish(&place, around, words, &wanted)
        }
        Task::Correct {
            draft,
            kind,
            text,
            site,
            keep,
            patience,
            passphrase_stdin,
        } => {
            let wanted = correct::Wanted {
                draft: &draft,
                kind: kind.into(),
                text: &text,
                site: site.as_deref(),
                keep,
                patience,
                passphrase: Source::of(passphrase_stdin, around),
            };
            correct::correct(&place, around, words, &wanted)
        }
        Task::PreviewOnSite {
            draft,
            on,
            remove,
            despite_embargo,
            passphrase_stdin,
        } => {
            let wanted = preview_on_site::Wanted {
                draft: &draft,
                site: &on,
                remove,
                despite_embargo: despite_embargo.as_deref(),
                passphrase: Source::of(passphrase_stdin, around),
            };
            preview_on_site::preview_on_site(&place, around, words, &wanted)
        }
        Task::List { search, status } => list(&place, around, words, search, status),
        Task::Pictures { search, unused } => {
            pictures::pictures(&place, around, words, search, unused)
        }
        Task::AddPicture { from } => pictures::add_picture(&place, around, &from),
        Task::RemoveUnusedPictures => pictures::remove_unused(&place, around, words),
        Task::Render { file, out } => render(&place, around, words, &file, out.as_deref()),
        Task::Import { files, again } => {
            let repeat = if again { Repeat::Again } else { Repeat::Skip };
            import(&place, around, words, &files, repeat)
        }
        Task::ImportSite {
            site,
            search,
            all,
            articles,
            waiting,
            passphrase_stdin,
        } => {
            let asked = Asked {
                site: &site,
                words: search.as_deref().or(all.then_some("")),
                named: &articles,
                patience: waiting,
                passphrase: Source::of(passphrase_stdin, around),
            };
            import_site(&place, around, words, &asked)
        }
        Task::Export {
            dir,
            despite_embargo,
        } => export(&place, around, words, &dir, despite_embargo.as_deref()),
        Task::Backup { folder } => backups::backup(&place, around, words, folder.as_deref()),
        Task::Restore { backup, dry_run } => {
            let mode = if dry_run { Mode::Say } else { Mode::Do };
            backups::restore(&place, around, words, backup.as_deref(), mode)
        }
        Task::Check => backups::check(&place, around, words),
        Task::Site { token } => site(&place, around, words, token.as_deref()),
        Task::AddSite {
            url,
            login,
            files,
            generator,
            passphrase_stdin,
        } => {
            let passphrase = Source::of(passphrase_stdin, around);
            let wanted = site::Wanted {
                address: url,
                login,
                files: generator.zip(files),
            };
            add_site(&place, around, words, wanted, &passphrase)
        }
        Task::DefaultSites { sites, none } => default_sites(&place, around, words, (&sites, none)),
        Task::SetPassword {
            site,
            login,
            passphrase_stdin,
        } => {
            let passphrase = Source::of(passphrase_stdin, around);
            set_password(
                &place,
                around,
                words,
                (&site, login.as_deref()),
                &passphrase,
            )
        }
    };
    let (told, code) = match said {
        Ok(said) if place.json => (say::json(&said.json), said.code),
        Ok(said) => {
            let told = said.lines.iter().try_for_each(|line| say::out(line));
            (told, said.code)
        }
        Err(error) if place.json => {
            let told = json!({ "failure": failure::as_json(&error, words) });
            (say::json(&told), FAILED)
        }
        Err(error) => (Err(error), FAILED),
    };
    heard(told, code, words)
}

/// The exit code; what was not heard is told on standard error.
pub(crate) fn heard(told: Result<(), NewsroomError>, code: u8, words: &Words) -> u8 {
    match told {
        Ok(()) => code,
        Err(error) => {
            failure::tell(&error, words);
            FAILED
        }
    }
}

/// Says what is wrong with the command line.
pub(crate) fn refuse(fault: &Fault, json: bool, words: &Words) -> u8 {
    if json {
        let told = say::json(&json!({ "failure": fault.as_json(words) }));
        return heard(told, USAGE, words);
    }
    fault.tell(words);
    USAGE
}

/// A folder that was asked for and is something else; a library that is to be looked at and is not.
fn not_there(place: &Place, task: &Task, around: &Surroundings, words: &Words) -> Option<Fault> {
    let library = ("--library", place.folder(around));
    let wanted = match task {
        Task::Export { dir, .. } | Task::Backup { folder: Some(dir) } => {
            vec![library, ("DIR", dir.clone())]
        }
        _ => vec![library],
    };
    let other = wanted
        .into_iter()
        .find(|(_, path)| path.exists() && !path.is_dir());
    if let Some((name, path)) = other {
        let path = path.display().to_string();
        return Some(Fault::not_a_folder(name, &path, words));
    }
    let looks = matches!(
        task,
        Task::Export { .. }
            | Task::Backup { .. }
            | Task::Restore { backup: None, .. }
            | Task::Check
    );
    let folder = place.folder(around);
    (looks && !newsroom::is_library(&folder))
        .then(|| Fault::no_library(&folder.display().to_string(), words))
}
