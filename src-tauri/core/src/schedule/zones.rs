//! The zones that reminders are pinned to.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::zone::Zone;

/// Zones by the names that reminders give them.
#[derive(Clone, Default)]
pub struct Zones(BTreeMap<String, Arc<dyn Zone + Send + Sync>>);

impl Zones {
    pub fn insert(&mut self, name: &str, zone: Arc<dyn Zone + Send + Sync>) {
        self.0.insert(name.to_owned(), zone);
    }

    pub(super) fn get(&self, name: &str) -> Option<&dyn Zone> {
        self.0.get(name).map(|zone| &**zone as &dyn Zone)
    }
}

impl fmt::Debug for Zones {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
