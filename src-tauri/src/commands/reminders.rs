//! Reminders, their pauses, and the answers to them.

use ajar_engine::dto::{
    Answered, AskAnswer, OccurrenceAction, OccurrenceLine, PauseFor, PreviewLine, ReminderDraft, ReminderKind,
    ReminderRow, Reminders, Topic,
};

use super::{App, waiting};
use crate::shell::Answer;

const TOPICS: &[Topic] = &[Topic::Reminders, Topic::Today];
const ANSWER: &[Topic] = &[Topic::Today, Topic::Reminders, Topic::Progress];

#[tauri::command(async)]
pub fn list_reminders(app: App<'_>) -> Answer<Reminders> {
    app.ask(ajar_engine::Engine::reminders)
}

#[tauri::command(async)]
pub fn save_reminder(app: App<'_>, reminder: ReminderDraft) -> Answer<ReminderRow> {
    app.change(TOPICS, |engine| engine.save_reminder(&reminder))
}

#[tauri::command(async)]
pub fn delete_reminder(app: App<'_>, id: String) -> Answer<()> {
    app.change(TOPICS, |engine| engine.delete_reminder(&id))
}

#[tauri::command(async)]
pub fn restore_reminder(app: App<'_>, id: String) -> Answer<ReminderRow> {
    app.change(TOPICS, |engine| engine.restore_reminder(&id))
}

#[tauri::command(async)]
pub fn set_kind_enabled(app: App<'_>, kind: ReminderKind, enabled: bool) -> Answer<()> {
    app.change(TOPICS, |engine| engine.set_kind_enabled(kind, enabled))
}

#[tauri::command(async)]
pub fn preview_reminder(app: App<'_>, reminder: ReminderDraft) -> Answer<Vec<PreviewLine>> {
    app.ask(|engine| engine.preview_reminder(&reminder))
}

#[tauri::command(async)]
pub fn pause_reminders(app: App<'_>, reminder: Option<String>, pause: PauseFor) -> Answer<()> {
    app.change(TOPICS, |engine| engine.pause_reminders(reminder.as_deref(), &pause))
}

#[tauri::command(async)]
pub fn resume_reminders(app: App<'_>, reminder: Option<String>) -> Answer<()> {
    app.change(TOPICS, |engine| engine.resume_reminders(reminder.as_deref()))
}

#[tauri::command(async)]
pub fn answer_reminder(app: App<'_>, occurrence: String, action: OccurrenceAction) -> Answer<Answered> {
    app.change(ANSWER, |engine| engine.answer_reminder(&occurrence, &action))
}

/// Asks for a place in a dialog of the system; `None` when the user named none.
#[tauri::command]
pub async fn export_calendar(app: App<'_>, reminder: Option<String>) -> Answer<Option<String>> {
    waiting(app, move |shell| shell.export_calendar(reminder.as_deref())).await
}

#[tauri::command(async)]
pub fn list_occurrences(app: App<'_>, reminder: String) -> Answer<Vec<OccurrenceLine>> {
    app.ask(|engine| engine.occurrences(&reminder))
}

#[tauri::command(async)]
pub fn answer_ask(app: App<'_>, answer: AskAnswer) -> Answer<()> {
    app.change(TOPICS, |engine| engine.answer_ask(&answer))
}
