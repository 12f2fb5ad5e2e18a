//! Tells Tauri which commands exist, so that a window may call these and no others.

use std::{error::Error, fs, path::Path};

const COMMANDS: &[&str] = &[
    "another_practice",
    "answer_ask",
    "answer_reminder",
    "back_up_now",
    "change_passphrase",
    "choose_backup",
    "choose_on_close",
    "choose_second_place",
    "create_vault",
    "delete_entry",
    "delete_reminder",
    "drop_letter",
    "erase_everything",
    "export_calendar",
    "finish_start",
    "flush_done",
    "forget_second_place",
    "get_autostart",
    "get_backup_health",
    "get_entry",
    "get_practice_while_locked",
    "get_progress",
    "get_promise",
    "get_support",
    "get_today",
    "hear_notice",
    "list_backups",
    "list_entries",
    "list_occurrences",
    "list_reminders",
    "list_trash",
    "lock",
    "log_practice",
    "log_talk",
    "look_again",
    "make_recovery_key",
    "open_anyway",
    "pause_reminders",
    "preview_reminder",
    "preview_restore",
    "preview_styles",
    "quick_hide",
    "quit",
    "rate_passphrase",
    "rekey",
    "restore_backup",
    "restore_entry",
    "restore_reminder",
    "resume_reminders",
    "revoke_recovery_key",
    "save_entry",
    "save_reminder",
    "save_settings",
    "send_test_notification",
    "set_autostart",
    "set_kind_enabled",
    "set_login_way",
    "start_anew",
    "status",
    "suggest_passphrase",
    "test_recovery_key",
    "touch",
    "undo_log",
    "undo_restore",
    "unlock",
    "unlock_with_login",
    "unlock_with_recovery",
    "verify_journal",
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
