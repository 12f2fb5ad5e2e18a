//! The engine on Ajar's folder, and its exchange for another one when files of that folder have moved.

use std::sync::{PoisonError, RwLock};

use ajar_engine::{Engine, Error, dto::ErrorBody};

/// Opens Ajar's folder.
pub type Open = Box<dyn Fn() -> Result<Engine, Error> + Send + Sync>;

/// Everybody asks the engine in here, many at a time; opening the folder again waits for all of them.
///
/// Nothing but the engine may be called within a question. An event could lead to another question, and a question inside
/// one would wait forever for somebody who waits to open the folder.
#[expect(missing_debug_implementations, reason = "it holds the engine, which holds keys")]
pub struct Opened {
    open: Open,
    /// The error when not even the folder could be used; every question is then answered with it.
    engine: RwLock<Result<Engine, ErrorBody>>,
}

impl Opened {
    pub fn new(open: Open) -> Self {
        let engine = RwLock::new(opened(&open));
        Self { open, engine }
    }

    /// Asks the engine, or says why there is none.
    pub fn ask<T>(&self, question: impl FnOnce(&Engine) -> T) -> Result<T, ErrorBody> {
        let engine = self.engine.read().unwrap_or_else(PoisonError::into_inner);
        engine.as_ref().map(question).map_err(Clone::clone)
    }

    /// Why there is no engine.
    pub fn problem(&self) -> Option<ErrorBody> {
        self.ask(|_| ()).err()
    }

    /// Closes the folder and opens it again; what was decided while it was open happens in between.
    ///
    /// An unlock or a backup that is under way ends without having done anything.
    pub fn again(&self) {
        // Nobody is there to be told that there was nothing to lock.
        drop(self.ask(Engine::lock));
        let mut engine = self.engine.write().unwrap_or_else(PoisonError::into_inner);
        // The old one lets go of its files before the new one takes them.
        *engine = Err(closed());
        *engine = opened(&self.open);
    }
}

fn opened(open: &Open) -> Result<Engine, ErrorBody> {
    open().map_err(|error| {
        tracing::error!(code = ?error.code(), "the data folder cannot be used");
        error.body()
    })
}

/// What nobody hears, unless opening panics.
fn closed() -> ErrorBody {
    Error::Locked.body()
}
