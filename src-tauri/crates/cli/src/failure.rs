//! A failure as the command line tells it: a sentence, what to do, the details; or JSON.

use newsroom::NewsroomError;
use serde_json::{Value, json};

use crate::say;
use crate::words::Words;

/// The failure's sentences, without "failed".
pub(crate) fn sentences(code: &str, words: &Words) -> (String, String) {
    let id = format!("failure-{}", code.replace('_', "-"));
    (words.say(&id), words.say(&format!("{id}-todo")))
}

/// A failure as JSON.
pub(crate) fn as_json(error: &NewsroomError, words: &Words) -> Value {
    let (message, todo) = sentences(error.code(), words);
    json!({ "code": error.code(), "message": message, "todo": todo, "detail": error.detail() })
}

/// Tells a failure on standard error.
pub(crate) fn tell(error: &NewsroomError, words: &Words) {
    let (message, todo) = sentences(error.code(), words);
    say::err(&words.say_of("failed", "what", &message));
    say::err(&todo);
    if !error.detail().is_empty() {
        say::err(&words.say_of("details", "detail", error.detail()));
    }
}
