//! Journeys through the real window: a program, a screen, a keyboard.

#[test]
fn opens() {
    let desk = window::Desk::new(window::DeskOptions::default());
    let opened = desk.open();
    opened
        .driver
        .screenshot(&window::screens().join("start.png"));
}
