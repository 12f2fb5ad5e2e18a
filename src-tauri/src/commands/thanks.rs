//! Appreciations, and what waits for a calm day.

use ajar_engine::{
    Engine,
    dto::{MatterSave, ThanksPage, ThanksSave, Topic},
};

use super::App;
use crate::shell::Answer;

const TALKS: &[Topic] = &[Topic::Talks, Topic::Practice, Topic::Today, Topic::Progress, Topic::Reminders];

#[tauri::command(async)]
pub fn list_thanks(app: App<'_>) -> Answer<ThanksPage> {
    app.ask(Engine::thanks)
}

#[tauri::command(async)]
pub fn save_thanks(app: App<'_>, save: ThanksSave) -> Answer<()> {
    app.change(TALKS, |engine| engine.save_thanks(&save))
}

#[tauri::command(async)]
pub fn delete_thanks(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.delete_thanks(&id))
}

#[tauri::command(async)]
pub fn restore_thanks(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.restore_thanks(&id))
}

#[tauri::command(async)]
pub fn save_matter(app: App<'_>, save: MatterSave) -> Answer<()> {
    app.change(TALKS, |engine| engine.save_matter(&save))
}

#[tauri::command(async)]
pub fn delete_matter(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.delete_matter(&id))
}

#[tauri::command(async)]
pub fn restore_matter(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.restore_matter(&id))
}
