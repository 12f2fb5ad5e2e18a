//! What the login session tells: the computer is about to sleep, its screen was locked, somebody else sits down at it, or
//! nobody wants to be disturbed.
//!
//! Only Linux is heard so far. Elsewhere the ticker locks after sleep and when nobody is there; what Windows
//! (`WM_WTSSESSION_CHANGE`, `SHQueryUserNotificationState`) and macOS (`NSWorkspace`) would tell at once belongs here, and
//! is neither written nor tested. Both keep notifications back themselves while the user wants none.

#[cfg(target_os = "linux")]
mod appearance;
#[cfg(target_os = "linux")]
mod bus;
#[cfg(target_os = "linux")]
mod full_screen;
#[cfg(target_os = "linux")]
mod logind;
#[cfg(target_os = "linux")]
mod quiet;
#[cfg(target_os = "linux")]
mod screen_saver;

use std::sync::Arc;

use tauri::AppHandle;

use crate::Shell;

/// Why somebody else may soon be at this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nobody tells there yet"))]
pub enum Departure {
    Sleep,
    ScreenLocked,
    UserSwitched,
}

/// Locks the journal from now on whenever the session tells that the user goes, and follows its colors.
#[cfg(target_os = "linux")]
pub fn listen(app: &AppHandle, shell: &Arc<Shell>) {
    bus::listen(appearance::Appearance::new(app.clone()));
    bus::listen(logind::Logind::new(Arc::clone(shell)));
    bus::listen(screen_saver::ScreenSaver::new(Arc::clone(shell)));
}

#[cfg(not(target_os = "linux"))]
pub fn listen(_app: &AppHandle, _shell: &Arc<Shell>) {}

/// Do-not-disturb or a full screen, as the system tells it at this moment. Asked only when something is about to be shown.
#[cfg(target_os = "linux")]
pub fn wants_quiet(app: &AppHandle) -> bool {
    quiet::is_wanted() || full_screen::is_there(app)
}

#[cfg(not(target_os = "linux"))]
pub fn wants_quiet(_app: &AppHandle) -> bool {
    false
}
