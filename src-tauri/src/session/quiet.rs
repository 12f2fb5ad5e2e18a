//! Do-not-disturb, as each desktop tells it. It is read when something is about to be shown, so that nothing said
//! earlier can be out of date.

use std::{env, time::Duration};

use gtk::{
    gio::{Settings, SettingsSchemaSource},
    prelude::SettingsExt,
};
use zbus::{
    blocking::{Connection, Proxy, connection::Builder, proxy},
    proxy::{CacheProperties, MethodFlags},
    zvariant::{OwnedValue, Value},
};

/// A program that does not answer keeps no reminder back.
const PATIENCE: Duration = Duration::from_secs(2);

const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const NOTIFICATIONS_PATH: &str = "/org/freedesktop/Notifications";
/// What the program that shows notifications may say of itself: KDE and those that follow it, and dunst.
const SAID: [(&str, &str); 2] = [(NOTIFICATIONS, "Inhibited"), ("org.dunstproject.cmd0", "paused")];

/// A switch in the settings of a desktop, which counts on that desktop alone: nobody sees it on another.
struct Switch {
    /// In `XDG_CURRENT_DESKTOP`.
    desktops: &'static [&'static str],
    schema: &'static str,
    key: &'static str,
    /// Where it stands when nobody wants to be disturbed.
    quiet: bool,
}

const SWITCHES: [Switch; 4] = [
    Switch {
        desktops: &["GNOME", "Unity", "Budgie"],
        schema: "org.gnome.desktop.notifications",
        key: "show-banners",
        quiet: false,
    },
    Switch {
        desktops: &["X-Cinnamon", "Cinnamon"],
        schema: "org.cinnamon.desktop.notifications",
        key: "display-notifications",
        quiet: false,
    },
    Switch { desktops: &["MATE"], schema: "org.mate.NotificationDaemon", key: "do-not-disturb", quiet: true },
    Switch { desktops: &["Pantheon"], schema: "io.elementary.notifications", key: "do-not-disturb", quiet: true },
];

pub fn is_wanted() -> bool {
    let desktops = env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let switch = SWITCHES.iter().find(|switch| desktops.split(':').any(|desktop| switch.desktops.contains(&desktop)));
    switch.is_some_and(|switch| stands(switch.schema, switch.key) == Some(switch.quiet)) || is_said_on_the_bus()
}

/// Where a switch stands; `None` where this computer has none.
fn stands(schema: &str, key: &str) -> Option<bool> {
    // Asked for by name, one that is missing would end the program.
    let known = SettingsSchemaSource::default()?.lookup(schema, true)?;
    let is_switch = known.has_key(key) && known.key(key).value_type().as_str() == "b";
    is_switch.then(|| Settings::new(schema).boolean(key))
}

fn is_said_on_the_bus() -> bool {
    let connected = Builder::session().map(|builder| builder.method_timeout(PATIENCE)).and_then(Builder::build);
    let Ok(connection) = connected else { return false };
    SAID.iter().any(|(interface, property)| {
        let asked = (*interface, *property);
        is_yes(ask(&connection, NOTIFICATIONS, NOTIFICATIONS_PATH, "org.freedesktop.DBus.Properties", "Get", asked))
    }) || is_yes(ask(
        &connection,
        "org.xfce.Xfconf",
        "/org/xfce/Xfconf",
        "org.xfce.Xfconf",
        "GetProperty",
        ("xfce4-notifyd", "/do-not-disturb"),
    ))
}

fn ask(
    connection: &Connection,
    service: &'static str,
    path: &'static str,
    interface: &'static str,
    method: &'static str,
    arguments: (&str, &str),
) -> zbus::Result<Option<OwnedValue>> {
    let proxy: Proxy<'_> = proxy::Builder::new(connection)
        .destination(service)?
        .path(path)?
        .interface(interface)?
        .cache_properties(CacheProperties::No)
        .build()?;
    // A question starts no program.
    proxy.call_with_flags(method, MethodFlags::NoAutoStart.into(), &arguments)
}

/// Who does not know the question wants no quiet.
fn is_yes(answer: zbus::Result<Option<OwnedValue>>) -> bool {
    matches!(answer.ok().flatten().as_deref(), Some(Value::Bool(true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_one() {
        let check = |answer, expect| assert_eq!(is_yes(answer), expect);
        check(Ok(Some(OwnedValue::from(true))), true);
        check(Ok(Some(OwnedValue::from(false))), false);
        check(Ok(Some(OwnedValue::from(1_u32))), false);
        check(Ok(None), false);
        check(Err(zbus::Error::InvalidReply), false);
    }

    #[test]
    fn a_switch_that_this_computer_does_not_have_is_passed_over() {
        assert_eq!(stands("org.example.nobody.has.this", "quiet"), None);
    }
}
