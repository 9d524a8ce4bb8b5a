//! A folder of files, built by the real generators into pages: what a reader sees of an article after each send. Knows no network.

mod killed;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use domain::{
    DispatchId, Language, LeadPicture, PictureFile, PictureKind, PictureSource, PublicationState,
    Slug,
};
use publish::folder::{Folder, Generator};
use publish::{Destination, Outgoing, OutgoingPicture, Patience, PublishError, RemoteArticle};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use uuid::Uuid;

use crate::campaign;
use crate::report::Row;

/// A journey panics when something is not as it should be.
type Journey = (&'static str, fn(&Site));

/// What each generator has to show.
const JOURNEYS: [Journey; 7] = [
    ("create, built", published),
    ("update and conflict, built", updated),
    ("unpublish and back, built", taken_down_and_back),
    ("media, built", picture),
    ("text that looks like a template, built", templates),
    ("odd words in the front matter, built", odd_words),
    ("schedule, built", scheduled),
];

/// Makes every journey with one generator.
pub(crate) fn run(name: &'static str, generator: Generator) -> Vec<Row> {
    println!("--- {name}");
    let version = script("version", generator).output().expect("static.sh");
    let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    let one = |(journey, make): Journey| {
        let made = campaign::caught(|| make(&Site::new(generator)));
        Row::told(name, journey, 1, made.err().into_iter().collect())
    };
    let mut rows = vec![Row::started(name, version)];
    rows.extend(JOURNEYS.into_iter().map(one));
    rows.push(killed::run(name, generator));
    rows
}

/// A folder, and where it is built to.
struct Site {
    place: TempDir,
    folder: Folder,
    generator: Generator,
}

impl Site {
    fn new(generator: Generator) -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path().join("posts");
        fs::create_dir(&root).expect("a folder");
        let now = || "2026-04-30T08:00:00Z".parse().expect("a moment");
        let url = "http://127.0.0.1:1/posts";
        Self {
            folder: Folder::new(&root, generator, url, Patience::default(), now).expect("a folder"),
            place,
            generator,
        }
    }

    /// Builds the site: where its pages are.
    #[track_caller]
    fn build(&self) -> PathBuf {
        let out = self.place.path().join("out");
        let built = script("build", self.generator)
            .args([&self.place.path().join("posts"), &out])
            .stdin(Stdio::null())
            .output()
            .expect("static.sh");
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success(), "the build fails: {said}");
        out
    }

    /// The page of an article as it is built, without what stands for signs in HTML.
    #[track_caller]
    fn page(&self, article: &RemoteArticle) -> String {
        let path = article
            .address
            .strip_prefix("http://127.0.0.1:1/")
            .expect("an address there");
        let page = self.build().join(path).join("index.html");
        let page = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{page:?}: {error}"));
        let signs = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#34;", "\""),
            ("&#39;", "'"),
            ("&#x27;", "'"),
            ("&amp;", "&"),
        ];
        signs
            .into_iter()
            .fold(page, |page, (sign, meant)| page.replace(sign, meant))
    }

    /// Everything that is built of articles, by its paths.
    fn built(&self) -> Vec<String> {
        let out = self.build().join("posts");
        let mut paths = Vec::new();
        collect(&out, &mut paths);
        let at = |path: &PathBuf| {
            path.strip_prefix(&out)
                .expect("below")
                .display()
                .to_string()
        };
        let mut paths: Vec<_> = paths
            .iter()
            .map(at)
            .filter(|path| path != "index.html")
            .collect();
        paths.sort();
        paths
    }

    /// The list of articles as it is built.
    fn list(&self) -> String {
        fs::read_to_string(self.build().join("posts/index.html")).unwrap_or_default()
    }

    fn publish(&self, article: &Outgoing) -> RemoteArticle {
        self.folder.create(key(1), article).expect("published")
    }

    fn update(&self, of: u128, known: &RemoteArticle, article: &Outgoing) -> RemoteArticle {
        let done = self
            .folder
            .update(key(of), &known.remote_id, &known.version, article);
        done.expect("updated")
    }
}

fn name_of(generator: Generator) -> &'static str {
    match generator {
        Generator::Hugo => "hugo",
        Generator::Zola => "zola",
        Generator::Eleventy => "eleventy",
    }
}

fn script(command: &str, generator: Generator) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/static.sh");
    let mut script = Command::new(path);
    script.args([command, name_of(generator)]);
    script
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, into);
        } else {
            into.push(path);
        }
    }
}

fn key(of: u128) -> DispatchId {
    DispatchId(Uuid::from_u128(of))
}

fn article(text: &str) -> Outgoing {
    Outgoing {
        headline: "Le pont rouvre".to_owned(),
        standfirst: "Après deux ans.".to_owned(),
        section: "société".to_owned(),
        tags: vec!["ponts".to_owned(), "no".to_owned()],
        byline: "A. Martin".to_owned(),
        language: Language::french(),
        slug: Slug::parse("le-pont").expect("a slug"),
        published_at: Some("2026-04-29T00:49:00Z".parse().expect("a moment")),
        lead_picture: None,
        body_html: String::new(),
        body_markdown: text.to_owned(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: Default::default(),
        corrections: Default::default(),
    }
}

fn published(site: &Site) {
    let done = site.publish(&article("## Les faits\n\nLe **pont** est ouvert.\n"));
    let page = site.page(&done);
    for part in [
        "<title>Le pont rouvre</title>",
        "data-date=\"2026-04-29T00:49:00Z\"",
        "data-author=\"A. Martin\"",
        "data-description=\"Après deux ans.\"",
        "Le <strong>pont</strong> est ouvert.",
        "<li>ponts</li><li>no</li>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(site.built(), ["le-pont/index.html"]);
    assert!(
        site.list().contains("href=\"/posts/le-pont/\""),
        "{}",
        site.list()
    );
    assert!(!page.contains("marbre"), "{page}");
}

fn updated(site: &Site) {
    let first = site.publish(&article("Un."));
    let done = site.update(2, &first, &article("Deux."));
    let page = site.page(&done);
    assert!(page.contains("Deux.") && !page.contains("Un."), "{page}");
    // A colleague's words are built, and stay.
    let file = site.place.path().join("posts/le-pont/index.md");
    let theirs = fs::read_to_string(&file)
        .expect("a file")
        .replace("Deux.", "À elle.");
    fs::write(&file, theirs).expect("written");
    let refused = site
        .folder
        .update(key(3), &done.remote_id, &done.version, &article("Trois."));
    assert!(
        matches!(refused, Err(PublishError::ChangedThere(_))),
        "{refused:?}"
    );
    assert!(site.page(&done).contains("À elle."));
    assert_eq!(site.built(), ["le-pont/index.html"]);
}

fn taken_down_and_back(site: &Site) {
    let sent = with_picture(site);
    let first = site.publish(&sent);
    assert_eq!(site.built().len(), 2);
    let down = site
        .folder
        .unpublish(key(2), &first.remote_id, &first.version)
        .expect("taken down");
    assert_eq!(down.state, PublicationState::Unpublished);
    assert_eq!(site.built(), [""; 0], "neither page nor picture");
    assert!(!site.list().contains("Le pont rouvre"), "{}", site.list());
    let back = site.update(3, &down, &sent);
    assert!(site.page(&back).contains("Le pont rouvre"));
    assert_eq!(site.built().len(), 2);
}

fn picture(site: &Site) {
    let sent = with_picture(site);
    // Sent, and not yet shown by an article: nobody can guess at it.
    assert_eq!(site.built(), [""; 0]);
    let done = site.publish(&sent);
    let name = sent
        .pictures
        .values()
        .next()
        .expect("a picture")
        .remote_id
        .clone();
    let page = site.page(&done);
    // Zola writes the whole address before it.
    let shown = format!("./{name}\" alt=\"le pont\"");
    assert!(page.contains(&shown), "{page}");
    assert_eq!(
        site.built(),
        [format!("le-pont/{name}"), "le-pont/index.html".to_owned()]
    );
    let bytes = fs::read(site.build().join("posts/le-pont").join(&name)).expect("the picture");
    assert_eq!(bytes, PICTURE);
}

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n a picture";

fn with_picture(site: &Site) -> Outgoing {
    let hash = Sha256::digest(PICTURE);
    let file = PictureFile {
        hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        kind: PictureKind::Png,
        width: 1,
        height: 1,
    };
    let sent = site.folder.send_picture(&OutgoingPicture {
        file: &file,
        bytes: PICTURE,
        alt: "le pont",
        caption: "",
        credit: "",
    });
    Outgoing {
        lead_picture: Some(LeadPicture {
            source: PictureSource::File(file.clone()),
            framing: domain::Framing::WHOLE,
            alt: "le pont".to_owned(),
            caption: "vu du quai".to_owned(),
            credit: "A. Martin".to_owned(),
        }),
        pictures: [(file.path(), sent.expect("sent"))].into(),
        ..article(&format!("![le pont]({})\n", file.path()))
    }
}

/// What would fail a whole build, or run, is shown as it stands: in words, in code, open or closed.
fn templates(site: &Site) {
    let parts = [
        "{{< inconnu >}}",
        "{{% inconnu %}}",
        "{{</* déjà */>}}",
        "{{< ouvert",
        "{{% ouvert",
        "{{< /fin >}}",
        "{{ 7 | plus: 1 }}",
        "{% inconnu %}",
        "{% raw %}",
        "{{ inconnu() }}",
        "{{- .Site -}}",
    ];
    let in_words = parts
        .map(|part| format!("Dit `{part}` en code.\n\n```\n{part}\n```\n"))
        .join("\n");
    let done = site.publish(&article(&in_words));
    // What parts two signs shows nothing.
    let page = site.page(&done).replace('\u{200B}', "");
    for part in parts {
        assert!(
            page.contains(&format!("<code>{part}</code>")),
            "{part}: {page}"
        );
        assert!(page.contains(&format!("<code>{part}\n")), "{part}: {page}");
    }
    let text = site
        .folder
        .read(&done.remote_id)
        .expect("read")
        .expect("there")
        .body_markdown;
    assert_eq!(text, Some(in_words));
}

fn odd_words(site: &Site) {
    for (number, headline) in [
        "« L’été » : « 50 % » & 1 < 2",
        "no",
        "\"Oui\", dit-elle\\n'non'",
        "# pas un titre {{ x }} {% y %}",
        "- liste: [a, b] {c: d} *e* &f !g |h >i @j `k` %l",
        "2026-04-29",
        "---",
        "😀 null ~",
    ]
    .into_iter()
    .enumerate()
    {
        let article = Outgoing {
            headline: headline.to_owned(),
            standfirst: headline.to_owned(),
            byline: headline.to_owned(),
            slug: Slug::parse(&format!("article-{number}")).expect("a slug"),
            ..article("texte")
        };
        let done = site
            .folder
            .create(key(100 + number as u128), &article)
            .expect("published");
        let page = site.page(&done);
        assert!(
            page.contains(&format!("<h1>{headline}</h1>")),
            "{headline}: {page}"
        );
        assert!(
            page.contains(&format!("data-author=\"{headline}\"")),
            "{headline}: {page}"
        );
    }
    assert_eq!(site.built().len(), 8);
}

fn scheduled(site: &Site) {
    let later = Outgoing {
        goes_live: Some("2099-01-01T00:00:00Z".parse().expect("a moment")),
        ..article("Demain.")
    };
    let sent = site.folder.create(key(1), &later);
    if site.generator != Generator::Hugo {
        assert!(
            matches!(sent, Err(PublishError::Fault(_))),
            "it would be built at once: {sent:?}"
        );
    } else {
        let done = sent.expect("kept for its hour");
        assert_eq!(site.built(), [""; 0]);
        assert!(
            site.page(&site.update(2, &done, &article("Maintenant.")))
                .contains("Maintenant.")
        );
    }
}
