//! The same verdicts as the hunspell program gives with the same dictionaries: on all words of Debian's word lists, on words
//! derived from them, and on the running text of Debian's questions and answers.
//!
//! Needs hunspell, wfrench, wamerican, wbritish, debian-faq and debian-faq-fr: `.ci/packages.sh test`.

use std::collections::{BTreeSet, HashSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use copydesk::spelling::Names;

use crate::shipped::Language;

/// What the program says is misspelt in lines of text, as it cuts them into words.
///
/// It is given the dictionary's own files, but for one line of the English ones: they do not tell it that an apostrophe
/// belongs to a word, and it would judge « didn » and « t ».
fn by_hunspell(language: Language, lines: &str) -> HashSet<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let aff = language
        .file("aff")
        .replace("WORDCHARS 0123456789\n", "WORDCHARS 0123456789'’\n");
    std::fs::write(folder.path().join("index.aff"), aff).expect("affixes");
    std::fs::write(folder.path().join("index.dic"), language.file("dic")).expect("words");
    let mut program = Command::new("hunspell")
        .args(["-i", "utf-8", "-l", "-d"])
        .arg(folder.path().join("index"))
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the hunspell program: .ci/packages.sh test");
    let mut input = program.stdin.take().expect("a way in");
    let lines = lines.to_owned();
    let feeder = std::thread::spawn(move || input.write_all(lines.as_bytes()).expect("it reads"));
    let output = program.wait_with_output().expect("an answer");
    feeder.join().expect("all was read");
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    said.lines().map(str::to_owned).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}: .ci/packages.sh test", path.display()))
}

/// In how many of 100 000 words both say the same; what differs is printed, some of it.
fn agreement(language: Language, words: &BTreeSet<String>) -> usize {
    let speller = language.speller();
    let lines: String = words
        .iter()
        .flat_map(|word| [word.as_str(), "\n"])
        .collect();
    let wrong = by_hunspell(language, &lines);
    // Where the dictionary does not say that a hyphen belongs to a word, it cuts there.
    let is_wrong = |word: &str| {
        wrong.contains(word)
            || language != Language::French && word.split('-').any(|part| wrong.contains(part))
    };
    let differ: Vec<_> = words
        .iter()
        .filter(|word| speller.knows(word) == is_wrong(word))
        .collect();
    let share = 100_000 - 100_000 * differ.len() / words.len();
    println!(
        "{language:?}: {} words, {} differ, e.g. {:?}",
        words.len(),
        differ.len(),
        &differ[..differ.len().min(40)]
    );
    share
}

/// The words of one of Debian's lists, without those that no dictionary is asked for: in French and English, names of
/// one letter, initials, Roman numbers.
fn listed(name: &str) -> BTreeSet<String> {
    let text = read(&Path::new("/usr/share/dict").join(name));
    text.lines()
        .filter(|word| word.chars().count() > 1 && !word.contains(['.', '&']))
        .map(str::to_owned)
        .collect()
}

/// Every nth word of a list with a prefix or a suffix, right or wrong: in what it elides, in capitals, in the plural.
fn derived(
    words: &BTreeSet<String>,
    nth: usize,
    shapes: &[fn(&str) -> String],
) -> BTreeSet<String> {
    // What has a capital inside is left alone, whatever hunspell says of it.
    let few = words
        .iter()
        .filter(|word| !word.contains(char::is_uppercase))
        .step_by(nth);
    few.flat_map(|word| shapes.iter().map(move |shape| shape(word)))
        .collect()
}

#[test]
fn french_word_lists_are_judged_as_hunspell_judges() {
    let words = listed("french");
    assert!(words.len() > 300_000);
    let share = agreement(Language::French, &words);
    assert!(share >= 99_900, "{share}");
    let shapes: &[fn(&str) -> String] = &[
        |word| format!("l’{word}"),
        |word| format!("d'{word}"),
        |word| format!("qu’{word}"),
        |word| format!("{word}s"),
        |word| word.to_uppercase(),
        |word| word.replacen(['é', 'è', 'o'], "e", 1),
        |word| format!("{word}-là"),
    ];
    let share = agreement(Language::French, &derived(&words, 41, shapes));
    assert!(share >= 99_500, "{share}");
}

#[test]
fn english_word_lists_are_judged_as_hunspell_judges() {
    let shapes: &[fn(&str) -> String] = &[
        |word| format!("re{word}"),
        |word| format!("{word}ing"),
        |word| format!("{word}’s"),
        |word| word.to_uppercase(),
        |word| word.replacen(['e', 'a'], "i", 1),
        |word| format!("well-{word}"),
    ];
    for (language, list) in [
        (Language::English, "american-english"),
        (Language::British, "british-english"),
    ] {
        let words = listed(list);
        assert!(words.len() > 90_000);
        let share = agreement(language, &words);
        assert!(share >= 99_900, "{share}");
        let share = agreement(language, &derived(&words, 17, shapes));
        assert!(share >= 99_500, "{share}");
    }
}

/// The passages of the questions and answers in one language, `folder` below Debian's.
fn questions(folder: &str, ending: &str) -> Vec<prose::Passage> {
    let folder = Path::new("/usr/share/doc/debian/FAQ").join(folder);
    let entries = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}: .ci/packages.sh test", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.retain(|path| path.to_string_lossy().ends_with(ending));
    files.sort();
    files
        .iter()
        .flat_map(|path| prose::passages(&prose::from_html(&read(path)).markdown))
        .collect()
}

/// Both read the same passages, each cutting them into words in its own way. In how many of 100 000 words both agree.
fn agreement_on_text(language: Language, passages: &[prose::Passage]) -> usize {
    let speller = language.speller();
    let text: String = passages
        .iter()
        .flat_map(|passage| [passage.text.as_str(), "\n"])
        .collect();
    let words = text.split_whitespace().count();
    assert!(words > 15_000, "{words} words");
    let wrong = by_hunspell(language, &text.replace('\u{FFFC}', " "));
    let ours: HashSet<String> = passages
        .iter()
        .flat_map(|passage| speller.misspellings(passage, language.tag(), &Names::default()))
        .map(|fault| fault.word)
        .collect();
    let theirs_alone: Vec<_> = wrong.iter().filter(|word| speller.knows(word)).collect();
    let ours_alone: Vec<_> = ours
        .iter()
        .filter(|word| !wrong.iter().any(|wrong| wrong.contains(*word)))
        .collect();
    let differing = |word: &str| {
        theirs_alone
            .iter()
            .chain(&ours_alone)
            .any(|other| *other == word)
    };
    let differ = text
        .split(|sign: char| sign.is_whitespace() || "«».,;:()[]“”!?…/\"".contains(sign))
        .filter(|word| differing(word))
        .count();
    println!(
        "{language:?}: {words} words, {} found by both or one, {differ} judged differently",
        wrong.len().max(ours.len())
    );
    println!("hunspell alone: {theirs_alone:?}\ncopydesk alone: {ours_alone:?}");
    100_000 - 100_000 * differ / words
}

#[test]
fn running_french_is_judged_as_hunspell_judges() {
    let share = agreement_on_text(Language::French, &questions("fr", ".fr.html"));
    println!("{share} of 100000");
    assert!(share >= 99_000, "{share}");
}

#[test]
fn running_english_is_judged_as_hunspell_judges() {
    let share = agreement_on_text(Language::English, &questions(".", ".en.html"));
    println!("{share} of 100000");
    assert!(share >= 99_000, "{share}");
}
