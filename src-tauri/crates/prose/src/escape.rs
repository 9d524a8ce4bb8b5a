//! Escapes in exactly the form in which a browser serialises text and attributes; knows no Markdown.

/// Text between tags: `& < >` and U+00A0 escaped. What an HTML parser would not give back is
/// replaced: NUL by U+FFFD, a carriage return (with or without a line feed) by a line feed.
pub fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_text(&mut out, text);
    out
}

/// An attribute's value, to be put in double quotes: as [`escape_text`], and `"` escaped.
pub fn escape_attribute(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    push_escaped(&mut out, value, true);
    out
}

/// Appends text, escaped.
pub(crate) fn push_text(out: &mut String, text: &str) {
    push_escaped(out, text, false);
}

/// Appends ` name="value"`, escaped.
pub(crate) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value, true);
    out.push('"');
}

fn push_escaped(out: &mut String, text: &str, in_attribute: bool) {
    let bytes = text.as_bytes();
    let mut plain_from = 0;
    let mut at = 0;
    while at < bytes.len() {
        let (escape, width) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if in_attribute => ("&quot;", 1),
            0 => ("\u{FFFD}", 1),
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => ("", 1),
            b'\r' => ("\n", 1),
            0xC2 if bytes.get(at + 1) == Some(&0xA0) => ("&nbsp;", 2),
            _ => {
                at += 1;
                continue;
            }
        };
        out.push_str(&text[plain_from..at]);
        out.push_str(escape);
        at += width;
        plain_from = at;
    }
    out.push_str(&text[plain_from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_as_a_browser_serialises_it() {
        assert_eq!(
            escape_text("a < b & \"c\"\u{A0}: d\u{202F}!"),
            "a &lt; b &amp; \"c\"&nbsp;: d\u{202F}!"
        );
        assert_eq!(escape_text("a\0b\r\nc\rd"), "a\u{FFFD}b\nc\nd");
    }

    #[test]
    fn attributes_as_a_browser_serialises_them() {
        assert_eq!(
            escape_attribute("<\"é\u{A0}&>"),
            "&lt;&quot;é&nbsp;&amp;&gt;"
        );
    }
}
