//! Measures the whole path in the real window of a release build: key → editor, key → preview, key → journal, opening,
//! start and memory, for texts of 10 kB, 100 kB and 1 MB. Prints a table; asserts no figure.

mod documents;
mod samples;

use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use documents::{LANDMARK, document};
use samples::Samples;
use serde_json::{Value, json};
use window::{Build, Desk, DeskOptions, Key, Keyboard, Opened, parts, until};

const SIZES: [(&str, usize); 3] = [("10 kB", 10_000), ("100 kB", 100_000), ("1 MB", 1_000_000)];
/// The measured draft's.
const HEADLINE: &str = "Le pont de la discorde";
/// Two hundred letters and signs: p99 is then the second slowest.
const KEYS: usize = 200;
/// A quick typist.
const BETWEEN_KEYS: Duration = Duration::from_millis(130);
const STARTS: usize = 7;

fn main() {
    println!(
        "Milliseconds, p50 / p95 / p99. Real keys, {KEYS} of them, in the middle of the text.\n"
    );
    println!(
        "| text | key → editor, in its DOM | key → editor, frame | key → preview, in its DOM | key → preview, frame | key → journal | open | memory, all processes |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (name, bytes) in SIZES {
        measure(name, bytes);
    }
    starts();
}

fn measure(name: &str, bytes: usize) {
    let desk = desk_with(bytes);
    let opened = desk.open();
    let open = open_draft(&opened);
    to_the_middle(&opened);
    let keys = type_and_watch(&desk, &opened);
    let of =
        |field: &str| Samples::new(keys.iter().filter_map(|key| key[field].as_f64()).collect());
    let memory = opened.memory();
    println!(
        "| {name} | {} | {} | {} | {} | {} | {open:.0} | {} MB |",
        of("editor"),
        of("editorFrame"),
        of("preview"),
        of("previewFrame"),
        of("saved"),
        memory.pss / 1000,
    );
    let (seen, late) = (of("previewFrame").len(), of("late"));
    println!(
        "<!-- {name}: {seen} of {KEYS} seen in the preview; event's age at arrival {late}; {:?} -->",
        memory.of
    );
}

/// A desk whose library holds one draft of that size.
fn desk_with(bytes: usize) -> Desk {
    let desk = Desk::new(DeskOptions {
        build: Build::Release,
        ..DeskOptions::default()
    });
    let file = desk.home().join("texte.md");
    let front = format!("---\nheadline: {HEADLINE}\nsection: société\nlang: fr\n---\n\n");
    std::fs::write(&file, format!("{front}{}", document(bytes))).expect("the text can be written");
    desk.command_line(&["import", path(&file)]);
    desk
}

/// Opens the imported draft from the library, where the samples are too; milliseconds from the click to the frame that shows manuscript and
/// page.
fn open_draft(opened: &Opened) -> f64 {
    opened.driver.wait_for(parts::LIBRARY_ROW);
    let script = r"
        const [row, field, frame, body, headline, done] = arguments;
        const began = performance.now();
        const shown = () => {
            const text = document.querySelector(field)?.value === headline;
            const page = document.querySelector(frame)?.contentDocument;
            const whole = page?.querySelector(body)?.childElementCount > 3;
            const head = page?.querySelector('#article h1')?.textContent;
            if (!text || !whole || head !== headline) return requestAnimationFrame(shown);
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
        };
        [...document.querySelectorAll(row)].find((one) => one.textContent.includes(headline)).click();
        requestAnimationFrame(shown);";
    let arguments = json!([
        parts::LIBRARY_ROW,
        parts::HEADLINE,
        parts::PREVIEW,
        parts::PREVIEW_BODY,
        HEADLINE
    ]);
    opened
        .driver
        .run_async(script, arguments)
        .as_f64()
        .expect("milliseconds")
}

/// The caret's line up to the caret, in whatever pieces underlines have cut it.
const BEFORE_CARET: &str = r"
    const { anchorNode: at, anchorOffset } = getSelection();
    const line = (at instanceof Element ? at : at?.parentElement)?.closest('.cm-line');
    if (!line) return '';
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(at, anchorOffset);
    return before.toString();
";

/// Puts the caret behind the landmark, as a writer does: by searching for it.
fn to_the_middle(opened: &Opened) {
    opened.driver.click(parts::EDITOR);
    opened.driver.press_letter(&[Key::Control], 'f');
    opened.driver.type_text(LANDMARK);
    opened.driver.press(&[], Key::Enter);
    opened.driver.press(&[], Key::Escape);
    opened.driver.press(&[], Key::Right);
    until("the caret is behind the landmark", || {
        let before = opened.driver.run(BEFORE_CARET, json!([]));
        before.as_str()?.ends_with(LANDMARK).then_some(())
    });
}

/// Types real letters and gives what the probe noted of each.
fn type_and_watch(desk: &Desk, opened: &Opened) -> Vec<Value> {
    let parts = json!([
        parts::EDITOR,
        parts::PREVIEW,
        parts::PREVIEW_BODY,
        parts::STATUS,
        parts::SAVED
    ]);
    opened.driver.run(include_str!("probe.js"), parts);
    desk.display.set_keyboard(Keyboard::Us);
    // With everything switched on: an apostrophe and the space before a semicolon are set as the house does.
    let letters: Vec<&str> = [
        "l",
        "apostrophe",
        "e",
        "a",
        "u",
        "space",
        "semicolon",
        "space",
    ]
    .into_iter()
    .cycle()
    .take(KEYS)
    .collect();
    desk.display.press_slowly(&letters, BETWEEN_KEYS);
    let keys = until("the last key is in the journal", || {
        let keys = opened.driver.run("return window.marbreProbe", json!([]));
        let keys = keys.as_array()?.clone();
        let last = keys.last()?;
        (keys.len() >= KEYS && !last["saved"].is_null() && !last["previewFrame"].is_null())
            .then_some(keys)
    });
    assert_eq!(keys.len(), KEYS, "every key arrived once");
    keys
}

/// From the program's start to an editable window, 100 kB open last; the first start, which fills caches, is left out.
/// The driver looks as soon as it can, which is later than the writer could: the figures are upper bounds.
fn starts() {
    let desk = desk_with(100_000);
    let first = desk.open();
    open_draft(&first);
    to_the_middle(&first);
    first.close();
    let times = (0..STARTS).map(|_| {
        let opened = desk.open();
        let editable = opened
            .driver
            .run_async(EDITABLE, json!([parts::EDITOR, LANDMARK]))
            .as_f64();
        let began = opened
            .started()
            .duration_since(UNIX_EPOCH)
            .expect("after 1970");
        opened.close();
        editable.expect("milliseconds") - began.as_secs_f64() * 1000.0
    });
    let samples = Samples::new(times.collect());
    let (middle, slowest) = (samples.at(0.5), samples.at(1.0));
    println!(
        "\nStart to editable window, 100 kB open, warm, {STARTS} starts: at most {middle:.0} ms (p50), \
         {slowest:.0} ms (slowest)."
    );
}

/// Says when, in milliseconds since 1970, the frame with the open text was handed on.
const EDITABLE: &str = r"
    const [editor, word, done] = arguments;
    (function look() {
        const shown = document.querySelector(editor)?.textContent.includes(word);
        if (!shown) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now()), 0));
    })();";

fn path(file: &Path) -> &str {
    file.to_str().expect("a path in UTF-8")
}
