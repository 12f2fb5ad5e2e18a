//! The ways into the journal.

use ajar_engine::dto::{Created, PassphraseAdvice, Proof, Topic};

use super::{App, Secret};
use crate::shell::Answer;

const KEYS: &[Topic] = &[Topic::Status, Topic::Settings];

#[tauri::command(async)]
pub fn rate_passphrase(app: App<'_>, passphrase: Secret) -> Answer<PassphraseAdvice> {
    app.ask(|engine| Ok(engine.rate_passphrase(&passphrase.0)))
}

#[tauri::command(async)]
pub fn suggest_passphrase(app: App<'_>) -> Answer<String> {
    app.ask(ajar_engine::Engine::suggest_passphrase)
}

#[tauri::command(async)]
pub fn change_passphrase(app: App<'_>, proof: Proof, new: Secret) -> Answer<()> {
    app.change(KEYS, |engine| engine.change_passphrase(&proof, &new.0))
}

#[tauri::command(async)]
pub fn make_recovery_key(app: App<'_>, proof: Proof) -> Answer<Created> {
    app.change(KEYS, |engine| engine.make_recovery_key(&proof))
}

#[tauri::command(async)]
pub fn test_recovery_key(app: App<'_>, key: Secret) -> Answer<()> {
    app.ask(|engine| engine.test_recovery_key(&key.0))
}

#[tauri::command(async)]
pub fn revoke_recovery_key(app: App<'_>, proof: Proof) -> Answer<()> {
    app.change(KEYS, |engine| engine.revoke_recovery_key(&proof))
}

#[tauri::command(async)]
pub fn set_login_way(app: App<'_>, on: bool, proof: Proof) -> Answer<()> {
    app.change(KEYS, |engine| engine.set_login_way(on, &proof))
}

#[tauri::command(async)]
pub fn rekey(app: App<'_>, proof: Proof) -> Answer<Created> {
    app.change(KEYS, |engine| engine.rekey(&proof))
}
