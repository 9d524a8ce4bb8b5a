//! Links that are asked, against real servers on this machine: politely, without a network too, and what became of a cited page.

mod web;

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use domain::{CheckKind, DraftId};
use newsroom::{CheckAbout, Clock as _, Event, Link, LinkAnswer, LinkManners};
use testkit::{Desk, Opening, Written};

use web::{Manner, Web};

/// Longer than anything here takes, but for who never answers.
const WITHIN: Duration = Duration::from_secs(6);
const PAUSE: Duration = Duration::from_millis(20);

fn desk_with(within: Duration) -> Desk {
    let near = (1..=9).map(|last| IpAddr::V4(Ipv4Addr::new(127, 0, 0, last)));
    Desk::open(Opening {
        link_manners: LinkManners {
            within,
            pause: PAUSE,
            near: near.collect(),
        },
        ..Opening::default()
    })
}

fn desk() -> Desk {
    desk_with(WITHIN)
}

fn written(desk: &Desk, text: &str) -> DraftId {
    Written::new("Le pont", text).at(desk.newsroom())
}

/// A text with a link to each.
fn linked(addresses: &[String]) -> String {
    let links = addresses
        .iter()
        .map(|address| format!("[ici]({address})\n\n"));
    links.collect()
}

/// What is known once nothing is asked any more.
#[track_caller]
fn told(desk: &Desk, draft: DraftId) -> Vec<Link> {
    loop {
        let links = desk.newsroom().links(draft).unwrap();
        if links.iter().all(|link| link.answer != LinkAnswer::Asking) {
            return links;
        }
        desk.until_event(|event| (*event == Event::LinksChanged { draft }).then_some(()));
    }
}

#[track_caller]
fn asked(desk: &Desk, draft: DraftId) -> Vec<LinkAnswer> {
    desk.newsroom().ask_links(draft).unwrap();
    let links = told(desk, draft).into_iter();
    links.map(|link| link.answer).collect()
}

/// Answers are forgotten after this long.
fn later(desk: &Desk) {
    desk.clock.advance(Duration::from_secs(10 * 60));
}

#[test]
fn each_link_is_told_with_its_answer_and_its_places() {
    let web = Web::at(1, |request| match request.path.as_str() {
        "/there" => Manner::page("<p>a</p>"),
        "/moved" => Manner::to(301, "/there"),
        "/meanwhile" => Manner::to(302, "/there"),
        "/round" => Manner::to(301, "/round"),
        "/gone" => Manner::status(410),
        "/private" => Manner::status(401),
        "/broken" => Manner::status(500),
        "/shy" if request.method == "HEAD" => Manner::status(405),
        "/shy" => Manner::status(200),
        "/close" => Manner::Close,
        _ => Manner::status(404),
    });
    let paths = [
        "there#part",
        "moved#part",
        "meanwhile",
        "round",
        "gone",
        "private",
        "broken",
        "shy",
        "close",
        "none",
    ];
    let addresses = paths.map(|path| format!("{}/{path}", web.url()));
    let desk = desk();
    let draft = written(
        &desk,
        &(linked(&addresses) + "[encore](" + &addresses[0] + ") [ici](/la) <mailto:a@b.example>"),
    );
    let newsroom = desk.newsroom();
    let before = newsroom.links(draft).unwrap();
    assert!(
        before
            .iter()
            .all(|link| link.answer == LinkAnswer::Waiting && link.asked_at.is_none())
    );
    newsroom.ask_links(draft).unwrap();
    let links = told(&desk, draft);
    let answers: Vec<_> = links.iter().map(|link| link.answer.clone()).collect();
    let to = format!("{}/there", web.url());
    assert_eq!(
        answers,
        [
            LinkAnswer::Answers,
            LinkAnswer::Moved { to },
            LinkAnswer::Answers,
            LinkAnswer::Failing(301),
            LinkAnswer::Gone,
            LinkAnswer::Refused(401),
            LinkAnswer::Failing(500),
            LinkAnswer::Answers,
            LinkAnswer::Silent,
            LinkAnswer::Missing,
        ]
    );
    let found: Vec<_> = links.iter().map(|link| link.address.clone()).collect();
    assert_eq!(found, addresses);
    assert_eq!((links[0].places.len(), links[1].places.len()), (2, 1));
    assert!(
        links
            .iter()
            .all(|link| link.asked_at == Some(desk.clock.now()))
    );
    // No more than five are followed, each asked for once.
    assert_eq!(web.asked("HEAD", "/round"), 6);
}

#[test]
fn who_never_answers_and_who_never_ends_are_silent() {
    let web = Web::at(1, |request| match request.path.as_str() {
        "/nothing" => Manner::Nothing,
        _ => Manner::Drip,
    });
    let desk = desk_with(Duration::from_millis(900));
    let addresses = ["nothing", "drip"].map(|path| format!("{}/{path}", web.url()));
    let draft = written(&desk, &linked(&addresses));
    assert_eq!(
        asked(&desk, draft),
        [LinkAnswer::Silent, LinkAnswer::Silent]
    );
}

#[test]
fn no_host_is_asked_twice_at_once_and_each_has_its_pause() {
    let webs: Vec<_> = (1..=5)
        .map(|host| Web::at(host, |_| Manner::page("<p>a</p>")))
        .collect();
    let addresses = (0..30).map(|number| format!("{}/{number}", webs[number % 5].url()));
    let desk = desk();
    let draft = written(&desk, &linked(&addresses.collect::<Vec<_>>()));
    let answers = asked(&desk, draft);
    assert_eq!(answers, vec![LinkAnswer::Answers; 30]);
    for web in &webs {
        // A page is asked for whether it is there, then for itself.
        assert_eq!((web.requests(), web.most_at_once()), (12, 1));
        assert!(web.shortest_pause() >= PAUSE);
    }
    // Within ten minutes nobody is asked again.
    assert_eq!(asked(&desk, draft).len(), 30);
    assert_eq!(webs[0].requests(), 12);
    later(&desk);
    asked(&desk, draft);
    assert_eq!(webs[0].requests(), 24);
}

#[test]
fn who_is_busy_is_asked_once_more_and_after_his_time() {
    let web = Web::at(1, |request| match (request.path.as_str(), request.times) {
        ("/once", 1) | ("/ever", _) => Manner::busy(1),
        _ => Manner::status(200),
    });
    let resting = Web::at(2, |_| Manner::busy(86_400));
    let paths = ["once", "ever"].map(|path| format!("{}/{path}", web.url()));
    let rest = ["a", "b"].map(|path| format!("{}/{path}", resting.url()));
    let desk = desk();
    let draft = written(&desk, &linked(&[paths, rest].concat()));
    let busy = LinkAnswer::Busy;
    let expect = [LinkAnswer::Answers, busy.clone(), busy.clone(), busy];
    assert_eq!(asked(&desk, draft), expect);
    assert_eq!(
        (web.asked("HEAD", "/once"), web.asked("HEAD", "/ever")),
        (2, 2)
    );
    assert!(web.shortest_pause_at("/once") >= Duration::from_secs(1));
    // Who wants to be left alone for a day is, with all that he has.
    assert_eq!(resting.requests(), 1);
}

#[test]
fn without_a_network_links_wait_and_are_asked_when_there_is_one() {
    let web = Web::at(8, |_| Manner::status(200));
    let (first, nobody) = (web.url(), "http://127.0.0.9:1/".to_owned());
    let place = web.close();
    let desk = desk();
    let draft = written(&desk, &linked(&[first, nobody]));
    let waiting = [LinkAnswer::Waiting, LinkAnswer::Waiting];
    assert_eq!(asked(&desk, draft), waiting);
    assert!(
        told(&desk, draft)
            .iter()
            .all(|link| link.asked_at.is_none())
    );
    assert_eq!(asked(&desk, draft), waiting);
    let _web = Web::again(place, |_| Manner::status(200));
    assert_eq!(
        asked(&desk, draft),
        [LinkAnswer::Answers, LinkAnswer::Silent]
    );
}

#[test]
fn nobody_leads_us_to_this_machine_or_its_network() {
    let secret = Web::at(77, |_| Manner::status(200));
    let inside = secret.url();
    let web = Web::at(1, move |request| match request.path.as_str() {
        "/in" => Manner::to(301, &inside),
        _ => Manner::to(302, "http://169.254.169.254/latest/meta-data"),
    });
    let addresses = [
        format!("{}/in", web.url()),
        format!("{}/cloud", web.url()),
        secret.url(),
        "http://192.168.1.1/".to_owned(),
        "http://localhost:4747/".to_owned(),
    ];
    let desk = desk();
    let draft = written(&desk, &linked(&addresses));
    assert_eq!(asked(&desk, draft), vec![LinkAnswer::Private; 5]);
    assert_eq!(secret.requests(), 0);
}

#[test]
fn a_connection_that_is_not_secure_is_told() {
    let web = Web::at(1, |_| Manner::status(200));
    let address = web.url().replace("http://", "https://");
    let desk = desk();
    let draft = written(&desk, &linked(&[address]));
    assert_eq!(asked(&desk, draft), [LinkAnswer::Insecure]);
}

const QUOTE: &str = "le pont ouvrira en mai";

fn article(sentence: &str) -> String {
    let filler = (0..9).map(|n| format!("<p>Alinéa {n} : de quoi lire un peu avant la suite.</p>"));
    let filler: String = filler.collect();
    format!("<h1>Le pont</h1>{filler}<p>Le maire l&rsquo;a promis hier soir : {sentence}.</p>")
}

#[test]
fn a_page_that_says_no_more_what_is_quoted_of_it_has_changed() {
    let web = Web::at(1, |_| Manner::page(&article(QUOTE)));
    let desk = desk();
    let quoting = format!("Il dit : « {QUOTE} » ([ville]({}/pont)).", web.url());
    let draft = written(&desk, &quoting);
    let since = desk.clock.now();
    assert_eq!(asked(&desk, draft), [LinkAnswer::Answers]);
    web.serve(|_| Manner::page(&article("le pont ouvrira en juin")));
    later(&desk);
    let changed = LinkAnswer::Changed {
        since,
        missing: vec![QUOTE.to_owned()],
    };
    assert_eq!(asked(&desk, draft)[0], changed);
    // It is so still after another start.
    let mut desk = desk;
    desk.reopen().unwrap();
    assert_eq!(asked(&desk, draft)[0], changed);
    // A quote that is taken out is none; one that the page says is kept from then on.
    let other = "de quoi lire un peu avant";
    let corrected = format!("Il dit : « {other} » ([ville]({}/pont)).", web.url());
    desk.newsroom().resync(draft, &corrected, 0).unwrap();
    later(&desk);
    assert_eq!(asked(&desk, draft), [LinkAnswer::Answers]);
    web.serve(|_| {
        Manner::page("<p>Cette page a déménagé, et voici ce que nous en savons aujourd’hui.</p>")
    });
    later(&desk);
    let missing = vec![other.to_owned()];
    assert_eq!(
        asked(&desk, draft),
        [LinkAnswer::Changed { since, missing }]
    );
}

#[test]
fn a_page_of_which_little_is_left_has_changed_without_a_quote() {
    let web = Web::at(1, |_| Manner::page(&article(QUOTE)));
    let desk = desk();
    let draft = written(&desk, &linked(&[web.url()]));
    let since = desk.clock.now();
    assert_eq!(asked(&desk, draft), [LinkAnswer::Answers]);
    // Somebody else's draft that links to it later knows it as it was then.
    web.serve(|_| Manner::page(&article(QUOTE).replace("Alinéa", "Paragraphe")));
    let later_draft = written(&desk, &linked(&[web.url()]));
    assert_eq!(asked(&desk, later_draft), [LinkAnswer::Answers]);
    let missing = Vec::new();
    assert_eq!(
        asked(&desk, draft),
        [LinkAnswer::Changed { since, missing }]
    );
    // A wall before the page is no page.
    web.serve(|_| Manner::page("<p>Acceptez-vous ?</p>"));
    later(&desk);
    assert_eq!(asked(&desk, draft), [LinkAnswer::Answers]);
}

#[test]
fn whatever_a_page_is_made_of_its_link_answers() {
    let pages = [
        "<div>".repeat(80_000),
        "<b><i><a href=x>".repeat(10_000),
        "<!-- ".repeat(1_000),
        format!("<p{}>a</p>", " a=1".repeat(50_000)),
        "\u{0}\u{202e}<h1>".repeat(1_000),
        "&#x202e;&lt".repeat(20_000),
        String::new(),
    ];
    let count = pages.len();
    let web = Web::at(1, move |request| {
        let number: usize = request.path[1..].parse().unwrap();
        Manner::page(&pages[number])
    });
    let addresses: Vec<_> = (0..count).map(|n| format!("{}/{n}", web.url())).collect();
    let desk = desk();
    let draft = written(&desk, &linked(&addresses));
    assert_eq!(asked(&desk, draft), vec![LinkAnswer::Answers; count]);
}

#[test]
fn of_a_page_without_an_end_the_beginning_is_read() {
    let web = Web::at(1, |request| match request.method.as_str() {
        "HEAD" => Manner::page(""),
        _ => Manner::Endless("<p>le pont ouvrira en mai, et ainsi de suite jusqu’au bout</p>\n"),
    });
    let desk = desk();
    let draft = written(&desk, &format!("« {QUOTE} » [ici]({}/)", web.url()));
    let since = desk.clock.now();
    assert_eq!(asked(&desk, draft), [LinkAnswer::Answers]);
    // What the system's buffers hold comes on top.
    assert!(web.taken() < 32_000_000, "{}", web.taken());
    web.serve(|_| Manner::page(&article("le pont ouvrira en juin")));
    later(&desk);
    let missing = vec![QUOTE.to_owned()];
    assert_eq!(
        asked(&desk, draft),
        [LinkAnswer::Changed { since, missing }]
    );
}

#[test]
fn what_is_known_of_links_is_weighed_with_the_checks() {
    let web = Web::at(9, |request| match request.path.as_str() {
        "/there" => Manner::page("<p>a</p>"),
        "/moved" => Manner::to(301, "/there"),
        "/private" => Manner::status(403),
        _ => Manner::status(404),
    });
    let desk = desk();
    let addresses =
        ["there", "moved", "private", "none"].map(|path| format!("{}/{path}", web.url()));
    let draft = written(&desk, &linked(&addresses));
    let kinds = || {
        let found = desk.newsroom().checks(draft, &[]).unwrap();
        let links = found.into_iter().filter_map(|check| match check.about {
            CheckAbout::Link(link) => Some((check.kind, link.address)),
            CheckAbout::LinksWaiting { count } => Some((check.kind, count.to_string())),
            _ => None,
        });
        links.collect::<Vec<_>>()
    };
    assert_eq!(kinds(), [(CheckKind::UnsureLink, "4".to_owned())]);
    asked(&desk, draft);
    let [_, moved, private, none] = addresses;
    assert_eq!(
        kinds(),
        [
            (CheckKind::DeadLink, none),
            (CheckKind::MovedLink, moved),
            (CheckKind::UnsureLink, private),
        ]
    );
}
