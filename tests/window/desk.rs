//! One journalist's desk for one test: a fresh home and library, a display, and the program in its window; it can be
//! killed and opened again on the same library. Knows how the program is started, not what it shows.

use std::fs::OpenOptions;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::{Display, Driver, memory_of, processes, root, until};

/// One window at a time: two share two cores badly, and a slow window looks like a broken one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Which build of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// `target/debug`, with the interface built in.
    Debug,
    /// `target/release`: what is measured.
    Release,
}

/// What a desk looks like before anybody sits down.
#[derive(Debug, Clone)]
pub struct DeskOptions {
    /// Which program.
    pub build: Build,
    /// As in `LANG`: `fr_FR.UTF-8`, `en_GB.UTF-8`…
    pub language: &'static str,
    /// The screen's width and height.
    pub screen: (u32, u32),
    /// Further environment.
    pub environment: Vec<(String, String)>,
}

impl Default for DeskOptions {
    fn default() -> Self {
        DeskOptions {
            build: Build::Debug,
            language: "fr_FR.UTF-8",
            screen: (1440, 900),
            environment: Vec::new(),
        }
    }
}

/// The desk; everything on it ends with it.
#[derive(Debug)]
pub struct Desk {
    options: DeskOptions,
    /// The screen, for real keys.
    pub display: Display,
    home: TempDir,
    /// The local site's, the same at each start, so that addresses stay.
    port: u16,
    _alone: MutexGuard<'static, ()>,
}

/// The program on the desk.
#[derive(Debug)]
pub struct Opened {
    /// Drives the page.
    pub driver: Driver,
    /// The program's process.
    pub process: u32,
    tauri_driver: Child,
}

impl Desk {
    /// A fresh desk.
    pub fn new(options: DeskOptions) -> Self {
        let alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let home = TempDir::new().expect("a home");
        for folder in ["library", "run", "config", "data", "cache"] {
            std::fs::create_dir(home.path().join(folder)).expect("a home can be furnished");
        }
        let logs = root().join("target/e2e/logs");
        std::fs::create_dir_all(&logs).expect("target can be written");
        let display = Display::open(options.screen.0, options.screen.1);
        let desk = Desk {
            options,
            display,
            home,
            port: free_port(),
            _alone: alone,
        };
        std::fs::write(desk.log_file(), "").expect("the log can be written");
        desk
    }

    /// Where the library is.
    pub fn library(&self) -> PathBuf {
        self.home.path().join("library")
    }

    /// A folder for a test's own files.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The program.
    pub fn program(&self) -> PathBuf {
        let folder = match self.options.build {
            Build::Debug => "target/debug",
            Build::Release => "target/release",
        };
        let program = root().join(folder).join("marbre");
        assert!(program.exists(), "{} is not built", program.display());
        program
    }

    /// Opens the window on this desk's library.
    pub fn open(&self) -> Opened {
        let tauri_driver = self.start_tauri_driver();
        let (address, tauri_driver) = tauri_driver;
        let arguments = self.arguments();
        let driver = until("the driver opens the window", || {
            Driver::start(&address, &self.program(), &arguments)
                .map_err(|fault| eprintln!("{fault}"))
                .ok()
        });
        let library = self.library().display().to_string();
        let program = self.program().display().to_string();
        let process = until("the program's process", || {
            processes::by_arguments(&[&program, &library])
        });
        Opened {
            driver,
            process,
            tauri_driver,
        }
    }

    /// Starts the program a second time, as a click on its icon does; returns when that process has ended.
    pub fn start_again(&self) {
        let mut command = Command::new(self.program());
        self.furnish(&mut command);
        let ended = command
            .args(self.arguments())
            .status()
            .expect("the program starts");
        assert!(ended.success(), "the second start ended with {ended}");
    }

    /// Runs a subcommand of the program on this desk's library and returns what it printed.
    pub fn command_line(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(self.program());
        self.furnish(&mut command);
        let library = self.library();
        let done = command
            .args(arguments)
            .arg("--library")
            .arg(library)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "marbre {arguments:?}: {said}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// What the system asks programs to look like: `light` or `dark`.
    pub fn prefer(&self, scheme: &str) {
        let folder = self.home.path().join("config/gtk-3.0");
        std::fs::create_dir_all(&folder).expect("a home can be furnished");
        let dark = u8::from(scheme == "dark");
        let settings = format!("[Settings]\ngtk-application-prefer-dark-theme={dark}\n");
        std::fs::write(folder.join("settings.ini"), settings).expect("the toolkit's settings");
    }

    /// Where readers find the local site.
    pub fn site(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What the program, its pages and the driver have said so far.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log(&self) -> Stdio {
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log_file());
        Stdio::from(file.expect("the log can be written"))
    }

    /// Kept after the test, by its name.
    fn log_file(&self) -> PathBuf {
        let name = std::thread::current()
            .name()
            .unwrap_or("main")
            .replace("::", "-");
        root()
            .join("target/e2e/logs")
            .join(name)
            .with_extension("log")
    }

    fn arguments(&self) -> Vec<String> {
        let library = self.library().display().to_string();
        vec![
            "--library".to_owned(),
            library,
            "--port".to_owned(),
            self.port.to_string(),
        ]
    }

    /// The environment of a session that has nothing but this desk.
    fn furnish(&self, command: &mut Command) {
        let home = self.home.path();
        command
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("DISPLAY", self.display.name())
            .env("DBUS_SESSION_BUS_ADDRESS", self.display.bus())
            .env("LANG", self.options.language)
            .env("TZ", "Europe/Paris")
            .env("NO_AT_BRIDGE", "1")
            .env("GDK_BACKEND", "x11")
            .env("GSETTINGS_BACKEND", "memory")
            // With it, what the page complains of is part of what is `said`.
            .env("MARBRE_LOG", "marbre=debug,info")
            .envs(self.options.environment.iter().cloned())
            .stdin(Stdio::null());
    }

    fn start_tauri_driver(&self) -> (String, Child) {
        let (port, native_port) = (free_port(), free_port());
        let mut command = Command::new(root().join("target/tools/bin/tauri-driver"));
        self.furnish(&mut command);
        let child = command
            .args([
                "--port",
                &port.to_string(),
                "--native-port",
                &native_port.to_string(),
            ])
            .stdout(self.log())
            .stderr(self.log())
            .spawn()
            .expect("tauri-driver starts: `make target/tools/bin/tauri-driver`");
        let address = format!("http://127.0.0.1:{port}");
        until("the driver answers", || {
            ureq::get(format!("{address}/status")).call().ok()
        });
        (address, child)
    }
}

impl Opened {
    /// SIGKILL, for the program and its helpers: no chance to say goodbye.
    pub fn kill(mut self) {
        let family = processes::family(self.process);
        let pids: Vec<String> = family.iter().map(u32::to_string).collect();
        let killed = Command::new("kill")
            .arg("-KILL")
            .args(&pids)
            .status()
            .expect("kill runs");
        assert!(
            killed.success() || !processes::runs(self.process),
            "the program survived SIGKILL"
        );
        until("the program is gone", || {
            (!processes::runs(self.process)).then_some(())
        });
        self.end_driver();
    }

    /// Closes the window as its cross does, and waits for the program's end.
    pub fn close(mut self) {
        self.driver.quit();
        until("the program has ended", || {
            (!processes::runs(self.process)).then_some(())
        });
        self.end_driver();
    }

    /// SIGKILL for the process that draws the page; the program stays. Gives its number.
    pub fn kill_web_process(&self) -> u32 {
        let web = self.web_process().expect("a process draws the page");
        let killed = Command::new("kill")
            .args(["-KILL", &web.to_string()])
            .status();
        assert!(
            killed.is_ok_and(|status| status.success()),
            "it can be killed"
        );
        web
    }

    /// The process that draws the page.
    pub fn web_process(&self) -> Option<u32> {
        processes::family(self.process).into_iter().find(|pid| {
            processes::runs(*pid) && processes::name(*pid).starts_with("WebKitWebProces")
        })
    }

    /// When the process was started.
    pub fn started(&self) -> SystemTime {
        processes::started(self.process)
    }

    /// What the program and its helpers take.
    pub fn memory(&self) -> crate::Memory {
        memory_of(self.process)
    }

    fn end_driver(&mut self) {
        for pid in processes::family(self.tauri_driver.id()) {
            if pid != self.tauri_driver.id() {
                let _gone_already = Command::new("kill").arg(pid.to_string()).status();
            }
        }
        let _gone_already = self.tauri_driver.kill();
        let _gone_already = self.tauri_driver.wait();
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if processes::runs(self.tauri_driver.id()) {
            if std::thread::panicking() {
                self.driver
                    .screenshot(&crate::screens().join(format!("FAILED-{}.png", test_name())));
            }
            self.driver.quit();
            self.end_driver();
        }
        if processes::runs(self.process) {
            let _gone_already = Command::new("kill")
                .args(["-KILL", &self.process.to_string()])
                .status();
        }
    }
}

/// The thread's name, which is the test's.
fn test_name() -> String {
    std::thread::current()
        .name()
        .unwrap_or("main")
        .replace("::", "-")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
