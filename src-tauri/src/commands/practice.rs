//! Today, the log of practices and talks, and progress.

use ajar_engine::dto::{Logged, PracticeCard, Progress, TalkDraft, Today, Topic};

use super::App;
use crate::shell::Answer;

const LOG: &[Topic] = &[Topic::Today, Topic::Progress, Topic::Reminders, Topic::Talks, Topic::Practice];

#[tauri::command(async)]
pub fn get_today(app: App<'_>) -> Answer<Today> {
    app.ask(ajar_engine::Engine::today)
}

#[tauri::command(async)]
pub fn another_practice(app: App<'_>, seen: Vec<String>) -> Answer<PracticeCard> {
    app.ask(|engine| engine.another_practice(&seen))
}

#[tauri::command(async)]
pub fn log_practice(app: App<'_>, practice: String, occurrence: Option<String>) -> Answer<Logged> {
    app.change(LOG, |engine| engine.log_practice(&practice, occurrence.as_deref()))
}

#[tauri::command(async)]
pub fn log_talk(app: App<'_>, talk: TalkDraft) -> Answer<Logged> {
    app.change(LOG, |engine| engine.log_talk(&talk))
}

#[tauri::command(async)]
pub fn undo_log(app: App<'_>, id: String) -> Answer<()> {
    app.change(LOG, |engine| engine.undo_log(&id))
}

#[tauri::command(async)]
pub fn get_progress(app: App<'_>, month: Option<String>) -> Answer<Progress> {
    app.ask(|engine| engine.progress(month.as_deref()))
}
