//! A disk that is really full: a small one of our own. Only root may make one, so elsewhere these say that they were left out.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use ajar_engine::Engine;
use ajar_engine::dto::{EntrySave, ErrorCode, Letter};

use crate::world::*;

/// A disk in memory with Ajar's folder on it.
struct Disk {
    world: World,
    place: PathBuf,
}

impl Disk {
    fn of(size: &str) -> Option<Self> {
        let world = World::new();
        let place = world.path("disk");
        fs::create_dir(&place).unwrap();
        let option = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &option, "tmpfs"]).arg(&place).output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self { world, place });
        }
        eprintln!("left out: this user may not mount a disk of {size}");
        None
    }

    fn start(&self) -> Engine {
        Engine::open(&self.place.join("ajar"), self.world.clock.clone()).unwrap()
    }

    fn begin(&self) -> Engine {
        let engine = self.start();
        engine.create_vault(&first_start(vec![])).unwrap();
        engine.keep_ballast().unwrap();
        engine
    }

    fn ballast(&self) -> Option<u64> {
        fs::metadata(self.place.join("ajar/ballast.bin")).ok().map(|metadata| metadata.len())
    }

    /// Somebody else takes what is left.
    fn fill(&self) {
        let mut file = File::options().append(true).create(true).open(self.place.join("film.mkv")).unwrap();
        for piece in [64 * 1024, 4096, 1] {
            while file.write_all(&vec![1; piece]).is_ok() {}
        }
    }

    fn make_room(&self) {
        fs::remove_file(self.place.join("film.mkv")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg("--lazy").arg(&self.place).status().unwrap();
        assert!(unmounted.success());
    }
}

/// Saves until the disk takes no more; what was acknowledged, and that the refusal told the truth.
fn save_until_full(engine: &Engine, from: u8) -> BTreeMap<String, String> {
    let mut acknowledged = BTreeMap::new();
    for number in from..=u8::MAX {
        let text = format!("{number} ").repeat(10_000);
        let save =
            EntrySave { id: entry_id(number), base_rev: 0, text: text.clone(), day: None, ..EntrySave::default() };
        match engine.save_entry(&save) {
            Ok(saved) => drop(acknowledged.insert(saved.id, text)),
            refused => {
                let message = refused.as_ref().unwrap_err().body().message;
                assert!(message.contains("the disk is full") && message.contains("Free some space"), "{message}");
                assert_eq!(code(refused), ErrorCode::StorageFull);
                return acknowledged;
            }
        }
    }
    panic!("the disk was never full");
}

fn are_all_there(engine: &Engine, acknowledged: &BTreeMap<String, String>) {
    for (id, text) in acknowledged {
        assert_eq!(&engine.entry(id).unwrap().text, text);
    }
}

fn says_it_is_nearly_full(engine: &Engine) -> bool {
    engine.status().notices.iter().any(|notice| notice.contains("nearly full"))
}

#[test]
fn the_ballast_carries_the_next_words_over_a_full_disk() {
    let Some(disk) = Disk::of("64M") else { return };
    let engine = disk.begin();
    let ballast = disk.ballast().unwrap();
    assert!((2 << 20..=4 << 20).contains(&ballast), "a twentieth of what is free, not {ballast}");
    write(&engine, &entry_id(0), 0, "before");
    assert!(!says_it_is_nearly_full(&engine));
    disk.fill();
    let acknowledged = save_until_full(&engine, 1);
    assert!(acknowledged.len() > 5, "{} saves were carried", acknowledged.len());
    assert_eq!(disk.ballast(), None, "it was released");
    assert!(says_it_is_nearly_full(&engine));
    engine.keep_ballast().unwrap();
    assert_eq!(disk.ballast(), None, "there is no room for another");
    are_all_there(&engine, &acknowledged);

    // Killed with the disk still full, everything can be read.
    std::mem::forget(engine);
    let engine = disk.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entry(&entry_id(0)).unwrap().text, "before");
    are_all_there(&engine, &acknowledged);

    disk.make_room();
    write(&engine, &entry_id(255), 0, "room again");
    engine.keep_ballast().unwrap();
    assert!(disk.ballast().is_some() && !says_it_is_nearly_full(&engine), "it is made again");
}

#[test]
fn a_full_disk_lets_words_be_deleted_and_letters_in() {
    let Some(disk) = Disk::of("64M") else { return };
    let engine = disk.begin();
    for number in 0..10 {
        write(&engine, &entry_id(number), 0, "x");
    }
    disk.fill();
    for number in 0..5 {
        engine.delete_entry(&entry_id(number)).unwrap();
    }
    assert_eq!(disk.ballast(), None);
    assert_eq!((engine.entries(None).unwrap().total, engine.trash().unwrap().len()), (5, 5));
    engine.lock();
    engine.drop_letter(&Letter::Line { id: entry_id(100), text: "on a full disk".into() }).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entry(&entry_id(100)).unwrap().text, "on a full disk");
}

#[test]
fn a_backup_spends_no_ballast() {
    let Some(disk) = Disk::of("64M") else { return };
    let engine = disk.begin();
    write(&engine, &entry_id(0), 0, &"x".repeat(4 << 20));
    disk.fill();
    let before = disk.ballast();
    assert_eq!(code(engine.back_up_now()), ErrorCode::StorageFull);
    assert!(before.is_some() && disk.ballast() == before);
}

#[test]
fn a_tiny_disk_has_no_ballast_and_tells_the_truth() {
    let Some(disk) = Disk::of("2M") else { return };
    let engine = disk.begin();
    assert_eq!(disk.ballast(), None);
    assert!(says_it_is_nearly_full(&engine));
    let acknowledged = save_until_full(&engine, 1);
    disk.fill();
    are_all_there(&engine, &acknowledged);
    std::mem::forget(engine);
    let engine = disk.start();
    engine.unlock(PASSPHRASE).unwrap();
    are_all_there(&engine, &acknowledged);
    disk.make_room();
    drop(engine);
    let engine = disk.start();
    engine.unlock(PASSPHRASE).unwrap();
    are_all_there(&engine, &acknowledged);
}
