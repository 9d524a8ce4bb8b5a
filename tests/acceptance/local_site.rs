//! The site that comes with the program: ready at the first start, at the same address at every other.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

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

/// The site of this desk's library, to be run without its newsroom.
fn alone(desk: &Desk, port: u16) -> newsroom::SiteAlone<'_> {
    newsroom::SiteAlone {
        library: desk.library(),
        port,
        clock: desk.clock.clone(),
        locale: "fr",
        time_zone: "Europe/Paris",
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
    let running = alone(&desk, port).start().unwrap();
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
    assert_eq!(fault.code(), "local_site_disk_fault", "{fault}");
    std::fs::remove_dir(&in_the_way).unwrap();
    desk.until("the site runs", |newsroom| {
        let site = newsroom.sites().unwrap().remove(0);
        (site.reachable == Some(true)).then_some(())
    });
    assert_eq!(desk.newsroom().sites().unwrap().remove(0).fault, None);
}

/// Somebody who listens on a port: what each client sends him arrives here, and `answer` decides
/// what he says. He listens until the test's end.
fn stranger(
    on: TcpListener,
    answer: impl Fn(&str) -> Vec<u8> + Send + 'static,
) -> Receiver<String> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        while let Ok((mut client, _)) = on.accept() {
            let mut bytes = vec![0; 64 * 1024];
            let count = client.read(&mut bytes).unwrap_or(0);
            let request = String::from_utf8_lossy(&bytes[..count]).into_owned();
            let _ = client.write_all(&answer(&request));
            if tell.send(request).is_err() {
                return;
            }
        }
    });
    told
}

/// Says yes to everything, as such a site would.
fn yes(_: &str) -> Vec<u8> {
    let body = r#"{"articles":[],"next_cursor":null,"proof":"00"}"#;
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[track_caller]
fn saw_no_token(told: &Receiver<String>) {
    let mut seen: Vec<String> = vec![told.recv().unwrap()];
    seen.extend(told.try_iter());
    for request in seen {
        let request = request.to_ascii_lowercase();
        assert!(!request.contains("authorization"), "{request}");
        assert!(!request.contains("marbre_"), "{request}");
    }
}

#[track_caller]
fn port_is_called_taken(desk: &Desk) {
    let fault = desk.until("a taken port", |newsroom| {
        newsroom.sites().unwrap().remove(0).fault
    });
    assert_eq!(fault.code(), "port_taken", "{fault}");
}

#[test]
fn a_stranger_who_says_yes_is_not_shown_a_new_token() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let told = stranger(listener, yes);
    let desk = Desk::open(opening(port));
    port_is_called_taken(&desk);
    saw_no_token(&told);
}

#[test]
fn a_stranger_who_says_yes_is_not_shown_the_token_that_is_kept() {
    let port = free_port();
    let mut desk = Desk::open(opening(port));
    desk.until("the site runs", |newsroom| {
        (newsroom.sites().unwrap().remove(0).reachable == Some(true)).then_some(())
    });
    desk.close();
    let told = stranger(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap(), yes);
    desk.reopen().unwrap();
    port_is_called_taken(&desk);
    saw_no_token(&told);
}

#[test]
fn a_stranger_who_asks_our_own_site_for_the_proof_is_not_shown_the_token() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let desk = Desk::closed(opening(port));
    let alone = alone(&desk, free_port());
    let running = alone.start().unwrap();
    let real: SocketAddr = running
        .url()
        .strip_prefix("http://")
        .unwrap()
        .parse()
        .unwrap();
    let told = stranger(listener, move |request| {
        let mut answer = Vec::new();
        let mut site = TcpStream::connect(real).unwrap();
        let request = request.replacen("\r\n", "\r\nConnection: close\r\n", 1);
        site.write_all(request.as_bytes()).unwrap();
        let _ = site.read_to_end(&mut answer);
        answer
    });
    let mut desk = desk;
    desk.reopen().unwrap();
    port_is_called_taken(&desk);
    saw_no_token(&told);
}

#[test]
fn a_stranger_who_takes_the_port_later_is_not_shown_the_token() {
    let port = free_port();
    let mut desk = Desk::closed(opening(port));
    let running = alone(&desk, port).start().unwrap();
    desk.reopen().unwrap();
    desk.until("the site is used", |newsroom| {
        (newsroom.sites().unwrap().remove(0).reachable == Some(true)).then_some(())
    });
    drop(running);
    let told = stranger(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap(), yes);
    let draft = Written::new("Titre", "Texte.").at(desk.newsroom());
    let local = desk.newsroom().sites().unwrap().remove(0).site.id;
    let id = desk.newsroom().publish(draft, local).unwrap().dispatch.id;
    let waiting = desk.until("a reason", |newsroom| {
        let dispatch = newsroom.dispatch(id).unwrap().dispatch;
        dispatch.failure.is_some().then_some(dispatch)
    });
    assert_eq!(waiting.state, DispatchState::Waiting, "{waiting:?}");
    saw_no_token(&told);
}

/// The site's file is no good: the library opens and takes text, the fault is called the site's,
/// and what is published waits until the file was put aside.
#[track_caller]
fn a_bad_file_is_the_site_s_alone(spoil: impl Fn(&std::path::Path), code: &str) {
    let mut desk = Desk::closed(opening(free_port()));
    let folder = desk.library().join("site");
    std::fs::create_dir(&folder).unwrap();
    spoil(&folder.join("site.db"));
    let spoilt = std::fs::read(folder.join("site.db")).unwrap();
    desk.reopen().unwrap();
    let fault = desk.until("a fault", |newsroom| {
        newsroom.sites().unwrap().remove(0).fault
    });
    assert_eq!(fault.code(), code, "{fault}");
    assert!(fault.detail().contains("site.db"), "{fault}");
    let draft = Written::new("Titre", "Texte.").at(desk.newsroom());
    let local = desk.newsroom().sites().unwrap().remove(0).site.id;
    let id = desk.newsroom().publish(draft, local).unwrap().dispatch.id;
    let waiting = desk.until("a reason", |newsroom| {
        let dispatch = newsroom.dispatch(id).unwrap().dispatch;
        dispatch.failure.is_some().then_some(dispatch)
    });
    assert_eq!(waiting.state, DispatchState::Waiting);
    assert_eq!(waiting.failure.as_deref(), Some(code));
    assert_eq!(std::fs::read(folder.join("site.db")).unwrap(), spoilt);
    std::fs::rename(&folder, desk.library().join("site-put-aside")).unwrap();
    desk.until("delivered", |newsroom| {
        let state = newsroom.dispatch(id).unwrap().dispatch.state;
        (state == DispatchState::Done).then_some(())
    });
}

#[test]
fn a_damaged_site_is_told_apart_from_the_library() {
    let text = b"not a database, but a text of some length, as an accident leaves it";
    a_bad_file_is_the_site_s_alone(
        |file| std::fs::write(file, text).unwrap(),
        "local_site_corrupt",
    );
}

#[test]
fn a_newer_site_is_told_apart_from_the_library() {
    let newer = |file: &std::path::Path| {
        let database = rusqlite::Connection::open(file).unwrap();
        database.execute_batch("PRAGMA user_version = 99").unwrap();
    };
    a_bad_file_is_the_site_s_alone(newer, "local_site_newer");
}

#[test]
fn it_takes_no_password_of_hers() {
    let desk = Desk::open(opening(free_port()));
    let local = desk.newsroom().sites().unwrap().remove(0).site;
    let refused = desk.newsroom().set_credential(local.id, "", "secret");
    assert_eq!(refused.unwrap_err().code(), "field_invalid");
}
