//! Backups, restoring them, and beginning again.

use ajar_engine::{
    Engine,
    dto::{BackupHealth, BackupRow, Erased, FoundBackup, JournalCheck, Proof, RestorePreview, Topic},
};

use super::{App, waiting};
use crate::{Shell, exchange::EVERYTHING, shell::Answer};

#[tauri::command(async)]
pub fn get_backup_health(app: App<'_>) -> Answer<BackupHealth> {
    app.ask(Engine::backup_health)
}

#[tauri::command(async)]
pub fn back_up_now(app: App<'_>) -> Answer<BackupRow> {
    app.change(&[Topic::Status], Engine::back_up_now)
}

#[tauri::command(async)]
pub fn verify_journal(app: App<'_>) -> Answer<JournalCheck> {
    app.ask(Engine::verify)
}

/// Asks for a folder in a dialog of the system; `None` when the user named none.
#[tauri::command]
pub async fn choose_second_place(app: App<'_>) -> Answer<Option<String>> {
    waiting(app, Shell::choose_second_place).await
}

#[tauri::command(async)]
pub fn forget_second_place(app: App<'_>) -> Answer<()> {
    app.change(&[Topic::Status], |engine| engine.set_second_place(None))
}

#[tauri::command(async)]
pub fn list_backups(app: App<'_>) -> Answer<Vec<FoundBackup>> {
    app.ask(Engine::found_backups)
}

/// Asks for a file in a dialog of the system; `None` when the user named none.
#[tauri::command]
pub async fn choose_backup(app: App<'_>) -> Answer<Option<FoundBackup>> {
    waiting(app, Shell::choose_backup).await
}

#[tauri::command(async)]
pub fn preview_restore(app: App<'_>, backup: String, proof: Proof) -> Answer<RestorePreview> {
    let file = app.backup_file(&backup)?;
    app.ask(|engine| engine.preview_restore(&file, (&proof).into()))
}

#[tauri::command]
pub async fn restore_backup(app: App<'_>, backup: String, proof: Proof) -> Answer<RestorePreview> {
    waiting(app, move |shell| {
        let file = shell.backup_file(&backup)?;
        shell.exchange(|engine| engine.restore(&file, (&proof).into()))
    })
    .await
}

#[tauri::command]
pub async fn undo_restore(app: App<'_>) -> Answer<()> {
    waiting(app, |shell| shell.exchange(Engine::undo_restore)).await
}

#[tauri::command(async)]
pub fn open_anyway(app: App<'_>) -> Answer<()> {
    app.change(EVERYTHING, Engine::open_anyway)
}

#[tauri::command]
pub async fn start_anew(app: App<'_>) -> Answer<()> {
    waiting(app, |shell| shell.exchange(Engine::start_anew)).await
}

#[tauri::command(async)]
pub fn erase_everything(app: App<'_>, proof: Proof) -> Answer<Erased> {
    app.erase(&proof)
}
