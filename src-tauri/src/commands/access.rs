//! First start, lock and unlock.

use ajar_engine::dto::{Created, FirstStart, Status, Topic};

use super::{App, waiting_for_page};
use crate::{Shell, shell::Answer};

const EVERYTHING: &[Topic] =
    &[Topic::Status, Topic::Today, Topic::Reminders, Topic::Journal, Topic::Progress, Topic::Settings];

#[tauri::command(async)]
pub fn status(app: App<'_>) -> Status {
    app.status()
}

#[tauri::command(async)]
pub fn create_vault(app: App<'_>, first: FirstStart) -> Answer<Created> {
    let created = app.change(EVERYTHING, |engine| engine.create_vault(&first))?;
    app.starting(true);
    Ok(created)
}

#[tauri::command(async)]
pub fn finish_start(app: App<'_>) {
    app.starting(false);
}

#[tauri::command(async)]
pub fn look_again(app: App<'_>) -> Answer<()> {
    app.change(EVERYTHING, ajar_engine::Engine::look_again)
}

#[tauri::command(async)]
pub fn unlock(app: App<'_>, passphrase: Secret) -> Answer<()> {
    app.touch();
    app.change(EVERYTHING, |engine| engine.unlock(&passphrase.0))
}

#[tauri::command(async)]
pub fn unlock_with_recovery(app: App<'_>, key: Secret) -> Answer<()> {
    app.touch();
    app.change(EVERYTHING, |engine| engine.unlock_with_recovery(&key.0))
}

#[tauri::command]
pub async fn lock(app: App<'_>) -> Answer<()> {
    waiting_for_page(app, Shell::lock).await
}

#[tauri::command]
pub async fn quick_hide(app: App<'_>) -> Answer<()> {
    waiting_for_page(app, Shell::quick_hide).await
}

#[tauri::command(async)]
pub fn touch(app: App<'_>) {
    app.touch();
}

/// A passphrase or key on its way in, wiped when the command ends.
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub struct Secret(zeroize::Zeroizing<String>);
