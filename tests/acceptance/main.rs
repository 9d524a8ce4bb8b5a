//! A journalist's journeys through the newsroom, without a window: each in a folder of its own, against a site of its own.

mod accounts;
mod answers;
mod backups;
mod colleagues;
mod damage;
mod drafting;
mod endpoint;
mod file_sites;
mod files;
mod folders;
mod history;
mod hours;
mod importing;
mod journey;
mod library;
mod local_site;
mod looks;
mod lost_answers;
mod offline;
mod outbox;
mod publishing;
mod restored_outside;
mod restoring;
mod secrets;
mod themes;
mod two_steps;
