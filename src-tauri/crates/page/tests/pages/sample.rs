//! One site and one article with everything. Knows no test.

use domain::{
    Article, Correction, CorrectionKind, Language, LeadPicture, PictureFile, PictureKind,
    PictureSet, PictureSource, Section, Slug,
};
use page::SiteFacts;

const BODY: &str = "<p>À quatre heures, le terminal n’a plus besoin de lumière.</p>\n\
<h2 id=\"un-essai\">Un essai</h2>\n\
<p>Lire <a href=\"/articles/autre\">la suite</a> et <a href=\"#un-essai\">plus haut</a>&nbsp;: <img src=\"/media/x.jpg\" alt=\"\"></p>\n\
<h2 id=\"en-resume\" class=\"summary\">En résumé</h2>\n\
<p>L’essai dure six mois.</p>";

pub(crate) fn site() -> SiteFacts {
    let section = |slug: &str, name: &str| Section {
        slug: slug.to_owned(),
        name: name.to_owned(),
    };
    SiteFacts {
        name: "Le Marbre".to_owned(),
        url: "https://marbre.example".to_owned(),
        language: Language::french(),
        time_zone: "Europe/Paris".to_owned(),
        sections: vec![section("tech", "Tech"), section("economie", "Économie")],
        subscribers: 4_218,
    }
}

pub(crate) fn article() -> Article {
    Article {
        headline: "Le port du Havre teste des grues sans conducteur".to_owned(),
        standfirst: "Depuis lundi, trois portiques déchargent la nuit.".to_owned(),
        section: "tech".to_owned(),
        tags: vec!["IA".to_owned(), "Logistique".to_owned()],
        byline: "Camille Auvray".to_owned(),
        language: Language::french(),
        slug: Slug::parse("grues").unwrap(),
        published_at: "2026-04-29T00:49:00Z".parse().unwrap(),
        updated_at: None,
        lead_picture: Some(LeadPicture {
            source: PictureSource::File(PictureFile {
                hash: "a".repeat(64),
                kind: PictureKind::Jpeg,
                width: 1_600,
                height: 900,
            }),
            framing: domain::Framing::WHOLE,
            alt: "Des grues au-dessus d’un quai".to_owned(),
            caption: "Terminal de France, Le Havre.".to_owned(),
            credit: "C. Auvray".to_owned(),
        }),
        lead_set: None,
        body_html: BODY.to_owned(),
        corrections: Vec::new(),
        words: 1_005,
    }
}

/// The copies of its picture.
pub(crate) fn lead_set() -> PictureSet {
    let copy = |digit: &str, kind, width, height| PictureFile {
        hash: digit.repeat(64),
        kind,
        width,
        height,
    };
    PictureSet {
        whole: copy("b", PictureKind::Jpeg, 1_600, 900),
        sizes: vec![
            copy("c", PictureKind::Webp, 480, 270),
            copy("d", PictureKind::Webp, 1_600, 900),
        ],
        card: Some(copy("e", PictureKind::Jpeg, 1_200, 630)),
    }
}

/// A correction of every kind, an hour apart.
pub(crate) fn corrections() -> Vec<Correction> {
    let texts = [
        "Le terminal a trois portiques, et non deux.",
        "« La nuit » : de 22 heures à 5 heures.",
        "Le syndicat a répondu.\n\nSa lettre\nest en ligne.",
        "Cet essai n’a pas eu lieu.",
    ];
    let one = |(at, kind): (usize, CorrectionKind)| Correction {
        kind,
        text: texts[at].to_owned(),
        at: format!("2026-04-30T0{at}:10:00Z").parse().unwrap(),
    };
    CorrectionKind::ALL
        .into_iter()
        .enumerate()
        .map(one)
        .collect()
}
