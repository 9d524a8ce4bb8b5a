//! The right words in the real window: signs as the house sets them while one types, a slip mended by the keyboard alone.

use serde_json::json;
use window::{Desk, DeskOptions, Key, Keyboard, Opened, parts, until};

use crate::steps::{
    complaints, fill, french_desk, manuscript, new_draft, picture, says, wait_previewed,
    wait_saved, write,
};

/// What is underlined in the manuscript.
const FOUND: &str = ".md-found-spelling";

/// What has the keyboard in a menu.
const CHOSEN: &str = ".menu-item[data-highlighted]";

/// What the window hears when words are pasted, whatever the machine's clipboard holds.
const PASTE: &str = r"
    const [editor, text] = arguments;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(editor).dispatchEvent(event);";

fn waits_for(opened: &Opened, wanted: &str) {
    until(&format!("{wanted:?}"), || {
        (manuscript(opened) == wanted).then_some(())
    });
}

fn press(desk: &Desk, keys: &[&str]) {
    desk.display.press(keys);
}

#[test]
fn french_signs_are_set_while_they_are_typed_and_one_undo_gives_them_back() {
    let (desk, opened) = french_desk();
    desk.display.set_keyboard(Keyboard::Us);
    new_draft(&opened);
    write(&opened, "Il a dit : \"Non !\"");
    let set = "Il a dit\u{a0}: «\u{a0}Non\u{202f}!\u{a0}»";
    waits_for(&opened, set);
    wait_saved(&opened);
    wait_previewed(&opened, set);
    picture(&opened, "words-fr-signs");
    press(&desk, &["ctrl+z"]);
    waits_for(&opened, "Il a dit\u{a0}: «\u{a0}Non\u{202f}!\"");
    // What she took back stays as it is.
    press(&desk, &["space"]);
    waits_for(&opened, "Il a dit\u{a0}: «\u{a0}Non\u{202f}!\" ");
    assert_eq!(complaints(&desk), Vec::<String>::new());
}

#[test]
fn what_is_pasted_is_set_and_one_undo_leaves_it_as_it_came() {
    let (desk, opened) = french_desk();
    let raw = "L'eau monte : \"Non !\"";
    let set = "L’eau monte\u{a0}: «\u{a0}Non\u{202f}!\u{a0}»";
    new_draft(&opened);
    opened.driver.click(parts::EDITOR);
    opened.driver.run(PASTE, json!([parts::EDITOR, raw]));
    waits_for(&opened, set);
    press(&desk, &["ctrl+z"]);
    waits_for(&opened, raw);
    press(&desk, &["ctrl+z"]);
    waits_for(&opened, "");
    assert_eq!(complaints(&desk), Vec::<String>::new());
}

#[test]
fn a_misspelt_word_is_mended_and_another_learnt_by_the_keyboard_alone() {
    let (desk, opened) = french_desk();
    desk.display.set_keyboard(Keyboard::Us);
    new_draft(&opened);
    write(&opened, "Le batteau de zlork");
    opened.driver.wait_for(FOUND);
    press(&desk, &["ctrl+Home", "ctrl+period"]);
    until("what was meant", || {
        (opened.driver.text_of(CHOSEN).trim() == "bateau").then_some(())
    });
    picture(&opened, "words-fr-menu");
    press(&desk, &["Return"]);
    waits_for(&opened, "Le bateau de zlork");
    // The next one is learnt: the last but one choice of its menu.
    press(&desk, &["ctrl+period"]);
    opened.driver.wait_for(CHOSEN);
    press(&desk, &["End", "Up", "Return"]);
    until("nothing to report", || {
        opened.driver.find(FOUND).is_none().then_some(())
    });
    // The keyboard is in the text again.
    press(&desk, &["End", "x"]);
    until("a letter at the caret", || {
        manuscript(&opened).contains('x').then_some(())
    });
    wait_saved(&opened);
    assert_eq!(complaints(&desk), Vec::<String>::new());
}

#[test]
fn a_check_holds_an_article_back_until_it_is_mended_in_french() {
    held_back_and_mended(
        "fr_FR.UTF-8",
        "fr",
        ["31 avril", "Pourquoi il part quand même"],
    );
}

#[test]
fn a_check_holds_an_article_back_until_it_is_mended_in_english() {
    held_back_and_mended(
        "en_GB.UTF-8",
        "en",
        ["31 April", "Why it goes out all the same"],
    );
}

fn held_back_and_mended(language: &'static str, name: &str, [date, reason]: [&str; 2]) {
    let desk = Desk::new(DeskOptions {
        language,
        screen: (1024, 700),
        ..DeskOptions::default()
    });
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "Le pont TK");
    write(&opened, date);
    wait_saved(&opened);
    press(&desk, &["F10"]);
    until("what holds it back", || {
        says(&opened, ".side section", "TK").then_some(())
    });
    picture(&opened, &format!("checks-{name}-1-list"));
    opened.driver.click(parts::PUBLISH);
    opened.driver.wait_for("#checks-reason");
    assert!(says(&opened, parts::DIALOG, reason));
    picture(&opened, &format!("checks-{name}-2-held"));
    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(parts::DIALOG);
    fill(&opened, parts::HEADLINE, "Le pont");
    // The date stays a warning: it is asked about, and goes all the same.
    until("nothing holds it back", || {
        opened
            .driver
            .find(".side h3.required")
            .is_none()
            .then_some(())
    });
    opened.driver.click(parts::PUBLISH);
    opened.driver.wait_for(".dialog.question");
    picture(&opened, &format!("checks-{name}-3-asked"));
    opened.driver.click(".dialog.question .button.primary");
    until("the article is out", || {
        opened.driver.find(&format!("{}.ok", parts::CHIP)).map(drop)
    });
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new());
}
