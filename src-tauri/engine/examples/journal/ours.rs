//! Ajar's own journal, through the door that everything else uses.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ajar_engine::clock::{Clock, SystemClock};
use ajar_engine::dto::{EntrySave, Facets, FirstStart, SearchOrder, SearchQuery, Settings};
use ajar_engine::{Engine, Indexed};

use crate::entries::Made;

/// The recovery key costs no key derivation: what is left is what a journal takes to open, once its key is known.
const KEY: &str = "recovery-key";

pub struct Ours {
    engine: Engine,
    recovery_key: String,
    /// The revisions that the page would know.
    revisions: RefCell<HashMap<String, i64>>,
    found: Cell<usize>,
}

impl Ours {
    pub fn begin(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let engine = Engine::open(folder, Arc::new(SystemClock::new()))?;
        let first = FirstStart {
            passphrase: Some("four quiet words here".into()),
            want_recovery_key: true,
            settings: Settings::default(),
            reminders: Vec::new(),
        };
        let recovery_key = engine.create_vault(&first)?.recovery_key.ok_or("there is no recovery key")?;
        fs::write(folder.join(KEY), &recovery_key)?;
        Ok(Self { engine, recovery_key, revisions: RefCell::default(), found: Cell::new(0) })
    }

    pub fn open(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let engine = Engine::open(folder, Arc::new(SystemClock::new()))?;
        let recovery_key = fs::read_to_string(folder.join(KEY))?;
        let ours = Self { engine, recovery_key, revisions: RefCell::default(), found: Cell::new(0) };
        ours.unlock()?;
        Ok(ours)
    }

    pub fn write(&self, made: &[Made]) -> Result<(), Box<dyn Error>> {
        let saves: Vec<EntrySave> = made.iter().map(|made| to_save(made, 0)).collect();
        Ok(self.engine.save_entries(&saves)?)
    }

    pub fn lock(&self) {
        self.engine.lock();
    }

    pub fn unlock(&self) -> Result<(), Box<dyn Error>> {
        Ok(self.engine.unlock_with_recovery(&self.recovery_key)?)
    }

    /// What the window asks for to draw its list: how many entries each month has, and the newest fifty.
    pub fn list(&self) -> Result<(), Box<dyn Error>> {
        let counted: u32 = self.engine.months()?.iter().map(|month| month.count).sum();
        let listed = self.engine.entries_from(0)?.len();
        if counted < 50 || listed < 50 { Err("fewer than 50 were listed".into()) } else { Ok(()) }
    }

    pub fn save(&self, made: &Made) -> Result<(), Box<dyn Error>> {
        let mut revisions = self.revisions.borrow_mut();
        let rev = revisions.entry(made.id.clone()).or_insert(1);
        let saved = self.engine.save_entry(&to_save(made, *rev))?;
        *rev = saved.rev;
        if saved.kept_as.is_some() { Err("it was kept beside".into()) } else { Ok(()) }
    }

    pub fn search(&self, query: &str) -> Result<(), Box<dyn Error>> {
        let page = self.engine.search(&SearchQuery { text: query.into(), order: SearchOrder::Newest, after: None })?;
        self.found.set(page.hits.len());
        if page.hits.is_empty() { Err(format!("nothing was found for {query}").into()) } else { Ok(()) }
    }

    /// All steps that follow an unlock; how many there were.
    pub fn look_through(&self, mut each: impl FnMut(Duration)) -> Result<usize, Box<dyn Error>> {
        let clock = SystemClock::new();
        let mut steps = 1;
        loop {
            let began = clock.monotonic();
            let step = self.engine.index_some()?;
            each(clock.monotonic().saturating_sub(began));
            if step != Indexed::GoesOn {
                return Ok(steps);
            }
            steps += 1;
        }
    }
}

fn to_save(made: &Made, base_rev: i64) -> EntrySave {
    EntrySave {
        id: made.id.clone(),
        base_rev,
        text: made.text.clone(),
        day: Some(made.day.clone()),
        time: Some(made.time.clone()),
        facets: Some(Facets { tags: made.tags.clone(), mood: made.mood, starred: made.starred }),
        goes_on: true,
    }
}
