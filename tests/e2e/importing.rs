//! The articles of a real WordPress come into the library by the window: chosen, brought in, told what could not be kept,
//! opened, and as they were there. Where no WordPress can be had, it says so and is skipped.

use serde_json::{Value, json};
use window::{Desk, DeskOptions, Key, Opened, parts, until};

use crate::passwords;
use crate::steps::{fetch, manuscript, picture, wait_previewed};
use crate::wordpress::{WordPress, add};

const DIALOG: &str = ".dialog.importing";
const BOXES: &str = ".dialog.importing input[type=checkbox]";
const PRIMARY: &str = ".dialog.importing .dialog-buttons .primary";

/// What a program of another kind wrote.
const THEIRS: &str = "<!-- wp:paragraph -->\n<p>Le tramway <strong>revient</strong> sur les quais.</p>\n<!-- /wp:paragraph -->\n\
    <!-- wp:table -->\n<figure class=\"wp-block-table\"><table><tbody><tr><td>Lundi</td><td>8 h</td></tr></tbody></table></figure>\n<!-- /wp:table -->";

#[test]
fn in_french() {
    articles_come_in(
        ("fr_FR.UTF-8", "Importer des articles"),
        (1440, 900),
        "light",
    );
}

#[test]
fn in_english_dark_and_narrow() {
    articles_come_in(("en_GB.UTF-8", "Import published"), (1024, 700), "dark");
}

fn articles_come_in((language, command): (&'static str, &str), screen: (u32, u32), scheme: &str) {
    let Some(site) = WordPress::start() else {
        eprintln!("SKIPPED: WordPress can't be had here");
        return;
    };
    let before = written_there(&site);
    let desk = Desk::new(DeskOptions {
        language,
        screen,
        ..DeskOptions::default()
    });
    desk.prefer(scheme);
    let name = |what: &str| format!("importing-{}-{what}", &language[..2]);
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    passwords::choose(&opened, &name("0-passphrase"), &name("0-passwords"));
    add(&opened, &site, &|what| name(&format!("1-{what}")));
    show_list(&opened, command);
    picture(&opened, &name("2-list"));
    opened.driver.click(BOXES);
    picture(&opened, &name("3-chosen"));
    opened.driver.click(PRIMARY);
    until("it came in", || {
        opened.driver.find(&format!("{DIALOG} .there")).map(|_| ())
    });
    read_the_report(&opened, &name("4-report"));
    opened.driver.click(&format!("{DIALOG} .row.known button"));
    opened.driver.wait_gone(DIALOG);
    wait_previewed(&opened, "sur les quais");
    until("its text", || {
        manuscript(&opened).contains("**revient**").then_some(())
    });
    picture(&opened, &name("5-opened"));
    let after = read_there(&site, &before["id"]);
    assert_eq!(after["content"]["raw"], before["content"]["raw"]);
    assert_eq!(after["modified_gmt"], before["modified_gmt"]);
    let page = fetch(before["link"].as_str().expect("an address")).expect("the page");
    assert!(page.contains("sur les quais"));
    opened.close();
}

/// Somebody publishes an article there.
fn written_there(site: &WordPress) -> Value {
    let post = json!({
        "title": "Le tramway revient",
        "content": THEIRS,
        "excerpt": "Après deux ans.",
        "status": "publish",
    });
    let mut answer = ureq::post(site.posts()).send_json(post).expect("an answer");
    let made: Value = answer.body_mut().read_json().expect("JSON");
    read_there(site, &made["id"])
}

fn read_there(site: &WordPress, id: &Value) -> Value {
    let address = format!("{}/{id}?context=edit", site.posts());
    let mut answer = ureq::get(address).call().expect("an answer");
    answer.body_mut().read_json().expect("JSON")
}

/// By the palette, as any command; the first site that is no local one is shown.
fn show_list(opened: &Opened, command: &str) {
    opened.driver.press_letter(&[Key::Control], 'k');
    opened.driver.wait_for(".palette");
    opened.driver.type_text(command);
    until("the command", || {
        let script = "return document.querySelector('.palette')?.textContent ?? ''";
        let said = opened.driver.run(script, json!([]));
        said.as_str()?.contains(command).then_some(())
    });
    opened.driver.press(&[], Key::Enter);
    opened.driver.wait_for(BOXES);
}

fn read_the_report(opened: &Opened, shot: &str) {
    let script = "document.querySelector('.imports [aria-expanded=false]')?.click()";
    until("its report", || {
        opened.driver.run(script, json!([]));
        opened.driver.find(".imports .lost li").map(|_| ())
    });
    picture(opened, shot);
}
