//! An embargo in the real window: set, seen before anything is pressed, refused with words, let go for a reason that the
//! receipt shows.

use window::{Desk, DeskOptions, Key, parts, until};

use crate::steps::{complaints, fill, new_draft, picture, says, wait_saved, write};

const REASON: &str = "#embargo-reason";
const GO: &str = ".dialog .button.danger";

#[test]
fn it_refuses_with_words_and_goes_for_a_reason_in_french() {
    refused_and_let_go("fr_FR.UTF-8", "fr", ["Sous embargo", "Malgré l’embargo"]);
}

#[test]
fn it_refuses_with_words_and_goes_for_a_reason_in_english() {
    refused_and_let_go(
        "en_GB.UTF-8",
        "en",
        ["Under embargo", "Despite the embargo"],
    );
}

fn refused_and_let_go(language: &'static str, name: &str, [held, despite]: [&str; 2]) {
    let desk = Desk::new(DeskOptions {
        language,
        screen: (1024, 700),
        ..DeskOptions::default()
    });
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    let name = |what: &str| format!("embargo-{name}-{what}");
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "Le rapport sur le bac");
    write(&opened, "Le rapport sera rendu public ce soir.");
    opened.driver.press(&[], Key::F8);
    opened.driver.click("#field-embargo");
    opened.driver.wait_for("#embargo-day");
    wait_saved(&opened);
    until("the header says so", || {
        says(&opened, parts::CHIP, held).then_some(())
    });
    until("the list does", || {
        says(&opened, ".row.current", "Embargo").then_some(())
    });
    assert!(says(&opened, parts::PUBLISH, held));
    picture(&opened, &name("1-set"));

    opened.driver.click(parts::PUBLISH);
    opened.driver.wait_for(REASON);
    assert!(says(&opened, parts::DIALOG, held));
    picture(&opened, &name("2-refused"));
    opened.driver.click(GO);
    opened.driver.wait_for(".dialog .wrong");
    picture(&opened, &name("3-no-reason"));
    opened.driver.click(REASON);
    opened.driver.type_text("levé par le ministère");
    opened.driver.click(GO);
    opened.driver.wait_gone(REASON);
    opened.driver.wait_for(".proof .button");
    opened.driver.click(".proof .button");
    opened.driver.wait_for(parts::DIALOG);
    assert!(says(&opened, parts::DIALOG, despite));
    assert!(says(&opened, parts::DIALOG, "levé par le ministère"));
    picture(&opened, &name("4-receipt"));
    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(parts::DIALOG);
    assert!(says(&opened, ".inspector q", "levé par le ministère"));
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new(), "complaints");
}
