//! Sentences that stop nothing and that the user should hear once.

use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug, Default)]
pub struct Notices(Mutex<Told>);

#[derive(Debug, Default)]
struct Told {
    standing: Vec<String>,
    /// Why the last notification was not seen; `None` when it was.
    unseen: Option<String>,
    /// Those that the user has closed: they stay away in this run.
    heard: Vec<String>,
}

impl Notices {
    /// Adds one; false when it was known.
    pub fn add(&self, sentence: &str) -> bool {
        let mut told = self.told();
        let is_new = !told.standing.iter().any(|known| known == sentence);
        if is_new {
            told.standing.push(sentence.to_owned());
        }
        is_new
    }

    /// Whether the last notification was seen, or why not; false when that is what was known.
    pub fn notification(&self, unseen: Option<String>) -> bool {
        let mut told = self.told();
        let is_new = told.unseen != unseen;
        told.unseen = unseen;
        is_new
    }

    pub fn hear(&self, notice: String) {
        self.told().heard.push(notice);
    }

    /// What is still to be heard, after the engine's own.
    pub fn still(&self, mut of_engine: Vec<String>) -> Vec<String> {
        let told = self.told();
        of_engine.extend(told.standing.iter().chain(&told.unseen).cloned());
        of_engine.retain(|notice| !told.heard.contains(notice));
        of_engine
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_said_until_it_is_heard_or_over() {
        let notices = Notices::default();
        assert!(notices.add("no tray"));
        assert!(!notices.add("no tray"));
        assert!(notices.notification(Some("nobody shows it".into())));
        assert!(!notices.notification(Some("nobody shows it".into())));
        assert_eq!(notices.still(vec!["no zone".into()]), ["no zone", "no tray", "nobody shows it"]);
        assert!(notices.notification(None));
        notices.hear("no zone".into());
        notices.hear("no tray".into());
        assert!(notices.still(vec!["no zone".into()]).is_empty());
    }
}
