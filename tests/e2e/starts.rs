//! Starting: a second start shows the first one's window, and nothing the program says of itself points at a fault.

use std::path::Path;

use serde_json::json;
use window::{Desk, DeskOptions, parts, until};

use crate::steps::{
    complaints, french_desk, new_draft, picture, wait_previewed, wait_saved, write,
};

#[test]
fn a_second_start_shows_the_first_window() {
    let (desk, opened) = french_desk();
    let cover = desk.display.cover();
    until("another window has the keyboard", || {
        (desk.display.focused_title() == cover.title).then_some(())
    });
    desk.start_again();
    until("ours has it again", || {
        desk.display
            .focused_title()
            .contains("Marbre")
            .then_some(())
    });
    assert_eq!(desk.display.windows("marbre").len(), 1, "one window");
    opened.close();
}

#[test]
fn a_damaged_library_is_told_in_the_window_and_comes_back_with_what_can_be_read() {
    let desk = Desk::new(DeskOptions::default());
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    opened.close();
    let library = desk.library().join("library.db");
    let spoilt = spoil_head(&library).expect("the library can be spoilt");
    // What was not yet folded into the file, when its end left some.
    let _no_log = spoil_head(&library.with_extension("db-wal"));
    let opened = desk.open();
    opened.driver.wait_for("main section .button.primary");
    let script = "return document.querySelector('main').textContent";
    let told = opened.driver.run(script, json!([])).to_string();
    assert!(told.contains("bibliothèque"), "{told}");
    assert!(told.contains("ne se lit plus"), "{told}");
    picture(&opened, "damaged-library");
    let kept = std::fs::read(&library).expect("the file");
    assert!(kept == spoilt, "it was left as it was");
    opened.driver.click("main section .button.primary");
    opened.driver.wait_for("main section.done .button.primary");
    picture(&opened, "damaged-library-back");
    opened.driver.click("main section.done .button.primary");
    opened.driver.wait_for(parts::LIBRARY_ROW);
    opened.close();
}

/// Overwrites where a file begins, and gives what it holds then; `None` when it is missing or empty.
fn spoil_head(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = std::fs::read(path).ok()?;
    bytes.get_mut(..1000)?.fill(b'x');
    std::fs::write(path, &bytes).ok()?;
    Some(bytes)
}

#[test]
fn the_page_talks_to_the_core_directly_and_breaks_no_policy() {
    let (desk, opened) = french_desk();
    let watch = "window.violations = [];
        addEventListener('securitypolicyviolation', (event) =>
            window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
        window.called = [];
        const fetch = window.fetch;
        window.fetch = (...call) => { window.called.push(String(call[0])); return fetch(...call); }";
    opened.driver.run(watch, json!([]));
    new_draft(&opened);
    write(
        &opened,
        "Un mot, <b>gras</b> et <script>alert(1)</script> ![de loin](https://exemple.fr/a.png)",
    );
    wait_previewed(&opened, "Un mot");
    wait_saved(&opened);
    let called = opened.driver.run("return window.called", json!([]));
    let direct = called
        .as_array()
        .expect("addresses")
        .iter()
        .filter(|address| {
            address
                .as_str()
                .is_some_and(|address| address.starts_with("ipc:") && address.ends_with("/edit"))
        });
    assert!(direct.count() > 0, "edits did not go by fetch: {called}");
    // Once a call by fetch fails, Tauri falls back to messages for the rest of the session and only warns.
    let said = desk.said();
    assert!(!said.contains("IPC custom protocol failed"), "{said}");
    opened
        .driver
        .run("console.error('the console is heard')", json!([]));
    let complaints = until("the console's last line", || {
        let complaints = complaints(&desk);
        complaints
            .last()?
            .contains("the console is heard")
            .then_some(complaints)
    });
    let others = complaints.iter().filter(|line| !line.contains("is heard"));
    assert_eq!(others.count(), 0, "{complaints:#?}");
    let script = "return window.violations";
    assert_eq!(
        opened.driver.run(script, json!([])),
        json!([]),
        "violations of the policy"
    );
    assert!(opened.driver.find(parts::EDITOR).is_some());
    opened.close();
}
