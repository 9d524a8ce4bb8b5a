//! What was sealed is read back, by its passphrase alone; a file that is not as it was written is refused and left.

#![allow(clippy::unwrap_used, reason = "a fault is a panic in a test")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::*;

const COST: SealingCost = SealingCost::LEAST;

fn phrase(typed: &str) -> Passphrase {
    Passphrase::new(typed.to_owned())
}

fn right() -> Passphrase {
    phrase("quatre mots très communs")
}

/// A file that is open and holds one secret, in a folder of its own.
fn begun() -> (TempDir, SealedFile) {
    let folder = tempfile::tempdir().unwrap();
    let file = SealedFile::of(folder.path());
    file.begin(&right(), COST).unwrap();
    assert!(file.set("site:1", "jeton-secret").unwrap());
    (folder, file)
}

fn bytes(folder: &TempDir) -> Vec<u8> {
    fs::read(folder.path().join(FILE)).unwrap()
}

fn put(folder: &TempDir, bytes: &[u8]) {
    fs::write(folder.path().join(FILE), bytes).unwrap();
}

#[track_caller]
fn code<T>(done: Result<T, NewsroomError>) -> &'static str {
    done.map(drop).unwrap_err().code()
}

fn contains(all: &[u8], part: &str) -> bool {
    all.windows(part.len()).any(|at| at == part.as_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_was_set_is_read_back(
        steps in prop::collection::vec((0..6_u8, prop::option::of(".{0,40}")), 0..12),
        typed in ".{12,30}",
    ) {
        let folder = tempfile::tempdir().unwrap();
        let file = SealedFile::of(folder.path());
        file.begin(&phrase(&typed), COST).unwrap();
        let mut expected = BTreeMap::new();
        for (name, secret) in steps {
            let name = format!("site:{name}");
            match secret {
                Some(secret) => {
                    file.set(&name, &secret).unwrap();
                    expected.insert(name, secret);
                }
                None => {
                    file.forget(&name).unwrap();
                    expected.remove(&name);
                }
            }
        }
        let again = SealedFile::of(folder.path());
        again.unlock(&phrase(&typed)).unwrap();
        for name in (0..6).map(|name| format!("site:{name}")) {
            prop_assert_eq!(again.get(&name).unwrap(), expected.get(&name).cloned());
        }
    }

    #[test]
    fn any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let (folder, _) = begun();
        let mut file = bytes(&folder);
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        put(&folder, &file);
        let again = SealedFile::of(folder.path());
        prop_assert_eq!(again.standing(), Sealing::Damaged);
        prop_assert_eq!(code(again.unlock(&right())), "secrets_damaged");
        prop_assert_eq!(code(again.get("site:1")), "secrets_damaged");
        prop_assert_eq!(code(again.set("site:1", "x")), "secrets_damaged");
        prop_assert_eq!(bytes(&folder), file);
    }

    /// Somebody who knows the format makes the checksum fit: the tag covers every byte, the header's too.
    #[test]
    fn any_byte_changed_on_purpose_is_refused(at in any::<prop::sample::Index>(), by in 1..=u8::MAX) {
        let (folder, _) = begun();
        let mut file = bytes(&folder);
        let end = file.len() - CHECKSUM;
        file[at.index(end)] ^= by;
        let checksum = Sha256::digest(&file[..end]);
        file[end..].copy_from_slice(&checksum);
        put(&folder, &file);
        let refused = code(SealedFile::of(folder.path()).unlock(&right()));
        prop_assert!(["passphrase_wrong", "secrets_damaged", "internal"].contains(&refused));
    }

    #[test]
    fn another_passphrase_is_refused(typed in ".{0,30}") {
        let (folder, _) = begun();
        let again = SealedFile::of(folder.path());
        prop_assert_eq!(code(again.unlock(&phrase(&typed))), "passphrase_wrong");
        prop_assert_eq!(again.standing(), Sealing::Locked);
        prop_assert_eq!(code(again.get("site:1")), "secrets_locked");
        prop_assert_eq!(code(again.set("site:1", "x")), "secrets_locked");
        prop_assert_eq!(code(again.change(&phrase(&typed), &right(), COST)), "passphrase_wrong");
    }

    #[test]
    fn bytes_of_any_kind_are_no_file_of_ours(file in prop::collection::vec(any::<u8>(), 0..300)) {
        let folder = tempfile::tempdir().unwrap();
        put(&folder, &file);
        prop_assert_eq!(code(SealedFile::of(folder.path()).unlock(&right())), "secrets_damaged");
    }
}

#[test]
fn nothing_is_read_in_clear_and_nobody_else_reads_it() {
    let (folder, file) = begun();
    let sealed = bytes(&folder);
    for clear in ["site:1", "jeton-secret", "quatre mots", "très"] {
        assert!(!contains(&sealed, clear), "{clear}");
    }
    // The same again is sealed anew.
    file.set("site:1", "jeton-secret").unwrap();
    assert_ne!(bytes(&folder), sealed);
    assert_eq!(format!("{:?}", right()), "Passphrase");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let of = fs::metadata(folder.path().join(FILE)).unwrap();
        assert_eq!(of.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn locked_and_unlocked() {
    let (_folder, file) = begun();
    assert_eq!(file.standing(), Sealing::Open);
    file.lock();
    assert_eq!(file.standing(), Sealing::Locked);
    assert_eq!(code(file.get("site:1")), "secrets_locked");
    assert_eq!(code(file.begin(&right(), COST)), "secrets_locked");
    file.unlock(&right()).unwrap();
    assert_eq!(file.get("site:1").unwrap().as_deref(), Some("jeton-secret"));
}

#[test]
fn a_file_that_somebody_took_away_while_it_was_open_comes_back_whole() {
    let (folder, file) = begun();
    fs::remove_file(folder.path().join(FILE)).unwrap();
    assert_eq!(code(file.begin(&right(), COST)), "secrets_locked");
    file.set("site:2", "autre").unwrap();
    let again = SealedFile::of(folder.path());
    again.unlock(&right()).unwrap();
    assert_eq!(
        again.get("site:1").unwrap().as_deref(),
        Some("jeton-secret")
    );
}

#[test]
fn an_accent_may_be_composed_either_way() {
    let (folder, _) = begun();
    let apart = "quatre mots tre\u{300}s communs";
    SealedFile::of(folder.path())
        .unlock(&phrase(apart))
        .unwrap();
}

#[test]
fn another_passphrase_takes_the_place_of_the_first() {
    let (folder, file) = begun();
    let next = phrase("cinq autres mots encore");
    assert_eq!(
        code(file.change(&right(), &phrase("court"), COST)),
        "passphrase_short"
    );
    file.lock();
    file.change(&right(), &next, COST).unwrap();
    assert_eq!(file.get("site:1").unwrap().as_deref(), Some("jeton-secret"));
    let again = SealedFile::of(folder.path());
    assert_eq!(code(again.unlock(&right())), "passphrase_wrong");
    again.unlock(&next).unwrap();
}

#[test]
fn without_a_file_there_is_nothing_to_open() {
    let folder = tempfile::tempdir().unwrap();
    let file = SealedFile::of(folder.path());
    assert_eq!(file.standing(), Sealing::None);
    assert_eq!(file.get("site:1").unwrap(), None);
    assert!(!file.set("site:1", "x").unwrap());
    assert_eq!(code(file.unlock(&right())), "keychain_unavailable");
    assert_eq!(
        code(file.begin(&phrase("trop court"), COST)),
        "passphrase_short"
    );
    assert_eq!(file.standing(), Sealing::None);
}

#[test]
fn a_file_that_is_no_longer_ours_is_not_written_over() {
    let (folder, file) = begun();
    for other in [&b"something else"[..], &b""[..]] {
        put(&folder, other);
        assert_eq!(code(file.set("site:2", "x")), "secrets_damaged");
        assert_eq!(
            code(file.change(&right(), &right(), COST)),
            "secrets_damaged"
        );
        assert_eq!(bytes(&folder), other);
    }
    // Its bytes go aside whole, and another can be begun.
    let aside = file.set_aside("20260429T004900Z").unwrap();
    assert_eq!(fs::read(aside).unwrap(), b"");
    assert_eq!(file.standing(), Sealing::None);
    file.begin(&right(), COST).unwrap();
    let second = file.set_aside("20260429T004900Z").unwrap();
    assert!(second.ends_with("secrets.sealed.20260429T004900Z-2"));
}

/// Gigabytes and years are refused before the first of them.
#[test]
fn a_hostile_header_costs_nothing() {
    let (folder, _) = begun();
    for (at, value) in [
        (8, u32::MAX),
        (12, u32::MAX),
        (16, u32::MAX),
        (8, 0),
        (12, 0),
        (16, 0),
    ] {
        let mut file = bytes(&folder);
        let end = file.len() - CHECKSUM;
        file[at..at + 4].copy_from_slice(&value.to_le_bytes());
        let checksum = Sha256::digest(&file[..end]);
        file[end..].copy_from_slice(&checksum);
        put(&folder, &file);
        let refused = code(SealedFile::of(folder.path()).unlock(&right()));
        assert_eq!(refused, "secrets_damaged", "{at} {value}");
        put(&folder, &begun_bytes());
    }
}

fn begun_bytes() -> Vec<u8> {
    let (folder, _) = begun();
    bytes(&folder)
}

#[test]
fn what_is_shipped_is_within_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    SealedFile::of(folder.path())
        .begin(&right(), SealingCost::SHIPPED)
        .unwrap();
    SealedFile::of(folder.path()).unlock(&right()).unwrap();
}
