//! A folder, a clock, and the steps that every journey begins with.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use ajar_engine::clock::{Clock as _, ManualClock};
use ajar_engine::dto::{
    EntrySave, ErrorCode, FirstStart, QuietChoice, ReminderDraft, ReminderKind, Saved, Settings, Weekday, When,
};
use ajar_engine::key_ring::MemoryKeyRing;
use ajar_engine::zone::JiffZone;
use ajar_engine::{Engine, Error, Firing};
use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "four quiet words here";
pub const EVERY_DAY: [Weekday; 7] =
    [Weekday::Mo, Weekday::Tu, Weekday::We, Weekday::Th, Weekday::Fr, Weekday::Sa, Weekday::Su];

/// One computer in Berlin. It is Tuesday, 10 March 2026, 13:00 there.
pub struct World {
    dir: TempDir,
    pub clock: Arc<ManualClock>,
    pub key_ring: Arc<MemoryKeyRing>,
}

impl World {
    pub fn new() -> Self {
        Self::at("2026-03-10T12:00:00Z", "Europe/Berlin")
    }

    pub fn at(now: &str, zone: &str) -> Self {
        let zone = JiffZone::bundled(zone).unwrap();
        Self {
            dir: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new(now.parse().unwrap(), zone)),
            key_ring: Arc::default(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn files(&self) -> Vec<String> {
        let names = fs::read_dir(self.dir.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    /// Starts Ajar on this folder.
    pub fn start(&self) -> Engine {
        Engine::open_with(self.dir.path(), self.clock.clone(), self.key_ring.clone()).unwrap()
    }

    /// Starts Ajar, makes a journal with these reminders, and leaves it open.
    pub fn begin(&self, reminders: Vec<ReminderDraft>) -> Engine {
        let engine = self.start();
        engine.create_vault(&first_start(reminders)).unwrap();
        engine
    }

    /// As after the process was killed: nothing is closed, nothing is flushed.
    pub fn kill(&self, engine: Engine) -> Engine {
        std::mem::forget(engine);
        self.start()
    }

    pub fn kill_and_unlock(&self, engine: Engine) -> Engine {
        let engine = self.kill(engine);
        engine.unlock(PASSPHRASE).unwrap();
        engine
    }

    pub fn pass(&self, minutes: i64) {
        self.clock.advance(TimeDelta::minutes(minutes));
    }

    /// The wall clock here: `2026-03-10T13:00:00`.
    pub fn local(&self) -> String {
        let clock = &*self.clock;
        clock.zone().to_civil(clock.now()).format("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// The computer sleeps until then, or somebody sets the clock.
    pub fn jump(&self, to: &str) {
        self.clock.jump_to(to.parse().unwrap());
    }
}

pub fn first_start(reminders: Vec<ReminderDraft>) -> FirstStart {
    FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: true,
        settings: Settings::default(),
        reminders,
    }
}

/// A daily reminder that waits for the end of quiet hours.
pub fn daily(kind: ReminderKind, time: &str) -> ReminderDraft {
    let name = if kind == ReminderKind::Moment { "Car ride home" } else { "" };
    ReminderDraft {
        id: None,
        kind,
        name: name.into(),
        time: time.into(),
        until_time: None,
        when: on(&EVERY_DAY, 1),
        zone: None,
        lead_min: 0,
        quiet: QuietChoice::Defer,
        enabled: true,
    }
}

pub fn on(days: &[Weekday], every_weeks: u8) -> When {
    When::Weekly { days: days.to_vec(), every_weeks }
}

pub fn practice_at(time: &str) -> ReminderDraft {
    daily(ReminderKind::Practice, time)
}

pub fn moment_at(time: &str) -> ReminderDraft {
    daily(ReminderKind::Moment, time)
}

/// One tick whose notification reaches the screen.
pub fn tick(engine: &Engine) -> Firing {
    let firing = engine.claim_due().unwrap();
    if let Some(notice) = &firing.notice {
        engine.mark_shown(&notice.covers).unwrap();
    }
    firing
}

/// One tick that shows one reminder; its occurrence.
pub fn fires(engine: &Engine) -> String {
    tick(engine).notice.unwrap().occurrence.unwrap().to_string()
}

pub fn is_quiet(engine: &Engine) {
    assert_eq!(tick(engine).notice, None);
}

/// One tick in do-not-disturb; whether something waits.
pub fn holds(engine: &Engine) -> bool {
    let firing = engine.claim_and_hold().unwrap();
    assert_eq!(firing.notice, None);
    firing.held
}

pub fn write(engine: &Engine, id: &str, base_rev: i64, text: &str) -> Saved {
    engine.save_entry(&EntrySave { id: id.into(), base_rev, text: text.into(), ..EntrySave::default() }).unwrap()
}

pub fn entry_id(number: u8) -> String {
    format!("01890a5d-ac96-774b-bcce-b302099a80{number:02x}")
}

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The code of what went wrong, and that it is said in short plain sentences.
pub fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> ErrorCode {
    let body = result.unwrap_err().body();
    for sentence in body.message.split_terminator(['.', ';', '?']) {
        assert!(sentence.split_whitespace().count() <= 18, "too long: {sentence}");
    }
    assert!(body.message.ends_with('.'), "{}", body.message);
    body.code
}

/// The field that was refused.
pub fn field<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let body = result.unwrap_err().body();
    assert_eq!(body.code, ErrorCode::Invalid);
    body.field.unwrap()
}
