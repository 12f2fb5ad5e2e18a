//! Whether the desktop is dark, as its portal tells it on the session bus. The page follows the window system in this.

use gtk::prelude::GtkSettingsExt;
use tauri::AppHandle;
use zbus::{
    MatchRule, Message,
    blocking::{Connection, Proxy, fdo::DBusProxy},
    message::Type,
    zvariant::{OwnedValue, Value},
};

use super::bus::Listener;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const CHANGED: &str = "SettingChanged";
const NAMESPACE: &str = "org.freedesktop.appearance";
const KEY: &str = "color-scheme";
/// What the portal says for "prefer dark"; 2 is "prefer light", 0 is neither.
const DARK: u32 = 1;

pub struct Appearance {
    app: AppHandle,
}

impl Appearance {
    pub fn new(app: AppHandle) -> Self {
        Self { app }
    }

    fn follow(&self, scheme: u32) {
        let asked = self.app.run_on_main_thread(move || {
            if let Some(settings) = gtk::Settings::default() {
                settings.set_gtk_application_prefer_dark_theme(scheme == DARK);
            }
        });
        if let Err(error) = asked {
            tracing::info!(%error, "the window does not follow the desktop's colors");
        }
    }
}

impl Listener for Appearance {
    const NAME: &'static str = "appearance";

    fn connect() -> zbus::Result<Connection> {
        Connection::session()
    }

    fn subscribe(&mut self, connection: &Connection) -> zbus::Result<()> {
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(SETTINGS)?.member(CHANGED)?;
        DBusProxy::new(connection)?.add_match_rule(rule.arg(0, NAMESPACE)?.build())?;
        let asked = Proxy::new(connection, PORTAL, PATH, SETTINGS)
            .and_then(|portal| portal.call::<_, _, OwnedValue>("Read", &(NAMESPACE, KEY)));
        // Many desktops have no portal; one that comes later speaks up when something changes.
        if let Some(scheme) = asked.ok().as_deref().and_then(scheme) {
            self.follow(scheme);
        }
        Ok(())
    }

    fn hear(&mut self, message: &Message, _connection: &Connection) {
        if let Some(scheme) = changed(message) {
            self.follow(scheme);
        }
    }
}

fn changed(message: &Message) -> Option<u32> {
    let header = message.header();
    let is_ours = header.message_type() == Type::Signal
        && header.interface().is_some_and(|interface| interface == SETTINGS)
        && header.member().is_some_and(|member| member == CHANGED);
    let body = message.body();
    let (namespace, key, value): (&str, &str, Value<'_>) = is_ours.then(|| body.deserialize().ok())??;
    (namespace == NAMESPACE && key == KEY).then(|| scheme(&value))?
}

/// The portal answers a question with the value in one more wrapping.
fn scheme(value: &Value<'_>) -> Option<u32> {
    match value {
        Value::Value(inner) => scheme(inner),
        Value::U32(scheme) => Some(*scheme),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal(namespace: &str, key: &str, value: Value<'_>) -> Message {
        Message::signal("/", SETTINGS, CHANGED).unwrap().build(&(namespace, key, value)).unwrap()
    }

    #[test]
    fn a_change_of_colors_is_heard_and_nothing_else() {
        assert_eq!(changed(&signal(NAMESPACE, KEY, Value::U32(1))), Some(DARK));
        assert_eq!(changed(&signal(NAMESPACE, KEY, Value::U32(2))), Some(2));
        assert_eq!(changed(&signal(NAMESPACE, "accent-color", Value::U32(1))), None);
        assert_eq!(changed(&signal("org.gnome.desktop.interface", KEY, Value::U32(1))), None);
        assert_eq!(changed(&signal(NAMESPACE, KEY, Value::Str("dark".into()))), None);
    }

    #[test]
    fn an_answer_is_unwrapped() {
        let answer = Value::Value(Box::new(Value::Value(Box::new(Value::U32(1)))));
        assert_eq!(scheme(&answer), Some(DARK));
    }
}
