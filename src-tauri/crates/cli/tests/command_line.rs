//! The program itself: what it prints and how it ends. Each test has a library and a port of its own.

#![allow(clippy::unwrap_used, reason = "a fault is a panic in a test")]

use std::fs;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use newsroom::{
    ListQuery, LocalSite, MemorySecrets, Newsroom, Options, Patience, RandomIdentifiers,
    RunningAlone, Samples, SiteAlone, SystemClock,
};
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
        self.command(args).output().unwrap()
    }

    fn run_on(&self, library: &str, args: &[&str]) -> Output {
        self.command_on(library, args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let library = self.folder.path().join("library");
        self.command_on(library.to_str().unwrap(), args)
    }

    fn command_on(&self, library: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_marbre-cli"));
        command
            .args(["--library", library])
            .args(["--port", &self.port.to_string()])
            .args(args)
            .env("LC_ALL", "fr_FR.UTF-8")
            // No test touches the keychain of whoever runs it.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        command
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
    assert!(out(&first).contains("tant que Marbre"), "{first:?}");
    desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre demain.\n");
    let second = desk.json(&["publish", file], 0);
    assert_eq!(second["operation"], "updated");
    assert_eq!(second["address"], Value::from(address));
    assert_eq!(second["verified"], true);
    let page = fs::read_to_string(second["page"].as_str().unwrap()).unwrap();
    assert!(page.contains("Il rouvre demain."));
    let third = desk.json(&["publish", file], 0);
    assert_eq!(
        (&third["operation"], &third["address"]),
        (&Value::from("none"), &second["address"])
    );
    assert_eq!(third["page"], second["page"]);
    let list = desk.json(&["list"], 0);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["status"], "published");
    assert!(out(&desk.run(&["list", "--status", "changed"])).contains("Rien trouvé"));
}

#[test]
fn readers_are_told_what_was_wrong() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nDeux arches.\n");
    let first = desk.json(&["publish", file.to_str().unwrap()], 0);
    let draft = first["draft"].as_str().unwrap();
    let correct = ["correct", draft, "--kind", "correction", "--text"];
    let done = desk.json(&[&correct[..], &["Trois arches."]].concat(), 0);
    assert_eq!(done["operation"], "updated");
    assert_eq!(
        (&done["draft"], &done["verified"]),
        (&first["draft"], &Value::from(true))
    );
    let page = |said: &Value| fs::read_to_string(said["page"].as_str().unwrap()).unwrap();
    assert!(page(&done).contains("Rectificatif</h2>") && page(&done).contains("Trois arches."));
    let kept = desk.json(&[&correct[..], &["Non, quatre.", "--keep"]].concat(), 0);
    assert_eq!(kept["state"], "kept");
    assert_eq!(desk.json(&["list"], 0)[0]["status"], "changed");
    let said = desk.run(&["correct", draft, "--kind", "retraction", "--text", "Non."]);
    assert!(out(&said).contains("Mis à jour"), "{said:?}");
    for (draft, text, code) in [
        ("nobody", "a", "draft_missing"),
        (draft, " ", "field_invalid"),
    ] {
        let args = ["correct", draft, "--kind", "update", "--text", text];
        assert_eq!(desk.json(&args, 1)["failure"]["code"], code);
    }
    let wrong = ["correct", draft, "--kind", "erratum", "--text", "a"];
    assert_eq!(desk.json(&wrong, 2)["failure"]["code"], "usage");
}

#[test]
fn what_readers_will_not_get_as_she_thinks_is_said() {
    let desk = Desk::new();
    let text = "---\nheadline: Le port\ndate: 2999-12-22\n---\nIl ouvre. ![le port](port.jpg) ![](http://a.b/c.png)\n";
    let file = desk.file("a.md", text);
    let file = file.to_str().unwrap();
    let published = desk.run(&["publish", file]);
    assert_eq!(published.status.code(), Some(0));
    let said = err(&published);
    for piece in [
        "22 décembre 2999",
        "lisible tout de suite",
        "port.jpg",
        "http://a.b/c.png",
    ] {
        assert!(said.contains(piece), "{piece}: {said}");
    }
    desk.file("a.md", &text.replace("2999-12-22", "2999-12-23"));
    let updated = desk.json(&["publish", file], 0);
    assert_eq!(updated["findings"][0]["finding"], "date_stays");
    assert_eq!(updated["findings"][1]["address"], "port.jpg");
    assert_eq!(updated["findings"][1]["linked"], false);
    assert_eq!(updated["findings"][2]["linked"], true);
    let rendered = desk.run(&["render", file]);
    assert!(err(&rendered).contains("port.jpg"), "{rendered:?}");
    let imported = desk.json(&["import", file], 0);
    assert_eq!(
        imported["findings"][0]["findings"][0]["address"],
        "port.jpg"
    );
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
    fs::write(&bad, b"d\xe9j\xe0").unwrap();
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
        "---\nheadline: Le pont\ndate: 2026-05-01\n---\n## Demain\n\nOn passe.\n",
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

#[test]
fn what_is_wrong_with_a_command_is_json_for_a_program() {
    let desk = Desk::new();
    let unknown = desk.json(&["list", "--gone"], 2);
    assert_eq!(unknown["failure"]["code"], "usage");
    let language = desk.run(&["list", "--lang", "de"]);
    assert_eq!(language.status.code(), Some(2));
    assert!(err(&language).contains("fr, en"), "{language:?}");
    assert!(err(&language).contains("n’accepte pas"), "{language:?}");
}

#[test]
fn a_file_is_no_library() {
    let desk = Desk::new();
    let file = desk.file("a.md", "x");
    let file = file.to_str().unwrap();
    let said = desk.run_on(file, &["list"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(err(&said).contains("--library"), "{said:?}");
    assert!(err(&said).contains(file), "{said:?}");
    assert_eq!(desk.json(&["export", file], 2)["failure"]["code"], "usage");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_nobody_gets_is_a_failure_but_for_a_reader_who_has_gone() {
    let desk = Desk::new();
    for args in [&["list"][..], &["list", "--json"], &["--help"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let said = desk.command(args).stdout(full).output().unwrap();
        assert_eq!(said.status.code(), Some(1), "{said:?}");
        assert!(err(&said).contains("Le disque est plein"), "{said:?}");
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let said = desk.command(&["list"]).stdout(writer).output().unwrap();
    assert_eq!((said.status.code(), err(&said).as_str()), (Some(0), ""));
}

#[test]
fn what_a_file_says_in_vain_is_named() {
    let desk = Desk::new();
    let text = "---\nheadline: Le pont\nlayout: post\ntags: [a, A, \"\"]\n---\nIl rouvre.\n";
    let file = desk.file("a.md", text);
    let file = file.to_str().unwrap();
    for command in ["render", "publish", "import"] {
        let said = desk.run(&[command, file]);
        assert_eq!(said.status.code(), Some(0), "{said:?}");
        assert!(err(&said).contains("layout"), "{said:?}");
    }
    assert_eq!(
        desk.json(&["publish", file], 0)["unknown_keys"][0],
        "layout"
    );
    assert_eq!(desk.json(&["render", file], 0)["unknown_keys"][0], "layout");
    let import = desk.json(&["import", "--again", file], 0);
    assert_eq!(import["unknown_keys"][0]["keys"][0], "layout");
    let bad = desk.file("b.md", "---\nheadline: B\nlang: klingon\n---\nB.\n");
    let said = desk.run(&["publish", bad.to_str().unwrap()]);
    assert_eq!(said.status.code(), Some(1));
    assert!(err(&said).contains("b.md:3: lang: \"klingon\""), "{said:?}");
}

#[test]
fn reading_commands_work_beside_the_window() {
    let desk = Desk::new();
    let window = Newsroom::open(Options {
        library: desk.folder.path().join("library"),
        clock: Arc::new(SystemClock),
        secrets: Arc::new(MemorySecrets::default()),
        ids: Arc::new(RandomIdentifiers),
        system_locale: "fr".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        local_site: LocalSite::Off,
        patience: Patience::default(),
        samples: Samples::None,
        on_event: Box::new(|_| {}),
    })
    .unwrap();
    let written = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let draft = window.draft_of_file(&written).unwrap();
    let list = desk.json(&["list"], 0);
    assert_eq!(list[0]["id"], draft.to_string());
    desk.run(&["list", "--search", "pont"]);
    fs::write(
        desk.folder.path().join("p.jpg"),
        include_bytes!("../../newsroom/samples/picture.jpg"),
    )
    .unwrap();
    let file = desk.file("b.md", "---\nheadline: B\npicture: p.jpg\n---\nB.\n");
    let page = desk.run(&["render", file.to_str().unwrap()]);
    assert_eq!(page.status.code(), Some(0), "{page:?}");
    assert!(out(&page).contains("/media/"), "{page:?}");
    let folder = desk.folder.path().join("out");
    desk.json(&["export", folder.to_str().unwrap()], 0);
    let text = fs::read_to_string(folder.join("le-pont.md")).unwrap();
    assert!(text.ends_with("Il rouvre.\n"), "{text}");
    let refused = desk.json(&["import", file.to_str().unwrap()], 1);
    assert_eq!(refused["failure"]["code"], "library_busy");
    assert_eq!(window.list(&ListQuery::all(0, 9)).unwrap().total, 1);
}

#[test]
fn a_refused_file_leaves_no_draft() {
    let desk = Desk::new();
    for text in ["Sans titre.", "---\nheadline: Vide\n---\n"] {
        let file = desk.file("a.md", text);
        let refused = desk.run(&["publish", file.to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(1));
    }
    assert_eq!(desk.json(&["list"], 0), Value::Array(Vec::new()));
}

#[test]
fn front_matter_is_named_with_one_line_and_in_french() {
    let desk = Desk::new();
    let open = desk.file("a.md", "---\nheadline: Le pont\n\nIl rouvre.\n");
    let said = err(&desk.run(&["publish", open.to_str().unwrap()]));
    assert!(said.contains("n’est pas fermé"), "{said}");
    let broken = desk.file("broken.md", "---\nheadline: [unclosed\n---\nTexte.\n");
    let said = err(&desk.run(&["publish", broken.to_str().unwrap()]));
    assert!(said.contains("broken.md:"), "{said}");
    assert!(!said.contains("at line"), "{said}");
    let english = ["expected", "while", "did not find"];
    assert!(!english.iter().any(|word| said.contains(word)), "{said}");
}

#[test]
fn what_is_there_already_is_said() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let file = file.to_str().unwrap();
    assert_eq!(
        desk.json(&["import", file], 0)["known"],
        Value::Array(Vec::new())
    );
    let again = desk.run(&["import", file]);
    assert!(
        out(&again).contains("déjà dans la bibliothèque"),
        "{again:?}"
    );
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 1);
    desk.run(&["import", "--again", file]);
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    let nothing = out(&desk.run(&["list", "--search", "zzz"]));
    assert!(nothing.contains("Rien trouvé"), "{nothing}");
}

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
fn other_site(folder: &Path) -> (RunningAlone, String) {
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

/// Runs a command that reads this, and gives its answer.
#[track_caller]
fn answer(mut command: Command, input: &str, code: i32) -> Value {
    let piped = command
        .env_remove("MARBRE_PASSPHRASE_FILE")
        .arg("--json")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // A command that needs nothing may have ended before it was told.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
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

/// A library with an article in it, and what its backup is called.
fn backed_up(desk: &Desk) -> String {
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    desk.json(&["import", file.to_str().unwrap()], 0);
    let made = desk.json(&["backup"], 0);
    assert_eq!(made["drafts"], 1);
    made["backup"].as_str().unwrap().to_owned()
}

#[test]
fn a_backup_is_made_and_takes_the_library_s_place() {
    let desk = Desk::new();
    let backup = backed_up(&desk);
    let other = desk.file("b.md", "---\nheadline: La gare\n---\nElle ferme.\n");
    desk.run(&["import", other.to_str().unwrap()]);
    let said = desk.run(&["restore", "--dry-run", &backup]);
    assert!(out(&said).contains("1 article"), "{said:?}");
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    let restored = desk.run(&["restore", &backup]);
    assert_eq!(restored.status.code(), Some(0), "{restored:?}");
    assert!(out(&restored).contains("L’ancienne bibliothèque est gardée"));
    assert!(out(&restored).contains("Un article publié depuis la sauvegarde"));
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 1);
    let elsewhere = desk.folder.path().join("elsewhere");
    let made = desk.json(&["backup", elsewhere.to_str().unwrap()], 0);
    assert!(made["backup"].as_str().unwrap().contains("elsewhere"));
    assert_eq!(
        desk.json(&["restore", "/none.db"], 1)["failure"]["code"],
        "file_missing"
    );
    let sound = desk.json(&["restore"], 1);
    assert_eq!(sound["state"], "sound");
}

#[test]
fn backups_that_are_asked_for_in_the_same_second_are_all_made() {
    let desk = Desk::new();
    backed_up(&desk);
    let line = ["backup", "--json"];
    let started: Vec<_> = (0..4)
        .map(|_| {
            let mut command = desk.command(&line);
            command
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut made = std::collections::BTreeSet::new();
    for child in started {
        let output = child.wait_with_output().unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        made.insert(told["backup"].as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(made.len(), 4, "{made:?}");
    for path in made {
        assert_eq!(desk.json(&["restore", "--dry-run", &path], 0)["drafts"], 1);
    }
}

#[test]
fn a_damaged_library_is_told_and_comes_back() {
    let desk = Desk::new();
    backed_up(&desk);
    let database = desk.folder.path().join("library/library.db");
    let other = desk.file("b.md", "---\nheadline: La gare\n---\nElle ferme.\n");
    desk.run(&["import", other.to_str().unwrap()]);
    assert_eq!(desk.json(&["check"], 0)["faults"], Value::Array(Vec::new()));
    let mut bytes = fs::read(&database).unwrap();
    bytes[..1000].fill(b'x');
    fs::write(&database, &bytes).unwrap();
    let told = err(&desk.run(&["list"]));
    assert!(told.contains("restore"), "{told}");
    let proposed = desk.run(&["restore", "--dry-run"]);
    assert!(out(&proposed).contains("La gare"), "{proposed:?}");
    assert!(fs::read(&database).unwrap() == bytes);
    assert!(out(&proposed).contains("ce qui a été fait depuis le"));
    let apart = desk.folder.path().join("apart");
    fs::create_dir(&apart).unwrap();
    fs::write(apart.join("library.db"), &bytes).unwrap();
    let alone = desk.run_on(apart.to_str().unwrap(), &["restore", "--dry-run"]);
    assert!(out(&alone).contains("ni l’histoire"), "{alone:?}");
    let back = desk.json(&["restore"], 0);
    assert_eq!(
        (&back["state"], &back["same"]),
        (&"restored".into(), &1.into())
    );
    assert_eq!(back["found"][0]["fate"], "added");
    assert!(fs::read(back["kept_aside"].as_str().unwrap()).unwrap() == bytes);
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    let checked = desk.run(&["check"]);
    assert!(out(&checked).contains("Tout se lit"), "{checked:?}");
}

#[test]
fn a_newer_library_is_refused_politely() {
    let desk = Desk::new();
    let backup = backed_up(&desk);
    // The format stands in the file's head, at byte 60.
    for file in [
        &PathBuf::from(&backup),
        &desk.folder.path().join("library/library.db"),
    ] {
        let mut bytes = fs::read(file).unwrap();
        bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
        fs::write(file, bytes).unwrap();
    }
    for line in [
        &["list"][..],
        &["backup"],
        &["check"],
        &["restore", &backup],
    ] {
        let refused = desk.json(line, 1);
        assert_eq!(refused["failure"]["code"], "library_newer", "{line:?}");
    }
}

/// Runs a command that may write no file beyond so many kilobytes.
fn with_little_room(desk: &Desk, kilobytes: u32, args: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"");
    let library = desk.folder.path().join("library");
    Command::new("bash")
        .args(["-c", &script, env!("CARGO_BIN_EXE_marbre-cli"), "--library"])
        .arg(library)
        .args(args)
        .args(["--json", "--lang", "fr"])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .output()
        .unwrap()
}

#[test]
fn where_there_is_no_room_the_backup_fails_and_nothing_stays_of_it() {
    let desk = Desk::new();
    let backup = backed_up(&desk);
    let file = desk.file("b.md", &"Une phrase de plus. ".repeat(100_000));
    desk.json(&["import", file.to_str().unwrap()], 0);
    let folder = desk.folder.path().join("elsewhere");
    let failed = with_little_room(&desk, 1_000, &["backup", folder.to_str().unwrap()]);
    let told: Value = serde_json::from_slice(&failed.stdout).unwrap();
    let code = told["failure"]["code"].as_str().unwrap();
    assert!(
        ["backup_fault", "backup_disk_full"].contains(&code),
        "{told}"
    );
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{told}");
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    // A restoration without room leaves the library as it is.
    let failed = with_little_room(&desk, 16, &["restore", &backup]);
    assert_eq!(failed.status.code(), Some(1), "{failed:?}");
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    assert_eq!(desk.json(&["check"], 0)["faults"], Value::Array(Vec::new()));
}

#[test]
fn where_no_library_is_none_is_made_to_be_looked_at() {
    let desk = Desk::new();
    let library = desk.folder.path().join("library");
    for line in [
        &["check"][..],
        &["backup"],
        &["restore"],
        &["export", "out"],
    ] {
        let refused = desk.json(line, 2);
        assert_eq!(refused["failure"]["code"], "usage", "{line:?} {refused}");
        assert!(!library.exists(), "{line:?}");
    }
}

#[test]
fn a_library_that_is_gone_comes_back() {
    let desk = Desk::new();
    backed_up(&desk);
    fs::remove_file(desk.folder.path().join("library/library.db")).unwrap();
    for line in [&["list"][..], &["check"], &["import", "a.md"]] {
        let refused = desk.json(line, 1);
        assert_eq!(refused["failure"]["code"], "library_corrupt", "{line:?}");
    }
    assert_eq!(desk.json(&["restore", "--dry-run"], 0)["state"], "proposed");
    let back = desk.json(&["restore"], 0);
    assert_eq!(
        (&back["state"], &back["kept_aside"]),
        (&"restored".into(), &Value::Null)
    );
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 1);
}
