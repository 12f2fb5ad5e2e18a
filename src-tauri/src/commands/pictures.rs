//! Pictures in entries. Their bytes travel as they are, not as JSON.

use ajar_engine::dto::{Picture, PicturesAdded, Topic};
use tauri::ipc::{InvokeBody, Request, Response};

use super::{App, waiting};
use crate::shell::Answer;

/// Names the entry in a request whose body is a picture.
const ENTRY: &str = "entry";

/// Asks for files in a dialog of the system.
#[tauri::command]
pub async fn choose_pictures(app: App<'_>, entry: String) -> Answer<PicturesAdded> {
    waiting(app, move |shell| shell.choose_pictures(&entry)).await
}

#[tauri::command]
pub async fn paste_picture(app: App<'_>, request: Request<'_>) -> Answer<()> {
    let entry = request.headers().get(ENTRY).and_then(|entry| entry.to_str().ok()).unwrap_or_default().to_owned();
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        InvokeBody::Json(_) => Vec::new(),
    };
    waiting(app, move |shell| shell.change(&[Topic::Journal], |engine| engine.add_picture(&entry, &bytes))).await
}

#[tauri::command(async)]
pub fn list_pictures(app: App<'_>, entry: String) -> Answer<Vec<Picture>> {
    app.ask(|engine| engine.pictures(&entry))
}

#[tauri::command(async)]
pub fn get_picture(app: App<'_>, id: String, small: bool) -> Answer<Response> {
    app.ask(|engine| engine.picture(&id, small)).map(Response::new)
}

#[tauri::command(async)]
pub fn caption_picture(app: App<'_>, id: String, caption: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.caption_picture(&id, &caption))
}

#[tauri::command(async)]
pub fn remove_picture(app: App<'_>, id: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.remove_picture(&id))
}

#[tauri::command(async)]
pub fn restore_picture(app: App<'_>, id: String) -> Answer<()> {
    app.change(&[Topic::Journal], |engine| engine.restore_picture(&id))
}
