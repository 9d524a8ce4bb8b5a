//! The program itself: what it prints and how it ends. Each test has a library and a port of its own.

#![allow(clippy::unwrap_used, reason = "a fault is a panic in a test")]

mod articles;
mod backups;
mod desk;
mod everywhere;
mod sites;
mod speech;
