//! Starts and stops a site: a port on loopback, threads of its own. It knows no page and no article.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use domain::{Language, Timestamp};
use tokio::runtime::Runtime;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;

use crate::state::SiteState;
use crate::{DEFAULT_PORT, SiteError, api, public};

/// How long requests may take to finish after the site was told to stop.
const GRACE: Duration = Duration::from_secs(3);

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What a new site says of itself; later the site's own database tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteDefaults {
    /// Its name.
    pub name: String,
    /// The language of its furniture.
    pub language: Language,
    /// The IANA time zone of its dates.
    pub time_zone: String,
}

impl Default for SiteDefaults {
    fn default() -> Self {
        Self {
            name: "Le Marbre".to_owned(),
            language: Language::french(),
            time_zone: "Europe/Paris".to_owned(),
        }
    }
}

/// How to start a site.
#[derive(Clone)]
pub struct SiteOptions {
    /// Its folder; made when it is not there.
    pub data: PathBuf,
    /// The port on loopback; `None` and 0 take any that is free.
    pub port: Option<u16>,
    /// What it says of itself when it is new.
    pub defaults: SiteDefaults,
    /// Tells the time.
    pub clock: Clock,
}

impl SiteOptions {
    /// The site in this folder, on [`DEFAULT_PORT`].
    pub fn new(data: impl Into<PathBuf>, clock: Clock) -> Self {
        Self {
            data: data.into(),
            port: Some(DEFAULT_PORT),
            defaults: SiteDefaults::default(),
            clock,
        }
    }
}

/// A site that does not run yet.
#[derive(Debug)]
pub struct Site;

impl Site {
    /// Starts a site and returns when it takes requests. Its data is made at the first start.
    ///
    /// # Errors
    /// [`SiteError::PortTaken`] when another program listens there; any other when the folder or
    /// the database can't be used.
    pub fn start(options: SiteOptions) -> Result<RunningSite, SiteError> {
        let (port, listeners) = listen(options.port.unwrap_or(0))?;
        let url = format!("http://{}:{port}", Ipv4Addr::LOCALHOST);
        let state = Arc::new(SiteState::open(&options, &url)?);
        let router = public::routes().merge(api::routes()).with_state(state);
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("site")
            .enable_all()
            .build()
            .map_err(SiteError::Listen)?;
        let thread = std::thread::Builder::new()
            .name("site".to_owned())
            .spawn(move || serve(runtime, listeners, router, stopped))
            .map_err(SiteError::Listen)?;
        Ok(RunningSite {
            url,
            port,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

/// Listens on both loopback addresses, for browsers may look for `localhost` at either. The first
/// is the site's own; a machine may lack the other, or have given it away.
fn listen(port: u16) -> Result<(u16, Vec<TcpListener>), SiteError> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| match e.kind() {
        ErrorKind::AddrInUse => SiteError::PortTaken { port },
        _ => SiteError::Listen(e),
    })?;
    let port = first.local_addr().map_err(SiteError::Listen)?.port();
    let mut listeners = vec![first];
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Ok(second) => listeners.push(second),
        Err(error) => tracing::info!(%error, port, "the site is not served at [::1]"),
    }
    for listener in &listeners {
        listener.set_nonblocking(true).map_err(SiteError::Listen)?;
    }
    Ok((port, listeners))
}

fn serve(
    runtime: Runtime,
    listeners: Vec<TcpListener>,
    router: Router,
    stopped: oneshot::Receiver<()>,
) {
    let (close, closing) = watch::channel(false);
    let served: std::io::Result<()> = runtime.block_on(async {
        let mut serving = JoinSet::new();
        for listener in listeners {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let mut closing = closing.clone();
            let closed = async move {
                // A sender that is gone says the same.
                let _ = closing.wait_for(|is_closing| *is_closing).await;
            };
            let router = router.clone();
            serving.spawn(async move {
                axum::serve(listener, router)
                    .with_graceful_shutdown(closed)
                    .await
            });
        }
        let ended = async {
            while let Some(ended) = serving.join_next().await {
                ended.map_err(std::io::Error::other)??;
            }
            Ok(())
        };
        tokio::select! {
            ended = ended => ended,
            () = grace_over(stopped, close) => Ok(()),
        }
    });
    if let Err(error) = served {
        tracing::error!(%error, "the site stopped");
    }
    runtime.shutdown_timeout(GRACE);
}

async fn grace_over(stopped: oneshot::Receiver<()>, close: watch::Sender<bool>) {
    // A sender that is gone means that the site's owner is gone: stop too.
    let _ = stopped.await;
    close.send_replace(true);
    tokio::time::sleep(GRACE).await;
}

/// A site that takes requests until it is stopped or dropped.
#[derive(Debug)]
pub struct RunningSite {
    url: String,
    port: u16,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl RunningSite {
    /// The address of its home page, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its port on loopback.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Stops it: requests in hand are finished, if they take no longer than a few seconds.
    pub fn stop(mut self) {
        self.halt();
    }

    fn halt(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone when the site has stopped by itself.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the site's thread ended in a panic");
        }
    }
}

impl Drop for RunningSite {
    fn drop(&mut self) {
        self.halt();
    }
}
