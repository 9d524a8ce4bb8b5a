//! Text that a generator would run as a template, made text again, and back. Knows no file.

use super::Generator;

/// Parts two signs for a program and shows nothing to a reader.
const NOTHING: char = '\u{200B}';

/// The text as it goes into a file: what a generator would run is shown as it stands.
///
/// Eleventy needs nothing: its front matter says that the text is Markdown alone.
pub(super) fn escaped(generator: Generator, text: &str) -> String {
    match generator {
        Generator::Hugo => hugo(text),
        Generator::Zola => zola(text),
        Generator::Eleventy => text.to_owned(),
    }
}

/// What an escaped text means.
pub(super) fn meant(generator: Generator, text: &str) -> String {
    match generator {
        Generator::Hugo => hugo_meant(text),
        Generator::Zola => ["{", "%"].iter().fold(text.to_owned(), |text, sign| {
            text.replace(&format!("{{{NOTHING}{sign}"), &format!("{{{sign}"))
        }),
        Generator::Eleventy => text.to_owned(),
    }
}

/// Hugo's shortcodes, how they begin and end.
const SHORTCODES: [(&str, &str); 2] = [("{{<", ">}}"), ("{{%", "%}}")];

/// One that ends becomes Hugo's own comment, which is shown as it stands, everything in it too. One
/// that does not would fail the whole build.
fn hugo(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, (begin, end))) = first(rest, SHORTCODES) {
        out.push_str(&rest[..at]);
        let inner = &rest[at + begin.len()..];
        match inner.split_once(end) {
            Some((inner, after)) => {
                out.push_str(&format!("{begin}/*{inner}*/{end}"));
                rest = after;
            }
            None => {
                out.push_str(&format!("{{{{{NOTHING}{}", &begin[2..]));
                rest = inner;
            }
        }
    }
    out + rest
}

fn hugo_meant(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, (begin, end))) = first(rest, SHORTCODES) {
        out.push_str(&rest[..at]);
        out.push_str(begin);
        rest = &rest[at + begin.len()..];
        let comment = rest.strip_prefix("/*");
        if let Some((inner, after)) = comment.and_then(|c| c.split_once(&format!("*/{end}"))) {
            out.push_str(inner);
            out.push_str(end);
            rest = after;
        }
    }
    out.push_str(rest);
    SHORTCODES.iter().fold(out, |text, (begin, _)| {
        text.replace(&format!("{{{{{NOTHING}{}", &begin[2..]), begin)
    })
}

fn first<'a>(text: &str, of: [(&'a str, &'a str); 2]) -> Option<(usize, (&'a str, &'a str))> {
    let found = of
        .into_iter()
        .filter_map(|pair| Some((text.find(pair.0)?, pair)));
    found.min_by_key(|(at, _)| *at)
}

/// A call, `{{ name(` or `{% name(`, and the end of one: Zola's own comment is understood only around
/// a call without a fault.
fn zola(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let inner = &rest[at + 2..];
        out.push_str(&rest[..=at]);
        if is_call(inner) {
            out.push(NOTHING);
        }
        // The second sign may be the first of the next.
        rest = &rest[at + 1..];
    }
    out + rest
}

fn is_call(text: &str) -> bool {
    let in_a_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let text = text.trim_start();
    let after = text.trim_start_matches(in_a_name);
    let name = &text[..text.len() - after.len()];
    let after = after.trim_start();
    !name.is_empty() && (after.starts_with('(') || (name == "end" && after.starts_with('%')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(generator: Generator, text: &str, expect: &str) {
        assert_eq!(escaped(generator, text), expect);
        assert_eq!(meant(generator, expect), text);
    }

    #[test]
    fn a_shortcode_is_shown_as_it_stands() {
        use Generator::{Eleventy, Hugo, Zola};
        check(Hugo, "a {{< b >}} c", "a {{</* b */>}} c");
        check(Hugo, "{{% b %}}{{<c>}}", "{{%/* b */%}}{{</*c*/>}}");
        check(Hugo, "{{</* a */>}}", "{{</*/* a */*/>}}");
        check(Hugo, "{{< a {{% b >}} c %}}", "{{</* a {{% b */>}} c %}}");
        check(Hugo, "{{< open", "{{\u{200B}< open");
        check(Hugo, "{{ x }} {{- y -}}", "{{ x }} {{- y -}}");
        check(Zola, "{{ a() }} {{ a }}", "{\u{200B}{ a() }} {{ a }}");
        check(
            Zola,
            "{% a(b=1) %}x{% end %}",
            "{\u{200B}% a(b=1) %}x{\u{200B}% end %}",
        );
        check(Zola, "{{{ a() }}}", "{{\u{200B}{ a() }}}");
        check(Eleventy, "{{ 7 | plus: 1 }}", "{{ 7 | plus: 1 }}");
    }

    proptest! {
        #[test]
        fn what_is_escaped_means_the_same(text in "(\\{\\{|\\{%|[<%/*>}{]|\\}\\}|end|a\\(|[ a-c])*") {
            for generator in Generator::ALL {
                prop_assert_eq!(meant(generator, &escaped(generator, &text)), text.clone());
            }
        }
    }
}
