//! The main job, whole: from a blank page to a published article, its update, a kill in mid-typing, and back.

use std::time::Duration;

use serde_json::json;
use window::{Desk, Key, Opened, parts, soon, until};

use crate::steps::{
    TEXT, complaints, fetch, fill, french_desk, manuscript, new_draft, picture, preview, publish,
    wait_previewed, wait_saved, write,
};

const HEADLINE: &str = "À Vallière, l’œuvre de l’été reste à quai";
const STANDFIRST: &str = "Le bac promis pour juin n’a pas quitté le chantier. Récit d’un retard.";
const BODY: &str = "Le **bac** de Vallière devait relier les deux rives dès le mois de juin.

## Un chantier à l’arrêt

« Nous attendons une pièce », dit le chef du port. Elle vient de [loin](https://exemple.fr/piece).

## En résumé

Le bac viendra, dit-on, avec l’automne.";

#[test]
fn from_a_blank_page_to_a_published_article_and_back_after_a_kill() {
    let (desk, opened) = french_desk();
    new_draft(&opened);
    fill_all_fields(&desk, &opened);
    write(&opened, BODY);
    wait_saved(&opened);
    the_preview_shows_the_anatomy_in_order(&opened);
    picture(&opened, "journey-1-written");

    let address = format!(
        "{}/articles/a-valliere-l-oeuvre-de-l-ete-reste-a-quai",
        desk.site()
    );
    publish(&opened);
    readers_get_what_the_preview_shows(&opened, &address);
    readers_get_the_picture(&desk, &address);
    picture(&opened, "journey-2-published");

    write(&opened, "\n\nMise à jour : la pièce est arrivée.");
    wait_previewed(&opened, "la pièce est arrivée");
    wait_saved(&opened);
    assert!(
        !fetch(&address)
            .expect("the page")
            .contains("la pièce est arrivée"),
        "too early"
    );
    publish(&opened);
    readers_get_what_the_preview_shows(&opened, &address);
    assert!(
        fetch(&address)
            .expect("the page")
            .contains("la pièce est arrivée")
    );
    picture(&opened, "journey-3-updated");

    let acknowledged = kill_in_mid_typing(&desk, opened);
    let opened = desk.open();
    nothing_acknowledged_is_missing(&desk, &opened, &acknowledged);
    picture(&opened, "journey-4-after-the-kill");
    opened.close();
    assert_eq!(
        complaints(&desk),
        Vec::<String>::new(),
        "complaints of the page"
    );
}

fn fill_all_fields(desk: &Desk, opened: &Opened) {
    fill(opened, parts::HEADLINE, HEADLINE);
    fill(opened, parts::STANDFIRST, STANDFIRST);
    opened.driver.press(&[], Key::F8);
    fill(opened, "#field-section", "société");
    for tag in ["Transports", "Vallière"] {
        opened.driver.type_into("#field-tags", tag);
        opened.driver.press(&[], Key::Enter);
    }
    fill(opened, "#field-byline", "Jeanne Ardouin");
    opened.driver.click("#field-language option[value=fr]");
    opened.driver.click("#field-date-kind option[value=chosen]");
    fill(opened, "#field-day", "29/4/2026");
    fill(opened, "#field-hour", "2h49");
    opened
        .driver
        .click("#field-zone option[value='Europe/Paris']");
    lead_picture(desk, opened, "Choisir la photo d’ouverture");
    wait_saved(opened);
    picture(opened, "journey-0-fields");
    opened.driver.press(&[], Key::F7);
    opened.driver.wait_for(parts::PREVIEW);
}

/// A picture from a file, through the system's own dialog (which has this title), with its words.
pub(crate) fn lead_picture(desk: &Desk, opened: &Opened, title: &str) {
    let file = desk.home().join("bac.jpg");
    // Not the sample's own: that one has another's credit there.
    let made = std::process::Command::new("convert")
        .arg(window::root().join("src-tauri/crates/newsroom/samples/picture.jpg"))
        .arg("-flop")
        .arg(&file)
        .status();
    assert!(made.expect("ImageMagick is installed").success());
    opened.driver.click(".choose .button:not(.quiet)");
    desk.display.set_keyboard(window::Keyboard::Us);
    choose_in_dialog(desk, title, file.to_str().expect("a path in UTF-8"));
    fill(opened, "#picture-alt", "Un bac à quai, sous la pluie");
    fill(
        opened,
        "#picture-caption",
        "Le bac, mardi, au port de Vallière.",
    );
    fill(opened, "#picture-credit", "Jeanne Ardouin");
}

/// Types a path into the system's file dialog. A dialog that is still being drawn loses keys: the path is typed again
/// while the dialog stays.
fn choose_in_dialog(desk: &Desk, title: &str, path: &str) {
    let has_keyboard = || desk.display.focused_title() == title;
    until("the file dialog has the keyboard", || {
        has_keyboard().then_some(())
    });
    until("the file is chosen", || {
        desk.display.press(&["ctrl+l", "ctrl+a"]);
        desk.display.type_text(path);
        desk.display.press(&["Return"]);
        soon(|| !has_keyboard()).then_some(())
    });
}

fn the_preview_shows_the_anatomy_in_order(opened: &Opened) {
    wait_previewed(opened, "avec l’automne.");
    let script = "const page = document.querySelector(arguments[0]).contentDocument; return page.body.textContent";
    let shown = opened.driver.run(script, json!([parts::PREVIEW]));
    let shown = shown
        .as_str()
        .expect("text")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let anatomy = [
        "société",
        HEADLINE,
        STANDFIRST,
        "Transports",
        "Jeanne Ardouin",
        "mercredi 29 avril 2026 à 02:49",
        "1 min",
        "Partager",
        "Le bac, mardi, au port de Vallière.",
        "Le bac de Vallière devait relier",
        "Un chantier à l’arrêt",
        "En résumé",
        "avec l’automne.",
    ];
    let mut from = 0;
    for part in anatomy {
        let at = shown[from..].find(part);
        from +=
            at.unwrap_or_else(|| panic!("{part:?} is not in its place in: {shown}")) + part.len();
    }
    let newsletter = opened.driver.run(
        "const page = document.querySelector(arguments[0]).contentDocument;
         const form = page.querySelector('form[action*=newsletter] input[type=email]');
         return !!form && !!(page.getElementById('article').compareDocumentPosition(form) & 4)",
        json!([parts::PREVIEW]),
    );
    assert_eq!(
        newsletter, true,
        "the newsletter's sign-up follows the article"
    );
}

/// Byte for byte, as the browser serialises the one and the site serves the other.
fn readers_get_what_the_preview_shows(opened: &Opened, address: &str) {
    let published = until(&format!("{address} as the preview shows it"), || {
        let shown = preview(opened);
        let page = fetch(address)?;
        let served = page::region_of(&page)?;
        if served != shown {
            let at = served
                .bytes()
                .zip(shown.bytes())
                .take_while(|(one, other)| one == other)
                .count();
            let about = |text: &str| {
                text.chars()
                    .skip(at.saturating_sub(60))
                    .take(140)
                    .collect::<String>()
            };
            eprintln!("served …{}…\nshown …{}…", about(served), about(&shown));
        }
        (served == shown).then(|| served.to_owned())
    });
    assert!(published.len() > 500, "an article: {published}");
}

/// The file itself was sent before the article.
fn readers_get_the_picture(desk: &Desk, address: &str) {
    let page = fetch(address).expect("the page");
    let source = page
        .split("<img src=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a picture");
    assert!(
        source.starts_with("/media/"),
        "{source} is not the site's own"
    );
    let answer = ureq::get(format!("{}{source}", desk.site())).call();
    let mut answer = answer.expect("the site has the picture");
    let bytes = answer.body_mut().read_to_vec().expect("its bytes");
    assert!(bytes.starts_with(b"\xff\xd8"), "a JPEG file");
}

/// Types on while a second pair of hands kills the program. What the status bar last called saved, with the text of
/// that moment, is what must be there afterwards.
fn kill_in_mid_typing(desk: &Desk, opened: Opened) -> String {
    opened.driver.click(parts::EDITOR);
    opened.driver.press(&[Key::Control], Key::End);
    let words = " encore des mots et des mots".repeat(20);
    let mut typing = desk.display.start_typing(&words, Duration::from_millis(25));
    let script = format!("return document.querySelector(arguments[0]) ? {TEXT} : null");
    let begun = "encore des mots et des mots";
    let acknowledged = until("a text in mid-typing that is called saved", || {
        let text = opened.driver.run(&script, json!([parts::SAVED]));
        text.as_str()
            .filter(|text| text.contains(begun))
            .map(str::to_owned)
    });
    opened.kill();
    typing.end();
    acknowledged
}

fn nothing_acknowledged_is_missing(desk: &Desk, opened: &Opened, acknowledged: &str) {
    opened.driver.wait_for(parts::EDITOR);
    let text = until("the draft that was open", || {
        let text = manuscript(opened);
        text.contains("Un chantier à l’arrêt").then_some(text)
    });
    assert!(
        text.starts_with(acknowledged),
        "lost: {acknowledged:?} is not the start of {text:?}"
    );
    // The caret is where it was: what is typed now goes on from there.
    opened.driver.click(parts::STATUS);
    opened.driver.run(
        "document.querySelector(arguments[0]).focus()",
        json!([parts::EDITOR]),
    );
    desk.display.set_keyboard(window::Keyboard::Us);
    desk.display.press(&["X", "Y", "Z"]);
    let text = until("XYZ in the text", || {
        let text = manuscript(opened);
        text.contains("XYZ").then_some(text)
    });
    let behind = text.split("XYZ").nth(1).unwrap_or_default().chars().count();
    assert!(
        behind <= 5,
        "the caret was {behind} characters from where it should be"
    );
    wait_saved(opened);
}
