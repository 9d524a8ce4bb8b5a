//! The sites' passwords on a machine without a keychain, in the real window: a passphrase is chosen, another site is
//! added, and what waits for the passphrase goes out when it is given.

use std::io::Write;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::Arc;

use newsroom::{SiteAlone, SystemClock};
use window::{Desk, DeskOptions, Key, Opened, parts, until};

use crate::steps::{fetch, picture};

const PHRASE: &str = "quatre mots sans rapport";
const SETTINGS_BUTTON: &str = ".passwords .button";
const FIRST_FIELD: &str = ".dialog.passphrase input";
const NOTICE_ACTION: &str = ".notice .actions .button";

#[test]
fn in_french() {
    what_waits_goes_out("fr_FR.UTF-8", (1440, 900), "light");
}

#[test]
fn in_english_dark_and_narrow() {
    what_waits_goes_out("en_GB.UTF-8", (1024, 700), "dark");
}

fn what_waits_goes_out(language: &'static str, screen: (u32, u32), scheme: &str) {
    let desk = Desk::new(DeskOptions {
        language,
        screen,
        ..DeskOptions::default()
    });
    desk.prefer(scheme);
    let name = |what: &str| format!("passwords-{}-{what}", &language[..2]);
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    choose(&opened, &name("1-choose"), &name("2-settings"));
    assert!(
        desk.library().join("secrets.sealed").exists(),
        "it is sealed"
    );
    opened.close();
    let elsewhere = desk.home().join("elsewhere");
    let alone = SiteAlone {
        library: &elsewhere,
        port: free_port(),
        clock: Arc::new(SystemClock),
        locale: "fr",
        time_zone: "Europe/Paris",
    };
    let site = alone.start().expect("another site");
    let token = alone.mint_token("desk").expect("a token");
    let added = ["add-site", site.url(), "--passphrase-stdin"];
    assert_eq!(run(&desk, &added, &format!("{PHRASE}\n{token}\n")), Some(0));
    let file = desk.home().join("pont.md");
    let text = "---\nheadline: Le pont rouvre\n---\nOn passe.\n";
    std::fs::write(&file, text).expect("a file");
    let file = file.display().to_string();
    assert_eq!(
        run(&desk, &["publish", &file, "--site", site.url()], ""),
        Some(3)
    );
    let opened = desk.open();
    opened.driver.wait_for(NOTICE_ACTION);
    picture(&opened, &name("3-waits"));
    opened.driver.click(NOTICE_ACTION);
    wait_focused(&opened);
    give(&opened, "une autre phrase");
    opened.driver.wait_for("[aria-invalid='true']");
    picture(&opened, &name("4-wrong"));
    give(&opened, PHRASE);
    opened.driver.wait_gone(parts::DIALOG);
    opened.driver.wait_gone(NOTICE_ACTION);
    until("a reader has the article", || {
        fetch(&format!("{}/articles/le-pont-rouvre", site.url()))
    });
    opened.close();
}

/// Chooses the passphrase in the settings, by keyboard.
pub(crate) fn choose(opened: &Opened, choosing: &str, chosen: &str) {
    opened.driver.press_letter(&[Key::Control], ',');
    opened.driver.wait_for(SETTINGS_BUTTON);
    opened.driver.click(SETTINGS_BUTTON);
    wait_focused(opened);
    opened.driver.type_text(PHRASE);
    opened.driver.press(&[], Key::Tab);
    opened.driver.type_text(PHRASE);
    picture(opened, choosing);
    opened.driver.press(&[], Key::Enter);
    opened.driver.wait_gone(FIRST_FIELD);
    let script = "document.querySelector('.passwords').scrollIntoView({ block: 'center' })";
    opened.driver.run(script, serde_json::json!([]));
    picture(opened, chosen);
    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(parts::DIALOG);
}

/// The keyboard is in the first field without anybody's doing.
fn wait_focused(opened: &Opened) {
    let script = "return document.activeElement === document.querySelector(arguments[0])";
    until("the keyboard is in the field", || {
        (opened.driver.run(script, serde_json::json!([FIRST_FIELD])) == true).then_some(())
    });
}

/// What stood in the field is selected: what is typed takes its place.
fn give(opened: &Opened, passphrase: &str) {
    opened.driver.type_text(passphrase);
    opened.driver.press(&[], Key::Enter);
}

/// Runs a command of the program itself, without a keychain; how it ended.
fn run(desk: &Desk, command: &[&str], input: &str) -> Option<i32> {
    let mut child = Command::new(desk.program())
        .args(command)
        .arg("--library")
        .arg(desk.library())
        .args(["--port", &free_port().to_string()])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env_remove("MARBRE_PASSPHRASE_FILE")
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(input.as_bytes()).expect("it listens");
    drop(stdin);
    child.wait().expect("it ends").code()
}

fn free_port() -> u16 {
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    free.local_addr().expect("its number").port()
}
