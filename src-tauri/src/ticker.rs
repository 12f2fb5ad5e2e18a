//! Wakes when a reminder is due, and at least twice a minute: timers stop while the computer sleeps,
//! so the wall clock is asked again and again.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::Duration,
};

use crate::Shell;

const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// Lets others wake the ticker early, after a reminder was changed.
#[derive(Debug, Default)]
pub struct Alarm {
    rung: Mutex<bool>,
    bell: Condvar,
}

impl Alarm {
    pub fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }

    fn sleep(&self, limit: Duration) {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut rung, _timeout) =
            self.bell.wait_timeout_while(rung, limit, |rung| !*rung).unwrap_or_else(PoisonError::into_inner);
        *rung = false;
    }
}

pub fn start(shell: Arc<Shell>) {
    let started = thread::Builder::new().name("ticker".to_owned()).spawn(move || {
        loop {
            let next = shell.tick();
            shell.alarm.sleep(next.unwrap_or(LONGEST_SLEEP).min(LONGEST_SLEEP));
        }
    });
    if let Err(error) = started {
        tracing::error!(%error, "nobody looks whether a reminder is due");
    }
}
