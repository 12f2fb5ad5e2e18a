//! The keys of the journal: passphrase, recovery key, and all of them anew.

use std::io::BufRead;

use ajar_engine::Engine;
use ajar_engine::dto::{Created, Proof};
use clap::Subcommand;
use serde_json::json;

use crate::failure::Failure;
use crate::input::Input;
use crate::opening::Place;
use crate::output::Output;

#[derive(Subcommand)]
pub enum Recovery {
    /// Make a recovery key and print it, this once; one from before opens the journal no more
    New,
    /// Check whether a recovery key opens the journal; exits with 3 when it does not
    Test,
    /// Let no recovery key open the journal any more
    Revoke,
}

impl Recovery {
    pub fn run(&self, place: &Place, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
        match self {
            Self::New => {
                let (engine, proof) = prove(place, input)?;
                let made = engine.make_recovery_key(&proof)?;
                show_once(&made, "A new recovery key opens your journal.".to_owned(), output)
            }
            Self::Test => {
                let engine = place.start()?;
                // Opening is the test: without it nothing can be compared.
                engine.unlock_with_recovery(&input.secret("Recovery key")?)?;
                output.answer(&json!({"opens": true}), || vec!["This recovery key opens your journal.".to_owned()])
            }
            Self::Revoke => {
                let (engine, proof) = prove(place, input)?;
                engine.revoke_recovery_key(&proof)?;
                output.answer(&json!({"revoked": true}), || {
                    vec!["No recovery key opens your journal now. Earlier backups still open with theirs.".to_owned()]
                })
            }
        }
    }
}

/// Gives the journal another passphrase.
pub fn change_passphrase(place: &Place, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
    let (engine, proof) = prove(place, input)?;
    let new = input.new_secret("New passphrase")?;
    engine.change_passphrase(&proof, &new)?;
    output.answer(&json!({"changed": true}), || {
        vec!["Your passphrase is changed. Earlier backups still open with the one before.".to_owned()]
    })
}

/// Gives everything a new key.
pub fn rekey(place: &Place, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
    let (engine, proof) = prove(place, input)?;
    let made = engine.rekey(&proof)?;
    show_once(&made, "Everything has a new key. Your passphrase is the same.".to_owned(), output)
}

/// Answers with a recovery key that cannot be shown again, where one was made.
pub fn show_once(made: &Created, done: String, output: &mut Output) -> Result<(), Failure> {
    let Some(key) = &made.recovery_key else {
        return output.answer(made, || vec![done]);
    };
    let lines = || {
        let hint = "This recovery key is shown only now. Write it down and keep it away from this computer:";
        vec![done, hint.to_owned(), key.clone()]
    };
    output.answer(made, lines).map_err(|_| Failure::KeyNotShown)
}

/// Opens the journal with what proves that its keys may be changed.
fn prove(place: &Place, input: &mut Input<impl BufRead>) -> Result<(Engine, Proof), Failure> {
    let engine = place.start()?;
    let opening = place.ways.take(input)?;
    let proof = opening.proof()?;
    opening.unlock(&engine)?;
    Ok((engine, proof))
}
