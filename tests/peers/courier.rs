//! A courier in a dozen lines, as the newsroom's: on any doubt the site is asked before anything is repeated. Keeps nothing.

use domain::{DispatchId, Operation, PictureFile};
use publish::{Outgoing, OutgoingPicture, PublishError, RemoteArticle, Sought};

use crate::stage::Stage;

/// What is to be done, under one key.
pub(crate) struct Dispatch<'a> {
    pub(crate) key: DispatchId,
    pub(crate) operation: Operation,
    /// `None` to take it down.
    pub(crate) article: Option<&'a Outgoing>,
    /// The picture that it shows.
    pub(crate) picture: Option<(PictureFile, Vec<u8>)>,
    /// The article as it was last known.
    pub(crate) known: Option<RemoteArticle>,
}

impl<'a> Dispatch<'a> {
    pub(crate) fn publish(stage: &Stage<'_>, article: &'a Outgoing) -> Self {
        Self {
            key: stage.key(),
            operation: Operation::Publish,
            article: Some(article),
            picture: None,
            known: None,
        }
    }

    pub(crate) fn update(stage: &Stage<'_>, known: &RemoteArticle, article: &'a Outgoing) -> Self {
        Self {
            key: stage.key(),
            operation: Operation::Update,
            article: Some(article),
            picture: None,
            known: Some(known.clone()),
        }
    }

    pub(crate) fn unpublish(stage: &Stage<'_>, known: &RemoteArticle) -> Self {
        Self {
            key: stage.key(),
            operation: Operation::Unpublish,
            article: None,
            picture: None,
            known: Some(known.clone()),
        }
    }

    /// The first try.
    pub(crate) fn send(&mut self, stage: &Stage<'_>) -> Result<RemoteArticle, PublishError> {
        let site = &stage.site;
        let Some(article) = self.article else {
            let known = self.known.as_ref().expect("an article to take down");
            return site.unpublish(self.key, &known.remote_id, &known.version);
        };
        let article = &self.with_picture(stage, article)?;
        if self.known.is_none() {
            let made = site.create(self.key, article)?;
            if !made.begun {
                return Ok(made);
            }
            self.known = Some(made);
        }
        let known = self.known.as_ref().expect("an article to change");
        site.update(self.key, &known.remote_id, &known.version, article)
    }

    /// The article, after its picture was sent.
    fn with_picture(
        &self,
        stage: &Stage<'_>,
        article: &Outgoing,
    ) -> Result<Outgoing, PublishError> {
        let mut article = article.clone();
        if let Some((file, bytes)) = &self.picture {
            let sent = stage.site.send_picture(&OutgoingPicture {
                file,
                bytes,
                alt: "Le pont",
                caption: "",
                credit: "",
            })?;
            article.pictures.insert(file.path(), sent);
        }
        Ok(article)
    }

    /// Every later try: the site is asked first.
    pub(crate) fn send_again(&mut self, stage: &Stage<'_>) -> Result<RemoteArticle, PublishError> {
        let sought = Sought {
            key: self.key,
            operation: self.operation,
            remote_id: self.known.as_ref().map(|known| known.remote_id.as_str()),
            slug: self.article.map(|article| &article.slug),
        };
        match stage.site.find(&sought)? {
            Some(found) if found.begun => self.known = Some(found),
            Some(found) => return Ok(found),
            None => {}
        }
        self.send(stage)
    }

    /// Until the site says that the article was changed there, or can't say what became of the send:
    /// then Marbre shows it as unresolved.
    #[track_caller]
    pub(crate) fn refused_in_the_end(&mut self, stage: &Stage<'_>) {
        let mut outcome = self.send(stage);
        for _ in 0..3 {
            if matches!(outcome, Err(PublishError::ChangedThere(_))) {
                return;
            }
            outcome = self.send_again(stage);
        }
        let unresolved = matches!(outcome, Err(PublishError::NotUnderstood(_)));
        assert!(unresolved, "not refused: {outcome:?}");
    }

    /// Until it is done.
    #[track_caller]
    pub(crate) fn deliver(&mut self, stage: &Stage<'_>) -> RemoteArticle {
        let mut outcome = self.send(stage);
        for _ in 0..3 {
            match outcome {
                Ok(done) => return done,
                Err(_) => outcome = self.send_again(stage),
            }
        }
        outcome.expect("a send that is done in the end")
    }
}
