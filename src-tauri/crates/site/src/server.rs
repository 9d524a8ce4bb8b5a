//! Starts and stops a site: a port on loopback, threads of its own. It knows no page and no article.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use domain::{Language, Timestamp};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

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
        let listener = listen(options.port.unwrap_or(0))?;
        let port = listener.local_addr().map_err(SiteError::Listen)?.port();
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
            .spawn(move || serve(runtime, listener, router, stopped))
            .map_err(SiteError::Listen)?;
        Ok(RunningSite {
            url,
            port,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

fn listen(port: u16) -> Result<TcpListener, SiteError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| match e.kind() {
        ErrorKind::AddrInUse => SiteError::PortTaken { port },
        _ => SiteError::Listen(e),
    })?;
    listener.set_nonblocking(true).map_err(SiteError::Listen)?;
    Ok(listener)
}

fn serve(runtime: Runtime, listener: TcpListener, router: Router, stopped: oneshot::Receiver<()>) {
    let (told, closing) = oneshot::channel::<()>();
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
            // A sender that is gone means that the site's owner is gone: stop too.
            let _ = stopped.await;
            let _ = told.send(());
        });
        tokio::select! {
            ended = async { serving.await } => ended,
            () = grace_over(closing) => Ok(()),
        }
    });
    if let Err(error) = served {
        tracing::error!(%error, "the site stopped");
    }
    runtime.shutdown_timeout(GRACE);
}

async fn grace_over(closing: oneshot::Receiver<()>) {
    if closing.await.is_ok() {
        tokio::time::sleep(GRACE).await;
    } else {
        std::future::pending().await
    }
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
