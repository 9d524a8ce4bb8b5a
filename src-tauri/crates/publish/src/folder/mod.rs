//! A folder of files for a generator of static sites, as a destination: one folder an article, its pictures beside the text. Knows no deployment.

mod disk;
mod escape;
mod front;
mod pictures;
mod words;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::path::Path;

use domain::{DispatchId, Language, PublicationState, Section, Slug, Timestamp};
use sha2::{Digest, Sha256};
use url::Url;

use crate::destination::{above, below};
use crate::http::{Credential, Http};
use crate::{
    Abilities, Destination, Listing, Off, Outgoing, OutgoingPicture, Patience, PublishError,
    RemoteArticle, RemoteLead, RemotePicture, RemoteText, SiteDescription, SiteLimits, Sought,
    Trace, Viewing,
};
use disk::Disk;
use front::Front;
use pictures::renamed;
use words::{Dates, MADE_BY, SENT_BY};

/// The name of an article's file in its folder.
const FILE: &str = "index.md";

/// A generator of static sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generator {
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Eleventy.
    Eleventy,
}

impl Generator {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Hugo, Self::Zola, Self::Eleventy];
}

/// What every generator can do. None of them brings an article out at an hour by itself: somebody has
/// to build after it, and until then the text lies where others may read it.
const ABILITIES: Abilities = Abilities {
    unpublishes: true,
    schedules: false,
    pictures: true,
    picture_sizes: false,
    standfirst: true,
    sections: true,
    tags: true,
    byline: true,
    language: true,
    newsletters: false,
    corrections: false,
    previews: None,
};

/// A folder of a site's sources. An article's identifier is the name of its folder.
pub struct Folder {
    disk: Disk,
    generator: Generator,
    /// Where readers find what is in the folder, without a slash at the end.
    url: String,
    readers: Http,
    now: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

/// An article's file as it is.
struct Kept {
    id: String,
    file: String,
    front: Front,
    text: String,
}

impl Folder {
    /// The folder at `root` whose articles readers find below `url`, as `content/posts` and
    /// `https://a.example/posts`. It need not be there yet.
    ///
    /// # Errors
    /// [`PublishError::BadAddress`] unless `url` is `https`, or `http` on this very machine.
    pub fn new(
        root: &Path,
        generator: Generator,
        url: &str,
        patience: Patience,
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> Result<Self, PublishError> {
        Ok(Self {
            disk: Disk::new(root),
            generator,
            url: url.trim_end_matches('/').to_owned(),
            readers: Http::new(url, Credential::none(), patience)?,
            now: Box::new(now),
        })
    }

    fn kept(&self, id: &str) -> Result<Option<Kept>, PublishError> {
        let Some(bytes) = self.disk.read(id, FILE)? else {
            return Ok(None);
        };
        let said = |why: &dyn std::fmt::Display| {
            PublishError::NotUnderstood(format!("{id}/{FILE}: {why}"))
        };
        let file = String::from_utf8(bytes).map_err(|error| said(&error))?;
        let (front, text) = front::parted(&file).map_err(|error| said(&error))?;
        Ok(Some(Kept {
            id: id.to_owned(),
            text: text.to_owned(),
            front,
            file,
        }))
    }

    /// All articles; a file that can't be read is none.
    fn all(&self) -> Result<Vec<Kept>, PublishError> {
        let mut all = Vec::new();
        for id in self.disk.folders()? {
            match self.kept(&id) {
                Ok(kept) => all.extend(kept),
                Err(error) => tracing::warn!(%error, "a file of a site's folder is left alone"),
            }
        }
        Ok(all)
    }

    fn signed_by(&self, kept: &Kept, name: &str, key: DispatchId) -> bool {
        words::signed(&kept.front, self.generator, name) == Some(key.to_string().as_str())
    }

    fn article(&self, kept: &Kept) -> Result<RemoteArticle, PublishError> {
        let said = words::said(&kept.front, self.generator);
        let no_slug =
            || PublishError::NotUnderstood(format!("{}: no name for an address", kept.id));
        let hidden = words::is_hidden(&kept.front, self.generator);
        let written = || self.disk.written_at(&kept.id, FILE)?.try_into().ok();
        Ok(RemoteArticle {
            remote_id: kept.id.clone(),
            version: version(&kept.file),
            address: self.address(&kept.id)?,
            slug: Slug::from_typed(&kept.id).ok_or_else(no_slug)?,
            published_at: said
                .published
                .or_else(written)
                .unwrap_or(Timestamp::UNIX_EPOCH),
            updated_at: said.changed,
            state: if hidden {
                PublicationState::Unpublished
            } else {
                PublicationState::Live
            },
            off: hidden.then_some(Off::Draft),
            begun: false,
            overwrote: None,
        })
    }

    /// A file beside an article's text, by its plain name.
    fn beside(&self, id: &str, name: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let name = name.strip_prefix("./").unwrap_or(name);
        match !name.starts_with('.') && !name.contains(['/', '\\', ':']) {
            true => self.disk.read(id, name),
            false => Ok(None),
        }
    }

    fn address(&self, id: &str) -> Result<String, PublishError> {
        let bad = || PublishError::BadAddress(format!("{}/{id}", self.url));
        let mut address = Url::parse(&self.url).map_err(|_| bad())?;
        address
            .path_segments_mut()
            .map_err(|()| bad())?
            .pop_if_empty()
            .extend([id, ""]);
        Ok(address.into())
    }

    fn compose(&self, front: &Front, text: &str) -> String {
        let format = self.generator.format();
        format.file(front, &Generator::MOMENTS, text)
    }

    /// The file of an article that is sent, over what was there.
    fn written(&self, mut front: Front, article: &Outgoing, dates: Dates) -> (Front, String) {
        words::fill(&mut front, self.generator, article, dates);
        words::hide(&mut front, self.generator, false);
        let pictures = article.pictures.iter();
        let said = &article.corrections.head_markdown;
        let whole = below(
            above(said, article.body_markdown.clone(), ""),
            &article.corrections.markdown,
            "\n\n",
        );
        let text = pictures.fold(whole, |text, (path, picture)| {
            renamed(&text, path, &picture.address)
        });
        (front, escape::escaped(self.generator, &text))
    }

    /// The file of an article that is sent in the place of another. What says the same has not changed
    /// at any time.
    fn rewritten(&self, kept: &Kept, key: DispatchId, article: &Outgoing) -> String {
        let before = words::said(&kept.front, self.generator);
        let published = article.published_at.or(before.published);
        let at = |changed| {
            let dates = Dates {
                published: published.unwrap_or_else(&self.now),
                changed,
            };
            let (mut front, text) = self.written(kept.front.clone(), article, dates);
            words::sign(&mut front, self.generator, SENT_BY, key.to_string());
            self.compose(&front, &text)
        };
        let same = at(before.changed);
        if version(&same) == version(&kept.file) {
            same
        } else {
            at(Some((self.now)()))
        }
    }

    /// Puts an article's new text in the place of the one that was read, if that is still there.
    fn replace(&self, kept: &Kept, file: &str) -> Result<Kept, PublishError> {
        let (old, new) = (kept.file.as_bytes(), file.as_bytes());
        if !self.disk.replace(&kept.id, FILE, new, old)? {
            return Err(changed(&kept.id));
        }
        self.kept(&kept.id)?.ok_or_else(|| changed(&kept.id))
    }

    /// Hugo leaves a page out until its hour has come; the others build it at once.
    fn check_hour(&self, article: &Outgoing) -> Result<(), PublishError> {
        match (self.generator, article.goes_live) {
            (Generator::Zola | Generator::Eleventy, Some(at)) => Err(PublishError::Fault(format!(
                "this generator would show an article of {at} at once"
            ))),
            _ => Ok(()),
        }
    }
}

impl Destination for Folder {
    fn check_account(&self) -> Result<(), PublishError> {
        self.disk.check()
    }

    fn describe(&self) -> Result<SiteDescription, PublishError> {
        self.disk.check()?;
        let said: Vec<_> = self
            .all()?
            .iter()
            .map(|kept| words::said(&kept.front, self.generator))
            .collect();
        let sorted = |mut names: Vec<String>| {
            names.retain(|name| !name.is_empty());
            names.sort();
            names.dedup();
            names
        };
        let sections = sorted(said.iter().map(|said| said.section.clone()).collect());
        let section = |name: String| {
            Slug::from_headline(&name).map(|slug| Section {
                slug: slug.to_string(),
                name,
            })
        };
        Ok(SiteDescription {
            name: self.disk.name(),
            url: self.url.clone(),
            language: said
                .iter()
                .find_map(|said| said.language.clone())
                .unwrap_or_else(Language::french),
            time_zone: "UTC".to_owned(),
            sections: sections.into_iter().filter_map(section).collect(),
            theme_version: None,
            subscribers: 0,
            limits: SiteLimits::default(),
            abilities: ABILITIES,
            tags: sorted(said.iter().flat_map(|said| said.tags.clone()).collect()),
            authors: Vec::new(),
            signer: String::new(),
            newsletters: Vec::new(),
        })
    }

    /// It waits in the workshop until an article shows it: nobody is to see it earlier.
    fn send_picture(&self, picture: &OutgoingPicture<'_>) -> Result<RemotePicture, PublishError> {
        self.keep_picture(picture)
    }

    /// A picture of another name than ours may change at any time.
    fn still_has(
        &self,
        _: &OutgoingPicture<'_>,
        there: &RemotePicture,
    ) -> Result<bool, PublishError> {
        let name = &there.remote_id;
        Ok(words::is_picture(name) && self.picture(name)?.is_some())
    }

    fn find(&self, sought: &Sought<'_>) -> Result<Option<RemoteArticle>, PublishError> {
        let is_it = |kept: &Kept| {
            let changed = self.signed_by(kept, SENT_BY, sought.key);
            self.signed_by(kept, MADE_BY, sought.key)
                || (changed && sought.remote_id == Some(kept.id.as_str()))
        };
        self.all()?
            .iter()
            .find(|kept| is_it(kept))
            .map(|kept| self.article(kept))
            .transpose()
    }

    fn traces(&self, _: Timestamp) -> Result<Option<Vec<Trace>>, PublishError> {
        let trace = |kept: &Kept| {
            let headline = words::said(&kept.front, self.generator).headline;
            let signed = |name| words::signed(&kept.front, self.generator, name);
            let keys = [MADE_BY, SENT_BY].into_iter().filter_map(signed);
            Ok(Trace::new(
                self.article(kept)?,
                headline,
                keys.map(str::to_owned),
            ))
        };
        let all: Result<_, PublishError> = self.all()?.iter().map(trace).collect();
        all.map(Some)
    }

    fn read(&self, remote_id: &str) -> Result<Option<RemoteText>, PublishError> {
        let Some(kept) = self.kept(remote_id)? else {
            return Ok(None);
        };
        let article = self.article(&kept)?;
        let said = words::said(&kept.front, self.generator);
        let pictures = self
            .disk
            .files(remote_id)?
            .into_iter()
            .filter(|name| words::is_picture(name));
        let text = pictures.fold(escape::meant(self.generator, &kept.text), |text, name| {
            renamed(&text, &format!("./{name}"), &format!("/media/{name}"))
        });
        let lead = |lead: RemoteLead| RemoteLead {
            address: if words::is_picture(&lead.address) {
                format!("/media/{}", lead.address)
            } else {
                lead.address
            },
            ..lead
        };
        Ok(Some(RemoteText {
            article,
            headline: said.headline,
            standfirst: said.standfirst,
            section: said.section,
            tags: said.tags,
            byline: said.byline,
            language: said.language,
            lead_picture: said.picture.map(lead),
            body_html: String::new(),
            body_markdown: Some(text),
            corrections: Vec::new(),
        }))
    }

    fn list(&self, words: &str, from: Option<&str>) -> Result<Listing, PublishError> {
        if let Some(from) = from {
            return Err(PublishError::NotUnderstood(format!(
                "the list has one part, not {from}"
            )));
        }
        let wanted = words.to_lowercase();
        let mut articles = Vec::new();
        for kept in self.all()? {
            let headline = words::said(&kept.front, self.generator).headline;
            let has = |text: &str| text.to_lowercase().contains(&wanted);
            if !words::is_hidden(&kept.front, self.generator) && (has(&headline) || has(&kept.text))
            {
                articles.push((self.article(&kept)?, headline));
            }
        }
        articles.sort_by_key(|(article, _)| std::cmp::Reverse(article.published_at));
        Ok(Listing {
            total: Some(articles.len() as u64),
            articles,
            next: None,
        })
    }

    fn create(&self, key: DispatchId, article: &Outgoing) -> Result<RemoteArticle, PublishError> {
        self.check_hour(article)?;
        let made = self
            .all()?
            .into_iter()
            .find(|kept| self.signed_by(kept, MADE_BY, key));
        if let Some(made) = made {
            return self.article(&made);
        }
        let id = article.slug.as_str();
        let taken = || PublishError::SlugTaken(format!("{id} is there already"));
        if self.disk.has(&format!("{id}.md")) {
            return Err(taken());
        }
        let dates = Dates {
            published: article.published_at.unwrap_or_else(&self.now),
            changed: None,
        };
        let (mut front, text) = self.written(Front::new(), article, dates);
        for name in [MADE_BY, SENT_BY] {
            words::sign(&mut front, self.generator, name, key.to_string());
        }
        let mut files = self.pictures(article)?;
        let pictures = files.len();
        files.push((FILE.to_owned(), self.compose(&front, &text).into_bytes()));
        if !self.disk.add_folder(id, &files)? {
            return Err(taken());
        }
        self.tidy(id, &files[..pictures]);
        let made = self.kept(id)?.ok_or_else(|| changed(id))?;
        self.article(&made)
    }

    fn update(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
        article: &Outgoing,
    ) -> Result<RemoteArticle, PublishError> {
        self.check_hour(article)?;
        let kept = self.kept(remote_id)?.ok_or_else(|| gone(remote_id))?;
        let again = self.signed_by(&kept, SENT_BY, key);
        let file = self.rewritten(&kept, key, article);
        let same = version(&file) == version(&kept.file);
        if version(&kept.file) != base && !(same && again) {
            return Err(changed(remote_id));
        }
        let pictures = self.pictures(article)?;
        for (name, bytes) in &pictures {
            self.disk.add(remote_id, name, bytes)?;
        }
        let made = self.replace(&kept, &file)?;
        self.tidy(remote_id, &pictures);
        self.article(&made)
    }

    fn unpublish(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
    ) -> Result<RemoteArticle, PublishError> {
        let kept = self.kept(remote_id)?.ok_or_else(|| gone(remote_id))?;
        let hidden = words::is_hidden(&kept.front, self.generator);
        if version(&kept.file) != base && !(hidden && self.signed_by(&kept, SENT_BY, key)) {
            return Err(changed(remote_id));
        }
        let mut front = kept.front.clone();
        words::hide(&mut front, self.generator, true);
        words::sign(&mut front, self.generator, SENT_BY, key.to_string());
        let made = self.replace(&kept, &self.compose(&front, &kept.text))?;
        // Generators copy what lies beside a page that they leave out.
        self.tidy(remote_id, &[]);
        self.article(&made)
    }

    /// What somebody deployed: until then it is not there, as far as a reader can see.
    /// What stands beside the text is read there, whether the pages are built or not.
    fn picture(&self, article: &RemoteArticle, address: &str) -> Result<Vec<u8>, PublishError> {
        let name = address.strip_prefix("/media/").unwrap_or(address);
        match self.beside(&article.remote_id, name)? {
            Some(bytes) => Ok(bytes),
            None => self.readers.read_picture(&article.address, address),
        }
    }

    /// What stands beside the text is what a generator serves; what a page names is read there.
    fn served_picture(&self, viewing: &Viewing<'_>) -> Result<Vec<u8>, PublishError> {
        if let Some(name) = viewing.address.strip_prefix("./") {
            let id = viewing.remote_id;
            let gone = || PublishError::NotFound(format!("{id}/{name}"));
            return self.beside(id, name)?.ok_or_else(gone);
        }
        self.readers.read_served_picture(viewing)
    }

    fn page(&self, address: &str) -> Result<String, PublishError> {
        self.readers.read_as_a_reader(address)?.accepted()?.text()
    }
}

fn changed(id: &str) -> PublishError {
    PublishError::ChangedThere(format!("{id}/{FILE} says something else"))
}

fn gone(id: &str) -> PublishError {
    PublishError::NotFound(format!("{id}/{FILE}"))
}

/// The token of what a file says: its hash, without the line that tells which send wrote it.
fn version(file: &str) -> String {
    let is_said = |line: &&str| !line.trim_start().starts_with(SENT_BY);
    let said: String = file.split_inclusive('\n').filter(is_said).collect();
    hash(said.as_bytes())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String can't fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
