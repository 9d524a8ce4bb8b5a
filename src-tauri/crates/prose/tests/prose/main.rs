//! Prose from outside: properties of the manuscript, the page, the sanitiser and front matter.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod brought_back;
mod canonical;
mod compare;
mod dom;
mod dress;
mod from_html;
mod front_matter;
mod limits;
mod manuscript;
mod marked;
mod merge;
mod nasty;
mod passages;
mod revisions;
mod rewrite;
mod typography;
mod writing;
