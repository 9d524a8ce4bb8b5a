//! The library in the real window: found by any word, binned, brought back, deleted for good only when asked.

use serde_json::json;
use window::{Key, Opened, parts, until};

use crate::steps::{fill, french_desk, new_draft, open_row, picture, rows, wait_saved, write};

#[test]
fn a_draft_is_found_binned_restored_and_deleted() {
    let (_desk, opened) = french_desk();
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "Les écluses de Brévannes");
    write(&opened, "Une péniche attend devant la porte amont.");
    wait_saved(&opened);

    // Accents are ignored, prefixes are enough, the match is shown.
    search(&opened, "penich");
    until("one match", || {
        (rows(&opened) == ["Les écluses de Brévannes"]).then_some(())
    });
    assert_eq!(opened.driver.text_of(".row mark"), "péniche");
    picture(&opened, "library-search");
    opened.driver.press(&[], Key::Escape);

    open_row(&opened, "Les écluses");
    choose(&opened, 3);
    until("gone from the list", || {
        (!rows(&opened).iter().any(|row| row.contains("écluses"))).then_some(())
    });
    show_bin(&opened);
    until("in the bin", || {
        (rows(&opened) == ["Les écluses de Brévannes"]).then_some(())
    });
    picture(&opened, "library-bin");
    choose_of_first(&opened, 0);
    until("out of the bin", || rows(&opened).is_empty().then_some(()));

    show_bin(&opened);
    open_row(&opened, "Les écluses");
    choose(&opened, 3);
    show_bin(&opened);
    until("in the bin again", || {
        (rows(&opened).len() == 1).then_some(())
    });
    choose_of_first(&opened, 1);
    opened.driver.wait_for(parts::DIALOG);
    picture(&opened, "library-delete-asks");
    opened.driver.click(parts::YES);
    until("gone for good", || rows(&opened).is_empty().then_some(()));
}

fn search(opened: &Opened, words: &str) {
    opened.driver.press_letter(&[Key::Control, Key::Shift], 'f');
    opened
        .driver
        .type_into(".library input[type=search]", words);
}

/// The bin's button is the last of its line.
fn show_bin(opened: &Opened) {
    opened.driver.click(".library .line > button:last-child");
}

/// Chooses from the menu of the open draft.
fn choose(opened: &Opened, item: usize) {
    menu(opened, parts::ROW_MENU, item);
}

fn choose_of_first(opened: &Opened, item: usize) {
    menu(opened, ".row .more", item);
}

fn menu(opened: &Opened, button: &str, item: usize) {
    opened.driver.wait_for(button);
    opened.driver.run(
        "document.querySelector(arguments[0]).click()",
        json!([button]),
    );
    opened.driver.wait_for(parts::MENU_ITEM);
    let script = "document.querySelectorAll(arguments[0])[arguments[1]].click()";
    opened.driver.run(script, json!([parts::MENU_ITEM, item]));
    opened.driver.wait_gone(parts::MENU_ITEM);
}
