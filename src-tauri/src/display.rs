//! Whether there is a screen to open a window on.

/// Asked before the window system starts: it would end the program with a message for developers.
///
/// # Errors
/// A sentence that names the way out.
#[cfg(target_os = "linux")]
pub fn check() -> Result<(), String> {
    gtk::init().map_err(|_| {
        "Ajar needs a desktop to show its window, and there is none here. \
         Start it from a desktop session, or set DISPLAY to one."
            .to_owned()
    })
}

/// The other systems always have one for a signed-in user.
#[cfg(not(target_os = "linux"))]
pub fn check() -> Result<(), String> {
    Ok(())
}
