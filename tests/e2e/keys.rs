//! Real keys, below the toolkit: dead keys and Compose, and undo for each draft by itself.

use window::{Key, Keyboard, parts, until};

use crate::steps::{
    fill, french_desk, manuscript, new_draft, open_row, picture, wait_saved, write,
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
    // On the US international one ' is.
    desk.display.set_keyboard(Keyboard::UsInternational);
    desk.display.press_codes(&[APOSTROPHE, LETTER_E]);
    let wanted = "> êé«œé";
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
