//! The process in which pictures are decoded: what it gives, how it dies, and that nobody dies with it.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use domain::Framing;
use media::darkroom::Darkroom;
use media::{MediaError, Order};
use testkit::pictures;

fn darkroom() -> Darkroom {
    testkit::darkroom()
}

/// A program that is no darkroom.
fn shell(script: &str) -> Darkroom {
    Darkroom {
        program: "sh".into(),
        arguments: vec!["-c".into(), script.into()],
    }
}

fn order() -> Order {
    Order {
        framing: Framing::of_fragment("turn=90"),
        card: true,
        credit: "A. Martin".to_owned(),
        rights: String::new(),
    }
}

fn original(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("original");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[track_caller]
fn gave_up(said: Result<media::Developed, MediaError>) -> String {
    match said {
        Err(MediaError::GaveUp(why)) => why,
        said => panic!("{said:?}"),
    }
}

#[test]
fn another_process_gives_the_same_copies() {
    let bytes = pictures::jpeg(1_300, 800);
    let (_folder, path) = original(&bytes);
    let developed = darkroom().develop(&path, &order()).unwrap();
    assert_eq!(developed, media::develop(&bytes, &order()).unwrap());
    assert!(!path.with_extension("tmp").exists());
}

#[test]
fn what_it_refuses_it_says() {
    let (_folder, path) = original(b"<svg onload='a()'/>");
    assert_eq!(darkroom().develop(&path, &order()), Err(MediaError::Svg));
    let jpeg = pictures::jpeg(300, 200);
    let (_folder, path) = original(&jpeg[..jpeg.len() / 2]);
    let said = darkroom().develop(&path, &order());
    assert!(matches!(said, Err(MediaError::Broken(_))), "{said:?}");
    let said = darkroom().develop(&path.with_extension("gone"), &order());
    assert!(matches!(said, Err(MediaError::Disk(_))), "{said:?}");
}

#[test]
fn its_death_is_an_answer() {
    let (_folder, path) = original(&pictures::jpeg(300, 200));
    for (script, said) in [
        ("kill -ABRT $$", "signal"),
        ("cat > /dev/null; kill -SEGV $$", "signal"),
        ("exit 3", "exit status: 3"),
        ("printf 'AAAAAAAAAAAA'", "too much"),
        (
            "cat > /dev/null; printf '\\002\\000\\000\\000{}'",
            "makes sense",
        ),
        (
            "cat > /dev/null; printf '\\100\\000\\000\\000{\"Ok'",
            "makes sense",
        ),
    ] {
        let why = gave_up(shell(script).develop(&path, &order()));
        assert!(why.contains(said), "{script}: {why}");
    }
    let nowhere = Darkroom::of("/nonexistent/darkroom");
    gave_up(nowhere.develop(&path, &order()));
    assert!(darkroom().develop(&path, &order()).is_ok());
}

#[test]
fn one_that_does_not_end_is_ended() {
    let (_folder, path) = original(&pictures::jpeg(300, 200));
    for script in ["exec sleep 1000", "cat > /dev/null; exec sleep 1000"] {
        let patience = Duration::from_millis(50);
        let why = gave_up(shell(script).develop_within(patience, &path, &order()));
        assert!(why.contains("too long"), "{script}: {why}");
    }
}

/// A narrower limit than its own, of whoever starts it, is kept: here one that no decoder can do with.
#[test]
#[cfg(target_os = "linux")]
fn one_that_finds_no_memory_dies_alone() {
    let (_folder, path) = original(&pictures::jpeg(3_000, 2_000));
    let program = darkroom().program;
    let small = shell(&format!("ulimit -d 12000; exec '{}'", program.display()));
    gave_up(small.develop(&path, &order()));
    assert!(darkroom().develop(&path, &order()).is_ok());
}
