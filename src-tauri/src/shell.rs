//! What the commands, the tray, the notifications and the ticker work with.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ajar_engine::{
    Engine, Error, Firing, Indexed, Notice, OccurrenceId,
    clock::Clock,
    dto::{ErrorBody, OccurrenceAction, Settings, Status, Topic, VaultState, Ways},
};

use crate::{
    events::{CloseDoubt, Event, Page},
    flush::Flush,
    host::Host,
    notices::Notices,
    opened::Opened,
    presence::{Moment, Presence},
    session::Departure,
    ticker::Alarm,
};

/// How long a lock waits for the page to save what is typed.
const LOCK_WAIT: Duration = Duration::from_millis(150);
/// Closing and quitting are in no hurry.
pub(crate) const CLOSE_WAIT: Duration = Duration::from_secs(2);
/// How a command answers.
pub type Answer<T> = Result<T, ErrorBody>;

#[expect(missing_debug_implementations, reason = "it holds the engine, which holds keys")]
pub struct Shell {
    pub(crate) opened: Opened,
    clock: Arc<dyn Clock>,
    host: Box<dyn Host>,
    pub flush: Flush,
    pub alarm: Alarm,
    presence: Presence,
    notices: Notices,
    /// Held through a lock: of several who see the user go, one locks and the others find it done.
    locking: Mutex<()>,
    /// Between the making of the journal and the end of the first start, when the recovery key is on the screen.
    starting: AtomicBool,
    /// Whether closing without a tray was explained in this run.
    close_explained: AtomicBool,
    /// The backup that the user chose last in a dialog: a page names no paths.
    pub(crate) chosen: Mutex<Option<PathBuf>>,
}

impl Shell {
    pub fn new(opened: Opened, clock: Arc<dyn Clock>, host: Box<dyn Host>) -> Self {
        let presence = Presence::new(moment(&*clock));
        Self {
            opened,
            clock,
            host,
            flush: Flush::default(),
            alarm: Alarm::default(),
            presence,
            notices: Notices::default(),
            locking: Mutex::default(),
            starting: AtomicBool::new(false),
            close_explained: AtomicBool::new(false),
            chosen: Mutex::new(None),
        }
    }

    pub fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    /// Asks the engine something that changes nothing.
    pub fn ask<T>(&self, question: impl FnOnce(&Engine) -> Result<T, Error>) -> Answer<T> {
        self.opened.ask(question)?.map_err(|error| error.body())
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
        if topics.iter().any(|topic| matches!(topic, Topic::Status | Topic::Settings)) {
            self.host.refresh_tray();
        }
    }

    pub fn status(&self) -> Status {
        let mut status = self.opened.ask(Engine::status).unwrap_or_else(unusable);
        status.notices = self.notices.still(status.notices);
        status
    }

    /// Something the user should know that does not stop the program.
    pub fn note(&self, sentence: &str) {
        if self.notices.add(sentence) {
            self.host.emit(&Event::Changed(vec![Topic::Status]));
        }
    }

    /// The user has closed this notice.
    pub fn hear(&self, notice: String) {
        self.notices.hear(notice);
    }

    /// While the first start shows the recovery key, nothing takes the page away unasked.
    pub fn starting(&self, is_starting: bool) {
        self.starting.store(is_starting, Ordering::Relaxed);
    }

    pub fn open_window(&self, page: Option<Page>) {
        self.touch();
        self.host.open_window(page, true);
    }

    /// What the window's close button does: the text is saved, the window goes, reminders go on.
    pub fn close_window(&self) {
        if self.doubts_leaving() {
            return;
        }
        let explained = self.host.has_tray() || self.in_recovery();
        if !explained && !self.close_explained.swap(true, Ordering::Relaxed) {
            self.host.emit(&Event::CloseAsked(CloseDoubt::NoTray));
            return;
        }
        self.leave_window();
    }

    /// The user goes to talk: the window gets out of the way at once, as if it was closed. Where closing asks something
    /// first, it comes back and asks.
    pub fn step_aside(&self) {
        self.host.hide_window();
        self.close_window();
        if self.host.has_window() {
            self.host.open_window(None, true);
        }
    }

    /// Destroys the window, whatever was doubted. With nothing to remind of, the program goes with it.
    pub fn leave_window(&self) {
        self.starting(false);
        self.host.close_window();
        if self.in_recovery() {
            self.host.quit(1);
        }
        // The user may have chosen to lock at once when nobody sees the window.
        self.alarm.ring();
    }

    /// Saves, then takes away keys, connections and the web page. A visible window comes back locked.
    pub fn lock(&self) {
        self.lock_and_open(None);
    }

    /// Locks for somebody else's hands: the window comes back with the partner's deck, in front of the lock screen.
    pub fn lock_for_partner(&self) {
        self.lock_and_open(Some(Page::TurnToAsk));
    }

    fn lock_and_open(&self, page: Option<Page>) {
        let _one_at_a_time = self.locking.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_open() {
            return;
        }
        let began = self.clock.monotonic();
        if !self.save_typed_text(LOCK_WAIT) {
            tracing::warn!("locked although some words could not be saved");
        }
        let visible = self.host.window_visible();
        self.end_session();
        tracing::info!(ms = self.millis_since(began), "locked");
        if visible {
            self.host.open_window(page, page.is_some());
        }
    }

    /// Hides first, then locks: whoever comes in sees nothing.
    pub fn quick_hide(&self) {
        let began = self.clock.monotonic();
        self.host.hide_window();
        tracing::info!(ms = self.millis_since(began), "hidden");
        let _one_at_a_time = self.locking.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.save_typed_text(LOCK_WAIT) {
            tracing::warn!("hidden although some words could not be saved");
        }
        self.end_session();
        tracing::info!(ms = self.millis_since(began), "locked");
    }

    /// The session tells that somebody else may soon be at this computer.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nobody tells there yet"))]
    pub fn user_leaves(&self, why: Departure) {
        tracing::info!(?why, "the user leaves");
        self.lock();
        // An unlock that is under way comes too late.
        self.shut_journal();
    }

    pub fn quit(&self) {
        if self.doubts_leaving() {
            self.host.open_window(None, true);
            return;
        }
        self.leave();
    }

    /// Ends the program, whatever was doubted. A last backup is made first, out of sight.
    pub fn leave(&self) {
        let failed = self.in_recovery();
        self.host.hide_window();
        if let Ok(made) = self.opened.ask(Engine::back_up_at_quit) {
            self.report_backup(made);
        }
        self.end_session();
        self.host.quit(i32::from(failed));
    }

    /// Saves what is typed; says so and answers true when closing now would take something from the user.
    fn doubts_leaving(&self) -> bool {
        let doubt = if !self.save_typed_text(CLOSE_WAIT) {
            CloseDoubt::Unsaved
        } else if self.starting.load(Ordering::Relaxed) && self.host.has_window() {
            CloseDoubt::Starting
        } else {
            return false;
        };
        self.host.emit(&Event::CloseAsked(doubt));
        true
    }

    fn end_session(&self) {
        self.starting(false);
        self.host.close_window();
        self.shut_journal();
        self.host.withdraw_notifications();
        self.host.refresh_tray();
        self.host.emit(&Event::Locked);
    }

    fn shut_journal(&self) {
        // A folder that cannot be used holds nothing that is open.
        drop(self.opened.ask(Engine::lock));
    }

    /// One tick: locks when nobody is there, fires what is due, and says how long the ticker may sleep.
    pub fn tick(&self) -> Option<Duration> {
        let look = self.look_for_user();
        let fire = self.fire();
        look.into_iter().chain(fire).chain(self.index()).min()
    }

    /// One step through what cannot be found yet. While there is more, the next tick comes at once.
    fn index(&self) -> Option<Duration> {
        match self.ask(Engine::index_some) {
            Ok(Indexed::Done) => None,
            Ok(Indexed::GoesOn) => Some(Duration::ZERO),
            Ok(Indexed::CaughtUp) => {
                self.host.emit(&Event::Changed(vec![Topic::Journal]));
                None
            }
            Err(error) => {
                tracing::warn!(code = ?error.code, "some entries could not be indexed");
                None
            }
        }
    }

    /// Answers how long it is until the next reminder.
    fn fire(&self) -> Option<Duration> {
        // Nobody can be reminded of anything without a folder, and the window says so.
        let firing = match self.claim()? {
            Ok(firing) => firing,
            Err(error) => {
                tracing::error!(code = ?error.body().code, "reminders could not be read");
                self.note(&error.body().message);
                return None;
            }
        };
        if let Some(notice) = &firing.notice {
            self.hand_over(notice);
            if let Err(problem) = self.ask(|engine| engine.mark_shown(&notice.covers)) {
                tracing::error!(code = ?problem.code, "a shown reminder could not be noted");
            }
        }
        if firing.changed {
            self.host.emit(&Event::Changed(vec![Topic::Today, Topic::Reminders]));
        }
        if let Err(error) = self.ask(Engine::keep_ballast) {
            tracing::warn!(code = ?error.code, "no room was held back on the disk");
        }
        self.purge();
        if let Ok(made) = self.opened.ask(Engine::back_up_if_due) {
            self.report_backup(made);
        }
        firing.next_due.map(|due| (due - self.clock.now()).to_std().unwrap_or_default())
    }

    /// Claims what is due. The desktop is asked only when there is something to show; `None` without a folder.
    fn claim(&self) -> Option<Result<Firing, Error>> {
        let waiting = match self.opened.ask(Engine::claim_and_hold).ok()? {
            Ok(firing) if firing.held && !self.host.wants_quiet() => firing,
            settled => return Some(settled),
        };
        let shown = self.opened.ask(Engine::claim_due).ok()?;
        Some(shown.map(|shown| Firing { changed: waiting.changed || shown.changed, ..shown }))
    }

    fn purge(&self) {
        match self.ask(Engine::purge_if_due) {
            Ok(true) => self.host.emit(&Event::Changed(vec![Topic::Journal])),
            Ok(false) => {}
            Err(error) => tracing::warn!(code = ?error.code, "the old trash was not emptied"),
        }
    }

    fn hand_over(&self, notice: &Notice) {
        if self.notices.notification(self.host.notify(notice).err()) {
            self.host.emit(&Event::Changed(vec![Topic::Status]));
        }
    }

    /// A button on a notification, pressed while the window may not even exist.
    pub fn answer_from_notification(&self, occurrence: OccurrenceId, action: &OccurrenceAction) {
        let topics = [Topic::Today, Topic::Reminders, Topic::Progress];
        let answered = self.change(&topics, |engine| engine.answer_reminder(&occurrence.to_string(), action));
        if let Err(problem) = answered {
            tracing::warn!(code = ?problem.code, "a notification button did nothing");
            // Answered before, or put off too often: a sentence that can wait. Nobody asked for the window.
            self.note(&problem.message);
        }
    }

    /// A notification was clicked: it was seen, whatever comes of it.
    pub fn follow_notification(&self, occurrence: Option<OccurrenceId>) {
        if let Some(occurrence) = occurrence
            && let Err(problem) = self.ask(|engine| engine.mark_opened(&[occurrence]))
        {
            tracing::warn!(code = ?problem.code, "an opened reminder could not be noted");
        }
        self.open_window(Some(Page::Today));
    }

    /// The journal was just unlocked.
    pub fn arrived(&self) {
        self.presence.arrive(moment(&*self.clock));
    }

    /// A key or the pointer was used in the window.
    pub fn touch(&self) {
        if self.presence.touch(self.clock.monotonic()) {
            self.host.emit(&Event::LockWarned(None));
        }
    }

    /// Locks when nobody has been here for too long, says so a minute before, and answers when to look again.
    fn look_for_user(&self) -> Option<Duration> {
        let settings = self.opened.ask(|engine| engine.settings().ok()).ok()?;
        let away = self.presence.look(moment(&*self.clock), self.host.window_visible());
        let allowed = settings.and_then(|settings| settings.auto_lock_min);
        let waits = !self.starting.load(Ordering::Relaxed) && self.is_open();
        if away.slept() || (waits && away.too_long(allowed)) {
            self.lock();
            return None;
        }
        let warning = away.warning(allowed).filter(|_| waits);
        if self.presence.warn(warning.is_some()) {
            self.host.emit(&Event::LockWarned(warning));
        }
        away.next(allowed).filter(|_| waits)
    }

    fn millis_since(&self, began: Duration) -> u128 {
        self.clock.monotonic().saturating_sub(began).as_millis()
    }

    /// Whether everything typed is saved. A page that does not answer cannot be asked anything, so it does not hold us up.
    pub(crate) fn save_typed_text(&self, limit: Duration) -> bool {
        if !self.host.has_window() || !self.is_open() {
            return true;
        }
        let ticket = self.flush.ask();
        self.host.emit(&Event::FlushRequested(ticket.number));
        let saved = ticket.wait(limit);
        if saved.is_none() {
            tracing::warn!("the page did not say in time that its text is saved");
        }
        saved.unwrap_or(true)
    }

    fn state(&self) -> VaultState {
        self.opened.ask(|engine| engine.status().state).unwrap_or(VaultState::Recovery)
    }

    fn report_backup(&self, made: Result<bool, Error>) {
        if let Err(error) = made {
            tracing::error!(code = ?error.body().code, "a backup could not be made");
            self.note(&error.body().message);
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.state() == VaultState::Open
    }

    pub(crate) fn in_recovery(&self) -> bool {
        self.state() == VaultState::Recovery
    }
}

fn moment(clock: &dyn Clock) -> Moment {
    Moment { wall_ms: clock.now().timestamp_millis(), monotonic: clock.monotonic() }
}

/// What `status` says when not even the data folder can be used.
fn unusable(problem: ErrorBody) -> Status {
    Status {
        state: VaultState::Recovery,
        problem: Some(problem),
        can_open_anyway: false,
        ways: Ways::default(),
        letters: 0,
        undo: None,
        notices: Vec::new(),
        failed_attempts: 0,
        retry_after_ms: 0,
        settings: Settings::default(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_dir: String::new(),
    }
}
