//! Entries: reading, writing, the trash.

use ajar_engine::dto::{Entry, EntryCursor, EntryPage, EntryRow, EntrySave, Saved, SearchPage, SearchQuery, Topic};

use super::App;
use crate::shell::Answer;

#[tauri::command(async)]
pub fn list_entries(app: App<'_>, after: Option<EntryCursor>) -> Answer<EntryPage> {
    app.ask(|engine| engine.entries(after.as_ref()))
}

#[tauri::command(async)]
pub fn list_trash(app: App<'_>) -> Answer<Vec<EntryRow>> {
    app.ask(ajar_engine::Engine::trash)
}

#[tauri::command(async)]
pub fn get_entry(app: App<'_>, id: String) -> Answer<Entry> {
    app.ask(|engine| engine.entry(&id))
}

#[tauri::command(async)]
pub fn save_entry(app: App<'_>, save: EntrySave) -> Answer<Saved> {
    app.change(&[Topic::Journal], |engine| engine.save_entry(&save))
}

#[tauri::command(async)]
pub fn delete_entry(app: App<'_>, id: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.delete_entry(&id))
}

#[tauri::command(async)]
pub fn restore_entry(app: App<'_>, id: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.restore_entry(&id))
}

#[tauri::command(async)]
pub fn search_entries(app: App<'_>, query: SearchQuery) -> Answer<SearchPage> {
    app.ask(|engine| engine.search(&query))
}
