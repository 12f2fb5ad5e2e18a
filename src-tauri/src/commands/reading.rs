//! Entries as they are read, and what goes on paper.

use ajar_engine::dto::{Printed, Printing, Reading};

use super::App;
use crate::shell::Answer;

#[tauri::command(async)]
pub fn read_entry(app: App<'_>, id: String, from: u32) -> Answer<Reading> {
    app.ask(|engine| engine.read_entry(&id, from))
}

#[tauri::command(async)]
pub fn count_printed(app: App<'_>, printing: Printing) -> Answer<u32> {
    app.ask(|engine| engine.count_printed(&printing))
}

#[tauri::command(async)]
pub fn print_entries(app: App<'_>, printing: Printing) -> Answer<Vec<Printed>> {
    app.ask(|engine| engine.print_entries(&printing))
}
