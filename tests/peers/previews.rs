//! A draft seen on a real site before it is out: once, found by nobody who was not given its address, and gone when it is taken away.

use domain::Slug;
use publish::{Outcome, Outgoing, Preview, PreviewReaders};
use testkit::Fault;

use crate::courier::Dispatch;
use crate::stage::Stage;

fn preview<'a>(article: &'a Outgoing, known: Option<&'a str>) -> Preview<'a> {
    Preview {
        article,
        known,
        published: None,
    }
}

/// The answer is lost, asked again, changed, published beside, taken away.
pub(crate) fn journey(stage: &Stage<'_>) {
    let Some(readers) = stage.site.describe().expect("a site").abilities.previews else {
        return;
    };
    let slug = Slug::parse(&format!("marbre-apercu-{}", stage.word)).expect("a slug");
    let shown = |says: &str| Outgoing {
        slug: slug.clone(),
        tags: vec![format!("Neuf {}", stage.word)],
        ..stage.article(says)
    };
    let (first, second) = (shown("À voir."), shown("À revoir."));
    stage.network.fault("POST", "/", 1, Fault::DropAnswer);
    let lost = stage.site.put_preview(&preview(&first, None));
    assert_eq!(lost.expect_err("lost").outcome(), Outcome::Unknown);
    let there = stage.site.put_preview(&preview(&first, None));
    let there = there.expect("found again");
    let seen = stage.the_one();
    assert!(!seen.is_out && seen.html.contains("À voir."), "{seen:?}");
    let page = stage.site.page(&there.address);
    match readers {
        PreviewReaders::SignedIn => drop(page.expect_err("nobody is signed in")),
        PreviewReaders::WhoeverHasTheLink => assert!(page.expect("a page").contains("À voir.")),
    }
    let again = stage
        .site
        .put_preview(&preview(&second, Some(&there.remote_id)));
    assert_eq!(again.expect("renewed"), there);
    assert!(stage.the_one().html.contains("À revoir."));
    let tags = stage.site.describe().expect("a site").tags;
    assert!(
        !tags.iter().any(|tag| tag.contains(&stage.word)),
        "{tags:?}"
    );

    let out = Dispatch::publish(stage, &stage.article("À lire.")).deliver(stage);
    assert_ne!(out.remote_id, there.remote_id);
    assert_eq!(stage.seen().len(), 2);
    let listed = stage.site.list(&stage.word, None).expect("a list").articles;
    let listed: Vec<_> = listed
        .iter()
        .map(|(article, _)| &article.remote_id)
        .collect();
    assert_eq!(listed, [&out.remote_id]);
    for known in [Some(there.remote_id.as_str()), None] {
        stage.site.remove_preview(&slug, known).expect("removed");
        let left = stage.the_one();
        assert!(left.is_out && left.html.contains("À lire."), "{left:?}");
    }
}
