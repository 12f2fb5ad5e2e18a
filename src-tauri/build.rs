//! Tells Tauri which commands exist, so that a window may call these and no others.

use std::{error::Error, fs, path::Path};

const COMMANDS: &[&str] = &[
    "another_practice",
    "answer_reminder",
    "choose_on_close",
    "create_vault",
    "delete_entry",
    "delete_reminder",
    "finish_start",
    "flush_done",
    "get_autostart",
    "get_entry",
    "get_progress",
    "get_promise",
    "get_support",
    "get_today",
    "hear_notice",
    "list_entries",
    "list_reminders",
    "list_trash",
    "lock",
    "log_practice",
    "log_talk",
    "look_again",
    "pause_reminders",
    "preview_reminder",
    "preview_styles",
    "quick_hide",
    "quit",
    "restore_entry",
    "restore_reminder",
    "resume_reminders",
    "save_entry",
    "save_reminder",
    "save_settings",
    "send_test_notification",
    "set_autostart",
    "set_kind_enabled",
    "status",
    "touch",
    "undo_log",
    "unlock",
    "unlock_with_recovery",
];

/// Shown instead of the interface when the program was compiled before `ui` was built.
const PLACEHOLDER: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Ajar</title>\
    <style></style><p>The interface has not been built. Run <code>cargo xtask run</code>.</p></html>\n";

fn main() -> Result<(), Box<dyn Error>> {
    let page = Path::new("ui/dist/index.html");
    if !page.exists() {
        fs::create_dir_all("ui/dist")?;
        fs::write(page, PLACEHOLDER)?;
    }
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes)?;
    Ok(())
}
