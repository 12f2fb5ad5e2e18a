//! What is left in the memory of the process after a lock.
//!
//! The process under test is this test program, started anew: nothing else runs in it. It is told the keys under a mask, so
//! that what it looks for is not what it finds.

#![cfg(target_os = "linux")]

use std::env;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use crate::clock::SystemClock;
use crate::crypto::{Key, Passphrase, derive_key};
use crate::dto::{EntrySave, FirstStart, Settings};
use crate::engine::Engine;
use crate::hex;
use crate::slots::Slots;

const PASSPHRASE: &str = "four quiet words here";
const JOB: &str = "AJAR_MEMORY_JOB";
const MASK: u8 = 0xa5;
/// The vault's key, the key that opens its slot, and the database's, as bytes and as the text that `SQLCipher` is given.
const NAMES: [&str; 4] = ["DEK", "KEK", "database key", "database key in hex"];

#[test]
fn a_lock_leaves_no_key_in_memory() {
    let temp = tempfile::tempdir().unwrap();
    let engine = Engine::open(temp.path(), Arc::new(SystemClock::new())).unwrap();
    let first = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: false,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    engine.create_vault(&first).unwrap();
    drop(engine);
    let slots = Slots::from_bytes(&fs::read(temp.path().join("vault.slots.json")).unwrap()).unwrap();
    let passphrase = Passphrase::typed(PASSPHRASE);
    let wrapping = slots.wrapping_key(&passphrase);
    let key: Key = slots.open_with_passphrase(&passphrase).unwrap();
    let database = derive_key(key.as_slice(), &[], "ajar/1/database key");
    let in_hex = hex::encode(database.as_slice());
    let masked = [key.as_slice(), wrapping.as_slice(), database.as_slice(), in_hex.as_bytes()]
        .map(|secret| hex::encode(&secret.iter().map(|byte| byte ^ MASK).collect::<Vec<_>>()).to_string())
        .join(" ");
    let child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "memory::a_process_that_unlocks_and_locks", "--ignored", "--nocapture", "--test-threads=1"])
        .env(JOB, format!("{masked} {}", temp.path().display()))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    eprint!("{said}");
    assert!(child.status.success(), "{said}{}", String::from_utf8_lossy(&child.stderr));
    assert!(said.contains("after the lock"), "{said}");
}

#[test]
#[ignore = "what the other test starts"]
fn a_process_that_unlocks_and_locks() {
    let Ok(job) = env::var(JOB) else { return };
    let parts: Vec<&str> = job.splitn(NAMES.len() + 1, ' ').collect();
    let masked: Vec<Vec<u8>> = parts[..NAMES.len()].iter().map(|part| unhex(part)).collect();
    let engine = Engine::open(Path::new(parts[NAMES.len()]), Arc::new(SystemClock::new())).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    let id = "01890a5d-ac96-774b-bcce-b302099a8001";
    engine.save_entry(&EntrySave { id: id.into(), base_rev: 0, text: "kept".into(), ..EntrySave::default() }).unwrap();
    engine.back_up_now().unwrap();
    let (open, _) = hits(&masked);
    engine.lock();
    let (locked, bytes) = hits(&masked);
    println!();
    for ((name, open), locked) in NAMES.iter().zip(&open).zip(&locked) {
        println!("{name}: {open} places while open, {locked} after the lock, in {} MiB", bytes >> 20);
    }
    // The control: while it is open, the key is found where it has to be.
    assert!(open[0] > 0, "the scan finds nothing");
    assert_eq!(locked, vec![0; NAMES.len()]);
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap()).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// How often each needle stands in this process's writable memory, and how much of that there is.
fn hits(masked: &[Vec<u8>]) -> (Vec<usize>, usize) {
    const PIECE: usize = 1 << 16;
    let memory = File::open("/proc/self/mem").unwrap();
    let (mut hits, mut bytes, mut buffer) = (vec![0; masked.len()], 0, vec![0_u8; PIECE]);
    let own = buffer.as_ptr().addr()..buffer.as_ptr().addr() + PIECE;
    for (from, to) in writable() {
        let overlap = masked.iter().map(Vec::len).max().unwrap() - 1;
        let mut at = from;
        while at < to {
            let length = PIECE.min(to - at);
            // A page that cannot be read, such as a guard, holds nothing.
            let read = memory.read_at(&mut buffer[..length], u64::try_from(at).unwrap()).unwrap_or(0);
            bytes += read;
            for (needle, hits) in masked.iter().zip(&mut hits) {
                let window = |start: &usize| {
                    buffer[*start..].iter().zip(needle).all(|(byte, masked)| byte ^ MASK == *masked)
                        && !own.contains(&(at + start))
                };
                *hits += (0..(read + 1).saturating_sub(needle.len())).filter(window).count();
            }
            buffer.fill(0);
            at += if length == PIECE { PIECE - overlap } else { length };
        }
    }
    (hits, bytes)
}

/// The stretches of memory that can be written. Neighbors are one: the system parts a mapping as it likes, and a key may lie
/// across the seam.
fn writable() -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for line in fs::read_to_string("/proc/self/maps").unwrap().lines() {
        let mut fields = line.split_whitespace();
        let (range, rights) = (fields.next().unwrap(), fields.next().unwrap());
        if !rights.starts_with("rw") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let [from, to] = [from, to].map(|address| usize::from_str_radix(address, 16).unwrap());
        match stretches.last_mut() {
            Some(last) if last.1 == from => last.1 = to,
            _ => stretches.push((from, to)),
        }
    }
    stretches
}
