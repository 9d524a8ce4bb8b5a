//! The site that comes with the program: ready at the first start, at the same address at every other.

use std::net::{Ipv4Addr, TcpListener};

use domain::{DispatchState, SiteKind};
use newsroom::LocalSite;
use testkit::{Desk, Opening, Written};

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

fn opening(port: u16) -> Opening {
    Opening {
        local_site: LocalSite::Embedded { port },
        ..Opening::default()
    }
}

#[test]
fn the_first_article_is_one_click_away() {
    let mut desk = Desk::open(opening(free_port()));
    let draft = Written::new("Premier titre", "Premier texte.").at(desk.newsroom());
    let local = desk.newsroom().sites().unwrap().remove(0).site;
    assert_eq!(local.kind, SiteKind::Local);
    let id = desk
        .newsroom()
        .publish(draft, local.id)
        .unwrap()
        .dispatch
        .id;
    let done = |desk: &Desk| {
        desk.until("done", |newsroom| {
            let view = newsroom.dispatch(id).unwrap();
            (view.dispatch.state == DispatchState::Done).then_some(view)
        })
    };
    let address = done(&desk).address.unwrap();
    assert!(address.starts_with(&local.url), "{address}");
    assert!(desk.newsroom().receipt(id).unwrap().unwrap().is_verified());
    // At the next start the site is there again, and takes an update.
    desk.reopen().unwrap();
    desk.newsroom().resync(draft, "Second texte.", 0).unwrap();
    let update = desk
        .newsroom()
        .publish(draft, local.id)
        .unwrap()
        .dispatch
        .id;
    let view = desk.until("updated", |newsroom| {
        let view = newsroom.dispatch(update).unwrap();
        (view.dispatch.state == DispatchState::Done).then_some(view)
    });
    assert_eq!(view.address.unwrap(), address);
}

#[test]
fn a_stranger_on_the_port_gets_nothing() {
    let stranger = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut opening = opening(stranger.local_addr().unwrap().port());
    opening.patience.answer = std::time::Duration::from_millis(300);
    let desk = Desk::open(opening);
    let fault = desk.until("a taken port", |newsroom| {
        newsroom.sites().unwrap().remove(0).fault
    });
    assert_eq!(fault.code(), "port_taken");
    let draft = Written::new("Titre", "Texte.").at(desk.newsroom());
    let local = desk.newsroom().sites().unwrap().remove(0).site.id;
    let id = desk.newsroom().publish(draft, local).unwrap().dispatch.id;
    let waiting = desk.until("a reason", |newsroom| {
        let dispatch = newsroom.dispatch(id).unwrap().dispatch;
        dispatch.failure.is_some().then_some(dispatch)
    });
    assert_eq!(waiting.state, DispatchState::Waiting);
    assert_eq!(waiting.failure.as_deref(), Some("port_taken"));
    // The port comes free: the article goes out by itself.
    drop(stranger);
    desk.until("delivered", |newsroom| {
        let state = newsroom.dispatch(id).unwrap().dispatch.state;
        (state == DispatchState::Done).then_some(())
    });
}

#[test]
fn a_site_that_runs_alone_is_used() {
    let port = free_port();
    let desk = Desk::closed(opening(port));
    let alone = newsroom::SiteAlone {
        library: desk.library(),
        port,
        clock: desk.clock.clone(),
        locale: "fr",
        time_zone: "Europe/Paris",
    };
    let running = alone.start().unwrap();
    assert!(running.url().ends_with(&port.to_string()));
    let mut desk = desk;
    desk.reopen().unwrap();
    let draft = Written::new("Titre", "Texte.").at(desk.newsroom());
    let local = desk.newsroom().sites().unwrap().remove(0).site.id;
    let id = desk.newsroom().publish(draft, local).unwrap().dispatch.id;
    desk.until("delivered", |newsroom| {
        let state = newsroom.dispatch(id).unwrap().dispatch.state;
        (state == DispatchState::Done).then_some(())
    });
}

#[test]
fn a_site_that_cannot_open_its_database_is_not_called_damaged_and_comes_back() {
    let port = free_port();
    let mut desk = Desk::closed(opening(port));
    let in_the_way = desk.library().join("site/site.db");
    std::fs::create_dir_all(&in_the_way).unwrap();
    desk.reopen().unwrap();
    let fault = desk.until("a fault", |newsroom| {
        newsroom.sites().unwrap().remove(0).fault
    });
    assert_eq!(fault.code(), "disk_fault", "{fault}");
    std::fs::remove_dir(&in_the_way).unwrap();
    desk.until("the site runs", |newsroom| {
        let site = newsroom.sites().unwrap().remove(0);
        (site.reachable == Some(true)).then_some(())
    });
    assert_eq!(desk.newsroom().sites().unwrap().remove(0).fault, None);
}
