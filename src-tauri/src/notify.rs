//! Hands notifications to the system and hears their buttons.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI32, Ordering},
    },
    thread,
};

use ajar_engine::{Notice, OccurrenceId, dto::OccurrenceAction};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};

use crate::{Shell, events::Page};

const WITH_DONE: &str = "with-done";
const WITHOUT_DONE: &str = "without-done";
const SNOOZE_MINUTES: u16 = 10;

/// Which occurrence a shown notification speaks of.
#[derive(Debug, Default)]
struct Shown {
    next: AtomicI32,
    occurrences: Mutex<HashMap<i32, OccurrenceId>>,
}

/// Registers the buttons and hears them. Before the first notification: earlier ones report nothing.
pub fn listen(app: &AppHandle, shell: &Arc<Shell>) {
    app.manage(Shown::default());
    // macOS reports the first action when its Options button is clicked, so the harmless one comes first.
    let later = || Action::builder("later", "Later").build();
    let open = || Action::builder("open", "Open").build();
    let done = Action::builder("done", "Done").build();
    let types = vec![
        ActionType::builder(WITH_DONE).actions(vec![later(), open(), done]).build(),
        ActionType::builder(WITHOUT_DONE).actions(vec![later(), open()]).build(),
    ];
    let handle = app.clone();
    let shell = Arc::clone(shell);
    let registered = app
        .notification()
        .register_action_types(types)
        .and_then(|()| app.notification().on_action(move |performed| answer(&handle, &shell, performed)));
    if let Err(error) = registered {
        tracing::error!(%error, "notification buttons are not heard");
    }
}

/// # Errors
/// A sentence that says why nobody will see it.
pub fn show(app: &AppHandle, notice: &Notice) -> Result<(), String> {
    if !somebody_shows_notifications() {
        return Err("Nothing on this computer shows notifications right now. \
            Your reminders wait for you on the Today page."
            .to_owned());
    }
    let shown = app.state::<Shown>();
    let id = shown.next.fetch_add(1, Ordering::Relaxed);
    if let Some(occurrence) = notice.occurrence {
        shown.occurrences.lock().unwrap_or_else(PoisonError::into_inner).insert(id, occurrence);
    }
    let buttons = if notice.has_done { WITH_DONE } else { WITHOUT_DONE };
    let mut builder = app.notification().builder().id(id).title(&notice.title).body(&notice.body);
    if notice.occurrence.is_some() {
        builder = builder.action_type_id(buttons);
    }
    builder.show().map_err(|error| {
        tracing::error!(%error, "a notification was refused");
        "Your system refused a notification. Your reminders wait for you on the Today page.".to_owned()
    })
}

fn answer(app: &AppHandle, shell: &Arc<Shell>, performed: &ActionPerformed) {
    let occurrence = performed.notification().and_then(|notification| {
        let shown = app.state::<Shown>();
        let occurrences = shown.occurrences.lock().unwrap_or_else(PoisonError::into_inner);
        occurrences.get(&notification.id()).copied()
    });
    let action = match performed.action_id() {
        "later" => Some(OccurrenceAction::Snooze { minutes: SNOOZE_MINUTES }),
        "done" => Some(OccurrenceAction::Done),
        _ => None,
    };
    let shell = Arc::clone(shell);
    // Off the plugin's thread, which must stay free to hear the next button.
    thread::spawn(move || match (occurrence, action) {
        (Some(occurrence), Some(action)) => shell.answer_from_notification(occurrence, &action),
        _ => shell.open_window(Some(Page::Today)),
    });
}

/// The plugin's success means queued, not seen: ask the bus whether anyone is there to show it.
#[cfg(target_os = "linux")]
fn somebody_shows_notifications() -> bool {
    const NAME: &str = "org.freedesktop.Notifications";
    let asked = || -> zbus::Result<bool> {
        let connection = zbus::blocking::Connection::session()?;
        let bus = zbus::blocking::fdo::DBusProxy::new(&connection)?;
        Ok(bus.name_has_owner(NAME.try_into()?)?
            || bus.list_activatable_names()?.iter().any(|name| name.as_str() == NAME))
    };
    asked().unwrap_or(false)
}

/// The other systems always have a notification center.
#[cfg(not(target_os = "linux"))]
fn somebody_shows_notifications() -> bool {
    true
}
