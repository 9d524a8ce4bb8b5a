//! The site over real sockets, as clients and readers meet it. Knows the crate's public face only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helper fails its test"
)]

#[path = "site/articles.rs"]
mod articles;
#[path = "site/client.rs"]
mod client;
#[path = "site/hostile.rs"]
mod hostile;
#[path = "site/keys.rs"]
mod keys;
#[path = "site/life.rs"]
mod life;
#[path = "site/origin.rs"]
mod origin;
#[path = "site/pictures.rs"]
mod pictures;
#[path = "site/readers.rs"]
mod readers;
