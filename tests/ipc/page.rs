//! A page without a window: it calls commands as the web page does and hears what the shell says.

use std::sync::{
    Arc, Mutex, OnceLock,
    atomic::{AtomicBool, Ordering},
};

use ajar_engine::{
    Engine, Notice,
    clock::{Clock, ManualClock},
    zone::JiffZone,
};
use ajar_shell::{Event, Host, Page as Place, Shell, handler};
use serde_json::{Value, json};
use tauri::{
    App, Manager, WebviewWindow,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets},
    webview::InvokeRequest,
};

pub struct Page {
    _app: App<MockRuntime>,
    webview: WebviewWindow<MockRuntime>,
    shell: Arc<Shell>,
    heard: Arc<Heard>,
    clock: Arc<ManualClock>,
    _folder: tempfile::TempDir,
}

/// What reached the page.
#[derive(Default)]
struct Heard {
    events: Mutex<Vec<(String, Value)>>,
    window: AtomicBool,
    /// Saved when the shell asks for a flush, as the editor does.
    typed: Mutex<Option<Value>>,
    /// The page has words that the engine would not take.
    cannot_save: AtomicBool,
    webview: OnceLock<WebviewWindow<MockRuntime>>,
}

impl Page {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new("2026-03-10T12:00:00Z".parse().unwrap(), JiffZone::utc()));
        let heard = Arc::new(Heard::default());
        let engine = Engine::open(folder.path(), Arc::clone(&clock) as Arc<dyn Clock>);
        let shell =
            Arc::new(Shell::new(engine, Arc::clone(&clock) as Arc<dyn Clock>, Box::new(Recorder(Arc::clone(&heard)))));
        let app = mock_builder().invoke_handler(handler()).build(mock_context(noop_assets())).unwrap();
        app.manage(Arc::clone(&shell));
        let webview = tauri::WebviewWindowBuilder::new(&app, "main-1", tauri::WebviewUrl::default()).build().unwrap();
        assert!(heard.webview.set(webview.clone()).is_ok());
        Self { _app: app, webview, shell, heard, clock, _folder: folder }
    }

    /// With a vault that is open.
    pub fn open(passphrase: &str) -> Self {
        let page = Self::new();
        let first = json!({
            "passphrase": passphrase, "want_recovery_key": false,
            "settings": settings(), "reminders": [],
        });
        page.ask("create_vault", json!({ "first": first }));
        page.ask("finish_start", json!({}));
        page
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

    /// Time passes while the computer is awake.
    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.advance(chrono::TimeDelta::minutes(minutes));
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
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(webview, request).map(|body| body.deserialize().unwrap())
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
        self.has_window()
    }

    fn notify(&self, _notice: &Notice) -> Result<(), String> {
        Ok(())
    }

    fn has_tray(&self) -> bool {
        false
    }

    fn set_tray(&self, _there: bool) {}

    fn refresh_tray(&self) {}

    fn quit(&self, _code: i32) {}
}
