//! What can keep a site from running. It knows no request: those fail with problems.

/// Why a site can't start or be prepared.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Another program listens on the port. The caller may choose another.
    #[error("port {port} is taken")]
    PortTaken {
        /// Which port.
        port: u16,
    },
    /// The site's folder can't be made, read or written.
    #[error("the site's folder: {0}")]
    Folder(#[source] std::io::Error),
    /// No port can be opened, or no thread started.
    #[error("the site can't listen: {0}")]
    Listen(#[source] std::io::Error),
    /// The database can't be used.
    #[error("the site's database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The database was written by a later program; it is left as it is.
    #[error("the site's database has version {found}, this program knows {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// The theme can't be compiled.
    #[error("the site's theme: {0}")]
    Theme(#[from] page::PageError),
    /// The system gives no random numbers.
    #[error("no randomness: {0}")]
    Randomness(String),
    /// The defaults name a time zone that the IANA database does not have.
    #[error("not a time zone: {0:?}")]
    UnknownZone(String),
}
