//! Pictures: how they come in, what is said of them, who names them, and that nothing that is named ever goes.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use domain::{PictureFile, PictureWords};
use newsroom::{
    Event, KnownPicture, Newsroom, PictureOrigin, PicturePlace, PictureQuery, PictureState,
    Settings,
};
use testkit::{Desk, Opening, Written, kept};

/// A photograph without a word in it.
const PHOTO: &[u8] = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");
/// EXIF with a place: one directory with a pointer to the place's, in which the northern half of the world stands.
const PLACE: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\
                       \x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0";
const CREDIT: &str = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
     xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
     xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" photoshop:Credit=\"A. Martin / AFP\"/></rdf:RDF></x:xmpmeta>";

/// The photograph with segments of a camera and of an agency, and a comment that makes it another file.
pub(crate) fn photo(comment: &str) -> Vec<u8> {
    let mut photo = PHOTO[..2].to_vec();
    for (mark, segment) in [
        (0xE1, PLACE),
        (0xE1, CREDIT.as_bytes()),
        (0xFE, comment.as_bytes()),
    ] {
        photo.extend([0xFF, mark]);
        photo.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
        photo.extend(segment);
    }
    photo.extend(&PHOTO[2..]);
    photo
}

/// A file that somebody has, outside the library.
pub(crate) fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

pub(crate) fn keep(newsroom: &Newsroom, name: &str, bytes: &[u8]) -> KnownPicture {
    let (_folder, path) = file(name, bytes);
    newsroom.keep_picture(&PictureOrigin::File(path)).unwrap()
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let all = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = all
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The picture, once its copies are made, or can't be.
#[track_caller]
fn developed(desk: &Desk, source: &str) -> KnownPicture {
    desk.until("the picture is developed", |newsroom| {
        let (known, _) = newsroom.picture(source).unwrap();
        (known.state != PictureState::Developing).then_some(known)
    })
}

pub(crate) fn listed(newsroom: &Newsroom, search: &str, unused: bool) -> Vec<String> {
    let query = PictureQuery {
        search: search.to_owned(),
        unused,
        offset: 0,
        limit: 10,
    };
    let found = newsroom.pictures(&query).unwrap();
    assert_eq!(found.total as usize, found.pictures.len());
    let rows = found.pictures.into_iter();
    rows.map(|known| known.picture.name).collect()
}

#[test]
fn a_picture_in_three_drafts_is_one_file_and_hers_are_the_words() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let first = keep(newsroom, "quai.jpg", &photo(""));
    let source = first.picture.file.path();
    assert!(first.picture.located);
    assert_eq!(first.picture.words.credit, "A. Martin / AFP");
    let words = PictureWords {
        alt: "Le pont\nvu du quai".to_owned(),
        ..PictureWords::default()
    };
    newsroom.set_picture_words(&source, words).unwrap();
    for number in 0..3 {
        let again = keep(newsroom, &format!("copie {number}.jpg"), &photo(""));
        assert_eq!(again.picture.file, first.picture.file);
        let text = format!("![Le pont]({source}#turn=90 \"Le pont © Autre\")");
        Written::new(&format!("{number}"), &text).at(newsroom);
    }
    let (known, uses) = newsroom.picture(&source).unwrap();
    assert_eq!(known.picture.name, "quai.jpg");
    assert_eq!(known.picture.words.alt, "Le pont vu du quai");
    assert_eq!(known.picture.words.credit, "");
    assert_eq!(known.picture.offered.credit, "A. Martin / AFP");
    let told: Vec<_> = uses
        .iter()
        .map(|used| (used.headline.as_str(), used.place, used.credit.as_str()))
        .collect();
    assert_eq!(told.len(), 3);
    assert!(
        told.contains(&("0", PicturePlace::Text, "Autre")),
        "{told:?}"
    );
    assert_eq!(
        names(&desk.library().join("pictures")),
        [first.picture.file.name()]
    );
    let bytes = fs::read(
        desk.library()
            .join("pictures")
            .join(first.picture.file.name()),
    );
    assert_eq!(bytes.unwrap(), photo(""));
}

#[test]
fn what_can_not_be_taken_is_refused_with_a_reason_and_leaves_nothing() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\x06\0\0\0\0\0\0\0";
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for (name, bytes, code) in [
        ("notes.jpg", &b"Du texte."[..], "picture_unknown"),
        ("vide.jpg", b"", "picture_unknown"),
        ("IMG_1.HEIC", heic, "picture_heic"),
        (
            "dessin.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "picture_svg",
        ),
        ("bombe.png", bomb, "picture_too_many_pixels"),
        ("coupee.jpg", &PHOTO[..100], "picture_broken"),
    ] {
        let (_folder, path) = file(name, bytes);
        let refused = newsroom
            .keep_picture(&PictureOrigin::File(path))
            .unwrap_err();
        assert_eq!(refused.code(), code, "{name}");
        assert!(refused.detail().contains(name), "{refused}");
        let refused = newsroom.keep_picture_bytes(name, bytes).unwrap_err();
        assert_eq!(refused.code(), code, "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let sparse = folder.path().join("film.jpg");
    fs::File::create(&sparse)
        .unwrap()
        .set_len(200_000_000)
        .unwrap();
    let refused = |path: &Path| {
        let origin = PictureOrigin::File(path.to_owned());
        newsroom.keep_picture(&origin).unwrap_err().code()
    };
    assert_eq!(refused(&sparse), "picture_too_large");
    assert_eq!(refused(&folder.path().join("none.jpg")), "file_missing");
    assert_eq!(refused(folder.path()), "file_unreadable");
    assert_eq!(names(&desk.library().join("pictures")), [""; 0]);
    assert_eq!(listed(newsroom, "", false), [""; 0]);
    // What it is, its bytes tell.
    let gif =
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let gif = keep(newsroom, "photo.jpg", gif);
    assert!(gif.picture.file.path().ends_with(".gif"));
}

#[test]
fn copies_are_made_in_the_background_and_say_nothing_of_the_original() {
    let mut desk = Desk::open(Opening::default());
    let kept = keep(desk.newsroom(), "quai.jpg", &photo(""));
    let source = kept.picture.file.path();
    let known = developed(&desk, &source);
    assert_eq!(known.state, PictureState::Ready);
    let copies = names(&desk.library().join("copies"));
    assert!(copies.len() > 1, "{copies:?}");
    for name in &copies {
        let served = desk.newsroom().resource(&format!("/media/{name}")).unwrap();
        assert_eq!(media::remains(&served.bytes), Default::default(), "{name}");
        assert!(media::seen(&served.bytes).is_ok(), "{name}");
    }
    let small = known.thumbnail.unwrap();
    assert!(small.width <= 480 && copies.contains(&small.name()));
    // Another start makes nothing anew; what is gone is made again, and what belongs to nothing goes.
    let stray = PictureFile {
        hash: "0".repeat(64),
        ..small.clone()
    };
    desk.close();
    fs::write(desk.library().join("copies").join(stray.name()), "a").unwrap();
    fs::remove_file(desk.library().join("copies").join(small.name())).unwrap();
    desk.reopen().unwrap();
    desk.until("the copies are as they were", |newsroom| {
        newsroom.picture(&source).unwrap();
        (names(&desk.library().join("copies")) == copies).then_some(())
    });
}

#[test]
fn a_picture_that_can_not_be_developed_is_kept_and_says_why() {
    let mut desk = Desk::open(Opening::default());
    // Whole by its head, broken in its pixels.
    let mut broken = photo("");
    let middle = broken.len() - PHOTO.len() / 2;
    broken.truncate(middle);
    broken.extend([0xFF, 0xD9]);
    let source = match desk.newsroom().keep_picture_bytes("a.jpg", &broken) {
        Ok(kept) => kept.picture.file.path(),
        Err(refused) => {
            assert_eq!(refused.code(), "picture_broken");
            return;
        }
    };
    let known = developed(&desk, &source);
    let PictureState::Failed(why) = known.state else {
        return;
    };
    assert_eq!(why.code(), "picture_broken");
    desk.reopen().unwrap();
    let (known, _) = desk.newsroom().picture(&source).unwrap();
    assert_eq!(known.state, PictureState::Failed(why));
}

#[test]
fn pictures_are_found_by_what_is_said_of_them() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let quay = keep(newsroom, "Été au quai.jpg", &photo("1"));
    keep(newsroom, "b.jpg", &photo("2"));
    Written::new("Titre", &format!("![]({})", quay.picture.file.path())).at(newsroom);
    assert_eq!(listed(newsroom, "ete QUAI", false), ["Été au quai.jpg"]);
    assert_eq!(listed(newsroom, "martin afp", false).len(), 2);
    assert_eq!(listed(newsroom, "nulle part", false), [""; 0]);
    assert_eq!(listed(newsroom, "", true), ["b.jpg"]);
}

#[test]
fn only_what_nothing_names_is_removed() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let pictures: Vec<KnownPicture> = (0..6)
        .map(|number| keep(newsroom, "a.jpg", &photo(&number.to_string())))
        .collect();
    let source = |number: usize| pictures[number].picture.file.path();
    let (_folder, lead) = file("a.jpg", &photo("0"));
    Written::new("À la une", "")
        .picture(kept(newsroom, lead))
        .at(newsroom);
    // Typed a moment ago.
    Written::new("Texte", &format!("![]({}#turn=90)", source(1))).at(newsroom);
    // Only in an older revision.
    let older = Written::new("Avant", &format!("![]({})", source(2))).at(newsroom);
    newsroom.keep_now(older, None).unwrap();
    newsroom.resync(older, "Rien.", 0).unwrap();
    let binned = Written::new("Corbeille", &format!("![]({})", source(3))).at(newsroom);
    newsroom.bin_draft(binned).unwrap();
    let deleted = Written::new("Adieu", &format!("![]({})", source(4))).at(newsroom);
    newsroom.bin_draft(deleted).unwrap();
    newsroom.delete_draft(deleted).unwrap();
    for known in &pictures {
        developed(&desk, &known.picture.file.path());
    }
    let before = names(&desk.library().join("copies"));
    let all: Vec<String> = (0..6).map(source).collect();
    let freed = newsroom.remove_pictures(&all).unwrap();
    assert_eq!(freed.removed, 2);
    assert!(freed.bytes > photo("4").len() as u64);
    let left = names(&desk.library().join("pictures"));
    for (number, known) in pictures.iter().enumerate() {
        let stays = number < 4;
        assert_eq!(left.contains(&known.picture.file.name()), stays, "{number}");
        assert_eq!(newsroom.picture(&source(number)).is_ok(), stays, "{number}");
    }
    let place = |number: usize| newsroom.picture(&source(number)).unwrap().1[0].place;
    assert_eq!(
        [0, 1, 2, 3].map(place),
        [
            PicturePlace::Lead,
            PicturePlace::Text,
            PicturePlace::Revision,
            PicturePlace::Text
        ]
    );
    // What the others share with those that went is still there.
    let shared = names(&desk.library().join("copies"));
    assert!(shared.iter().all(|name| before.contains(name)));
    developed(&desk, &source(0));
    let report = newsroom.check_library(&mut |_, _| ()).unwrap();
    assert_eq!((report.pictures, report.faults), (4, Vec::new()));
    assert_eq!(
        newsroom
            .remove_pictures(&["/media/none.jpg".to_owned()])
            .unwrap()
            .removed,
        0
    );
}

#[test]
fn pictures_of_an_older_library_are_looked_at_by_and_by() {
    let mut desk = Desk::open(Opening::default());
    let kept = keep(desk.newsroom(), "quai.jpg", &photo(""));
    let source = kept.picture.file.path();
    let draft = Written::new("Titre", &format!("![]({source})")).at(desk.newsroom());
    developed(&desk, &source);
    desk.close();
    let library = rusqlite::Connection::open(desk.library().join("library.db")).unwrap();
    let older = "UPDATE pictures SET added_at = NULL, name = '', located = 0, words = '{}', offered = '{}', sought = '';
         DELETE FROM framings; DELETE FROM picture_uses;
         INSERT INTO picture_uses_due (draft) SELECT number FROM drafts;";
    library.execute_batch(older).unwrap();
    library.close().unwrap();
    // And one whose record a restoration left out.
    let other = photo("autre");
    let lost = sha2_hex(&other);
    fs::write(
        desk.library().join("pictures").join(format!("{lost}.jpg")),
        &other,
    )
    .unwrap();
    desk.reopen().unwrap();
    desk.until("both are known", |newsroom| {
        let (known, _) = newsroom.picture(&format!("/media/{lost}.jpg")).ok()?;
        let (old, uses) = newsroom.picture(&source).ok()?;
        assert_eq!(uses.first().map(|used| used.draft), Some(draft));
        (known.picture.located && old.picture.located).then_some(())
    });
    let (known, _) = desk.newsroom().picture(&source).unwrap();
    assert_eq!(known.picture.words.credit, "A. Martin / AFP");
    let freed = desk
        .newsroom()
        .remove_pictures(&[source, format!("/media/{lost}.jpg")]);
    assert_eq!(freed.unwrap().removed, 1);
}

fn sha2_hex(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    let hash = sha2::Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A server on this machine that answers so many requests with these bytes, and gives what it was asked.
fn serving(answers: Vec<Vec<u8>>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let served = std::thread::spawn(move || {
        let answer = |bytes: Vec<u8>| {
            let (mut client, _) = listener.accept().unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                client.read_exact(&mut byte).unwrap();
                head.extend(byte);
            }
            // A client that has enough leaves.
            let _ = client.write_all(&bytes);
            String::from_utf8_lossy(&head).into_owned()
        };
        answers.into_iter().map(answer).collect()
    });
    (address, served)
}

fn answered(status: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut all =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")
            .into_bytes();
    all.extend(body);
    all
}

/// The photograph with a hundred of the longest comments there are.
fn large() -> Vec<u8> {
    let comment = [&[0xFF, 0xFE, 0xFF, 0xFF][..], &[b'.'; 0xFFFD]].concat();
    [&PHOTO[..2], &comment.repeat(100), &PHOTO[2..]].concat()
}

#[test]
fn how_far_a_large_picture_is_is_told_while_it_comes() {
    let desk = Desk::open(Opening::default());
    let large = large();
    let (_folder, path) = file("large.jpg", &large);
    let (site, served) = serving(vec![answered("200 OK", &large)]);
    for origin in [
        PictureOrigin::File(path.clone()),
        PictureOrigin::Address(format!("{site}/a.jpg")),
    ] {
        let called = match &origin {
            PictureOrigin::File(path) => path.display().to_string(),
            PictureOrigin::Address(address) => address.clone(),
        };
        desk.newsroom().keep_picture(&origin).unwrap();
        let steps: [(u64, Option<u64>); 10] = std::array::from_fn(|_| {
            desk.until_event(|event| match event {
                Event::PictureComing {
                    origin,
                    come,
                    whole,
                } if *origin == called => Some((*come, *whole)),
                _ => None,
            })
        });
        assert!(steps.is_sorted(), "{steps:?}");
        let whole = Some(large.len() as u64);
        assert!(
            steps.iter().all(|step| step.1 == whole && step.0 > 0),
            "{steps:?}"
        );
    }
    served.join().unwrap();
}

#[test]
fn an_address_is_fetched_once_and_only_when_asked() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let keep_at = |address: String| newsroom.keep_picture(&PictureOrigin::Address(address));
    let (site, served) = serving(vec![answered("200 OK", &photo(""))]);
    let kept = keep_at(format!("{site}/2026/Le%20pont.jpg?w=9")).unwrap();
    assert_eq!(kept.picture.name, "Le pont.jpg");
    let asked = served.join().unwrap();
    assert!(
        asked[0].starts_with("GET /2026/Le%20pont.jpg?w=9 "),
        "{asked:?}"
    );
    let head = asked[0].to_ascii_lowercase();
    assert!(
        !head.contains("cookie") && !head.contains("authorization"),
        "{head}"
    );
    for (answer, code) in [
        (answered("404 Not Found", b""), "picture_not_fetched"),
        (answered("200 OK", b"<html>"), "picture_unknown"),
        (
            answered("302 Found\r\nLocation: ftp://127.0.0.1/a", b""),
            "picture_not_fetched",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nGIF89a".to_vec(),
            "picture_not_fetched",
        ),
    ] {
        let (site, served) = serving(vec![answer]);
        assert_eq!(keep_at(format!("{site}/a.jpg")).unwrap_err().code(), code);
        served.join().unwrap();
    }
    for (address, code) in [
        ("http://a.example/b.jpg", "picture_not_secure"),
        ("file:///etc/passwd", "field_invalid"),
        ("https://u:p@127.0.0.1:9/b.jpg", "picture_not_fetched"),
    ] {
        assert_eq!(
            keep_at(address.to_owned()).unwrap_err().code(),
            code,
            "{address}"
        );
    }
    assert_eq!(listed(newsroom, "", false), ["Le pont.jpg"]);
}
#[test]
fn her_credit_is_written_into_copies_only_if_she_wishes() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let source = keep(newsroom, "quai.jpg", &photo("")).picture.file.path();
    let says = |newsroom: &Newsroom| {
        let (known, _) = newsroom.picture(&source).unwrap();
        let shown = newsroom.resource(&known.shown?.path())?;
        let notes = media::seen(&shown.bytes).unwrap().notes;
        Some((notes.credit, notes.licence))
    };
    let nothing = (String::new(), String::new());
    desk.until("plain copies", |newsroom| {
        says(newsroom).filter(|said| *said == nothing)
    });
    let wish = |picture_credit| {
        let settings = Settings {
            picture_credit,
            ..newsroom.settings().unwrap()
        };
        newsroom.set_settings(&settings).unwrap();
    };
    wish(true);
    let credited = |rights: &str| {
        desk.until(rights, |newsroom| {
            let said = ("A. Martin / AFP".to_owned(), rights.to_owned());
            says(newsroom).filter(|now| *now == said)
        });
    };
    credited("© A. Martin / AFP");
    let licensed = PictureWords {
        licence: "© AFP".to_owned(),
        ..newsroom.picture(&source).unwrap().0.picture.words
    };
    newsroom.set_picture_words(&source, licensed).unwrap();
    credited("© AFP");
    wish(false);
    desk.until("plain copies again", |newsroom| {
        says(newsroom).filter(|said| *said == nothing)
    });
}
