//! Who stands between us and a site; all else of a request is tried through each destination.

use std::io::Read;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Command, Stdio};

use super::*;

/// Set for the process that asks.
const ASKS: &str = "MARBRE_TEST_ASKS";

/// Whoever sets one, as for Tor, does not want to be seen by the site. The environment is the
/// process's own, so another one asks.
#[test]
fn a_socks_proxy_of_the_environment_is_gone_through() {
    if std::env::var_os(ASKS).is_some() {
        let patience = Patience {
            connect: Duration::from_secs(1),
            ..Patience::default()
        };
        let http = Http::new("https://192.0.2.1", Credential::none(), patience).unwrap();
        assert!(http.ask("/").is_err());
        return;
    }
    let proxy = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = proxy.local_addr().unwrap();
    let first_bytes = std::thread::spawn(move || {
        let (mut client, _) = proxy.accept().unwrap();
        let mut greeting = [0; 1];
        client.read(&mut greeting).map(|_| greeting)
    });
    let status = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "http::tests::a_socks_proxy_of_the_environment_is_gone_through",
        ])
        .env(ASKS, "1")
        .env("ALL_PROXY", format!("socks5h://{address}"))
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .stdout(Stdio::null())
        .status()
        .unwrap();
    // Where nobody came by, we do.
    drop(TcpStream::connect(address));
    assert!(status.success());
    assert_eq!(first_bytes.join().unwrap().unwrap(), [5]);
}
