//! Hands notifications to the system and hears their buttons.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI32, Ordering},
    },
    thread,
};

use ajar_engine::{
    Notice, OccurrenceId,
    dto::{NotificationStyle, OccurrenceAction},
};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};

use crate::Shell;

const WITH_DONE: &str = "with-done";
const WITHOUT_DONE: &str = "without-done";
const SNOOZE_MINUTES: u16 = 10;

/// The notifications of this run by their numbers.
#[derive(Debug, Default)]
struct Shown {
    next: AtomicI32,
    by_number: Mutex<HashMap<i32, About>>,
}

#[derive(Debug, Clone, Copy)]
struct About {
    /// The one that it speaks of.
    occurrence: Option<OccurrenceId>,
    /// In the plain style it says what it is about.
    is_plain: bool,
}

impl Shown {
    fn add(&self, about: About) -> i32 {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.lock().insert(number, about);
        number
    }

    fn occurrence(&self, number: i32) -> Option<OccurrenceId> {
        self.lock().get(&number)?.occurrence
    }

    fn plain(&self) -> Vec<i32> {
        self.lock().iter().filter(|(_, about)| about.is_plain).map(|(number, _)| *number).collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<i32, About>> {
        self.by_number.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
    let is_plain = app.state::<Arc<Shell>>().status().settings.style == NotificationStyle::Plain;
    let id = app.state::<Shown>().add(About { occurrence: notice.occurrence, is_plain });
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

/// Takes the plain ones off the screen. Only Linux can: elsewhere the plugin has no way to name a shown one.
pub fn withdraw(app: &AppHandle) {
    let plain = app.state::<Shown>().plain();
    if plain.is_empty() {
        return;
    }
    let app = app.clone();
    // The notification server answers when it likes, and a lock does not wait for it.
    thread::spawn(move || {
        if let Err(error) = app.notification().remove_active(plain) {
            tracing::warn!(%error, "a notification stayed on the screen");
        }
    });
}

fn answer(app: &AppHandle, shell: &Arc<Shell>, performed: &ActionPerformed) {
    let occurrence =
        performed.notification().and_then(|notification| app.state::<Shown>().occurrence(notification.id()));
    let action = match performed.action_id() {
        "later" => Some(OccurrenceAction::Snooze { minutes: SNOOZE_MINUTES }),
        "done" => Some(OccurrenceAction::Done),
        _ => None,
    };
    let shell = Arc::clone(shell);
    // Off the plugin's thread, which must stay free to hear the next button.
    thread::spawn(move || match (occurrence, action) {
        (Some(occurrence), Some(action)) => shell.answer_from_notification(occurrence, &action),
        _ => shell.follow_notification(occurrence),
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
