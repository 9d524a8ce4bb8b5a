//! Micropub with an endpoint that may not do what it should; the whole protocol runs against a real one in `tests/peers`.

mod answers;
mod doubts;
mod endpoint;
mod pictures;
mod sends;

use std::collections::BTreeMap;
use std::time::Duration;

use domain::{DispatchId, Language, LeadPicture, PictureFile, PictureKind, PictureSource, Slug};
use uuid::Uuid;

use super::Micropub;
use crate::{Destination, Outgoing, OutgoingPicture, Patience, PublishError, RemotePicture};
use endpoint::Site;

const TOKEN: &str = "tok_4F/2b+9C=";

fn patience() -> Patience {
    Patience {
        connect: Duration::from_secs(5),
        answer: Duration::from_secs(5),
        whole: Duration::from_secs(60),
    }
}

fn key(of: u128) -> DispatchId {
    DispatchId(Uuid::from_u128(of))
}

fn article(says: &str) -> Outgoing {
    Outgoing {
        headline: "Le pont & « lui »".to_owned(),
        standfirst: "Il rouvre.".to_owned(),
        section: String::new(),
        tags: vec!["IA".to_owned()],
        byline: String::new(),
        language: Language::french(),
        slug: Slug::parse("le-pont").unwrap(),
        published_at: Some("2026-04-29T00:49:00Z".parse().unwrap()),
        lead_picture: None,
        body_html: format!("<p>{says}</p>"),
        body_markdown: says.to_owned(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: BTreeMap::new(),
        corrections: Default::default(),
    }
}

fn picture() -> PictureFile {
    PictureFile {
        hash: "a".repeat(64),
        kind: PictureKind::Png,
        width: 1,
        height: 1,
    }
}

fn send(site: &Micropub) -> Result<RemotePicture, PublishError> {
    site.send_picture(&OutgoingPicture {
        file: &picture(),
        bytes: b"\x89PNG--",
        alt: "",
        caption: "",
        credit: "",
    })
}

fn with_picture(site: &Site) -> Outgoing {
    let sent = send(&site.destination).unwrap();
    Outgoing {
        lead_picture: Some(LeadPicture {
            source: PictureSource::File(picture()),
            framing: domain::Framing::WHOLE,
            alt: "le pont".to_owned(),
            caption: String::new(),
            credit: String::new(),
        }),
        pictures: [(picture().path(), sent)].into(),
        ..article("Un.")
    }
}
