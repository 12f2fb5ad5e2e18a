//! What a new entry can begin with.

use ajar_engine::dto::{KeptTemplate, Template, Topic};

use super::App;
use crate::shell::Answer;

#[tauri::command(async)]
pub fn list_templates(app: App<'_>) -> Answer<Vec<Template>> {
    app.ask(ajar_engine::Engine::templates)
}

#[tauri::command(async)]
pub fn get_template(app: App<'_>, template: String) -> Answer<String> {
    app.ask(|engine| engine.template(&template))
}

#[tauri::command(async)]
pub fn keep_template(app: App<'_>, entry: String, name: String) -> Answer<KeptTemplate> {
    app.change(&[Topic::Journal], |engine| engine.keep_template(&entry, &name))
}

#[tauri::command(async)]
pub fn rename_template(app: App<'_>, template: String, name: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.rename_template(&template, &name))
}

#[tauri::command(async)]
pub fn delete_template(app: App<'_>, template: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.delete_template(&template))
}

#[tauri::command(async)]
pub fn restore_template(app: App<'_>, template: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.restore_template(&template))
}
