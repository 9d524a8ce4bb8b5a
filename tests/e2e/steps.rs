//! What a journalist does with her hands, in the words of the screen; asserts nothing by itself.

use serde_json::json;
use window::{Desk, Key, Opened, parts, until};

/// The editor's text, as a script's expression; the placeholder of an empty one is no text.
pub(crate) const TEXT: &str = "[...document.querySelectorAll('.cm-line')]
    .map((line) => line.querySelector('.cm-placeholder') ? '' : line.textContent).join('\\n')";

/// A new draft, empty, on the desk.
pub(crate) fn new_draft(opened: &Opened) {
    opened.driver.press_letter(&[Key::Control], 'n');
    until("an empty draft", || {
        let empty = opened.driver.find(parts::HEADLINE).is_some()
            && opened.driver.value_of(parts::HEADLINE).is_empty()
            && manuscript(opened).is_empty();
        empty.then_some(())
    });
}

/// Replaces what stands in a field by typing.
pub(crate) fn fill(opened: &Opened, field: &str, text: &str) {
    opened.driver.click(field);
    opened.driver.press_letter(&[Key::Control], 'a');
    opened.driver.type_text(text);
}

/// Types the body, key by key, with the caret at the text's end.
pub(crate) fn write(opened: &Opened, text: &str) {
    opened.driver.click(parts::EDITOR);
    opened.driver.press(&[Key::Control], Key::End);
    opened.driver.type_text(text);
}

/// The manuscript's text as the editor holds it; short texts only, long ones are not drawn whole.
pub(crate) fn manuscript(opened: &Opened) -> String {
    opened
        .driver
        .run(&format!("return {TEXT}"), json!([]))
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Waits until the status bar says that everything typed is in the journal.
pub(crate) fn wait_saved(opened: &Opened) {
    opened.driver.wait_for(parts::SAVED);
}

/// The article in the preview, as the browser serialises it.
pub(crate) fn preview(opened: &Opened) -> String {
    of_preview(
        opened,
        "return page.getElementById('article')?.outerHTML ?? ''",
    )
}

/// What a script says of the preview's document, which it knows as `page`.
pub(crate) fn of_preview(opened: &Opened, script: &str) -> String {
    let script =
        format!("const page = document.querySelector(arguments[0])?.contentDocument; {script}");
    opened
        .driver
        .run(&script, json!([parts::PREVIEW]))
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Waits until the preview holds a text.
pub(crate) fn wait_previewed(opened: &Opened, text: &str) {
    until(&format!("{text:?} in the preview"), || {
        of_preview(opened, "return page?.body?.textContent ?? ''")
            .contains(text)
            .then_some(())
    });
}

/// The page that a reader gets; `None` while the site does not serve it.
pub(crate) fn fetch(address: &str) -> Option<String> {
    ureq::get(address)
        .call()
        .ok()?
        .body_mut()
        .read_to_string()
        .ok()
}

/// Publishes or updates by the one button, and waits until the window says that readers have it.
pub(crate) fn publish(opened: &Opened) {
    until("the button can be pressed", || {
        idle(opened).is_some_and(|idle| !idle).then_some(())
    });
    opened.driver.click(parts::PUBLISH);
    until("the article is out", || {
        let seen = opened.driver.find(&format!("{}.ok", parts::CHIP)).is_some();
        (seen && idle(opened)?).then_some(())
    });
}

fn idle(opened: &Opened) -> Option<bool> {
    let script =
        "return document.querySelector(arguments[0])?.getAttribute('aria-disabled') ?? null";
    opened
        .driver
        .run(script, json!([parts::PUBLISH]))
        .as_str()
        .map(|value| value == "true")
}

/// The headlines in the list, from the top.
pub(crate) fn rows(opened: &Opened) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.row .headline')].map((row) => row.textContent.trim())";
    let rows = opened.driver.run(script, json!([]));
    rows.as_array()
        .map(|rows| {
            rows.iter()
                .filter_map(|row| row.as_str().map(str::to_owned))
                .collect()
        })
        .unwrap_or_default()
}

/// A picture of the window, by name.
pub(crate) fn picture(opened: &Opened, name: &str) {
    opened
        .driver
        .screenshot(&window::screens().join(format!("{name}.png")));
}

/// Where on the screen the first part is that a selector finds and that holds these words: its lower edge, in the middle.
pub(crate) fn place_of(opened: &Opened, selector: &str, words: &str) -> (i64, i64) {
    let script = "const box = [...document.querySelectorAll(arguments[0])]
        .find((part) => part.textContent.includes(arguments[1])).getBoundingClientRect();
        return [window.screenX + box.x + box.width / 2, window.screenY + box.bottom - 4].map(Math.round)";
    let place = opened.driver.run(script, json!([selector, words]));
    let at = |index: usize| place[index].as_i64().expect("it is on the screen");
    (at(0), at(1))
}

/// Opens the draft of the library whose row holds these words.
pub(crate) fn open_row(opened: &Opened, words: &str) {
    let script = "const row = [...document.querySelectorAll(arguments[0])]
        .find((row) => row.textContent.includes(arguments[1])); row?.click(); return !!row";
    until(&format!("a row with {words:?}"), || {
        (opened
            .driver
            .run(script, json!([parts::LIBRARY_ROW, words]))
            == true)
            .then_some(())
    });
}

/// A fresh desk in French, opened, with the first screen drawn.
pub(crate) fn french_desk() -> (Desk, Opened) {
    let desk = Desk::new(window::DeskOptions::default());
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    (desk, opened)
}

/// What WebKit and the page complained of in the console: errors, and what the policy refused to load.
pub(crate) fn complaints(desk: &Desk) -> Vec<String> {
    let said = desk.said();
    let complains = |line: &&str| {
        line.contains("CONSOLE") && (line.contains(" ERROR ") || line.contains("Refused to"))
    };
    said.lines().filter(complains).map(str::to_owned).collect()
}

/// Whether a part of the window holds these words.
pub(crate) fn says(opened: &Opened, part: &str, words: &str) -> bool {
    let script =
        "return document.querySelector(arguments[0])?.textContent.includes(arguments[1]) ?? false";
    opened.driver.run(script, json!([part, words])) == true
}
