//! The W3C WebDriver protocol, as far as the journeys need it, and nothing of what is on the screen.
//!
//! Blocking, over the HTTP client that Marbre has already: a protocol of a dozen calls is not worth a client's tree.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

/// The name under which the protocol hides an element's identifier.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One session: one running program.
#[derive(Debug, Clone)]
pub struct Driver {
    agent: Agent,
    base: String,
}

/// Something on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(Value);

/// Keys that are no letters, as the protocol spells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are named like the keys")]
pub enum Key {
    Control,
    Shift,
    Alt,
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Home,
    End,
    Left,
    Right,
    Up,
    Down,
    F1,
    F7,
    F8,
    F9,
}

impl Key {
    fn code(self) -> char {
        match self {
            Key::Control => '\u{e009}',
            Key::Shift => '\u{e008}',
            Key::Alt => '\u{e00a}',
            Key::Enter => '\u{e007}',
            Key::Escape => '\u{e00c}',
            Key::Tab => '\u{e004}',
            Key::Backspace => '\u{e003}',
            Key::Delete => '\u{e017}',
            Key::Home => '\u{e011}',
            Key::End => '\u{e010}',
            Key::Left => '\u{e012}',
            Key::Right => '\u{e014}',
            Key::Up => '\u{e013}',
            Key::Down => '\u{e015}',
            Key::F1 => '\u{e031}',
            Key::F7 => '\u{e037}',
            Key::F8 => '\u{e038}',
            Key::F9 => '\u{e039}',
        }
    }
}

impl Driver {
    /// Asks the driver at `address` to start `program`; the window is there when this returns.
    ///
    /// No browserName: WebKitGTK's driver would refuse any but its own.
    pub fn start(address: &str, program: &Path, arguments: &[String]) -> Result<Self, String> {
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(120)))
            .http_status_as_error(false)
            .build()
            .into();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "tauri:options": { "application": program, "args": arguments },
        } } });
        let told = send(&agent, "POST", &format!("{address}/session"), Some(&wanted))?;
        let session = told["sessionId"].as_str().ok_or("no session")?;
        let driver = Driver {
            agent,
            base: format!("{address}/session/{session}"),
        };
        driver.post(
            "timeouts",
            &json!({ "script": 30_000, "implicit": 0, "pageLoad": 60_000 }),
        );
        Ok(driver)
    }

    /// Ends the session, and with it the program.
    pub fn quit(&self) {
        let _gone_already = send(&self.agent, "DELETE", &self.base, None);
    }

    /// The first element that matches the CSS selector, now.
    pub fn find(&self, selector: &str) -> Option<Element> {
        let wanted = json!({ "using": "css selector", "value": selector });
        let url = format!("{}/element", self.base);
        send(&self.agent, "POST", &url, Some(&wanted))
            .ok()
            .map(Element)
    }

    /// The same, waiting for it to appear.
    pub fn wait_for(&self, selector: &str) -> Element {
        crate::until(&format!("{selector} on the page"), || self.find(selector))
    }

    /// Waits until nothing matches the selector any more.
    pub fn wait_gone(&self, selector: &str) {
        crate::until(&format!("{selector} gone"), || {
            self.find(selector).is_none().then_some(())
        });
    }

    /// Clicks as a pointer does: what lies above the element gets the click.
    pub fn click(&self, selector: &str) {
        let element = self.wait_for(selector);
        let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
        self.run(script, json!([selector]));
        let url = format!("{}/element/{}/click", self.base, element.id());
        let what = format!("a click on {selector}");
        // It may be covered or moving for a moment.
        crate::until(&what, || {
            send(&self.agent, "POST", &url, Some(&json!({}))).ok()
        });
    }

    /// Types into an element.
    pub fn type_into(&self, selector: &str, text: &str) {
        let element = self.wait_for(selector);
        self.post(
            &format!("element/{}/value", element.id()),
            &json!({ "text": text }),
        );
    }

    /// Presses and releases the letters of `text` one by one, wherever the caret is.
    pub fn type_text(&self, text: &str) {
        let strokes: Vec<Value> = text
            .chars()
            .map(|letter| {
                if letter == '\n' {
                    Key::Enter.code()
                } else {
                    letter
                }
            })
            .flat_map(|letter| [stroke("keyDown", letter), stroke("keyUp", letter)])
            .collect();
        self.keys(strokes);
    }

    /// Presses one key, while `held` are held.
    pub fn press(&self, held: &[Key], key: Key) {
        self.chord(held, key.code());
    }

    /// Presses one letter, while `held` are held.
    pub fn press_letter(&self, held: &[Key], letter: char) {
        self.chord(held, letter);
    }

    /// Runs a script's body in the page and returns what it returns. `arguments` are its `arguments`.
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.post(
            "execute/sync",
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// The same for a script that calls its last argument when it is done.
    pub fn run_async(&self, script: &str, arguments: Value) -> Value {
        self.post(
            "execute/async",
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// The text of the first element that matches, as the reader sees it; empty if there is none.
    pub fn text_of(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        self.run(script, json!([selector]))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// What stands in the first field that matches; empty if there is none.
    pub fn value_of(&self, selector: &str) -> String {
        let script = "const field = document.querySelector(arguments[0]); return field?.value ?? field?.textContent ?? ''";
        self.run(script, json!([selector]))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// A picture of the window's content. WebKit takes it when it next draws something new, and in a window in which
    /// nothing moves that can be a minute later: for a while, a dot in the corner changes with each frame.
    pub fn screenshot(&self, file: &Path) {
        // A page that is dead shows no dot, and no picture either.
        let blink = json!({ "script": BLINK, "args": [] });
        let _dead = send(
            &self.agent,
            "POST",
            &format!("{}/execute/sync", self.base),
            Some(&blink),
        );
        let url = format!("{}/screenshot", self.base);
        match send(&self.agent, "GET", &url, None) {
            Ok(told) => fs::write(file, base64(told.as_str().unwrap_or_default()))
                .expect("it can be written"),
            Err(fault) => eprintln!("no screenshot: {fault}"),
        }
    }

    /// Gives the window an outer size.
    pub fn set_size(&self, width: u32, height: u32) {
        self.post("window/rect", &json!({ "width": width, "height": height }));
    }

    fn chord(&self, held: &[Key], letter: char) {
        let down = held.iter().map(|key| stroke("keyDown", key.code()));
        let up = held.iter().rev().map(|key| stroke("keyUp", key.code()));
        let middle = [stroke("keyDown", letter), stroke("keyUp", letter)];
        self.keys(down.chain(middle).chain(up).collect());
    }

    fn keys(&self, strokes: Vec<Value>) {
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post("actions", &json!({ "actions": [keyboard] }));
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}/{path}", self.base);
        send(&self.agent, "POST", &url, Some(body))
            .unwrap_or_else(|fault| panic!("{path} {body}: {fault}"))
    }
}

impl Element {
    fn id(&self) -> &str {
        self.0[ELEMENT].as_str().expect("an element's identifier")
    }
}

fn stroke(kind: &str, letter: char) -> Value {
    json!({ "type": kind, "value": letter.to_string() })
}

/// One call; the answer's `value`, or what went wrong.
fn send(agent: &Agent, method: &str, url: &str, body: Option<&Value>) -> Result<Value, String> {
    let answer = match (method, body) {
        ("POST", Some(body)) => agent.post(url).send_json(body),
        ("DELETE", _) => agent.delete(url).call(),
        _ => agent.get(url).call(),
    };
    let mut answer = answer.map_err(|fault| fault.to_string())?;
    let read: Value = answer
        .body_mut()
        .with_config()
        .limit(64 * 1024 * 1024)
        .read_json()
        .map_err(|fault| fault.to_string())?;
    if answer.status().is_success() {
        Ok(read["value"].clone())
    } else {
        Err(format!(
            "{}: {}",
            read["value"]["error"], read["value"]["message"]
        ))
    }
}

/// A dot of one pixel that changes for 200 frames.
const BLINK: &str = "
    const dot = document.createElement('i');
    dot.style.cssText = 'position: fixed; right: 0; bottom: 0; width: 1px; height: 1px';
    document.body.append(dot);
    let left = 200;
    const again = () => {
        dot.style.background = left % 2 ? '#0001' : '#0002';
        if (left-- > 0) requestAnimationFrame(again);
        else dot.remove();
    };
    again()";

/// Plain base64, as screenshots come.
fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}
