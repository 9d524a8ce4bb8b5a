//! Credentials on a machine whose keychain comes and goes: sealed, waited for, never in clear.

use std::fs;
use std::sync::Arc;

use domain::{DispatchId, DispatchState};
use newsroom::{NewsroomError, Passphrase, Sealing, SealingCost};
use testkit::{Desk, Fault, FickleKeychain, Opening, Written};

use crate::journey::{ARTICLES, Journey};

pub(crate) const PHRASE: &str = "quatre mots très communs";
pub(crate) const COST: SealingCost = SealingCost::LEAST;

pub(crate) fn phrase(typed: &str) -> Passphrase {
    Passphrase::new(typed.to_owned())
}

#[track_caller]
fn code<T>(done: Result<T, NewsroomError>) -> &'static str {
    done.map(drop).unwrap_err().code()
}

/// A desk without a keychain, and the keychain that may come.
pub(crate) fn bare_desk() -> (Desk, Arc<FickleKeychain>) {
    let keychain = Arc::new(FickleKeychain::default());
    let mut desk = Desk::closed(Opening::default());
    desk.secrets = keychain.clone();
    desk.reopen().unwrap();
    (desk, keychain)
}

/// The same with a passphrase, and a site whose token is sealed.
fn sealed() -> (Journey, Arc<FickleKeychain>) {
    let (desk, keychain) = bare_desk();
    desk.newsroom().seal(&phrase(PHRASE), COST).unwrap();
    (Journey::begin_at(desk), keychain)
}

fn publish(journey: &Journey, headline: &str) -> DispatchId {
    journey.publish(Written::new(headline, "On passe.").at(journey.newsroom()))
}

/// Waits until a dispatch waits for the passphrase, in this state.
fn until_locked(journey: &Journey, id: DispatchId, state: DispatchState) {
    journey
        .desk
        .until("waiting for the passphrase", |newsroom| {
            let waits = newsroom.dispatch(id).unwrap().dispatch;
            assert!(waits.state.is_open(), "{waits:?}");
            let locked = waits.failure.as_deref() == Some("secrets_locked");
            (locked && waits.state == state).then_some(())
        });
}

fn until_waiting(journey: &Journey, id: DispatchId) {
    until_locked(journey, id, DispatchState::Waiting);
}

fn until_done(journey: &Journey, id: DispatchId) {
    journey.until_state(id, DispatchState::Done);
    let receipt = journey.newsroom().receipt(id).unwrap().unwrap();
    assert!(receipt.is_verified());
}

fn standing(desk: &Desk) -> (bool, Sealing) {
    let standing = desk.newsroom().safekeeping();
    (standing.keychain, standing.sealed)
}

#[test]
fn what_waits_for_the_passphrase_goes_out_when_it_comes() {
    let (mut journey, _) = sealed();
    assert_eq!(standing(&journey.desk), (false, Sealing::Open));
    journey.desk.reopen().unwrap();
    assert_eq!(standing(&journey.desk), (false, Sealing::Locked));
    let id = publish(&journey, "Le pont rouvre");
    until_waiting(&journey, id);
    let wrong = journey.newsroom().unlock(&phrase("autre chose"));
    assert_eq!(code(wrong), "passphrase_wrong");
    until_waiting(&journey, id);
    journey.newsroom().unlock(&phrase(PHRASE)).unwrap();
    until_done(&journey, id);
}

#[test]
fn what_may_have_arrived_is_asked_of_the_site_when_the_passphrase_comes() {
    let (mut journey, _) = sealed();
    journey.fault("POST", ARTICLES, Fault::DropAnswer);
    let id = publish(&journey, "Le pont rouvre");
    journey.until_state(id, DispatchState::Unknown);
    journey.desk.reopen().unwrap();
    journey.newsroom().retry_dispatch(id).unwrap();
    until_locked(&journey, id, DispatchState::Unknown);
    journey.newsroom().unlock(&phrase(PHRASE)).unwrap();
    until_done(&journey, id);
    assert_eq!(journey.proxy.count("POST", ARTICLES), 1);
}

#[test]
fn locked_again_nothing_goes_out() {
    let (journey, _) = sealed();
    let first = publish(&journey, "Le pont rouvre");
    until_done(&journey, first);
    journey.newsroom().lock().unwrap();
    let second = publish(&journey, "La gare ferme");
    until_waiting(&journey, second);
    let next = phrase("cinq autres mots encore");
    let newsroom = journey.newsroom();
    newsroom
        .change_passphrase(&phrase(PHRASE), &next, COST)
        .unwrap();
    until_done(&journey, second);
    newsroom.lock().unwrap();
    assert_eq!(code(newsroom.unlock(&phrase(PHRASE))), "passphrase_wrong");
    newsroom.unlock(&next).unwrap();
}

#[test]
fn without_a_keychain_and_a_passphrase_no_site_is_added() {
    let (desk, _) = bare_desk();
    let (site, newsroom) = (Journey::begin(), desk.newsroom());
    let account = site.account();
    assert_eq!(standing(&desk), (false, Sealing::None));
    assert_eq!(code(newsroom.add_site(&account)), "keychain_unavailable");
    assert_eq!(newsroom.sites().unwrap().len(), 0);
    assert_eq!(
        code(newsroom.seal(&phrase("court"), COST)),
        "passphrase_short"
    );
    newsroom.seal(&phrase(PHRASE), COST).unwrap();
    newsroom.lock().unwrap();
    assert_eq!(code(newsroom.add_site(&account)), "secrets_locked");
    assert_eq!(newsroom.sites().unwrap().len(), 0);
    newsroom.unlock(&phrase(PHRASE)).unwrap();
    newsroom.add_site(&account).unwrap();
}

#[test]
fn a_keychain_that_comes_later_has_what_was_sealed() {
    let (mut journey, keychain) = sealed();
    keychain.set_there(true);
    journey.desk.reopen().unwrap();
    assert_eq!(standing(&journey.desk), (true, Sealing::Locked));
    // It may be in the file: that is asked for before anything is given up.
    let first = publish(&journey, "Le pont rouvre");
    until_waiting(&journey, first);
    journey.newsroom().unlock(&phrase(PHRASE)).unwrap();
    until_done(&journey, first);
    // From here on the keychain has it, without a passphrase.
    journey.desk.reopen().unwrap();
    assert_eq!(standing(&journey.desk), (true, Sealing::Locked));
    let second = publish(&journey, "La gare ferme");
    until_done(&journey, second);
    // And the file still has it, without the keychain.
    keychain.set_there(false);
    journey.desk.reopen().unwrap();
    journey.newsroom().unlock(&phrase(PHRASE)).unwrap();
    let third = publish(&journey, "Le port attend");
    until_done(&journey, third);
}

/// Gives the site a new password, and its first one no longer holds.
fn change_password(journey: &Journey) {
    let new = journey.new_token("desk");
    let newsroom = journey.newsroom();
    newsroom.set_credential(journey.site, "", &new).unwrap();
}

#[test]
fn a_keychain_that_comes_back_with_an_old_password_gets_the_newer_sealed_one() {
    let (mut journey, keychain) = sealed();
    keychain.set_there(true);
    let before = publish(&journey, "Le pont rouvre");
    until_done(&journey, before);
    journey.desk.reopen().unwrap();
    journey.newsroom().unlock(&phrase(PHRASE)).unwrap();
    let kept = publish(&journey, "La gare ferme");
    until_done(&journey, kept);
    // Both have it. Now the keychain goes for a time.
    keychain.set_there(false);
    change_password(&journey);
    keychain.set_there(true);
    journey.desk.reopen().unwrap();
    let first = publish(&journey, "Le port attend");
    until_waiting(&journey, first);
    journey.newsroom().unlock(&phrase(PHRASE)).unwrap();
    until_done(&journey, first);
    journey.desk.reopen().unwrap();
    let second = publish(&journey, "Le bac passe");
    until_done(&journey, second);
}

#[test]
fn a_sealed_file_that_missed_a_password_gets_it_from_the_keychain() {
    let (mut journey, keychain) = sealed();
    keychain.set_there(true);
    journey.newsroom().lock().unwrap();
    change_password(&journey);
    keychain.set_there(false);
    journey.desk.reopen().unwrap();
    journey.newsroom().unlock(&phrase(PHRASE)).unwrap();
    let first = publish(&journey, "Le pont rouvre");
    let told = journey.until_state(first, DispatchState::Failed).dispatch;
    assert_eq!(told.failure.as_deref(), Some("keychain_unavailable"));
    keychain.set_there(true);
    journey.newsroom().retry_dispatch(first).unwrap();
    until_done(&journey, first);
    keychain.set_there(false);
    journey.desk.reopen().unwrap();
    journey.newsroom().unlock(&phrase(PHRASE)).unwrap();
    let second = publish(&journey, "La gare ferme");
    until_done(&journey, second);
}

#[test]
fn a_damaged_file_is_told_and_left_and_can_be_set_aside() {
    let (mut journey, _) = sealed();
    journey.desk.close();
    let file = journey.desk.library().join("secrets.sealed");
    let mut bytes = fs::read(&file).unwrap();
    bytes[70] ^= 1;
    fs::write(&file, &bytes).unwrap();
    journey.desk.reopen().unwrap();
    assert_eq!(standing(&journey.desk), (false, Sealing::Damaged));
    let id = publish(&journey, "Le pont rouvre");
    let told = journey.until_state(id, DispatchState::Failed).dispatch;
    assert_eq!(told.failure.as_deref(), Some("secrets_damaged"));
    let newsroom = journey.newsroom();
    assert_eq!(
        code(newsroom.seal(&phrase(PHRASE), COST)),
        "secrets_damaged"
    );
    assert_eq!(fs::read(&file).unwrap(), bytes);
    newsroom.set_sealed_aside().unwrap();
    assert_eq!(standing(&journey.desk), (false, Sealing::None));
    newsroom.seal(&phrase(PHRASE), COST).unwrap();
    let aside = file.with_extension("sealed.20260429T004900Z");
    assert_eq!(fs::read(aside).unwrap(), bytes);
}
