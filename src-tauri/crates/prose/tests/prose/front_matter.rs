//! Front matter as programs and people write it: read, written back, refused with a line.

use std::collections::BTreeMap;

use domain::{Correction, CorrectionKind, Fields, Language, Slug, Timestamp, tidy_tags};
use proptest::prelude::*;
use prose::front_matter::{read, write, write_with};
use prose::{FrontMatterError, FrontPicture, MarkdownFile};

const ZONE: &str = "Europe/Paris";

fn read_fr(source: &str) -> Result<MarkdownFile, FrontMatterError> {
    read(source, &Language::french(), ZONE)
}

#[test]
fn every_key_is_read() {
    let file = read_fr(
        "---\nheadline: \"L’été : canicule\"\nstandfirst: >\n  Une phrase,\n  pliée.\nsection: Tech\n\
         tags: [IA, 2026]\nbyline: Rédaction\nlang: en\ndate: 2026-04-29T02:49:00+02:00\nslug: l-ete\n\
         layout: post\npicture:\n  source: photo.jpg\n  width: 3\n  alt: Un chat\n  credit: AFP\n---\n\nTexte.\n",
    )
    .unwrap();
    let fields = file.fields;
    assert_eq!(fields.headline, "L’été : canicule");
    assert_eq!(fields.standfirst, "Une phrase, pliée.\n");
    assert_eq!(
        (fields.section.as_str(), fields.byline.as_str()),
        ("Tech", "Rédaction")
    );
    assert_eq!(fields.tags, ["IA", "2026"]);
    assert_eq!(fields.language, Language::english());
    assert_eq!(fields.slug.unwrap().as_str(), "l-ete");
    assert_eq!(
        fields.publish_at,
        Some("2026-04-29T00:49:00Z".parse().unwrap())
    );
    assert_eq!(fields.time_zone, ZONE);
    let picture = file.picture.unwrap();
    assert_eq!(
        (picture.source.as_str(), picture.alt.as_str()),
        ("photo.jpg", "Un chat")
    );
    assert_eq!(file.text, "Texte.\n");
    assert_eq!(file.unknown, ["layout", "picture.width"]);
}

#[test]
fn what_is_passed_over_is_named() {
    let file = read_fr(
        "---\nheadline: A\ntitle: B\n12: x\ndraft: true\nn: 1.5\nl: [a, {b: c}]\nz:\n---\n",
    );
    assert_eq!(
        file.unwrap().unknown,
        ["12", "draft", "l", "n", "title", "z"]
    );
    let empty =
        read_fr("---\nlang: \"\"\ndate:\nslug: ' '\ntime_zone: \"\"\npicture:\n---\n").unwrap();
    assert_eq!(empty.unknown, [""; 0]);
    assert_eq!(
        empty.fields,
        Fields::blank(Language::french(), ZONE.to_owned())
    );
}

#[test]
fn tags_are_none_empty_and_none_twice() {
    let file = read_fr("---\ntags: [IA, \"\", \" ia \", été, Été]\n---\n").unwrap();
    assert_eq!(file.fields.tags, ["IA", "été"]);
}

#[test]
fn a_value_that_cannot_be_meant_is_named() {
    for (front, value) in [
        ("lang: klingon", "lang: \"klingon\""),
        ("language: français", "language: \"français\""),
        ("date: demain", "date: \"demain\""),
        ("slug: Été", "slug: \"Été\""),
        ("time_zone: Mars", "time_zone: \"Mars\""),
        ("picture:\n  alt: Un chat", "picture.source: \"\""),
    ] {
        let error = read_fr(&format!("---\n{front}\n---\n")).unwrap_err();
        assert_eq!(error.value.as_deref(), Some(value), "{error}");
    }
    assert_eq!(read_fr("---\n- a\n---\n").unwrap_err().value, None);
}

#[track_caller]
fn check_date(yaml: &str, expect: &str) {
    let file = read_fr(&format!("---\n{yaml}\n---\n")).unwrap();
    assert_eq!(
        file.fields.publish_at,
        Some(expect.parse().unwrap()),
        "{yaml}"
    );
}

#[test]
fn dates_are_moments_or_local() {
    check_date("date: 2026-04-29T02:49:00Z", "2026-04-29T02:49:00Z");
    check_date("date: 2026-04-29T02:49", "2026-04-29T00:49:00Z");
    check_date("date: 2026-04-29 02:49:00", "2026-04-29T00:49:00Z");
    check_date("date: 2026-04-29", "2026-04-28T22:00:00Z");
    check_date(
        "date: 2026-04-29 02:49\ntime_zone: America/Montreal",
        "2026-04-29T06:49:00Z",
    );
}

#[test]
fn without_front_matter_all_is_text() {
    for source in [
        "",
        "Texte.\n",
        "---\nsans fin\n",
        "----\na: b\n----\n",
        " ---\na: b\n---\n",
    ] {
        let file = read_fr(source).unwrap();
        assert_eq!(
            (file.text.as_str(), file.fields.headline.as_str()),
            (source, "")
        );
    }
    let file = read_fr("\u{FEFF}---\r\ntitle: A\r\ntags: un, deux\r\n---\r\nB\r\n").unwrap();
    assert_eq!(
        (file.text.as_str(), file.fields.headline.as_str()),
        ("B\r\n", "A")
    );
    assert_eq!(file.fields.tags, ["un", "deux"]);
}

#[test]
fn a_title_in_the_text_is_the_headline() {
    let file = read_fr("# Un titre #\n\nTexte.\n").unwrap();
    assert_eq!(
        (file.fields.headline.as_str(), file.text.as_str()),
        ("Un titre", "Texte.\n")
    );
    let file = read_fr("---\nheadline: A\n---\n# B\n").unwrap();
    assert_eq!(
        (file.fields.headline.as_str(), file.text.as_str()),
        ("A", "# B\n")
    );
}

#[track_caller]
fn check_refused(source: &str, line: usize) {
    let error = read_fr(source).unwrap_err();
    assert_eq!(error.line, line, "{error}");
    assert!(!error.reason.is_empty());
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_line() {
    check_refused("---\njust a line\n---\n", 2);
    check_refused("---\n- a\n- b\n---\n", 2);
    check_refused("---\nheadline: a\nlang: 12\n---\n", 3);
    check_refused("---\nheadline: a\n\ndate: demain\n---\n", 4);
    check_refused("---\nslug: Été\n---\n", 2);
    check_refused("---\ntime_zone: Europe/Atlantis\n---\n", 2);
    check_refused("---\nheadline: [a, b]\n---\n", 2);
    check_refused("---\nheadline: \"a\n---\n", 2);
    check_refused("---\nembargo: demain\n---\n", 2);
    let notes = "---\ncorrections:\n  - kind: erratum\n    date: 2026-04-29\n    text: a\n---\n";
    check_refused(notes, 3);
    check_refused("---\ncorrections:\n  - text: a\n---\n", 3);
}

#[test]
fn bombs_are_refused() {
    let mut yaml = "---\na: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (name, before) in ('b'..'z').zip('a'..'y') {
        yaml += &format!(
            "{name}: &{name} [{}]\n",
            vec![format!("*{before}"); 9].join(",")
        );
    }
    assert!(read_fr(&(yaml + "---\n")).is_err());
    assert!(read_fr(&format!("---\na: {}\n---\n", "[".repeat(50_000))).is_err());
    assert!(read_fr(&format!("---\na: {}\n---\n", "x".repeat(100_000))).is_err());
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        ".{0,12}",
        "[a-z: #\\-'\"\\\\\n\t&*!|>%@`{}\\[\\],?~=]{0,16}",
        Just("null".to_owned()),
        Just("---\n...\n".to_owned()),
        Just("\u{0}\u{85}\u{FEFF}\u{2028}\u{FFFE}\u{1FFFF}\r\n".to_owned()),
    ]
}

fn corrected() -> impl Strategy<Value = (CorrectionKind, String)> {
    let said = words().prop_filter("a word", |text| !text.trim().is_empty());
    (prop::sample::select(CorrectionKind::ALL.to_vec()), said)
}

fn fields() -> impl Strategy<Value = Fields> {
    let date = (-2_000_000_000_i64..9_000_000_000, 0..1_000_000_000_i32);
    let zone = prop::sample::select(vec![
        "Europe/Paris",
        "UTC",
        "Asia/Kathmandu",
        "Pacific/Chatham",
    ]);
    let texts = (words(), words(), words(), words());
    let lists = (
        prop::collection::vec(words(), 0..4),
        prop::option::of("[a-z0-9]{1,9}"),
        prop::collection::vec((corrected(), date.clone()), 0..3),
    );
    let dates = (prop::option::of(date.clone()), prop::option::of(date));
    let at = |(s, ns)| Timestamp::new(s, ns).unwrap();
    (texts, lists, dates, zone).prop_map(
        move |((headline, standfirst, section, byline), (tags, slug, notes), dates, zone)| Fields {
            headline,
            standfirst,
            section,
            tags: tidy_tags(tags),
            byline,
            language: Language::parse("fr-ca").unwrap(),
            slug: slug.map(|slug| Slug::parse(&slug).unwrap()),
            publish_at: dates.0.map(at),
            time_zone: zone.to_owned(),
            lead_picture: None,
            embargo: dates.1.map(at),
            corrections: notes
                .into_iter()
                .map(|((kind, text), date)| Correction {
                    kind,
                    text,
                    at: at(date),
                })
                .collect(),
            destinations: BTreeMap::new(),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_written_is_read(
        fields in fields(),
        picture in prop::option::of((".{1,9}", words(), words(), words())),
        text in prop_oneof![words(), Just("# Titre\n".to_owned()), Just("\n\n---\n".to_owned())],
    ) {
        let picture = picture.map(|(source, alt, caption, credit)| {
            FrontPicture { source, alt, caption, credit }
        });
        let written = write(&fields, picture.as_ref(), &text);
        let file = read_fr(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
        prop_assert_eq!(file, MarkdownFile { fields, picture, text, unknown: Vec::new(), rest: String::new() });
    }

    #[test]
    fn nothing_makes_it_panic(front in words(), text in words()) {
        let _ = read_fr(&format!("---\n{front}\n---\n{text}"));
    }
}

#[test]
fn what_is_not_ours_is_kept_as_it_is_written() {
    let yaml = "layout: post   # as it was\nheadline: \"Un\"\nweights:\n- 1\n- two\n  # three\nnested:\n  deep: {a: [1, 2]}\ntitle: Deux\n\"a key\": |\n  lines\n\n  more\ntags: [a]\n";
    let source = format!("---\n{yaml}---\n\nTexte.");
    let file = read(&source, &Language::french(), "Europe/Paris").unwrap();
    assert_eq!(
        file.rest,
        "layout: post   # as it was\nweights:\n- 1\n- two\n  # three\nnested:\n  deep: {a: [1, 2]}\ntitle: Deux\n\"a key\": |\n  lines\n\n  more\n"
    );
    let written = write_with(&file.fields, None, &file.rest, &file.text);
    assert_eq!(
        read(&written, &Language::french(), "Europe/Paris"),
        Ok(file)
    );
    // One that leans on another of them goes with it, and one that can't be taken keeps no other.
    let mixed =
        "---\nheadline: &h Un\nlayout: &l post\nagain: *l\nalso: *h\n? long\n: v\nlast: 1\n---\n";
    let file = read(mixed, &Language::french(), "Europe/Paris").unwrap();
    assert_eq!(
        file.rest,
        "layout: &l post\nagain: *l\n? long\n: v\nlast: 1\n"
    );
    // What leans on another key can't stand alone.
    let leaning = "---\nheadline: &h Un\nalso: *h\n---\n";
    let file = read(leaning, &Language::french(), "Europe/Paris").unwrap();
    assert_eq!((file.rest.as_str(), file.unknown.len()), ("", 1));
}
