//! What was asked for on the command line, in the reader's language; does nothing itself.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{
    ArgGroup, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};

use domain::CorrectionKind;

use crate::Program;
use crate::usage::Fault;
use crate::words::Words;

/// A command line, understood. Its help comes from the catalogues.
#[derive(Debug, Parser)]
#[command(
    name = "marbre-cli",
    version,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(subcommand)]
    pub(crate) task: Task,
}

/// The languages that messages are in.
const LANGUAGES: [&str; 2] = ["fr", "en"];

#[derive(Debug, Args)]
pub(crate) struct Place {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
    #[arg(long, global = true, value_name = "N")]
    pub(crate) port: Option<u16>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "fr|en", value_parser = LANGUAGES, hide_possible_values = true)]
    pub(crate) lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    Publish {
        #[arg(value_name = "FILE.md")]
        file: PathBuf,
        #[arg(long, value_name = "NAME", conflicts_with = "everywhere")]
        site: Vec<String>,
        #[arg(long)]
        everywhere: bool,
        #[arg(
            long,
            value_name = "SECONDS",
            default_value_t = 30,
            hide_default_value = true
        )]
        patience: u64,
        #[arg(long)]
        passphrase_stdin: bool,
        #[arg(long, value_name = "REASON")]
        despite_embargo: Option<String>,
        #[arg(long, value_name = "REASON")]
        despite_checks: Option<String>,
        #[arg(long)]
        bring_back: bool,
    },
    Correct {
        #[arg(value_name = "DRAFT")]
        draft: String,
        #[arg(long, value_enum, hide_possible_values = true)]
        kind: Kind,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "NAME")]
        site: Option<String>,
        #[arg(long)]
        keep: bool,
        #[arg(
            long,
            value_name = "SECONDS",
            default_value_t = 30,
            hide_default_value = true
        )]
        patience: u64,
        #[arg(long)]
        passphrase_stdin: bool,
    },
    PreviewOnSite {
        #[arg(value_name = "DRAFT")]
        draft: String,
        #[arg(id = "on-site", long = "site", value_name = "NAME")]
        on: String,
        #[arg(long, conflicts_with = "despite_embargo")]
        remove: bool,
        #[arg(long, value_name = "REASON")]
        despite_embargo: Option<String>,
        #[arg(long)]
        passphrase_stdin: bool,
    },
    List {
        #[arg(long, value_name = "WORDS")]
        search: Option<String>,
        #[arg(long, value_enum, hide_possible_values = true)]
        status: Option<Status>,
    },
    Pictures {
        #[arg(id = "sought", long = "search", value_name = "WORDS")]
        search: Option<String>,
        #[arg(long)]
        unused: bool,
    },
    AddPicture {
        #[arg(id = "picture", value_name = "FILE|ADDRESS")]
        from: String,
    },
    RemoveUnusedPictures,
    Render {
        #[arg(value_name = "FILE.md")]
        file: PathBuf,
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    Import {
        #[arg(value_name = "FILE.md", required = true)]
        files: Vec<PathBuf>,
        #[arg(long)]
        again: bool,
    },
    #[command(group(ArgGroup::new("which").args(["search", "all", "articles"]).required(true)))]
    ImportSite {
        #[arg(id = "from-site", value_name = "SITE")]
        site: String,
        #[arg(long, value_name = "WORDS")]
        search: Option<String>,
        #[arg(long)]
        all: bool,
        #[arg(value_name = "ADDRESS|ID")]
        articles: Vec<String>,
        #[arg(
            long = "patience",
            value_name = "SECONDS",
            default_value_t = 30,
            hide_default_value = true
        )]
        waiting: u64,
        #[arg(long)]
        passphrase_stdin: bool,
    },
    Export {
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        #[arg(long, value_name = "REASON")]
        despite_embargo: Option<String>,
    },
    Backup {
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    Restore {
        #[arg(value_name = "BACKUP")]
        backup: Option<PathBuf>,
        #[arg(long)]
        dry_run: bool,
    },
    Check,
    Site {
        #[arg(long, value_name = "NAME")]
        token: Option<String>,
    },
    AddSite {
        #[arg(value_name = "URL")]
        url: String,
        #[arg(long, value_name = "NAME")]
        login: Option<String>,
        #[arg(
            id = "site-files",
            long = "files",
            value_name = "FOLDER",
            requires = "generator"
        )]
        files: Option<PathBuf>,
        #[arg(long, value_name = "NAME", requires = "site-files", value_parser = ["hugo", "zola", "eleventy"])]
        generator: Option<String>,
        #[arg(long)]
        passphrase_stdin: bool,
    },
    DefaultSites {
        #[arg(id = "default-site", value_name = "SITE", conflicts_with = "none")]
        sites: Vec<String>,
        #[arg(long)]
        none: bool,
    },
    SetPassword {
        #[arg(id = "known-site", value_name = "SITE")]
        site: String,
        #[arg(long, value_name = "NAME")]
        login: Option<String>,
        #[arg(long)]
        passphrase_stdin: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Status {
    Draft,
    OnTheStone,
    Published,
    Changed,
    Binned,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Correction,
    Clarification,
    Update,
    Retraction,
}

impl From<Kind> for CorrectionKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Correction => Self::Correction,
            Kind::Clarification => Self::Clarification,
            Kind::Update => Self::Update,
            Kind::Retraction => Self::Retraction,
        }
    }
}

/// What the arguments come to.
pub(crate) enum Parsed {
    /// A command to run.
    Run(Arguments),
    /// What was asked for: help, the version.
    Show(String),
    /// Help for somebody who gave no command.
    Help(String),
    /// It is not written as it should be; whether a program reads the answer.
    Refuse { fault: Fault, json: bool },
}

/// The value of `--lang`, if it is one, found before anything else, because help and errors need it.
pub(crate) fn language(args: &[OsString]) -> Option<String> {
    value_of_lang(args).filter(|value| LANGUAGES.contains(&value.as_str()))
}

/// Whether a program reads the answer, found before anything else for the same reason.
fn wants_json(args: &[OsString]) -> bool {
    let mut options = args.iter().take_while(|arg| *arg != "--");
    options.any(|arg| arg == "--json")
}

fn value_of_lang(args: &[OsString]) -> Option<String> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--lang") {
            Some("") => return args.next().map(str::to_owned),
            Some(rest) => return rest.strip_prefix('=').map(str::to_owned),
            None => {}
        }
    }
    None
}

/// Understands the arguments.
pub(crate) fn parse(program: Program, args: &[OsString], words: &Words) -> Parsed {
    let found = command(program, words).try_get_matches_from(args);
    match found.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => Parsed::Run(arguments),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Parsed::Show(error.to_string()),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Parsed::Help(error.to_string()),
            _ => Parsed::Refuse {
                fault: Fault::of(&error, words),
                json: wants_json(args),
            },
        },
    }
}

/// The command with the catalogue's words.
fn command(program: Program, words: &Words) -> Command {
    let about = match program {
        Program::CommandLine => words.say("about"),
        Program::Desktop => format!("{}\n{}", words.say("about"), words.say("about-window")),
    };
    let mut command = Arguments::command()
        .about(about)
        .after_help(words.say("exit-codes"))
        .subcommand_help_heading(words.say("commands"));
    // Adds the arguments that clap makes itself, so that they are worded too.
    command.build();
    in_words(command, words)
}

fn in_words(command: Command, words: &Words) -> Command {
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        words.say("usage")
    );
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    let mut command = command.help_template(template).mut_args(|arg| {
        let heading = if arg.is_positional() {
            "arguments"
        } else {
            "options"
        };
        let id = format!("arg-{}", arg.get_id().as_str().replace('_', "-"));
        arg.help(words.say(&id)).help_heading(words.say(heading))
    });
    for name in names {
        let about = words.say(&format!("about-{name}"));
        command = command.mut_subcommand(name, |sub| {
            // The help of `help` only repeats the names.
            let sub = if sub.get_name() == "help" {
                sub
            } else {
                in_words(sub, words)
            };
            sub.about(about)
        });
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[track_caller]
    fn shown(line: &str, locale: &str) -> String {
        match parse(Program::CommandLine, &args(line), &Words::of(locale)) {
            Parsed::Show(text) => text,
            _ => panic!("{line} shows nothing"),
        }
    }

    #[track_caller]
    fn refused(line: &str, locale: &str) -> String {
        let words = Words::of(locale);
        match parse(Program::CommandLine, &args(line), &words) {
            Parsed::Refuse { fault, .. } => fault.as_json(&words).to_string(),
            _ => panic!("{line} is not refused"),
        }
    }

    #[test]
    fn the_language_is_found_first() {
        assert_eq!(
            language(&args("marbre-cli list --lang en")).as_deref(),
            Some("en")
        );
        assert_eq!(
            language(&args("marbre-cli --lang=fr list")).as_deref(),
            Some("fr")
        );
        assert_eq!(language(&args("marbre-cli list")), None);
        assert_eq!(language(&args("marbre-cli list --lang de")), None);
    }

    #[test]
    fn the_desktop_programs_help_says_how_its_window_opens() {
        for (locale, expect) in [
            ("fr", "la fenêtre de Marbre s’ouvre"),
            ("en", "window opens"),
        ] {
            let words = Words::of(locale);
            let help = parse(Program::Desktop, &args("marbre --help"), &words);
            assert!(matches!(help, Parsed::Show(text) if text.contains(expect)));
            let alone = shown("marbre-cli --help", locale);
            assert!(!alone.contains(expect), "{alone}");
        }
    }

    #[test]
    fn help_is_in_the_readers_language() {
        let french = shown("marbre-cli --help", "fr");
        for word in [
            "Utilisation :",
            "Commandes",
            "Publie un fichier",
            "Codes de sortie",
            "Dossier de la bibliothèque",
        ] {
            assert!(french.contains(word), "{word} in {french}");
        }
        let english = shown("marbre-cli publish --help", "en");
        for word in [
            "Usage:",
            "Publishes a Markdown file",
            "The site’s name",
            "Shows help",
        ] {
            assert!(english.contains(word), "{word} in {english}");
        }
        for command in Arguments::command().get_subcommands() {
            let help = shown(&format!("marbre-cli {} --help", command.get_name()), "en");
            assert!(!help.contains("arg-") && !help.contains("about-"), "{help}");
        }
    }

    #[test]
    fn what_is_not_written_right_is_said_in_the_readers_language() {
        for (line, french, english) in [
            ("marbre-cli fly", "« fly »", "“fly”"),
            (
                "marbre-cli --json",
                "Il manque la commande",
                "command is missing",
            ),
            (
                "marbre-cli publish",
                "Il manque <FILE.md>",
                "<FILE.md> is missing",
            ),
            ("marbre-cli list --gone", "« --gone »", "“--gone”"),
            ("marbre-cli list --lang de", "fr, en", "fr, en"),
            (
                "marbre-cli list --lang",
                "attend une valeur",
                "needs a value",
            ),
            (
                "marbre-cli list --status gone",
                "on-the-stone",
                "on-the-stone",
            ),
            ("marbre-cli list --port x", "« x »", "“x”"),
            ("marbre-cli list --port 1 --port 2", "deux fois", "twice"),
        ] {
            for (locale, expect) in [("fr", french), ("en", english)] {
                let told = refused(line, locale).replace('\u{a0}', " ");
                assert!(told.contains(expect), "{expect} in {told}");
                assert!(told.contains(r#""code":"usage""#), "{told}");
            }
        }
        assert!(refused("marbre-cli list --gone", "fr").contains("Utilisation"));
        let none = parse(Program::CommandLine, &args("marbre-cli"), &Words::of("fr"));
        assert!(matches!(none, Parsed::Help(text) if text.contains("Utilisation")));
    }

    #[test]
    fn global_options_stand_anywhere() {
        let Parsed::Run(run) = parse(
            Program::CommandLine,
            &args("marbre-cli list --json --library /a"),
            &Words::of("en"),
        ) else {
            panic!("understood");
        };
        assert!(run.place.json && run.place.library == Some(PathBuf::from("/a")));
    }
}
