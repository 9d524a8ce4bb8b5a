//! Where a credential must never be: any file, the log, an error, whatever a site that says it again is told to say.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use domain::{Dispatch, DispatchState, SiteKind};
use newsroom::NewSite;
use testkit::{Answer, Desk, Fault, FaultyProxy, Opening, Written};

use crate::journey::{ARTICLES, Journey};
use crate::secrets::{COST, PHRASE, bare_desk, phrase};

/// What the log says, at its most talkative.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Everybody's: couriers have threads of their own.
    fn of_everybody() -> Self {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_writer(move || writer.clone())
            .finish();
        tracing_subscriber::util::SubscriberInitExt::init(subscriber);
        log
    }

    fn said(&self) -> Vec<u8> {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.clone()
    }
}

impl Write for Log {
    fn write(&mut self, said: &[u8]) -> std::io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.extend_from_slice(said);
        Ok(said.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What must not be found, and where it was looked for.
struct Hunt<'a> {
    clear: Vec<&'a str>,
}

impl Hunt<'_> {
    #[track_caller]
    fn search(&self, place: &str, bytes: &[u8]) {
        for clear in &self.clear {
            let found = bytes.windows(clear.len()).any(|at| at == clear.as_bytes());
            assert!(!found, "{clear:?} in {place}");
        }
    }

    /// Every file below a folder; says how many.
    #[track_caller]
    fn search_files(&self, folder: &Path) -> usize {
        let files = files(folder);
        for path in &files {
            self.search(&path.display().to_string(), &fs::read(path).unwrap());
        }
        files.len()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    };
    entries.flat_map(below).collect()
}

#[track_caller]
fn until(desk: &Desk, id: domain::DispatchId, what: &str, is: impl Fn(&Dispatch) -> bool) {
    desk.until(what, |newsroom| {
        is(&newsroom.dispatch(id).unwrap().dispatch).then_some(())
    });
}

#[test]
fn neither_token_nor_passphrase_is_found_in_any_file_or_in_the_log() {
    let log = Log::of_everybody();
    let (mut desk, _) = bare_desk();
    desk.newsroom().seal(&phrase(PHRASE), COST).unwrap();
    let site = Journey::begin();
    let account = site.account();
    let wrong = "une phrase qui ne vaut rien";
    let hunt = Hunt {
        clear: vec![&account.secret, PHRASE, wrong],
    };
    let added = desk.newsroom().add_site(&account).unwrap().site.id;
    desk.reopen().unwrap();
    // The site says all that it was told: once as it refuses, once as it breaks.
    site.fault("POST", ARTICLES, Fault::Echo(422));
    site.fault("POST", ARTICLES, Fault::Echo(500));
    let draft = Written::new("Le pont rouvre", "On passe.").at(desk.newsroom());
    let id = desk.newsroom().publish(draft, added).unwrap().dispatch.id;
    until(&desk, id, "locked", |d| {
        d.failure.as_deref() == Some("secrets_locked")
    });
    let refused = desk.newsroom().unlock(&phrase(wrong)).unwrap_err();
    hunt.search("the failure", format!("{refused:?} {refused}").as_bytes());
    desk.newsroom().unlock(&phrase(PHRASE)).unwrap();
    until(&desk, id, "refused", |d| d.state == DispatchState::Failed);
    let told = desk.newsroom().dispatch(id).unwrap();
    assert!(format!("{told:?}").contains("********"), "{told:?}");
    hunt.search("a dispatch", format!("{told:?}").as_bytes());
    desk.newsroom().retry_dispatch(id).unwrap();
    until(&desk, id, "in doubt", |d| d.state == DispatchState::Unknown);
    hunt.search(
        "a dispatch",
        format!("{:?}", desk.newsroom().outbox()).as_bytes(),
    );
    desk.newsroom().retry_dispatch(id).unwrap();
    until(&desk, id, "done", |d| d.state == DispatchState::Done);
    // Everything that leaves the library, and the library: once while the database's log lies beside
    // it, once folded.
    let out = tempfile::tempdir().unwrap();
    let newsroom = desk.newsroom();
    newsroom.back_up(Some(out.path())).unwrap();
    newsroom
        .export_receipt(id, &out.path().join("receipt.json"))
        .unwrap();
    newsroom
        .export_drafts(out.path(), None, None, &mut |_, _| {})
        .unwrap();
    assert!(hunt.search_files(out.path()) >= 3);
    assert!(hunt.search_files(desk.library()) >= 3);
    let library = desk.library().to_owned();
    assert!(library.join("secrets.sealed").exists());
    desk.close();
    hunt.search_files(&library);
    let said = log.said();
    let text = String::from_utf8_lossy(&said);
    assert!(text.contains("a dispatch waits"));
    hunt.search("the log", &said);
}

/// A site that was added by mistake, or by an enemy's wish, says again what it was shown.
#[test]
fn a_site_that_says_a_credential_again_is_not_repeated() {
    let desk = Desk::open(Opening::default());
    let site = FaultyProxy::before(([127, 0, 0, 1], 1).into());
    let secrets = [
        (SiteKind::SiteApi, "tok-en-of-a-desk", "tok-en-of-a-desk"),
        (
            SiteKind::WordPress,
            "editor:abcd EFGH ijkl MNOP",
            "abcd EFGH ijkl MNOP",
        ),
        // The same as it is shown.
        (
            SiteKind::WordPress,
            "editor:abcd EFGH ijkl MNOP",
            "ZWRpdG9yOmFiY2QgRUZHSCBpamtsIE1OT1A=",
        ),
        (
            SiteKind::Ghost,
            "6b0421e5:5d91aecf0935fe2d282aba79b3f7d931",
            "5d91aecf0935fe2d282aba79b3f7d931",
        ),
        (
            SiteKind::Ghost,
            "6b0421e5:5d91aecf0935fe2d282aba79b3f7d931",
            "eyJ",
        ),
        (SiteKind::Micropub, "a/token+of=mine", "a/token+of=mine"),
    ];
    for (kind, secret, clear) in secrets {
        for status in [200, 401, 403, 404, 422, 500] {
            site.heal();
            site.fault("", "/", usize::MAX, Fault::Echo(status));
            let new = NewSite {
                kind,
                home: site.url(),
                api: site.url(),
                secret: secret.to_owned(),
            };
            let failed = desk.newsroom().add_site(&new).unwrap_err();
            let told = format!("{failed} {failed:?} {}", failed.detail());
            assert!(!told.contains(clear), "{kind:?} {status}: {told}");
        }
    }
    let shown = site
        .seen()
        .iter()
        .any(|asked| asked.head.contains("tok-en-of-a-desk"));
    assert!(shown, "it was shown to the site itself");
}

/// Wherever a site sends us on, the credential stays: with each redirect, in each use case.
#[test]
fn a_redirect_carries_no_credential_anywhere() {
    for status in [301, 302, 303, 307, 308] {
        for place in Place::ALL {
            sent_on(status, place);
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Place {
    /// The same host at another port.
    Port,
    /// Another name.
    Host,
    /// Without a scheme.
    Schemeless,
    /// Where the credential would stand in the address.
    Userinfo,
}

impl Place {
    const ALL: [Self; 4] = [Self::Port, Self::Host, Self::Schemeless, Self::Userinfo];

    fn of(self, other: &FaultyProxy) -> String {
        let at = other.url();
        let host = at.trim_start_matches("http://");
        match self {
            Self::Port => at,
            Self::Host => at.replace("127.0.0.1", "localhost"),
            Self::Schemeless => format!("//{host}"),
            Self::Userinfo => format!("http://a:b@{host}"),
        }
    }
}

fn sent_on(status: u16, place: Place) {
    let journey = Journey::begin();
    journey.proxy.pose();
    let draft = journey.draft();
    journey.published(draft);
    let newsroom = journey.newsroom();
    let other = FaultyProxy::before(([127, 0, 0, 1], 1).into());
    let to = |path: &str| {
        let away =
            Answer::html(status, "").header("location", &format!("{}{path}", place.of(&other)));
        journey
            .proxy
            .fault("", path, usize::MAX, Fault::Answer(away));
    };
    to("/api/v1/");
    let code = |failed: newsroom::NewsroomError| failed.code();
    let added = newsroom.add_site(&NewSite::site_api(
        &format!("{}/", journey.proxy.url()),
        "tok-en-of-a-desk",
    ));
    assert!(added.is_err(), "{status} {place:?}");
    assert_eq!(
        newsroom
            .live_change(draft, journey.site)
            .map_err(code)
            .unwrap_err(),
        "site_not_understood"
    );
    newsroom.resync(draft, "La ville change.", 0).unwrap();
    let id = journey.publish(draft);
    let kept = journey.until_failure(id).dispatch;
    assert_ne!(kept.state, DispatchState::Done);
    journey.proxy.heal();
    // A reader may be sent on, as on any site; he has no credential.
    to("/articles/");
    newsroom.retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert!(!newsroom.receipt(id).unwrap().unwrap().is_verified());
    for asked in other.seen() {
        let head = asked.head.to_ascii_lowercase();
        assert!(
            !head.contains("authorization"),
            "{status} {place:?}: {head}"
        );
        assert!(
            asked.path.starts_with("/articles/"),
            "{status} {place:?}: {head}"
        );
    }
    let shown =
        |asked: &testkit::SeenRequest| asked.head.to_ascii_lowercase().contains("authorization");
    assert!(
        journey.proxy.seen().iter().any(shown),
        "it was shown to the site itself"
    );
}
