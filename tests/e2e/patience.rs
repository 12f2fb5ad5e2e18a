//! Waiting for something to become true, with a limit. Nothing else in these tests sleeps or reads a clock.

use std::thread;
use std::time::{Duration, Instant};

/// How long a person would wait before calling it broken, with room for a busy machine.
pub const USUAL: Duration = Duration::from_mins(1);

/// Asks again and again until there is an answer or the time is up.
pub fn attempt<T>(limit: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let started = now();
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if now().duration_since(started) >= limit {
            return None;
        }
        thread::sleep(Duration::from_millis(25));
    }
}

/// Waits for an answer; the words say what was waited for.
pub fn until<T>(what: &str, limit: Duration, ask: impl FnMut() -> Option<T>) -> T {
    attempt(limit, ask).unwrap_or_else(|| panic!("waited {} s in vain for {what}", limit.as_secs()))
}

/// Waits for a condition that has no answer of its own.
pub fn until_true(what: &str, limit: Duration, mut ask: impl FnMut() -> bool) {
    until(what, limit, || ask().then_some(()));
}

/// Lets time pass, for what is measured over a span.
pub fn pass(time: Duration) {
    thread::sleep(time);
}

/// How long something took, to be printed.
pub struct Stopwatch(Instant);

impl Stopwatch {
    pub fn start() -> Self {
        Self(now())
    }

    pub fn passed(&self) -> Duration {
        now().duration_since(self.0)
    }
}

#[expect(clippy::disallowed_methods, reason = "these tests wait for a real program in real time")]
fn now() -> Instant {
    Instant::now()
}
