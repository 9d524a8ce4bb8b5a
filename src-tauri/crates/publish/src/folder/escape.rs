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
    let mut ends = Ends::default();
    while let Some((at, kind)) = first(rest) {
        let (begin, end) = SHORTCODES[kind];
        out.push_str(&rest[..at]);
        let inner = &rest[at + begin.len()..];
        match ends.split(kind, inner, end) {
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
    let mut ends = Ends::default();
    while let Some((at, kind)) = first(rest) {
        let (begin, end) = SHORTCODES[kind];
        out.push_str(&rest[..at]);
        out.push_str(begin);
        rest = &rest[at + begin.len()..];
        let comment = rest.strip_prefix("/*");
        let comment = comment.and_then(|c| ends.split(kind, c, &format!("*/{end}")));
        if let Some((inner, after)) = comment {
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

/// Where the first shortcode begins, and its kind.
fn first(text: &str) -> Option<(usize, usize)> {
    let kind = |three: &[u8]| {
        SHORTCODES
            .iter()
            .position(|(begin, _)| begin.as_bytes() == three)
    };
    let mut threes = text.as_bytes().windows(3).enumerate();
    threes.find_map(|(at, three)| Some((at, kind(three)?)))
}

/// Where shortcodes end. What has no end in a text has none in the rest of it: it is not looked for
/// again each time.
#[derive(Default)]
struct Ends {
    none: [bool; SHORTCODES.len()],
}

impl Ends {
    fn split<'t>(&mut self, kind: usize, text: &'t str, end: &str) -> Option<(&'t str, &'t str)> {
        if self.none[kind] {
            return None;
        }
        let parted = text.split_once(end);
        self.none[kind] = parted.is_none();
        parted
    }
}

/// A call, `{{ name(` or `{% name(`, and the end of one: Zola's own comment is understood only around
/// a call without a fault.
fn zola(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let begins = |two: &[u8]| matches!(two, b"{{" | b"{%");
    while let Some(at) = rest.as_bytes().windows(2).position(begins) {
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

    /// A colleague's file, or an imported one, may be all openers: looked for one by one in all that
    /// follows, they would take hours.
    #[test]
    fn openers_without_an_end_are_looked_at_once() {
        for text in ["{{<", "{{</*", "{{% a ", "{{ ", "{{a", "{{<a>}}"] {
            let text = text.repeat(100_000);
            for generator in Generator::ALL {
                assert_eq!(meant(generator, &escaped(generator, &text)), text);
            }
        }
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
