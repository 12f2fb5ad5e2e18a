//! What is agreed and not built yet.

use super::Engine;
use crate::dto::{Created, Letter, PassphraseAdvice, Proof};
use crate::error::Error;

fn not_built<T>() -> Result<T, Error> {
    Err(Error::Precondition { why: "not built yet", message: "This is not built yet.".into() })
}

impl Engine {
    // Keys

    pub fn rate_passphrase(&self, _passphrase: &str) -> PassphraseAdvice {
        PassphraseAdvice { accepted: true, strength: 4, advice: String::new() }
    }

    pub fn suggest_passphrase(&self) -> Result<String, Error> {
        not_built()
    }

    pub fn change_passphrase(&self, _proof: &Proof, _new: &str) -> Result<(), Error> {
        not_built()
    }

    pub fn make_recovery_key(&self, _proof: &Proof) -> Result<Created, Error> {
        not_built()
    }

    pub fn test_recovery_key(&self, _key: &str) -> Result<(), Error> {
        not_built()
    }

    pub fn revoke_recovery_key(&self, _proof: &Proof) -> Result<(), Error> {
        not_built()
    }

    pub fn set_login_way(&self, _on: bool, _proof: &Proof) -> Result<(), Error> {
        not_built()
    }

    pub fn unlock_with_login(&self) -> Result<(), Error> {
        not_built()
    }

    pub fn rekey(&self, _proof: &Proof) -> Result<Created, Error> {
        not_built()
    }

    // Letters

    pub fn drop_letter(&self, _letter: &Letter) -> Result<(), Error> {
        not_built()
    }

    // Recovery

    pub fn open_anyway(&self) -> Result<(), Error> {
        not_built()
    }
}
