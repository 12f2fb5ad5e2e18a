use ajar_engine::Engine;
use ajar_engine::dto::{ChangeKind, EntrySave, ErrorCode, Facets, Saved};

use crate::world::*;

/// One entry, and a page that has it open.
struct Desk {
    world: World,
    engine: Engine,
    rev: i64,
    goes_on: bool,
}

impl Desk {
    fn new() -> Self {
        let world = World::new();
        let engine = world.begin(vec![]);
        Self { world, engine, rev: 0, goes_on: false }
    }

    fn save(&mut self, text: &str) -> Saved {
        let save = EntrySave {
            id: entry_id(1),
            base_rev: self.rev,
            text: text.into(),
            goes_on: self.goes_on,
            ..EntrySave::default()
        };
        let saved = self.engine.save_entry(&save).unwrap();
        (self.rev, self.goes_on) = (saved.rev, true);
        saved
    }

    /// The page leaves the entry and comes back to it.
    fn reopen(&mut self) {
        self.goes_on = false;
    }

    /// The texts of the earlier versions, newest first.
    fn versions(&self) -> Vec<String> {
        let rows = self.engine.revisions(&entry_id(1)).unwrap();
        rows.iter().map(|row| self.engine.revision(&entry_id(1), row.rev).unwrap().text).collect()
    }
}

#[test]
fn the_first_change_of_a_sitting_keeps_what_the_last_one_closed_with() {
    let mut desk = Desk::new();
    desk.save("mon");
    desk.save("monday");
    assert_eq!(desk.versions(), [""; 0], "a text that is being begun is no version");
    desk.reopen();
    desk.world.pass(3);
    desk.save("monday, and tuesday");
    desk.save("tuesday");
    assert_eq!(desk.versions(), ["monday"]);
    desk.reopen();
    desk.save("");
    desk.reopen();
    desk.save("wednesday");
    assert_eq!(desk.versions(), ["tuesday", "monday"], "an empty text is none");
}

#[test]
fn while_somebody_goes_on_writing_one_is_kept_every_ten_minutes() {
    let mut desk = Desk::new();
    for minute in 0..=35 {
        desk.save(&format!("minute {minute}"));
        desk.world.pass(1);
    }
    assert_eq!(desk.versions(), ["minute 29", "minute 19", "minute 9"]);
}

#[test]
fn the_clock_of_a_spring_night_makes_no_version_early() {
    let mut desk = Desk::new();
    // Twenty minutes before the hour that Berlin leaves out.
    desk.world.jump("2026-03-29T00:40:00Z");
    for minute in 0..=25 {
        desk.save(&format!("minute {minute}"));
        desk.world.pass(1);
    }
    assert_eq!(desk.versions(), ["minute 19", "minute 9"]);
    let row = desk.engine.revisions(&entry_id(1)).unwrap().remove(0);
    assert_eq!(row.written_ms, utc("2026-03-29T00:59:00Z").timestamp_millis());
}

#[test]
fn what_changes_no_word_keeps_no_version() {
    let mut desk = Desk::new();
    desk.save("words");
    desk.reopen();
    let facets = Some(Facets { starred: true, ..Facets::default() });
    let save = EntrySave { id: entry_id(1), base_rev: 1, text: "words".into(), facets, ..EntrySave::default() };
    desk.rev = desk.engine.save_entry(&save).unwrap().rev;
    assert_eq!(desk.versions(), [""; 0]);
    desk.save("other words");
    desk.reopen();
    desk.save("words");
    desk.reopen();
    desk.save("other words");
    assert_eq!(desk.versions(), ["words", "other words", "words"], "one that came back is one again");
}

#[test]
fn a_version_brought_back_loses_nothing() {
    let mut desk = Desk::new();
    desk.save("first");
    desk.reopen();
    desk.save("second");
    let old = desk.engine.revisions(&entry_id(1)).unwrap().remove(0);
    let old = desk.engine.revision(&entry_id(1), old.rev).unwrap();
    desk.reopen();
    desk.save(&old.text);
    assert_eq!(
        (desk.engine.entry(&entry_id(1)).unwrap().text.as_str(), desk.versions()),
        ("first", vec!["second".to_owned(), "first".to_owned()])
    );
}

#[test]
fn what_was_changed_since_is_shown() {
    let mut desk = Desk::new();
    desk.save("We talked long.");
    desk.reopen();
    desk.save("We talked well.");
    let row = desk.engine.revisions(&entry_id(1)).unwrap().remove(0);
    let version = desk.engine.revision(&entry_id(1), row.rev).unwrap();
    let changes: Vec<_> = version.changes.iter().map(|change| (change.kind, change.text.as_str())).collect();
    let expect = [
        (ChangeKind::Same, "We talked "),
        (ChangeKind::Gone, "long"),
        (ChangeKind::New, "well"),
        (ChangeKind::Same, "."),
    ];
    assert_eq!(changes, expect);
    assert_eq!(code(desk.engine.revision(&entry_id(1), 99)), ErrorCode::NotFound);
    assert_eq!(code(desk.engine.revisions(&entry_id(9))), ErrorCode::NotFound);
    assert!(!format!("{version:?} {row:?}").contains("talked"));
}

#[test]
fn of_many_versions_fifty_stay_and_after_ninety_days_none() {
    let mut desk = Desk::new();
    for hour in 0..80 {
        desk.reopen();
        desk.save(&format!("hour {hour}"));
        desk.world.pass(60);
    }
    let versions = desk.versions();
    assert_eq!((versions.len(), versions[0].as_str(), versions[49].as_str()), (50, "hour 78", "hour 0"));
    // Across the change to summer time, and back over no day too few.
    desk.world.pass(90 * 24 * 60 - 61);
    assert!(desk.engine.purge_if_due().unwrap(), "the older ones are over ninety days");
    assert_eq!(desk.versions(), ["hour 78"]);
    desk.world.pass(1);
    assert!(desk.engine.purge_if_due().unwrap());
    assert_eq!(desk.versions(), [""; 0]);
    assert_eq!(desk.engine.entry(&entry_id(1)).unwrap().text, "hour 79");
}

/// Undoing what was typed brings the kept text back, so that the entry and its newest version are the same for a while.
#[test]
fn a_text_that_came_back_is_kept_from_when_it_is_replaced_again() {
    let mut desk = Desk::new();
    desk.save("stays");
    desk.reopen();
    desk.save("typed by mistake");
    desk.save("stays");
    desk.world.pass(89 * 24 * 60);
    desk.reopen();
    desk.save("much later");
    desk.world.pass(24 * 60);
    desk.engine.purge_if_due().unwrap();
    assert_eq!(desk.versions(), ["stays"]);
}
