//! Pictures on their way to readers: the copies that the preview shows, in sizes, and never the original.

use domain::{DispatchState, DraftId, LeadPicture, PictureSource, SiteId};
use newsroom::{NewSite, Newsroom};
use sha2::{Digest, Sha256};
use testkit::pictures::{SECRETS, dirty_jpeg, jpeg};
use testkit::{Desk, Opening, Written};

use crate::endpoint::Endpoint;
use crate::importing::{article, brought, made};
use crate::journey::{Journey, bytes_below};
use crate::wordpress::WordPress;

/// A picture with everything that a camera writes beside it, kept; its original's path.
fn kept(newsroom: &Newsroom, width: u32, height: u32) -> (LeadPicture, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("photo.jpg");
    std::fs::write(&file, dirty_jpeg(&jpeg(width, height))).unwrap();
    let picture = testkit::kept(newsroom, &file);
    let PictureSource::File(file) = &picture.source else {
        panic!("a file")
    };
    let path = file.path();
    (picture, path)
}

/// A draft with a picture at its head and three in its text: one of them twice, framed differently.
fn draft(newsroom: &Newsroom) -> (DraftId, [String; 2]) {
    let (mut lead, first) = kept(newsroom, 1_600, 1_000);
    let (_, second) = kept(newsroom, 900, 700);
    // What the file offers is hers to take or to leave.
    (lead.alt, lead.caption, lead.credit) = ("Le pont".to_owned(), String::new(), String::new());
    lead.framing = domain::Framing::of_fragment("xywh=percent:0,0,100,80&focus=percent:20,20");
    let text = format!(
        "Il rouvre.\n\n![À gauche]({second}#xywh=percent:0,0,60,100 \"Le quai © A. Martin\")\n\n\
         ![À droite]({second}#turn=90&xywh=percent:0,50,100,50)\n\nUn ![tout]({first}) et la fin.\n"
    );
    let draft = Written::new("Le pont", &text).picture(lead).at(newsroom);
    (draft, [first, second])
}

#[track_caller]
fn published(desk: &Desk, draft: DraftId, site: SiteId) {
    let id = desk.newsroom().publish(draft, site).unwrap().dispatch.id;
    desk.until("done", |newsroom| {
        let dispatch = newsroom.dispatch(id).unwrap().dispatch;
        assert_ne!(dispatch.state, DispatchState::Failed, "{dispatch:?}");
        (dispatch.state == DispatchState::Done).then_some(())
    });
}

fn hash(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Nothing of an original is among these bytes: not its name, and nothing that stood beside its pixels.
#[track_caller]
fn check_clean(sent: &[u8], originals: &[String]) {
    let has = |wanted: &[u8]| sent.windows(wanted.len()).any(|bytes| bytes == wanted);
    for path in originals {
        let hash = path
            .trim_start_matches("/media/")
            .split('.')
            .next()
            .unwrap();
        assert!(!has(hash.as_bytes()), "the original {hash} left");
    }
    // What the newsroom itself says of dates and formats is no secret of a picture.
    let beside = SECRETS
        .iter()
        .filter(|secret| !secret.starts_with(b"20") && **secret != b"Exif");
    for secret in beside {
        assert!(!has(secret), "{}", String::from_utf8_lossy(secret));
    }
}

#[test]
fn readers_are_served_the_sizes_that_the_preview_shows() {
    let journey = Journey::begin();
    let (draft, originals) = draft(journey.newsroom());
    let view = journey.published(draft);
    let receipt = journey
        .newsroom()
        .receipt(view.dispatch.id)
        .unwrap()
        .unwrap();
    assert!(receipt.is_verified(), "{receipt:?}");
    let page = journey.read(&receipt.address).unwrap();
    let open = journey.newsroom().open_draft(draft).unwrap();
    let region = page::region_of(&page).unwrap();
    assert_eq!(page::region_of(&open.page).unwrap(), region);
    let blocks: Vec<_> = open
        .blocks
        .iter()
        .map(|block| block.html.as_str())
        .collect();
    assert!(region.contains(&blocks.join("\n")));
    assert_eq!(region.matches("<picture>").count(), 4);
    assert!(region.contains("Le quai <span class=\"credit\">© A. Martin</span>"));
    let mut seen = 0;
    for set in region.split("srcset=\"").skip(1) {
        let (set, _) = set.split_once('"').unwrap();
        for size in set.split(", ") {
            let (path, width) = size.split_once(' ').unwrap();
            let served = media::seen(&journey.bytes(path).unwrap()).unwrap();
            assert_eq!(format!("{}w", served.width), width, "{path}");
            assert!(served.remains.is_empty(), "{:?}", served.remains);
            assert!(journey.newsroom().resource(path).is_some(), "offline");
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen} sizes");
    let (_, card) = page.split_once("og:image\" content=\"").unwrap();
    let (card, _) = card.split_once('"').unwrap();
    let (_, card) = card.split_once("/media/").unwrap();
    let card = media::seen(&journey.bytes(&format!("/media/{card}")).unwrap()).unwrap();
    assert_eq!((card.width, card.height), (1_200, 630));
    for original in &originals {
        assert!(journey.bytes(original).is_none());
    }
    check_clean(&journey.bytes_there(), &originals);
}

#[test]
fn what_nobody_touched_is_not_sent_again_and_a_colleague_s_word_comes_alone() {
    let journey = Journey::begin();
    let (draft, _) = draft(journey.newsroom());
    journey.published(draft);
    let sent = journey.proxy.seen().len();
    let again = journey.published(draft);
    let receipt = journey
        .newsroom()
        .receipt(again.dispatch.id)
        .unwrap()
        .unwrap();
    assert!(receipt.nothing_sent && receipt.is_verified(), "{receipt:?}");
    let seen = journey.proxy.seen();
    assert!(seen[sent..].iter().all(|request| request.method == "GET"));
    let newsroom = journey.newsroom();
    assert_eq!(newsroom.live_change(draft, journey.site).unwrap(), None);
    let before = newsroom.open_draft(draft).unwrap().text;
    journey.changed_there(crate::journey::ARTICLES, |article| {
        let text = article["body_markdown"].as_str().unwrap();
        assert!(!text.contains("xywh"), "{text}");
        article["body_markdown"] = text.replace("la fin", "tout").into();
    });
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(
        (change.lost.len(), change.questions.len()),
        (0, 0),
        "{change:?}"
    );
    let version = change.version;
    newsroom
        .take_live_change(draft, journey.site, &version, &[])
        .unwrap();
    let merged = newsroom.open_draft(draft).unwrap().text;
    assert_eq!(merged, before.replace("la fin", "tout"));
}

/// A focus is for cards: within a text the copies are the same files, and one of them stands for two names.
#[test]
fn a_picture_with_and_without_a_focus_is_one_copy_and_keeps_both_of_its_names() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (_, source) = kept(newsroom, 300, 200);
    let text = format!(
        "Il rouvre.\n\n![De loin]({source})\n\n![De près]({source}#focus=percent:20,30)\n\nUn mot, et la fin.\n"
    );
    let draft = Written::new("Le pont", &text).at(newsroom);
    let view = journey.published(draft);
    let receipt = newsroom.receipt(view.dispatch.id).unwrap().unwrap();
    assert!(receipt.is_verified(), "{receipt:?}");
    let page = journey.read(&receipt.address).unwrap();
    let region = page::region_of(&page).unwrap();
    let sources: Vec<&str> = region
        .split("<img src=\"")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0)
        .collect();
    assert_eq!(sources.len(), 2, "{region}");
    assert_eq!(sources[0], sources[1]);
    assert!(journey.bytes(sources[0]).is_some());
    assert_eq!(newsroom.live_change(draft, journey.site).unwrap(), None);
    let again = journey.published(draft);
    let again = newsroom.receipt(again.dispatch.id).unwrap().unwrap();
    assert!(again.nothing_sent && again.is_verified(), "{again:?}");
    journey.changed_there(crate::journey::ARTICLES, |article| {
        let text = article["body_markdown"].as_str().unwrap();
        article["body_markdown"] = text.replace("Un mot", "Deux mots").into();
    });
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(
        (change.lost.len(), change.questions.len()),
        (0, 0),
        "{change:?}"
    );
    newsroom
        .take_live_change(draft, journey.site, &change.version, &[])
        .unwrap();
    let merged = newsroom.open_draft(draft).unwrap().text;
    assert_eq!(merged, text.replace("Un mot", "Deux mots"));
}

#[test]
fn an_original_that_a_site_has_goes_from_the_page_with_the_first_change() {
    let journey = Journey::begin();
    let bytes = dirty_jpeg(&jpeg(800, 600));
    let picture = domain::PictureFile {
        hash: hash(&bytes),
        kind: domain::PictureKind::Jpeg,
        width: 800,
        height: 600,
    };
    let sent = publish::OutgoingPicture {
        file: &picture,
        bytes: &bytes,
        alt: "",
        caption: "",
        credit: "",
    };
    let theirs = journey.another_desk();
    publish::Destination::send_picture(&theirs, &sent).unwrap();
    let text = format!("Il rouvre.\n\n![Le quai]({})\n", picture.path());
    let there = made(&journey, &article("Le pont", &text, None));
    let draft = brought(&journey, &there);
    let untouched = journey.published(draft);
    let receipt = journey
        .newsroom()
        .receipt(untouched.dispatch.id)
        .unwrap()
        .unwrap();
    assert!(receipt.nothing_sent, "{receipt:?}");
    assert_eq!(
        journey.newsroom().live_change(draft, journey.site).unwrap(),
        None
    );
    let page = journey.read(&there.address).unwrap();
    assert!(page.contains(&picture.hash));
    let text = text.replace("rouvre", "rouvre demain");
    journey.newsroom().resync(draft, &text, 0).unwrap();
    let changed = journey.published(draft);
    let receipt = journey
        .newsroom()
        .receipt(changed.dispatch.id)
        .unwrap()
        .unwrap();
    assert!(receipt.is_verified(), "{receipt:?}");
    let page = journey.read(&there.address).unwrap();
    assert!(page.contains("<picture>") && !page.contains(&picture.hash));
}

#[test]
fn no_site_of_another_kind_gets_an_original_either() {
    let desk = Desk::open(Opening::default());
    let (draft, originals) = draft(desk.newsroom());
    let root = tempfile::tempdir().unwrap();
    let folder = NewSite::files("http://127.0.0.1:9/posts", "hugo", root.path());
    let (wordpress, endpoint) = (WordPress::start(), Endpoint::start());
    for new in [folder, wordpress.new_site(), endpoint.new_site()] {
        let site = desk.newsroom().add_site(&new).unwrap().site.id;
        published(&desk, draft, site);
    }
    let file = std::fs::read_to_string(root.path().join("le-pont/index.md")).unwrap();
    assert_eq!(file.matches("](./").count(), 3, "{file}");
    for (sent, pictures) in [
        (bytes_below(root.path()), 4),
        (wordpress.received(), 4),
        (endpoint.received(), 4),
    ] {
        check_clean(&sent, &originals);
        let heads = sent
            .windows(3)
            .filter(|bytes| bytes == b"\xFF\xD8\xFF")
            .count();
        assert!(heads >= pictures, "{heads} pictures");
    }
}
