//! What is on the disk when the process ends between any two steps of a backup or of a restore.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use uuid::Uuid;

use super::{Making, Rekeying, Secret, Staging, Step, places, swapping};
use crate::agenda::Agenda;
use crate::clock::ManualClock;
use crate::crypto::{Cost, Key, Passphrase};
use crate::db::{self, Database};
use crate::engine::Engine;
use crate::error::{Error, Part};
use crate::paths::{self, DataDir};
use crate::slots::{Found, Opener, Slots};
use crate::table::{identity, reminder_name, setting};
use crate::vault::{self, Vault};
use crate::zone::JiffZone;

const PASSPHRASE: &str = "four quiet words here";

struct Journal {
    temp: TempDir,
    dir: DataDir,
    slots: Slots,
    key: Key,
    vault: Vault,
    agenda: Agenda,
}

fn now() -> DateTime<Utc> {
    "2026-03-10T12:00:00Z".parse().unwrap()
}

fn journal() -> Journal {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::prepare(temp.path()).unwrap();
    let (key, id) = (Key::generate().unwrap(), Uuid::from_u128(7));
    let passphrase = Passphrase::typed(PASSPHRASE);
    let slots = Slots::wrap(id, &key, &[Opener::Passphrase(&passphrase, Cost::FLOOR)]).unwrap();
    Vault::create(&dir, &key, id, |_| Ok(())).unwrap();
    slots.store(&dir, |_| Ok(())).unwrap();
    vault::finish(&dir).unwrap();
    let vault = Vault::open(&dir, &key, id).unwrap();
    let (agenda, _) = Agenda::open(&dir, now()).unwrap();
    Journal { temp, dir, slots, key, vault, agenda }
}

impl Journal {
    /// Something that differs in both databases.
    fn change(&mut self, word: &str) {
        let reminder = ajar_core::ids::ReminderId::from_uuid(Uuid::from_u128(1));
        self.vault.write("test", |tx| Ok(reminder_name::set(tx, reminder, word)?)).unwrap();
        self.agenda.write("test", |tx| Ok(setting::set(tx, "word", &word)?)).unwrap();
    }

    fn word(&self) -> (String, String) {
        words(&self.dir, &self.key)
    }

    fn back_up(&self, go_on: &dyn Fn(Step) -> Result<(), Error>) -> Result<Option<super::Made>, Error> {
        let making = Making { dir: &self.dir, slots: &self.slots, key: &self.key, now: now(), second: None, go_on };
        making.run(false)
    }

    fn backups(&self) -> Vec<String> {
        names(&self.dir.backups())
    }
}

/// What both databases say, whoever has them open.
fn words(dir: &DataDir, key: &Key) -> (String, String) {
    let vault = db::reader(&dir.vault(), key).unwrap();
    let agenda_key = crate::agenda::read_key(&dir.agenda_key()).unwrap().unwrap();
    let agenda = db::reader(&dir.agenda(), &agenda_key).unwrap();
    let name = reminder_name::all(&vault).unwrap().into_values().next().unwrap();
    (name, setting::get(&agenda, "word").unwrap().unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "lock")
        .collect();
    names.sort();
    names
}

/// The folder as a killed process would leave it, for another one to find.
fn freeze(from: &Path, to: &Path) {
    paths::create_private_dir(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let to = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            freeze(&file.path(), &to);
        } else {
            fs::copy(file.path(), to).unwrap();
        }
    }
}

/// A copy of the folder, in which finishing what was decided was killed before this rename.
fn killed_before(rename: usize, folder: &Path) -> (TempDir, DataDir, io::Result<()>) {
    let frozen = tempfile::tempdir().unwrap();
    freeze(folder, frozen.path());
    let dir = DataDir::prepare(frozen.path()).unwrap();
    let mut renames = 0;
    let ended = swapping::finish_by(&dir, &mut |from, to| {
        renames += 1;
        if renames > rename { Err(io::ErrorKind::Interrupted.into()) } else { fs::rename(from, to) }
    });
    (frozen, dir, ended)
}

#[test]
fn a_backup_that_is_killed_at_any_step_is_whole_or_nothing() {
    let mut journal = journal();
    journal.change("before");
    journal.back_up(&|_| Ok(())).unwrap().unwrap();
    journal.change("after");
    let frozen = tempfile::tempdir().unwrap();
    let steps = RefCell::new(BTreeMap::new());
    journal
        .back_up(&|step| {
            let to = frozen.path().join(format!("{step:?}"));
            if steps.borrow_mut().insert(step, to.clone()).is_none() {
                freeze(journal.temp.path(), &to);
            }
            Ok(())
        })
        .unwrap()
        .unwrap();
    let steps = steps.into_inner();
    let all = [Step::Piece, Step::Snapshot, Step::Packed, Step::Proven, Step::Named, Step::Rotated];
    // A journal this small is copied in one piece.
    assert!(all.iter().filter(|step| !steps.contains_key(step)).all(|step| *step == Step::Piece));
    for (step, folder) in steps {
        let dir = DataDir::prepare(&folder).unwrap();
        let copies = places::of_vault(&dir.backups(), journal.slots.vault).unwrap();
        assert_eq!(copies.len(), if step < Step::Named { 1 } else { 2 }, "{step:?}");
        for copy in copies {
            Staging::open(&copy.path, Secret::Passphrase(PASSPHRASE)).unwrap().verify(&folder).unwrap();
        }
        // The next backup finds what was left and clears it away.
        let making = Making {
            dir: &dir,
            slots: &journal.slots,
            key: &journal.key,
            now: now() + TimeDelta::hours(1),
            second: None,
            go_on: &|_| Ok(()),
        };
        assert_eq!(making.run(false).unwrap().is_some(), step < Step::Named, "{step:?}");
        assert_eq!(names(&dir.backups()).len(), 2, "{step:?}: {:?}", names(&dir.backups()));
    }
}

#[test]
fn a_full_disk_or_a_lock_at_any_step_leaves_no_half_backup() {
    let mut journal = journal();
    journal.change("before");
    for stop in [Step::Snapshot, Step::Packed, Step::Proven] {
        let full = || Error::file("make a backup", journal.dir.root(), &io::ErrorKind::StorageFull.into());
        let made = journal.back_up(&|step| if step == stop { Err(full()) } else { Ok(()) });
        assert_eq!(made.unwrap_err().code(), crate::dto::ErrorCode::StorageFull);
        assert_eq!(journal.backups(), Vec::<String>::new(), "{stop:?}");
    }
    assert_eq!(journal.word().0, "before");
    journal.back_up(&|_| Ok(())).unwrap().unwrap();
    assert_eq!(journal.backups().len(), 1);
}

#[test]
fn a_change_while_a_backup_is_made_is_in_the_next_one() {
    let mut journal = journal();
    journal.change("before");
    let reminder = ajar_core::ids::ReminderId::from_uuid(Uuid::from_u128(1));
    let mut other = Vault::open(&journal.dir, &journal.key, journal.slots.vault).unwrap();
    let other = RefCell::new(&mut other);
    let made = journal.back_up(&|step| {
        if step == Step::Snapshot {
            other.borrow_mut().write("test", |tx| Ok(reminder_name::set(tx, reminder, "meanwhile")?))?;
        }
        Ok(())
    });
    assert!(made.unwrap().is_some());
    assert!(journal.back_up(&|_| Ok(())).unwrap().is_some(), "the change is noticed");
    assert!(journal.back_up(&|_| Ok(())).unwrap().is_none(), "and nothing else is");
}

#[test]
fn an_unlock_that_changes_the_schema_makes_a_backup_first() {
    let Journal { temp, dir, slots, key, vault, agenda } = journal();
    drop((vault, agenda));
    fs::remove_file(dir.vault()).unwrap();
    paths::create_private(&dir.vault()).unwrap();
    let earlier = &vault::MIGRATIONS[..7];
    let mut database = Database::open(&dir.vault(), &key, Part::Journal, earlier).unwrap();
    database.write("test", |tx| Ok(identity::set(tx, slots.vault)?)).unwrap();
    drop(database);
    assert!(vault::is_behind(&dir, &key).unwrap());

    let clock = ManualClock::new(now(), JiffZone::utc());
    let engine = Engine::open(temp.path(), Arc::new(clock)).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert!(!vault::is_behind(&dir, &key).unwrap());
    drop(engine);
    let copies = places::of_vault(&dir.backups(), slots.vault).unwrap();
    assert_eq!(copies.len(), 1);
    Staging::open(&copies[0].path, Secret::Passphrase(PASSPHRASE)).unwrap().decide(&dir, now()).unwrap();
    swapping::finish(&dir).unwrap();
    assert!(vault::is_behind(&dir, &key).unwrap(), "it is the file from before");
}

/// Somebody made a backup that opens with a passphrase which they tell, and put something into its schema.
#[test]
fn a_hostile_file_inside_a_backup_with_right_keys_is_refused() {
    let mut journal = journal();
    journal.change("word");
    journal.vault.write("test", |tx| Ok(tx.execute_batch("CREATE VIEW hostile AS VALUES (1)")?)).unwrap();
    let frozen = tempfile::tempdir().unwrap();
    let proven = journal.back_up(&|step| {
        if step == Step::Packed {
            freeze(journal.temp.path(), frozen.path());
        }
        Ok(())
    });
    assert!(matches!(proven, Err(Error::Damaged { part: Part::Backup })));
    assert_eq!(journal.backups(), Vec::<String>::new());
    let backups = frozen.path().join("backups");
    let hostile = names(&backups).into_iter().find(|name| name.contains(".copy.part")).unwrap();
    let open = || Staging::open(&backups.join(&hostile), Secret::Passphrase(PASSPHRASE)).unwrap();
    assert!(matches!(open().verify(frozen.path()), Err(Error::Damaged { part: Part::Backup })));
    assert!(matches!(open().decide(&journal.dir, now()), Err(Error::Damaged { part: Part::Backup })));
    assert!(!swapping::is_under_way(&journal.dir));
    assert_eq!(journal.word().0, "word");
}

#[test]
fn a_restore_that_is_killed_at_any_rename_ends_with_all_of_it_and_keeps_what_was_there() {
    let mut journal = journal();
    journal.change("old");
    let backup = journal.back_up(&|_| Ok(())).unwrap().unwrap().copy.path;
    journal.change("new");
    let Journal { temp, dir, slots, key, vault, agenda } = journal;
    drop((vault, agenda));
    let before = fs::read(dir.vault()).unwrap();
    Staging::open(&backup, Secret::Passphrase(PASSPHRASE)).unwrap().decide(&dir, now()).unwrap();
    assert_eq!(words(&dir, &key).0, "new", "decided, and nothing has moved");

    let mut stops = 0;
    for stop in 0.. {
        let (_frozen, frozen_dir, ended) = killed_before(stop, temp.path());
        // The next start.
        swapping::finish(&frozen_dir).unwrap();
        assert!(!swapping::is_under_way(&frozen_dir));
        assert_eq!(words(&frozen_dir, &key), ("old".into(), "old".into()), "stopped before rename {stop}");
        Vault::open(&frozen_dir, &key, slots.vault).unwrap();

        let replaced = swapping::replaced(&frozen_dir, now()).unwrap().unwrap();
        assert_eq!(fs::read(replaced.folder.join("vault.db")).unwrap(), before, "stopped before rename {stop}");
        swapping::decide_undo(&frozen_dir, &replaced, now()).unwrap();
        swapping::finish(&frozen_dir).unwrap();
        assert_eq!(words(&frozen_dir, &key), ("new".into(), "new".into()), "undone after rename {stop}");
        if ended.is_ok() {
            break;
        }
        stops += 1;
    }
    // Five files are set aside and five move in, the folder changes its name, and the note moves.
    assert!(stops >= 12, "{stops} stops");
}

#[test]
fn a_restore_that_is_killed_before_it_is_decided_changes_nothing() {
    let mut journal = journal();
    journal.change("old");
    let backup = journal.back_up(&|_| Ok(())).unwrap().unwrap().copy.path;
    journal.change("new");
    paths::create_private_dir(&journal.dir.staging()).unwrap();
    fs::write(journal.dir.staging().join("vault.db"), "half").unwrap();
    swapping::finish(&journal.dir).unwrap();
    assert_eq!(journal.word().0, "new");
    // And the half that was left is in nobody's way.
    Staging::open(&backup, Secret::Passphrase(PASSPHRASE)).unwrap().decide(&journal.dir, now()).unwrap();
    assert_eq!(names(&journal.dir.restoring()).len(), 6);
}

#[test]
fn a_new_key_that_is_killed_at_any_rename_ends_with_the_new_key_and_leaves_nothing_of_the_old_one() {
    let mut journal = journal();
    journal.change("kept");
    let Journal { temp, dir, slots: old_slots, key: old_key, vault, agenda } = journal;
    drop((vault, agenda));
    let new_key = Key::generate().unwrap();
    let passphrase = Passphrase::typed(PASSPHRASE);
    let openers = [Opener::Passphrase(&passphrase, Cost::FLOOR)];
    let slots = Slots::wrap(old_slots.vault, &new_key, &openers).unwrap().after(&old_slots);
    let rekeying = Rekeying { dir: &dir, old: &old_key, new: &new_key, slots: &slots, openers: &openers, now: now() };
    rekeying.prepare().unwrap();
    assert_eq!(words(&dir, &old_key).0, "kept", "prepared, and nothing is decided");
    let not_decided = tempfile::tempdir().unwrap();
    freeze(temp.path(), not_decided.path());
    let not_decided = DataDir::prepare(not_decided.path()).unwrap();
    swapping::finish(&not_decided).unwrap();
    swapping::forget_staging(&not_decided).unwrap();
    assert_eq!(found(&not_decided), old_slots);
    assert_eq!(words(&not_decided, &old_key).0, "kept");

    rekeying.decide().unwrap();
    let mut stops = 0;
    for stop in 0.. {
        let (_frozen, frozen_dir, ended) = killed_before(stop, temp.path());
        assert_eq!(swapping::is_new_key(&frozen_dir), ended.is_err());
        swapping::finish(&frozen_dir).unwrap();
        assert!(!swapping::is_under_way(&frozen_dir));
        assert_eq!(found(&frozen_dir), slots);
        assert_eq!(fs::read(frozen_dir.slots()).unwrap(), fs::read(frozen_dir.slots_copy()).unwrap());
        assert_eq!(slots.open_with_passphrase(&passphrase).unwrap(), new_key);
        assert_eq!(words(&frozen_dir, &new_key), ("kept".into(), "kept".into()), "stopped before rename {stop}");
        Vault::open(&frozen_dir, &new_key, slots.vault).unwrap();
        assert_eq!(names(&frozen_dir.replaced()), Vec::<String>::new(), "the old files are gone");
        if ended.is_ok() {
            break;
        }
        stops += 1;
    }
    // Three files are set aside and three move in, and the folder changes its name.
    assert!(stops >= 7, "{stops} stops");

    // The next start finishes it, and says what the user could not be told.
    let engine = Engine::open(temp.path(), Arc::new(ManualClock::new(now(), JiffZone::utc()))).unwrap();
    assert!(engine.status().notices.iter().any(|notice| notice.contains("new key")));
    engine.unlock(PASSPHRASE).unwrap();
}

fn found(dir: &DataDir) -> Slots {
    match Slots::find(dir).unwrap() {
        Found::Slots(slots) => slots,
        Found::None => panic!("no slots"),
    }
}

#[test]
fn what_was_set_aside_is_kept_for_thirty_days() {
    let mut journal = journal();
    journal.change("old");
    let backup = journal.back_up(&|_| Ok(())).unwrap().unwrap().copy.path;
    let Journal { temp: _temp, dir, vault, agenda, .. } = journal;
    drop((vault, agenda));
    Staging::open(&backup, Secret::Passphrase(PASSPHRASE)).unwrap().decide(&dir, now()).unwrap();
    swapping::finish(&dir).unwrap();
    let check = |days: i64, can_undo: bool| {
        let then = now() + TimeDelta::days(days);
        assert_eq!(swapping::replaced(&dir, then).unwrap().is_some(), can_undo, "after {days} days");
        swapping::forget_old(&dir, then).unwrap();
        assert_eq!(names(&dir.replaced()).len(), usize::from(can_undo), "after {days} days");
    };
    check(-400, true);
    check(0, true);
    check(30, true);
    check(31, false);
}
