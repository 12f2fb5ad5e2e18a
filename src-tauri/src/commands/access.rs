//! First start, lock and unlock.

use ajar_engine::dto::{Created, FirstStart, Letter, PracticeCard, Status, Topic};

use super::{App, Secret, waiting_for_page};
use crate::{Shell, exchange::EVERYTHING, shell::Answer};

#[tauri::command(async)]
pub fn status(app: App<'_>) -> Status {
    app.status()
}

#[tauri::command(async)]
pub fn create_vault(app: App<'_>, first: FirstStart) -> Answer<Created> {
    let created = app.change(EVERYTHING, |engine| engine.create_vault(&first))?;
    app.arrived();
    app.starting(true);
    Ok(created)
}

#[tauri::command(async)]
pub fn finish_start(app: App<'_>) {
    app.starting(false);
}

#[tauri::command(async)]
pub fn look_again(app: App<'_>) {
    app.look_again();
}

#[tauri::command(async)]
pub fn unlock(app: App<'_>, passphrase: Secret) -> Answer<()> {
    app.ask(|engine| engine.unlock(&passphrase.0))?;
    app.arrived();
    app.changed(EVERYTHING);
    Ok(())
}

#[tauri::command(async)]
pub fn unlock_with_recovery(app: App<'_>, key: Secret) -> Answer<()> {
    app.ask(|engine| engine.unlock_with_recovery(&key.0))?;
    app.arrived();
    app.changed(EVERYTHING);
    Ok(())
}

#[tauri::command(async)]
pub fn unlock_with_login(app: App<'_>) -> Answer<()> {
    app.ask(ajar_engine::Engine::unlock_with_login)?;
    app.arrived();
    app.changed(EVERYTHING);
    Ok(())
}

#[tauri::command(async)]
pub fn drop_letter(app: App<'_>, letter: Letter) -> Answer<()> {
    app.change(&[Topic::Status], |engine| engine.drop_letter(&letter))
}

#[tauri::command(async)]
pub fn get_practice_while_locked(app: App<'_>) -> Answer<Option<PracticeCard>> {
    app.ask(ajar_engine::Engine::practice_while_locked)
}

#[tauri::command]
pub async fn lock(app: App<'_>) -> Answer<()> {
    waiting_for_page(app, Shell::lock).await
}

/// Locks the journal and shows the partner's deck.
#[tauri::command]
pub async fn hand_over(app: App<'_>) -> Answer<()> {
    waiting_for_page(app, Shell::lock_for_partner).await
}

#[tauri::command]
pub async fn quick_hide(app: App<'_>) -> Answer<()> {
    waiting_for_page(app, Shell::quick_hide).await
}

#[tauri::command(async)]
pub fn touch(app: App<'_>) {
    app.touch();
}
