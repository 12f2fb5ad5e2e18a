//! Backups from a terminal. Restoring and verifying one file need no open journal, so they work when there is none.

use std::env;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ajar_engine::clock::{Clock, SystemClock};
use ajar_engine::dto::{BackupCheck, BackupRow, ErrorCode, RestorePreview};
use ajar_engine::{Engine, Error, Part};
use clap::Args;

use crate::failure::Failure;
use crate::input::Input;
use crate::opening::{Opening, Place};
use crate::output::Output;

#[derive(Args)]
pub struct Restore {
    /// The backup
    #[arg(required_unless_present = "undo")]
    file: Option<PathBuf>,
    /// Only say what would come back
    #[arg(long)]
    dry_run: bool,
    /// Bring back what the last restore replaced; possible for 30 days
    #[arg(long, conflicts_with_all = ["file", "dry_run"])]
    undo: bool,
}

#[derive(Args)]
pub struct Verify {
    /// One backup; without it the journal and all of its backups
    file: Option<PathBuf>,
}

impl Restore {
    pub fn run(&self, place: &Place, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
        let dir = place.dir.as_path();
        refuse_file(dir)?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
        let Some(file) = &self.file else {
            Engine::undo_restore_in(dir, &clock)?;
            return output.answer(&serde_json::json!({"undone": true}), || {
                vec!["What was there before the last restore is back.".to_owned()]
            });
        };
        let opening = place.ways.take(input)?;
        let secret = opening.of_a_backup()?;
        if self.dry_run {
            let preview = Engine::verify_backup(file, secret, &place_to_unpack(dir))?;
            return output.answer(&preview, || vec![format!("It would bring back {}.", holds(&preview))]);
        }
        let restored = Engine::restore_into(dir, &clock, file, secret)?;
        output.answer(&restored, || {
            vec![
                format!("Restored {}.", holds(&restored)),
                "What was there before is kept for 30 days: restore --undo brings it back.".to_owned(),
            ]
        })
    }
}

impl Verify {
    pub fn run(&self, place: &Place, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
        match &self.file {
            Some(file) => verify_file(file, &place.dir, &place.ways.take(input)?, output),
            None => verify_journal(&place.open(input)?, output),
        }
    }
}

/// Proves that one file can be restored.
fn verify_file(file: &Path, dir: &Path, opening: &Opening, output: &mut Output) -> Result<(), Failure> {
    let preview = Engine::verify_backup(file, opening.of_a_backup()?, &place_to_unpack(dir))?;
    output.answer(&preview, || vec![format!("This backup is whole. It holds {}.", holds(&preview))])
}

/// Reads the whole journal and all of its backups.
fn verify_journal(engine: &Engine, output: &mut Output) -> Result<(), Failure> {
    let check = engine.verify()?;
    output.answer(&check, || {
        let journal = format!("Your journal is whole: {}.", entries(check.entries, check.in_trash));
        let renewed = "What search knew was out of date. It was made anew, and no word was lost.".to_owned();
        [journal]
            .into_iter()
            .chain(check.index_renewed.then_some(renewed))
            .chain(check.backups.iter().map(check_line))
            .collect()
    })?;
    let is_damaged = |backup: &BackupCheck| backup.problem.as_ref().is_some_and(|body| body.code == ErrorCode::Damaged);
    if check.backups.iter().any(is_damaged) {
        return Err(Error::Damaged { part: Part::Backup }.into());
    }
    Ok(())
}

/// Makes a backup now; answers only once it was read back and opened.
pub fn back_up(engine: &Engine, output: &mut Output) -> Result<(), Failure> {
    let made = engine.back_up_now()?;
    let problem = engine.backup_health()?.problem;
    output.answer(&made, || [made.file.clone(), made_line(&made)].into_iter().chain(problem).collect())
}

fn made_line(made: &BackupRow) -> String {
    format!("It was read back and opened. It holds {}, {}.", entries(made.entries, 0), reminders(made.reminders))
}

fn check_line(backup: &BackupCheck) -> String {
    let found = backup.problem.as_ref().map_or("whole", |body| body.message.as_str());
    format!("{}  {found}", backup.file)
}

fn holds(preview: &RestorePreview) -> String {
    format!("{}, {}", entries(preview.entries, preview.in_trash), reminders(preview.reminders))
}

fn entries(entries: u64, in_trash: u64) -> String {
    let in_all = if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
    if in_trash == 0 { in_all } else { format!("{in_all} and {in_trash} in the trash") }
}

fn reminders(count: u64) -> String {
    if count == 1 { "1 reminder".to_owned() } else { format!("{count} reminders") }
}

fn refuse_file(dir: &Path) -> Result<(), Failure> {
    if dir.exists() && !dir.is_dir() {
        return Err(Failure::Folder(dir.to_owned(), io::ErrorKind::NotADirectory));
    }
    Ok(())
}

/// Ajar's folder where there is one, since it has room for its own backups.
fn place_to_unpack(dir: &Path) -> PathBuf {
    if dir.is_dir() { dir.to_owned() } else { env::temp_dir() }
}
