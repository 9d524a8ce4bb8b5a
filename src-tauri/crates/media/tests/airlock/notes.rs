//! What a picture says of itself, whichever way it says it.

use domain::PictureWords;
use media::seen;

use crate::pictures::{self, Exif};

fn notes(bytes: &[u8]) -> PictureWords {
    seen(bytes).expect("a picture").notes
}

/// A JPEG with these segments after its own first one.
fn with(segments: &[(u8, &[u8], &[u8])]) -> Vec<u8> {
    let clean = pictures::jpeg(16, 16);
    let mut file = clean[..20].to_vec();
    for (marker, mark, content) in segments {
        let length = u16::try_from(mark.len() + content.len() + 2).expect("short");
        file.extend([0xFF, *marker]);
        file.extend(length.to_be_bytes());
        file.extend([*mark, content].concat());
    }
    file.extend(&clean[20..]);
    file
}

fn with_xmp(packet: &str) -> PictureWords {
    notes(&with(&[(
        0xE1,
        b"http://ns.adobe.com/xap/1.0/\0",
        packet.as_bytes(),
    )]))
}

fn with_iptc(records: &[u8]) -> PictureWords {
    let resources = pictures::resources(records);
    notes(&with(&[(0xED, b"Photoshop 3.0\0", &resources)]))
}

#[test]
fn every_kind_of_file_says_the_same() {
    for dirty in pictures::everything() {
        let notes = notes(&dirty.bytes);
        assert_eq!(notes.alt, pictures::ALT, "{}", dirty.name);
        assert_eq!(notes.caption, pictures::CAPTION);
        assert_eq!(notes.credit, "Photographe Martin / Agence Marbre");
        assert_eq!(notes.source, "Agence & Cie");
        assert_eq!(notes.licence, pictures::RIGHTS);
        assert_eq!(notes.taken, "2026-04-29T02:49:00");
    }
}

#[test]
fn iptc_alone_is_read_in_both_codings() {
    for utf8 in [true, false] {
        let notes = with_iptc(&pictures::iptc(utf8));
        assert_eq!(notes.caption, pictures::CAPTION);
        assert_eq!(notes.credit, "Photographe Martin / Agence Marbre");
        assert_eq!(notes.source, "Agence & Cie");
        assert_eq!(notes.licence, pictures::RIGHTS);
        assert_eq!(notes.taken, "2026-04-29T02:49:00");
        assert_eq!(notes.alt, "");
    }
}

/// A record of IPTC's second section.
fn record(number: u8, words: &[u8]) -> Vec<u8> {
    let length = u16::try_from(words.len()).expect("short").to_be_bytes();
    [&[0x1C, 2, number], &length[..], words].concat()
}

/// A TIFF with a caption, a maker and a copyright, all in these words: four bytes or more, which have a place of their own.
fn exif_saying(words: &[u8]) -> Vec<u8> {
    let length = u32::try_from(words.len() + 1).expect("short").to_le_bytes();
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    for tag in [0x010E_u16, 0x013B, 0x8298] {
        tiff.extend(tag.to_le_bytes());
        tiff.extend([2, 0]);
        tiff.extend(length);
        tiff.extend(50_u32.to_le_bytes());
    }
    [&tiff, &[0; 4][..], words, b"\0"].concat()
}

/// What a picture says in its caption, its credit, its source and its licence.
fn lines(words: PictureWords) -> [String; 4] {
    [words.caption, words.credit, words.source, words.licence]
}

#[test]
fn no_letter_is_lost_in_either_coding_wherever_it_stands() {
    for words in [
        "Marie André",
        "Le marché",
        "Agence É",
        "Agence à",
        "Café É",
        "Un été",
        "Île-à-Vache",
        "Niño",
        "L’été à Noël",
        "CAFÉ\u{A0}: Marie André",
        "Le quai",
    ] {
        let latin = words.chars().map(|c| match c {
            '’' => 0x92,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        });
        for bytes in [latin.collect(), words.as_bytes().to_vec()] {
            let bytes = &bytes[..];
            for (number, place) in [(120, 0), (80, 1), (110, 1), (115, 2), (116, 3)] {
                let said = lines(with_iptc(&record(number, bytes)));
                assert_eq!(said[place], words, "{number}: {bytes:x?}");
            }
            let said = notes(&with(&[(0xE1, b"Exif\0\0", &exif_saying(bytes))]));
            assert_eq!(lines(said), [words, words, "", words], "{bytes:x?}");
        }
    }
}

#[test]
fn a_record_that_is_full_may_end_within_a_character() {
    for (number, place, most) in [
        (120, 0, 2_000),
        (80, 1, 32),
        (110, 1, 32),
        (115, 2, 32),
        (116, 3, 128),
    ] {
        let full = format!("é{}", "a".repeat(most - 3));
        let said = |last: &[u8]| {
            let bytes = [full.as_bytes(), last].concat();
            lines(with_iptc(&record(number, &bytes)))[place].clone()
        };
        assert_eq!(said(b"\xC3"), full, "{number}");
        // Nothing but its end would be UTF-8: it's a letter.
        let latin = [&b"a".repeat(most - 1)[..], b"\xE9"].concat();
        let said = lines(with_iptc(&record(number, &latin)))[place].clone();
        assert!(said.ends_with("aé"), "{number}: {said}");
    }
}

#[test]
fn exif_alone_is_read_in_both_orders_of_bytes() {
    for little in [true, false] {
        let exif = Exif {
            little,
            orientation: 6,
        }
        .bytes();
        let bytes = with(&[(0xE1, b"Exif\0\0", &exif)]);
        let seen = seen(&bytes).expect("a picture");
        assert_eq!(seen.notes.caption, pictures::CAPTION);
        assert_eq!(seen.notes.credit, pictures::BY);
        assert_eq!(seen.notes.licence, pictures::RIGHTS);
        assert_eq!(seen.notes.taken, "2026-04-29T02:49:00");
    }
}

#[test]
fn what_lies_on_its_side_is_shown_upright() {
    let shown = |orientation| {
        let exif = Exif {
            orientation,
            little: false,
        }
        .bytes();
        let clean = pictures::jpeg(64, 48);
        let mut file = clean[..2].to_vec();
        file.extend([0xFF, 0xE1]);
        file.extend(u16::try_from(exif.len() + 8).expect("short").to_be_bytes());
        file.extend(b"Exif\0\0");
        file.extend(exif);
        file.extend(&clean[2..]);
        let seen = seen(&file).expect("a picture");
        (seen.width, seen.height)
    };
    for orientation in 0..=u16::from(u8::MAX) {
        let on_its_side = (5..=8).contains(&orientation);
        let expected = if on_its_side { (48, 64) } else { (64, 48) };
        assert_eq!(shown(orientation), expected, "{orientation}");
    }
}

#[test]
fn what_a_camera_writes_for_nothing_is_no_caption() {
    let exif =
        b"II*\0\x08\0\0\0\x01\0\x0E\x01\x02\0\x17\0\0\0\x1A\0\0\0\0\0\0\0OLYMPUS DIGITAL CAMERA \0";
    assert_eq!(notes(&with(&[(0xE1, b"Exif\0\0", exif)])).caption, "");
}

#[test]
fn xmp_is_read_whatever_its_prefixes_are() {
    let packet = r#"<?xml version="1.0"?><a:RDF xmlns:a="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns:b="http://purl.org/dc/elements/1.1/" xmlns:dc="http://other.example/">
        <a:Description b:rights="© A &amp; B"><dc:description>Not this</dc:description>
        <b:description>L&#x27;&#233;t&#xE9; &lt;b&gt;</b:description>
        <b:creator><a:Seq><a:li>A</a:li><a:li><![CDATA[B & C]]></a:li></a:Seq></b:creator>
        </a:Description></a:RDF>"#;
    let notes = with_xmp(packet);
    assert_eq!(notes.caption, "L'été <b>");
    assert_eq!(notes.credit, "A, B & C");
    assert_eq!(notes.licence, "© A & B");
}

#[test]
fn xmp_expands_no_entity_and_is_read_as_far_as_it_goes() {
    let packet = r#"<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
        <r xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description><dc:description>before &b;&f;after</dc:description><dc:rights>mine</dc:rights></wrong>"#;
    let notes = with_xmp(packet);
    assert!(!notes.caption.contains("boom") && !notes.caption.contains("root"));
}

#[test]
fn a_strangers_text_is_one_plain_line() {
    let long = "é".repeat(5_000);
    let caption = format!("a\n<b>\u{202E}b</b>\u{0}\t{long}");
    let mut records = vec![0x1C, 2, 120];
    let bytes = caption.as_bytes();
    records.extend(u16::try_from(bytes.len()).expect("short").to_be_bytes());
    records.extend(bytes);
    let notes = with_iptc(&records);
    assert!(notes.caption.starts_with("a <b>b</b> é"));
    assert_eq!(notes.caption.chars().count(), 2_000);
    assert!(!notes.caption.contains(char::is_control));
}

#[test]
fn what_is_more_trusted_is_taken() {
    let iptc = pictures::resources(&pictures::iptc(true));
    let exif = Exif::default().bytes();
    let xmp = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
        dc:description="From XMP" photoshop:DateCreated="2025-01-02"/></rdf:RDF>"#;
    let notes = notes(&with(&[
        (0xE1, b"Exif\0\0", &exif),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0", xmp.as_bytes()),
        (0xED, b"Photoshop 3.0\0", &iptc),
    ]));
    assert_eq!(notes.caption, "From XMP");
    assert_eq!(notes.credit, "Photographe Martin / Agence Marbre");
    // A day is said; an hour is more.
    assert_eq!(notes.taken, "2026-04-29T02:49:00");
}
