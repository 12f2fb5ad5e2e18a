//! A stand-in for systemd-logind on a system bus of its own, which says what the real one says.

use std::collections::HashMap;
use std::io::{PipeReader, Read, pipe};
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use zbus::blocking::{Connection, connection};
use zbus::zvariant::{self, OwnedObjectPath, Value};

use crate::patience::{Stopwatch, USUAL, until};
use crate::process_table;

const ROOT: &str = "/org/freedesktop/login1";
const OWN_SESSION: &str = "/org/freedesktop/login1/session/_37";
const ON_THE_SCREEN: &str = "/org/freedesktop/login1/session/auto";
const ID: &str = "7";
const SESSION: &str = "org.freedesktop.login1.Session";

pub struct Logind {
    connection: Connection,
    known: Known,
}

/// What programs asked of it so far.
type Known = Arc<Mutex<Asked>>;

#[derive(Default)]
struct Asked {
    /// The program that wants to know its session.
    program: u32,
    /// Programs belong to no session, as where the user's service manager starts them.
    knows_no_program: bool,
    /// Sleep waits while one of these is held.
    held: usize,
    /// Since the last word about sleep.
    watch: Option<Stopwatch>,
    released: Vec<Released>,
}

/// A program let the computer sleep.
#[derive(Debug, Clone, Copy)]
pub struct Released {
    pub after: Duration,
    /// Whether it had the journal's file open at that moment.
    pub journal_was_open: bool,
}

struct Manager {
    known: Known,
}

#[expect(clippy::unused_self, reason = "the bus fixes these signatures")]
#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::fdo::Result<zvariant::OwnedFd> {
        assert_eq!((what, mode), ("sleep", "delay"), "Ajar may put sleep off, and do nothing else");
        assert!(who == "Ajar" && !why.is_empty(), "the user can ask what sleep waits for");
        let (ours, theirs) = pipe().map_err(|error| zbus::fdo::Error::Failed(error.to_string()))?;
        lock(&self.known).held += 1;
        let known = Arc::clone(&self.known);
        thread::spawn(move || note_release(ours, &known));
        Ok(OwnedFd::from(theirs).into())
    }

    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, program: u32) -> zbus::fdo::Result<OwnedObjectPath> {
        let mut known = lock(&self.known);
        known.program = program;
        if known.knows_no_program {
            return Err(zbus::fdo::Error::Failed("the program belongs to no session".to_owned()));
        }
        Ok(OwnedObjectPath::try_from(OWN_SESSION).expect("a valid path"))
    }

    fn get_session(&self, id: &str) -> zbus::fdo::Result<OwnedObjectPath> {
        match id {
            ID => Ok(OwnedObjectPath::try_from(OWN_SESSION).expect("a valid path")),
            _ => Err(zbus::fdo::Error::Failed("no such session".to_owned())),
        }
    }
}

/// The session on the user's screen, under the path that stands for it.
struct OnTheScreen;

#[expect(clippy::unused_self, reason = "the bus fixes these signatures")]
#[zbus::interface(name = "org.freedesktop.login1.Session")]
impl OnTheScreen {
    #[zbus(property)]
    fn id(&self) -> &'static str {
        ID
    }
}

impl Logind {
    pub fn start(bus: &str) -> Self {
        let known = Known::default();
        let connection = connection::Builder::address(bus)
            .and_then(|builder| builder.serve_at(ROOT, Manager { known: Arc::clone(&known) }))
            .and_then(|builder| builder.serve_at(ON_THE_SCREEN, OnTheScreen))
            .and_then(|builder| builder.name("org.freedesktop.login1"))
            .and_then(connection::Builder::build)
            .expect("the private bus takes a logind");
        Self { connection, known }
    }

    /// From now on no program belongs to a session.
    pub fn forget_programs(&self) {
        lock(&self.known).knows_no_program = true;
    }

    /// Waits until sleep would wait for Ajar, which asks for that when it hears everything else.
    pub fn wait_for_delay(&self) {
        until("a delay of sleep", USUAL, || (lock(&self.known).held > 0).then_some(()));
    }

    /// Says that the computer is about to sleep, and waits until it may.
    pub fn prepare_for_sleep(&self) -> Released {
        lock(&self.known).watch = Some(Stopwatch::start());
        self.say(ROOT, "org.freedesktop.login1.Manager", "PrepareForSleep", &true);
        until("the computer to be let asleep", USUAL, || {
            let known = lock(&self.known);
            (known.held == 0).then(|| known.released.last().copied())?
        })
    }

    pub fn wake_up(&self) {
        self.say(ROOT, "org.freedesktop.login1.Manager", "PrepareForSleep", &false);
    }

    pub fn lock_session(&self) {
        self.say(OWN_SESSION, SESSION, "Lock", &());
    }

    /// Another session of this computer is locked.
    pub fn lock_other_session(&self) {
        self.say("/org/freedesktop/login1/session/_38", SESSION, "Lock", &());
    }

    /// Somebody else sits down at the computer, or gets up again.
    pub fn set_active(&self, is_active: bool) {
        let changed = HashMap::from([("Active", Value::Bool(is_active))]);
        let body = (SESSION, changed, Vec::<&str>::new());
        self.say(OWN_SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", &body);
    }

    fn say<B>(&self, path: &str, interface: &str, member: &str, body: &B)
    where
        B: serde::Serialize + zvariant::DynamicType,
    {
        self.connection
            .emit_signal(None::<&str>, path, interface, member, body)
            .expect("the private bus carries signals");
    }
}

/// The other end is closed when the program lets go of it, or ends.
fn note_release(mut ours: PipeReader, known: &Mutex<Asked>) {
    let ended = ours.read_to_end(&mut Vec::new());
    let mut known = lock(known);
    let journal_was_open = process_table::open_files(known.program).iter().any(|file| file.ends_with("/vault.db"));
    let after = known.watch.as_ref().map(Stopwatch::passed).unwrap_or_default();
    known.held -= 1;
    if ended.is_ok() {
        known.released.push(Released { after, journal_was_open });
    }
}

fn lock(known: &Mutex<Asked>) -> MutexGuard<'_, Asked> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}
