//! Prepared talks.

use super::Engine;
use crate::dto::{Plan, PlanAfter, PlanRow, PlanSave, PlanSaved, PlannerWords, SafeAnswers, SafeResult};
use crate::error::Error;

impl Engine {
    /// # Errors
    /// [`Error::Locked`]
    pub fn planner_words(&self) -> Result<PlannerWords, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn open_plan(&self) -> Result<Option<Plan>, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn plans(&self) -> Result<Vec<PlanRow>, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn plan(&self, _id: &str) -> Result<Plan, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn save_plan(&self, _save: &PlanSave) -> Result<PlanSaved, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn seal_fear(&self, _id: &str, _fear: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn read_sentence(&self, _id: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn check_safe_space(&self, _id: &str, _answers: &SafeAnswers) -> Result<SafeResult, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn remind_plan(&self, _id: &str, _at: Option<&str>) -> Result<Plan, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn finish_plan(&self, _id: &str, _after: &PlanAfter) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn set_plan_aside(&self, _id: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn resume_plan(&self, _id: &str) -> Result<Plan, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn delete_plan(&self, _id: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn restore_plan(&self, _id: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }
}
