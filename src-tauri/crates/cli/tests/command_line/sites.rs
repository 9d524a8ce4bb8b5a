//! Other sites and their credentials: from standard input into a sealed file, and nowhere else.

use std::fs;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use newsroom::{RunningAlone, SiteAlone, SystemClock};
use serde_json::{Value, json};

use crate::desk::{Desk, answer, out};

#[test]
fn an_address_that_is_no_site_s_is_refused_before_anybody_is_asked() {
    let desk = Desk::new();
    let mut command = desk.command(&["add-site", "ftp://example.org", "--json"]);
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["failure"]["code"], "field_invalid", "{told}");
    assert!(out(&desk.run(&["--help"])).contains("add-site"));
}

/// Another site, and a token of it.
pub(crate) fn other_site(folder: &Path) -> (RunningAlone, String) {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let alone = alone(folder, port);
    let running = alone.start().unwrap();
    (running, alone.mint_token("desk").unwrap())
}

fn alone(library: &Path, port: u16) -> SiteAlone<'_> {
    SiteAlone {
        library,
        port,
        clock: Arc::new(SystemClock),
        locale: "fr",
        time_zone: "Europe/Paris",
    }
}

#[test]
fn a_site_is_added_without_a_keychain() {
    let (desk, elsewhere) = (Desk::new(), tempfile::tempdir().unwrap());
    let (site, token) = other_site(elsewhere.path());
    let url = site.url();
    let phrase = "quatre mots très communs";
    let refused = answer(desk.command(&["add-site", url]), &token, 1);
    assert_eq!(refused["failure"]["code"], "keychain_unavailable");
    let todo = refused["failure"]["todo"].as_str().unwrap();
    assert!(todo.contains("--passphrase-stdin"), "{todo}");
    let add = ["add-site", url, "--passphrase-stdin"];
    let short = answer(desk.command(&add), &format!("court\n{token}\n"), 1);
    assert_eq!(short["failure"]["code"], "passphrase_short");
    let added = answer(desk.command(&add), &format!("{phrase}\n{token}\n"), 0);
    assert_eq!(added["url"], url);
    // Nobody gives the passphrase: the article waits, and is said to.
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let publish = ["publish", file.to_str().unwrap(), "--site", url];
    let waits = answer(desk.command(&publish), "", 3);
    assert_eq!(waits["failure"]["code"], "secrets_locked");
    let given = [&publish[..], &["--passphrase-stdin"]].concat();
    let wrong = answer(desk.command(&given), "une autre phrase\n", 1);
    assert_eq!(wrong["failure"]["code"], "passphrase_wrong");
    let kept = desk.file("phrase", &format!("{phrase}\n"));
    let mut command = desk.command(&publish);
    command
        .args(["--json"])
        .env("MARBRE_PASSPHRASE_FILE", &kept);
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let done: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(done["verified"], true, "{done}");
    let again = desk.file("b.md", "---\nheadline: La gare\n---\nElle ferme.\n");
    let again = [
        "publish",
        again.to_str().unwrap(),
        "--site",
        url,
        "--passphrase-stdin",
    ];
    let done = answer(desk.command(&again), &format!("{phrase}\n"), 0);
    assert_eq!(done["operation"], "published");
}

#[test]
fn a_known_site_is_given_another_password() {
    let (desk, elsewhere) = (Desk::new(), tempfile::tempdir().unwrap());
    let (site, token) = other_site(elsewhere.path());
    let url = site.url();
    let phrase = "quatre mots très communs";
    let add = ["add-site", url, "--passphrase-stdin"];
    answer(desk.command(&add), &format!("{phrase}\n{token}\n"), 0);
    let new = alone(elsewhere.path(), 0).mint_token("desk").unwrap();
    let set = ["set-password", url, "--passphrase-stdin"];
    let wrong = answer(desk.command(&set), &format!("{phrase}\nautre\n"), 1);
    assert_eq!(wrong["failure"]["code"], "site_refused_credential");
    let done = answer(desk.command(&set), &format!("{phrase}\n{new}\n"), 0);
    assert_eq!(done["url"], url);
    let unknown = ["set-password", "https://gazette.example"];
    let missing = answer(desk.command(&unknown), &new, 1);
    assert_eq!(missing["failure"]["code"], "site_missing");
}

/// Killed when the new file is written and does not have its name yet, what was sealed before is still there.
#[cfg(target_os = "linux")]
#[test]
fn a_death_before_the_new_sealed_file_has_its_name_leaves_the_old_one() {
    let desk = Desk::new();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let sites = folders.each_ref().map(|folder| other_site(folder.path()));
    let phrase = "quatre mots très communs";
    let add = |(site, token): &(RunningAlone, String)| {
        let add = desk.command(&["add-site", site.url(), "--passphrase-stdin"]);
        (add, format!("{phrase}\n{token}\n"))
    };
    let (first, input) = add(&sites[0]);
    answer(first, &input, 0);
    let sealed = desk.folder.path().join("library/secrets.sealed");
    let before = fs::read(&sealed).unwrap();
    let (second, input) = add(&sites[1]);
    let mut killed = Command::new("strace");
    killed
        .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=/^rename"])
        .args(["-e", "inject=/^rename:signal=SIGKILL:when=1"])
        .arg(second.get_program())
        .args(second.get_args())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    let mut child = killed.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    assert!(!child.wait().unwrap().success());
    assert_eq!(fs::read(&sealed).unwrap(), before);
    let names = fs::read_dir(desk.folder.path().join("library")).unwrap();
    let is_new = |name: std::ffi::OsString| name.to_string_lossy().starts_with(".tmp");
    assert!(names.flatten().any(|entry| is_new(entry.file_name())));
    let (second, input) = add(&sites[1]);
    answer(second, &input, 0);
}

/// Whatever is started, with which words and in which surroundings: any program of this machine can read it.
#[cfg(target_os = "linux")]
#[test]
fn no_program_is_started_with_a_credential() {
    let (desk, elsewhere) = (Desk::new(), tempfile::tempdir().unwrap());
    let (site, token) = other_site(elsewhere.path());
    let phrase = "quatre mots très communs";
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let add = ["add-site", site.url(), "--passphrase-stdin"];
    let publish = [
        "publish",
        file.to_str().unwrap(),
        "--site",
        site.url(),
        "--passphrase-stdin",
    ];
    for (task, input) in [
        (&add[..], format!("{phrase}\n{token}\n")),
        (&publish, format!("{phrase}\n")),
    ] {
        let traced = desk.folder.path().join("started");
        let command = desk.command(task);
        let mut watched = Command::new("strace");
        watched
            .args([
                "-f",
                "-v",
                "-s",
                "65536",
                "-e",
                "trace=execve,execveat",
                "-o",
            ])
            .arg(&traced)
            .arg(command.get_program())
            .args(command.get_args())
            .envs(
                command
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            );
        answer(watched, &input, 0);
        let started = fs::read_to_string(&traced).unwrap();
        assert!(
            started.contains("marbre-cli") && started.contains("LC_ALL=fr_FR"),
            "nothing was seen"
        );
        // strace writes what is no ASCII in octal digits.
        for clear in [token.as_str(), "quatre mots"] {
            assert!(
                !started.contains(clear),
                "a credential where a program was started"
            );
        }
    }
}

#[test]
fn new_articles_go_to_the_sites_that_were_chosen() {
    let (desk, root) = (Desk::new(), tempfile::tempdir().unwrap());
    let first = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    desk.json(&["publish", first.to_str().unwrap()], 0);
    let folder = root.path().join("posts");
    std::fs::create_dir(&folder).unwrap();
    let files = ["--files", folder.to_str().unwrap(), "--generator", "hugo"];
    let add = [&["add-site", "http://127.0.0.1:9/posts"][..], &files].concat();
    let added = desk.json(&add, 0);
    let name = added["site"].as_str().unwrap();
    assert_eq!(desk.json(&["default-sites"], 0)["sites"], json!([]));
    let chosen = desk.json(&["default-sites", name], 0);
    assert_eq!(chosen["sites"], json!([name]));
    let unknown = desk.json(&["default-sites", "Nulle part"], 1);
    assert_eq!(unknown["failure"]["code"], "site_missing");
    let file = desk.file("b.md", "---\nheadline: La gare\n---\nElle ferme.\n");
    let done = desk.json(&["publish", file.to_str().unwrap()], 0);
    assert_eq!(done["sites"][0]["site"], name, "{done}");
    assert!(folder.join("la-gare/index.md").exists());
    assert_eq!(
        desk.json(&["default-sites", "--none"], 0)["sites"],
        json!([])
    );
}
