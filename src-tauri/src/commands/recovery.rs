//! Backups, restoring them, and beginning again.

use ajar_engine::dto::{BackupHealth, BackupRow, Erased, FoundBackup, JournalCheck, Proof, RestorePreview, Topic};

use super::App;
use super::access::EVERYTHING;
use crate::shell::Answer;

#[tauri::command(async)]
pub fn get_backup_health(app: App<'_>) -> Answer<BackupHealth> {
    app.ask(ajar_engine::Engine::backup_health)
}

#[tauri::command(async)]
pub fn back_up_now(app: App<'_>) -> Answer<BackupRow> {
    app.change(&[Topic::Status], ajar_engine::Engine::back_up_now)
}

#[tauri::command(async)]
pub fn verify_journal(app: App<'_>) -> Answer<JournalCheck> {
    app.ask(ajar_engine::Engine::verify)
}

/// Asks for a folder in a dialog of the system; `None` when the user named none.
#[tauri::command]
pub async fn choose_second_place(_app: App<'_>) -> Answer<Option<String>> {
    Ok(None)
}

#[tauri::command(async)]
pub fn forget_second_place(app: App<'_>) -> Answer<()> {
    app.change(&[Topic::Status], |engine| engine.set_second_place(None))
}

#[tauri::command(async)]
pub fn list_backups(app: App<'_>) -> Answer<Vec<FoundBackup>> {
    app.ask(ajar_engine::Engine::found_backups)
}

/// Asks for a file in a dialog of the system; `None` when the user named none.
#[tauri::command]
pub async fn choose_backup(_app: App<'_>) -> Answer<Option<FoundBackup>> {
    Ok(None)
}

#[tauri::command(async)]
pub fn preview_restore(app: App<'_>, backup: String, proof: Proof) -> Answer<RestorePreview> {
    app.ask(|engine| engine.preview_restore(&engine.backup_file(&backup)?, (&proof).into()))
}

#[tauri::command(async)]
pub fn restore_backup(app: App<'_>, backup: String, proof: Proof) -> Answer<RestorePreview> {
    app.change(EVERYTHING, |engine| engine.restore(&engine.backup_file(&backup)?, (&proof).into()))
}

#[tauri::command(async)]
pub fn undo_restore(app: App<'_>) -> Answer<()> {
    app.change(EVERYTHING, ajar_engine::Engine::undo_restore)
}

#[tauri::command(async)]
pub fn open_anyway(app: App<'_>) -> Answer<()> {
    app.change(EVERYTHING, ajar_engine::Engine::open_anyway)
}

#[tauri::command(async)]
pub fn start_anew(app: App<'_>) -> Answer<()> {
    app.change(EVERYTHING, ajar_engine::Engine::start_anew)
}

#[tauri::command(async)]
pub fn erase_everything(app: App<'_>, proof: Proof) -> Answer<Erased> {
    app.change(EVERYTHING, |engine| engine.erase_everything(&proof))
}
