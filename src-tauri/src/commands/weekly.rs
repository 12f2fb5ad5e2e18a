//! The check-in and the review of the week.

use ajar_engine::{
    Engine,
    dto::{CheckIn, CheckInAnswer, Review, ReviewWords, Saved, Topic},
};

use super::App;
use crate::shell::Answer;

const WEEK: &[Topic] = &[Topic::Today, Topic::Progress];
const WRITTEN: &[Topic] = &[Topic::Journal, Topic::Talks];

#[tauri::command(async)]
pub fn get_check_in(app: App<'_>) -> Answer<CheckIn> {
    app.ask(Engine::check_in)
}

#[tauri::command(async)]
pub fn save_check_in(app: App<'_>, week: String, answers: Vec<CheckInAnswer>) -> Answer<()> {
    app.change(WEEK, |engine| engine.save_check_in(&week, &answers))
}

#[tauri::command(async)]
pub fn get_review(app: App<'_>) -> Answer<Review> {
    app.ask(Engine::review)
}

#[tauri::command(async)]
pub fn save_review(app: App<'_>, week: String, words: ReviewWords) -> Answer<Saved> {
    app.change(WRITTEN, |engine| engine.save_review(&week, &words))
}
