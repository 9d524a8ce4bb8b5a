//! One article on two sites in the real window, the local one and a WordPress, each with words of its own: what became of it
//! is told site by site while one of them is away, and a correction reaches both. Where no WordPress can be had, it says so
//! and is skipped.

use serde_json::json;
use window::{Desk, DeskOptions, Key, Opened, parts, until};

use crate::passwords;
use crate::steps::{complaints, fetch, fill, new_draft, picture, says, wait_saved, write};
use crate::wordpress::{SITE_CHIP, WordPress, add};

const REPORT: &str = ".report";
const HERE: &str = "Chez nous, le bac reprend";
const THERE: &str = "Au port, le bac reprend";
const CORRECTION: &str = "Une première version de cet article donnait deux bacs ; il y en a trois.";

/// What the window says in one language.
struct Words {
    several: &'static str,
    everywhere: &'static str,
    partly: &'static str,
    all: &'static str,
    correct: &'static str,
}

#[test]
fn in_french() {
    let words = Words {
        several: "Sur plusieurs sites",
        everywhere: "Publier partout",
        partly: "Publié sur 1 site sur 2",
        all: "Publié sur les 2 sites.",
        correct: "Corriger partout (2)",
    };
    goes_to_both(("fr_FR.UTF-8", words), (1440, 900), "light");
}

#[test]
fn in_english_dark_and_narrow() {
    let words = Words {
        several: "On several sites",
        everywhere: "Publish everywhere",
        partly: "Published on 1 of 2 sites",
        all: "Published on both sites.",
        correct: "Correct everywhere (2)",
    };
    goes_to_both(("en_GB.UTF-8", words), (1024, 700), "dark");
}

fn goes_to_both((language, words): (&'static str, Words), screen: (u32, u32), scheme: &str) {
    let Some(wordpress) = WordPress::start() else {
        eprintln!("SKIPPED: WordPress can't be had here");
        return;
    };
    let desk = Desk::new(DeskOptions {
        language,
        screen,
        ..DeskOptions::default()
    });
    desk.prefer(scheme);
    let name = |what: &str| format!("everywhere-{}-{what}", &language[..2]);
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    passwords::choose(&opened, &name("0-passphrase"), &name("0-passwords"));
    new_draft(&opened);
    add(&opened, &wordpress, &|what| name(&format!("0-{what}")));
    fill(&opened, parts::HEADLINE, "Le bac reprend son service");
    write(&opened, "Deux bacs passent toutes les vingt minutes.");
    also_here(&opened, words.several, &name("1-sites"));
    says_otherwise_on_each(&opened, &name("2-own-words"));
    wait_saved(&opened);

    // What was said before has been read.
    let put_away =
        "document.querySelectorAll('.notice > .icon-button').forEach((one) => one.click())";
    opened.driver.run(put_away, json!([]));
    wordpress.tell("away");
    assert!(says(&opened, parts::PUBLISH, words.everywhere));
    opened.driver.click(parts::PUBLISH);
    wait_said(&opened, REPORT, words.partly);
    wait_said(&opened, ".row.current", words.partly);
    wait_said(&opened, parts::CHIP, words.partly);
    until("why it waits", || {
        opened.driver.find(".report .failure").map(|_| ())
    });
    picture(&opened, &name("3-one-is-away"));
    let here = address_on(&opened, &desk.site());
    let page = fetch(&here).expect("the local site has it");
    assert!(page.contains(HERE) && !page.contains(THERE));

    wordpress.tell("back");
    wait_said(&opened, REPORT, words.all);
    picture(&opened, &name("4-everywhere"));
    let theirs = || fetch(&format!("{}/?s=bac", wordpress.url)).expect("WordPress answers");
    assert!(theirs().contains(THERE) && !theirs().contains(HERE));
    opened.driver.click(".report .icon-button:last-of-type");
    opened.driver.wait_gone(REPORT);

    write(&opened, " Il y en a trois.");
    wait_saved(&opened);
    correct(&opened, words.correct, &name("5-correction"));
    wait_said(&opened, REPORT, words.all);
    picture(&opened, &name("6-corrected"));
    assert!(fetch(&here).expect("the page").contains("il y en a trois."));
    let address = address_on(&opened, &wordpress.url);
    assert!(
        fetch(&address)
            .expect("the post")
            .contains("il y en a trois.")
    );
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new(), "complaints");
}

/// The article goes to the local site too.
fn also_here(opened: &Opened, several: &str, shot: &str) {
    opened.driver.click(SITE_CHIP);
    opened.driver.wait_for(parts::MENU_ITEM);
    press_words(opened, parts::MENU_ITEM, several);
    opened.driver.wait_for("[role=menuitemcheckbox].site");
    opened
        .driver
        .click("[role=menuitemcheckbox].site[aria-checked=false]");
    until("both are chosen", || {
        let unticked = "[role=menuitemcheckbox].site[aria-checked=false]";
        opened.driver.find(unticked).is_none().then_some(())
    });
    picture(opened, shot);
    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(parts::MENU_ITEM);
}

/// Each site gets a headline of its own.
fn says_otherwise_on_each(opened: &Opened, shot: &str) {
    opened.driver.press(&[], Key::F8);
    opened.driver.wait_for(".destinations");
    for (site, headline) in [("La Gazette", THERE), ("Le Marbre", HERE)] {
        let script = "const place = [...document.querySelectorAll('.destinations > ul > li')]
            .find((place) => place.querySelector('label').textContent === arguments[0]);
            place.querySelector('details').open = true;
            return place.querySelector('input.input').id";
        let field = opened.driver.run(script, json!([site]));
        let field = field.as_str().expect("a field");
        fill(opened, &format!("[id='{field}']"), headline);
    }
    picture(opened, shot);
}

/// Words a correction, by keyboard but for the last button.
fn correct(opened: &Opened, everywhere: &str, shot: &str) {
    opened.driver.press_letter(&[Key::Control, Key::Shift], 'r');
    opened.driver.wait_for("#correction-text");
    opened.driver.type_text(CORRECTION);
    wait_said(opened, ".dialog.correcting .changes", "Il y en a trois.");
    wait_said(opened, ".dialog .button.primary", everywhere);
    picture(opened, shot);
    opened.driver.click(".dialog .button.primary");
    opened.driver.wait_gone(parts::DIALOG);
}

/// Where readers of a site find it, as the window says.
fn address_on(opened: &Opened, site: &str) -> String {
    let script = "return [...document.querySelectorAll('.destinations .address')]
        .map((part) => part.textContent).find((text) => text.startsWith(arguments[0])) ?? ''";
    let address = opened.driver.run(script, json!([site]));
    address.as_str().unwrap_or_default().to_owned()
}

fn wait_said(opened: &Opened, part: &str, words: &str) {
    until(&format!("{words:?} in {part}"), || {
        says(opened, part, words).then_some(())
    });
}

/// Presses the one with these words.
fn press_words(opened: &Opened, parts: &str, words: &str) {
    let script = "const one = [...document.querySelectorAll(arguments[0])]
        .find((one) => one.textContent.includes(arguments[1])); one.id ||= 'wanted'; return one.id";
    let id = opened.driver.run(script, json!([parts, words]));
    opened
        .driver
        .click(&format!("[id='{}']", id.as_str().expect("an id")));
}
