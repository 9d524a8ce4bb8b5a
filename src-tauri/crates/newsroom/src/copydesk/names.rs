//! The names that drafts introduce, learnt from the whole text and learnt anew as it grows. Judges no word.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use copydesk::spelling::Names;
use domain::{DraftId, Fields};
use prose::Passage;

use crate::desk::{SharedText, locked};
use crate::house::House;

/// A name that was just written twice can wait so long: the whole text is read for it.
const REST: Duration = Duration::from_secs(2);
/// How many drafts' names are remembered.
const REMEMBERED: usize = 16;

/// The names of the drafts that were read last.
#[derive(Default)]
pub(crate) struct NamesOfDrafts(Mutex<HashMap<DraftId, Learnt>>);

struct Learnt {
    at: Instant,
    sequence: u64,
    /// What its fields said.
    said: Said,
    names: Arc<Names>,
}

/// What the names depend on beside the text: the language, the byline, the tags.
type Said = (String, String, Vec<String>);

impl NamesOfDrafts {
    /// Those of a draft.
    pub(crate) fn of(&self, draft: DraftId, text: &SharedText, house: &House) -> Arc<Names> {
        let (sequence, fields) = {
            let open = locked(text);
            (open.sequence, open.fields.clone())
        };
        let said = said_by(&fields);
        let known = locked(&self.0).get(&draft).and_then(|learnt| {
            let is_new = learnt.sequence == sequence || learnt.at.elapsed() < REST;
            (is_new && learnt.said == said).then(|| Arc::clone(&learnt.names))
        });
        known.unwrap_or_else(|| {
            let markdown = locked(text).manuscript.text();
            let names = Arc::new(introduced(&prose::passages(&markdown), &fields, house));
            let mut all = locked(&self.0);
            if all.len() >= REMEMBERED {
                all.clear();
            }
            let learnt = Learnt {
                at: Instant::now(),
                sequence,
                said,
                names: Arc::clone(&names),
            };
            all.insert(draft, learnt);
            names
        })
    }
}

fn said_by(fields: &Fields) -> Said {
    let language = fields.language.as_str().to_owned();
    (language, fields.byline.clone(), fields.tags.clone())
}

/// Those of a text with these fields.
pub(super) fn introduced(passages: &[Passage], fields: &Fields, house: &House) -> Names {
    let language = fields.language.as_str();
    let Some(speller) = house.words.speller(language) else {
        return Names::default();
    };
    let tags = fields.tags.iter().map(String::as_str);
    let said: Vec<&str> = tags.chain([fields.byline.as_str()]).collect();
    speller.names_introduced(passages, language, &said)
}
