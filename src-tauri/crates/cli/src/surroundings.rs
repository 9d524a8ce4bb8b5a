//! The edge: what the machine says of itself, read once. Nothing else reads the environment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsroom::{KeychainSecrets, Secrets};

/// What the machine says.
pub struct Surroundings {
    /// The default library's folder.
    pub library: PathBuf,
    /// The locale, as `fr_FR.UTF-8`; empty when it says none.
    pub locale: String,
    /// The IANA time zone; `UTC` when it can't be told.
    pub time_zone: String,
    /// Where credentials are kept.
    pub secrets: Arc<dyn Secrets>,
    /// The file that holds the passphrase of those that are sealed, for a machine at which nobody sits.
    pub passphrase_file: Option<PathBuf>,
}

impl Surroundings {
    /// Reads them.
    pub fn read() -> Self {
        Self {
            library: data_folder().join("marbre"),
            locale: locale(),
            time_zone: time_zone(),
            secrets: Arc::new(KeychainSecrets),
            passphrase_file: variable("MARBRE_PASSPHRASE_FILE").map(PathBuf::from),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the edge")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Where programs keep a person's data (XDG base directories).
fn data_folder() -> PathBuf {
    let named = variable("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    named
        .or_else(|| variable("HOME").map(|home| Path::new(&home).join(".local/share")))
        .unwrap_or_else(|| PathBuf::from("."))
}

/// By the precedence that POSIX gives.
fn locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable)
        .unwrap_or_default()
}

fn time_zone() -> String {
    let named = variable("TZ").map(|zone| zone.trim_start_matches(':').to_owned());
    let linked = || {
        let target = std::fs::read_link("/etc/localtime").ok()?;
        zone_of_link(target.to_str()?)
    };
    let written = || {
        Some(
            std::fs::read_to_string("/etc/timezone")
                .ok()?
                .trim()
                .to_owned(),
        )
    };
    [named, linked(), written()]
        .into_iter()
        .flatten()
        .find(|zone| jiff::tz::TimeZone::get(zone).is_ok())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// The zone in a path like `/usr/share/zoneinfo/Europe/Paris`.
fn zone_of_link(target: &str) -> Option<String> {
    target
        .split_once("zoneinfo/")
        .map(|(_, zone)| zone.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_is_the_end_of_the_link() {
        let zone = zone_of_link("/usr/share/zoneinfo/Europe/Paris");
        assert_eq!(zone.as_deref(), Some("Europe/Paris"));
        assert_eq!(zone_of_link("/etc/other"), None);
    }

    #[test]
    fn there_is_always_a_zone() {
        assert!(jiff::tz::TimeZone::get(&time_zone()).is_ok());
    }
}
