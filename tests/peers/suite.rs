//! The journeys that every destination has to make, whatever its protocol. Knows no site by name.

use domain::{LeadPicture, PictureSource, PublicationState};
use publish::{Outcome, OutgoingPicture, PublishError, RemoteArticle, RemotePicture};

use crate::courier::Dispatch;
use crate::stage::Stage;
use crate::whole;

/// A journey panics when something is not as it should be.
pub(crate) type Journey = (&'static str, fn(&Stage<'_>));

/// In the words of the issue, where it has words for them.
pub(crate) const JOURNEYS: &[Journey] = &[
    ("the account", account),
    ("expired credentials", stranger),
    ("create", published),
    ("update", updated),
    ("unpublish, and back", taken_down_and_back),
    ("schedule", scheduled),
    ("media", picture),
    ("conflict", changed_by_a_colleague),
    ("deleted there", deleted),
    ("section, tags and byline", terms),
    ("read back", read_back),
    ("listed and searched", listed),
    ("corrections", crate::corrections::journey),
    ("seen before it is out", crate::previews::journey),
    ("clock skew", whole::skewed),
    ("hostile HTML", whole::hostile),
    ("a picture deleted there", whole::picture_deleted),
    ("withdrawn by a colleague", whole::withdrawn),
];

fn account(stage: &Stage<'_>) {
    stage
        .site
        .check_account()
        .expect("an account that may publish");
    let said = stage.site.describe().expect("a site that says what it is");
    assert!(
        !said.name.is_empty() && said.url.starts_with("http://"),
        "{said:?}"
    );
}

fn stranger(stage: &Stage<'_>) {
    let url = stage.network.url();
    let site = stage.peer.stranger(stage.at(&url));
    let refused = site.check_account().expect_err("no account");
    assert!(
        matches!(refused, PublishError::Credential(_)),
        "{refused:?}"
    );
    let refused = site.create(stage.key(), &stage.article("Non."));
    assert_eq!(refused.expect_err("no account").outcome(), Outcome::Refused);
    assert_eq!(stage.seen(), []);
}

fn published(stage: &Stage<'_>) {
    let article = stage.article("Le pont est ouvert.");
    let done = Dispatch::publish(stage, &article)
        .send(stage)
        .expect("published");
    assert_eq!(done.state, PublicationState::Live);
    assert_eq!(done.slug, article.slug);
    let seen = stage.the_one();
    assert!(
        seen.is_out && seen.html.contains("Le pont est ouvert."),
        "{seen:?}"
    );
    let page = stage.site.page(&done.address).expect("a page");
    assert!(
        page.contains(&article.headline) && page.contains("Le pont est ouvert."),
        "{page}"
    );
}

fn updated(stage: &Stage<'_>) {
    let first = Dispatch::publish(stage, &stage.article("Un.")).deliver(stage);
    let other = stage.article("Deux.");
    let done = Dispatch::update(stage, &first, &other)
        .send(stage)
        .expect("updated");
    assert_eq!(
        (&done.remote_id, &done.address),
        (&first.remote_id, &first.address)
    );
    assert_ne!(done.version, first.version);
    assert_eq!(done.published_at, first.published_at);
    let seen = stage.the_one();
    assert!(seen.is_out && seen.html.contains("Deux."), "{seen:?}");
    // The same again changes nothing.
    let again = Dispatch::update(stage, &done, &other)
        .send(stage)
        .expect("updated again");
    assert!(again.version == done.version || stage.peer.counts_every_write());
}

fn changed_by_a_colleague(stage: &Stage<'_>) {
    let known = Dispatch::publish(stage, &stage.article("À nous.")).deliver(stage);
    stage
        .peer
        .changed_by_a_colleague(&known.remote_id, "<p>À elle.</p>");
    let ours = stage.article("Encore à nous.");
    for mut dispatch in [
        Dispatch::update(stage, &known, &ours),
        Dispatch::unpublish(stage, &known),
    ] {
        let refused = dispatch.send(stage).expect_err("a colleague's text");
        assert!(
            matches!(refused, PublishError::ChangedThere(_)),
            "{refused:?}"
        );
    }
    let seen = stage.the_one();
    assert!(seen.is_out && seen.html.contains("À elle."), "{seen:?}");
    // Read, merged, and sent upon what is there.
    let theirs = stage
        .site
        .read(&known.remote_id)
        .expect("read")
        .expect("there");
    assert!(theirs.body_html.contains("À elle."), "{theirs:?}");
    Dispatch::update(stage, &theirs.article, &ours)
        .send(stage)
        .expect("merged");
    assert!(stage.the_one().html.contains("Encore à nous."));
}

fn taken_down_and_back(stage: &Stage<'_>) {
    if !stage.site.describe().expect("a site").abilities.unpublishes {
        return;
    }
    let article = stage.article("Ici.");
    let known = Dispatch::publish(stage, &article).deliver(stage);
    let down = Dispatch::unpublish(stage, &known)
        .send(stage)
        .expect("taken down");
    assert_eq!(
        (down.state, down.begun),
        (PublicationState::Unpublished, false)
    );
    assert_eq!(down.remote_id, known.remote_id);
    stage
        .site
        .page(&known.address)
        .expect_err("no page any more");
    assert!(stage.seen().iter().all(|seen| !seen.is_out));
    let back = Dispatch::update(stage, &down, &article)
        .send(stage)
        .expect("back");
    assert_eq!(back.state, PublicationState::Live);
    assert_eq!(
        (back.remote_id, back.address),
        (known.remote_id, known.address)
    );
    assert!(stage.the_one().is_out);
}

fn deleted(stage: &Stage<'_>) {
    let known = Dispatch::publish(stage, &stage.article("Ici.")).deliver(stage);
    // A number that nobody has.
    let gone = format!("{}99999", known.remote_id);
    assert!(stage.site.read(&gone).expect("an answer").is_none());
    let article = stage.article("Là.");
    let refused = stage
        .site
        .update(stage.key(), &gone, &known.version, &article);
    let refused = refused.expect_err("nothing to update");
    assert!(matches!(refused, PublishError::NotFound(_)), "{refused:?}");
    assert!(stage.the_one().html.contains("Ici."));
}

fn picture(stage: &Stage<'_>) {
    if !stage.site.describe().expect("a site").abilities.pictures {
        return;
    }
    let (file, bytes) = stage.picture();
    let picture = OutgoingPicture {
        file: &file,
        bytes: &bytes,
        alt: "Le pont, vu du quai",
        caption: "L’été « dernier » & après",
        credit: "A. Martin",
    };
    let sent = stage.site.send_picture(&picture).expect("sent");
    assert_eq!(stage.site.send_picture(&picture).expect("sent again"), sent);
    if let Some(count) = stage.peer.pictures(&file) {
        assert_eq!(count, 1, "the same bytes are one picture");
    }
    with_picture(stage, picture, sent);
}

fn with_picture(stage: &Stage<'_>, picture: OutgoingPicture<'_>, sent: RemotePicture) {
    let mut article = stage.article("Une image.");
    let path = picture.file.path();
    let shown = format!("<figure><img src=\"{path}\" alt=\"Le pont\"></figure>");
    article.body_html.push_str(&format!("\n{shown}"));
    article.lead_picture = Some(LeadPicture {
        source: PictureSource::File(picture.file.clone()),
        framing: domain::Framing::WHOLE,
        alt: picture.alt.to_owned(),
        caption: picture.caption.to_owned(),
        credit: picture.credit.to_owned(),
    });
    article.pictures.insert(path.clone(), sent.clone());
    let done = Dispatch::publish(stage, &article)
        .send(stage)
        .expect("published");
    let seen = stage.the_one();
    assert!(seen.html.contains(&sent.address), "{seen:?}");
    let is_elsewhere = sent.address != path;
    assert!(
        !(is_elsewhere && seen.html.contains(&format!("\"{path}\""))),
        "{seen:?}"
    );
    let lead = stage
        .site
        .read(&done.remote_id)
        .expect("read")
        .expect("there")
        .lead_picture;
    let lead = lead.expect("a lead picture");
    assert_eq!(lead.address, sent.address);
    if !stage.peer.keeps_words_of_pictures() {
        return;
    }
    assert_eq!(
        (
            lead.alt.as_str(),
            lead.caption.as_str(),
            lead.credit.as_str()
        ),
        (picture.alt, picture.caption, picture.credit)
    );
}

fn terms(stage: &Stage<'_>) {
    let abilities = stage.site.describe().expect("a site").abilities;
    let mut article = stage.article("Avec des noms.");
    if abilities.sections {
        article.section = format!("Société {}", stage.word);
    }
    if abilities.tags {
        article.tags = vec![
            format!("R&D {}", stage.word),
            format!("L’Été {}", stage.word),
        ];
    }
    let first = Dispatch::publish(stage, &article)
        .send(stage)
        .expect("published");
    // A name is the same in another case, and is not made anew.
    article
        .tags
        .iter_mut()
        .for_each(|tag| *tag = tag.to_uppercase());
    let done = Dispatch::update(stage, &first, &article)
        .send(stage)
        .expect("updated");
    let read = stage
        .site
        .read(&done.remote_id)
        .expect("read")
        .expect("there");
    assert_eq!(read.section, article.section);
    let low = |tags: &[String]| {
        let mut low: Vec<_> = tags.iter().map(|tag| tag.to_lowercase()).collect();
        low.sort();
        low
    };
    assert_eq!(low(&read.tags), low(&article.tags));
    let said = stage.site.describe().expect("a site");
    // Where sections are tags, they are listed with them.
    let ours = low(&said.tags);
    let ours = ours.iter().filter(|tag| low(&article.tags).contains(tag));
    let listed = ours.count();
    assert!(
        listed == 0 || listed == article.tags.len(),
        "{:?}",
        said.tags
    );
}

fn read_back(stage: &Stage<'_>) {
    let mut article = stage.article("1 &lt; 2 &amp; « été ».");
    article.headline = format!("1 < 2 & « {} »", stage.word);
    let done = Dispatch::publish(stage, &article)
        .send(stage)
        .expect("published");
    let read = stage
        .site
        .read(&done.remote_id)
        .expect("read")
        .expect("there");
    assert_eq!(read.headline, article.headline);
    if stage.site.describe().expect("a site").abilities.standfirst {
        assert_eq!(read.standfirst, article.standfirst);
    }
    assert!(
        read.body_html.contains("1 &lt; 2 &amp; « été »."),
        "{read:?}"
    );
    assert_eq!(read.article.version, done.version);
    let (key, nobody) = (stage.key().to_string(), "marbre:");
    assert!(
        !read.body_html.contains(nobody) && !read.body_html.contains(&key[..8]),
        "{read:?}"
    );
}

fn listed(stage: &Stage<'_>) {
    let done = Dispatch::publish(stage, &stage.article("Liste.")).deliver(stage);
    let all = list(stage, "");
    let is_it = |one: &&RemoteArticle| one.remote_id == done.remote_id;
    assert_eq!(all.iter().filter(is_it).count(), 1, "every article once");
    let found = list(stage, &stage.word);
    let ids: Vec<_> = found.iter().map(|one| &one.remote_id).collect();
    assert_eq!(ids, [&done.remote_id]);
    assert_eq!(found[0].version, done.version);
}

/// All parts of a list.
fn list(stage: &Stage<'_>, words: &str) -> Vec<RemoteArticle> {
    let (mut all, mut from) = (Vec::new(), None);
    loop {
        let part = stage.site.list(words, from.as_deref());
        let part = part.expect("a part of the list");
        all.extend(part.articles.into_iter().map(|(one, _)| one));
        from = part.next;
        if from.is_none() {
            return all;
        }
    }
}

fn scheduled(stage: &Stage<'_>) {
    if !stage.site.describe().expect("a site").abilities.schedules {
        return;
    }
    let mut article = stage.article("Demain.");
    article.goes_live = Some("2099-01-01T08:00:00Z".parse().expect("a time"));
    let done = Dispatch::publish(stage, &article)
        .send(stage)
        .expect("scheduled");
    assert!(!done.begun);
    assert_eq!(Some(done.published_at), article.goes_live);
    stage.site.page(&done.address).expect_err("no page yet");
    // Another text meanwhile, then at once.
    let done = Dispatch::update(stage, &done, &article)
        .send(stage)
        .expect("still scheduled");
    stage.site.page(&done.address).expect_err("no page yet");
    article.goes_live = None;
    let done = Dispatch::update(stage, &done, &article)
        .send(stage)
        .expect("out");
    assert!(done.published_at < "2099-01-01T00:00:00Z".parse().expect("a time"));
    stage.site.page(&done.address).expect("a page");
    assert!(stage.the_one().is_out);
}
