//! The program dies without a word: the next window is the one that she left.

use rusqlite::Connection;
use serde_json::{Value, json};
use store::{ListQuery, Place, Store};
use window::{Desk, DeskOptions, Opened, parts, until};

use crate::steps::{fill, french_desk, manuscript, new_draft, picture, wait_saved, write};

/// What a notice offers.
const NOTICE_ACTION: &str = ".notice .actions .button";
/// Brings the version that is looked at back.
const RESTORE: &str = "section.history button.restore";

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

#[test]
fn a_text_that_reads_in_two_ways_is_compared_and_she_chooses() {
    for (language, compare) in [("fr_FR.UTF-8", "Comparer"), ("en_GB.UTF-8", "Compare")] {
        let desk = Desk::new(DeskOptions {
            language,
            ..DeskOptions::default()
        });
        let opened = desk.open();
        opened.driver.wait_for(parts::LIBRARY_ROW);
        new_draft(&opened);
        fill(&opened, parts::HEADLINE, "Le bac de Vallière");
        write(&opened, "Le bac ouvre en mai.");
        wait_saved(&opened);
        opened.close();
        spoil(&desk, "Le bac ouvre en juin.", "Le bac ouvre en juillet.");
        let opened = desk.open();
        opened.driver.wait_for(parts::EDITOR);
        opened.driver.wait_for(NOTICE_ACTION);
        assert_eq!(manuscript(&opened), "Le bac ouvre en juin.");
        assert_eq!(opened.driver.text_of(NOTICE_ACTION), compare);
        picture(&opened, &format!("two-readings-{}-1", &language[..2]));
        opened.driver.click(NOTICE_ACTION);
        opened.driver.wait_for(RESTORE);
        let drawn = "return document.querySelector('section.history iframe')?.contentDocument
            ?.querySelector('del')?.textContent ?? ''";
        until("what differs is marked on the page", || {
            (opened.driver.run(drawn, json!([])) == "juillet").then_some(())
        });
        picture(&opened, &format!("two-readings-{}-2", &language[..2]));
        opened.driver.click(RESTORE);
        until("the other reading is the text", || {
            (manuscript(&opened) == "Le bac ouvre en juillet.").then_some(())
        });
        wait_saved(&opened);
        opened.close();
    }
}

/// Has the newest draft's text say one thing as it was last folded and another as it was before, and neither what was
/// written down of it: what a failing disk may do.
fn spoil(desk: &Desk, last: &str, earlier: &str) {
    let library = Connection::open(desk.library().join("library.db")).expect("the library");
    let spoilt = library.execute_batch(&format!(
        "CREATE TEMP TABLE hit AS SELECT number, edits FROM drafts ORDER BY number DESC LIMIT 1;
         DELETE FROM journal WHERE draft = (SELECT number FROM hit);
         UPDATE texts SET text = '{last}', sequence = (SELECT edits FROM hit), fingerprint = 1
          WHERE draft = (SELECT number FROM hit);
         INSERT OR REPLACE INTO earlier_texts (draft, sequence, text, fingerprint)
         SELECT number, edits, '{earlier}', 2 FROM hit;"
    ));
    spoilt.expect("the library can be spoilt");
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
