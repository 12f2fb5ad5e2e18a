//! What the shell asks of the machine. A trait, so that the command tests run without a display.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};

use ajar_engine::Notice;
use tauri::{AppHandle, Emitter};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::{
    autostart,
    events::{Event, Page},
    notify, session, window,
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
    /// Whether a notification would be in the way now, as far as the system tells. Not for the main thread.
    fn wants_quiet(&self) -> bool;
    /// Takes back what tells too much to stay on the screen while the journal is locked. Does not wait for the system.
    fn withdraw_notifications(&self);
    fn has_tray(&self) -> bool;
    fn set_tray(&self, there: bool);
    /// Builds the tray menu again, if its words are no longer the right ones.
    fn refresh_tray(&self);
    /// Asks for a file in a dialog of the system; `None` when the user named none. Not for the main thread.
    fn choose_file(&self, title: &str) -> Option<PathBuf>;
    /// Asks for pictures, none or several, in the same way. What a file is called proves nothing.
    fn choose_pictures(&self, title: &str) -> Vec<PathBuf>;
    /// Asks under what name a file is to be saved, and offers one. The dialog asks before it answers with a file that exists.
    fn choose_new_file(&self, title: &str, name: &str) -> Option<PathBuf>;
    /// Asks for a folder, in the same way.
    fn choose_folder(&self, title: &str) -> Option<PathBuf>;
    /// Opens a page in the system's browser; the error is a sentence.
    fn open_address(&self, address: &str) -> Result<(), String>;
    /// Lets the window fill the screen, or no more.
    fn set_full_screen(&self, on: bool);
    /// Starts Ajar at login from now on, or no more; the error is a sentence.
    fn start_at_login(&self, on: bool) -> Result<(), String>;
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

    /// In front of the window, where there is one.
    fn dialog(&self, title: &str) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.app.dialog().file().set_title(title);
        match window::current(&self.app) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

/// Only the phones of this world answer with something that is no path.
fn path(chosen: Option<FilePath>) -> Option<PathBuf> {
    chosen?.into_path().ok()
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

    fn wants_quiet(&self) -> bool {
        session::wants_quiet(&self.app)
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

    fn choose_file(&self, title: &str) -> Option<PathBuf> {
        path(self.dialog(title).blocking_pick_file())
    }

    fn choose_pictures(&self, title: &str) -> Vec<PathBuf> {
        // Cameras write them large, and some dialogs mind.
        let endings = ["jpg", "jpeg", "png", "webp", "gif", "JPG", "JPEG", "PNG", "WEBP", "GIF"];
        let dialog = self.dialog(title).add_filter("Pictures", &endings).add_filter("All files", &["*"]);
        let chosen = dialog.blocking_pick_files().unwrap_or_default();
        chosen.into_iter().filter_map(|file| path(Some(file))).collect()
    }

    fn choose_new_file(&self, title: &str, name: &str) -> Option<PathBuf> {
        path(self.dialog(title).set_file_name(name).blocking_save_file())
    }

    fn choose_folder(&self, title: &str) -> Option<PathBuf> {
        path(self.dialog(title).blocking_pick_folder())
    }

    fn open_address(&self, address: &str) -> Result<(), String> {
        tauri_plugin_opener::open_url(address, None::<&str>).map_err(|error| {
            tracing::warn!(%error, "a page did not open");
            "The page could not be opened. Copy its address into your browser.".to_owned()
        })
    }

    fn set_full_screen(&self, on: bool) {
        if let Some(Err(error)) = window::current(&self.app).map(|window| window.set_fullscreen(on)) {
            tracing::warn!(%error, "the window kept its size");
        }
    }

    fn start_at_login(&self, on: bool) -> Result<(), String> {
        autostart::set(on)
    }

    fn quit(&self, code: i32) {
        window::empty_web_data(&self.web_data);
        self.app.exit(code);
    }
}
