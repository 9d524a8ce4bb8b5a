//! What is found of an article's pictures before it goes out: told in words, with the picture, and nothing is held back.

use domain::{DraftId, LeadPicture, PictureWords};
use newsroom::{Finding, PictureFlaw};
use testkit::{Written, pictures};

use crate::journey::Journey;

fn kept(journey: &Journey, (width, height): (u32, u32)) -> LeadPicture {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pont.jpg");
    std::fs::write(&file, pictures::jpeg(width, height)).unwrap();
    testkit::kept(journey.newsroom(), file)
}

/// What is found of a draft's pictures: at the head or not, and what.
fn flaws(journey: &Journey, draft: DraftId) -> Vec<(bool, PictureFlaw)> {
    let found = journey.newsroom().findings(draft, journey.site).unwrap();
    let flaws = found.into_iter().map(|finding| match finding {
        Finding::Picture { lead, flaw, .. } => (lead, flaw),
        other => panic!("{other:?}"),
    });
    flaws.collect()
}

#[test]
fn what_pictures_lack_is_found_and_holds_nothing_back() {
    let journey = Journey::begin();
    let small = kept(&journey, (640, 480));
    let address = small.kept_address().unwrap();
    let text = format!("Il rouvre.\n\n![]({address})");
    let draft = Written::new("Le pont", &text)
        .picture(small)
        .at(journey.newsroom());
    let too_small = |wanted| PictureFlaw::TooSmall { width: 640, wanted };
    let expect = [(true, 1_200), (false, 720)].map(|(lead, wanted)| {
        let all = [PictureFlaw::NoAlt, PictureFlaw::NoCredit, too_small(wanted)];
        all.map(|flaw| (lead, flaw))
    });
    assert_eq!(flaws(&journey, draft), expect.concat());
    journey.published(draft);
}

#[test]
fn a_framing_leaves_too_little_of_a_picture() {
    let journey = Journey::begin();
    let wide = kept(&journey, (1_000, 600));
    let address = wide.kept_address().unwrap();
    let said = |fragment: &str| format!("Il rouvre.\n\n![Le pont]({address}{fragment} \"© Ada\")");
    let draft = Written::new("Le pont", &said("")).at(journey.newsroom());
    assert_eq!(flaws(&journey, draft), []);
    let cut = said("#xywh=percent:0,0,50,100");
    journey.newsroom().resync(draft, &cut, 0).unwrap();
    let flaw = PictureFlaw::TooSmall {
        width: 500,
        wanted: 720,
    };
    assert_eq!(flaws(&journey, draft), [(false, flaw)]);
}

#[test]
fn another_credit_elsewhere_is_found() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let picture = kept(&journey, (1_600, 900));
    let address = picture.kept_address().unwrap();
    let by = |credit: &str| LeadPicture {
        alt: "Le pont".to_owned(),
        credit: credit.to_owned(),
        ..picture.clone()
    };
    let written = |headline: &str, credit: &str| {
        Written::new(headline, "Il rouvre.")
            .picture(by(credit))
            .at(newsroom)
    };
    let draft = written("Le pont", "Ada");
    assert_eq!(flaws(&journey, draft), []);
    let words = PictureWords {
        credit: "Zoé".to_owned(),
        ..PictureWords::default()
    };
    newsroom.set_picture_words(&address, words).unwrap();
    let else_of = |there: &str, draft: Option<&str>| PictureFlaw::CreditedElse {
        here: "Ada".to_owned(),
        there: there.to_owned(),
        draft: draft.map(str::to_owned),
    };
    assert_eq!(flaws(&journey, draft), [(true, else_of("Zoé", None))]);
    written("Le bac", "© ada");
    assert_eq!(flaws(&journey, draft), [(true, else_of("Zoé", None))]);
    written("Le gué", "Zoé Martin");
    let elsewhere = else_of("Zoé Martin", Some("Le gué"));
    assert_eq!(flaws(&journey, draft), [(true, elsewhere)]);
}
