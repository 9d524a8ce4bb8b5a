//! The one thread that writes. It owns the one connection that can, serves calls in the order in
//! which they came, and commits all waiting journal entries together.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{R, StoreError};
use crate::journal::{self, JournalEntry, OnDurable};
use crate::search;

/// How long the queue is empty before the search index catches up.
const IDLE: Duration = Duration::from_millis(200);

/// Entries in one commit at the most, so that the first of them does not wait for ever.
const GROUP: usize = 256;

type Write = Box<dyn FnOnce(&mut Connection) + Send>;

enum Job {
    Append(JournalEntry, OnDurable),
    Write(Write),
}

/// The queue to the writing thread, and the thread.
pub(crate) struct Writer {
    queue: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread on its connection.
    pub(crate) fn start(connection: Connection) -> R<Self> {
        let (queue, jobs) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || serve(connection, &jobs))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Runs `work` in one transaction on the thread and waits for it. It is committed when this
    /// returns `Ok`, and rolled back when `work` fails.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> R<T> + Send + 'static,
    ) -> R<T> {
        let (answer, answered) = mpsc::sync_channel(1);
        let job = Job::Write(Box::new(move |connection| {
            // Nobody waits any more when the caller's thread has died: nothing to tell.
            let _ = answer.send(in_transaction(connection, work));
        }));
        self.send(job).map_err(|_| StoreError::Closed)?;
        answered.recv().map_err(|_| StoreError::Closed)?
    }

    /// Queues a journal entry.
    pub(crate) fn append(&self, entry: JournalEntry, on_durable: OnDurable) {
        if let Err(Job::Append(_, on_durable)) = self.send(Job::Append(entry, on_durable)) {
            on_durable(Err(StoreError::Closed));
        }
    }

    fn send(&self, job: Job) -> Result<(), Job> {
        match &self.queue {
            Some(queue) => queue.send(job).map_err(|refused| refused.0),
            None => Err(job),
        }
    }
}

impl Drop for Writer {
    /// Waits until everything that was queued is written and the file is closed.
    fn drop(&mut self) {
        self.queue = None;
        let Some(thread) = self.thread.take() else {
            return;
        };
        // The last handle may go in a callback on that very thread, which can't wait for itself.
        if thread.thread().id() != thread::current().id() && thread.join().is_err() {
            tracing::error!("the library's writing thread panicked");
        }
    }
}

/// Runs `work` in one transaction.
pub(crate) fn in_transaction<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> R<T>,
) -> R<T> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

fn serve(mut connection: Connection, jobs: &Receiver<Job>) {
    let mut indexed = false;
    loop {
        let next = if indexed {
            jobs.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            jobs.recv_timeout(IDLE)
        };
        match next {
            Ok(job) => {
                run(&mut connection, job, jobs);
                indexed = false;
            }
            Err(RecvTimeoutError::Timeout) => indexed = index_one(&mut connection),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Brings one draft's words up to date; `true` when there is no more to do for now.
fn index_one(connection: &mut Connection) -> bool {
    match in_transaction(connection, |tx| search::index_due(tx, 1)) {
        Ok(done) => done == 0,
        Err(error) => {
            // What is due stays due, and the next search says what is wrong.
            tracing::warn!(%error, "the search index could not be brought up to date");
            true
        }
    }
}

fn run(connection: &mut Connection, job: Job, jobs: &Receiver<Job>) {
    match job {
        Job::Write(write) => survive(|| write(connection)),
        Job::Append(entry, on_durable) => {
            let (group, after) = drain(entry, on_durable, jobs);
            commit(connection, group);
            if let Some(job) = after {
                run(connection, job, jobs);
            }
        }
    }
}

type Group = (Vec<JournalEntry>, Vec<OnDurable>);

/// Takes all entries that already wait, up to the first other job, which is handed back.
fn drain(entry: JournalEntry, on_durable: OnDurable, jobs: &Receiver<Job>) -> (Group, Option<Job>) {
    let (mut entries, mut waiting) = (vec![entry], vec![on_durable]);
    while entries.len() < GROUP {
        match jobs.try_recv() {
            Ok(Job::Append(entry, on_durable)) => {
                entries.push(entry);
                waiting.push(on_durable);
            }
            Ok(other) => return ((entries, waiting), Some(other)),
            Err(_) => break,
        }
    }
    ((entries, waiting), None)
}

/// Commits the entries together, then tells everyone how it went.
fn commit(connection: &mut Connection, (entries, waiting): Group) {
    let done = in_transaction(connection, |tx| journal::write(tx, &entries));
    match done {
        Ok(each) => waiting
            .into_iter()
            .zip(each)
            .for_each(|(tell, how)| survive(|| tell(how))),
        Err(error) => waiting
            .into_iter()
            .for_each(|tell| survive(|| tell(Err(error.clone())))),
    }
}

/// Runs somebody's code. A panic in it is rolled back, and must not end the saving of everybody
/// else's text.
fn survive(work: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(work)).is_err() {
        tracing::error!("a panic on the library's writing thread");
    }
}
