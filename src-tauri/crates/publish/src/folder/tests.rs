//! Articles in real folders: written once, read back, never in somebody else's place, never outside.

mod others;
mod pictures;
mod sends;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::{
    DispatchId, Language, LeadPicture, Operation, PictureFile, PictureKind, PictureSource, Slug,
};
use tempfile::TempDir;
use uuid::Uuid;

use super::{FILE, Folder, Generator, hash};
use crate::{Destination, Outgoing, OutgoingPicture, Patience, RemoteArticle, Sought};

const NOW: &str = "2026-11-23T08:00:00Z";
const BYTES: &[u8] = b"\x89PNG\r\n\x1a\n picture";

/// A site's folder that goes with the test.
struct Site {
    place: TempDir,
    folder: Folder,
    generator: Generator,
}

impl Site {
    fn new(generator: Generator) -> Self {
        let place = tempfile::tempdir().unwrap();
        let now = || NOW.parse().unwrap();
        let (root, url) = (place.path().join("posts"), "https://a.example/posts/");
        fs::create_dir(&root).unwrap();
        Self {
            folder: Folder::new(&root, generator, url, Patience::default(), now).unwrap(),
            place,
            generator,
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        Generator::ALL.into_iter().map(Self::new)
    }

    fn root(&self) -> PathBuf {
        self.place.path().join("posts")
    }

    fn file(&self, id: &str) -> String {
        fs::read_to_string(self.root().join(id).join(FILE)).unwrap()
    }

    fn edit(&self, id: &str, from: &str, to: &str) {
        let file = self.file(id);
        assert!(file.contains(from), "{file}");
        fs::write(self.root().join(id).join(FILE), file.replace(from, to)).unwrap();
    }

    fn find(&self, of: u128, remote_id: Option<&str>) -> Option<RemoteArticle> {
        let sought = Sought {
            key: key(of),
            operation: Operation::Update,
            remote_id,
            slug: None,
        };
        self.folder.find(&sought).unwrap()
    }

    /// Every file below the place, but for what the workshop keeps.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(self.place.path(), &mut files);
        let at = |path: &PathBuf| {
            path.strip_prefix(self.place.path())
                .unwrap()
                .display()
                .to_string()
        };
        let mut files: Vec<_> = files
            .iter()
            .map(at)
            .filter(|f| !f.contains(".marbre"))
            .collect();
        files.sort();
        files
    }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), into);
        } else {
            into.push(entry.path());
        }
    }
}

fn key(of: u128) -> DispatchId {
    DispatchId(Uuid::from_u128(of))
}

fn article(headline: &str, text: &str) -> Outgoing {
    Outgoing {
        headline: headline.to_owned(),
        standfirst: "Le chapeau: « oui »".to_owned(),
        section: "tech".to_owned(),
        tags: vec!["IA".to_owned(), "no".to_owned()],
        byline: "Anne O’Nyme".to_owned(),
        language: Language::french(),
        slug: Slug::parse("un-article").unwrap(),
        published_at: Some("2026-04-29T00:49:00Z".parse().unwrap()),
        lead_picture: None,
        body_html: String::new(),
        body_markdown: text.to_owned(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: BTreeMap::new(),
        corrections: Default::default(),
    }
}

fn picture() -> PictureFile {
    PictureFile {
        hash: hash(BYTES),
        kind: PictureKind::Png,
        width: 3,
        height: 2,
    }
}

/// An article with a picture in its text and the same at its head, and where the site has it.
fn with_picture(site: &Site) -> Outgoing {
    let file = picture();
    let sent = site
        .folder
        .send_picture(&OutgoingPicture {
            file: &file,
            bytes: BYTES,
            alt: "",
            caption: "",
            credit: "",
        })
        .unwrap();
    let text = format!("a ![b]({}) https://b.example{}", file.path(), file.path());
    Outgoing {
        lead_picture: Some(LeadPicture {
            source: PictureSource::File(file.clone()),
            framing: domain::Framing::WHOLE,
            alt: "une rue".to_owned(),
            caption: "la rue".to_owned(),
            credit: "moi".to_owned(),
        }),
        pictures: [(file.path(), sent)].into(),
        ..article("Avec image", &text)
    }
}
