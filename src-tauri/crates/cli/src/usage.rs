//! What is wrong with a command line, in the reader's words; decides nothing but which sentence it is.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use fluent_bundle::FluentArgs;
use serde_json::{Value, json};

use crate::say;
use crate::words::Words;

/// The stable code of every command line that is not written as it should be.
const CODE: &str = "usage";

/// What is wrong, and how it would be right.
#[derive(Debug)]
pub(crate) struct Fault {
    message: String,
    detail: String,
}

impl Fault {
    /// What the parser found.
    pub(crate) fn of(error: &clap::Error, words: &Words) -> Self {
        Self {
            message: sentence(error, words),
            detail: usage_line(error, words),
        }
    }

    /// An option, or an argument, that wants a folder and got something else.
    pub(crate) fn not_a_folder(name: &str, path: &str, words: &Words) -> Self {
        let mut args = FluentArgs::new();
        args.set("name", name);
        args.set("path", path);
        Self {
            message: words.say_with("usage-not-a-folder", &args),
            detail: String::new(),
        }
    }

    /// A folder without the library that is to be looked at.
    pub(crate) fn no_library(path: &str, words: &Words) -> Self {
        Self {
            message: words.say_of("usage-no-library", "path", path),
            detail: String::new(),
        }
    }

    /// As JSON.
    pub(crate) fn as_json(&self, words: &Words) -> Value {
        let todo = words.say("usage-todo");
        json!({ "code": CODE, "message": self.message, "todo": todo, "detail": self.detail })
    }

    /// On standard error.
    pub(crate) fn tell(&self, words: &Words) {
        say::err(&words.say_of("failed", "what", &self.message));
        if !self.detail.is_empty() {
            say::err(&self.detail);
        }
        say::err(&words.say("usage-todo"));
    }
}

fn sentence(error: &clap::Error, words: &Words) -> String {
    let name = told(error, ContextKind::InvalidArg);
    let value = told(error, ContextKind::InvalidValue);
    let choices = told(error, ContextKind::ValidValue);
    let (id, name) = match error.kind() {
        ErrorKind::InvalidSubcommand => (
            "usage-unknown-command",
            told(error, ContextKind::InvalidSubcommand),
        ),
        ErrorKind::MissingSubcommand => ("usage-missing-command", name),
        ErrorKind::UnknownArgument => ("usage-unknown-argument", name),
        ErrorKind::MissingRequiredArgument => ("usage-missing-argument", name),
        ErrorKind::InvalidValue if value.is_empty() => ("usage-missing-value", name),
        ErrorKind::InvalidValue if choices.is_empty() => ("usage-invalid-value", name),
        ErrorKind::InvalidValue => ("usage-not-a-choice", name),
        ErrorKind::ValueValidation => ("usage-not-a-number", name),
        ErrorKind::ArgumentConflict => ("usage-twice", name),
        ErrorKind::InvalidUtf8 => ("usage-not-utf8", name),
        _ => ("usage-other", name),
    };
    let mut args = FluentArgs::new();
    args.set("name", name);
    args.set("value", value);
    args.set("choices", choices);
    words.say_with(id, &args)
}

/// What the parser tells of its error, one after the other.
fn told(error: &clap::Error, what: ContextKind) -> String {
    match error.get(what) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        _ => String::new(),
    }
}

/// The line that shows how the command is written.
fn usage_line(error: &clap::Error, words: &Words) -> String {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else {
        return String::new();
    };
    let usage = usage.to_string();
    let usage = usage.trim();
    let usage = usage.strip_prefix("Usage:").unwrap_or(usage).trim();
    format!("{} {usage}", words.say("usage"))
}
