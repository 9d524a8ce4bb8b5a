//! Front matter: a tree of values between fences, written so that every generator's reader reads the same. Knows no article.

use serde_json::{Map, Value};

use crate::PublishError;

/// The values of a front matter.
pub(super) type Front = Map<String, Value>;

/// How a front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Yaml,
    Toml,
}

/// The longest front matter that is read, in bytes.
const LONGEST: usize = 64 * 1024;

impl Format {
    const ALL: [Self; 2] = [Self::Yaml, Self::Toml];

    fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }

    /// A file with this front matter and text. `bare` are the keys of moments, which TOML has a kind
    /// of its own for.
    pub(super) fn file(self, front: &Front, bare: &[&str], text: &str) -> String {
        let fence = self.fence();
        let inner = match self {
            Self::Yaml => yaml(front),
            Self::Toml => toml(front, bare),
        };
        format!("{fence}\n{inner}{fence}\n\n{text}")
    }
}

/// The front matter of a file, and its text. Without fences all is text.
pub(super) fn parted(file: &str) -> Result<(Front, &str), PublishError> {
    let file = file.strip_prefix('\u{FEFF}').unwrap_or(file);
    let Some((format, inner, text)) = Format::ALL.into_iter().find_map(|f| between(f, file)) else {
        return Ok((Front::new(), file));
    };
    let bad = |said: String| PublishError::NotUnderstood(format!("front matter: {said}"));
    if inner.len() > LONGEST {
        return Err(bad(format!("longer than {LONGEST} bytes")));
    }
    let front = match format {
        Format::Yaml => {
            let options = serde_saphyr::options! {
                budget: serde_saphyr::budget! {
                    max_depth: 32,
                    max_nodes: 20_000,
                    max_aliases: 32,
                    max_anchors: 32,
                },
            };
            serde_saphyr::from_str_with_options::<Option<Front>>(inner, options)
                .map_err(|error| bad(error.without_snippet().to_string()))?
        }
        Format::Toml => {
            let table: toml::Table = inner
                .parse()
                .map_err(|e: toml::de::Error| bad(e.message().to_owned()))?;
            Some(
                table
                    .into_iter()
                    .map(|(key, value)| (key, plain(value)))
                    .collect(),
            )
        }
    };
    Ok((front.unwrap_or_default(), text))
}

fn between(format: Format, file: &str) -> Option<(Format, &str, &str)> {
    let mut lines = file.split_inclusive('\n');
    let first = lines
        .next()
        .filter(|line| line.trim_end() == format.fence())?;
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == format.fence() {
            let text = &file[end + line.len()..];
            let text = text
                .strip_prefix("\r\n")
                .or_else(|| text.strip_prefix('\n'))
                .unwrap_or(text);
            return Some((format, &file[first.len()..end], text));
        }
        end += line.len();
    }
    None
}

/// TOML's moments as texts; all else as it is.
fn plain(value: toml::Value) -> Value {
    use toml::Value as T;
    match value {
        T::String(text) => Value::String(text),
        T::Integer(number) => number.into(),
        T::Float(number) => number.into(),
        T::Boolean(yes) => yes.into(),
        T::Datetime(at) => at.to_string().into(),
        T::Array(items) => items.into_iter().map(plain).collect(),
        T::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, plain(v))).collect()),
    }
}

fn yaml(front: &Front) -> String {
    let mut out = String::new();
    for (key, value) in front {
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                out.push_str(&format!("{}:\n", key_of(key)));
                for (key, value) in inner {
                    out.push_str(&format!("  {}: {}\n", key_of(key), flow(value, ": ")));
                }
            }
            value => out.push_str(&format!("{}: {}\n", key_of(key), flow(value, ": "))),
        }
    }
    out
}

fn toml(front: &Front, bare: &[&str]) -> String {
    let mut out = String::new();
    let line = |key: &str, value: &Value| match value {
        Value::String(moment) if bare.contains(&key) && is_moment(moment) => {
            format!("{} = {moment}\n", key_of(key))
        }
        Value::Null => String::new(),
        value => format!("{} = {}\n", key_of(key), flow(value, " = ")),
    };
    for (key, value) in front.iter().filter(|(_, value)| !value.is_object()) {
        out.push_str(&line(key, value));
    }
    for (key, value) in front {
        if let Value::Object(inner) = value {
            out.push_str(&format!("[{}]\n", key_of(key)));
            inner
                .iter()
                .for_each(|(key, value)| out.push_str(&line(key, value)));
        }
    }
    out
}

fn is_moment(text: &str) -> bool {
    text.parse::<toml::value::Datetime>().is_ok()
}

/// A value in one line, as YAML and TOML both read it.
fn flow(value: &Value, is: &str) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| flow(item, is)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(inner) => {
            let inner: Vec<_> = inner
                .iter()
                .map(|(key, value)| format!("{}{is}{}", quoted(key), flow(value, is)))
                .collect();
            format!("{{{}}}", inner.join(", "))
        }
        plain => plain.to_string(),
    }
}

/// A key, bare where nobody could take it for something else, as `no` or `1e3`.
fn key_of(key: &str) -> String {
    let plain = key.len() > 3 && key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
    let word = ["true", "false", "null"].contains(&key.to_ascii_lowercase().as_str());
    if plain && !word {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// A text in quotes: one line, nothing in it that YAML or TOML refuse or fold.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_odd(c) => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What one reader or another takes for an end of a line, for a mark, or for no sign at all.
fn is_odd(c: char) -> bool {
    matches!(
        c,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FDD0}'..='\u{FDEF}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_file_without_fences_is_text() {
        for text in ["", "a", "---", "---\na: b\n", "----\n---\n", " ---\n---\n"] {
            let (front, there) = parted(text).unwrap();
            assert_eq!((front.len(), there), (0, text));
        }
        assert_eq!(parted("---\n---\n\na").unwrap().1, "a");
        assert_eq!(
            parted("\u{FEFF}---\r\ntitle: a\r\n---\r\n\r\nb").unwrap().1,
            "b"
        );
    }

    #[test]
    fn what_can_t_be_read_is_no_front_matter() {
        let bomb =
            "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [".to_owned() + &"*b, ".repeat(100) + "]\n---\n";
        let deep = format!(
            "---\na: {}1{}\n---\n",
            "[".repeat(10_000),
            "]".repeat(10_000)
        );
        let deep_toml = format!(
            "+++\na = {}1{}\n+++\n",
            "[".repeat(10_000),
            "]".repeat(10_000)
        );
        let long = format!("---\na: {}\n---\n", "a".repeat(LONGEST));
        for bad in [
            "---\na: [\n---\n",
            "---\n- a\n---\n",
            "+++\na\n+++\n",
            &bomb,
            &deep,
            &deep_toml,
            &long,
        ] {
            let start: String = bad.chars().take(30).collect();
            assert!(
                matches!(parted(bad), Err(PublishError::NotUnderstood(_))),
                "{start}"
            );
        }
    }

    #[test]
    fn a_moment_of_toml_is_read_as_text() {
        let (front, _) =
            parted("+++\ndate = 2026-04-29T00:49:00Z\n[extra]\nday = 2026-04-29\n+++\n").unwrap();
        assert_eq!(
            Value::Object(front),
            json!({"date": "2026-04-29T00:49:00Z", "extra": {"day": "2026-04-29"}})
        );
    }

    fn text() -> impl Strategy<Value = String> {
        let odd = "[\\x00-\\x1f\\x7f-\\u{a0}\"'\\\\:#\\[\\]{}&*!|>%@`\\u{2028}\\u{2029}\\u{feff}\\u{fffe}\\u{1f600}]{0,8}";
        prop_oneof![
            any::<String>(),
            odd,
            Just("no".to_owned()),
            Just("---".to_owned()),
            Just("1e3".to_owned())
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            title in text(), key in text(), inner in text(), list in prop::collection::vec(text(), 0..4), body in text(), yes: bool, number: i64,
        ) {
            // A mark at the beginning of a file is no text.
            let mut front = Front::new();
            front.insert(key.clone(), json!({"alt": inner, "more": {"deep": title}, "yes": yes}));
            front.insert("title".to_owned(), title.into());
            front.insert("list".to_owned(), list.into());
            front.insert("number".to_owned(), number.into());
            for format in Format::ALL {
                let file = format.file(&front, &[], &body);
                let (there, text) = parted(&file).map_err(|e| TestCaseError::fail(format!("{e} {file:?}")))?;
                prop_assert_eq!(&there, &front);
                prop_assert_eq!(text, &body);
            }
        }
    }
}
