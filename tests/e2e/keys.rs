//! Real keys, below the toolkit: dead keys and Compose, and undo for each draft by itself.

use serde_json::json;
use window::{Desk, Key, Keyboard, Opened, parts, until};

use crate::steps::{
    fill, french_desk, manuscript, new_draft, of_preview, open_row, picture, place_of,
    wait_previewed, wait_saved, write,
};

/// Key numbers of the evdev keyboard.
const BRACKET_LEFT: u8 = 34;
const APOSTROPHE: u8 = 48;
const LETTER_E: u8 = 26;
const DIGIT_2: u8 = 11;

#[test]
fn dead_keys_and_compose_write_accents() {
    let (desk, opened) = french_desk();
    new_draft(&opened);
    write(&opened, "> ");
    // On a French keyboard ^ is dead, and é has its own key.
    desk.display.set_keyboard(Keyboard::French);
    desk.display.press_codes(&[BRACKET_LEFT, LETTER_E, DIGIT_2]);
    desk.display
        .press(&["Multi_key", "less", "less", "Multi_key", "o", "e"]);
    // A key that is still on its way is read by the keyboard that is there when it comes.
    until("what the French keyboard wrote", || {
        manuscript(&opened).ends_with('œ').then_some(())
    });
    // On the US international one ' is.
    desk.display.set_keyboard(Keyboard::UsInternational);
    desk.display.press_codes(&[APOSTROPHE, LETTER_E]);
    // The house puts its space behind the guillemet.
    let wanted = "> êé«\u{a0}œé";
    until("accents in the manuscript", || {
        (manuscript(&opened) == wanted).then_some(())
    });
    wait_saved(&opened);
    // In the plain fields too.
    opened.driver.click(parts::HEADLINE);
    desk.display.set_keyboard(Keyboard::French);
    desk.display.press_codes(&[BRACKET_LEFT, LETTER_E]);
    desk.display.press(&["Multi_key", "less", "less"]);
    let headline = || opened.driver.value_of(parts::HEADLINE);
    until("accents in the headline", || {
        (headline() == "ê«").then_some(())
    });
    picture(&opened, "keys-accents");
}

#[test]
fn undo_survives_a_switch_between_drafts() {
    let (_desk, opened) = french_desk();
    for (headline, text) in [("Premier", "un "), ("Second", "deux ")] {
        new_draft(&opened);
        fill(&opened, parts::HEADLINE, headline);
        write(&opened, text);
        wait_saved(&opened);
    }
    open_row(&opened, "Premier");
    until("the first draft", || {
        manuscript(&opened).starts_with("un").then_some(())
    });
    write(&opened, "de plus");
    open_row(&opened, "Second");
    until("the second draft", || {
        manuscript(&opened).starts_with("deux").then_some(())
    });
    open_row(&opened, "Premier");
    until("the first draft again", || {
        (manuscript(&opened) == "un de plus").then_some(())
    });
    opened.driver.click(parts::EDITOR);
    // Takes back what was typed before the switch, and only that draft's.
    until("everything taken back", || {
        opened.driver.press_letter(&[Key::Control], 'z');
        manuscript(&opened).is_empty().then_some(())
    });
    opened.driver.press_letter(&[Key::Control, Key::Shift], 'z');
    until("something brought back", || {
        manuscript(&opened).starts_with("un").then_some(())
    });
    open_row(&opened, "Second");
    until("the second is as it was", || {
        (manuscript(&opened) == "deux ").then_some(())
    });
}

#[test]
fn undo_works_in_every_plain_field() {
    let (desk, opened) = french_desk();
    desk.display.set_keyboard(Keyboard::Us);
    new_draft(&opened);
    write(&opened, "le corps");
    for field in [parts::HEADLINE, parts::STANDFIRST] {
        opened.driver.click(field);
        undo_and_redo(&desk, &opened, field, "quai");
    }
    // The draft follows its field, and the text beside it stays.
    wait_previewed(&opened, "quai");
    opened.driver.click(parts::HEADLINE);
    desk.display.press(&["ctrl+z"]);
    wait_saved(&opened);
    until("the page without the headline", || {
        let headline = "return page?.querySelector('h1')?.textContent ?? ''";
        (!of_preview(&opened, headline).contains("quai")).then_some(())
    });
    assert_eq!(manuscript(&opened), "le corps");
    desk.display.press(&["F8"]);
    opened.driver.wait_for("#field-section");
    opened.driver.click("#field-section");
    undo_and_redo(&desk, &opened, "#field-section", "port");
    desk.display.press(&["ctrl+k"]);
    let palette = "[role='dialog'] input[role='combobox']";
    opened.driver.wait_for(palette);
    undo_and_redo(&desk, &opened, palette, "grue");
}

/// Types into the field that has the keyboard, takes it back and brings it back by both keys.
fn undo_and_redo(desk: &Desk, opened: &Opened, field: &str, text: &str) {
    let reads = |wanted: &str| {
        until(&format!("{wanted:?} in {field}"), || {
            (opened.driver.value_of(field) == wanted).then_some(())
        });
    };
    desk.display.type_text(text);
    reads(text);
    desk.display.press(&["ctrl+z"]);
    reads("");
    desk.display.press(&["ctrl+shift+z"]);
    reads(text);
    desk.display.press(&["ctrl+z"]);
    reads("");
    desk.display.press(&["ctrl+y"]);
    reads(text);
}

#[test]
fn a_draft_opened_by_two_clicks_has_no_caret_of_the_one_before() {
    let (desk, opened) = french_desk();
    desk.display.set_keyboard(Keyboard::Us);
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "Court");
    write(&opened, "fin");
    wait_saved(&opened);
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "Long");
    write(&opened, &"ligne\n".repeat(120));
    wait_saved(&opened);
    let (x, y) = place_of(&opened, parts::LIBRARY_ROW, "Court");
    for _ in 0..2 {
        desk.display.click(x, y);
    }
    until("the short draft", || {
        (manuscript(&opened) == "fin").then_some(())
    });
    let caret = "const at = document.getSelection()?.anchorNode;
        return !!at && document.querySelector('.cm-content').contains(at)";
    until("no caret in the text", || {
        (opened.driver.run(caret, json!([])) == false).then_some(())
    });
    desk.display.type_text("x");
    write(&opened, "al");
    until("what was typed in the text, and nothing else", || {
        (manuscript(&opened) == "final").then_some(())
    });
}
