//! `WebDriver`, spoken to `WebKitGTK`'s driver over a plain socket.
//!
//! The driver is told where the running app listens, so that the test itself starts the app, kills it, and sees how
//! it ended.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::patience::{USUAL, until};
use crate::process::Process;

/// The name under which the protocol carries a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Session {
    address: String,
    path: String,
    _driver: Process,
}

/// What the driver refused and why, such as `no such element`.
#[derive(Debug)]
pub struct Refused {
    error: String,
    #[expect(dead_code, reason = "read through Debug, when a test fails")]
    message: String,
}

impl Refused {
    /// The thing is moving, covered, or was just drawn anew: trying again may help.
    pub fn means_not_yet(&self) -> bool {
        ["stale element reference", "element click intercepted", "element not interactable", "no such element"]
            .contains(&self.error.as_str())
    }
}

pub type Answer<T = Value> = Result<T, Refused>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(String);

impl Session {
    /// Attaches to the app that listens at `app_port`.
    pub fn attach(desktop: &Desktop, app_port: u16) -> Self {
        let port = free_port();
        let mut command = desktop.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).arg(format!("--target=127.0.0.1:{app_port}"));
        let driver = Process::start("WebKitWebDriver", command.stdout(std::process::Stdio::null()), &desktop.logs());
        let address = format!("127.0.0.1:{port}");
        let id = until("a session with the window", USUAL, || {
            let wish = json!({"capabilities": {"alwaysMatch": {}}});
            let answer = request(&address, "POST", "/session", Some(&wish))?.ok()?;
            answer["sessionId"].as_str().map(str::to_owned)
        });
        Self { address, path: format!("/session/{id}"), _driver: driver }
    }

    pub fn get(&self, what: &str) -> Answer {
        self.request("GET", what, None)
    }

    pub fn post(&self, what: &str, body: &Value) -> Answer {
        self.request("POST", what, Some(body))
    }

    /// The handles of all windows.
    pub fn windows(&self) -> Answer<Vec<String>> {
        let handles = self.get("window/handles")?;
        Ok(handles.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    pub fn switch_to(&self, window: &str) -> Answer {
        self.post("window", &json!({"handle": window}))
    }

    /// Runs the body of a function in the page and answers what it returns.
    pub fn script(&self, body: &str, arguments: &Value) -> Answer {
        self.post("execute/sync", &json!({"script": body, "args": arguments}))
    }

    /// As `script`, for a function that calls its last argument when it is done.
    pub fn script_with_callback(&self, body: &str, arguments: &Value) -> Answer {
        self.post("execute/async", &json!({"script": body, "args": arguments}))
    }

    pub fn all(&self, css: &str) -> Answer<Vec<Element>> {
        let found = self.post("elements", &json!({"using": "css selector", "value": css}))?;
        Ok(found.as_array().into_iter().flatten().filter_map(element).collect())
    }

    pub fn focused(&self) -> Answer<Element> {
        element(&self.get("element/active")?)
            .ok_or_else(|| Refused { error: "no such element".into(), message: "nothing has the focus".into() })
    }

    /// The role that a screen reader hears.
    pub fn role(&self, element: &Element) -> Answer<String> {
        self.text_of(element, "computedrole")
    }

    /// The name that a screen reader hears.
    pub fn name(&self, element: &Element) -> Answer<String> {
        self.text_of(element, "computedlabel")
    }

    pub fn is_displayed(&self, element: &Element) -> Answer<bool> {
        Ok(self.get(&format!("element/{}/displayed", element.0))? == Value::Bool(true))
    }

    pub fn click(&self, element: &Element) -> Answer {
        self.post(&format!("element/{}/click", element.0), &json!({}))
    }

    /// Presses keys where the focus is, as the keyboard does.
    pub fn press(&self, keys: &[Key]) -> Answer {
        let mut strokes = Vec::new();
        for key in keys {
            strokes.extend(key.held.iter().map(|held| json!({"type": "keyDown", "value": held.to_string()})));
            strokes.push(json!({"type": "keyDown", "value": key.value.to_string()}));
            strokes.push(json!({"type": "keyUp", "value": key.value.to_string()}));
            strokes.extend(key.held.iter().map(|held| json!({"type": "keyUp", "value": held.to_string()})));
        }
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]}))
    }

    /// A PNG of the page.
    pub fn screenshot(&self) -> Answer<Vec<u8>> {
        let text = self.get("screenshot")?;
        Ok(from_base64(text.as_str().unwrap_or_default()))
    }

    fn text_of(&self, element: &Element, what: &str) -> Answer<String> {
        let answer = self.get(&format!("element/{}/{what}", element.0))?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    fn request(&self, method: &str, what: &str, body: Option<&Value>) -> Answer {
        let path = format!("{}/{what}", self.path);
        request(&self.address, method, &path, body).unwrap_or_else(|| {
            Err(Refused { error: "no driver".into(), message: format!("the driver did not answer {method} {path}") })
        })
    }
}

/// A key by the code that `WebDriver` gives it, and what is held down meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    value: char,
    held: &'static [char],
}

impl Key {
    pub const TAB: Self = Self::plain('\u{E004}');
    pub const ENTER: Self = Self::plain('\u{E007}');
    pub const SPACE: Self = Self::plain(' ');
    pub const ESCAPE: Self = Self::plain('\u{E00C}');
    pub const PAGE_UP: Self = Self::plain('\u{E00E}');
    pub const PAGE_DOWN: Self = Self::plain('\u{E00F}');
    pub const END: Self = Self::plain('\u{E010}');
    pub const HOME: Self = Self::plain('\u{E011}');
    pub const RIGHT: Self = Self::plain('\u{E014}');
    pub const DOWN: Self = Self::plain('\u{E015}');
    pub const F1: Self = Self::plain('\u{E031}');
    pub const QUICK_HIDE: Self = Self { value: 'l', held: &['\u{E009}', '\u{E008}'] };
    pub const ALL: Self = Self { value: 'a', held: &['\u{E009}'] };

    pub const fn plain(value: char) -> Self {
        Self { value, held: &[] }
    }
}

/// A port of this machine that nobody uses.
///
/// Below the range that the system hands out by itself: whoever binds the port comes a moment after it was found, and
/// until then any connection of another test could be given it.
pub fn free_port() -> u16 {
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 12_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Another run of these tests beside this one begins elsewhere.
    let begin = u16::try_from(std::process::id() % u32::from(COUNT)).expect("less than COUNT");
    let ports = std::iter::repeat_with(|| FIRST + (begin + NEXT.fetch_add(1, Ordering::Relaxed) % COUNT) % COUNT);
    ports
        .take(usize::from(COUNT))
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("some port is free")
}

fn element(value: &Value) -> Option<Element> {
    value[ELEMENT].as_str().map(|id| Element(id.to_owned()))
}

/// One HTTP exchange; `None` while nobody answers.
fn request(address: &str, method: &str, path: &str, body: Option<&Value>) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_mins(1))).ok()?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut response = String::new();
    stream.read_to_string(&mut response).ok()?;
    let (_, content) = response.split_once("\r\n\r\n")?;
    let value = serde_json::from_str::<Value>(content).ok()?["value"].take();
    Some(match value["error"].as_str() {
        Some(error) => {
            Err(Refused { error: error.to_owned(), message: value["message"].as_str().unwrap_or_default().to_owned() })
        }
        None => Ok(value),
    })
}

fn from_base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u32> = text.bytes().filter_map(digit).map(u32::from).collect();
    digits
        .chunks(4)
        .flat_map(|four| {
            let bits = four.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - four.len()));
            // Four digits carry three bytes, and each missing digit one byte fewer.
            bits.to_be_bytes().into_iter().skip(1).take(four.len() - 1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_the_standard_says() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")] {
            assert_eq!(from_base64(text), bytes.as_bytes(), "{text}");
        }
    }
}
