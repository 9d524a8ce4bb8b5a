//! Where the dictionaries of spelling are, those that Marbre brings and the system's, and each of them read once; judges no
//! word.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use copydesk::spelling::Dictionary;

use crate::NewsroomError;
use crate::desk::locked;

/// Where Linux keeps dictionaries of Hunspell's format.
const SYSTEM: [&str; 2] = ["/usr/share/hunspell", "/usr/share/myspell/dicts"];

/// The largest file that is read, in bytes.
const LARGEST: u64 = 40_000_000;

type Read = OnceLock<Result<Arc<Dictionary>, NewsroomError>>;

/// The dictionaries that there are, read when they are first asked for.
#[derive(Debug, Default)]
pub struct Dictionaries {
    /// Those that come with the program first; a file is called as its language is: `en-GB.aff`, `fr_CA.dic`.
    folders: Vec<PathBuf>,
    read: Mutex<HashMap<PathBuf, Arc<Read>>>,
}

impl Dictionaries {
    /// Those in the folder that comes with the program, then the system's.
    pub fn new(shipped: &Path) -> Self {
        Self::within(
            [shipped.to_owned()]
                .into_iter()
                .chain(SYSTEM.map(PathBuf::from)),
        )
    }

    /// Those in these folders, the first first.
    fn within(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Self {
            folders: folders.into_iter().collect(),
            read: Mutex::default(),
        }
    }

    /// The dictionary of a language, a BCP 47 tag: of its country where there is one, else the language's; `None` where
    /// there is none. Reads it the first time, which takes a second at most: call it beside the window's thread. Whoever
    /// asks meanwhile waits for the same.
    ///
    /// # Errors
    /// What is wrong with its files, each time until the program starts again.
    pub fn of(&self, language: &str) -> Result<Option<Arc<Dictionary>>, NewsroomError> {
        let Some(file) = self.find(language) else {
            return Ok(None);
        };
        let slot = Arc::clone(locked(&self.read).entry(file.clone()).or_default());
        slot.get_or_init(|| read(&file)).clone().map(Some)
    }

    /// The dictionary of a language where it has been read; never waits.
    pub fn at_hand(&self, language: &str) -> Option<Arc<Dictionary>> {
        let file = self.find(language)?;
        let slot = locked(&self.read).get(&file).map(Arc::clone)?;
        slot.get()?.as_ref().ok().map(Arc::clone)
    }

    /// The file of a language's affixes: first where the whole tag is its name, then the language, then its own country
    /// (`de_DE`), then any.
    fn find(&self, language: &str) -> Option<PathBuf> {
        let tag = language.replace('_', "-").to_lowercase();
        let primary = tag
            .split('-')
            .next()
            .filter(|primary| !primary.is_empty())?;
        let there = || self.folders.iter().flat_map(|folder| affix_files(folder));
        let home = format!("{primary}-{primary}");
        let prefix = format!("{primary}-");
        let named = |wanted: &str| there().find(|(name, _)| name == wanted);
        let any = || there().find(|(name, _)| name.starts_with(&prefix));
        let found = named(&tag)
            .or_else(|| named(primary))
            .or_else(|| named(&home))
            .or_else(any);
        found.map(|(_, file)| file)
    }
}

/// The languages of a folder's dictionaries as tags in small letters, and their affix files, by name. A folder that is not
/// there has none.
fn affix_files(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let affixes = entries.map(|entry| entry.path()).filter(|path| {
        path.extension().is_some_and(|ending| ending == "aff")
            && path.with_extension("dic").is_file()
    });
    let named = affixes.filter_map(|path| {
        let name = path.file_stem()?.to_str()?;
        Some((name.replace('_', "-").to_lowercase(), path.clone()))
    });
    let mut named: Vec<_> = named.collect();
    named.sort();
    named
}

fn read(aff: &Path) -> Result<Arc<Dictionary>, NewsroomError> {
    let (affixes, words) = (bytes(aff)?, bytes(&aff.with_extension("dic"))?);
    let encoding = encoding(&affixes);
    let text = |bytes: Vec<u8>| {
        decoded(bytes, &encoding).ok_or_else(|| {
            NewsroomError::FileNotText(format!("{}: encoding {encoding}", aff.display()))
        })
    };
    let dictionary = Dictionary::read(&text(affixes)?, &text(words)?);
    let dictionary = dictionary
        .map_err(|error| NewsroomError::FileUnreadable(format!("{}: {error}", aff.display())))?;
    Ok(Arc::new(dictionary))
}

fn bytes(path: &Path) -> Result<Vec<u8>, NewsroomError> {
    let fault = |error: std::io::Error| {
        NewsroomError::FileUnreadable(format!("{}: {error}", path.display()))
    };
    if fs::metadata(path).map_err(fault)?.len() > LARGEST {
        return Err(NewsroomError::FileTooLarge(path.display().to_string()));
    }
    fs::read(path).map_err(fault)
}

/// The encoding that the affixes name (`SET`), for both files; Latin-1 where they name none, as in hunspell(5).
fn encoding(affixes: &[u8]) -> String {
    let lines = affixes.split(|byte| *byte == b'\n');
    let set = lines.map(String::from_utf8_lossy).find_map(|line| {
        line.trim_start_matches('\u{feff}')
            .strip_prefix("SET ")
            .map(|name| name.trim().to_uppercase())
    });
    set.unwrap_or_else(|| "ISO8859-1".to_owned())
}

/// The text of a dictionary's file; `None` in an encoding that is neither UTF-8 nor Western.
fn decoded(bytes: Vec<u8>, encoding: &str) -> Option<String> {
    let is_latin_9 = match encoding.replace(['-', '_'], "").as_str() {
        "ISO88591" | "LATIN1" => false,
        "ISO885915" => true,
        _ => return String::from_utf8(bytes).ok(),
    };
    let sign = |byte: u8| match byte {
        0xA4 if is_latin_9 => '€',
        0xA6 if is_latin_9 => 'Š',
        0xA8 if is_latin_9 => 'š',
        0xB4 if is_latin_9 => 'Ž',
        0xB8 if is_latin_9 => 'ž',
        0xBC if is_latin_9 => 'Œ',
        0xBD if is_latin_9 => 'œ',
        0xBE if is_latin_9 => 'Ÿ',
        byte => char::from(byte),
    };
    Some(bytes.into_iter().map(sign).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk::spelling::Speller;

    fn write(folder: &Path, name: &str, aff: &[u8], dic: &[u8]) {
        fs::write(folder.join(name).with_extension("aff"), aff).expect("affixes");
        fs::write(folder.join(name).with_extension("dic"), dic).expect("words");
    }

    fn knows(dictionaries: &Dictionaries, language: &str, word: &str) -> bool {
        let dictionary = dictionaries
            .of(language)
            .expect("a sound one")
            .expect("one");
        Speller::new(dictionary, language, &[]).knows(word)
    }

    #[test]
    fn the_country_s_dictionary_comes_before_the_language_s_and_ours_before_the_system_s() {
        let (ours, system) = (
            tempfile::tempdir().expect("a folder"),
            tempfile::tempdir().expect("a folder"),
        );
        write(
            ours.path(),
            "fr",
            b"SET UTF-8\n",
            "1\nseptante-ours\n".as_bytes(),
        );
        write(system.path(), "fr", b"SET UTF-8\n", b"1\nother\n");
        write(system.path(), "fr_CA", b"SET UTF-8\n", b"1\nmagasinage\n");
        write(
            system.path(),
            "de_AT",
            b"SET ISO8859-1\n",
            b"1\nJ\xE4nner\n",
        );
        write(system.path(), "de_DE", b"SET ISO8859-15\n", b"1\nb\xBDuf\n");
        let dictionaries = Dictionaries::within([ours.path().to_owned(), system.path().to_owned()]);
        assert!(dictionaries.at_hand("fr").is_none());
        assert!(
            knows(&dictionaries, "fr", "septante-ours") && !knows(&dictionaries, "fr-BE", "other")
        );
        assert!(knows(&dictionaries, "fr-CA", "magasinage"));
        assert!(knows(&dictionaries, "de", "bœuf") && knows(&dictionaries, "de-AT", "Jänner"));
        assert!(dictionaries.at_hand("fr").is_some());
        assert!(matches!(dictionaries.of("nl"), Ok(None)));
        assert!(matches!(dictionaries.of(""), Ok(None)));
    }

    #[test]
    fn a_dictionary_is_read_once_and_a_broken_one_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "fr", b"SET UTF-8\n", b"1\nmot\n");
        write(folder.path(), "en", b"SET UTF-8\nREP x\n", b"1\nword\n");
        write(folder.path(), "ru", b"SET KOI8-R\n", b"1\n\xD4\n");
        let dictionaries = Dictionaries::within([folder.path().to_owned()]);
        let one = dictionaries.of("fr").expect("sound").expect("one");
        fs::remove_file(folder.path().join("fr.dic")).expect("a file");
        fs::write(folder.path().join("fr.dic"), b"x").expect("a file");
        let again = dictionaries.of("fr-FR").expect("sound").expect("one");
        assert!(Arc::ptr_eq(&one, &again));
        assert!(
            matches!(dictionaries.of("en"), Err(NewsroomError::FileUnreadable(said)) if said.contains("line 2"))
        );
        assert!(matches!(
            dictionaries.of("ru"),
            Err(NewsroomError::FileNotText(_))
        ));
    }
}
