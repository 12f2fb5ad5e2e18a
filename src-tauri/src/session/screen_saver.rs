//! The screen lock, as desktops tell it on the session bus.

use std::sync::Arc;

use zbus::{
    MatchRule, Message,
    blocking::{Connection, fdo::DBusProxy},
    message::Type,
};

use super::{Departure, bus::Listener};
use crate::Shell;

const CHANGED: &str = "ActiveChanged";

/// KDE and the standard, GNOME, Cinnamon, MATE, Xfce. Known by what they say and not by who owns a name: a screen saver
/// that starts late is heard as well.
const INTERFACES: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

pub struct ScreenSaver {
    shell: Arc<Shell>,
}

impl ScreenSaver {
    pub fn new(shell: Arc<Shell>) -> Self {
        Self { shell }
    }
}

impl Listener for ScreenSaver {
    const NAME: &'static str = "screen-saver";

    fn connect() -> zbus::Result<Connection> {
        Connection::session()
    }

    fn subscribe(&mut self, connection: &Connection) -> zbus::Result<()> {
        let bus = DBusProxy::new(connection)?;
        for interface in INTERFACES {
            let rule = MatchRule::builder().msg_type(Type::Signal).interface(interface)?.member(CHANGED)?.build();
            bus.add_match_rule(rule)?;
        }
        Ok(())
    }

    fn hear(&mut self, message: &Message, _connection: &Connection) {
        if covers_the_screen(message) {
            self.shell.user_leaves(Departure::ScreenLocked);
        }
    }
}

fn covers_the_screen(message: &Message) -> bool {
    let header = message.header();
    let is_ours = header.message_type() == Type::Signal
        && header.member().is_some_and(|member| member == CHANGED)
        && header.interface().is_some_and(|interface| INTERFACES.contains(&interface.as_str()));
    is_ours && message.body().deserialize::<bool>().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_screen_saver_that_begins_counts() {
        fn check(interface: &str, member: &str, active: bool, expect: bool) {
            let message = Message::signal("/", interface, member).unwrap().build(&active).unwrap();
            assert_eq!(covers_the_screen(&message), expect, "{interface}.{member}({active})");
        }
        check("org.gnome.ScreenSaver", "ActiveChanged", true, true);
        check("org.freedesktop.ScreenSaver", "ActiveChanged", true, true);
        check("org.gnome.ScreenSaver", "ActiveChanged", false, false);
        check("org.gnome.ScreenSaver", "WakeUpScreen", true, false);
        check("org.example.ScreenSaver", "ActiveChanged", true, false);
    }
}
