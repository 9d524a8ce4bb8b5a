//! `marbre-cli`: the use cases without a window. Everything is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(cli::Program::CommandLine, std::env::args_os())
}
