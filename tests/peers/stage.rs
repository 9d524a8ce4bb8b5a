//! What a journey has: one real site, a faulty network before it, a destination that knows nothing of either. Judges nothing.

use std::cell::Cell;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{DispatchId, Language, LeadPicture, PictureFile, PictureKind, PictureSource, Slug};
use newsroom::NewSite;
use publish::{Destination, Outgoing, Patience};
use sha2::{Digest, Sha256};
use testkit::FaultyProxy;
use uuid::Uuid;

/// A real site, as whoever runs it sees it. Dropping it stops it.
pub(crate) trait Peer {
    /// What it is, as it says.
    fn version(&self) -> String;

    /// Where it listens; the faulty network stands before it.
    fn address(&self) -> SocketAddr;

    /// The site there, with an account that may publish.
    fn destination(&self, at: At<'_>) -> Box<dyn Destination>;

    /// The same as a newsroom adds it.
    fn new_site(&self, at: At<'_>) -> NewSite;

    /// The same with a credential that is no longer good.
    fn stranger(&self, at: At<'_>) -> Box<dyn Destination>;

    /// Every article that it has, drafts too but not what lies in a bin: looked up by other means
    /// than the destination's.
    fn articles(&self) -> Vec<Seen>;

    /// Somebody else changes the text of an article there.
    fn changed_by_a_colleague(&self, remote_id: &str, html: &str);

    /// How many pictures with these bytes it has; `None` when it can't be told.
    fn pictures(&self, file: &PictureFile) -> Option<usize>;

    /// Whether a picture whose request arrives twice lies there twice. (Articles show one of them.)
    fn keeps_twins_of_pictures(&self) -> bool {
        false
    }

    /// Somebody deletes the picture with these bytes there.
    fn picture_deleted_by_a_colleague(&self, file: &PictureFile);

    /// Whether a picture at the head keeps its alternative text, its caption and its credit.
    fn keeps_words_of_pictures(&self) -> bool {
        true
    }

    /// HTML as a colleague writes it there whose editor would not take it as it is.
    fn raw(&self, html: &str) -> String {
        html.to_owned()
    }

    /// Whether a write that changes nothing is a version of its own.
    fn counts_every_write(&self) -> bool {
        false
    }

    /// Journeys that only this kind of site has.
    fn own_journeys(&self) -> Vec<OwnJourney<'_>> {
        Vec::new()
    }
}

/// Starts one, without anything in it.
pub(crate) type Start = fn() -> Result<Box<dyn Peer>, NotStarted>;

/// What a script ends with when its site can't be had on this machine.
pub(crate) const NOT_TO_BE_HAD: i32 = 69;

/// Why a peer did not start.
#[derive(Debug)]
pub(crate) enum NotStarted {
    /// It can't be had on this machine.
    NotToBeHad,
    /// It was there and failed.
    Failed(String),
}

/// How a destination reaches its site.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    /// As `http://127.0.0.1:1234`.
    pub(crate) base: &'a str,
    pub(crate) patience: Patience,
}

/// A journey of one kind of site.
pub(crate) type OwnJourney<'a> = (&'static str, Box<dyn Fn(&Stage<'_>) + 'a>);

/// An article as it is seen on the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) headline: String,
    pub(crate) html: String,
    pub(crate) is_out: bool,
}

/// The scene of one journey.
pub(crate) struct Stage<'a> {
    pub(crate) peer: &'a dyn Peer,
    pub(crate) network: FaultyProxy,
    pub(crate) site: Box<dyn Destination>,
    /// Tells this journey's article from every other one's.
    pub(crate) word: String,
    keys: Cell<u128>,
}

impl<'a> Stage<'a> {
    pub(crate) fn new(peer: &'a dyn Peer) -> Self {
        Self::with(peer, Patience::default())
    }

    /// With a destination that waits so long.
    pub(crate) fn with(peer: &'a dyn Peer, patience: Patience) -> Self {
        let network = FaultyProxy::before(peer.address());
        let base = network.url();
        let site = peer.destination(At {
            base: &base,
            patience,
        });
        let id = next_id();
        Self {
            peer,
            network,
            site,
            word: format!("w{}", &id.simple().to_string()[..12]),
            keys: Cell::new(id.as_u128() & !0xffff),
        }
    }

    /// The site behind the faulty network, whose address this is.
    pub(crate) fn at<'b>(&self, base: &'b str) -> At<'b> {
        let patience = Patience::default();
        At { base, patience }
    }

    /// The key of a new dispatch.
    pub(crate) fn key(&self) -> DispatchId {
        self.keys.set(self.keys.get() + 1);
        DispatchId(Uuid::from_u128(self.keys.get()))
    }

    /// An article whose body says this.
    pub(crate) fn article(&self, says: &str) -> Outgoing {
        Outgoing {
            headline: format!("Le pont {} rouvre", self.word),
            standfirst: "Après deux ans de travaux.".to_owned(),
            section: String::new(),
            tags: Vec::new(),
            byline: String::new(),
            language: Language::french(),
            slug: Slug::parse(&format!("pont-{}", self.word)).expect("a slug"),
            published_at: None,
            lead_picture: None,
            body_html: format!("<p>{says}</p>"),
            body_markdown: says.to_owned(),
            goes_live: None,
            newsletter: None,
            lead_set: None,
            pictures: Default::default(),
            corrections: Default::default(),
        }
    }

    /// The article with all that a site may have a place for; the picture that it shows is its own.
    pub(crate) fn dress(&self, article: &mut Outgoing) -> (PictureFile, Vec<u8>) {
        let (file, bytes) = self.picture();
        article.section = format!("Société {}", self.word);
        article.tags = vec![format!("Ponts {}", self.word), format!("Été {}", self.word)];
        article.lead_picture = Some(LeadPicture {
            source: PictureSource::File(file.clone()),
            framing: domain::Framing::WHOLE,
            alt: "Le pont".to_owned(),
            caption: String::new(),
            credit: String::new(),
        });
        (file, bytes)
    }

    /// A picture that no other journey has: one pixel of its own colour, and nothing beside it.
    pub(crate) fn picture(&self) -> (PictureFile, Vec<u8>) {
        let colour = Sha256::digest(self.word.as_bytes());
        let bytes = [
            b"GIF89a\x01\0\x01\0\x80\0\0",
            &colour[..6],
            b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
        ]
        .concat();
        (file_of(PictureKind::Gif, &bytes), bytes)
    }

    /// What leaves the desk instead of that picture.
    pub(crate) fn copy_of(&self, bytes: &[u8]) -> PictureFile {
        let order = media::Order {
            framing: domain::Framing::WHOLE,
            card: true,
            credit: String::new(),
            rights: String::new(),
        };
        let made = media::develop(bytes, &order).expect("copies").made;
        let whole = made
            .into_iter()
            .find(|copy| copy.role == media::Role::Whole);
        let whole = whole.expect("one that every reader can load");
        file_of(whole.kind, &whole.bytes)
    }

    /// This journey's articles, as they are seen on the site.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        let all = self.peer.articles().into_iter();
        all.filter(|seen| seen.headline.contains(&self.word))
            .collect()
    }

    /// The one article of this journey, which readers see.
    #[track_caller]
    pub(crate) fn the_one(&self) -> Seen {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "one article: {seen:#?}");
        seen.remove(0)
    }
}

/// A file of one pixel.
fn file_of(kind: PictureKind, bytes: &[u8]) -> PictureFile {
    let hash = Sha256::digest(bytes);
    PictureFile {
        hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        kind,
        width: 1,
        height: 1,
    }
}

/// Where the names and keys of this run begin.
static NEXT: AtomicU64 = AtomicU64::new(0);
static SEED: AtomicU64 = AtomicU64::new(0);

/// All names and keys of this run come from this number.
pub(crate) fn sow(seed: u64) {
    SEED.store(seed, Ordering::Relaxed);
}

/// The beginning of one stage's names and keys.
fn next_id() -> Uuid {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let hash = Sha256::digest(format!("{} {number}", SEED.load(Ordering::Relaxed)));
    uuid::Builder::from_random_bytes(hash[..16].try_into().expect("16 bytes")).into_uuid()
}
