//! The open page as a person meets it: things have a role and a name, and keys go where the focus is.

use std::cell::RefCell;

use serde_json::{Value, json};

use crate::patience::{USUAL, attempt, until, until_true};
use crate::webdriver::{Answer, Element, Key, Session};

pub struct Page {
    pub session: Session,
    window: RefCell<String>,
}

impl Page {
    pub fn new(session: Session) -> Self {
        let window = until("the window", USUAL, || session.windows().ok()?.pop());
        Self { session, window: RefCell::new(window) }
    }

    /// Goes on in the window that takes the place of the last one, which closing, locking and opening again lead to.
    pub fn follow(&self) {
        let next = until("a new window", USUAL, || {
            self.session.windows().ok()?.into_iter().find(|handle| *handle != *self.window.borrow())
        });
        self.session.switch_to(&next).expect("the new window can be driven");
        self.window.replace(next);
    }

    /// Waits for the thing with this role and name.
    pub fn find(&self, role: &str, name: &str) -> Element {
        attempt(USUAL, || self.look(role, name).ok().flatten()).unwrap_or_else(|| {
            panic!("there was no {role} “{name}” on the page:\n{}", self.text());
        })
    }

    /// As `find`, for a test that says itself what is missing.
    pub fn find_soon(&self, role: &str, name: &str) -> bool {
        attempt(USUAL, || self.has(role, name).then_some(())).is_some()
    }

    pub fn has(&self, role: &str, name: &str) -> bool {
        matches!(self.look(role, name), Ok(Some(_)))
    }

    pub fn click(&self, role: &str, name: &str) {
        until_true(&format!("a click on the {role} “{name}”"), USUAL, || {
            match self.session.click(&self.find(role, name)) {
                Ok(_) => true,
                // Any other refusal follows a click that was made, such as one that ended the program.
                Err(refused) => !refused.means_not_yet(),
            }
        });
    }

    pub fn type_text(&self, text: &str) {
        let keys: Vec<Key> =
            text.chars().map(|char| if char == '\n' { Key::ENTER } else { Key::plain(char) }).collect();
        self.press(&keys);
    }

    pub fn press(&self, keys: &[Key]) {
        self.session.press(keys).expect("the driver presses keys");
    }

    /// Role and name of what has the focus.
    pub fn focus(&self) -> Option<(String, String)> {
        let element = self.session.focused().ok()?;
        Some((self.session.role(&element).ok()?, self.session.name(&element).ok()?))
    }

    /// Moves the focus with Tab alone until it is there.
    pub fn tab_to(&self, role: &str, name: &str) {
        self.find(role, name);
        let mut passed = Vec::new();
        for _ in 0..80 {
            let focus = self.focus();
            if focus.as_ref().is_some_and(|(is_role, is_name)| is_role == role && is_name == name) {
                return;
            }
            passed.push(focus);
            self.press(&[Key::TAB]);
        }
        panic!("Tab never reached the {role} “{name}”; it passed {passed:?}");
    }

    /// All text that can be read.
    pub fn text(&self) -> String {
        let text = self.session.script("return document.body.innerText", &json!([]));
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Waits until the page says these words.
    pub fn wait_for_words(&self, words: &str) {
        attempt(USUAL, || self.says(words).then_some(())).unwrap_or_else(|| {
            panic!("the page never said “{words}”, but:\n{}", self.text());
        });
    }

    pub fn script(&self, body: &str) -> Value {
        self.session.script(body, &json!([])).unwrap_or_else(|refused| panic!("the page refused a script: {refused:?}"))
    }

    /// Runs a script that calls `done` with its answer.
    pub fn call_done(&self, body: &str) -> Value {
        let body = format!("const done = arguments[arguments.length - 1]; {body}");
        let answer = self.session.script_with_callback(&body, &json!([]));
        answer.unwrap_or_else(|refused| panic!("the page refused a script: {refused:?}"))
    }

    /// Asks the shell for something as the page itself does, where a test only prepares what it is not about.
    pub fn call(&self, command: &str, arguments: &Value) -> Value {
        let mut answer = self.invoke(command, arguments);
        assert!(answer["error"].is_null(), "{command} was refused: {}", answer["error"]);
        answer["value"].take()
    }

    /// Asks the shell for something that it refuses, and answers why.
    pub fn refusal(&self, command: &str, arguments: &Value) -> Value {
        let mut answer = self.invoke(command, arguments);
        assert!(!answer["error"].is_null(), "{command} was not refused: {}", answer["value"]);
        answer["error"].take()
    }

    fn invoke(&self, command: &str, arguments: &Value) -> Value {
        let body = "const [command, args, done] = arguments;
            __TAURI_INTERNALS__.invoke(command, args).then((value) => done({ value }), (error) => done({ error }));";
        let answer = self.session.script_with_callback(body, &json!([command, arguments]));
        answer.unwrap_or_else(|refused| panic!("{command} never answered: {refused:?}"))
    }

    fn look(&self, role: &str, name: &str) -> Answer<Option<Element>> {
        for element in self.session.all(candidates(role))? {
            let is_it = self.session.role(&element)? == role && self.session.name(&element)?.trim() == name;
            if is_it && (is_drawn_by_its_label(role) || self.session.is_displayed(&element)?) {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }
}

/// The control itself is transparent there; what one sees and clicks is the label around it.
fn is_drawn_by_its_label(role: &str) -> bool {
    ["checkbox", "radio", "switch"].contains(&role)
}

/// Elements that may have the role, so that only those are asked for it.
fn candidates(role: &str) -> &'static str {
    match role {
        "button" => "button, summary, [role=button]",
        "link" => "a",
        "textbox" => "input, textarea, [contenteditable], [role=textbox]",
        "combobox" => "input, select, [role=combobox]",
        "checkbox" | "switch" => "input, [role=checkbox], [role=switch]",
        "radio" => "input, [role=radio]",
        "heading" => "h1, h2, h3, h4, [role=heading]",
        "dialog" => "dialog, [role=dialog], [role=alertdialog]",
        "menuitem" => "[role=menuitem]",
        _ => "body *",
    }
}
