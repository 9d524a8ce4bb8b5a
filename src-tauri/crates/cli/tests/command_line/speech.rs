//! How a failure is said, and to whom: a code, a language, JSON for a program.

#[cfg(target_os = "linux")]
use std::fs;

use crate::desk::{Desk, err, out};

#[test]
fn a_failure_is_said_in_the_readers_language_and_in_json() {
    let desk = Desk::new();
    let file = desk.file("a.md", "Sans titre.");
    let french = desk.run(&["publish", file.to_str().unwrap()]);
    assert_eq!(french.status.code(), Some(1));
    assert!(err(&french).contains("Échec"), "{french:?}");
    assert!(out(&french).is_empty());
    let english = desk.run(&["publish", file.to_str().unwrap(), "--lang", "en"]);
    assert!(err(&english).contains("Failed"), "{english:?}");
    let json = desk.json(&["publish", file.to_str().unwrap()], 1);
    assert_eq!(json["failure"]["code"], "headline_missing");
    let site = desk.json(
        &["publish", file.to_str().unwrap(), "--site", "Ailleurs"],
        1,
    );
    assert_eq!(site["failure"]["code"], "site_missing");
}

#[test]
fn a_command_that_is_not_one_has_its_own_code() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["fly"]).status.code(), Some(2));
    assert_eq!(desk.run(&["--help"]).status.code(), Some(0));
    assert!(out(&desk.run(&["publish", "--help"])).contains("Utilisation"));
}

#[test]
fn what_is_wrong_with_a_command_is_json_for_a_program() {
    let desk = Desk::new();
    let unknown = desk.json(&["list", "--gone"], 2);
    assert_eq!(unknown["failure"]["code"], "usage");
    let language = desk.run(&["list", "--lang", "de"]);
    assert_eq!(language.status.code(), Some(2));
    assert!(err(&language).contains("fr, en"), "{language:?}");
    assert!(err(&language).contains("n’accepte pas"), "{language:?}");
}

#[test]
fn a_file_is_no_library() {
    let desk = Desk::new();
    let file = desk.file("a.md", "x");
    let file = file.to_str().unwrap();
    let said = desk.run_on(file, &["list"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(err(&said).contains("--library"), "{said:?}");
    assert!(err(&said).contains(file), "{said:?}");
    assert_eq!(desk.json(&["export", file], 2)["failure"]["code"], "usage");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_nobody_gets_is_a_failure_but_for_a_reader_who_has_gone() {
    let desk = Desk::new();
    for args in [&["list"][..], &["list", "--json"], &["--help"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let said = desk.command(args).stdout(full).output().unwrap();
        assert_eq!(said.status.code(), Some(1), "{said:?}");
        assert!(err(&said).contains("Le disque est plein"), "{said:?}");
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let said = desk.command(&["list"]).stdout(writer).output().unwrap();
    assert_eq!((said.status.code(), err(&said).as_str()), (Some(0), ""));
}
