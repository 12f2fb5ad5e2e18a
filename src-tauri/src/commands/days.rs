//! The journal by its days.

use ajar_engine::dto::{DayCount, DayPage, HiddenDays, MonthCount, Period, Topic};

use super::App;
use crate::shell::Answer;

#[tauri::command(async)]
pub fn list_months(app: App<'_>) -> Answer<Vec<MonthCount>> {
    app.ask(ajar_engine::Engine::months)
}

#[tauri::command(async)]
pub fn list_days(app: App<'_>, month: String) -> Answer<Vec<DayCount>> {
    app.ask(|engine| engine.days(&month))
}

#[tauri::command(async)]
pub fn get_day(app: App<'_>, day: Option<String>) -> Answer<DayPage> {
    app.ask(|engine| engine.day(day.as_deref()))
}

#[tauri::command(async)]
pub fn get_entry_place(app: App<'_>, id: String) -> Answer<u32> {
    app.ask(|engine| engine.entry_place(&id))
}

#[tauri::command(async)]
pub fn list_hidden_days(app: App<'_>) -> Answer<HiddenDays> {
    app.ask(ajar_engine::Engine::hidden_days)
}

#[tauri::command(async)]
pub fn hide_memory(app: App<'_>, id: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.hide_memory(&id))
}

#[tauri::command(async)]
pub fn show_memory(app: App<'_>, id: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.show_memory(&id))
}

#[tauri::command(async)]
pub fn hide_period(app: App<'_>, period: Period) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.hide_period(&period))
}

#[tauri::command(async)]
pub fn show_period(app: App<'_>, period: Period) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.show_period(&period))
}
