//! What the commands, the tray, the notifications and the ticker work with.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ajar_engine::{
    Engine, Error, OccurrenceId,
    clock::Clock,
    dto::{ErrorBody, OccurrenceAction, Settings, Status, Topic, VaultState},
};

use crate::{
    events::{Event, Page},
    flush::Flush,
    host::Host,
    ticker::Alarm,
};

/// How long a lock waits for the page to save what is typed.
const LOCK_WAIT: Duration = Duration::from_millis(150);
/// Closing and quitting are in no hurry.
const CLOSE_WAIT: Duration = Duration::from_secs(2);
/// A window that nobody sees stays unlocked no longer than this.
const HIDDEN_LOCK: Duration = Duration::from_mins(1);

/// How a command answers.
pub type Answer<T> = Result<T, ErrorBody>;

#[expect(missing_debug_implementations, reason = "it holds the engine, which holds keys")]
pub struct Shell {
    /// The error when not even the folder could be used; every command then answers with it.
    engine: Result<Engine, ErrorBody>,
    clock: Arc<dyn Clock>,
    host: Box<dyn Host>,
    pub flush: Flush,
    pub alarm: Alarm,
    notices: Mutex<Vec<String>>,
    /// When a key or the pointer was last seen, and when the window was last visible (monotonic).
    last_touch: Mutex<Duration>,
    last_visible: Mutex<Duration>,
    /// Whether closing without a tray was explained in this run.
    close_explained: AtomicBool,
}

impl Shell {
    pub fn new(engine: Result<Engine, Error>, clock: Arc<dyn Clock>, host: Box<dyn Host>) -> Self {
        let engine = engine.map_err(|error| {
            tracing::error!(code = ?error.body().code, "the data folder cannot be used");
            error.body()
        });
        let now = clock.monotonic();
        Self {
            engine,
            clock,
            host,
            flush: Flush::default(),
            alarm: Alarm::default(),
            notices: Mutex::default(),
            last_touch: Mutex::new(now),
            last_visible: Mutex::new(now),
            close_explained: AtomicBool::new(false),
        }
    }

    pub fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    /// Asks the engine something that changes nothing.
    pub fn ask<T>(&self, question: impl FnOnce(&Engine) -> Result<T, Error>) -> Answer<T> {
        let engine = self.engine.as_ref().map_err(Clone::clone)?;
        question(engine).map_err(|error| error.body())
    }

    /// Does something in the engine, then tells the open views what may have changed.
    pub fn change<T>(&self, topics: &[Topic], deed: impl FnOnce(&Engine) -> Result<T, Error>) -> Answer<T> {
        let done = self.ask(deed)?;
        self.changed(topics);
        Ok(done)
    }

    pub fn changed(&self, topics: &[Topic]) {
        self.host.emit(&Event::Changed(topics.to_vec()));
        if topics.iter().any(|topic| matches!(topic, Topic::Reminders | Topic::Settings)) {
            self.alarm.ring();
        }
    }

    pub fn status(&self) -> Status {
        let mut status = match &self.engine {
            Ok(engine) => engine.status(),
            Err(problem) => unusable(problem.clone()),
        };
        status.notices.extend(self.notices.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned());
        status
    }

    /// Something the user should know that does not stop the program; said once in `status`.
    pub fn note(&self, sentence: &str) {
        let mut notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
        if !notices.iter().any(|known| known == sentence) {
            notices.push(sentence.to_owned());
            drop(notices);
            self.host.emit(&Event::Changed(vec![Topic::Status]));
        }
    }

    pub fn open_window(&self, page: Option<Page>) {
        self.touch();
        self.host.open_window(page, true);
    }

    /// What the window's close button does: the text is saved, the window goes, reminders go on.
    pub fn close_window(&self) {
        self.save_typed_text(CLOSE_WAIT);
        if !self.host.has_tray() && !self.close_explained.swap(true, Ordering::Relaxed) {
            self.host.emit(&Event::CloseAsked);
            return;
        }
        self.leave_window();
    }

    /// Destroys the window after its text was saved.
    pub fn leave_window(&self) {
        self.host.close_window();
        if self.engine.is_err() {
            self.host.quit(1);
        }
        // The user may have chosen to lock at once when nobody sees the window.
        self.alarm.ring();
    }

    /// Saves, then takes away keys, connections and the web page. A visible window comes back locked.
    pub fn lock(&self) {
        if !self.is_open() {
            return;
        }
        self.save_typed_text(LOCK_WAIT);
        let visible = self.host.window_visible();
        self.end_session();
        if visible {
            self.host.open_window(None, false);
        }
    }

    /// Hides first, then locks: whoever comes in sees nothing.
    pub fn quick_hide(&self) {
        self.host.hide_window();
        self.save_typed_text(LOCK_WAIT);
        self.end_session();
    }

    pub fn quit(&self) {
        self.save_typed_text(CLOSE_WAIT);
        if let Ok(engine) = &self.engine {
            report_backup(engine.back_up_at_quit());
        }
        self.end_session();
        self.host.quit(i32::from(self.engine.is_err()));
    }

    fn end_session(&self) {
        self.host.close_window();
        if let Ok(engine) = &self.engine {
            engine.lock();
        }
        self.host.emit(&Event::Locked);
    }

    /// One tick: fires what is due and says how long the ticker may sleep.
    pub fn tick(&self) -> Option<Duration> {
        self.lock_when_left_alone();
        let engine = self.engine.as_ref().ok()?;
        let firing = match engine.claim_due() {
            Ok(firing) => firing,
            Err(error) => {
                tracing::error!(code = ?error.body().code, "reminders could not be read");
                return None;
            }
        };
        if let Some(notice) = &firing.notice {
            if let Err(sentence) = self.host.notify(notice) {
                self.note(&sentence);
            }
            if let Err(error) = engine.mark_shown(&notice.covers) {
                tracing::error!(code = ?error.body().code, "a shown reminder could not be noted");
            }
        }
        if firing.changed {
            self.host.emit(&Event::Changed(vec![Topic::Today, Topic::Reminders]));
        }
        report_backup(engine.back_up_if_due());
        firing.next_due.map(|due| (due - self.clock.now()).to_std().unwrap_or_default())
    }

    /// A button on a notification, pressed while the window may not even exist.
    pub fn answer_from_notification(&self, occurrence: OccurrenceId, action: &OccurrenceAction) {
        let topics = [Topic::Today, Topic::Reminders, Topic::Progress];
        let answered = self.change(&topics, |engine| engine.answer_reminder(&occurrence.to_string(), action));
        if let Err(problem) = answered {
            tracing::warn!(code = ?problem.code, "a notification button did nothing");
            self.open_window(Some(Page::Today));
        }
    }

    /// A key or the pointer was used in the window.
    pub fn touch(&self) {
        *self.last_touch.lock().unwrap_or_else(PoisonError::into_inner) = self.clock.monotonic();
    }

    fn lock_when_left_alone(&self) {
        let Ok(engine) = &self.engine else { return };
        let now = self.clock.monotonic();
        let mut last_visible = self.last_visible.lock().unwrap_or_else(PoisonError::into_inner);
        if self.host.window_visible() {
            *last_visible = now;
        }
        let unseen = now.saturating_sub(*last_visible);
        drop(last_visible);
        let untouched = now.saturating_sub(*self.last_touch.lock().unwrap_or_else(PoisonError::into_inner));
        let after = engine.settings().ok().and_then(|settings| settings.auto_lock_min);
        let after = after.map(|minutes| Duration::from_mins(u64::from(minutes)));
        let hidden = unseen >= after.unwrap_or(HIDDEN_LOCK).min(HIDDEN_LOCK) && !unseen.is_zero();
        let idle = after.is_some_and(|after| !after.is_zero() && untouched >= after);
        if (hidden || idle) && self.is_open() {
            self.lock();
        }
    }

    fn save_typed_text(&self, limit: Duration) {
        if !self.host.has_window() || !self.is_open() {
            return;
        }
        let ticket = self.flush.ask();
        self.host.emit(&Event::FlushRequested(ticket.number));
        if !ticket.wait(limit) {
            tracing::warn!("the page did not say in time that its text is saved");
        }
    }

    fn is_open(&self) -> bool {
        self.engine.as_ref().is_ok_and(|engine| engine.status().state == VaultState::Open)
    }
}

/// The user reads of it in the settings; a reminder is not kept waiting for it.
fn report_backup(made: Result<bool, Error>) {
    if let Err(error) = made {
        tracing::error!(code = ?error.body().code, "a backup could not be made");
    }
}

/// What `status` says when not even the data folder can be used.
fn unusable(problem: ErrorBody) -> Status {
    Status {
        state: VaultState::Recovery,
        problem: Some(problem),
        notices: Vec::new(),
        failed_attempts: 0,
        retry_after_ms: 0,
        settings: Settings::default(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_dir: String::new(),
    }
}
