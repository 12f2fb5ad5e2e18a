//! Another journal in the place of this one: after a restore, a new beginning, or an end.

use std::{path::PathBuf, sync::PoisonError};

use ajar_engine::{
    Engine, Error,
    dto::{Erased, ErrorBody, ErrorCode, FoundBackup, Proof, Topic},
};

use crate::{
    Shell,
    events::Event,
    shell::{Answer, CLOSE_WAIT},
};

/// The topics of whatever changes the whole journal.
pub const EVERYTHING: &[Topic] =
    &[Topic::Status, Topic::Today, Topic::Reminders, Topic::Journal, Topic::Progress, Topic::Settings];

impl Shell {
    /// Opens the folder again, after files in it moved: the journal is locked, with whatever is in place now.
    ///
    /// What a page shows may be of a journal that is gone. An open one's window is destroyed, as a lock does.
    pub fn reopen(&self) {
        let (was_open, visible) = (self.is_open(), self.host().window_visible());
        self.starting(false);
        if was_open {
            self.host().close_window();
        }
        self.opened.again();
        self.host().emit(&Event::Locked);
        self.changed(EVERYTHING);
        self.host().refresh_tray();
        if was_open && visible {
            self.host().open_window(None, false);
        }
    }

    /// Looks at the folder once more, after the user has put something right.
    pub fn look_again(&self) {
        if self.in_recovery() {
            self.reopen();
        }
    }

    /// Makes a decision that is carried out while the folder is closed, with everything that was typed safe before it.
    pub fn exchange<T>(&self, decide: impl FnOnce(&Engine) -> Result<T, Error>) -> Answer<T> {
        if !self.save_typed_text(CLOSE_WAIT) {
            return Err(unsaved());
        }
        let decided = self.ask(decide)?;
        self.reopen();
        Ok(decided)
    }

    /// Erases everything. The window stays, and hears of nothing: it shows what could not be reached, and then asks anew.
    pub fn erase(&self, proof: &Proof) -> Answer<Erased> {
        let mut erased = self.ask(|engine| engine.erase_everything(proof))?;
        self.starting(false);
        self.opened.again();
        erased.stays.extend(self.host().start_at_login(false).err());
        self.host().refresh_tray();
        self.alarm.ring();
        match self.opened.problem() {
            None => Ok(erased),
            // The keys are gone, and something keeps the files: the recovery screen says what.
            Some(problem) => {
                self.changed(EVERYTHING);
                Err(problem)
            }
        }
    }

    /// Keeps the path of a backup that the user chose, and says what the page may call it.
    pub fn choose_backup(&self) -> Answer<Option<FoundBackup>> {
        let Some(file) = self.host().choose_file("Choose a backup") else { return Ok(None) };
        let found = self.ask(|engine| engine.chosen_backup(&file))?;
        *self.chosen.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
        Ok(Some(found))
    }

    /// Copies each backup to a folder that the user chooses, too.
    pub fn choose_second_place(&self) -> Answer<Option<String>> {
        // Refused before anybody has to choose.
        self.ask(Engine::backup_health)?;
        let Some(folder) = self.host().choose_folder("Choose a second place for backups") else { return Ok(None) };
        let folder = folder.to_string_lossy().into_owned();
        self.change(&[Topic::Status], |engine| engine.set_second_place(Some(&folder)))?;
        Ok(Some(folder))
    }

    /// The file that the page means.
    pub fn backup_file(&self, id: &str) -> Answer<PathBuf> {
        let chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match chosen {
            Some(file) if id == Engine::CHOSEN => Ok(file),
            _ => self.ask(|engine| engine.backup_file(id)),
        }
    }
}

fn unsaved() -> ErrorBody {
    ErrorBody {
        code: ErrorCode::Precondition,
        message: "Your last words could not be saved, so nothing was changed. Copy them, then try again.".to_owned(),
        field: None,
    }
}
