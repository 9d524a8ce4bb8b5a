//! A photograph's way through the real window: dragged from another program, described, cut, published, and fetched by a
//! reader in three widths, with nothing in it but its pixels; another one comes from the clipboard.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use window::{Desk, DeskOptions, Key, Opened, parts, until};

use crate::steps::{
    complaints, fill, manuscript, new_draft, of_preview, picture, place_of, wait_previewed,
    wait_saved, write,
};

const THUMBNAIL: &str = ".md-thumbnail";
const PICTURE_DESK: &str = ".picture-desk";
const SECRET: &str = "SN-7-48-2";

/// What the window says in one language.
struct Words {
    checked: &'static str,
}

#[test]
fn in_french() {
    let words = Words {
        checked: "aucune donnée cachée",
    };
    from_the_camera_to_the_page(("fr_FR.UTF-8", words), (1440, 900), "light");
}

#[test]
fn in_english_dark_and_narrow() {
    let words = Words {
        checked: "nothing hidden",
    };
    from_the_camera_to_the_page(("en_GB.UTF-8", words), (1024, 700), "dark");
}

fn from_the_camera_to_the_page(
    (language, words): (&'static str, Words),
    screen: (u32, u32),
    scheme: &str,
) {
    let desk = Desk::new(DeskOptions {
        language,
        screen,
        ..DeskOptions::default()
    });
    desk.prefer(scheme);
    let name = |what: &str| format!("pictures-{}-{what}", &language[..2]);
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "Le bac reprend son service");
    write(&opened, "Avant la photo.\n\nEncore avant.");
    wait_saved(&opened);

    let photo = photograph(desk.home(), "quai nord.jpg");
    let (x, y) = place_of(&opened, ".cm-line:last-child", "");
    let address = format!("file://{}", photo.display().to_string().replace(' ', "%20"));
    desk.display.drag(&[&address], (x, y));
    opened.driver.wait_for(THUMBNAIL);
    until("its copies are made", || {
        opened.driver.find(".md-thumbnail.md-ready").map(|_| ())
    });
    picture(&opened, &name("1-dropped"));
    // It stands where it was dropped, and what its file says of itself came with it.
    until("it stands below the text", || {
        let last = "return document.querySelector('.cm-content > .md-figure:last-child, .cm-content > .md-figure ~ .cm-line:last-child') !== null
            && document.querySelector('.cm-line').textContent === 'Avant la photo.'";
        (opened.driver.run(last, json!([])) == true).then_some(())
    });
    wait_previewed(&opened, "Jeanne Roux");

    cut_and_describe(&opened, &name("2-desk"));
    until("the page shows what was cut", || {
        let width =
            "return page?.querySelector('#article-body picture img')?.getAttribute('height') ?? ''";
        (of_preview(&opened, width) == "1152").then_some(())
    });
    picture(&opened, &name("3-cut"));
    wait_saved(&opened);

    crate::steps::publish(&opened);
    read_as_readers(&opened, &desk);
    receipt_says(&opened, words.checked, &name("4-receipt"));

    paste_a_screenshot(&desk, &opened, &name("5-pasted"));
    opened.driver.press(&[], Key::F1);
    opened.close();
    assert_eq!(complaints(&desk), Vec::<String>::new(), "complaints");
}

/// A photograph of six megapixels that says where it was taken, by which camera and by whom.
fn photograph(folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(name);
    let done = Command::new("convert")
        .args([
            "-size",
            "300x200",
            "plasma:fractal",
            "-resize",
            "3000x2000!",
        ])
        .args(["-quality", "88"])
        .arg(&file)
        .status();
    assert!(done.expect("ImageMagick is installed").success());
    let done = Command::new("exiftool")
        .args([
            "-q",
            "-overwrite_original",
            "-GPSLatitude=48.85",
            "-GPSLatitudeRef=N",
        ])
        .args(["-GPSLongitude=2.35", "-GPSLongitudeRef=E"])
        .args([&format!("-SerialNumber={SECRET}"), "-By-line=Jeanne Roux"])
        .args(["-Caption-Abstract=Le quai nord, lundi."])
        .arg(&file)
        .status();
    assert!(done.expect("exiftool is installed").success());
    file
}

/// Opens the picture from its line, describes it and cuts it to 16:9.
fn cut_and_describe(opened: &Opened, shot: &str) {
    opened.driver.click(THUMBNAIL);
    opened.driver.wait_for(PICTURE_DESK);
    fill(opened, "#desk-alt", "Un quai vide sous la brume");
    opened
        .driver
        .click("label:has(input[name=framing-shape][value='16:9'])");
    opened
        .driver
        .wait_for("input[name=framing-shape][value='16:9']:checked");
    picture(opened, shot);
    opened.driver.click(".picture-desk .button.primary");
    opened.driver.wait_gone(PICTURE_DESK);
    until("the cut stands in the text", || {
        let address = opened.driver.run(
            "return document.querySelector('.md-figure-alt')?.textContent ?? ''",
            json!([]),
        );
        (address == "Un quai vide sous la brume").then_some(())
    });
}

/// What a reader's browser would load, in three widths: whole, right, and with nothing else in it.
fn read_as_readers(opened: &Opened, desk: &Desk) {
    let widths = [480, 1024, 2048];
    let script = "return page.querySelector('#article-body source').getAttribute('srcset')";
    let set = of_preview(opened, script);
    for width in widths {
        let wanted = format!(" {width}w");
        let found = set.split(", ").find(|one| one.ends_with(&wanted));
        let path = found
            .and_then(|one| one.split(' ').next())
            .expect("that width");
        let bytes = ureq::get(format!("{}{path}", desk.site()))
            .call()
            .expect("it is served");
        let bytes = bytes.into_body().read_to_vec().expect("whole");
        let hidden = bytes
            .windows(SECRET.len())
            .any(|part| part == SECRET.as_bytes());
        assert!(!hidden, "the camera's number is in {path}");
        assert_eq!(&bytes[8..12], b"WEBP", "{path}");
        assert_eq!(media::remains(&bytes), Default::default(), "{path}");
        let seen = media::seen(&bytes).expect("a picture");
        assert_eq!((seen.width, seen.height), (width, width * 9 / 16), "{path}");
    }
}

/// The receipt says that the pictures were looked at.
fn receipt_says(opened: &Opened, words: &str, shot: &str) {
    opened.driver.press(&[], Key::F8);
    let shown = "document.querySelector('.proof button').scrollIntoView({ block: 'center' })";
    opened.driver.wait_for(".proof button");
    opened.driver.run(shown, json!([]));
    opened.driver.click(".proof button");
    opened.driver.wait_for(parts::DIALOG);
    until("what became of the pictures", || {
        opened
            .driver
            .text_of(parts::DIALOG)
            .contains(words)
            .then_some(())
    });
    picture(opened, shot);
    opened.driver.press(&[], Key::Escape);
    opened.driver.wait_gone(parts::DIALOG);
}

/// A picture that a program for screenshots has copied is pasted with the keyboard.
fn paste_a_screenshot(desk: &Desk, opened: &Opened, shot: &str) {
    let file = desk.home().join("screen.png");
    let done = Command::new("convert")
        .args(["-size", "1200x800", "gradient:navy-white"])
        .arg(&file)
        .status();
    assert!(done.expect("ImageMagick is installed").success());
    desk.display.copy_picture("image/png", &file);
    opened.driver.click(parts::EDITOR);
    opened.driver.press(&[Key::Control], Key::End);
    desk.display.press(&["ctrl+v"]);
    until("two pictures", || {
        let count = "return document.querySelectorAll('.md-thumbnail').length";
        (opened.driver.run(count, json!([])) == 2).then_some(())
    });
    picture(opened, shot);
    desk.display.press(&["ctrl+z"]);
    until("the paste is undone in one step", || {
        let count = "return document.querySelectorAll('.md-thumbnail').length";
        (opened.driver.run(count, json!([])) == 1).then_some(())
    });
    assert!(manuscript(opened).contains("Avant la photo."));
}
