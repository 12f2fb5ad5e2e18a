//! A thread that listens to one bus, and reaches for it again when it goes away.

use std::{thread, time::Duration};

use zbus::{
    Message,
    blocking::{Connection, MessageIterator},
};

/// Seconds before each further try to reach a bus.
const RETRIES: [u64; 4] = [1, 5, 15, 60];
/// And then again and again: it costs nothing that can be measured.
const LATER: u64 = 300;

/// Somebody who listens to a bus. Everything is called on a thread of its own, which sleeps until a message comes.
pub trait Listener: Send + 'static {
    /// What the thread and the log call it.
    const NAME: &'static str;

    fn connect() -> zbus::Result<Connection>;

    /// Says what it wants to hear. Called again for each new connection.
    fn subscribe(&mut self, connection: &Connection) -> zbus::Result<()>;

    /// Any message at all that came over the connection.
    fn hear(&mut self, message: &Message, connection: &Connection);
}

pub fn listen<L: Listener>(mut listener: L) {
    let started = thread::Builder::new().name(L::NAME.to_owned()).spawn(move || {
        let mut failures = 0;
        loop {
            match listen_once(&mut listener) {
                Ok(()) => {
                    tracing::warn!(listener = L::NAME, "the bus went away");
                    failures = 0;
                }
                Err(error) if failures == 0 => tracing::warn!(%error, listener = L::NAME, "the bus cannot be heard"),
                Err(_) => {}
            }
            thread::sleep(Duration::from_secs(RETRIES.get(failures).copied().unwrap_or(LATER)));
            failures += 1;
        }
    });
    if let Err(error) = started {
        tracing::error!(%error, listener = L::NAME, "nobody listens to the bus");
    }
}

/// Ends when the connection does.
fn listen_once<L: Listener>(listener: &mut L) -> zbus::Result<()> {
    let connection = L::connect()?;
    // Before the first subscription, so that nothing is missed.
    let messages = MessageIterator::from(&connection);
    listener.subscribe(&connection)?;
    for message in messages {
        let Ok(message) = message else { break };
        listener.hear(&message, &connection);
    }
    Ok(())
}
