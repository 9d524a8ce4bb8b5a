//! The program itself: what it prints and how it ends. Each test has a library and a port of its own.

#![allow(clippy::unwrap_used, reason = "a fault is a panic in a test")]

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
    port: u16,
}

impl Desk {
    fn new() -> Self {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            port: free.local_addr().unwrap().port(),
        }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_marbre-cli"))
            .args([
                "--library",
                self.folder.path().join("library").to_str().unwrap(),
            ])
            .args(["--port", &self.port.to_string()])
            .args(args)
            .env("LC_ALL", "fr_FR.UTF-8")
            // No test touches the keychain of whoever runs it.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .output()
            .unwrap()
    }

    #[track_caller]
    fn json(&self, args: &[&str], code: i32) -> Value {
        let output = self.run(&[args, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_file_is_published_and_then_updated() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let file = file.to_str().unwrap();
    let first = desk.run(&["publish", file]);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    let address = format!("http://127.0.0.1:{}/articles/le-pont", desk.port);
    assert!(
        out(&first).contains(&format!("Publié {address}")),
        "{}",
        out(&first)
    );
    desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre demain.\n");
    let second = desk.json(&["publish", file], 0);
    assert_eq!(second["operation"], "updated");
    assert_eq!(second["address"], Value::from(address));
    assert_eq!(second["verified"], true);
    let page = fs::read_to_string(second["page"].as_str().unwrap()).unwrap();
    assert!(page.contains("Il rouvre demain."));
    let list = desk.json(&["list"], 0);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["status"], "published");
    assert!(out(&desk.run(&["list", "--status", "changed"])).contains("vide"));
}

#[test]
fn a_failure_is_said_in_the_readers_language_and_in_json() {
    let desk = Desk::new();
    let file = desk.file("a.md", "Sans titre.");
    let french = desk.run(&["publish", file.to_str().unwrap()]);
    assert_eq!(french.status.code(), Some(1));
    assert!(err(&french).contains("Échec"), "{french:?}");
    assert!(out(&french).is_empty());
    let english = desk.run(&["publish", file.to_str().unwrap(), "--lang", "en"]);
    assert!(err(&english).contains("Failed"), "{english:?}");
    let json = desk.json(&["publish", file.to_str().unwrap()], 1);
    assert_eq!(json["failure"]["code"], "headline_missing");
    let site = desk.json(
        &["publish", file.to_str().unwrap(), "--site", "Ailleurs"],
        1,
    );
    assert_eq!(site["failure"]["code"], "site_missing");
}

#[test]
fn what_goes_in_comes_out() {
    let desk = Desk::new();
    let good = desk.file("bon.md", "---\nheadline: Bon\ntags: [a, b]\n---\nTexte.\n");
    let bad = desk.folder.path().join("mauvais.md");
    fs::write(&bad, b"\xff\xfe").unwrap();
    let report = desk.json(
        &["import", good.to_str().unwrap(), bad.to_str().unwrap()],
        1,
    );
    assert_eq!(report["drafts"].as_array().unwrap().len(), 1);
    assert_eq!(report["failures"][0]["failure"]["code"], "file_not_utf8");
    let folder = desk.folder.path().join("sortie");
    let written = desk.run(&["export", folder.to_str().unwrap()]);
    assert!(out(&written).contains("1 article exporté"), "{written:?}");
    let text = fs::read_to_string(folder.join("bon.md")).unwrap();
    assert!(text.contains("Bon") && text.ends_with("Texte.\n"));
}

#[test]
fn a_page_is_rendered_without_being_published() {
    let desk = Desk::new();
    let file = desk.file(
        "a.md",
        "---\nheadline: Le pont\n---\n## Demain\n\nOn passe.\n",
    );
    let html = out(&desk.run(&["render", file.to_str().unwrap()]));
    assert!(html.contains("<article id=\"article\"") && html.contains("On passe."));
    let page = desk.folder.path().join("page.html");
    let said = desk.run(&[
        "render",
        file.to_str().unwrap(),
        "--out",
        page.to_str().unwrap(),
    ]);
    assert!(out(&said).contains("Page écrite"));
    assert_eq!(
        fs::read_to_string(page).unwrap().trim_end(),
        html.trim_end()
    );
    assert_eq!(desk.json(&["list"], 0), Value::Array(Vec::new()));
}

#[test]
fn what_can_not_be_delivered_waits() {
    let stranger = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut desk = Desk::new();
    desk.port = stranger.local_addr().unwrap().port();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let queued = desk.json(&["publish", file.to_str().unwrap(), "--patience", "1"], 3);
    assert_eq!(queued["state"], "queued");
    let list = desk.json(&["list"], 0);
    assert_eq!(list[0]["status"], "on-the-stone");
    drop(stranger);
    // The next command that has a site delivers it, and says that it was promised already.
    let busy = desk.json(&["publish", file.to_str().unwrap()], 0);
    assert_eq!(busy["state"], "done");
}

#[test]
fn a_command_that_is_not_one_has_its_own_code() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["fly"]).status.code(), Some(2));
    assert_eq!(desk.run(&["--help"]).status.code(), Some(0));
    assert!(out(&desk.run(&["publish", "--help"])).contains("Utilisation"));
}
