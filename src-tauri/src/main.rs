//! The desktop program: opens the window, or passes a subcommand on to the command line's use cases.

mod app;
mod appearance;
mod arguments;
mod browser;
mod clipboard;
mod commands;
mod desk;
mod events;
mod graphics;
mod instance;
mod page_scheme;
mod webview;

use std::process::ExitCode;

use newsroom::darkroom;

fn main() -> ExitCode {
    match arguments::read(std::env::args_os()) {
        arguments::Wanted::Darkroom => darkroom::serve(),
        arguments::Wanted::Window(options) => app::run(options),
        arguments::Wanted::CommandLine(arguments) => cli::run(cli::Program::Desktop, arguments),
    }
}
