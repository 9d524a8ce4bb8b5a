//! Reads, once, what the desktop says of itself: folders, locale, time zone, keychain.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsroom::{
    Event, LocalSite, MemorySecrets, Options, Patience, RandomIdentifiers, Samples, SystemClock,
};

/// The user's own library: `marbre` in the data folder of the XDG base directories.
#[expect(clippy::disallowed_methods, reason = "the edge, where the environment is read")]
pub(crate) fn library_folder() -> PathBuf {
    let of = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty()).map(PathBuf::from);
    let data = of("XDG_DATA_HOME").or_else(|| Some(of("HOME")?.join(".local/share")));
    data.unwrap_or_default().join("marbre")
}

#[expect(clippy::disallowed_methods, reason = "the edge, where the environment is read")]
fn locale() -> String {
    let of = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    of("LC_ALL").or_else(|| of("LC_MESSAGES")).or_else(|| of("LANG")).unwrap_or_default()
}

/// What the newsroom is opened with.
pub(crate) fn options(
    library: &Path,
    port: Option<u16>,
    on_event: impl Fn(Event) + Send + Sync + 'static,
) -> Options {
    Options {
        library: library.to_owned(),
        clock: Arc::new(SystemClock),
        secrets: Arc::new(MemorySecrets::default()),
        ids: Arc::new(RandomIdentifiers),
        system_locale: locale(),
        time_zone: "Europe/Paris".to_owned(),
        local_site: LocalSite::Embedded { port: port.unwrap_or(LocalSite::PORT) },
        patience: Patience::default(),
        samples: Samples::Both,
        on_event: Box::new(on_event),
    }
}
