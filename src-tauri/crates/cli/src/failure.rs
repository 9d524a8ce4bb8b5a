//! A failure as the command line tells it: a sentence, what to do, the details; or JSON.

use domain::Timestamp;
use fluent_bundle::FluentArgs;
use newsroom::NewsroomError;
use serde_json::{Value, json};

use crate::say;
use crate::words::Words;

/// The failure's sentences, without "failed".
pub(crate) fn sentences(code: &str, words: &Words) -> (String, String) {
    with_limit(code, 0, None, words)
}

/// The sentences of a failure here, with the limit that was passed where it names one.
fn sentences_of(error: &NewsroomError, words: &Words) -> (String, String) {
    let limit = error.limit().unwrap_or(0);
    with_limit(error.code(), limit, error.until(), words)
}

fn with_limit(code: &str, limit: u64, until: Option<Timestamp>, words: &Words) -> (String, String) {
    let id = format!("failure-{}", code.replace('_', "-"));
    let mut args = FluentArgs::new();
    args.set("limit", limit);
    let shown = until.map(|until| until.strftime("%Y-%m-%d %H:%M UTC").to_string());
    args.set("date", shown.unwrap_or_else(|| "none".to_owned()));
    (words.say_with(&id, &args), words.say(&format!("{id}-todo")))
}

/// A failure as JSON.
pub(crate) fn as_json(error: &NewsroomError, words: &Words) -> Value {
    let (message, todo) = sentences_of(error, words);
    json!({ "code": error.code(), "message": message, "todo": todo, "detail": error.detail() })
}

/// Tells a failure on standard error.
pub(crate) fn tell(error: &NewsroomError, words: &Words) {
    let (message, todo) = sentences_of(error, words);
    say::err(&words.say_of("failed", "what", &message));
    say::err(&todo);
    if !error.detail().is_empty() {
        say::err(&words.say_of("details", "detail", error.detail()));
    }
}
