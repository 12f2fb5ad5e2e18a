//! Prepared talks.

use ajar_engine::{
    Engine,
    dto::{Plan, PlanAfter, PlanRow, PlanSave, PlanSaved, PlannerWords, SafeAnswers, SafeResult, Topic},
};

use super::App;
use crate::shell::Answer;

const TALKS: &[Topic] = &[Topic::Talks, Topic::Practice, Topic::Today, Topic::Progress, Topic::Reminders];

#[tauri::command(async)]
pub fn planner_words(app: App<'_>) -> Answer<PlannerWords> {
    app.ask(Engine::planner_words)
}

#[tauri::command(async)]
pub fn open_plan(app: App<'_>) -> Answer<Option<Plan>> {
    app.ask(Engine::open_plan)
}

#[tauri::command(async)]
pub fn list_plans(app: App<'_>) -> Answer<Vec<PlanRow>> {
    app.ask(Engine::plans)
}

#[tauri::command(async)]
pub fn get_plan(app: App<'_>, id: String) -> Answer<Plan> {
    app.ask(|engine| engine.plan(&id))
}

#[tauri::command(async)]
pub fn save_plan(app: App<'_>, save: PlanSave) -> Answer<PlanSaved> {
    app.change(TALKS, |engine| engine.save_plan(&save))
}

#[tauri::command(async)]
pub fn seal_fear(app: App<'_>, id: String, fear: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.seal_fear(&id, &fear))
}

#[tauri::command(async)]
pub fn read_sentence(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.read_sentence(&id))
}

#[tauri::command(async)]
pub fn check_safe_space(app: App<'_>, id: String, answers: SafeAnswers) -> Answer<SafeResult> {
    app.change(TALKS, |engine| engine.check_safe_space(&id, &answers))
}

#[tauri::command(async)]
pub fn remind_plan(app: App<'_>, id: String, at: Option<String>) -> Answer<Plan> {
    app.change(TALKS, |engine| engine.remind_plan(&id, at.as_deref()))
}

#[tauri::command(async)]
pub fn finish_plan(app: App<'_>, id: String, after: PlanAfter) -> Answer<()> {
    app.change(TALKS, |engine| engine.finish_plan(&id, &after))
}

#[tauri::command(async)]
pub fn set_plan_aside(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.set_plan_aside(&id))
}

#[tauri::command(async)]
pub fn resume_plan(app: App<'_>, id: String) -> Answer<Plan> {
    app.change(TALKS, |engine| engine.resume_plan(&id))
}

#[tauri::command(async)]
pub fn delete_plan(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.delete_plan(&id))
}

#[tauri::command(async)]
pub fn restore_plan(app: App<'_>, id: String) -> Answer<()> {
    app.change(TALKS, |engine| engine.restore_plan(&id))
}
