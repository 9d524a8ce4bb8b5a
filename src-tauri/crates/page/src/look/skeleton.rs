//! What is kept of a page around its article, as templates: names, classes, short words; nothing that runs or is fetched.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use prose::{escape_attribute, escape_text};

use super::css::{Styled, clean_declarations};
use super::places::{Part, Places};
use super::tree::{Kind, Tree};
use super::{Look, Sample};

/// Elements that may be kept. Any other one, with what is in it, goes where its words are not known, and
/// becomes a `div` where they are.
const KEPT: [&str; 41] = [
    "a",
    "address",
    "article",
    "aside",
    "b",
    "blockquote",
    "br",
    "cite",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "li",
    "main",
    "ol",
    "p",
    "picture",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
    "ul",
    "wbr",
];
/// Elements that a text of ours may have, beside those.
const OURS: [&str; 24] = [
    "html", "body", "img", "pre", "code", "table", "thead", "tbody", "tfoot", "tr", "th", "td",
    "del", "ins", "mark", "s", "q", "abbr", "kbd", "details", "summary", "input", "caption",
    "colgroup",
];
/// Classes that a text of ours may have.
const OUR_CLASSES: [&str; 7] = [
    "summary",
    "table",
    "task",
    "notes",
    "note-ref",
    "note-back",
    "html",
];
/// The longest words of the site's own that are kept, as `Publié par`.
const WORDS: usize = 40;
/// What every look ends with: what a page hides until its scripts have run is shown.
const LAST_RULES: &str = "html,body{height:auto!important;max-height:none!important;\
    overflow-y:visible!important;visibility:visible!important;opacity:1!important}\n";

/// The bones of a page as templates, with the rules of `style` attributes, and what there is to be styled.
pub(super) fn of(tree: &Tree, places: &Places, sample: &Sample<'_>) -> (Look, Styled) {
    let mut carving = Carving {
        tree,
        places,
        sample,
        kept: kept(tree, places),
        rules: String::new(),
        dressed: 0,
        styled: Styled::default(),
    };
    carving.styled.names = KEPT
        .iter()
        .chain(&OURS)
        .map(|name| (*name).to_owned())
        .collect();
    carving.styled.classes = OUR_CLASSES
        .iter()
        .map(|class| (*class).to_owned())
        .collect();
    let region = carving.region();
    let page = carving.page();
    let css = format!("{}{LAST_RULES}", carving.rules);
    (Look { page, region, css }, carving.styled)
}

/// What is kept in the region with its words, because parts stand among them: the innermost elements
/// that hold all the small parts before the body, and all those behind it.
fn kept(tree: &Tree, places: &Places) -> Vec<usize> {
    const SMALL: [Part; 5] = [
        Part::Section,
        Part::Byline,
        Part::Date,
        Part::Minutes,
        Part::Tag,
    ];
    let body = places.parts[&Part::Body];
    let small = SMALL
        .iter()
        .filter_map(|part| places.parts.get(part).copied());
    let (before, behind): (Vec<usize>, Vec<usize>) = small.partition(|at| *at < body);
    let is_large = |part: Part| !SMALL.contains(&part);
    let alone = |at: usize| !places.within(tree, at).any(is_large);
    let mut kept = Vec::new();
    for group in [before, behind] {
        let all = group
            .iter()
            .copied()
            .reduce(|one, other| tree.common(one, other));
        match all {
            Some(all) if alone(all) => kept.push(all),
            Some(_) => kept.extend(
                group
                    .iter()
                    .map(|at| tree.node(*at).parent)
                    .filter(|at| alone(*at)),
            ),
            None => {}
        }
    }
    let kept: Vec<usize> = kept
        .into_iter()
        .map(|at| with_lines(tree, at, &alone))
        .collect();
    // The words beside a single part are its own, as in `Publié le 3 mai`.
    kept.iter()
        .map(|at| match (tree.node(*at).parent, places.at(*at)) {
            (parent, Some(_)) if alone(parent) && parent > places.region => parent,
            _ => *at,
        })
        .collect()
}

/// The element with the mere lines around it, and nothing else.
fn with_lines(tree: &Tree, mut at: usize, alone: &dyn Fn(usize) -> bool) -> usize {
    loop {
        let parent = tree.node(at).parent;
        if !alone(parent) || parent == at || tree.words(parent) != tree.words(at) {
            return at;
        }
        at = parent;
    }
}

struct Carving<'a> {
    tree: &'a Tree,
    places: &'a Places,
    sample: &'a Sample<'a>,
    kept: Vec<usize>,
    rules: String,
    dressed: usize,
    styled: Styled,
}

impl Carving<'_> {
    /// The page around the region: what it stands in, and what stands beside that as a column.
    fn page(&mut self) -> String {
        let (mut around, mut behind) = (String::new(), String::new());
        let mut path = Vec::new();
        let region = self.places.region;
        let mut at = match self.tree.name(region) {
            "body" => region,
            _ => self.tree.node(region).parent,
        };
        while self.tree.name(at) != "body" && at != 0 {
            path.push(at);
            at = self.tree.node(at).parent;
        }
        let body = at;
        for at in path.into_iter().rev() {
            let (open, close) = self.tags(at);
            around.push_str(&open);
            behind.insert_str(0, &close);
        }
        let html = self.tree.first("html").unwrap_or(0);
        let (html, body) = (self.attributes(html), self.attributes(body));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{{{{ article.language }}}}\"{html}>\n<head>\n\
             <meta charset=\"utf-8\">\n<base href=\"marbre-page://localhost/\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{{{{ article.headline|text }}}} – {{{{ site.name|text }}}}</title>\n\
             <link rel=\"stylesheet\" href=\"{{{{ css }}}}\">\n\
             <link rel=\"stylesheet\" href=\"/assets/preview.css\">\n</head>\n\
             <body{body}>\n{around}{{{{ region }}}}{behind}\n</body>\n</html>\n"
        )
    }

    fn region(&mut self) -> String {
        let region = self.places.region;
        if self.tree.name(region) != "body" {
            return self.element(region);
        }
        // Headline and body stand in the page's body itself, which stays; the region is in it.
        let inside = self.inside(region);
        format!("<div id=\"article\">{inside}</div>")
    }

    /// An element of the region with what is kept in it.
    fn element(&mut self, at: usize) -> String {
        let (open, close) = self.tags(at);
        if self.tree.name(at) == "br" || self.tree.name(at) == "hr" {
            return open;
        }
        let inside = match self.places.at(at) {
            Some(Part::Picture) => return self.picture(at),
            Some(Part::Body) => return body(&open, &close),
            Some(part) => self.filled(part, at),
            None => self.inside(at),
        };
        format!("{open}{inside}{close}")
    }

    /// What is kept in an element: the parts in it, and, among small parts, short words.
    fn inside(&mut self, at: usize) -> String {
        let worded = self.kept.iter().any(|kept| self.tree.holds(*kept, at));
        let children: Vec<usize> = self.tree.children(at).collect();
        let tags = self.tags_among(&children);
        let mut out = String::new();
        for child in children {
            if tags.is_some_and(|(first, last)| (first..=last).contains(&child)) {
                if tags.is_some_and(|(first, _)| first == child) {
                    out.push_str(&self.all_tags(at));
                }
                continue;
            }
            match &self.tree.node(child).kind {
                Kind::Text(text) if worded => out.push_str(&short(text)),
                Kind::Text(_) => {}
                Kind::Element { .. } => out.push_str(&self.child(at, child, worded)),
            }
        }
        out
    }

    fn child(&mut self, parent: usize, child: usize, worded: bool) -> String {
        let parts: BTreeSet<Part> = self.places.within(self.tree, child).collect();
        if parts.is_empty() {
            return match worded && self.says_little(child) {
                true => self.element(child),
                false => String::new(),
            };
        }
        let element = self.element(child);
        let of_parent: BTreeSet<Part> = self.places.within(self.tree, parent).collect();
        // A part that an article lacks goes with all that is there for it alone.
        match condition(&parts) {
            Some(there) if parts != of_parent => {
                format!("{{% if {there} %}}{element}{{% endif %}}")
            }
            _ => element,
        }
    }

    /// Words of the site's own that belong to no article, or a mere line.
    fn says_little(&self, at: usize) -> bool {
        let all = std::iter::once(at).chain(self.tree.elements_in(at));
        let known = all
            .map(|at| self.tree.name(at))
            .all(|name| KEPT.contains(&name));
        let said = self.tree.text(at);
        known && (!short(&said).trim().is_empty() || self.tree.name(at) == "hr")
    }

    /// The first and the last of the children that are tags, or hold one.
    fn tags_among(&self, children: &[usize]) -> Option<(usize, usize)> {
        let only_tags = |at: usize| {
            let mut parts = self.places.within(self.tree, at);
            let tagged = self.places.tags.iter().any(|tag| self.tree.holds(at, *tag));
            tagged && parts.all(|part| part == Part::Tag)
        };
        let all = |at: &usize| {
            self.places
                .tags
                .iter()
                .all(|tag| self.tree.holds(*at, *tag))
        };
        let mut tagged = children.iter().copied().filter(|at| only_tags(*at));
        let first = tagged.next()?;
        let last = tagged.next_back().unwrap_or(first);
        // Where one element holds them all, they stand deeper.
        let deeper = first == last && all(&first) && !self.places.tags.contains(&first);
        (!deeper).then_some((first, last))
    }

    /// The tags, each as the first one stands there, with what stands between the first two.
    fn all_tags(&mut self, parent: usize) -> String {
        let first = self.places.tags[0];
        let mut outer = first;
        while self.tree.node(outer).parent != parent {
            outer = self.tree.node(outer).parent;
        }
        let one = self.element(outer);
        let next = self.places.tags.get(1).copied().unwrap_or_default();
        let all: Vec<usize> = self.tree.children(parent).collect();
        let between = all
            .into_iter()
            .filter(|at| (self.tree.node(outer).end..next).contains(at));
        let between = between.filter(|at| !self.tree.holds(*at, next));
        let between: String = between
            .collect::<Vec<_>>()
            .into_iter()
            .map(|at| self.words_of(at))
            .collect();
        format!(
            "{{% for tag in article.tags %}}{{% if not loop.first %}}{between}{{% endif %}}{one}{{% endfor %}}"
        )
    }

    /// Short words of the site's own, with their element.
    fn words_of(&mut self, at: usize) -> String {
        match &self.tree.node(at).kind {
            Kind::Text(text) => short(text),
            Kind::Element { .. } => {
                let (open, close) = self.tags(at);
                format!("{open}{}{close}", short(&self.tree.text(at)))
            }
        }
    }

    fn filled(&mut self, part: Part, at: usize) -> String {
        let with_link = |inside: String, tree: &Tree| match tree
            .elements_in(at)
            .find(|at| tree.name(*at) == "a")
        {
            Some(_) => format!("<a href=\"/\">{inside}</a>"),
            None => inside,
        };
        let pattern = self.places.pattern.unwrap_or("long");
        match part {
            Part::Headline => "{{ article.headline|text }}".to_owned(),
            Part::Standfirst => "{{ article.standfirst|text }}".to_owned(),
            Part::Section => with_link("{{ article.section.name|text }}".to_owned(), self.tree),
            Part::Tag => with_link("{{ tag.name|text }}".to_owned(), self.tree),
            Part::Byline => self.byline(at),
            Part::Date => format!(
                "{{{{ article.published.machine|dated(\"{pattern}\", site.language)|text }}}}"
            ),
            Part::Minutes => self.minutes(at),
            Part::Caption => "{{ article.picture.caption|text }}{% if article.picture.credit %} \
                {{ article.picture.credit|text }}{% endif %}"
                .to_owned(),
            Part::Body | Part::Picture => String::new(),
        }
    }

    /// Who signs, with the words before the name.
    fn byline(&self, at: usize) -> String {
        let text = self.tree.text(at);
        let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let before = tidy.strip_suffix(self.sample.byline).unwrap_or_default();
        let name = match self.sample.signs_as_we_write {
            true => "{{ article.byline|text }}".to_owned(),
            // By the account that signs there, if it is known.
            false => format!(
                "{{% if article.byline %}}{{{{ article.byline|text }}}}{{% else %}}{}{{% endif %}}",
                safe_text(self.sample.byline)
            ),
        };
        format!("{}{name}", safe_text(before))
    }

    /// The words around the number stay.
    fn minutes(&self, at: usize) -> String {
        let text = self.tree.text(at);
        let mut parts = text.splitn(2, |c: char| c.is_ascii_digit());
        let before = parts.next().unwrap_or_default();
        let rest = parts.next().unwrap_or_default();
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        format!(
            "{}{{{{ article.minutes }}}}{}",
            safe_text(before),
            safe_text(behind)
        )
    }

    fn picture(&mut self, at: usize) -> String {
        let attributes = self.attributes(at);
        format!(
            "{{% if article.picture %}}<img src=\"{{{{ article.picture.src }}}}\" \
             alt=\"{{{{ article.picture.alt }}}}\"{{% if article.picture.width %}} \
             width=\"{{{{ article.picture.width }}}}\" height=\"{{{{ article.picture.height }}}}\"\
             {{% endif %}}{attributes}>{{% endif %}}"
        )
    }

    /// An element's tags as a browser writes them.
    fn tags(&mut self, at: usize) -> (String, String) {
        let name = match self.tree.name(at) {
            name if KEPT.contains(&name) => name.to_owned(),
            _ => "div".to_owned(),
        };
        let link = if name == "a" { " href=\"/\"" } else { "" };
        let attributes = self.attributes(at);
        let close = match name.as_str() {
            "br" | "hr" | "wbr" => String::new(),
            _ => format!("</{name}>"),
        };
        (format!("<{name}{attributes}{link}>"), close)
    }

    /// The attributes that are kept: identifier, classes, direction, role. A `style` becomes a rule.
    fn attributes(&mut self, at: usize) -> String {
        let mut out = String::new();
        if let Some(id) = self.id(at) {
            let _ = write!(out, " id=\"{}\"", escape_attribute(&id));
        }
        let tidy = |class: &&str| *class != "no-js" && is_tidy(class);
        let mut classes: Vec<String> = self
            .tree
            .classes(at)
            .filter(tidy)
            .map(str::to_owned)
            .collect();
        self.styled.classes.extend(classes.iter().cloned());
        classes.extend(self.dress(at));
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{}\"", escape_attribute(&classes.join(" ")));
        }
        for name in ["dir", "role"] {
            if let Some(said) = self.tree.attribute(at, name).filter(|said| is_tidy(said)) {
                let _ = write!(out, " {name}=\"{}\"", escape_attribute(said));
            }
        }
        out
    }

    /// The region and the body have identifiers of ours; what was said of theirs is said of these.
    fn id(&mut self, at: usize) -> Option<String> {
        let theirs = self.tree.attribute(at, "id").filter(|id| is_tidy(id));
        let ours = match at {
            at if at == self.places.region && self.tree.name(at) != "body" => Some("article"),
            at if self.places.at(at) == Some(Part::Body) => Some("article-body"),
            _ => None,
        };
        if let Some(theirs) = theirs {
            self.styled.ids.insert(theirs.to_owned());
        }
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                self.styled.renamed.insert(theirs.to_owned(), ours);
                Some(ours.to_owned())
            }
            (Some(ours), None) => Some(ours.to_owned()),
            (None, Some("article" | "article-body") | None) => None,
            (None, Some(theirs)) => Some(theirs.to_owned()),
        }
    }

    /// What a `style` attribute says, as a rule as strong as one: the window lets no attribute style.
    fn dress(&mut self, at: usize) -> Option<String> {
        let said = clean_declarations(self.tree.attribute(at, "style")?);
        if said.trim().is_empty() {
            return None;
        }
        self.dressed += 1;
        let class = format!("look-{}", self.dressed);
        let _ = writeln!(self.rules, ".{class}:not(#_#_){{{said}}}");
        Some(class)
    }
}

/// The body, and around it what there is of corrections: on the site's page they are a part of its text,
/// and so stand in its column.
fn body(open: &str, close: &str) -> String {
    let beside = open.replacen(" id=\"article-body\"", "", 1);
    let with = |name: &str| {
        let value = format!("article.{name}_html");
        format!("{{% if {value} %}}{beside}{{{{ {value} }}}}{close}{{% endif %}}")
    };
    let (head, below) = (with("announcements"), with("corrections"));
    format!("{head}{open}{{{{ article.body }}}}{close}{below}")
}

/// When all of these parts are on a page; `None` for always.
fn condition(parts: &BTreeSet<Part>) -> Option<&'static str> {
    let only = |wanted: &[Part]| parts.iter().all(|part| wanted.contains(part));
    match () {
        () if only(&[Part::Standfirst]) => Some("article.standfirst"),
        () if only(&[Part::Section]) => Some("article.section"),
        () if only(&[Part::Tag]) => Some("article.tags"),
        () if only(&[Part::Caption]) => Some("article.picture.caption or article.picture.credit"),
        () if only(&[Part::Picture, Part::Caption]) => Some("article.picture"),
        () => None,
    }
}

/// A name that can stand in an attribute and in a template.
fn is_tidy(name: &str) -> bool {
    let odd = |c: char| c.is_control() || c.is_whitespace() || "{}<>\"'&%".contains(c);
    name.len() <= 200 && !name.is_empty() && !name.contains(odd)
}

/// Words of the site's own, if they are few and say nothing of one article: no numbers.
fn short(text: &str) -> String {
    let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let few = tidy.chars().count() <= WORDS && !tidy.contains(|c: char| c.is_numeric());
    if tidy.is_empty() {
        return if text.is_empty() {
            String::new()
        } else {
            " ".to_owned()
        };
    }
    if !few {
        return String::new();
    }
    let space = |there: bool| if there { " " } else { "" };
    let before = space(text.starts_with(char::is_whitespace));
    let behind = space(text.ends_with(char::is_whitespace));
    format!("{before}{}{behind}", safe_text(&tidy))
}

/// A text that is no template.
fn safe_text(text: &str) -> String {
    escape_text(text).replace(['{', '}'], "")
}
