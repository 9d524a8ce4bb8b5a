//! The newsroom as the commands reach it: open, or the reason why it is not; no rules.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use contract::Failure;
use newsroom::{Newsroom, NewsroomError};

/// The newsroom, once it was tried to open it; empty again when it was closed.
#[derive(Default)]
pub(crate) struct Desk(RwLock<Option<Result<Newsroom, NewsroomError>>>);

impl Desk {
    /// Puts in what opening gave.
    pub(crate) fn settle(&self, opened: Result<Newsroom, NewsroomError>) {
        log_failure(&opened);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(opened);
    }

    /// Opens anew what could not be opened: the cause may be gone. An open newsroom stays as it is,
    /// a closed one closed.
    pub(crate) fn try_again(&self, open: impl FnOnce() -> Result<Newsroom, NewsroomError>) {
        let mut settled = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*settled, Some(Err(_))) {
            return;
        }
        let opened = open();
        log_failure(&opened);
        *settled = Some(opened);
    }

    /// Does something to a library that could not be opened, while nobody opens it.
    ///
    /// # Errors
    /// What `work` says; `LibraryBusy` when the newsroom is open.
    pub(crate) fn while_closed<T>(
        &self,
        work: impl FnOnce() -> Result<T, NewsroomError>,
    ) -> Result<T, Failure> {
        let settled = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let done = match &*settled {
            Some(Err(_)) => work(),
            _ => Err(NewsroomError::LibraryBusy("it is open here".to_owned())),
        };
        done.map_err(|error| {
            tracing::warn!(code = error.code(), %error, "the library could not be brought back");
            error.into()
        })
    }

    /// Closes the newsroom: every text is folded, the background ends.
    pub(crate) fn close(&self) {
        drop(
            self.0
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
    }

    /// Asks the newsroom. A panic becomes a failure: the command is lost, the application lives.
    ///
    /// # Errors
    /// What the newsroom says, or why it is not open.
    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&Newsroom) -> Result<T, NewsroomError>,
    ) -> Result<T, Failure> {
        let answer = match &*self.opened() {
            Some(Ok(newsroom)) => catch_unwind(AssertUnwindSafe(|| question(newsroom)))
                .unwrap_or_else(|_| Err(NewsroomError::Internal("a command panicked".to_owned()))),
            Some(Err(error)) => Err(error.clone()),
            None => Err(NewsroomError::Internal(
                "the newsroom is not open".to_owned(),
            )),
        };
        answer.map_err(|error| {
            tracing::warn!(code = error.code(), %error, "a command failed");
            error.into()
        })
    }

    /// A file that a page asks for; `None` when there is none, or no newsroom.
    pub(crate) fn resource(&self, path: &str) -> Option<newsroom::Resource> {
        self.opened().as_ref()?.as_ref().ok()?.resource(path)
    }

    fn opened(&self) -> RwLockReadGuard<'_, Option<Result<Newsroom, NewsroomError>>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn log_failure(opened: &Result<Newsroom, NewsroomError>) {
    if let Err(error) = opened {
        tracing::error!(code = error.code(), %error, "the library can't be opened");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::FailureCode;

    fn code(desk: &Desk) -> FailureCode {
        desk.ask(|_| Ok(())).unwrap_err().code
    }

    #[test]
    fn what_could_not_be_opened_is_tried_again() {
        let desk = Desk::default();
        desk.settle(Err(NewsroomError::DiskFull(String::new())));
        assert_eq!(code(&desk), FailureCode::DiskFull);
        desk.try_again(|| Err(NewsroomError::LibraryBusy(String::new())));
        assert_eq!(code(&desk), FailureCode::LibraryBusy);
    }

    #[test]
    fn only_a_library_that_could_not_be_opened_is_brought_back() {
        let desk = Desk::default();
        let busy = desk.while_closed(|| Ok(())).unwrap_err();
        assert_eq!(busy.code, FailureCode::LibraryBusy);
        desk.settle(Err(NewsroomError::LibraryCorrupt(String::new())));
        assert_eq!(desk.while_closed(|| Ok(1)), Ok(1));
    }

    #[test]
    fn what_was_closed_stays_closed() {
        let desk = Desk::default();
        desk.settle(Err(NewsroomError::DiskFull(String::new())));
        desk.close();
        desk.try_again(|| Err(NewsroomError::LibraryBusy(String::new())));
        assert_eq!(code(&desk), FailureCode::Internal);
    }
}
