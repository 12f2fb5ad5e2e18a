//! Sixty seconds alone with a sharp remark.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearsal {
    pub id: String,
    /// The practice that it is a drill for.
    pub practice: String,
    pub situation: String,
    /// What somebody might say.
    pub remark: String,
    pub replies: Vec<RehearsalReply>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RehearsalReply {
    pub text: String,
    /// Curious; the others defend, fix or fight back.
    pub curious: bool,
    pub why: String,
}
