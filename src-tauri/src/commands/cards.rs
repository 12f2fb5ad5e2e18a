//! Cards, decks, and "We're alone now".

use ajar_engine::{
    Engine,
    dto::{AloneNow, CardRow, Deck, DeckPage, Mark, OwnCard, Skipped, Topic},
};

use super::{App, waiting_for_page};
use crate::{Shell, shell::Answer};

const PRACTICES: &[Topic] = &[Topic::Practice, Topic::Today];
const TALKS: &[Topic] = &[Topic::Talks, Topic::Practice, Topic::Today, Topic::Progress, Topic::Reminders];

#[tauri::command(async)]
pub fn list_decks(app: App<'_>) -> Answer<Vec<Deck>> {
    app.ask(Engine::decks)
}

#[tauri::command(async)]
pub fn get_deck(app: App<'_>, deck: String) -> Answer<DeckPage> {
    app.ask(|engine| engine.deck(&deck))
}

#[tauri::command(async)]
pub fn draw_card(app: App<'_>, deck: Option<String>, seen: Vec<String>, in_transit: bool) -> Answer<Option<CardRow>> {
    app.ask(|engine| engine.draw_card(deck.as_deref(), &seen, in_transit))
}

#[tauri::command(async)]
pub fn skip_card(app: App<'_>, card: String) -> Answer<Skipped> {
    app.change(PRACTICES, |engine| engine.skip_card(&card))
}

#[tauri::command(async)]
pub fn mark_card(app: App<'_>, card: String, mark: Mark) -> Answer<()> {
    app.change(PRACTICES, |engine| engine.mark_card(&card, mark))
}

#[tauri::command(async)]
pub fn set_deck_easy(app: App<'_>, deck: String, easy: bool) -> Answer<()> {
    app.change(PRACTICES, |engine| engine.set_deck_easy(&deck, easy))
}

#[tauri::command(async)]
pub fn save_own_card(app: App<'_>, own: OwnCard) -> Answer<String> {
    app.change(PRACTICES, |engine| engine.save_own_card(&own))
}

#[tauri::command(async)]
pub fn delete_own_card(app: App<'_>, card: String) -> Answer<()> {
    app.change(PRACTICES, |engine| engine.delete_own_card(&card))
}

#[tauri::command(async)]
pub fn restore_own_card(app: App<'_>, card: String) -> Answer<()> {
    app.change(PRACTICES, |engine| engine.restore_own_card(&card))
}

#[tauri::command(async)]
pub fn alone_now(app: App<'_>, seen: Vec<String>, in_transit: bool) -> Answer<AloneNow> {
    app.ask(|engine| engine.alone_now(&seen, in_transit))
}

/// The user goes to talk: the window gets out of the way.
#[tauri::command]
pub async fn go_now(app: App<'_>, card: Option<String>) -> Answer<()> {
    app.change(TALKS, |engine| engine.go_now(card.as_deref()))?;
    waiting_for_page(app, Shell::step_aside).await
}

#[tauri::command(async)]
pub fn drop_pending(app: App<'_>) -> Answer<()> {
    app.change(TALKS, Engine::drop_pending)
}
