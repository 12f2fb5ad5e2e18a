//! Telling of talks, and easing off.

use ajar_engine::{
    Engine,
    dto::{About, Described, Easing, EasingChoice, Entry, Talk, TalkCursor, TalkDetails, TalkPage, Topic},
};

use super::App;
use crate::shell::Answer;

const TALKS: &[Topic] = &[Topic::Talks, Topic::Practice, Topic::Today, Topic::Progress, Topic::Reminders];
const WRITTEN: &[Topic] = &[Topic::Journal, Topic::Talks];

#[tauri::command(async)]
pub fn describe_talk(app: App<'_>, id: String, details: TalkDetails) -> Answer<Described> {
    app.change(TALKS, |engine| engine.describe_talk(&id, &details))
}

#[tauri::command(async)]
pub fn get_talk(app: App<'_>, id: String) -> Answer<Talk> {
    app.ask(|engine| engine.talk(&id))
}

#[tauri::command(async)]
pub fn list_talks(app: App<'_>, after: Option<TalkCursor>) -> Answer<TalkPage> {
    app.ask(|engine| engine.talks(after.as_ref()))
}

/// Undoes the taking back of a talk.
#[tauri::command(async)]
pub fn redo_talk(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.redo_talk(&id))
}

#[tauri::command(async)]
pub fn write_about(app: App<'_>, about: About) -> Answer<Entry> {
    app.change(WRITTEN, |engine| engine.write_about(&about))
}

#[tauri::command(async)]
pub fn get_easing(app: App<'_>) -> Answer<Easing> {
    app.ask(Engine::easing)
}

#[tauri::command(async)]
pub fn choose_easing(app: App<'_>, choice: EasingChoice) -> Answer<Easing> {
    app.change(TALKS, |engine| engine.choose_easing(&choice))
}
