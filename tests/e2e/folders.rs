//! Another program writes into a work folder while the window has the draft open: merged, or asked.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::json;
use window::{Desk, Key, Opened, parts, until};

use crate::steps::{
    complaints, fill, french_desk, manuscript, new_draft, picture, wait_previewed, wait_saved,
    write,
};

/// The bar that says that something is asked, and its button.
const ASKED: &str = ".bar .button";
/// What a notice offers.
const NOTICE_ACTION: &str = ".notice .actions .button";
/// The sides of a question.
const THEIRS: &str = ".side.theirs";

#[test]
fn what_another_program_writes_is_merged_into_the_open_draft() {
    let (desk, opened) = french_desk();
    let file = written(
        &desk,
        &opened,
        "Le bac attend. Rien ne bouge ici. La rive est vide.",
    );
    change(&file, "La rive est vide.", "La rive est pleine de monde.");
    until("the words of the other program in the manuscript", || {
        manuscript(&opened).contains("pleine").then_some(())
    });
    wait_previewed(&opened, "pleine de monde");
    // The caret is where she left it: before the file's words, after hers.
    write(&opened, " Et après ?");
    // The house's space before the sign comes with the answer to the key.
    let both = "Le bac attend. Rien ne bouge ici. La rive est pleine de monde. Et après\u{202f}?";
    until("her words behind the file's", || {
        (manuscript(&opened) == both).then_some(())
    });
    wait_saved(&opened);
    picture(&opened, "folder-1-merged");
    until("her words in the file", || {
        fs::read_to_string(&file)
            .ok()?
            .ends_with(both)
            .then_some(())
    });
    // What came can be taken back like a change of hers: last came her own words.
    undo_until(&opened, "La rive est vide.");
    picture(&opened, "folder-2-undone");
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new());
}

#[test]
fn the_same_words_changed_by_both_are_asked_and_settled() {
    let (desk, opened) = french_desk();
    let file = written(&desk, &opened, "Trois péniches attendent.");
    opened.driver.click(parts::EDITOR);
    opened.driver.press_letter(&[Key::Control], 'a');
    opened.driver.type_text("Cinq péniches attendent.");
    change(&file, "Trois", "Quatre");
    opened.driver.wait_for(ASKED);
    assert_eq!(manuscript(&opened), "Cinq péniches attendent.");
    picture(&opened, "folder-3-asked");
    opened.driver.click(ASKED);
    opened.driver.wait_for(THEIRS);
    assert_eq!(opened.driver.text_of(".side.mine mark"), "Cinq");
    assert_eq!(opened.driver.text_of(".side.theirs mark"), "Quatre");
    opened.driver.click(THEIRS);
    picture(&opened, "folder-4-both-sides");
    opened.driver.click(parts::YES);
    opened.driver.wait_gone(ASKED);
    until("the file's words in the manuscript", || {
        (manuscript(&opened) == "Quatre péniches attendent.").then_some(())
    });
    wait_previewed(&opened, "Quatre péniches");
    show_settings(&opened);
    picture(&opened, "folder-5-settings");
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new());
}

#[test]
fn a_file_that_is_taken_away_bins_the_open_article_and_says_so() {
    let (desk, opened) = french_desk();
    let file = written(&desk, &opened, "Trois péniches attendent.");
    fs::remove_file(&file).expect("another program deletes");
    opened.driver.wait_for(NOTICE_ACTION);
    let said = opened.driver.text_of(".notice .title");
    assert!(
        said.contains("le-bac-de-valliere.md") && said.contains("corbeille"),
        "{said}"
    );
    picture(&opened, "folder-6-taken-away");
    opened.driver.click(NOTICE_ACTION);
    until("the file is written anew", || {
        fs::read_to_string(&file)
            .ok()?
            .contains("Trois péniches")
            .then_some(())
    });
    until("the notice goes", || {
        opened.driver.find(".notice .title").is_none().then_some(())
    });
    picture(&opened, "folder-7-out-of-the-bin");
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new());
}

/// A draft of this text, and the file that it is in a new work folder.
fn written(desk: &Desk, opened: &Opened, text: &str) -> PathBuf {
    new_draft(opened);
    fill(opened, parts::HEADLINE, "Le bac de Vallière");
    write(opened, text);
    wait_saved(opened);
    let folder = desk.home().join("travail");
    fs::create_dir(&folder).expect("a folder");
    add_folder(opened, &folder);
    let file = folder.join("le-bac-de-valliere.md");
    until("the draft's file", || {
        fs::read_to_string(&file).ok()?.contains(text).then_some(())
    });
    file
}

/// The system's own dialog can't be driven: the window is asked for what the dialog would have chosen.
fn add_folder(opened: &Opened, folder: &Path) {
    let script = "const done = arguments[arguments.length - 1];
        window.__TAURI_INTERNALS__.invoke('add_folder', { request: arguments[0] })
            .then(() => done(''), (failure) => done(JSON.stringify(failure)))";
    let request = json!({ "path": folder.display().to_string(), "mirrored": { "mirrors": "all" } });
    let failure = opened.driver.run_async(script, json!([request]));
    assert_eq!(failure, "", "the folder is refused");
}

/// As an editor does that writes beside and renames.
fn change(file: &Path, from: &str, to: &str) {
    let replace = || -> io::Result<()> {
        let text = fs::read_to_string(file)?;
        assert!(text.contains(from), "{from:?} in {text:?}");
        let beside = file.with_extension("tmp");
        fs::write(&beside, text.replace(from, to))?;
        fs::rename(beside, file)
    };
    replace().expect("another program writes");
}

fn undo_until(opened: &Opened, words: &str) {
    opened.driver.click(parts::EDITOR);
    until("undone", || {
        opened.driver.press_letter(&[Key::Control], 'z');
        manuscript(opened).contains(words).then_some(())
    });
}

fn show_settings(opened: &Opened) {
    opened.driver.press_letter(&[Key::Control], ',');
    opened.driver.wait_for(".dialog.settings");
    let script =
        "document.querySelector('.dialog.settings .state')?.scrollIntoView({ block: 'center' })";
    opened.driver.run(script, json!([]));
}
