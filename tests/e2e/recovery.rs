//! The program dies without a word: the next window is the one that she left.

use serde_json::{Value, json};
use store::{ListQuery, Place, Store};
use window::{Desk, Opened, parts, until};

use crate::steps::{fill, french_desk, new_draft, picture, wait_saved, write};

#[test]
fn the_window_comes_back_as_it_was() {
    let (desk, opened) = french_desk();
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "La nuit du dépouillement");
    let paragraphs: Vec<String> = (0..80).map(|nth| format!("Paragraphe {nth}.")).collect();
    write(&opened, &paragraphs.join("\n\n"));
    wait_saved(&opened);
    // A field that she has not left.
    fill(&opened, parts::STANDFIRST, "Un chapeau, à peine tapé");
    // She reads what she wrote before, further down; the caret stays at the text's end.
    opened.driver.run(
        "document.querySelector('.cm-scroller').scrollTop = 1000",
        json!([]),
    );
    let kept = until("the library knows where she is", || {
        place(&desk).filter(|place| (100..1_000).contains(&place.scroll))
    });
    wait_saved(&opened);
    let before = seen(&opened);
    picture(&opened, "recovery-1-before");
    opened.kill();
    let opened = desk.open();
    opened.driver.wait_for(parts::EDITOR);
    until("the draft, its fields, and the lines in view", || {
        (seen(&opened) == before).then_some(())
    });
    picture(&opened, "recovery-2-after");
    assert_eq!(place(&desk).map(|place| place.caret), Some(kept.caret));
    opened.close();
}

/// Where the library says that she is in the draft that changed last.
fn place(desk: &Desk) -> Option<Place> {
    let library = Store::open_to_read(&desk.library().join("library.db")).ok()?;
    let rows = library.list(&ListQuery::all(0, 1)).ok()?.rows;
    Some(library.draft(rows.first()?.id).ok()??.place)
}

/// What stands in the fields, and the first line in view.
fn seen(opened: &Opened) -> Value {
    let script = "const top = document.querySelector('.cm-scroller').getBoundingClientRect().top;
        const lines = [...document.querySelectorAll('.cm-line')];
        const first = lines.find((line) => line.getBoundingClientRect().bottom > top + 4);
        const fields = [...document.querySelectorAll('.field textarea')].map((field) => field.value);
        return [...fields, first?.textContent]";
    opened.driver.run(script, json!([]))
}
