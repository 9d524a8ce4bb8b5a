//! Addresses, accounts and tags that stand in running text without any mark; knows no Markdown.

use std::ops::Range;

/// Endings by which a bare name of a machine is known without `www.` or a path: the most frequent ones.
const ENDINGS: [&str; 30] = [
    "com", "org", "net", "info", "eu", "fr", "be", "ch", "ca", "uk", "us", "de", "es", "it", "io",
    "int", "gov", "edu", "lu", "qc", "tv", "app", "dev", "news", "paris", "bzh", "example", "nl",
    "at", "pt",
];

/// What may stand before an address without being of it, and behind it.
const BEFORE: &str = "([{‘'\"*_—–-/\\+=|,;:.!?…";
const BEHIND: &str = ".,;:!?'\"’…*_~]}—–";

/// Where they stand, ascending. A sign that ends the sentence is no part of them.
pub(super) fn bare(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains(['.', '@', '#', ':']) {
        return found;
    }
    let ends = |c: char| c.is_whitespace() || "<>«»“”\u{FFFC}".contains(c);
    let mut from = 0;
    for word in text.split_inclusive(ends) {
        let word_end = from + word.trim_end_matches(ends).len();
        let start = from + start_of(&text[from..word_end]);
        let length = length_of(&text[start..word_end]);
        if is_address(&text[start..start + length]) {
            found.push(start..start + length);
        }
        from += word.len();
    }
    found
}

/// Where an address could begin in a word: after signs, and after an elision (`l’`, `d'`).
fn start_of(word: &str) -> usize {
    let rest = word.trim_start_matches(|c| BEFORE.contains(c));
    let start = word.len() - rest.len();
    let elided = rest
        .find(['\'', '’'])
        .filter(|at| *at <= 6 && *at > 0 && rest[..*at].chars().all(char::is_alphabetic));
    let elided = elided.and_then(|at| rest[at..].chars().next().map(|c| at + c.len_utf8()));
    start + elided.unwrap_or(0)
}

/// Without the signs behind it; a bracket that was opened in it stays.
fn length_of(word: &str) -> usize {
    let opened = word.matches('(').count();
    let mut closed = word.matches(')').count();
    let behind = word.chars().rev().take_while(|c| {
        let is_loose = *c == ')' && closed > opened;
        closed -= usize::from(is_loose);
        is_loose || BEHIND.contains(*c)
    });
    word.len() - behind.map(char::len_utf8).sum::<usize>()
}

fn is_address(word: &str) -> bool {
    has_scheme(word)
        || starts_with(word, "www.") && word.len() > 4
        || is_name(word, '@')
        || is_name(word, '#')
        || is_mail(word)
        || is_machine(word)
}

fn starts_with(word: &str, start: &str) -> bool {
    let head = word.get(..start.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn has_scheme(word: &str) -> bool {
    let scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    let known = ["mailto:", "tel:", "urn:", "doi:"];
    word.split_once("://")
        .is_some_and(|(before, after)| scheme(before) && !after.is_empty())
        || known
            .iter()
            .any(|known| starts_with(word, known) && word.len() > known.len())
}

/// `@name`, `@name@machine`, `#name`; not a number.
fn is_name(word: &str, sign: char) -> bool {
    let part = |c: char| c.is_alphanumeric() || "_-.@".contains(c);
    word.strip_prefix(sign)
        .is_some_and(|name| name.chars().all(part) && name.contains(char::is_alphabetic))
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, machine)| {
        let part = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        !name.is_empty() && name.chars().all(part) && is_dotted(machine)
    })
}

/// `example.org`, `example.org/path`.
fn is_machine(word: &str) -> bool {
    let end = word.find(['/', '?', '#', ':']).unwrap_or(word.len());
    let machine = &word[..end];
    let ending = machine.rsplit_once('.').map(|(_, ending)| ending);
    let known = ending.is_some_and(|it| ENDINGS.iter().any(|known| it.eq_ignore_ascii_case(known)));
    known && is_dotted(machine)
}

fn is_dotted(machine: &str) -> bool {
    let label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    machine.contains('.') && machine.split('.').all(label)
}

/// Whether the words of a link are the address it leads to, perhaps without what browsers leave out.
pub(super) fn is_own_address(words: &str, address: &str) -> bool {
    let tidy = |address: &str| -> String {
        let address = address.trim();
        let address = ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .find_map(|start| address.strip_prefix(start))
            .unwrap_or(address);
        let address = address.strip_prefix("www.").unwrap_or(address);
        address.trim_end_matches('/').to_ascii_lowercase()
    };
    let words = tidy(words);
    !words.is_empty() && words == tidy(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = bare(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn addresses_are_found_without_the_signs_around_them() {
        check("Voir https://e.org/a?b=c#d.", &["https://e.org/a?b=c#d"]);
        check("(https://e.org/a_(b)), puis", &["https://e.org/a_(b)"]);
        check("« www.example.org\u{A0}» ; ok", &["www.example.org"]);
        check(
            "écrire à a.b@c.fr, ou mailto:d@e.f !",
            &["a.b@c.fr", "mailto:d@e.f"],
        );
        check("sur lemonde.fr/a : lire", &["lemonde.fr/a"]);
        check(
            "l’@ami, d'@autre et #été2026…",
            &["@ami", "@autre", "#été2026"],
        );
        check("l'https://e.org", &["https://e.org"]);
    }

    #[test]
    fn what_is_no_address_stays() {
        for text in [
            "M.Dupont est parti.Il",
            "à 10:30 et 3.14",
            "n° #1",
            "a@b",
            "et/ou",
            "etc.",
            "1.fr.2",
            "://",
            "@ # www.",
            "Oui:non",
            "#",
            "...",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_link_named_by_its_address() {
        assert!(is_own_address("example.org", "https://www.example.org/"));
        assert!(!is_own_address("le site", "https://example.org/"));
    }
}
