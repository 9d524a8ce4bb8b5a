//! The process in which pictures are decoded: bounded in memory and time, and nobody else dies with it.
//!
//! It is the same program, started again. It gets the order and the original through its standard input, and answers
//! through its standard output; it opens no file.

mod confine;
mod wire;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::{Developed, MediaError, Order};
use wire::Task;

/// What a program is called with to be the darkroom.
pub const ARGUMENT: &str = "--darkroom";
/// How long a picture may take by the clock on the wall; what it may work in that time is bounded more closely.
const PATIENCE: Duration = Duration::from_secs(300);
/// How often it is asked, while it is waited for, whether anybody still wants it.
const LOOK_UP: Duration = Duration::from_millis(50);

/// How the darkroom is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Darkroom {
    /// The program; one that calls [`serve`] when it is asked to.
    pub program: PathBuf,
    /// What it is called with.
    pub arguments: Vec<OsString>,
}

impl Darkroom {
    /// The running program once more, also when its file was replaced meanwhile by a newer one.
    pub fn of_this_program() -> Self {
        let itself = PathBuf::from("/proc/self/exe");
        let program = match itself.exists() {
            true => itself,
            false => std::env::current_exe().unwrap_or_default(),
        };
        Self::of(program)
    }

    /// A program that is the darkroom when it is called with [`ARGUMENT`].
    pub fn of(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            arguments: vec![ARGUMENT.into()],
        }
    }

    /// Has copies of an original made.
    ///
    /// # Errors
    /// Any [`MediaError`]; `GaveUp` when the process died or was ended.
    pub fn develop(&self, original: &Path, order: &Order) -> Result<Developed, MediaError> {
        self.develop_within(PATIENCE, original, order)
    }

    /// The same, but it is ended as soon as nobody wants it any more.
    ///
    /// # Errors
    /// As [`Self::develop`]; `GaveUp` also when nobody wanted it any more.
    pub fn develop_while(
        &self,
        is_wanted: &dyn Fn() -> bool,
        original: &Path,
        order: &Order,
    ) -> Result<Developed, MediaError> {
        self.attend((PATIENCE, is_wanted), original, order)
    }

    /// The same, with another patience.
    ///
    /// # Errors
    /// As [`Self::develop`].
    pub fn develop_within(
        &self,
        patience: Duration,
        original: &Path,
        order: &Order,
    ) -> Result<Developed, MediaError> {
        self.attend((patience, &|| true), original, order)
    }

    fn attend(
        &self,
        until: (Duration, &dyn Fn() -> bool),
        original: &Path,
        order: &Order,
    ) -> Result<Developed, MediaError> {
        let original = File::open(original).map_err(disk)?;
        let length = original.metadata().map_err(disk)?.len();
        let task = Task::new(order, length);
        let mut child = self.start()?;
        let answer = attended(&mut child, until, task, original);
        // Whatever it said, it is over: a child that is not waited for stays in the system's table.
        let _ = child.kill();
        let ended = child.wait();
        match answer {
            Err(MediaError::GaveUp(why)) => Err(MediaError::GaveUp(match ended {
                Ok(ended) => format!("{why} ({ended})"),
                Err(_) => why,
            })),
            answer => answer,
        }
    }

    fn start(&self) -> Result<Child, MediaError> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(Stdio::null());
        let name = self.program.display();
        command
            .spawn()
            .map_err(|e| MediaError::GaveUp(format!("{name}: {e}")))
    }
}

/// Hands it what it needs and takes what it answers, on a thread of its own: pipes have no patience of their own.
fn attended(
    child: &mut Child,
    (patience, is_wanted): (Duration, &dyn Fn() -> bool),
    task: Task,
    original: File,
) -> Result<Developed, MediaError> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(MediaError::GaveUp("no pipes".to_owned()));
    };
    let (tell, told) = channel();
    thread::spawn(move || {
        let handed = hand(&mut stdin, &task, original);
        drop(stdin);
        let answer = handed.and_then(|()| wire::answer(stdout));
        // Nobody listens when the patience was at its end.
        let _ = tell.send(answer);
    });
    let mut left = patience;
    while !left.is_zero() {
        if !is_wanted() {
            return Err(MediaError::GaveUp("nobody wants it any more".to_owned()));
        }
        let turn = left.min(LOOK_UP);
        match told.recv_timeout(turn) {
            Ok(answer) => return answer,
            Err(RecvTimeoutError::Timeout) => left -= turn,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(MediaError::GaveUp("it was lost".to_owned()));
            }
        }
    }
    Err(MediaError::GaveUp("it took too long".to_owned()))
}

fn hand(stdin: &mut impl Write, task: &Task, mut original: File) -> Result<(), MediaError> {
    let handed = wire::write_task(stdin, task)
        .and_then(|()| io::copy(&mut original, stdin))
        .and_then(|_| stdin.flush());
    match handed {
        // It has answered already, or is dead: what it said tells.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        handed => handed.map_err(disk),
    }
}

/// Whether a program is called to be the darkroom: its arguments, its own name first.
pub fn is_wanted(arguments: impl IntoIterator<Item = OsString>) -> bool {
    arguments
        .into_iter()
        .nth(1)
        .is_some_and(|argument| argument == ARGUMENT)
}

/// Is the darkroom: reads one order, makes its copies, ends.
pub fn serve() -> ExitCode {
    confine::begin();
    let answer = taken(io::stdin().lock()).and_then(|(order, bytes)| {
        confine::shut();
        contained(&bytes, &order)
    });
    match wire::write_answer(&mut io::stdout().lock(), &answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn taken(mut source: impl Read) -> Result<(Order, Vec<u8>), MediaError> {
    let (order, length) = wire::read_task(&mut source)?;
    let mut bytes = Vec::new();
    let wanted = usize::try_from(length).unwrap_or(usize::MAX);
    if bytes.try_reserve_exact(wanted).is_err() {
        return Err(MediaError::GaveUp("too large a file".to_owned()));
    }
    source.take(length).read_to_end(&mut bytes).map_err(disk)?;
    Ok((order, bytes))
}

/// A decoder that panics has found nothing that could be shown.
fn contained(bytes: &[u8], order: &Order) -> Result<Developed, MediaError> {
    catch_unwind(AssertUnwindSafe(|| crate::develop(bytes, order)))
        .unwrap_or_else(|_| Err(MediaError::GaveUp("a decoder panicked".to_owned())))
}

fn disk(error: io::Error) -> MediaError {
    MediaError::Disk(error.to_string())
}
