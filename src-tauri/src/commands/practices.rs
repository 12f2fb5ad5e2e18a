//! The catalogue, the user's own practices, partner notes, and rehearsal.

use ajar_engine::{
    Engine,
    dto::{Library, Mark, OwnPractice, PartnerNotes, PracticePage, Rehearsal, Tense, Topic, TurnToAsk},
};

use super::App;
use crate::shell::Answer;

const PRACTICES: &[Topic] = &[Topic::Practice, Topic::Today];

#[tauri::command(async)]
pub fn list_practices(app: App<'_>) -> Answer<Library> {
    app.ask(Engine::library)
}

#[tauri::command(async)]
pub fn get_practice(app: App<'_>, practice: String) -> Answer<PracticePage> {
    app.ask(|engine| engine.practice(&practice))
}

#[tauri::command(async)]
pub fn save_own_practice(app: App<'_>, own: OwnPractice) -> Answer<String> {
    app.change(PRACTICES, |engine| engine.save_own_practice(&own))
}

#[tauri::command(async)]
pub fn delete_own_practice(app: App<'_>, practice: String) -> Answer<()> {
    app.change(PRACTICES, |engine| engine.delete_own_practice(&practice))
}

#[tauri::command(async)]
pub fn restore_own_practice(app: App<'_>, practice: String) -> Answer<()> {
    app.change(PRACTICES, |engine| engine.restore_own_practice(&practice))
}

#[tauri::command(async)]
pub fn mark_practice(app: App<'_>, practice: String, mark: Mark) -> Answer<()> {
    app.change(PRACTICES, |engine| engine.mark_practice(&practice, mark))
}

#[tauri::command(async)]
pub fn get_partner_notes(app: App<'_>) -> Answer<PartnerNotes> {
    app.ask(Engine::partner_notes)
}

#[tauri::command(async)]
pub fn save_partner_notes(app: App<'_>, notes: PartnerNotes) -> Answer<()> {
    app.change(PRACTICES, |engine| engine.save_partner_notes(&notes))
}

/// A form that somebody has begun and not sent.
#[tauri::command(async)]
pub fn get_unfinished(app: App<'_>, form: String) -> Answer<Option<String>> {
    app.ask(|engine| engine.unfinished(&form))
}

/// Nothing that is shown depends on it, so nobody is told.
#[tauri::command(async)]
pub fn keep_unfinished(app: App<'_>, form: String, text: Option<String>) -> Answer<()> {
    app.ask(|engine| engine.keep_unfinished(&form, text.as_deref()))
}

#[tauri::command(async)]
pub fn get_tense(app: App<'_>) -> Answer<Tense> {
    app.ask(Engine::tense)
}

#[tauri::command(async)]
pub fn get_rehearsal(app: App<'_>, seen: Vec<String>) -> Answer<Rehearsal> {
    app.ask(|engine| engine.rehearsal(&seen))
}

/// A deck for the partner's hands, also while the journal is locked.
#[tauri::command(async)]
pub fn get_turn_to_ask(app: App<'_>) -> Answer<TurnToAsk> {
    app.ask(|engine| Ok(engine.turn_to_ask()))
}
