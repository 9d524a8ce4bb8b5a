//! Texts that are meant to break a parser: they end, in bounded depth, and stay within their block.

use prose::{Change, Manuscript, body_html, compare, marked_blocks, merge, sanitize};

fn depth(html: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for tag in html
        .split('<')
        .skip(1)
        .filter(|tag| !tag.starts_with("br") && !tag.starts_with("hr"))
    {
        depth = if tag.starts_with('/') {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        most = most.max(depth);
    }
    most
}

#[track_caller]
fn check(text: &str) {
    let mut page = Manuscript::new(text);
    let body = page.body_html();
    assert!(depth(&body) < 256, "{}", depth(&body));
    assert_eq!(sanitize(&body), body);
    let middle = text.len() / 2;
    page.apply(&[Change {
        from: middle,
        to: middle,
        insert: "a".to_owned(),
    }])
    .unwrap();
    let now = format!("{}a{}", &text[..middle], &text[middle..]);
    assert_eq!(page.body_html(), body_html(&now));
}

#[test]
fn deep_nesting_is_flattened() {
    check(&(">".repeat(10_000) + " a"));
    check(&("- ".repeat(10_000) + "a"));
    check(&("*a **b ".repeat(5_000) + &"**c* ".repeat(5_000)));
    check(&("[".repeat(10_000) + &"](/a)".repeat(10_000)));
    check(&"<div>".repeat(10_000));
    check(&"a <b>".repeat(10_000));
    check(&("1. > ".repeat(3_000) + "a\n\n<div><p><b>"));
}

#[test]
fn costly_html_is_text() {
    assert!(sanitize(&"<div>".repeat(50_000)).starts_with("&lt;div"));
    assert!(sanitize(&"<b><p>".repeat(50_000)).starts_with("&lt;b"));
    let many = (0..20_000).map(|n| format!(" a{n}")).collect::<String>();
    assert!(!sanitize(&format!("<a{many}>x</a>")).contains("a1="));
}

#[test]
fn large_texts_are_one_page() {
    check(&("| a | b | c |\n|---|---|---|\n".to_owned() + &"| 1 | 2 | 3 |\n".repeat(20_000)));
    check(&"mot ".repeat(100_000));
    check(&"\n".repeat(100_000));
    check(&"[a]: /b\n".repeat(20_000));
    check(&"# a\n".repeat(5_000));
}

#[test]
fn links_that_expand_without_end_stop_at_the_same_place() {
    let address = "a".repeat(1_000);
    check(&format!(
        "[a]: https://e.org/{address}\n\n{}",
        "Voir [a].\n\n".repeat(150)
    ));
}

#[test]
fn a_nul_is_a_replacement_character() {
    assert_eq!(
        body_html("a\0b `\0`\n"),
        "<p>a\u{FFFD}b <code>\u{FFFD}</code></p>"
    );
    assert_eq!(Manuscript::new("a\0b").text(), "a\0b");
}

/// Compares, marks and merges; that it comes back at all is what is asked.
fn check_revisions(old: &str, new: &str) {
    let found = compare(old, new);
    assert_eq!(
        found.parts.last().map(|part| part.new.end),
        Some(new.encode_utf16().count())
    );
    assert!(!marked_blocks(old, new).is_empty());
    let merged = merge(old, new, &format!("{old}\n\nFin."));
    assert!(!merged.regions.is_empty());
}

#[test]
fn revisions_with_nothing_to_hold_on_to_are_compared() {
    check_revisions(&"un deux ".repeat(20_000), &"deux un trois ".repeat(15_000));
    check_revisions(
        &"a\n\nb\n\n".repeat(8_000),
        &"b\n\nb\n\na\n\n".repeat(5_000),
    );
    check_revisions(
        &"- un\n- deux\n".repeat(5_000),
        &"- deux\n- trois\n".repeat(5_000),
    );
    let other = |n: usize| {
        (0..20_000)
            .map(|at| format!("mot{} ", at * n % 20_011))
            .collect::<String>()
    };
    check_revisions(&other(7), &other(11));
    check_revisions(
        &other(7).replace("3 ", ".\n\n"),
        &other(11).replace("3 ", ".\n\n"),
    );
    check_revisions(&">".repeat(10_000), &"- ".repeat(10_000));
    check_revisions(&"*a **b ".repeat(5_000), &"**a *b ".repeat(5_000));
}
