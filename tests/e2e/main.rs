//! Journeys through the real window: a program, a screen, a keyboard, a site, and a reader who fetches its pages.

mod corrections;
mod embargo;
mod everywhere;
mod folders;
mod history;
mod importing;
mod journey;
mod keys;
mod library;
mod passwords;
mod pictures;
mod recovery;
mod screens;
mod starts;
mod steps;
mod web_process;
mod wordpress;
mod words;
