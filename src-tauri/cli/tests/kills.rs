//! A process that is killed while it saves loses nothing that it acknowledged.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::SystemTime;

use ajar_engine::Engine;
use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{FirstStart, Settings};

const PASSPHRASE: &str = "four quiet words here";
const KILLS: usize = 20;

#[test]
fn every_acknowledged_entry_survives_sigkill_during_saves() {
    let dir = tempfile::tempdir().unwrap();
    let clock = Arc::new(SystemClock::new());
    let engine = Engine::open(dir.path(), clock.clone()).unwrap();
    let first = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: false,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    engine.create_vault(&first).unwrap();
    drop(engine);

    let texts: Vec<String> = (0..KILLS).map(|number| format!("entry {number}\n").repeat(20_000)).collect();
    let (mut acknowledged, mut cut_off) = (HashMap::new(), 0);
    for (number, text) in texts.iter().enumerate() {
        let mut child = add(dir.path(), text);
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut id = String::new();
        // Each kill falls on another step: at the first written byte, a little later twice, after the acknowledgement.
        match number % 4 {
            3 => drop(stdout.read_line(&mut id).unwrap()),
            later => {
                await_save(dir.path(), &mut child);
                (0..later * 30_000).for_each(|_| std::hint::spin_loop());
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        stdout.read_to_string(&mut id).unwrap();
        if id.ends_with('\n') {
            acknowledged.insert(id.trim().to_owned(), text.clone());
        } else {
            cut_off += 1;
        }
    }

    let engine = Engine::open(dir.path(), clock).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    for (id, text) in &acknowledged {
        assert_eq!(&engine.entry(id).unwrap().text, text);
    }
    let kept = engine.entries(None).unwrap().rows;
    assert!(kept.len() >= acknowledged.len());
    for row in &kept {
        assert!(texts.contains(&engine.entry(&row.id).unwrap().text), "a save is whole or not there");
    }
    assert!(
        cut_off > 0 && !acknowledged.is_empty(),
        "kills fell on one side of the commit only: the test proves nothing"
    );
}

fn add(dir: &Path, text: &str) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ajar-cli"))
        .arg("--data-dir")
        .arg(dir)
        .args(["--passphrase-stdin", "add"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{PASSPHRASE}\n{text}").as_bytes()).unwrap();
    child
}

/// Returns when the journal's write-ahead log begins to change, or the process has ended.
fn await_save(dir: &Path, child: &mut Child) {
    let log = dir.join("vault.db-wal");
    let look = || -> Option<(u64, SystemTime)> {
        let metadata = fs::metadata(&log).ok().filter(|metadata| metadata.len() > 0)?;
        Some((metadata.len(), metadata.modified().ok()?))
    };
    let before = look();
    while look() == before && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}
