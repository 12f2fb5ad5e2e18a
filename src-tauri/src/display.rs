//! Whether there is a screen to open a window on.

/// Checked before the window system starts: GTK would end the program with a message for developers.
///
/// # Errors
/// A sentence that names the way out.
pub fn check() -> Result<(), String> {
    if cfg!(target_os = "linux") && !has_display(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
        return Err("Ajar needs a desktop to show its window, and there is none here. \
            Start it from a desktop session, or set DISPLAY to one."
            .to_owned());
    }
    Ok(())
}

fn has_display(is_set: impl Fn(&str) -> bool) -> bool {
    is_set("WAYLAND_DISPLAY") || is_set("DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_display_will_do() {
        assert!(has_display(|name| name == "DISPLAY"));
        assert!(has_display(|name| name == "WAYLAND_DISPLAY"));
        assert!(!has_display(|_| false));
    }
}
