//! Three-way merges of texts that two hands changed at random: what either wrote is in the merged text or is asked about. Knows
//! no file and no library.

use prose::{Region, merge};

use crate::campaign::{Campaign, Row};
use crate::oracle::Verdict;
use crate::random::Random;

/// A text as paragraphs of sentences, each its own in the whole text.
type Article = Vec<Vec<String>>;

/// Random three-way merges: no sentence of either side disappears without being shown.
pub(crate) fn at_random(campaign: &Campaign) -> Vec<Row> {
    let mut row = Row::new(
        "merge",
        "three-way merges of randomly changed texts: a sentence disappears unseen",
    );
    let mut conflicts = 0;
    for round in 0..campaign.rounds(200, 5_000) {
        let mut chance = Random::of(campaign.seed, 1_000 + round as u64);
        let base = article(&mut chance);
        let (ours, our_words) = changed(&base, "nous", &mut chance);
        let (theirs, their_words) = changed(&base, "eux", &mut chance);
        let merged = merge(&markdown(&base), &markdown(&ours), &markdown(&theirs));
        conflicts += merged.conflicts().count();
        let shown: String = merged.regions.iter().map(shown).collect();
        let kept = base.iter().flatten();
        let kept = kept.filter(|sentence| ours.iter().flatten().any(|own| own == *sentence));
        let kept = kept.filter(|sentence| theirs.iter().flatten().any(|own| own == *sentence));
        let all: Vec<&String> = kept.chain(&our_words).chain(&their_words).collect();
        let missing: Vec<&&String> = all
            .iter()
            .filter(|sentence| !shown.contains(sentence.as_str()))
            .collect();
        let verdict = Verdict {
            acknowledged: all.len() as u64,
            lost: missing.len() as u64,
            wrong: missing
                .iter()
                .map(|sentence| format!("{sentence:?} disappeared"))
                .collect(),
        };
        row.add(&format!("merge {round}"), verdict);
    }
    row.remark = format!("sentences, not changes; {conflicts} conflicts were asked about");
    vec![row]
}

/// All that a reader of the merge sees: the text, and both sides of what is asked.
fn shown(region: &Region) -> String {
    match region {
        Region::Merged(text) => text.clone(),
        Region::Conflict(conflict) => format!("{}\n{}\n", conflict.ours, conflict.theirs),
    }
}

fn article(chance: &mut Random) -> Article {
    let mut number = 0;
    let paragraphs = 1 + chance.below(8);
    let mut sentence = || {
        number += 1;
        format!("La phrase {number} de l’article dit ce qu’elle dit.")
    };
    (0..paragraphs)
        .map(|_| (0..1 + chance.below(5)).map(|_| sentence()).collect())
        .collect()
}

/// The article after one hand: sentences rewritten, added and struck out, paragraphs moved; and what that hand wrote.
fn changed(base: &Article, hand: &str, chance: &mut Random) -> (Article, Vec<String>) {
    let mut article = base.clone();
    let mut written = Vec::new();
    for number in 0..1 + chance.below(6) {
        let paragraph = chance.below(article.len());
        let sentences = &mut article[paragraph];
        let at = chance.below(sentences.len() + 1);
        let own = format!("Selon {hand}, fait {number}, rien n’est moins sûr.");
        match chance.below(5) {
            0 if at < sentences.len() => drop(sentences.remove(at)),
            1 | 2 if at < sentences.len() => {
                sentences[at].clone_from(&own);
                written.push(own);
            }
            3 if !chance.once_in(3) => {
                let moved = article.remove(paragraph);
                article.insert(chance.below(article.len() + 1), moved);
            }
            _ => {
                sentences.insert(at, own.clone());
                written.push(own);
            }
        }
    }
    // What this hand wrote and struck out again is nobody's.
    written.retain(|own| article.iter().flatten().any(|sentence| sentence == own));
    (article, written)
}

fn markdown(article: &Article) -> String {
    let paragraphs: Vec<String> = article
        .iter()
        .map(|sentences| sentences.join(" "))
        .collect();
    paragraphs.join("\n\n") + "\n"
}
