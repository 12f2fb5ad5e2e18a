//! What the shell asks of the machine. A trait, so that the command tests run without a display.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};

use ajar_engine::Notice;
use tauri::{AppHandle, Emitter};

use crate::{
    events::{Event, Page},
    notify, window,
};

pub trait Host: Send + Sync {
    fn emit(&self, event: &Event);
    /// Opens the window, or raises the open one.
    fn open_window(&self, page: Option<Page>, focused: bool);
    /// Takes the window out of sight at once; it is destroyed a moment later.
    fn hide_window(&self);
    /// Destroys the window: hiding one would free nothing.
    fn close_window(&self);
    fn has_window(&self) -> bool;
    /// Whether a window is open and neither minimized nor covered by the lock of the system.
    fn window_visible(&self) -> bool;
    /// Hands a notification over; the error is a sentence that says why nobody will see it.
    fn notify(&self, notice: &Notice) -> Result<(), String>;
    /// Takes back what tells too much to stay on the screen while the journal is locked. Does not wait for the system.
    fn withdraw_notifications(&self);
    fn has_tray(&self) -> bool;
    fn set_tray(&self, there: bool);
    /// Builds the tray menu again, if its words are no longer the right ones.
    fn refresh_tray(&self);
    fn quit(&self, code: i32);
}

/// The real one.
#[derive(Debug)]
pub struct Desktop {
    app: AppHandle,
    web_data: PathBuf,
    tray: AtomicBool,
}

impl Desktop {
    pub fn new(app: AppHandle, web_data: PathBuf) -> Self {
        Self { app, web_data, tray: AtomicBool::new(false) }
    }
}

impl Host for Desktop {
    fn emit(&self, event: &Event) {
        if let Err(error) = self.app.emit(event.name(), event.payload()) {
            tracing::warn!(%error, event = event.name(), "an event did not reach the window");
        }
    }

    fn open_window(&self, page: Option<Page>, focused: bool) {
        if let Err(error) = window::open(&self.app, &self.web_data, page, focused) {
            tracing::error!(%error, "the window did not open");
        }
    }

    fn hide_window(&self) {
        if let Some(Err(error)) = window::current(&self.app).map(|window| window.hide()) {
            tracing::error!(%error, "the window did not hide");
        }
    }

    fn close_window(&self) {
        window::close(&self.app);
    }

    fn has_window(&self) -> bool {
        window::current(&self.app).is_some()
    }

    fn window_visible(&self) -> bool {
        window::current(&self.app)
            .is_some_and(|window| window.is_visible().unwrap_or(false) && !window.is_minimized().unwrap_or(false))
    }

    fn notify(&self, notice: &Notice) -> Result<(), String> {
        notify::show(&self.app, notice)
    }

    fn withdraw_notifications(&self) {
        notify::withdraw(&self.app);
    }

    fn has_tray(&self) -> bool {
        self.tray.load(Ordering::Relaxed)
    }

    fn set_tray(&self, there: bool) {
        self.tray.store(there, Ordering::Relaxed);
    }

    fn refresh_tray(&self) {
        crate::tray::refresh(&self.app);
    }

    fn quit(&self, code: i32) {
        window::empty_web_data(&self.web_data);
        self.app.exit(code);
    }
}
