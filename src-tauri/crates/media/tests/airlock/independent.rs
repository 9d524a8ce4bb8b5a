//! Somebody else's reader, exiftool, finds nothing in what leaves, and neither does a search for its bytes. Both find
//! everything in what came.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::Command;

use domain::{Framing, PictureKind, PictureWords};
use flate2::read::ZlibDecoder;
use media::strip::strip;
use media::{Motion, Order, Remains};

use crate::pictures::{self, Dirty, SECRETS};

/// What exiftool may say of a file that leaves, group by group: what the file is, how its pixels are coded, which colours they
/// have, how it moves. All of a group, where no tag is named.
const STRUCTURE: &[(&str, &str)] = &[
    ("ExifTool", "ExifToolVersion"),
    ("System", ""),
    ("JFIF", ""),
    ("ICC_Profile", ""),
    ("ICC-header", ""),
    ("Composite", "ImageSize Megapixels AvgBitrate"),
    (
        "File",
        "FileType FileTypeExtension MIMEType ImageWidth ImageHeight",
    ),
    (
        "File",
        "BitsPerSample ColorComponents EncodingProcess YCbCrSubSampling",
    ),
    (
        "PNG",
        "ImageWidth ImageHeight BitDepth ColorType Compression Filter Interlace",
    ),
    (
        "PNG",
        "AnimationFrames AnimationPlays ProfileName SRGBRendering Transparency",
    ),
    (
        "RIFF",
        "ImageWidth ImageHeight WebP_Flags AnimationLoopCount BackgroundColor",
    ),
    (
        "RIFF",
        "Duration VP8Version HorizontalScale VerticalScale AlphaPreprocessing",
    ),
    ("RIFF", "AlphaFiltering AlphaCompression AlphaIsUsed"),
    (
        "GIF",
        "GIFVersion ImageWidth ImageHeight HasColorMap ColorResolutionDepth",
    ),
    (
        "GIF",
        "BitsPerPixel BackgroundColor FrameCount Duration AnimationIterations TransparentColor",
    ),
    ("Meta", "PrimaryItemReference Free"),
    (
        "QuickTime",
        "MajorBrand MinorVersion CompatibleBrands HandlerType Unknown_free Free",
    ),
    (
        "QuickTime",
        "ImageSpatialExtent ImagePixelDepth AV1ConfigurationVersion SeqProfile",
    ),
    (
        "QuickTime",
        "SeqLevelIdx0 SeqTier0 HighBitDepth TwelveBit ChromaFormat",
    ),
    (
        "QuickTime",
        "ChromaSamplePosition InitialDelaySamples ColorProfiles ColorPrimaries",
    ),
    (
        "QuickTime",
        "TransferCharacteristics MatrixCoefficients QuickTime_ColorRep_0x000a",
    ),
    (
        "QuickTime",
        "MediaData MediaDataSize MediaDataOffset MovieHeaderVersion TimeScale",
    ),
    (
        "QuickTime",
        "CreateDate ModifyDate Duration PreferredRate PreferredVolume",
    ),
    (
        "QuickTime",
        "MatrixStructure PreviewTime PreviewDuration PosterTime SelectionTime",
    ),
    ("QuickTime", "SelectionDuration CurrentTime NextTrackID"),
    (
        "Track1",
        "TrackHeaderVersion TrackCreateDate TrackModifyDate TrackID TrackDuration",
    ),
    (
        "Track1",
        "TrackLayer TrackVolume MatrixStructure ImageWidth ImageHeight",
    ),
    (
        "Track1",
        "MediaHeaderVersion MediaCreateDate MediaModifyDate MediaTimeScale",
    ),
    (
        "Track1",
        "MediaDuration MediaLanguageCode HandlerType GraphicsMode OpColor OtherFormat",
    ),
    (
        "Track1",
        "ChunkOffset SampleSizes SampleToChunk TimeToSampleTable Unknown_av1C",
    ),
    ("Track1", "Unknown_free QuickTime_OtherSampleDesc_0x0018"),
];

/// Whether a tag tells only how a file is built; of a moment, that there is none.
pub(crate) fn structural(tag: &str, value: &str) -> bool {
    let Some((group, name)) = tag.split_once(':') else {
        return false;
    };
    let undated = group == "System" || !name.ends_with("Date") || value.contains("0000:00:00");
    let known = |tags: &str| tags.is_empty() || tags.split(' ').any(|known| known == name);
    let listed = STRUCTURE
        .iter()
        .any(|(of, tags)| *of == group && known(tags));
    undated && listed
}

/// All that exiftool says of each of these files, by their names: group, tag and value.
pub(crate) fn said(files: &[(String, Vec<u8>)]) -> BTreeMap<String, BTreeMap<String, String>> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    let output = Command::new("exiftool")
        .args(["-config", "", "-j", "-G1", "-a", "-u", "-U", "-ee"])
        .arg(folder.path())
        .output()
        .expect("exiftool, of the package libimage-exiftool-perl");
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let of_file = |file: &serde_json::Value| {
        let tags = file.as_object().expect("tags").iter();
        let tags = tags.map(|(tag, value)| (tag.clone(), value.to_string()));
        let mut tags: BTreeMap<String, String> = tags.collect();
        let path = tags.remove("SourceFile").expect("a path");
        let name = path.trim_matches('"').rsplit('/').next().expect("a name");
        (name.to_owned(), tags)
    };
    all.as_array().expect("files").iter().map(of_file).collect()
}

fn named(pictures: &[Dirty]) -> Vec<(String, Vec<u8>)> {
    let name = |place: usize, dirty: &Dirty| format!("{place}.{}", dirty.kind.ending());
    let pictures = pictures.iter().enumerate();
    pictures
        .map(|(place, dirty)| (name(place, dirty), dirty.bytes.clone()))
        .collect()
}

/// Everything that leaves: what is kept as it is, and what is developed.
fn leaving() -> Vec<(String, Vec<u8>)> {
    let order = Order {
        framing: Framing::default(),
        card: true,
        credit: String::new(),
        rights: String::new(),
    };
    let mut leaving = Vec::new();
    for (place, dirty) in pictures::everything().iter().enumerate() {
        let stripped = strip(&dirty.bytes, dirty.kind).expect("stripped");
        leaving.push((format!("{place}.{}", dirty.kind.ending()), stripped));
        let still = media::seen(&dirty.bytes).expect("seen").motion == Motion::Still;
        if still {
            let developed = media::develop(&dirty.bytes, &order).expect("developed");
            for (copy, made) in developed.made.into_iter().enumerate() {
                leaving.push((format!("{place}-{copy}.{}", made.kind.ending()), made.bytes));
            }
        }
    }
    leaving
}

#[test]
fn another_reader_finds_in_what_leaves_only_how_it_is_built() {
    let files = leaving();
    let said = said(&files);
    assert_eq!(said.len(), files.len(), "each was read");
    let all = said
        .iter()
        .flat_map(|(file, tags)| tags.iter().map(move |(tag, value)| (file, tag, value)));
    let beside: Vec<_> = all
        .filter(|(_, tag, value)| !structural(tag, value))
        .collect();
    assert!(beside.is_empty(), "{beside:#?}");
}

#[test]
fn that_reader_finds_everything_in_what_came() {
    let pictures = pictures::everything();
    let said = said(&named(&pictures));
    for (place, dirty) in pictures.iter().enumerate() {
        let tags = &said[&format!("{place}.{}", dirty.kind.ending())];
        let mut expected = vec![
            "XMP-dc:Creator",
            "XMP-exif:GPSLatitude",
            "XMP-aux:SerialNumber",
        ];
        if dirty.kind != PictureKind::Gif {
            expected.extend([
                "GPS:GPSLatitude",
                "ExifIFD:SerialNumber",
                "IFD0:Artist",
                "IFD1:ThumbnailImage",
            ]);
        }
        for tag in expected {
            assert!(
                tags.contains_key(tag),
                "{}: no {tag} in {tags:#?}",
                dirty.name
            );
        }
    }
    let photograph = &said["0.jpg"];
    for tag in [
        "IPTC:City",
        "File:Comment",
        "Photoshop:PhotoshopThumbnail",
        "ICC_Profile:ProfileDescription",
    ] {
        assert!(photograph.contains_key(tag), "no {tag} in {photograph:#?}");
    }
}

/// A file as it is, and what is packed in it wherever packing may begin.
fn layers(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut layers = vec![bytes.to_vec()];
    for start in 0..bytes.len() {
        if let [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] = bytes[start..] {
            let mut unpacked = Vec::new();
            let read = ZlibDecoder::new(&bytes[start..])
                .take(1 << 20)
                .read_to_end(&mut unpacked);
            layers.extend((read.is_ok() || !unpacked.is_empty()).then_some(unpacked));
        }
    }
    layers
}

/// A secret as it stands in a file, or might: in UTF-16 too, and in hexadecimal digits.
fn forms(secret: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = vec![secret.to_vec()];
    if let Ok(text) = std::str::from_utf8(secret).map(|text| text.encode_utf16()) {
        forms.push(text.clone().flat_map(u16::to_le_bytes).collect());
        forms.push(text.flat_map(u16::to_be_bytes).collect());
    }
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    forms.push(hex.into_bytes());
    forms
}

fn found(bytes: &[u8]) -> Vec<&'static [u8]> {
    let layers = layers(bytes);
    let within = |form: &Vec<u8>| {
        let found = |layer: &Vec<u8>| layer.windows(form.len()).any(|part| part == form);
        layers.iter().any(found)
    };
    let secrets = SECRETS.iter().copied();
    secrets
        .filter(|secret| forms(secret).iter().any(within))
        .collect()
}

#[test]
fn no_secret_is_anywhere_in_what_leaves() {
    for (name, bytes) in leaving() {
        let found: Vec<_> = found(&bytes)
            .into_iter()
            .map(String::from_utf8_lossy)
            .collect();
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn every_secret_is_found_in_what_came() {
    let all: Vec<_> = pictures::everything()
        .iter()
        .flat_map(|dirty| found(&dirty.bytes))
        .collect();
    for secret in SECRETS {
        let text = String::from_utf8_lossy(secret);
        assert!(all.contains(secret), "{text} is in no picture");
    }
    for dirty in pictures::everything() {
        assert!(found(&dirty.bytes).len() > 5, "{}", dirty.name);
    }
}

/// What a picture desk's program would write, in the groups that exiftool chooses of itself.
const WRITTEN: &[(&str, &str)] = &[
    (
        "XMP-iptcCore:AltTextAccessibility",
        "Deux « agents » & un chien",
    ),
    ("XMP-dc:Description", "La légende, d'ailleurs"),
    ("XMP-dc:Creator", "Amélie Martin"),
    ("XMP-photoshop:Credit", "AFP"),
    ("XMP-photoshop:Source", "Agence <une>"),
    ("XMP-dc:Rights", "© 2026 AFP"),
    ("XMP-xmpRights:UsageTerms", "Une seule parution"),
    ("XMP-exif:DateTimeOriginal", "2026:04:29 02:49:00"),
    ("XMP-photoshop:City", "Saint-Étienne"),
    ("XMP-photoshop:Country", "France"),
    ("XMP-exif:GPSLatitude", "45.44"),
    ("XMP-aux:SerialNumber", "BODY-4711"),
];

#[test]
fn what_another_program_writes_is_read_named_and_taken_out() {
    let folder = tempfile::tempdir().expect("a folder");
    for dirty in pictures::everything() {
        let file = folder.path().join(format!("a.{}", dirty.kind.ending()));
        std::fs::write(&file, &dirty.clean).expect("written");
        let tags = WRITTEN.iter().map(|(tag, value)| format!("-{tag}={value}"));
        let output = Command::new("exiftool")
            .args(["-config", "", "-q", "-overwrite_original"])
            .args(tags)
            .arg(&file)
            .output()
            .expect("exiftool, of the package libimage-exiftool-perl");
        assert!(output.status.success(), "{}: {output:?}", dirty.name);
        let bytes = std::fs::read(&file).expect("a file");
        let seen = media::seen(&bytes).expect("a picture");
        assert_eq!(
            seen.notes,
            PictureWords {
                alt: "Deux « agents » & un chien".to_owned(),
                caption: "La légende, d'ailleurs".to_owned(),
                credit: "Amélie Martin / AFP".to_owned(),
                source: "Agence <une>".to_owned(),
                licence: "© 2026 AFP · Une seule parution".to_owned(),
                taken: "2026-04-29T02:49:00".to_owned(),
            },
            "{}",
            dirty.name
        );
        let beside = [Remains::Xmp, Remains::Location, Remains::Serial];
        assert!(
            seen.remains.is_superset(&beside.into()),
            "{:?}",
            seen.remains
        );
        let clean = strip(&bytes, dirty.kind).expect("stripped");
        assert!(media::remains(&clean).is_empty(), "{}", dirty.name);
    }
}
