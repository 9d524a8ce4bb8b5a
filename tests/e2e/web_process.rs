//! The process that draws the page dies while she types: the window comes back by itself, with the text, and she writes on.

use std::time::Duration;

use window::{Desk, Keyboard, parts, until};

use crate::steps::{fill, french_desk, manuscript, new_draft, picture, wait_saved, write};

#[test]
fn the_window_comes_back_with_the_text_when_the_web_process_dies() {
    let (desk, opened) = french_desk();
    desk.display.set_keyboard(Keyboard::Us);
    new_draft(&opened);
    fill(&opened, parts::HEADLINE, "La nuit du dépouillement");
    write(&opened, "Minuit. ");
    wait_saved(&opened);
    let mut typing = desk
        .display
        .start_typing(&"encore un mot ".repeat(40), Duration::from_millis(20));
    until("some of it was typed", || {
        (manuscript(&opened).len() > 60).then_some(())
    });
    wait_saved(&opened);
    let before = manuscript(&opened);
    let dead = opened.kill_web_process();
    typing.end();
    until("another process draws the page", || {
        opened.web_process().filter(|web| *web != dead)
    });
    // The driver's session died with its page. From here on there are keys, the screen, and the command line beside it.
    // A page that is still being loaded loses keys: one is pressed until it arrives, and is on the disk. Nobody clicks:
    // the caret is where it was.
    let mut looks = 0;
    let after = until("she writes on", || {
        looks += 1;
        desk.display.type_text("Z");
        saved(&desk, looks).filter(|text| text.contains('Z'))
    });
    desk.display.picture("web-process-1-after");
    let text = after.trim_end_matches('Z');
    assert!(
        text.contains(before.trim_end()) && !text.contains('Z'),
        "{before:?} became {after:?}"
    );
    assert!(text.contains("La nuit du dépouillement"), "{after}");
    opened.kill();
    let opened = desk.open();
    until("the draft is open again", || {
        let shown = manuscript(&opened).replace('Z', "");
        shown.contains(before.trim_end()).then_some(())
    });
    picture(&opened, "web-process-2-next-start");
    opened.close();
}

/// The draft as the library has it on the disk, read beside the open window.
fn saved(desk: &Desk, number: usize) -> Option<String> {
    let folder = desk.home().join(format!("export-{number}"));
    desk.command_line(&["export", folder.to_str().expect("a path in UTF-8")]);
    let files = folder.read_dir().expect("an export").map_while(Result::ok);
    let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
    texts.into_iter().find(|text| text.contains("Minuit."))
}
