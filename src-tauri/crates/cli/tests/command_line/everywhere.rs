//! One article to several sites: each is told by itself, and the command ends as the worst of them does.

use newsroom::RunningAlone;
use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{Desk, answer, err, out};
use crate::sites::other_site;

const PHRASE: &str = "quatre mots très communs";
const LOCAL: &str = "Le Marbre";

/// A desk that knows another site beside its own.
struct Two {
    desk: Desk,
    site: RunningAlone,
    _elsewhere: TempDir,
}

impl Two {
    fn new() -> Self {
        let (desk, elsewhere) = (Desk::new(), tempfile::tempdir().unwrap());
        let (site, token) = other_site(elsewhere.path());
        let add = ["add-site", site.url(), "--passphrase-stdin"];
        answer(desk.command(&add), &format!("{PHRASE}\n{token}\n"), 0);
        Self {
            desk,
            site,
            _elsewhere: elsewhere,
        }
    }

    fn file(&self, text: &str) -> String {
        let file = self.desk.file("a.md", text);
        file.to_str().unwrap().to_owned()
    }

    /// What `publish` answers that is given the passphrase.
    #[track_caller]
    fn publish(&self, file: &str, how: &[&str], code: i32) -> Value {
        let args = [&["publish", file, "--passphrase-stdin"][..], how].concat();
        answer(self.desk.command(&args), &format!("{PHRASE}\n"), code)
    }
}

/// The address of a desk's own site: both are called the same.
fn here(desk: &Desk) -> String {
    format!("http://127.0.0.1:{}", desk.port)
}

/// State and operation, site by site.
fn told(said: &Value) -> Vec<(&str, &str)> {
    let rows = said["sites"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            let operation = row["operation"].as_str().unwrap_or_default();
            (row["state"].as_str().unwrap(), operation)
        })
        .collect()
}

#[test]
fn each_site_that_is_named_gets_it_and_is_told_by_itself() {
    let two = Two::new();
    let url = two.site.url().to_owned();
    let file = two.file("---\nheadline: Le pont\n---\nIl rouvre.\n");
    let here = here(&two.desk);
    let both = ["--site", &here, "--site", &url];
    let first = two.publish(&file, &both, 0);
    assert_eq!(first["state"], "done");
    assert_eq!(told(&first), [("done", "published"), ("done", "published")]);
    let addresses = [here.clone(), url.clone()];
    for (row, at) in first["sites"].as_array().unwrap().iter().zip(addresses) {
        assert_eq!(row["verified"], true, "{first}");
        let address = row["address"].as_str().unwrap();
        assert_eq!(address, format!("{at}/articles/le-pont"));
    }
    let again = two.publish(&file, &both, 0);
    assert_eq!(told(&again), [("done", "none"), ("done", "none")]);
    two.file("---\nheadline: Le pont\n---\nIl rouvre demain.\n");
    let later = two.publish(&file, &both, 0);
    assert_eq!(told(&later), [("done", "updated"), ("done", "updated")]);
    assert_eq!(later["draft"], first["draft"]);
}

#[test]
fn one_that_is_away_is_told_beside_the_one_that_has_it() {
    let two = Two::new();
    let url = two.site.url().to_owned();
    let file = two.file("---\nheadline: Le pont\n---\nIl rouvre.\n");
    let Two {
        desk,
        site,
        _elsewhere,
    } = two;
    drop(site);
    let here = here(&desk);
    let two_sites = ["--site", &here, "--site", &url, "--patience", "2"];
    let args = [&["publish", &file, "--passphrase-stdin"][..], &two_sites].concat();
    let said = answer(desk.command(&args), &format!("{PHRASE}\n"), 3);
    assert_eq!(said["state"], "queued");
    assert_eq!(told(&said), [("done", "published"), ("queued", "")]);
    let why = &said["sites"][1]["failure"];
    assert_eq!(why["code"], "site_unreachable", "{said}");
    assert_eq!(desk.json(&["list"], 0)[0]["status"], "on-the-stone");
}

#[test]
fn everywhere_is_where_it_goes_and_a_reason_lifts_its_embargo_there_too() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let file = file.to_str().unwrap();
    let first = desk.json(&["publish", file, "--everywhere"], 0);
    assert_eq!(told(&first), [("done", "published")]);
    assert_eq!(first["sites"][0]["site"], LOCAL);
    let held = "---\nheadline: Le quai\nembargo: 2126-04-29T18:00\ntime_zone: Europe/Paris\n---\nIl ferme.\n";
    let held = desk.file("b.md", held);
    let publish = ["publish", held.to_str().unwrap(), "--everywhere"];
    let refused = desk.json(&publish, 1);
    assert_eq!(told(&refused), [("failed", "")]);
    assert_eq!(refused["sites"][0]["failure"]["code"], "embargo_holds");
    let reason = ["--despite-embargo", "levé par le ministère"];
    let out_all_the_same = desk.json(&[&publish[..], &reason].concat(), 0);
    assert_eq!(told(&out_all_the_same), [("done", "published")]);
}

#[test]
fn a_site_that_nobody_knows_keeps_it_from_all() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let publish = ["publish", file.to_str().unwrap(), "--site", LOCAL];
    let unknown = [&publish[..], &["--site", "La Gazette"]].concat();
    let refused = desk.json(&unknown, 1);
    assert_eq!(refused["failure"]["code"], "site_missing");
    assert!(desk.json(&["list"], 0).as_array().unwrap().is_empty());
    let both = [&publish[..], &["--everywhere"]].concat();
    assert_eq!(desk.json(&both, 2)["failure"]["code"], "usage");
}

#[test]
fn a_person_reads_a_line_a_site() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let said = desk.run(&["publish", file.to_str().unwrap(), "--everywhere"]);
    assert_eq!(said.status.code(), Some(0), "{}", err(&said));
    let address = format!("http://127.0.0.1:{}/articles/le-pont", desk.port);
    assert!(
        out(&said).contains(LOCAL) && out(&said).contains(&address),
        "{}",
        out(&said)
    );
}
