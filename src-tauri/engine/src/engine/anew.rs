//! Beginning anew where a journal cannot be opened: the old one is set aside whole, and nothing of it is deleted.

use super::lock::Door;
use super::restoring::refuse_second_decision;
use super::{Engine, lock};
use crate::agenda::Agenda;
use crate::backup::swapping::{self, Exchange};
use crate::error::Error;
use crate::paths::{self, DataDir};
use crate::settings::Understood;

const DOING: &str = "set your journal aside";

impl Engine {
    /// Decides to set the journal and its reminders aside: when the folder is opened next, it is as before a first start, save
    /// for the settings. [`Engine::undo_restore`] brings the old journal back, however much later.
    ///
    /// # Errors
    /// [`Error::Precondition`] while the journal is open, and where there is none.
    pub fn start_anew(&self) -> Result<(), Error> {
        let _held = self.dir.hold()?;
        match &*lock(&self.door) {
            Door::Locked(_) | Door::Recovery(_) => {}
            Door::Open(..) => {
                return Err(Error::Precondition {
                    why: "the journal is open",
                    message: "Your journal is open. Lock it first, then start anew.".into(),
                });
            }
            Door::New => {
                return Err(Error::Precondition {
                    why: "there is no vault to set aside",
                    message: "There is no journal yet, so nothing needs to be set aside.".into(),
                });
            }
        }
        refuse_second_decision(&self.dir)?;
        let failed = |error: &std::io::Error| Error::file(DOING, self.dir.root(), error);
        let staging = self.dir.staging();
        swapping::forget_staging(&self.dir).map_err(|error| failed(&error))?;
        paths::create_private_dir(&staging).map_err(|error| failed(&error))?;
        if let Ok(present) = self.present() {
            self.keep_settings(&DataDir::at(&staging), &present.settings)?;
        }
        swapping::decide(&self.dir, Exchange::StartAnew, self.clock.now()).map_err(|error| failed(&error))
    }

    /// Settings hold no word of the user's; reminders are part of the old journal and go with it.
    fn keep_settings(&self, staging: &DataDir, settings: &Understood) -> Result<(), Error> {
        let (mut agenda, _) = Agenda::open(staging, self.clock.now())?;
        agenda.write(DOING, |tx| settings.store(tx))
    }
}
