//! A window that fills the screen, as X11 tells it. On Wayland a program learns nothing of others: there the desktop keeps
//! notifications back itself, or says so as do-not-disturb.

use std::{sync::mpsc, time::Duration};

use gdkx11::{X11Display, X11Window};
use gtk::{
    gdk::{self, Atom, Screen, Window},
    prelude::*,
};
use tauri::AppHandle;

/// A main thread that is busy for longer keeps no reminder back.
const PATIENCE: Duration = Duration::from_secs(2);
/// More than any list that is read here, in bytes.
const MOST: u64 = 4096;

/// Whether the window in front fills the screen. Not for the main thread, which is asked: GDK answers nowhere else.
pub fn is_there(app: &AppHandle) -> bool {
    let (sender, answer) = mpsc::channel();
    let asked = app.run_on_main_thread(move || {
        // Whoever asked may have lost patience.
        let _answered = sender.send(in_front().unwrap_or(false));
    });
    asked.is_ok() && answer.recv_timeout(PATIENCE).unwrap_or(false)
}

fn in_front() -> Option<bool> {
    let screen = Screen::default()?;
    let display = screen.display().downcast::<X11Display>().ok()?;
    // A window that closes meanwhile is an error of X11, which would end the program.
    display.error_trap_push();
    let is_full = fills(&screen);
    display.error_trap_pop_ignored();
    is_full
}

fn fills(screen: &Screen) -> Option<bool> {
    let root = screen.root_window()?;
    let active = *list(&root, "_NET_ACTIVE_WINDOW", "WINDOW")?.first()?;
    let front = screen.window_stack().into_iter().find(|window| number(window) == Some(active))?;
    let full = Atom::intern("_NET_WM_STATE_FULLSCREEN").value();
    Some(list(&front, "_NET_WM_STATE", "ATOM")?.contains(&full))
}

fn number(window: &Window) -> Option<usize> {
    usize::try_from(window.downcast_ref::<X11Window>()?.xid()).ok()
}

/// A property that is a list; GDK gives each member in the width of a pointer.
fn list(window: &Window, property: &str, kind: &str) -> Option<Vec<usize>> {
    let (_, _, bytes) = gdk::property_get(window, &Atom::intern(property), &Atom::intern(kind), 0, MOST, 0)?;
    Some(bytes.as_chunks().0.iter().copied().map(usize::from_ne_bytes).collect())
}
