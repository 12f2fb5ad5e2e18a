//! Where there are people to talk to.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportPage {
    pub title: String,
    pub text: Vec<String>,
    pub if_you_hurt_them: String,
    pub for_safe_couples: String,
    pub lines_title: String,
    /// What the dates beside the lines mean.
    pub lines_note: String,
}

/// A line or a directory. The page opens it by its number.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportLine {
    /// Never used again for another one.
    pub number: u8,
    pub name: String,
    pub region: String,
    pub who: String,
    /// How to call or text, as a person writes it; empty where there is only a page.
    pub call: String,
    pub address: String,
    #[serde(deserialize_with = "date")]
    pub checked: NaiveDate,
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    written.to_string().parse().map_err(serde::de::Error::custom)
}
