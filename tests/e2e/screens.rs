//! Pictures of every screen, to be looked at: both languages, both sizes, light and dark. They land in
//! target/e2e/screens; what can be said of them without eyes is asserted.

use serde_json::json;
use window::{Desk, DeskOptions, Key, Opened, parts, until};

use crate::steps::{of_preview, picture, publish, wait_previewed};

#[test]
fn french_light() {
    every_screen("fr_FR.UTF-8", "fr-light", (1440, 900), "light");
}

#[test]
fn french_dark() {
    every_screen("fr_FR.UTF-8", "fr-dark", (1440, 900), "dark");
}

#[test]
fn english_light() {
    every_screen("en_GB.UTF-8", "en-light", (1440, 900), "light");
}

#[test]
fn english_dark_narrow() {
    every_screen("en_GB.UTF-8", "en-dark-narrow", (1024, 700), "dark");
}

#[test]
fn french_light_narrow() {
    every_screen("fr_FR.UTF-8", "fr-light-narrow", (1024, 700), "light");
}

fn every_screen(language: &'static str, name: &str, screen: (u32, u32), scheme: &str) {
    let desk = Desk::new(DeskOptions {
        language,
        screen,
        ..DeskOptions::default()
    });
    desk.prefer(scheme);
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    let spoken = opened
        .driver
        .run("return document.documentElement.lang", json!([]));
    assert_eq!(spoken, language[..2], "the interface's language");
    let asked = format!("return matchMedia('(prefers-color-scheme: {scheme})').matches");
    assert_eq!(
        opened.driver.run(&asked, json!([])),
        true,
        "the system's colours"
    );
    fills_the_screen(&opened, screen);
    wait_previewed(&opened, "min");
    picture(&opened, &format!("{name}-1-start"));
    opened.driver.press(&[], Key::F8);
    opened.driver.wait_for("#field-section");
    picture(&opened, &format!("{name}-2-inspector"));
    opened.driver.press(&[], Key::F7);
    publish(&opened);
    picture(&opened, &format!("{name}-3-published"));
    for (letter, held, what) in [
        ('k', vec![Key::Control], "4-palette"),
        ('o', vec![Key::Control, Key::Shift], "5-outbox"),
        (',', vec![Key::Control], "6-settings"),
    ] {
        opened.driver.press_letter(&held, letter);
        opened.driver.wait_for(".dialog, .palette");
        picture(&opened, &format!("{name}-{what}"));
        opened.driver.press(&[], Key::Escape);
        opened.driver.wait_gone(".dialog, .palette");
    }
    opened.driver.press(&[], Key::F1);
    opened.driver.wait_for(parts::DIALOG);
    picture(&opened, &format!("{name}-7-shortcuts"));
    opened.driver.press(&[], Key::Escape);
    opened.driver.press_letter(&[Key::Control, Key::Shift], 'm');
    opened.driver.wait_gone(parts::PREVIEW);
    picture(&opened, &format!("{name}-8-alone"));
    opened.close();
}

#[test]
fn the_page_follows_the_appearance_that_was_chosen() {
    for (system, chosen) in [("light", "dark"), ("dark", "light")] {
        let desk = Desk::new(DeskOptions::default());
        desk.prefer(system);
        let opened = desk.open();
        opened.driver.wait_for(parts::LIBRARY_ROW);
        wait_previewed(&opened, "min");
        wait_scheme(&opened, system);
        choose_appearance(&opened, chosen);
        wait_scheme(&opened, chosen);
        picture(&opened, &format!("chosen-{chosen}"));
        choose_appearance(&opened, "system");
        wait_scheme(&opened, system);
        choose_appearance(&opened, chosen);
        wait_scheme(&opened, chosen);
        opened.close();
        let again = desk.open();
        again.driver.wait_for(parts::LIBRARY_ROW);
        wait_previewed(&again, "min");
        wait_scheme(&again, chosen);
        again.close();
    }
}

fn choose_appearance(opened: &Opened, appearance: &str) {
    opened.driver.press_letter(&[Key::Control], ',');
    opened.driver.wait_for(parts::DIALOG);
    let radio = format!("[name=appearance][value={appearance}]");
    let script = "document.querySelector(arguments[0]).click()";
    opened.driver.run(script, json!([radio]));
    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(parts::DIALOG);
}

/// Waits until the page in the preview is of these colours.
fn wait_scheme(opened: &Opened, scheme: &str) {
    let asked = format!(
        "return String(page?.defaultView?.matchMedia('(prefers-color-scheme: {scheme})').matches)"
    );
    until(&format!("a {scheme} page"), || {
        (of_preview(opened, &asked) == "true").then_some(())
    });
}

/// Nothing is cut off, nothing scrolls sideways.
fn fills_the_screen(opened: &Opened, screen: (u32, u32)) {
    until("the window has its size", || {
        let width = opened.driver.run("return innerWidth", json!([]));
        (width.as_u64()? <= u64::from(screen.0)).then_some(())
    });
    let script = "return document.documentElement.scrollWidth - innerWidth";
    assert_eq!(
        opened.driver.run(script, json!([])),
        0,
        "the window scrolls sideways"
    );
}
