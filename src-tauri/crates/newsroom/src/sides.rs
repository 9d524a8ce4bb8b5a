//! What a file or a site says and what a draft says, made comparable, and merged field by field. Pure: opens no file.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Correction, Embargo, Fields, Language, Slug, Timestamp};
use prose::rewrite::{Defaults, Said, rewrite};
use prose::{FrontPicture, MarkdownFile, Region};

/// One side of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Side {
    /// The fields; `lead_picture` is always `None`, see `picture`, and there are no `destinations`: a file knows no
    /// sites.
    pub(crate) fields: Fields,
    /// The lead picture, as the file names it.
    pub(crate) picture: Option<FrontPicture>,
    /// The text; its lines end with `\n`.
    pub(crate) text: String,
}

/// What a file says where it says nothing, settled.
#[derive(Debug, Clone)]
pub(crate) struct Assumed {
    /// The language.
    pub(crate) language: Language,
    /// The IANA time zone.
    pub(crate) zone: String,
}

impl Assumed {
    fn defaults(&self) -> Defaults<'_> {
        Defaults {
            language: &self.language,
            zone: &self.zone,
        }
    }
}

impl Side {
    /// What a file says.
    pub(crate) fn of_file(read: MarkdownFile) -> Self {
        Self {
            fields: read.fields,
            picture: read.picture,
            text: read.text,
        }
    }

    /// What a draft says, its picture named as a file names it.
    pub(crate) fn of_draft(fields: &Fields, text: &str, picture: Option<FrontPicture>) -> Self {
        Self {
            picture,
            fields: Fields {
                lead_picture: None,
                destinations: BTreeMap::new(),
                ..fields.clone()
            },
            text: plain(text),
        }
    }

    /// The file that says this, looking as `base` does: its line ends, its byte-order mark, the lines
    /// of its front matter that did not change.
    pub(crate) fn file(&self, base: &str, assumed: &Assumed) -> String {
        let said = Said {
            fields: &self.fields,
            picture: self.picture.as_ref(),
            text: &self.text,
        };
        let file = rewrite(&plain(base), &said, assumed.defaults());
        let mark = if base.starts_with('\u{FEFF}') {
            "\u{FEFF}"
        } else {
            ""
        };
        let is_dos = base.find('\n').is_some_and(|at| base[..at].ends_with('\r'));
        if is_dos {
            format!("{mark}{}", file.replace('\n', "\r\n"))
        } else {
            format!("{mark}{file}")
        }
    }
}

/// A text without byte-order mark whose lines all end with `\n`.
pub(crate) fn plain(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// A field that two programs can set apart from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldName {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// The section.
    Section,
    /// The tags, separated by commas.
    Tags,
    /// Who signs.
    Byline,
    /// The language of the text.
    Language,
    /// The chosen slug.
    Slug,
    /// The date with its time zone.
    Date,
    /// The lead picture with its words.
    Picture,
    /// The hour before which nothing may leave the desk.
    Embargo,
    /// The notes to readers.
    Corrections,
}

impl FieldName {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Headline,
        Self::Standfirst,
        Self::Section,
        Self::Tags,
        Self::Byline,
        Self::Language,
        Self::Slug,
        Self::Date,
        Self::Picture,
        Self::Embargo,
        Self::Corrections,
    ];

    /// Whether another text than the two sides' can be put there.
    pub(crate) fn is_words(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Standfirst | Self::Section | Self::Byline | Self::Tags
        )
    }

    /// Whether nothing is taken from another side without her word, although only that side changed
    /// it: a program that drops a key it does not know must not lift an embargo.
    fn needs_asking(self, ours: &Side, theirs: &Side) -> bool {
        self == Self::Embargo && Embargo::is_lowered(ours.fields.embargo, theirs.fields.embargo)
    }

    /// What a side says in it; two sides that say the same are the same there.
    pub(crate) fn said(self, side: &Side) -> String {
        let fields = &side.fields;
        match self {
            Self::Headline => fields.headline.clone(),
            Self::Standfirst => fields.standfirst.clone(),
            Self::Section => fields.section.clone(),
            Self::Tags => fields.tags.join(", "),
            Self::Byline => fields.byline.clone(),
            Self::Language => fields.language.as_str().to_owned(),
            Self::Slug => fields.slug.as_ref().map_or("", Slug::as_str).to_owned(),
            Self::Date => match fields.publish_at {
                Some(at) => format!("{at} {}", fields.time_zone),
                None => fields.time_zone.clone(),
            },
            Self::Picture => side.picture.as_ref().map_or_else(String::new, |picture| {
                [
                    &picture.source,
                    &picture.alt,
                    &picture.caption,
                    &picture.credit,
                ]
                .map(String::as_str)
                .join("\n")
            }),
            Self::Embargo => moment_said(fields.embargo, &fields.time_zone),
            Self::Corrections => corrections_said(fields),
        }
    }

    /// Takes it from another side.
    fn take(self, to: &mut Side, from: &Side) {
        match self {
            Self::Headline => to.fields.headline.clone_from(&from.fields.headline),
            Self::Standfirst => to.fields.standfirst.clone_from(&from.fields.standfirst),
            Self::Section => to.fields.section.clone_from(&from.fields.section),
            Self::Tags => to.fields.tags.clone_from(&from.fields.tags),
            Self::Byline => to.fields.byline.clone_from(&from.fields.byline),
            Self::Language => to.fields.language.clone_from(&from.fields.language),
            Self::Slug => to.fields.slug.clone_from(&from.fields.slug),
            Self::Date => {
                to.fields.publish_at = from.fields.publish_at;
                to.fields.time_zone.clone_from(&from.fields.time_zone);
            }
            Self::Picture => to.picture.clone_from(&from.picture),
            Self::Embargo => to.fields.embargo = from.fields.embargo,
            Self::Corrections => to.fields.corrections.clone_from(&from.fields.corrections),
        }
    }

    /// Puts words there.
    fn put(self, to: &mut Side, words: &str) {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        match self {
            Self::Headline => to.fields.headline = line,
            Self::Standfirst => words.clone_into(&mut to.fields.standfirst),
            Self::Section => to.fields.section = line,
            Self::Byline => to.fields.byline = line,
            Self::Tags => {
                to.fields.tags = domain::tidy_tags(words.split(',').map(str::to_owned));
            }
            Self::Language
            | Self::Slug
            | Self::Date
            | Self::Picture
            | Self::Embargo
            | Self::Corrections => {}
        }
    }
}

/// A moment in its zone, as `2026-04-29 02:49`; empty for none.
pub(crate) fn moment_said(at: Option<Timestamp>, zone: &str) -> String {
    let Some(at) = at else {
        return String::new();
    };
    match at.in_tz(zone) {
        Ok(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
        Err(_) => at.to_string(),
    }
}

/// The notes to readers, a line each.
pub(crate) fn corrections_said(fields: &Fields) -> String {
    let line = |note: &Correction| {
        let at = moment_said(Some(note.at), &fields.time_zone);
        format!("{at} {}: {}", note.kind.as_str(), note.text)
    };
    let lines: Vec<String> = fields.corrections.iter().map(line).collect();
    lines.join("\n")
}

/// What must be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// Where: a field, or a place in the text.
    pub(crate) field: Option<FieldName>,
    /// As both had it.
    pub(crate) base: String,
    /// As the draft has it.
    pub(crate) ours: String,
    /// As the file has it.
    pub(crate) theirs: String,
    /// What stands before it in the text.
    pub(crate) before: String,
}

/// What the writer answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// As the draft has it.
    Ours,
    /// As the file has it.
    Theirs,
    /// As neither has it.
    Words(String),
}

/// Three sides, merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Merged {
    /// What came of it; as ours where something is asked.
    side: Side,
    text: prose::Merge,
    fields: Vec<FieldName>,
    theirs: Side,
}

/// The fields in which two sides differ.
pub(crate) fn changed(one: &Side, other: &Side) -> Vec<FieldName> {
    let differs = |field: &FieldName| field.said(one) != field.said(other);
    FieldName::ALL.into_iter().filter(differs).collect()
}

/// Merges what a draft and its file say, field by field, the text by words.
pub(crate) fn merge(base: &Side, ours: &Side, theirs: &Side) -> Merged {
    let mut side = ours.clone();
    let mut fields = Vec::new();
    for field in FieldName::ALL {
        let said = [base, ours, theirs].map(|side| field.said(side));
        if said[1] == said[2] || said[0] == said[2] {
            continue;
        }
        if field == FieldName::Corrections {
            let all = [base, ours, theirs].map(|side| side.fields.corrections.as_slice());
            match merged_corrections(all) {
                Some(merged) => side.fields.corrections = merged,
                None => fields.push(field),
            }
        } else if said[0] == said[1] && !field.needs_asking(ours, theirs) {
            field.take(&mut side, theirs);
        } else if let Some(words) = merged_words(field, &said) {
            field.put(&mut side, &words);
        } else {
            fields.push(field);
        }
    }
    let text = prose::merge(&base.text, &ours.text, &theirs.text);
    Merged {
        side,
        text,
        fields,
        theirs: theirs.clone(),
    }
}

/// Corrections merge one by one; each is known by its date. `None` where both changed the same one,
/// and where one that readers were given is to go that the draft still has: that is the writer's to
/// decide.
fn merged_corrections([base, ours, theirs]: [&[Correction]; 3]) -> Option<Vec<Correction>> {
    let all = ours.iter().chain(theirs).map(|one| one.at);
    let dates: BTreeSet<Timestamp> = all.collect();
    let mut merged = Vec::new();
    for at in dates {
        let of = |side: &'_ [Correction]| side.iter().find(|one| one.at == at).cloned();
        let (was, mine, other) = (of(base), of(ours), of(theirs));
        merged.extend(match (was, mine, other) {
            (_, mine, other) if mine == other => mine,
            (was, mine, other) if was == other => mine,
            (was, mine, Some(other)) if was == mine => Some(other),
            _ => return None,
        });
    }
    Some(merged)
}

/// Sentences merge as the text does; all other fields are one thing.
fn merged_words(field: FieldName, [base, ours, theirs]: &[String; 3]) -> Option<String> {
    (field == FieldName::Standfirst)
        .then(|| prose::merge(base, ours, theirs).text())
        .flatten()
}

/// How much of the text before a question is shown.
const BEFORE: usize = 160;

impl Merged {
    /// What came of it, when nothing must be asked.
    pub(crate) fn side(&self) -> Option<Side> {
        let text = self.text.text().filter(|_| self.fields.is_empty())?;
        Some(Side {
            text,
            ..self.side.clone()
        })
    }

    /// What must be asked: the fields, then the text in its order.
    pub(crate) fn questions(&self, base: &Side) -> Vec<Question> {
        let of_field = |field: &FieldName| Question {
            field: Some(*field),
            base: field.said(base),
            ours: field.said(&self.side),
            theirs: field.said(&self.theirs),
            before: String::new(),
        };
        let mut questions: Vec<_> = self.fields.iter().map(of_field).collect();
        let mut before = "";
        for region in &self.text.regions {
            match region {
                Region::Merged(text) => before = text,
                Region::Conflict(asked) => questions.push(Question {
                    field: None,
                    base: asked.base.clone(),
                    ours: asked.ours.clone(),
                    theirs: asked.theirs.clone(),
                    before: end_of(before),
                }),
            }
        }
        questions
    }

    /// What came of it, with an answer to each question; `None` when their number is another.
    pub(crate) fn answered(&self, answers: &[Answer]) -> Option<Side> {
        if answers.len() != self.fields.len() + self.text.conflicts().count() {
            return None;
        }
        let (of_fields, of_text) = answers.split_at(self.fields.len());
        let mut side = self.side.clone();
        for (field, answer) in self.fields.iter().zip(of_fields) {
            match answer {
                Answer::Ours => {}
                Answer::Theirs => field.take(&mut side, &self.theirs),
                Answer::Words(words) => field.put(&mut side, words),
            }
        }
        let mut of_text = of_text.iter();
        side.text = self.text.resolved(|asked| match of_text.next() {
            Some(Answer::Theirs) => &asked.theirs,
            Some(Answer::Words(words)) => words,
            _ => &asked.ours,
        });
        Some(side)
    }
}

/// The end of a text, from the start of a word.
fn end_of(text: &str) -> String {
    let text = text.trim_end();
    let from = text.len().saturating_sub(BEFORE);
    let from = (from..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len());
    let end = &text[from..];
    match end.split_once(char::is_whitespace) {
        Some((_, words)) if from > 0 => format!("… {}", words.trim_start()),
        _ => end.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use prose::front_matter;

    use super::*;

    fn assumed() -> Assumed {
        Assumed {
            language: Language::french(),
            zone: "Europe/Paris".to_owned(),
        }
    }

    fn side(file: &str) -> Side {
        let read = front_matter::read(&plain(file), &assumed().language, "Europe/Paris");
        Side::of_file(read.unwrap())
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay() {
        let base = "\u{FEFF}---\r\ntitle: Un\r\n---\r\n\r\nTexte.\r\n";
        let mut other = side(base);
        other.text = "Un.\nDeux.\n".to_owned();
        assert_eq!(
            other.file(base, &assumed()),
            "\u{FEFF}---\r\ntitle: Un\r\n---\r\n\r\nUn.\r\nDeux.\r\n"
        );
    }

    #[test]
    fn fields_merge_one_by_one() {
        let base = side("---\nheadline: A\nsection: x\ntags: [a]\n---\n\nT.");
        let ours = side("---\nheadline: A\nsection: y\ntags: [b]\n---\n\nT.");
        let theirs = side("---\nheadline: B\nsection: z\ntags: [b]\n---\n\nT.");
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged.side(), None);
        let questions = merged.questions(&base);
        let asked: Vec<_> = questions
            .iter()
            .map(|q| (q.field, q.ours.as_str()))
            .collect();
        assert_eq!(asked, [(Some(FieldName::Section), "y")]);
        let answers = [Answer::Words("w".to_owned())];
        let side = merged.answered(&answers).unwrap();
        assert_eq!(
            (side.fields.headline, side.fields.section, side.fields.tags),
            ("B".to_owned(), "w".to_owned(), vec!["b".to_owned()])
        );
        assert_eq!(merged.answered(&[]), None);
    }

    proptest! {
        /// No sentence of either side disappears without being shown.
        #[test]
        fn every_word_that_came_is_there_or_asked(
            base in prop::collection::vec("[a-d]{1,2}", 1..8),
            ours in prop::collection::vec((0_usize..8, 0_usize..3), 0..4),
            theirs in prop::collection::vec((0_usize..8, 0_usize..3), 0..4),
        ) {
            let edited = |edits: &[(usize, usize)], mark: &str| {
                let mut words: Vec<String> = base.clone();
                for (number, (at, kind)) in edits.iter().enumerate() {
                    let at = at % words.len().max(1);
                    match kind {
                        0 => words.insert(at, format!("{mark}{number}")),
                        1 if !words.is_empty() => words[at] = format!("{mark}{number}"),
                        _ if words.len() > 1 => { words.remove(at); }
                        _ => {}
                    }
                }
                side(&(words.join(". ") + "."))
            };
            let base_side = side(&(base.join(". ") + "."));
            let (ours, theirs) = (edited(&ours, "x"), edited(&theirs, "y"));
            let merged = merge(&base_side, &ours, &theirs);
            let questions = merged.questions(&base_side);
            let shown: String = questions.iter().map(|q| format!("{} {}", q.ours, q.theirs)).collect();
            let took: Vec<_> = questions.iter().map(|_| Answer::Ours).collect();
            let text = merged.answered(&took).unwrap().text;
            for word in ours.text.split(". ").chain(theirs.text.split(". ")) {
                let word = word.trim_end_matches('.');
                if word.starts_with(['x', 'y']) {
                    prop_assert!(text.contains(word) || shown.contains(word), "{word} is lost");
                }
            }
        }
    }
}
