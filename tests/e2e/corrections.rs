//! What readers are owed, in the real window: a correction is worded beside what changed, published, and on their page; one
//! that is taken away is asked about first.

use serde_json::json;
use window::{Desk, DeskOptions, Key, Opened, parts, until};

use crate::steps::{
    complaints, fetch, fill, new_draft, of_preview, picture, publish, says, wait_saved, write,
};

const TEXT: &str = "#correction-text";
const CORRECTION: &str = "Une première version de cet article donnait deux arches au pont.";

#[test]
fn in_french() {
    is_worded_and_read("fr_FR.UTF-8", (1024, 700), "light");
}

#[test]
fn in_english_dark() {
    is_worded_and_read("en_GB.UTF-8", (1440, 900), "dark");
}

fn is_worded_and_read(language: &'static str, screen: (u32, u32), scheme: &str) {
    let desk = Desk::new(DeskOptions {
        language,
        screen,
        ..DeskOptions::default()
    });
    desk.prefer(scheme);
    let name = |what: &str| format!("correction-{}-{what}", &language[..2]);
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "Le pont rouvre");
    write(&opened, "Le pont a deux arches.");
    wait_saved(&opened);
    publish(&opened);
    let address = format!("{}/articles/le-pont-rouvre", desk.site());
    write(&opened, " Non, trois.");
    wait_saved(&opened);
    opened.driver.press_letter(&[Key::Control, Key::Shift], 'r');
    opened.driver.wait_for(TEXT);
    until("what changed", || {
        says(&opened, ".dialog .changes", "Non, trois.").then_some(())
    });
    nothing_lies_over_its_buttons(&opened);
    picture(&opened, &name("1-empty"));
    opened.driver.click(".dialog .button.primary");
    opened.driver.wait_for(".dialog [role=alert]");
    opened.driver.click(TEXT);
    opened.driver.type_text(CORRECTION);
    picture(&opened, &name("2-worded"));
    opened.driver.click(".dialog .button.primary");
    opened.driver.wait_gone(parts::DIALOG);
    until("readers have it", || {
        fetch(&address)?.contains(CORRECTION).then_some(())
    });
    let page = fetch(&address).expect("the page");
    assert!(page.contains("Non, trois."));
    until("the preview shows it too", || {
        of_preview(&opened, "return page.body.textContent")
            .contains(CORRECTION)
            .then_some(())
    });
    let shown = "page.querySelector('.corrections').scrollIntoView({ block: 'center' })";
    of_preview(&opened, shown);
    picture(&opened, &name("3-on-the-page"));
    opened.driver.press(&[], Key::F8);
    until("the details list it", || {
        says(&opened, ".inspector", CORRECTION).then_some(())
    });
    let shown = "[...document.querySelectorAll('.inspector li')]
        .find((one) => one.textContent.includes(arguments[0]))?.scrollIntoView({ block: 'center' })";
    opened.driver.run(shown, json!([CORRECTION]));
    picture(&opened, &name("4-listed"));
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new(), "complaints");
}

/// A click on each would press it, and nothing else.
fn nothing_lies_over_its_buttons(opened: &Opened) {
    let script =
        "return [...document.querySelectorAll('.dialog-buttons button')].filter((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        return [0.1, 0.5, 0.9].some((part) =>
            !button.contains(document.elementFromPoint(left + width * part, top + height / 2)));
    }).map((button) => button.textContent.trim())";
    assert_eq!(opened.driver.run(script, json!([])), json!([]), "covered");
}
