//! What crosses to the window, and comes back from it.
//!
//! Ids are lower-case UUID text; days are `YYYY-MM-DD`; wall-clock times are `HH:MM`; instants are Unix milliseconds.
//! `ui/src/lib/bindings/` is generated from these types by `cargo xtask gen`.

mod backups;
mod beginning;
mod journal;
mod keys;
mod letters;
mod progress;
mod redacted;
mod reminders;
mod settings;
mod status;
mod today;

pub use backups::{BackupCheck, BackupHealth, BackupPlace, BackupRow, FoundBackup, JournalCheck, RestorePreview};
pub use beginning::{Created, FirstStart};
pub use journal::{Entry, EntryCursor, EntryPage, EntryRow, EntrySave, Facets, Mood, Saved};
pub use keys::{Erased, PassphraseAdvice, Proof, Ways};
pub use letters::Letter;
pub use progress::{Month, Progress};
pub use reminders::{
    Answered, LeapDay, MonthDay, OccurrenceAction, OccurrenceLine, OccurrenceState, Pause, PauseFor, PreviewLine,
    QuietChoice, ReminderDraft, ReminderKind, ReminderRow, Reminders, When,
};
pub use settings::{CueRhythm, NotificationStyle, Page, Settings, StylePreview, Theme, Weekday};
pub use status::{ErrorBody, ErrorCode, Status, Topic, Undo, UndoOf, VaultState};
pub use today::{
    Ask, AskAnswer, DayMark, Faces, Logged, NextReminder, OpenReminder, PracticeCard, Response, Setting, TalkDraft,
    Today, Week,
};
