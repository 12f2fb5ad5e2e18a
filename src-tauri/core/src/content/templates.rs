//! What a new entry can begin with.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub id: String,
    /// As it stands on its button.
    pub name: String,
    /// Each begins a paragraph, to be gone on with.
    pub lines: Vec<String>,
}

impl Template {
    /// The text that the entry begins with.
    pub fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.as_str(), "\n\n"]).collect()
    }
}
