//! Start at login, in the tray.

use auto_launch::{AutoLaunch, AutoLaunchBuilder};

/// # Errors
/// A sentence that says what to do.
pub fn is_on() -> Result<bool, String> {
    launcher()?.is_enabled().map_err(|error| refused(&error))
}

/// # Errors
/// A sentence that says what to do.
pub fn set(on: bool) -> Result<(), String> {
    let launcher = launcher()?;
    let done = if on { launcher.enable() } else { launcher.disable() };
    done.map_err(|error| refused(&error))
}

fn launcher() -> Result<AutoLaunch, String> {
    let program = std::env::current_exe().map_err(|error| refused(&error))?;
    let program = program.to_string_lossy();
    // The entry is a command line on Windows and Linux, where a space would end the path; macOS takes a plain path.
    let command = if cfg!(target_os = "macos") { program.into_owned() } else { format!("\"{program}\"") };
    AutoLaunchBuilder::new()
        .set_app_name("Ajar")
        .set_app_path(&command)
        .set_args(&["--hidden"])
        .build()
        .map_err(|error| refused(&error))
}

fn refused(error: &dyn std::error::Error) -> String {
    tracing::warn!(%error, "start at login");
    "Ajar could not change what starts at login. You can add it in your system's settings instead.".to_owned()
}
