//! The command line: the newsroom's use cases without a window. Knows arguments, words and exit codes; no window, no SQL, no HTTP.

mod arguments;
mod commands;
mod failure;
mod finding;
mod passphrase;
mod place;
mod receipt;
mod say;
mod surroundings;
mod usage;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

pub use surroundings::Surroundings;

use arguments::Parsed;
use words::Words;

/// Done.
pub const DONE: u8 = 0;
/// Failed; standard error says why.
pub const FAILED: u8 = 1;
/// The command is not written as it should be.
pub const USAGE: u8 = 2;
/// Promised, but not delivered yet.
pub const QUEUED: u8 = 3;

/// Which program takes the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The command line alone.
    CommandLine,
    /// The desktop program, which opens its window when there is no command.
    Desktop,
}

/// Runs one command. `args` as the system gives them, the program's name first.
pub fn run(program: Program, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let surroundings = Surroundings::read();
    let locale = arguments::language(&args).unwrap_or(surroundings.locale.clone());
    let words = Words::of(&locale);
    let code = match arguments::parse(program, &args, &words) {
        Parsed::Run(arguments) => commands::run(arguments, &surroundings, &words),
        Parsed::Show(text) => {
            let heard = say::out(&text);
            commands::heard(heard, DONE, &words)
        }
        Parsed::Help(text) => {
            say::err(&text);
            USAGE
        }
        Parsed::Refuse { fault, json } => commands::refuse(&fault, json, &words),
    };
    ExitCode::from(code)
}
