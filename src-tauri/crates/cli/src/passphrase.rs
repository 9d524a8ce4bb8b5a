//! Where a passphrase comes from: standard input, a file, the terminal; never the arguments, which every program on
//! the machine can see. Decides nothing about what it opens.

use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Read};
use std::path::PathBuf;

use newsroom::{NewsroomError, Passphrase};

use crate::words::Words;
use crate::{Surroundings, say};

/// The longest that is read.
const MOST_BYTES: u64 = 4_096;

/// Where the passphrase of this command comes from.
pub(crate) enum Source {
    /// The first line of standard input.
    Input,
    /// The first line of a file.
    File(PathBuf),
    /// Whoever sits at the terminal.
    Terminal,
    /// Nowhere: what needs it waits.
    Nowhere,
}

impl Source {
    /// `wanted`: whether standard input was asked for by name.
    pub(crate) fn of(wanted: bool, around: &Surroundings) -> Self {
        let terminal = std::io::stdin().is_terminal();
        match &around.passphrase_file {
            _ if wanted && !terminal => Self::Input,
            Some(file) if !wanted => Self::File(file.clone()),
            _ if terminal => Self::Terminal,
            _ => Self::Nowhere,
        }
    }

    /// The passphrase that was chosen before; `None` when it comes from nowhere.
    ///
    /// # Errors
    /// `FileMissing`, `FileUnreadable`, `FileTooLarge`; `FieldInvalid` when the terminal gives nothing.
    pub(crate) fn known(&self, words: &Words) -> Result<Option<Passphrase>, NewsroomError> {
        self.read(|| from_terminal(&words.say("passphrase-asked")))
    }

    /// One that is chosen now; at a terminal it is typed twice.
    ///
    /// # Errors
    /// As [`Source::known`].
    pub(crate) fn chosen(&self, words: &Words) -> Result<Option<Passphrase>, NewsroomError> {
        self.read(|| {
            say::err(&words.say("passphrase-none-yet"));
            loop {
                let first = from_terminal(&words.say("passphrase-new-asked"))?;
                if from_terminal(&words.say("passphrase-again-asked"))? == first {
                    return Ok(first);
                }
                say::err(&words.say("passphrase-differs"));
            }
        })
    }

    fn read(
        &self,
        at_terminal: impl FnOnce() -> Result<Passphrase, NewsroomError>,
    ) -> Result<Option<Passphrase>, NewsroomError> {
        match self {
            Self::Input => from_input().map(Some),
            Self::File(path) => from_file(path).map(Some),
            Self::Terminal => at_terminal().map(Some),
            Self::Nowhere => Ok(None),
        }
    }
}

/// What is typed at the terminal, and not shown there.
///
/// # Errors
/// `FieldInvalid` when it gives nothing.
pub(crate) fn unseen(prompt: &str) -> Result<String, NewsroomError> {
    rpassword::prompt_password(format!("{prompt} "))
        .map_err(|error| NewsroomError::FieldInvalid(format!("terminal: {error}")))
}

fn from_terminal(prompt: &str) -> Result<Passphrase, NewsroomError> {
    unseen(prompt).map(Passphrase::new)
}

/// The line, and no more: what follows is for others.
fn from_input() -> Result<Passphrase, NewsroomError> {
    let mut line = String::with_capacity(MOST_BYTES as usize);
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|error| NewsroomError::FieldInvalid(format!("standard input: {error}")))?;
    Ok(first_line(line))
}

fn from_file(path: &PathBuf) -> Result<Passphrase, NewsroomError> {
    let mut text = String::with_capacity(MOST_BYTES as usize);
    let read = File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_string(&mut text));
    read.map_err(|error| {
        let said = format!("{}: {error}", path.display());
        match error.kind() {
            ErrorKind::NotFound => NewsroomError::FileMissing(said),
            _ => NewsroomError::FileUnreadable(said),
        }
    })?;
    Ok(first_line(text))
}

/// Without the line's end: an editor adds one. Cut in place, so that no copy stays behind.
fn first_line(mut text: String) -> Passphrase {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    text.truncate(end);
    Passphrase::new(text)
}
