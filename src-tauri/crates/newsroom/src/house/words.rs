//! The words that are right: a language's dictionary, the writer's list, the newsroom's. Judges none itself.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use copydesk::spelling::{Speller, WordList};

use super::faults::{Fault, HouseFaultCode};
use super::watched::Watched;
use crate::desk::locked;
use crate::files::unwritable;
use crate::{Dictionaries, NewsroomError};

/// The writer's own list.
pub(super) const OWN: &str = "words.txt";
/// The newsroom's.
pub(super) const NEWSROOM: &str = "newsroom-words.txt";
/// What both are to begin with.
pub(super) const STARTER: &str = "# One word a line: it is right. « word/model » is right in all the forms that model has.\n\
     # « *word » is wrong, and « *word → other » says what to write instead.\n";

/// The judges of spelling, one for each language that was asked for.
pub(crate) struct Words {
    dictionaries: Dictionaries,
    read: Mutex<Read>,
}

struct Read {
    lists: [Watched; 2],
    spellers: HashMap<String, Option<Arc<Speller>>>,
}

impl Read {
    fn look(&mut self) {
        let changed = self.lists.each_mut().map(Watched::changed);
        if changed.contains(&true) {
            self.spellers.clear();
        }
    }
}

impl Words {
    pub(super) fn of(folder: &Path, dictionaries: Dictionaries) -> Self {
        Self {
            dictionaries,
            read: Mutex::new(Read {
                lists: [OWN, NEWSROOM].map(|name| Watched::new(folder.join(name))),
                spellers: HashMap::new(),
            }),
        }
    }

    /// The judge of a language, a BCP 47 tag; `None` without a dictionary. The first time it is read, which takes a second at
    /// most.
    pub(crate) fn speller(&self, language: &str) -> Option<Arc<Speller>> {
        let mut read = locked(&self.read);
        read.look();
        if let Some(known) = read.spellers.get(language) {
            return known.clone();
        }
        let dictionary = self.dictionaries.of(language).unwrap_or_else(|error| {
            tracing::warn!(%error, language, "a dictionary can't be read");
            None
        });
        let lists = read
            .lists
            .each_ref()
            .map(|list| WordList::read(list.text()));
        let speller = dictionary
            .map(|dictionary| Speller::new(dictionary, language, &lists.each_ref()))
            .map(Arc::new);
        read.spellers.insert(language.to_owned(), speller.clone());
        speller
    }

    /// What of each list is not followed.
    pub(super) fn faults(&self) -> [Vec<Fault>; 2] {
        let mut read = locked(&self.read);
        read.look();
        read.lists.each_ref().map(|list| {
            let lines = WordList::read(list.text()).faults.into_iter();
            let lines = lines.map(|fault| (fault.line, HouseFaultCode::NoWord));
            list.fault().into_iter().chain(lines).collect()
        })
    }

    /// Writes a word at the end of the writer's list.
    pub(super) fn learn(&self, path: &Path, word: &str) -> Result<(), NewsroomError> {
        let word = word.trim();
        if word.is_empty() || word.contains(['\n', '\r', '#', '*', '/']) {
            return Err(NewsroomError::FieldInvalid(format!("no word: {word:?}")));
        }
        let mut read = locked(&self.read);
        let file = OpenOptions::new().append(true).open(path);
        let mut file = file.map_err(|e| unwritable(path, &e))?;
        writeln!(file, "{word}").map_err(|e| unwritable(path, &e))?;
        read.lists.iter_mut().for_each(Watched::look_again);
        Ok(())
    }
}
