//! The history in the real window: a version kept by name, what changed since on the page and in the Markdown, a
//! passage taken over, the version restored, and that undone twice.

use serde_json::json;
use window::{Desk, DeskOptions, Key, Opened, parts, until};

use crate::steps::{
    complaints, fill, french_desk, manuscript, new_draft, picture, wait_previewed, wait_saved,
    write,
};

const VIEW: &str = "section.history";
const ROWS: &str = ".revision .pick";
const FRAME: &str = "section.history iframe";
const HEADLINE: &str = "Le bac de Vallière";
const FIRST: &str = "Le bac devait relier les deux rives dès le mois de juin.

## Un chantier à l’arrêt

Nous attendons une pièce, dit le chef du port.

Les riverains comptent les jours.

## En résumé

Le bac viendra avec l’automne.";
const SECOND: &str = "Le bac devait relier les deux rives dès le mois de juillet.

## Un chantier à l’arrêt

Les riverains comptent les jours.

La préfecture ne dit rien.

## En résumé

Le bac viendra avec l’automne.";

#[test]
fn a_version_is_kept_compared_restored_and_the_restore_undone() {
    let (desk, opened) = french_desk();
    two_versions(&opened);

    open_history(&opened);
    opened.driver.wait_for(ROWS);
    the_page_shows_what_changed(&opened);
    picture(&opened, "history-1-page");

    opened.driver.click("input[value=markdown]");
    opened.driver.wait_for(".part.removed del");
    picture(&opened, "history-2-markdown");
    takes_a_passage(&opened);

    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(VIEW);
    let before = manuscript(&opened);
    assert!(before.contains("Nous attendons une pièce"), "{before}");

    restore(&opened);
    picture(&opened, "history-3-restored");
    opened.driver.press_letter(&[Key::Control], 'z');
    until("undo takes the restore back", || {
        (manuscript(&opened) == before && headline(&opened) == "Le bac, encore").then_some(())
    });
    wait_saved(&opened);

    opened.driver.press_letter(&[Key::Control, Key::Shift], 'z');
    until("redo", || (manuscript(&opened) == FIRST).then_some(()));
    opened.driver.click(".notice:last-child .actions .button");
    until("the notice takes it back, too", || {
        (manuscript(&opened) == before && headline(&opened) == "Le bac, encore").then_some(())
    });
    wait_saved(&opened);
    picture(&opened, "history-4-undone");
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new(), "complaints");
}

#[test]
fn escape_leaves_the_manuscript_as_it_was() {
    let (_desk, opened) = french_desk();
    new_draft(&opened);
    let paragraphs: Vec<String> = (0..60).map(|nth| format!("Paragraphe {nth}.")).collect();
    write(&opened, &paragraphs.join("\n\n"));
    wait_saved(&opened);
    let place = "const scroller = document.querySelector('.cm-scroller');
        return [scroller.scrollTop, document.activeElement.className.includes('cm-content')]";
    let before = opened.driver.run(place, json!([]));
    open_history(&opened);
    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(VIEW);
    assert_eq!(opened.driver.run(place, json!([])), before);
    opened.driver.type_text("!");
    until("the caret is where it was", || {
        manuscript(&opened)
            .ends_with("Paragraphe 59.!")
            .then_some(())
    });
    opened.close();
}

#[test]
fn it_can_be_read_small_and_in_the_dark() {
    for (language, screen, scheme, name) in [
        ("en_GB.UTF-8", (1024, 700), "dark", "history-en-dark-narrow"),
        ("fr_FR.UTF-8", (720, 480), "light", "history-fr-light-small"),
    ] {
        let desk = Desk::new(DeskOptions {
            language,
            screen,
            ..DeskOptions::default()
        });
        desk.prefer(scheme);
        let opened = desk.open();
        opened.driver.wait_for(parts::HEADLINE);
        two_versions(&opened);
        open_history(&opened);
        opened.driver.wait_for(FRAME);
        picture(&opened, &format!("{name}-page"));
        opened.driver.click("input[value=markdown]");
        opened.driver.wait_for(".part.removed del");
        picture(&opened, &format!("{name}-markdown"));
        let script = "return document.documentElement.scrollWidth - innerWidth";
        assert_eq!(opened.driver.run(script, json!([])), 0, "scrolls sideways");
        opened.close();
    }
}

/// A draft that was kept under a name, then changed.
fn two_versions(opened: &Opened) {
    new_draft(opened);
    fill(opened, parts::HEADLINE, HEADLINE);
    write(opened, FIRST);
    wait_saved(opened);
    keep(opened, "envoyé à l’avocate");
    fill(opened, parts::HEADLINE, "Le bac, encore");
    opened.driver.click(parts::EDITOR);
    opened.driver.press_letter(&[Key::Control], 'a');
    opened.driver.type_text(SECOND);
    wait_saved(opened);
}

fn keep(opened: &Opened, name: &str) {
    opened.driver.press_letter(&[Key::Control, Key::Shift], 'h');
    opened.driver.wait_for(".keep .button");
    opened.driver.click(".keep .button");
    opened.driver.type_into(".keep input", name);
    opened.driver.press(&[], Key::Enter);
    opened.driver.wait_for(".revision .what.name");
    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(VIEW);
}

fn open_history(opened: &Opened) {
    opened.driver.press_letter(&[Key::Control, Key::Shift], 'h');
    opened.driver.wait_for(".history .pick");
}

fn the_page_shows_what_changed(opened: &Opened) {
    let marks = "const page = document.querySelector(arguments[0])?.contentDocument;
        const said = (tag) => [...page.querySelectorAll(tag)].map((one) => one.textContent).join('|');
        return page?.querySelector('.diff-current') ? said('#article-body .diff-removed') + ' ' + said('#article-body .diff-added') : ''";
    until("marked words on the page", || {
        let said = opened.driver.run(marks, json!([FRAME]));
        let said = said.as_str().unwrap_or_default();
        let all = [
            "juin",
            "Nous attendons une pièce",
            "juillet",
            "La préfecture",
        ];
        all.iter().all(|word| said.contains(word)).then_some(())
    });
    let fields = "return document.querySelector('.compared dl')?.textContent ?? ''";
    let fields = opened.driver.run(fields, json!([]));
    let fields = fields.as_str().unwrap_or_default();
    assert!(
        fields.contains(HEADLINE) && fields.contains("Le bac, encore"),
        "{fields}"
    );
    // No listener of ours and no script: what the frame holds is the core's document.
    let sandbox = "return document.querySelector(arguments[0]).getAttribute('sandbox')";
    assert_eq!(
        opened.driver.run(sandbox, json!([FRAME])),
        "allow-same-origin"
    );
}

/// The paragraph that went goes into the present text, by one click.
fn takes_a_passage(opened: &Opened) {
    opened.driver.click(".part.removed .hands .button");
    until("the passage is no difference any more", || {
        opened
            .driver
            .find(".part.removed .hands .button")
            .is_none()
            .then_some(())
    });
}

fn restore(opened: &Opened) {
    open_history(opened);
    until("the named version is chosen", || {
        opened
            .driver
            .find(".revision.chosen .what.name")
            .or_else(|| {
                opened.driver.press(&[], Key::Down);
                None
            })
            .map(|_| ())
    });
    opened.driver.wait_for(".restore:not(:disabled)");
    opened.driver.click(".restore");
    opened.driver.wait_gone(VIEW);
    until("the first version is back", || {
        (manuscript(opened) == FIRST && headline(opened) == HEADLINE).then_some(())
    });
    wait_previewed(opened, "mois de juin");
    wait_saved(opened);
}

fn headline(opened: &Opened) -> String {
    opened.driver.value_of(parts::HEADLINE)
}
