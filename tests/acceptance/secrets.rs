//! Credentials on a machine whose keychain comes and goes: sealed, waited for, never in clear.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{DispatchId, DispatchState};
use newsroom::{NewSite, NewsroomError, Passphrase, RunningAlone, Sealing, SealingCost, SiteAlone};
use tempfile::TempDir;
use testkit::{Desk, FickleKeychain, Opening, Written};

const PHRASE: &str = "quatre mots très communs";
const COST: SealingCost = SealingCost::LEAST;

fn phrase(typed: &str) -> Passphrase {
    Passphrase::new(typed.to_owned())
}

#[track_caller]
fn code<T>(done: Result<T, NewsroomError>) -> &'static str {
    done.map(drop).unwrap_err().code()
}

/// A desk without a keychain, and a site elsewhere that has an account for it.
struct Journey {
    desk: Desk,
    keychain: Arc<FickleKeychain>,
    account: NewSite,
    _site: RunningAlone,
    _data: TempDir,
}

impl Journey {
    fn begin() -> Self {
        let keychain = Arc::new(FickleKeychain::default());
        let mut desk = Desk::closed(Opening::default());
        desk.secrets = keychain.clone();
        desk.reopen().unwrap();
        let data = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let alone = SiteAlone {
            library: data.path(),
            port,
            clock: desk.clock.clone(),
            locale: "fr",
            time_zone: "Europe/Paris",
        };
        let site = alone.start().unwrap();
        let account = NewSite::site_api(site.url(), &alone.mint_token("desk").unwrap());
        Self {
            desk,
            keychain,
            account,
            _site: site,
            _data: data,
        }
    }

    /// With a passphrase, and the site added.
    fn sealed() -> Self {
        let journey = Self::begin();
        journey.desk.newsroom().seal(&phrase(PHRASE), COST).unwrap();
        journey.desk.newsroom().add_site(&journey.account).unwrap();
        journey
    }

    fn publish(&self, headline: &str) -> DispatchId {
        let newsroom = self.desk.newsroom();
        let draft = Written::new(headline, "On passe.").at(newsroom);
        let site = newsroom.sites().unwrap().remove(0).site.id;
        newsroom.publish(draft, site).unwrap().dispatch.id
    }

    fn until_waiting(&self, id: DispatchId) {
        self.desk.until("waiting for the passphrase", |newsroom| {
            let waits = newsroom.dispatch(id).unwrap().dispatch;
            assert!(waits.state.is_open(), "{waits:?}");
            let locked = waits.failure.as_deref() == Some("secrets_locked");
            (locked && waits.state == DispatchState::Waiting).then_some(())
        });
    }

    fn until_done(&self, id: DispatchId) {
        self.desk.until("published", |newsroom| {
            let view = newsroom.dispatch(id).unwrap().dispatch;
            assert_ne!(view.state, DispatchState::Failed, "{view:?}");
            (view.state == DispatchState::Done).then_some(())
        });
        let receipt = self.desk.newsroom().receipt(id).unwrap().unwrap();
        assert!(receipt.is_verified());
    }

    fn standing(&self) -> (bool, Sealing) {
        let standing = self.desk.newsroom().safekeeping();
        (standing.keychain, standing.sealed)
    }
}

#[test]
fn what_waits_for_the_passphrase_goes_out_when_it_comes() {
    let mut journey = Journey::sealed();
    assert_eq!(journey.standing(), (false, Sealing::Open));
    journey.desk.reopen().unwrap();
    assert_eq!(journey.standing(), (false, Sealing::Locked));
    let id = journey.publish("Le pont rouvre");
    journey.until_waiting(id);
    let newsroom = journey.desk.newsroom();
    assert_eq!(
        code(newsroom.unlock(&phrase("autre chose"))),
        "passphrase_wrong"
    );
    journey.until_waiting(id);
    newsroom.unlock(&phrase(PHRASE)).unwrap();
    journey.until_done(id);
}

#[test]
fn locked_again_nothing_goes_out() {
    let journey = Journey::sealed();
    let first = journey.publish("Le pont rouvre");
    journey.until_done(first);
    journey.desk.newsroom().lock().unwrap();
    let second = journey.publish("La gare ferme");
    journey.until_waiting(second);
    let next = phrase("cinq autres mots encore");
    let newsroom = journey.desk.newsroom();
    newsroom
        .change_passphrase(&phrase(PHRASE), &next, COST)
        .unwrap();
    journey.until_done(second);
    newsroom.lock().unwrap();
    assert_eq!(code(newsroom.unlock(&phrase(PHRASE))), "passphrase_wrong");
    newsroom.unlock(&next).unwrap();
}

#[test]
fn without_a_keychain_and_a_passphrase_no_site_is_added() {
    let journey = Journey::begin();
    let newsroom = journey.desk.newsroom();
    assert_eq!(journey.standing(), (false, Sealing::None));
    assert_eq!(
        code(newsroom.add_site(&journey.account)),
        "keychain_unavailable"
    );
    assert_eq!(newsroom.sites().unwrap().len(), 0);
    assert_eq!(
        code(newsroom.seal(&phrase("court"), COST)),
        "passphrase_short"
    );
    newsroom.seal(&phrase(PHRASE), COST).unwrap();
    newsroom.lock().unwrap();
    assert_eq!(code(newsroom.add_site(&journey.account)), "secrets_locked");
    assert_eq!(newsroom.sites().unwrap().len(), 0);
    newsroom.unlock(&phrase(PHRASE)).unwrap();
    newsroom.add_site(&journey.account).unwrap();
}

#[test]
fn a_keychain_that_comes_later_has_what_was_sealed() {
    let mut journey = Journey::sealed();
    journey.keychain.set_there(true);
    journey.desk.reopen().unwrap();
    assert_eq!(journey.standing(), (true, Sealing::Locked));
    // It may be in the file: that is asked for before anything is given up.
    let first = journey.publish("Le pont rouvre");
    journey.until_waiting(first);
    journey.desk.newsroom().unlock(&phrase(PHRASE)).unwrap();
    journey.until_done(first);
    // From here on the keychain has it, without a passphrase.
    journey.desk.reopen().unwrap();
    assert_eq!(journey.standing(), (true, Sealing::Locked));
    let second = journey.publish("La gare ferme");
    journey.until_done(second);
    // And the file still has it, without the keychain.
    journey.keychain.set_there(false);
    journey.desk.reopen().unwrap();
    journey.desk.newsroom().unlock(&phrase(PHRASE)).unwrap();
    let third = journey.publish("Le port attend");
    journey.until_done(third);
}

#[test]
fn a_damaged_file_is_told_and_left_and_can_be_set_aside() {
    let mut journey = Journey::sealed();
    journey.desk.close();
    let file = journey.desk.library().join("secrets.sealed");
    let mut bytes = fs::read(&file).unwrap();
    bytes[70] ^= 1;
    fs::write(&file, &bytes).unwrap();
    journey.desk.reopen().unwrap();
    assert_eq!(journey.standing(), (false, Sealing::Damaged));
    let id = journey.publish("Le pont rouvre");
    journey.desk.until("told", |newsroom| {
        let view = newsroom.dispatch(id).unwrap().dispatch;
        let told = view.failure.as_deref() == Some("secrets_damaged");
        (told && view.state == DispatchState::Failed).then_some(())
    });
    let newsroom = journey.desk.newsroom();
    assert_eq!(
        code(newsroom.seal(&phrase(PHRASE), COST)),
        "secrets_damaged"
    );
    assert_eq!(fs::read(&file).unwrap(), bytes);
    newsroom.set_sealed_aside().unwrap();
    assert_eq!(journey.standing(), (false, Sealing::None));
    newsroom.seal(&phrase(PHRASE), COST).unwrap();
    let aside = file.with_extension("sealed.20260429T004900Z");
    assert_eq!(fs::read(aside).unwrap(), bytes);
}

/// What the log says, at its most talkative.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

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

fn contains(all: &[u8], part: &str) -> bool {
    all.windows(part.len()).any(|at| at == part.as_bytes())
}

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn neither_token_nor_passphrase_is_found_in_any_file_or_in_the_log() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // The couriers have threads of their own: the log is everybody's.
    tracing_subscriber::util::SubscriberInitExt::init(subscriber);
    let mut journey = Journey::sealed();
    let wrong = "une phrase qui ne vaut rien";
    journey.desk.reopen().unwrap();
    let id = journey.publish("Le pont rouvre");
    journey.until_waiting(id);
    let refused = journey.desk.newsroom().unlock(&phrase(wrong)).unwrap_err();
    journey.desk.newsroom().unlock(&phrase(PHRASE)).unwrap();
    journey.until_done(id);
    journey.desk.newsroom().back_up(None).unwrap();
    let search = |where_: &str, bytes: &[u8]| {
        for clear in [journey.account.secret.as_str(), PHRASE, wrong] {
            assert!(!contains(bytes, clear), "{clear:?} in {where_}");
        }
    };
    // Once while the database's log lies beside it, once folded.
    let look = |folder: &Path| {
        let mut found = Vec::new();
        files(folder, &mut found);
        assert!(found.iter().any(|path| path.ends_with("secrets.sealed")));
        for path in found {
            search(&path.display().to_string(), &fs::read(&path).unwrap());
        }
    };
    look(journey.desk.library());
    search("the failure", format!("{refused:?} {refused}").as_bytes());
    let library = journey.desk.library().to_owned();
    journey.desk.close();
    look(&library);
    let said = log.0.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(contains(&said, "a dispatch waits"));
    search("the log", &said);
}
