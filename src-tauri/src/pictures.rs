//! Pictures from files that the user names in a dialog; no path reaches the page.

use ajar_engine::dto::{PicturesAdded, Topic};

use crate::{Shell, shell::Answer};

impl Shell {
    /// Adds the files that the user names to an entry.
    pub fn choose_pictures(&self, entry: &str) -> Answer<PicturesAdded> {
        // Refused before anybody has to choose.
        self.ask(|engine| engine.pictures(entry))?;
        let files = self.host().choose_pictures("Add pictures");
        if files.is_empty() {
            return Ok(PicturesAdded { added: 0, problem: None });
        }
        let added = self.ask(|engine| engine.add_pictures(entry, &files));
        // Also after a refusal: what was added before it stays.
        self.changed(&[Topic::Journal]);
        added
    }
}
