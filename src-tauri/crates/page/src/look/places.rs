//! Where on a page the parts of a known article stand: found by its words, which are known from the site itself.

use std::collections::BTreeMap;

use super::Sample;
use super::tree::Tree;
use crate::dates;
use crate::sighting::{shows, words};

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Headline,
    Standfirst,
    Section,
    Byline,
    /// With the pattern in which the page writes it.
    Date,
    Minutes,
    /// The first, which stands for all.
    Tag,
    Picture,
    Caption,
    Body,
}

/// Classes of bodies, where the words alone do not tell.
const BODIES: [&str; 5] = [
    "entry-content",
    "wp-block-post-content",
    "gh-content",
    "post-content",
    "article-content",
];
/// The longest of what may stand before a name that signs, as `Propos recueillis par `.
const BEFORE_A_NAME: usize = 24;

/// The parts that were found.
#[derive(Debug)]
pub(super) struct Places {
    /// Which node each part is.
    pub(super) parts: BTreeMap<Part, usize>,
    /// All tags that were found, the first among them.
    pub(super) tags: Vec<usize>,
    /// How the page writes the day.
    pub(super) pattern: Option<&'static str>,
    /// The innermost element that holds headline and body.
    pub(super) region: usize,
}

impl Places {
    /// Finds them; `None` where there is no headline or no body.
    pub(super) fn find(tree: &Tree, sample: &Sample<'_>) -> Option<Self> {
        let body = body(tree, sample)?;
        let headline = headline(tree, sample, body)?;
        let region = tree.common(headline, body);
        let parts = BTreeMap::from([(Part::Headline, headline), (Part::Body, body)]);
        let mut found = Self {
            parts,
            tags: Vec::new(),
            pattern: None,
            region,
        };
        found.words(tree, sample);
        found.date(tree, sample);
        found.picture(tree, sample);
        Some(found)
    }

    /// The part that stands at this node.
    pub(super) fn at(&self, node: usize) -> Option<Part> {
        let mut parts = self.parts.iter();
        parts.find(|(_, at)| **at == node).map(|(part, _)| *part)
    }

    /// The parts that stand in this element.
    pub(super) fn within(&self, tree: &Tree, outer: usize) -> impl Iterator<Item = Part> {
        let parts = self.parts.iter();
        parts.filter_map(move |(part, at)| tree.holds(outer, *at).then_some(*part))
    }

    /// The innermost elements in the region, outside the body, of which this is true.
    fn search(&self, tree: &Tree, is_it: impl Fn(usize) -> bool) -> Vec<usize> {
        let free = |at: usize| !self.parts.values().any(|taken| tree.holds(at, *taken));
        let body = self.parts[&Part::Body];
        let mut found: Vec<usize> = Vec::new();
        for at in tree.elements_in(self.region) {
            if tree.holds(body, at) || !free(at) || !is_it(at) {
                continue;
            }
            // An inner one takes the place of the outer one.
            if found.last().is_some_and(|last| tree.holds(*last, at)) {
                found.pop();
            }
            found.push(at);
        }
        found
    }

    fn take(&mut self, part: Part, found: &[usize]) {
        let known = self.parts.values().any(|at| found.first() == Some(at));
        if let (Some(first), false) = (found.first(), known) {
            self.parts.insert(part, *first);
        }
    }

    fn words(&mut self, tree: &Tree, sample: &Sample<'_>) {
        let standfirst = words(sample.standfirst);
        if !standfirst.is_empty() {
            let found = self.search(tree, |at| tree.words(at) == standfirst);
            self.take(Part::Standfirst, &found);
        }
        let section = words(sample.section);
        if !section.is_empty() {
            let found = self.search(tree, |at| tree.words(at) == section);
            self.take(Part::Section, &found);
        }
        for tag in sample.tags {
            let tag = words(tag);
            let found = self.search(tree, |at| tree.words(at) == tag);
            self.tags.extend(found.first());
        }
        self.tags.sort_unstable();
        let tags = self.tags.clone();
        self.take(Part::Tag, &tags);
        let name = words(sample.byline);
        if !name.is_empty() {
            let signs = |at| {
                let said = tree.words(at);
                said.ends_with(&name) && said.len() <= name.len() + BEFORE_A_NAME
            };
            let found = self.search(tree, signs);
            self.take(Part::Byline, &found);
        }
    }

    fn date(&mut self, tree: &Tree, sample: &Sample<'_>) {
        let pattern = |at: usize| {
            let text = tree.text(at);
            dates::pattern_of(text.trim(), sample.published_at, sample.time_zone)
        };
        let found = self.search(tree, |at| {
            tree.words(at).len() < 60 && pattern(at).is_some()
        });
        self.pattern = found.first().and_then(|at| pattern(*at));
        self.take(Part::Date, &found);
        let found = self.search(tree, |at| is_reading_time(&tree.text(at)));
        self.take(Part::Minutes, &found);
    }

    /// The picture at the head: by its file's name, else by what themes call it.
    fn picture(&mut self, tree: &Tree, sample: &Sample<'_>) {
        let named = |at: usize| {
            let said = ["src", "srcset", "data-src"];
            let mut said = said.iter().filter_map(|name| tree.attribute(at, name));
            sample
                .lead_picture
                .is_some_and(|file| said.any(|address| shows(address, file)))
        };
        let called = |at: usize| tree.classes(at).any(|class| class == "wp-post-image");
        let found = self.search(tree, |at| {
            tree.name(at) == "img" && (named(at) || called(at))
        });
        self.take(Part::Picture, &found);
        let Some(picture) = self.parts.get(&Part::Picture).copied() else {
            return;
        };
        let figure = |at: &usize| tree.name(*at) == "figure" && tree.holds(*at, picture);
        let Some(figure) = tree.elements_in(self.region).filter(figure).last() else {
            return;
        };
        let caption = |at: &usize| tree.name(*at) == "figcaption";
        let found: Vec<usize> = tree.elements_in(figure).filter(caption).collect();
        self.take(Part::Caption, &found);
    }
}

/// The element that holds the article's blocks, each as a child of its own.
fn body(tree: &Tree, sample: &Sample<'_>) -> Option<usize> {
    let sent = Tree::read(sample.body_html)?;
    let top = sent.first("body")?;
    let blocks: Vec<&str> = sent
        .children(top)
        .map(|at| sent.words(at))
        .filter(|words| !words.is_empty())
        .collect();
    let shown = |at: usize| {
        let children = tree
            .children(at)
            .filter(|child| !tree.name(*child).is_empty());
        let children = children.map(|child| tree.words(child));
        let children: std::collections::BTreeSet<&str> = children.collect();
        blocks
            .iter()
            .filter(|block| children.contains(*block))
            .count()
    };
    let body = tree.first("body")?;
    let shown: Vec<(usize, usize)> = tree.elements_in(body).map(|at| (shown(at), at)).collect();
    let most = shown.iter().map(|(shown, _)| *shown).max()?;
    // The first of several, for what repeats an article stands behind it; the innermost of those within
    // each other, for one that holds a single block says the same.
    let best = shown
        .into_iter()
        .filter(|(shown, _)| *shown == most && most > 0);
    let best = best
        .map(|(_, at)| at)
        .reduce(|best, at| match tree.holds(best, at) {
            true => at,
            false => best,
        });
    if best.is_some() {
        return best;
    }
    let called = |at: &usize| tree.classes(*at).any(|class| BODIES.contains(&class));
    tree.elements_in(body).find(called)
}

/// The innermost element that says the headline and nothing else: a heading before anything else, the
/// last one before the body before those further off.
fn headline(tree: &Tree, sample: &Sample<'_>, body: usize) -> Option<usize> {
    let wanted = words(sample.headline);
    let top = tree.first("body")?;
    let level = |mut at: usize| {
        while tree.words(at) == wanted && at > top {
            match tree.name(at) {
                "h1" => return 2,
                "h2" => return 1,
                _ => at = tree.node(at).parent,
            }
        }
        0
    };
    let is_it = |at: &usize| {
        let said = tree.words(*at) == wanted && !wanted.is_empty();
        said && !tree.holds(body, *at) && !tree.holds(*at, body)
    };
    tree.elements_in(top).filter(is_it).max_by_key(|at| {
        let near = (*at < body, if *at < body { *at } else { usize::MAX - *at });
        (level(*at), near)
    })
}

/// `4 min`, `4 min read`, `Lecture : 4 minutes`.
fn is_reading_time(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let numbers = numbers.filter(|number| !number.is_empty()).count();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let unit = words.any(|word| matches!(word, "min" | "mins" | "minute" | "minutes" | "mn"));
    numbers == 1 && unit && text.chars().count() < 40
}
