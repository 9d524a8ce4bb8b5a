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

    /// No thread: nothing is ever written.
    pub(crate) fn none() -> Self {
        Self {
            queue: None,
            thread: None,
        }
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
            let _ = answer.send(caught(|| in_transaction(connection, work)));
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
    match caught(|| in_transaction(connection, |tx| search::index_due(tx, 1))) {
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
        // What it does is caught where its caller can be told.
        Job::Write(write) => survive(|| write(connection)),
        Job::Append(entry, on_durable) => {
            let (group, after) = drain(entry, on_durable, jobs);
            commit(group, |entries| {
                in_transaction(connection, |tx| journal::write(tx, entries))
            });
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
fn commit((entries, waiting): Group, write: impl FnOnce(&[JournalEntry]) -> R<Vec<R<u64>>>) {
    #[cfg(feature = "faults")]
    let waiting = tell_early(&entries, waiting);
    match caught(|| write(&entries)) {
        Ok(each) => waiting
            .into_iter()
            .zip(each)
            .for_each(|(tell, how)| survive(|| tell(how))),
        Err(error) => waiting
            .into_iter()
            .for_each(|tell| survive(|| tell(Err(error.clone())))),
    }
}

/// Tells everyone before the commit that it is done, when the campaign wants this to go wrong.
#[cfg(feature = "faults")]
fn tell_early(entries: &[JournalEntry], waiting: Vec<OnDurable>) -> Vec<OnDurable> {
    use crate::weakness::{Weakness, has};
    if !has(Weakness::AcknowledgedEarly) {
        return waiting;
    }
    for (entry, tell) in entries.iter().zip(waiting) {
        survive(|| tell(Ok(entry.sequence)));
    }
    Vec::new()
}

/// Runs work on the library. A panic in it is rolled back and becomes a failure like any other: it
/// must not end the saving of everybody else's text.
fn caught<T>(work: impl FnOnce() -> R<T>) -> R<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<&str>()
            .map(|said| (*said).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        tracing::error!(said, "a panic on the library's writing thread");
        Err(StoreError::Defect(format!("a panic: {said}")))
    })
}

/// Tells somebody; a panic of his stays his own.
fn survive(tell: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(tell)).is_err() {
        tracing::error!("a panic in a callback on the library's writing thread");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use domain::{DraftId, Timestamp};
    use uuid::Uuid;

    use super::*;

    fn entry(sequence: u64) -> JournalEntry {
        JournalEntry {
            draft: DraftId(Uuid::nil()),
            sequence,
            changes: Vec::new(),
            caret: 0,
            made_at: Timestamp::UNIX_EPOCH,
            fingerprint: None,
        }
    }

    #[test]
    fn a_panic_in_a_commit_is_told_to_everyone_who_waits() {
        let heard: Arc<Mutex<Vec<R<u64>>>> = Arc::default();
        let waiting = (0..3).map(|_| {
            let heard = Arc::clone(&heard);
            Box::new(move |how| heard.lock().unwrap().push(how)) as OnDurable
        });
        let group = ((1..4).map(entry).collect(), waiting.collect());
        commit(group, |_| panic!("in the middle of a commit"));
        let heard = heard.lock().unwrap();
        assert_eq!(heard.len(), 3);
        let defect = |how: &R<u64>| matches!(how, Err(StoreError::Defect(_)));
        assert!(heard.iter().all(defect), "{heard:?}");
    }

    #[test]
    fn after_a_panic_the_thread_writes_on() {
        let writer = Writer::start(Connection::open_in_memory().unwrap()).unwrap();
        let panicked = writer.write(|tx| -> R<()> {
            tx.execute_batch("CREATE TABLE half (a)")?;
            panic!("in the middle of a transaction")
        });
        assert!(
            matches!(panicked, Err(StoreError::Defect(_))),
            "{panicked:?}"
        );
        let tables = "SELECT count(*) FROM sqlite_schema";
        let found =
            writer.write(move |tx| Ok(tx.query_row(tables, [], |row| row.get::<_, i64>(0))?));
        assert_eq!(found, Ok(0));
    }
}
