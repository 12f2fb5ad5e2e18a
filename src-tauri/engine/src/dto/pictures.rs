//! Pictures in entries. Their bytes travel by themselves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A picture in an entry.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Picture {
    pub id: String,
    #[serde(rename = "type")]
    #[ts(rename = "type")]
    pub kind: PictureType,
    /// What the small picture is.
    pub small_type: PictureType,
    pub width: u32,
    pub height: u32,
    /// One line, at most 500 characters; empty without one.
    pub caption: String,
}

/// What a picture is, as the page names it. There are no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum PictureType {
    #[serde(rename = "image/gif")]
    Gif,
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/webp")]
    Webp,
}

/// What became of the files that were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PicturesAdded {
    pub added: u32,
    /// Says how many were not added and what to do, when some were not.
    pub problem: Option<String>,
}
