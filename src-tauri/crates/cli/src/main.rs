//! `marbre-cli`: the use cases without a window. Everything is in the library beside it.

use std::process::ExitCode;

use newsroom::darkroom;

fn main() -> ExitCode {
    match darkroom::is_wanted(std::env::args_os()) {
        true => darkroom::serve(),
        false => cli::run(cli::Program::CommandLine, std::env::args_os()),
    }
}
