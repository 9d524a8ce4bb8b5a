//! A screen without a screen: one X server, one window arranger and one session bus, gone when dropped. Real keys
//! are pressed here, below the toolkit, with the keyboard layout one asks for.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::until;

/// The X server, the window arranger and the bus.
#[derive(Debug)]
pub struct Display {
    name: String,
    bus: String,
    // Ended in this order.
    arranger: Child,
    bus_daemon: Child,
    server: Child,
    _bus_folder: TempDir,
}

/// Somebody typing in the background.
#[derive(Debug)]
pub struct Typing(Child);

impl Typing {
    /// Takes the hands off the keyboard.
    pub fn end(&mut self) {
        let _already_done = self.0.kill();
        let _already_done = self.0.wait();
    }
}

/// Another program's window.
#[derive(Debug)]
pub struct Cover {
    /// Its title.
    pub title: &'static str,
    program: Child,
}

impl Drop for Cover {
    fn drop(&mut self) {
        let _already_gone = self.program.kill();
        let _already_gone = self.program.wait();
    }
}

/// How keys are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyboard {
    /// French, with dead circumflex, and Compose on the Menu key.
    French,
    /// US international, where ' and ^ are dead.
    UsInternational,
    /// Plain US.
    Us,
}

impl Display {
    /// A screen of `width` × `height` pixels.
    pub fn open(width: u32, height: u32) -> Self {
        let (server, name) = start_server(width, height);
        let folder = TempDir::new().expect("a folder for the bus");
        let (bus_daemon, bus) = start_bus(&folder);
        let arranger = Command::new("openbox")
            .args(["--sm-disable"])
            .env("DISPLAY", &name)
            .env("HOME", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox starts");
        let display = Display {
            name,
            bus,
            arranger,
            bus_daemon,
            server,
            _bus_folder: folder,
        };
        until("the window arranger is there", || {
            display
                .told("xprop", &["-root", "_NET_SUPPORTING_WM_CHECK"])
                .contains("window id")
                .then_some(())
        });
        display
    }

    /// As in `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// As in `DBUS_SESSION_BUS_ADDRESS`.
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// Chooses the layout of the keys.
    pub fn set_keyboard(&self, keyboard: Keyboard) {
        let arguments: &[&str] = match keyboard {
            Keyboard::French => &["-layout", "fr", "-option", "compose:menu"],
            Keyboard::UsInternational => &[
                "-layout",
                "us",
                "-variant",
                "intl",
                "-option",
                "compose:menu",
            ],
            Keyboard::Us => &["-layout", "us", "-option", ""],
        };
        self.run("setxkbmap", arguments);
    }

    /// Presses keys one after the other, by their X names (`dead_circumflex`, `e`, `Multi_key`, `ctrl+z`…).
    pub fn press(&self, keys: &[&str]) {
        self.press_slowly(keys, Duration::from_millis(25));
    }

    /// The same with a pause after each.
    pub fn press_slowly(&self, keys: &[&str], pause: Duration) {
        let pause = pause.as_millis().to_string();
        let mut arguments = vec!["key", "--delay", &pause];
        arguments.extend(keys);
        self.run("xdotool", &arguments);
    }

    /// Presses keys by the number on the keyboard (X key codes), as fingers do: the layout says what they mean.
    pub fn press_codes(&self, codes: &[u8]) {
        let codes: Vec<String> = codes.iter().map(u8::to_string).collect();
        self.press(&codes.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Types letters, whichever window has the keyboard.
    pub fn type_text(&self, text: &str) {
        self.run("xdotool", &["type", "--delay", "25", "--", text]);
    }

    /// Begins to type letters and returns at once.
    pub fn start_typing(&self, text: &str, pause: Duration) -> Typing {
        let pause = pause.as_millis().to_string();
        let mut command = self.command("xdotool", &["type", "--delay", &pause, "--", text]);
        Typing(
            command
                .stderr(Stdio::null())
                .spawn()
                .expect("xdotool starts"),
        )
    }

    /// Another program's window, in front, with the keyboard; gone when dropped.
    pub fn cover(&self) -> Cover {
        let title = "Another program";
        let mut command = self.command("xmessage", &["-center", "-title", title, title]);
        Cover {
            title,
            program: command.spawn().expect("xmessage starts"),
        }
    }

    /// Clicks with the first button at a place on the screen.
    pub fn click(&self, x: i64, y: i64) {
        self.run(
            "xdotool",
            &["mousemove", &x.to_string(), &y.to_string(), "click", "1"],
        );
    }

    /// Drags files, by their addresses, from another program's window to a place on the screen, and drops them there.
    pub fn drag(&self, addresses: &[&str], (x, y): (i64, i64)) {
        let script = crate::root().join("tests/window/drag_source.py");
        let script = script.to_string_lossy().into_owned();
        let mut command = self.command("/usr/bin/python3", &[&script]); // the one that has the system's GTK
        let mut source = command
            .args(addresses)
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 starts");
        let mut ready = String::new();
        BufReader::new(source.stdout.as_mut().expect("its output"))
            .read_line(&mut ready)
            .expect("it tells when it is there");
        let mut steps = "mousemove 8 8 mousedown 1".to_owned();
        // Several small moves: one large one is no drag for a toolkit.
        for step in 1..=10 {
            steps += &format!(
                " mousemove {} {} sleep 0.05",
                8 + (x - 8) * step / 10,
                8 + (y - 8) * step / 10
            );
        }
        steps += " sleep 0.2 mouseup 1";
        self.run("xdotool", &steps.split(' ').collect::<Vec<_>>());
        let ended = source.wait().expect("it ends with the drag");
        assert!(ended.success(), "the drag's source ended with {ended}");
    }

    /// Puts a picture's file on the clipboard, as a program for screenshots does.
    pub fn copy_picture(&self, media_type: &str, file: &std::path::Path) {
        let file = file.to_string_lossy();
        let mut xclip = self.command(
            "xclip",
            &["-selection", "clipboard", "-t", media_type, &file],
        );
        // It stays behind to hand the picture out: what it holds open would never close.
        let started = xclip.stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(started.expect("xclip is installed").success());
    }

    /// A picture of the whole screen, by name: for what no driver sees.
    pub fn picture(&self, name: &str) {
        let file = crate::screens().join(format!("{name}.png"));
        self.run("import", &["-window", "root", &file.to_string_lossy()]);
    }

    /// The identifiers of the visible windows whose class is `class`.
    pub fn windows(&self, class: &str) -> Vec<String> {
        let found = self.told("xdotool", &["search", "--onlyvisible", "--class", class]);
        found.lines().map(str::to_owned).collect()
    }

    /// The title of the window that has the keyboard.
    pub fn focused_title(&self) -> String {
        self.told("xdotool", &["getactivewindow", "getwindowname"])
            .trim()
            .to_owned()
    }

    /// Runs an X program on this display.
    pub fn run(&self, program: &str, arguments: &[&str]) {
        let done = self
            .command(program, arguments)
            .output()
            .expect("the program is installed");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{program} {arguments:?}: {said}");
    }

    fn told(&self, program: &str, arguments: &[&str]) -> String {
        let done = self
            .command(program, arguments)
            .output()
            .expect("the program is installed");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env("DISPLAY", &self.name)
            .stdin(Stdio::null());
        command
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for child in [&mut self.arranger, &mut self.bus_daemon, &mut self.server] {
            let _already_gone = child.kill();
            let _already_gone = child.wait();
        }
    }
}

/// Started directly: xvfb-run hides the number and can hang. The server chooses a free number and tells it.
fn start_server(width: u32, height: u32) -> (Child, String) {
    let screen = format!("{width}x{height}x24");
    let (mut told, tell) = std::io::pipe().expect("a pipe");
    // std closes every end of a pipe but the three standard ones: it goes over as 0, and the shell makes it 3.
    let script = format!(
        "exec Xvfb -displayfd 3 -screen 0 {screen} -nolisten tcp -noreset 3>&0 0</dev/null"
    );
    let server = Command::new("sh")
        .args(["-c", &script])
        .stdin(Stdio::from(tell))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts");
    let mut line = String::new();
    let mut byte = [0];
    while told.read(&mut byte).expect("Xvfb tells its number") == 1 && byte[0] != b'\n' {
        line.push(char::from(byte[0]));
    }
    assert!(!line.is_empty(), "Xvfb ended without a display number");
    (server, format!(":{line}"))
}

/// A bus that starts nothing by itself: no portal, no keychain of the machine's own, no accessibility bus, each of
/// which can hold a window up for 25 s.
fn start_bus(folder: &TempDir) -> (Child, String) {
    let settings = folder.path().join("bus.conf");
    let listen = format!("unix:path={}", folder.path().join("bus").display());
    let text = format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\
         <busconfig><type>session</type><listen>{listen}</listen><auth>EXTERNAL</auth>\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>\
         <allow own=\"*\"/></policy></busconfig>"
    );
    std::fs::write(&settings, text).expect("the bus's settings");
    let mut daemon = Command::new("dbus-daemon")
        .arg(format!("--config-file={}", settings.display()))
        .args(["--nofork", "--print-address=1"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("dbus-daemon starts");
    let mut address = String::new();
    let out = daemon.stdout.take().expect("its output");
    BufReader::new(out)
        .read_line(&mut address)
        .expect("the bus tells its address");
    assert!(
        !address.trim().is_empty(),
        "dbus-daemon ended without an address"
    );
    (daemon, address.trim().to_owned())
}
