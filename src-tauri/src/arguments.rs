//! Tells a start of the window from a subcommand; the subcommands themselves are `cli`'s.

use std::ffi::OsString;
use std::path::PathBuf;

use newsroom::darkroom;

/// What the program was started for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// One picture is to be developed, for another process of ours.
    Darkroom,
    /// The window.
    Window(WindowOptions),
    /// A subcommand, `--help` or `--version`: all arguments as they came, the program's name first.
    CommandLine(Vec<OsString>),
}

/// How the window starts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct WindowOptions {
    /// The library's folder; `None` is the user's own.
    pub(crate) library: Option<PathBuf>,
    /// The local site's port; `None` is the usual one.
    pub(crate) port: Option<u16>,
}

/// Only `--library DIR` and `--port N` start the window; anything else is for the command line.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Wanted {
    let all: Vec<OsString> = arguments.into_iter().collect();
    if darkroom::is_wanted(all.iter().cloned()) {
        return Wanted::Darkroom;
    }
    let mut options = WindowOptions::default();
    let mut rest = all.iter().skip(1);
    while let Some(argument) = rest.next() {
        match (argument.to_str(), rest.next()) {
            (Some("--library"), Some(folder)) => options.library = Some(PathBuf::from(folder)),
            (Some("--port"), Some(port)) => match port.to_str().and_then(|p| p.parse().ok()) {
                Some(port) => options.port = Some(port),
                None => return Wanted::CommandLine(all),
            },
            _ => return Wanted::CommandLine(all),
        }
    }
    Wanted::Window(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(line: &str) -> Wanted {
        read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn only_a_library_and_a_port_start_the_window() {
        assert_eq!(wanted("marbre"), Wanted::Window(WindowOptions::default()));
        assert_eq!(wanted("marbre --darkroom"), Wanted::Darkroom);
        let options = WindowOptions {
            library: Some("/tmp/l".into()),
            port: Some(4800),
        };
        assert_eq!(
            wanted("marbre --library /tmp/l --port 4800"),
            Wanted::Window(options)
        );
        for line in [
            "marbre list",
            "marbre --help",
            "marbre --library",
            "marbre --port x",
        ] {
            assert!(matches!(wanted(line), Wanted::CommandLine(_)), "{line}");
        }
    }
}
