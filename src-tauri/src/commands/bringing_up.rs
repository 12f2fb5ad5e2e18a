//! What is to be brought up with the partner.

use ajar_engine::{
    Engine,
    dto::{BringUp, BringUpMark, BringUpMarked, BringUpState, Topic},
};

use super::App;
use crate::shell::Answer;

#[tauri::command(async)]
pub fn list_bring_up(app: App<'_>) -> Answer<Vec<BringUp>> {
    app.ask(Engine::bring_ups)
}

#[tauri::command(async)]
pub fn mark_bring_up(app: App<'_>, mark: BringUpMark) -> Answer<BringUpMarked> {
    app.change(&[Topic::Journal], |engine| engine.mark_bring_up(&mark))
}

#[tauri::command(async)]
pub fn set_bring_up(app: App<'_>, id: String, state: BringUpState) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.set_bring_up(&id, state))
}

#[tauri::command(async)]
pub fn remove_bring_up(app: App<'_>, id: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.remove_bring_up(&id))
}

#[tauri::command(async)]
pub fn restore_bring_up(app: App<'_>, id: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.restore_bring_up(&id))
}
