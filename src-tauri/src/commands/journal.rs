//! Entries: reading, writing, the trash.

use ajar_engine::dto::{
    Entry, EntryRow, EntrySave, Proof, Revision, RevisionRow, Saved, SearchPage, SearchQuery, Topic,
};

use super::App;
use crate::shell::Answer;

#[tauri::command(async)]
pub fn list_entries(app: App<'_>, from: u32) -> Answer<Vec<EntryRow>> {
    app.ask(|engine| engine.entries_from(from))
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

#[tauri::command(async)]
pub fn list_revisions(app: App<'_>, id: String) -> Answer<Vec<RevisionRow>> {
    app.ask(|engine| engine.revisions(&id))
}

#[tauri::command(async)]
pub fn get_revision(app: App<'_>, id: String, rev: i64) -> Answer<Revision> {
    app.ask(|engine| engine.revision(&id, rev))
}

#[tauri::command(async)]
pub fn purge_entry(app: App<'_>, id: String, proof: Proof) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.purge_entry(&id, &proof))
}
