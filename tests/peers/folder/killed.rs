//! Marbre killed at each call that changes a folder of files; then opened again, and built. Knows no call by its meaning.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use newsroom::NewSite;
use publish::folder::Generator;
use testkit::{Desk, Opening};

use super::{Site, name_of};
use crate::campaign::caught;
use crate::deaths::{self, doomed};
use crate::report::Row;
use crate::whole::Whole;

/// What looks at files, makes, fills, names and removes them.
const CALLS: &str = "/^(openat|write|fsync|ftruncate|rename|link|unlink|mkdir|rmdir)";
/// Every place below the folder that a send of this article touches.
const PLACES: [&str; 8] = [
    "",
    ".marbre",
    ".marbre/.gitignore",
    ".marbre/le-pont-rouvre.part",
    ".marbre/le-pont-rouvre.part/index.md",
    ".marbre/le-pont-rouvre-index.md.part",
    "le-pont-rouvre",
    "le-pont-rouvre/index.md",
];

/// One death at each call of each send.
pub(super) fn run(name: &'static str, generator: Generator) -> Row {
    let (mut deaths, mut wrong) = (0, Vec::new());
    for (send, readers_see) in deaths::SENDS {
        for call in 1.. {
            match caught(|| dies(generator, send, readers_see, call)) {
                Ok(true) => deaths += 1,
                Ok(false) => break,
                Err(error) => {
                    wrong.push(error.at(&format!("{send}, call {call}")));
                    break;
                }
            }
        }
    }
    Row::told(name, "killed at each call of a file", deaths, wrong)
}

/// `false` when it makes fewer calls.
fn dies(generator: Generator, send: &str, readers_see: Option<&str>, call: usize) -> bool {
    let site = Site::new(generator);
    let root = site.place.path().join("posts");
    let new = NewSite::files("http://127.0.0.1:1/posts", name_of(generator), &root);
    let mut whole = Whole::at(Desk::open(Opening::default()), &new, "Le pont rouvre");
    if send != "publish" {
        whole.publish();
    }
    if send == "update" {
        whole.write("Deux.");
    }
    whole.desk.close();
    let dead = !doomed(under_strace(&root, call), &whole, send)
        .wait()
        .expect("a child")
        .success();
    // What a generator that runs at this very moment makes of it: all or nothing.
    let between = words(&site);
    assert!(
        ["", "Un.", "Deux."].contains(&between.as_str()),
        "half of it: {between}"
    );
    whole.desk.reopen().expect("the library opens");
    let last = whole.newsroom().outbox().expect("an outbox");
    match last.first() {
        Some(last) => drop(whole.until_done(last.dispatch.id)),
        // It died before it could promise.
        None => return dead,
    }
    let pages = site
        .built()
        .into_iter()
        .filter(|path| path.ends_with(".html"));
    assert!(pages.count() <= 1, "twice");
    if last_is(send, &whole) {
        assert_eq!(words(&site), readers_see.unwrap_or_default());
    }
    dead
}

/// Whether the send that was to die is the one that was done.
fn last_is(send: &str, whole: &Whole) -> bool {
    let operation = format!(
        "{:?}",
        whole.newsroom().outbox().expect("an outbox")[0]
            .dispatch
            .operation
    );
    operation.eq_ignore_ascii_case(send)
}

/// What readers read of the article in what is built now.
fn words(site: &Site) -> String {
    let pages = site
        .built()
        .into_iter()
        .find(|path| path.ends_with("index.html"));
    let Some(page) = pages else {
        return String::new();
    };
    let html =
        std::fs::read_to_string(site.place.path().join("out/posts").join(page)).expect("a page");
    let said = ["Un.", "Deux."]
        .into_iter()
        .find(|said| html.contains(said));
    said.unwrap_or("neither").to_owned()
}

fn under_strace(root: &Path, call: usize) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null"]);
    for place in PLACES {
        // Without the slash that joining nothing leaves.
        let place: PathBuf = root.join(place).components().collect();
        strace.arg("-P").arg(place);
    }
    strace
        .args(["-e", &format!("trace={CALLS}"), "-e"])
        .arg(format!("inject={CALLS}:signal=SIGKILL:when={call}"))
        .arg(std::env::current_exe().expect("this program"))
        .stderr(Stdio::null());
    strace
}
