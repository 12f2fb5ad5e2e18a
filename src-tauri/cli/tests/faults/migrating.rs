//! A journal of an earlier version is brought up to date, and the program is killed on the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::journal;
use crate::tier::{faults, has, report};
use crate::{program, trace};

/// Whatever changes the disk: a kill before any of these leaves another state.
const CALLS: &str = "pwrite64,write,fsync,fdatasync,ftruncate,fallocate,unlink,rename";

/// A released journal and what it holds; `engine/tests/journeys/released.rs` made it.
struct Released {
    folder: PathBuf,
    contents: Value,
}

impl Released {
    fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../engine/tests/released");
        let read = |folder: PathBuf| {
            let contents = serde_json::from_slice(&fs::read(folder.join("contents.json")).unwrap()).unwrap();
            Self { folder, contents }
        };
        fs::read_dir(folder).unwrap().map(|folder| read(folder.unwrap().path())).collect()
    }

    fn text(&self, name: &str) -> &str {
        self.contents[name].as_str().unwrap()
    }

    /// What may not be lost on the way.
    fn loss(&self, dir: &Path) -> Result<(), String> {
        let engine = journal::open(dir);
        engine.unlock_with_recovery(self.text("recovery_key")).map_err(|error| error.to_string())?;
        // What lay in the trash then is long enough there to be gone for good.
        for kept in self.contents["entries"].as_array().unwrap().iter().filter(|kept| kept["in_trash"] == false) {
            let entry = engine.entry(kept["id"].as_str().unwrap()).map_err(|error| error.to_string())?;
            if entry.text != kept["text"] || entry.day != kept["day"] || entry.in_trash != kept["in_trash"] {
                return Err(format!("{} has changed", entry.id));
            }
        }
        let reminders = engine.reminders().map_err(|error| error.to_string())?.rows;
        if !matches!(reminders.as_slice(), [only] if only.name == self.text("reminder")) {
            return Err("the reminder has changed".into());
        }
        let check = engine.verify().map_err(|error| error.to_string())?;
        check.backups.into_iter().find_map(|backup| backup.problem).map_or(Ok(()), |problem| Err(problem.message))
    }
}

#[test]
fn a_released_journal_that_is_killed_on_its_way_to_this_version_arrives_whole() {
    if !has("strace", "strace", "kills while the schema changes") {
        return;
    }
    for released in Released::all() {
        let fresh = || {
            let dir = tempfile::tempdir().unwrap();
            journal::copy(&released.folder, dir.path());
            dir
        };
        // Undisturbed: how many calls there are, and whether a schema changes at all.
        let (dir, seen) = (fresh(), tempfile::tempdir().unwrap());
        let to = seen.path().join("trace");
        let list = |dir: &Path, inject: &str| {
            let mut list = Command::new(program::AJAR_CLI);
            list.arg("--data-dir").arg(dir).args(["--passphrase-stdin", "list"]);
            let mut strace = trace::injected(&list, inject, &to);
            program::finish(program::start(&mut strace, &format!("{}\n", released.text("passphrase"))))
        };
        let undisturbed = list(dir.path(), &format!("{CALLS}:signal=SIGCONT:when=1"));
        assert_eq!(undisturbed.code, Some(0), "{}", undisturbed.err);
        let calls = fs::read_to_string(&to).unwrap().lines().filter(|line| line.contains('(')).count();
        let steps = if journal::copies(dir.path()).len() > 1 { "with a changed schema" } else { "no schema changed" };
        released.loss(dir.path()).unwrap();

        let stride = (calls / faults(25, calls)).max(1);
        let mut kills = 0;
        for call in (1..=calls).step_by(stride) {
            let dir = fresh();
            list(dir.path(), &format!("{CALLS}:signal=SIGKILL:when={call}"));
            let died = fs::read_to_string(&to).unwrap().contains("killed by SIGKILL");
            kills += usize::from(died);
            released.loss(dir.path()).unwrap_or_else(|loss| panic!("killed at call {call} of {calls}: {loss}"));
            // Again, as the next start does.
            released.loss(dir.path()).unwrap();
        }
        let version = released.folder.file_name().unwrap().display().to_string();
        report(&format!(
            "version {version}: {kills} kills among {calls} calls while it opens ({steps}); all arrived whole"
        ));
        assert!(kills > 10, "{kills} kills");

        // The control: one byte of the fixture's journal.
        let bent = fresh();
        let mut bytes = fs::read(bent.path().join("vault.db")).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(bent.path().join("vault.db"), bytes).unwrap();
        released.loss(bent.path()).unwrap_err();
    }
}
