//! Sleep, the screen lock and the switch to another user, as systemd-logind tells them on the system bus.

use std::{collections::HashMap, sync::Arc};

use zbus::{
    MatchRule, Message,
    blocking::{Connection, Proxy, fdo::DBusProxy},
    message::Type,
    zvariant::{OwnedFd, OwnedObjectPath, Value},
};

use super::{Departure, bus::Listener};
use crate::Shell;

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const ROOT: &str = "/org/freedesktop/login1";
/// The caller's own session, or the one on the user's screen for a program that no session started. It answers, but never
/// speaks: signals come from its real path.
const AUTO: &str = "/org/freedesktop/login1/session/auto";

pub struct Logind {
    shell: Arc<Shell>,
    /// Whose signals are heard.
    session: Option<OwnedObjectPath>,
    /// While this is held the computer does not sleep yet.
    delay: Option<OwnedFd>,
}

/// What a message of logind means to us.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    SleepBegins,
    SleepIsOver,
    /// logind was started, perhaps anew: it knows nothing of us.
    Started,
    Left(Departure),
}

impl Logind {
    pub fn new(shell: Arc<Shell>) -> Self {
        Self { shell, session: None, delay: None }
    }

    /// Where there is no logind, the ticker still locks after sleep; one that comes later is greeted then.
    fn greet(&mut self, connection: &Connection) {
        if let Err(error) = self.follow_session(connection) {
            tracing::info!(%error, "this login's session is not known");
        }
        self.delay_sleep(connection);
    }

    /// Asks for the time to lock before the computer sleeps. It does not keep it awake: logind waits five seconds at most.
    fn delay_sleep(&mut self, connection: &Connection) {
        let asked = manager(connection).and_then(|manager| {
            manager.call("Inhibit", &("sleep", "Ajar", "Ajar locks itself before the computer sleeps", "delay"))
        });
        match asked {
            Ok(delay) => self.delay = Some(delay),
            Err(error) => tracing::info!(%error, "sleep does not wait for the lock"),
        }
    }

    fn follow_session(&mut self, connection: &Connection) -> zbus::Result<()> {
        let session = own_session(connection)?;
        if self.session.as_ref() == Some(&session) {
            return Ok(());
        }
        let bus = DBusProxy::new(connection)?;
        let said = || MatchRule::builder().msg_type(Type::Signal).sender(LOGIND)?.path(&session);
        bus.add_match_rule(said()?.interface(SESSION)?.member("Lock")?.build())?;
        bus.add_match_rule(said()?.interface(PROPERTIES)?.member("PropertiesChanged")?.arg(0, SESSION)?.build())?;
        self.session = Some(session);
        Ok(())
    }
}

impl Listener for Logind {
    const NAME: &'static str = "logind";

    fn connect() -> zbus::Result<Connection> {
        Connection::system()
    }

    fn subscribe(&mut self, connection: &Connection) -> zbus::Result<()> {
        let bus = DBusProxy::new(connection)?;
        let signal = || MatchRule::builder().msg_type(Type::Signal);
        let sleep = signal().sender(LOGIND)?.path(ROOT)?.interface(MANAGER)?.member("PrepareForSleep")?;
        bus.add_match_rule(sleep.build())?;
        let owner = signal().sender("org.freedesktop.DBus")?.member("NameOwnerChanged")?.arg(0, LOGIND)?;
        bus.add_match_rule(owner.build())?;
        // What was agreed on an earlier connection went with it.
        self.session = None;
        self.greet(connection);
        Ok(())
    }

    fn hear(&mut self, message: &Message, connection: &Connection) {
        match meaning(message) {
            Some(Heard::SleepBegins) => {
                self.shell.user_leaves(Departure::Sleep);
                // Only now may the computer sleep.
                self.delay = None;
            }
            Some(Heard::SleepIsOver) => self.delay_sleep(connection),
            Some(Heard::Started) => self.greet(connection),
            Some(Heard::Left(departure)) => self.shell.user_leaves(departure),
            None => {}
        }
    }
}

fn manager(connection: &Connection) -> zbus::Result<Proxy<'static>> {
    Proxy::new(connection, LOGIND, ROOT, MANAGER)
}

fn own_session(connection: &Connection) -> zbus::Result<OwnedObjectPath> {
    let manager = manager(connection)?;
    if let Ok(session) = manager.call("GetSessionByPID", &(std::process::id(),)) {
        return Ok(session);
    }
    // A desktop may start programs through the user's service manager, outside of any session.
    if let Ok(id) = std::env::var("XDG_SESSION_ID")
        && let Ok(session) = manager.call("GetSession", &(id,))
    {
        return Ok(session);
    }
    let id: String = Proxy::new(connection, LOGIND, AUTO, SESSION)?.get_property("Id")?;
    manager.call("GetSession", &(id,))
}

fn meaning(message: &Message) -> Option<Heard> {
    let header = message.header();
    if header.message_type() != Type::Signal {
        return None;
    }
    let body = message.body();
    match (header.interface()?.as_str(), header.member()?.as_str()) {
        (MANAGER, "PrepareForSleep") => {
            let begins: bool = body.deserialize().ok()?;
            Some(if begins { Heard::SleepBegins } else { Heard::SleepIsOver })
        }
        (SESSION, "Lock") => Some(Heard::Left(Departure::ScreenLocked)),
        (PROPERTIES, "PropertiesChanged") => {
            let (of, changed, _): (&str, HashMap<&str, Value<'_>>, Vec<&str>) = body.deserialize().ok()?;
            if of != SESSION {
                None
            } else if changed.get("Active") == Some(&Value::Bool(false)) {
                Some(Heard::Left(Departure::UserSwitched))
            } else if changed.get("LockedHint") == Some(&Value::Bool(true)) {
                Some(Heard::Left(Departure::ScreenLocked))
            } else {
                None
            }
        }
        (_, "NameOwnerChanged") => {
            let (name, _, owner): (&str, &str, &str) = body.deserialize().ok()?;
            (name == LOGIND && !owner.is_empty()).then_some(Heard::Started)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal<B>(interface: &str, member: &str, body: &B) -> Message
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        Message::signal("/", interface, member).unwrap().build(body).unwrap()
    }

    #[test]
    fn sleep_begins_and_ends() {
        assert_eq!(meaning(&signal(MANAGER, "PrepareForSleep", &true)), Some(Heard::SleepBegins));
        assert_eq!(meaning(&signal(MANAGER, "PrepareForSleep", &false)), Some(Heard::SleepIsOver));
        assert_eq!(meaning(&signal(MANAGER, "PrepareForShutdown", &true)), None);
    }

    #[test]
    fn a_session_is_left_when_it_is_locked_or_no_longer_in_front() {
        let check = |of: &str, property: &str, value: bool, expect: Option<Departure>| {
            let changed = HashMap::from([(property, Value::Bool(value))]);
            let message = signal(PROPERTIES, "PropertiesChanged", &(of, changed, Vec::<&str>::new()));
            assert_eq!(meaning(&message), expect.map(Heard::Left), "{of} {property} {value}");
        };
        check(SESSION, "Active", false, Some(Departure::UserSwitched));
        check(SESSION, "Active", true, None);
        check(SESSION, "LockedHint", true, Some(Departure::ScreenLocked));
        check(SESSION, "LockedHint", false, None);
        check(SESSION, "IdleHint", true, None);
        check(MANAGER, "Active", false, None);
        assert_eq!(meaning(&signal(SESSION, "Lock", &())), Some(Heard::Left(Departure::ScreenLocked)));
        assert_eq!(meaning(&signal(SESSION, "Unlock", &())), None);
    }

    #[test]
    fn a_logind_that_starts_is_greeted() {
        let owner = |name: &str, owner: &str| signal("org.freedesktop.DBus", "NameOwnerChanged", &(name, "", owner));
        assert_eq!(meaning(&owner(LOGIND, ":1.7")), Some(Heard::Started));
        assert_eq!(meaning(&owner(LOGIND, "")), None);
        assert_eq!(meaning(&owner("org.example.Other", ":1.7")), None);
    }
}
