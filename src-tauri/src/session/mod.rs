//! What the login session tells: the computer is about to sleep, its screen was locked, somebody else sits down at it.
//!
//! Only Linux is heard so far. Elsewhere the ticker locks after sleep and when nobody is there; what Windows
//! (`WM_WTSSESSION_CHANGE`) and macOS (`NSWorkspace`) would tell at once belongs here, and is neither written nor tested.

#[cfg(target_os = "linux")]
mod bus;
#[cfg(target_os = "linux")]
mod logind;
#[cfg(target_os = "linux")]
mod screen_saver;

use std::sync::Arc;

use crate::Shell;

/// Why somebody else may soon be at this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nobody tells there yet"))]
pub enum Departure {
    Sleep,
    ScreenLocked,
    UserSwitched,
}

/// Locks the journal from now on whenever the session tells that the user goes.
#[cfg(target_os = "linux")]
pub fn listen(shell: &Arc<Shell>) {
    bus::listen(logind::Logind::new(Arc::clone(shell)));
    bus::listen(screen_saver::ScreenSaver::new(Arc::clone(shell)));
}

#[cfg(not(target_os = "linux"))]
pub fn listen(_shell: &Arc<Shell>) {}
