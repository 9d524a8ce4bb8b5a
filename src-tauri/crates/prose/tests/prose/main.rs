//! Prose from outside: properties of the manuscript, the page, the sanitiser and front matter.

mod canonical;
mod dom;
mod front_matter;
mod limits;
mod manuscript;
mod nasty;
mod writing;
