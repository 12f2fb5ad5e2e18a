//! The first start: from what the user chose to a journal that is safe on the disk.

use ajar_core::ids::ReminderId;

use super::draft::Draft;
use super::letters::keep_key;
use super::lock::{Door, remember_vault};
use super::{Engine, asking, lock};
use crate::crypto::{Key, Passphrase, RecoveryKey};
use crate::dto::{Created, FirstStart, Settings};
use crate::error::Error;
use crate::settings::Understood;
use crate::slots::{Found, Opener, Slots};
use crate::table::{goal, reminder, reminder_name};
use crate::vault::{self, Vault};

impl Engine {
    /// Makes the vault with the reminders of the first start in it, and leaves it open.
    ///
    /// The order is what makes a crash harmless: until the key slots are on the disk nothing counts, and the next start is
    /// a first start again; once they are, the next start finishes.
    ///
    /// # Errors
    /// [`Error::Conflict`] when there is a vault, [`Error::Invalid`] for what the user has to change, [`Error::KeyRing`] when
    /// the journal shall open with the computer's login and that keeps no secret.
    pub fn create_vault(&self, first: &FirstStart) -> Result<Created, Error> {
        let _one_at_a_time = lock(&self.unlocking);
        let _held = self.dir.hold()?;
        self.refuse_second_vault()?;
        let mut present = self.present()?;
        present.settings = Understood::new(first.settings.clone())?;
        let drafts = first.reminders.iter().map(|draft| {
            let draft = Draft::new(draft)?;
            let id = ReminderId::from_uuid(self.clock.new_id());
            Ok((draft.to_new_reminder(id, &present)?, draft.name))
        });
        let reminders = drafts.collect::<Result<Vec<_>, Error>>()?;
        let id = self.clock.new_id();
        let key = Key::generate()?;
        let passphrase = first.passphrase.as_deref().map(Passphrase::chosen).transpose()?;
        // A key ring may be lost with the computer, so it is never the only way in.
        let login = if passphrase.is_none() { Some(self.new_secret(id)?) } else { None };
        let wants_recovery = first.want_recovery_key || login.is_some();
        let recovery = wants_recovery.then(RecoveryKey::generate).transpose()?;
        let mut openers = Vec::new();
        if let Some(passphrase) = &passphrase {
            openers.push(Opener::Passphrase(passphrase, self.cost()?));
        }
        openers.extend(recovery.as_ref().map(Opener::Recovery));
        openers.extend(login.as_ref().map(Opener::Login));
        let slots = Slots::wrap(id, &key, &openers)?;
        Vault::create(&self.dir, &key, id, |tx| {
            for (reminder, name) in &reminders {
                reminder_name::set(tx, reminder.id, name)?;
            }
            Ok(goal::set(tx, present.today(), first.settings.goal)?)
        })?;
        self.agenda()?.write("save your reminders", |tx| {
            // Left by a first start that did not come to its end.
            for leftover in reminder::all(tx)? {
                reminder::delete(tx, leftover.id, present.now)?;
            }
            for (reminder, _) in &reminders {
                reminder::put(tx, reminder)?;
            }
            asking::remember_zone(tx, &present)?;
            present.settings.store(tx)
        })?;
        if let Some(login) = &login {
            self.keep_first(id, login)?;
        }
        slots.store(&self.dir, |written| written.prove(&openers, &key))?;
        vault::finish(&self.dir)?;
        remember_vault(&mut *self.agenda()?)?;
        keep_key(&mut *self.agenda()?, &key)?;
        let vault = Vault::open(&self.dir, &key, id)?;
        *lock(&self.door) = Door::Open(slots, vault);
        Ok(Created { recovery_key: recovery.map(|key| key.to_text().to_string()) })
    }

    fn refuse_second_vault(&self) -> Result<(), Error> {
        let conflict = Error::Conflict {
            why: "there is a vault already",
            message: "There is a journal here already. Unlock it instead.",
        };
        let mut door = lock(&self.door);
        match &*door {
            Door::New => {}
            Door::Locked(_) | Door::Open(..) => return Err(conflict),
            Door::Recovery(problem) => return Err(problem.clone()),
        }
        // Another Ajar may have made one since this one looked.
        if let Found::Slots(slots) = Slots::find(&self.dir)? {
            *door = Door::Locked(slots);
            return Err(conflict);
        }
        Ok(())
    }

    /// The settings in force.
    pub fn settings(&self) -> Result<Settings, Error> {
        Ok(self.present()?.settings.settings)
    }

    /// Saves the settings: before the first start, or while the journal is open.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field that is wrong; [`Error::Locked`].
    pub fn save_settings(&self, settings: &Settings) -> Result<(), Error> {
        const DOING: &str = "save your settings";
        let mut present = self.present()?;
        let goal_changes = present.settings.settings.goal != settings.goal;
        present.settings = Understood::new(settings.clone())?;
        let mut door = lock(&self.door);
        if matches!(*door, Door::New) {
            return self.agenda()?.write(DOING, |tx| present.settings.store(tx));
        }
        let vault = door.vault()?;
        if goal_changes {
            vault.write(DOING, |tx| Ok(goal::set(tx, present.today(), settings.goal)?))?;
        }
        self.agenda()?.write(DOING, |tx| present.settings.store(tx))?;
        // How many questions a week there are, and when a day begins, move the gate.
        self.settle_gate(vault, &present)
    }
}
