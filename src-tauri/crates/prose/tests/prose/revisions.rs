//! Generators of French articles and of what a second pair of hands does to them; knows nothing of what they are for.

use proptest::prelude::*;
use proptest::sample::Index;

const SENTENCES: [&str; 24] = [
    "Le ministre a présenté la réforme devant l’Assemblée.",
    "La préfecture n’a pas souhaité répondre à nos questions.",
    "« Nous verrons bien\u{202F}», dit-elle en souriant.",
    "D’après l’enquête, 20\u{202F}000 euros ont disparu en janvier.",
    "Les élus de la région demandent un nouveau calendrier\u{A0}: trois mois de plus.",
    "L’hôpital manque de lits depuis l’automne.",
    "Qui paiera\u{202F}? Personne ne le sait encore.",
    "Le tribunal rendra sa décision [vendredi](https://example.org/a).",
    "Une source proche du dossier évoque *des pressions*.",
    "M. Durand, le maire, refuse de démissionner.",
    "La procureure a requis **deux ans** de prison ferme.",
    "Le chantier devait durer six mois, il en aura duré vingt.",
    "Des riverains ont porté plainte contre l’entreprise.",
    "Aujourd’hui encore, le bruit couvre les conversations.",
    "Le rapport compte trois cents pages et aucune conclusion.",
    "Elle a quitté la salle sans un mot.",
    "Les syndicats appellent à une nouvelle journée de grève.",
    "À Marseille, le port tourne au ralenti.",
    "Ce n’est pas la première fois que le budget dérape.",
    "Les experts, eux, restent prudents…",
    "La facture atteint désormais trois millions.",
    "Il pleut sur la place, et le marché se vide.",
    "Quelqu’un a laissé la lumière allumée au deuxième étage.",
    "Le parquet a ouvert une information judiciaire.",
];

const WORDS: [&str; 16] = [
    "rapport",
    "ville",
    "décision",
    "hiver",
    "colère",
    "séance",
    "témoin",
    "budget",
    "route",
    "quartier",
    "promesse",
    "retard",
    "mairie",
    "dossier",
    "silence",
    "école",
];

/// A paragraph is its sentences.
pub(crate) type Article = Vec<Vec<String>>;

/// Up to eight paragraphs with nothing twice.
pub(crate) fn article() -> impl Strategy<Value = Article> {
    article_of(1..9)
}

/// So many paragraphs of up to three sentences, with nothing twice.
pub(crate) fn article_of(paragraphs: std::ops::Range<usize>) -> impl Strategy<Value = Article> {
    let order = Just((0..SENTENCES.len()).collect::<Vec<_>>()).prop_shuffle();
    (order, prop::collection::vec(1..4_usize, paragraphs)).prop_map(|(order, lengths)| {
        let mut sentences = order.into_iter().map(|at| SENTENCES[at].to_owned());
        let paragraphs = lengths
            .into_iter()
            .map(|n| sentences.by_ref().take(n).collect());
        paragraphs.collect()
    })
}

/// The Markdown of an article.
pub(crate) fn markdown(article: &Article) -> String {
    let paragraphs: Vec<String> = article
        .iter()
        .map(|sentences| sentences.join(" "))
        .collect();
    paragraphs.join("\n\n") + "\n"
}

/// What a hand does.
#[derive(Debug, Clone)]
pub(crate) enum Touch {
    /// Writes a sentence.
    Insert(Index, Index),
    /// Strikes a sentence out.
    Delete(Index, Index),
    /// Puts another sentence in one's place.
    Rewrite(Index, Index),
    /// Changes a word in a sentence.
    Word(Index, Index, Index),
    /// Moves a paragraph.
    Move(Index, Index),
    /// Writes a paragraph.
    Paragraph(Index),
    /// Cuts a paragraph in two.
    Cut(Index, Index),
    /// Joins a paragraph to the one before.
    Join(Index),
}

/// A few touches.
pub(crate) fn touches(most: usize) -> impl Strategy<Value = Vec<Touch>> {
    let index = any::<Index>;
    let touch = prop_oneof![
        3 => (index(), index()).prop_map(|(a, b)| Touch::Insert(a, b)),
        2 => (index(), index()).prop_map(|(a, b)| Touch::Delete(a, b)),
        3 => (index(), index()).prop_map(|(a, b)| Touch::Rewrite(a, b)),
        4 => (index(), index(), index()).prop_map(|(a, b, c)| Touch::Word(a, b, c)),
        2 => (index(), index()).prop_map(|(a, b)| Touch::Move(a, b)),
        1 => index().prop_map(Touch::Paragraph),
        1 => (index(), index()).prop_map(|(a, b)| Touch::Cut(a, b)),
        1 => index().prop_map(Touch::Join),
    ];
    prop::collection::vec(touch, 0..most)
}

/// Applies touches; words that come are told by `hand` and are nowhere else.
pub(crate) fn touched(article: &Article, touches: &[Touch], hand: &str) -> Article {
    let mut article = article.clone();
    for (nth, touch) in touches.iter().enumerate() {
        if article.is_empty() {
            article.push(vec![fresh(hand, nth)]);
        }
        apply(&mut article, touch, hand, nth);
        article.retain(|paragraph| !paragraph.is_empty());
    }
    article
}

/// A sentence that no one else writes.
pub(crate) fn fresh(hand: &str, nth: usize) -> String {
    let words: Vec<String> = (0..6)
        .map(|n| format!("{}{hand}{nth}", WORDS[(nth * 7 + n * 5) % 16]))
        .collect();
    format!("Selon {}, {}.", words[0], words[1..].join(" "))
}

fn apply(article: &mut Article, touch: &Touch, hand: &str, nth: usize) {
    let count = article.len();
    match touch {
        Touch::Insert(p, s) => {
            let paragraph = &mut article[p.index(count)];
            let at = s.index(paragraph.len() + 1);
            paragraph.insert(at, fresh(hand, nth));
        }
        Touch::Delete(p, s) => {
            let paragraph = &mut article[p.index(count)];
            let at = s.index(paragraph.len());
            paragraph.remove(at);
        }
        Touch::Rewrite(p, s) => {
            let paragraph = &mut article[p.index(count)];
            let at = s.index(paragraph.len());
            paragraph[at] = fresh(hand, nth);
        }
        Touch::Word(p, s, w) => {
            let paragraph = &mut article[p.index(count)];
            let at = s.index(paragraph.len());
            let mut words: Vec<&str> = paragraph[at].split(' ').collect();
            let word = format!("{}{hand}{nth}", WORDS[nth % 16]);
            let place = w.index(words.len() - 1);
            words[place] = &word;
            paragraph[at] = words.join(" ");
        }
        Touch::Move(from, to) => {
            let paragraph = article.remove(from.index(count));
            article.insert(to.index(count), paragraph);
        }
        Touch::Paragraph(at) => article.insert(at.index(count + 1), vec![fresh(hand, nth)]),
        Touch::Cut(p, s) => {
            let at = p.index(count);
            let place = s.index(article[at].len());
            let rest = article[at].split_off(place);
            article.insert(at + 1, rest);
        }
        Touch::Join(p) => {
            let at = p.index(count);
            if at > 0 {
                let paragraph = article.remove(at);
                article[at - 1].extend(paragraph);
            }
        }
    }
}
