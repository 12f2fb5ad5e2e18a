//! How people say what their partner should do. Small letters, straight apostrophes.

/// Who is meant; the longer ones first.
pub(super) const PARTNER: &[&[&str]] = &[
    &["my", "partner"],
    &["my", "husband"],
    &["my", "wife"],
    &["my", "spouse"],
    &["my", "boyfriend"],
    &["my", "girlfriend"],
    &["my", "fiancé"],
    &["my", "fiancée"],
    &["they"],
    &["he"],
    &["she"],
];
pub(super) const BEFORE: &[&[&str]] = &[&["i", "wish"], &["if", "only"], &["i", "think"], &["i", "feel"], &["maybe"]];
/// What is asked of them. "Could" and "would" only ask after "I wish".
pub(super) const DEMANDS: &[&[&str]] = &[
    &["ought", "to"],
    &["need", "to"],
    &["needs", "to"],
    &["have", "got", "to"],
    &["has", "got", "to"],
    &["have", "to"],
    &["has", "to"],
    &["had", "better"],
    &["should"],
    &["must"],
];
/// What is asked of them not to do.
pub(super) const REFUSALS: &[&[&str]] = &[
    &["should", "not"],
    &["should", "never"],
    &["shouldn't"],
    &["must", "not"],
    &["must", "never"],
    &["mustn't"],
    &["ought", "not", "to"],
    &["had", "better", "not"],
];
/// What they are said to do too little.
pub(super) const TOO_LITTLE: &[&[&str]] = &[
    &["do", "not"],
    &["does", "not"],
    &["hardly", "ever"],
    &["don't"],
    &["doesn't"],
    &["never"],
    &["rarely"],
    &["seldom"],
    &["hardly"],
    &["barely"],
];
/// What one does not do more or less often by wishing.
pub(super) const STATES: &[&str] =
    &["want", "need", "like", "love", "hate", "mean", "seem", "have", "know", "care", "trust", "believe", "understand"];
pub(super) const FILLERS: &[&str] =
    &["really", "just", "also", "please", "finally", "simply", "always", "at", "least", "ever", "even"];
/// After "have", what is past.
pub(super) const PARTICIPLES: &[&str] =
    &["been", "told", "done", "said", "known", "gone", "given", "come", "had", "let", "seen", "kept"];
