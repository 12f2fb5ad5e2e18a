//! Settings, notifications, start at login, closing and quitting.

use ajar_engine::dto::{ErrorBody, ErrorCode, Page, Settings, StylePreview, Support, Topic};

use super::{App, waiting_for_page};
use crate::{Shell, autostart, shell::Answer};

#[tauri::command(async)]
pub fn save_settings(app: App<'_>, settings: Settings) -> Answer<()> {
    let topics = [Topic::Settings, Topic::Status, Topic::Today, Topic::Progress, Topic::Reminders];
    app.change(&topics, |engine| engine.save_settings(&settings))
}

#[tauri::command(async)]
pub fn preview_styles(app: App<'_>) -> Answer<Vec<StylePreview>> {
    app.ask(|engine| Ok(engine.preview_styles()))
}

#[tauri::command(async)]
pub fn send_test_notification(app: App<'_>) -> Answer<()> {
    match app.ask(ajar_engine::Engine::test_notice)? {
        Some(notice) => app.host().notify(&notice).map_err(unavailable),
        None => Ok(()),
    }
}

#[tauri::command(async)]
pub fn get_support(app: App<'_>) -> Answer<Support> {
    app.ask(|engine| Ok(engine.support()))
}

#[tauri::command(async)]
pub fn get_partner_page(app: App<'_>) -> Answer<Page> {
    app.ask(|engine| Ok(engine.partner_page()))
}

/// Opens a page of the support list in the system's browser. The user has seen its address.
#[tauri::command(async)]
pub fn open_link(app: App<'_>, number: u8) -> Answer<()> {
    let address = app.ask(|engine| engine.support_address(number))?;
    app.host().open_address(&address).map_err(unavailable)
}

/// For "Your turn to ask", which fills the screen.
#[tauri::command(async)]
pub fn set_full_screen(app: App<'_>, on: bool) {
    app.host().set_full_screen(on);
}

#[tauri::command(async)]
pub fn get_promise(app: App<'_>) -> Answer<String> {
    app.ask(|engine| Ok(engine.promise()))
}

#[tauri::command(async)]
pub fn get_autostart() -> Answer<bool> {
    autostart::is_on().map_err(unavailable)
}

#[tauri::command(async)]
pub fn set_autostart(on: bool) -> Answer<()> {
    autostart::set(on).map_err(unavailable)
}

#[tauri::command(async)]
pub fn flush_done(app: App<'_>, ticket: u64, saved: bool) {
    app.flush.done(ticket, saved);
}

#[tauri::command(async)]
pub fn hear_notice(app: App<'_>, notice: String) {
    app.hear(notice);
}

/// The answer to `close_asked`: close and keep reminding, or quit.
#[tauri::command]
pub async fn choose_on_close(app: App<'_>, keep: bool) -> Answer<()> {
    waiting_for_page(app, move |shell| if keep { shell.leave_window() } else { shell.leave() }).await
}

/// What the window was opened for is done: it gets out of the way.
#[tauri::command]
pub async fn step_aside(app: App<'_>) -> Answer<()> {
    waiting_for_page(app, Shell::step_aside).await
}

#[tauri::command]
pub async fn quit(app: App<'_>) -> Answer<()> {
    waiting_for_page(app, Shell::quit).await
}

fn unavailable(message: String) -> ErrorBody {
    ErrorBody { code: ErrorCode::Unavailable, message, field: None }
}
