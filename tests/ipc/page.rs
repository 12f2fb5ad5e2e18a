//! A page without a window: it calls commands as the web page does and hears what the shell says.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use ajar_engine::{
    Engine, Notice,
    clock::{Clock, ManualClock},
    zone::JiffZone,
};
use ajar_shell::{Event, Host, Opened, Page as Place, Shell, handler};
use serde_json::{Value, json};
use tauri::{
    App, Manager, WebviewWindow,
    ipc::{CallbackFn, InvokeBody, InvokeResponseBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets},
    webview::InvokeRequest,
};

pub struct Page {
    _app: App<MockRuntime>,
    webview: WebviewWindow<MockRuntime>,
    shell: Arc<Shell>,
    heard: Arc<Heard>,
    clock: Arc<ManualClock>,
    folder: Arc<tempfile::TempDir>,
}

/// What reached the page.
#[derive(Default)]
struct Heard {
    events: Mutex<Vec<(String, Value)>>,
    window: AtomicBool,
    minimized: AtomicBool,
    /// Saved when the shell asks for a flush, as the editor does.
    typed: Mutex<Option<Value>>,
    /// The page has words that the engine would not take.
    cannot_save: AtomicBool,
    /// What the user names in the next dialog.
    names: Mutex<Option<PathBuf>>,
    starts_at_login: AtomicBool,
    /// Do-not-disturb is on.
    wants_quiet: AtomicBool,
    /// How many notifications were handed over.
    notified: AtomicUsize,
    webview: OnceLock<WebviewWindow<MockRuntime>>,
}

impl Page {
    pub fn new() -> Self {
        Self::on(Arc::new(tempfile::tempdir().unwrap()))
    }

    /// On a folder whose key file cannot be read.
    pub fn damaged() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("vault.slots.json"), "{").unwrap();
        Self::on(Arc::new(folder))
    }

    /// With a file where the folder should be.
    pub fn without_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        Self::at(Arc::new(folder), file)
    }

    /// Starts Ajar on a folder that may hold something.
    pub fn on(folder: Arc<tempfile::TempDir>) -> Self {
        let data = folder.path().to_owned();
        Self::at(folder, data)
    }

    fn at(folder: Arc<tempfile::TempDir>, data: PathBuf) -> Self {
        let clock = Arc::new(ManualClock::new("2026-03-10T12:00:00Z".parse().unwrap(), JiffZone::utc()));
        let heard = Arc::new(Heard::default());
        let time = Arc::clone(&clock);
        let opened = Opened::new(Box::new(move || Engine::open(&data, Arc::clone(&time) as Arc<dyn Clock>)));
        let shell =
            Arc::new(Shell::new(opened, Arc::clone(&clock) as Arc<dyn Clock>, Box::new(Recorder(Arc::clone(&heard)))));
        let app = mock_builder().invoke_handler(handler()).build(mock_context(noop_assets())).unwrap();
        app.manage(Arc::clone(&shell));
        let webview = tauri::WebviewWindowBuilder::new(&app, "main-1", tauri::WebviewUrl::default()).build().unwrap();
        assert!(heard.webview.set(webview.clone()).is_ok());
        Self { _app: app, webview, shell, heard, clock, folder }
    }

    /// With a vault that is open.
    pub fn open(passphrase: &str) -> Self {
        let page = Self::new();
        page.begin(passphrase);
        page
    }

    /// Makes a vault and leaves it open.
    pub fn begin(&self, passphrase: &str) {
        let first = json!({
            "passphrase": passphrase, "want_recovery_key": false,
            "settings": settings(), "reminders": [],
        });
        self.ask("create_vault", json!({ "first": first }));
        self.ask("finish_start", json!({}));
    }

    pub fn try_to(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call(&self.webview, command, arguments)
    }

    pub fn state(&self) -> Value {
        self.ask("status", json!({}))["state"].take()
    }

    pub fn ask(&self, command: &str, arguments: Value) -> Value {
        call(&self.webview, command, arguments).unwrap_or_else(|refused| panic!("{command} was refused: {refused}"))
    }

    pub fn refused(&self, command: &str, arguments: Value) -> Value {
        call(&self.webview, command, arguments).expect_err(command)
    }

    pub fn shell(&self) -> &Shell {
        &self.shell
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The user will name this in the next dialog of the system.
    pub fn name_in_dialog(&self, path: &Path) {
        *self.heard.names.lock().unwrap() = Some(path.to_owned());
    }

    /// Whether what was named is still to be asked for.
    pub fn dialog_waits(&self) -> bool {
        self.heard.names.lock().unwrap().is_some()
    }

    /// Sends a picture as the page does.
    pub fn paste(&self, entry: &str, bytes: &[u8]) -> Result<Value, Value> {
        let headers = [("entry".parse().unwrap(), entry.parse().unwrap())].into_iter().collect();
        let request = InvokeRequest { headers, ..request("paste_picture", InvokeBody::Raw(bytes.to_vec())) };
        get_ipc_response(&self.webview, request).map(|body| body.deserialize().unwrap())
    }

    /// What a command answers that answers bytes.
    pub fn bytes(&self, command: &str, arguments: Value) -> Vec<u8> {
        match get_ipc_response(&self.webview, request(command, InvokeBody::Json(arguments))) {
            Ok(InvokeResponseBody::Raw(bytes)) => bytes,
            other => panic!("{command} answered no bytes: {other:?}"),
        }
    }

    pub fn starts_at_login(&self) -> &AtomicBool {
        &self.heard.starts_at_login
    }

    pub fn want_quiet(&self, wants: bool) {
        self.heard.wants_quiet.store(wants, Ordering::SeqCst);
    }

    pub fn notified(&self) -> usize {
        self.heard.notified.load(Ordering::SeqCst)
    }

    pub fn events(&self) -> Vec<(String, Value)> {
        self.heard.events.lock().unwrap().clone()
    }

    pub fn forget_events(&self) {
        self.heard.events.lock().unwrap().clear();
    }

    pub fn show_window(&self) {
        self.heard.window.store(true, Ordering::SeqCst);
    }

    pub fn has_window(&self) -> bool {
        self.heard.window.load(Ordering::SeqCst)
    }

    pub fn minimize_window(&self) {
        self.heard.minimized.store(true, Ordering::SeqCst);
    }

    /// Time passes while the computer is awake.
    pub fn pass_minutes(&self, minutes: i64) {
        self.pass_seconds(minutes * 60);
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.clock.advance(chrono::TimeDelta::seconds(seconds));
    }

    /// Time passes while the computer sleeps.
    pub fn sleep_hours(&self, hours: i64) {
        self.clock.jump_to(self.clock.now() + chrono::TimeDelta::hours(hours));
    }

    pub fn cannot_save(&self) {
        self.heard.cannot_save.store(true, Ordering::SeqCst);
    }

    pub fn save_when_flushed(&self, save: Value) {
        *self.heard.typed.lock().unwrap() = Some(save);
    }
}

/// The settings as a first start sends them.
pub fn settings() -> Value {
    json!({
        "theme": "system", "text_size": 100, "style": "discreet",
        "quiet_from": "22:00", "quiet_to": "07:00", "day_start": "04:00",
        "goal": 3, "cue_rhythm": "every_time", "questions_per_week": 3, "first_weekday": "mo",
        "auto_lock_min": 5, "letter_slot": true, "practice_while_locked": false,
        "question_mark_help": true,
    })
}

fn call(webview: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    let request = request(command, InvokeBody::Json(arguments));
    get_ipc_response(webview, request).map(|body| body.deserialize().unwrap())
}

fn request(command: &str, body: InvokeBody) -> InvokeRequest {
    InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body,
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    }
}

struct Recorder(Arc<Heard>);

impl Host for Recorder {
    fn emit(&self, event: &Event) {
        self.0.events.lock().unwrap().push((event.name().to_owned(), event.payload()));
        if let Event::FlushRequested(ticket) = event {
            let webview = self.0.webview.get().unwrap();
            if let Some(save) = self.0.typed.lock().unwrap().take() {
                call(webview, "save_entry", json!({ "save": save })).unwrap();
            }
            call(
                webview,
                "flush_done",
                json!({ "ticket": ticket, "saved": !self.0.cannot_save.load(Ordering::SeqCst) }),
            )
            .unwrap();
        }
    }

    fn open_window(&self, _page: Option<Place>, _focused: bool) {
        self.0.window.store(true, Ordering::SeqCst);
    }

    fn hide_window(&self) {}

    fn close_window(&self) {
        self.0.window.store(false, Ordering::SeqCst);
    }

    fn has_window(&self) -> bool {
        self.0.window.load(Ordering::SeqCst)
    }

    fn window_visible(&self) -> bool {
        self.has_window() && !self.0.minimized.load(Ordering::SeqCst)
    }

    fn notify(&self, _notice: &Notice) -> Result<(), String> {
        self.0.notified.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    fn wants_quiet(&self) -> bool {
        self.0.wants_quiet.load(Ordering::SeqCst)
    }

    fn withdraw_notifications(&self) {}

    fn has_tray(&self) -> bool {
        false
    }

    fn set_tray(&self, _there: bool) {}

    fn refresh_tray(&self) {}

    fn open_address(&self, _address: &str) -> Result<(), String> {
        Ok(())
    }

    fn set_full_screen(&self, _on: bool) {}

    fn choose_file(&self, _title: &str) -> Option<PathBuf> {
        self.0.names.lock().unwrap().take()
    }

    fn choose_pictures(&self, title: &str) -> Vec<PathBuf> {
        self.choose_file(title).into_iter().collect()
    }

    fn choose_new_file(&self, title: &str, _name: &str) -> Option<PathBuf> {
        self.choose_file(title)
    }

    fn choose_folder(&self, title: &str) -> Option<PathBuf> {
        self.choose_file(title)
    }

    fn start_at_login(&self, on: bool) -> Result<(), String> {
        self.0.starts_at_login.store(on, Ordering::SeqCst);
        Ok(())
    }

    fn quit(&self, _code: i32) {}
}
