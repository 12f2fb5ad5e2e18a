//! What crosses to the window, and comes back from it.
//!
//! Ids are lower-case UUID text; days are `YYYY-MM-DD`; wall-clock times are `HH:MM`; instants are Unix milliseconds.
//! `ui/src/lib/bindings/` is generated from these types by `cargo xtask gen`.

mod backups;
mod beginning;
mod cards;
mod days;
mod easing;
mod journal;
mod keys;
mod letters;
mod pictures;
mod plans;
mod practices;
mod progress;
mod redacted;
mod reminders;
mod search;
mod settings;
mod status;
mod support;
mod talks;
mod thanks;
mod today;
mod weekly;

pub use backups::{BackupCheck, BackupHealth, BackupPlace, BackupRow, FoundBackup, JournalCheck, RestorePreview};
pub use beginning::{Created, FirstStart};
pub use cards::{AloneNow, CardRow, Deck, DeckPage, OwnCard, Pending, Skipped};
pub use days::{DayCount, DayPage, HiddenDays, Memory, MonthCount, Period};
pub use easing::{Advice, Easing, EasingChoice, EasingMode, StoppedTopic};
pub use journal::{
    Change, ChangeKind, Entry, EntryCursor, EntryPage, EntryRow, EntrySave, Facets, Mood, Revision, RevisionRow, Saved,
};
pub use keys::{Erased, PassphraseAdvice, Proof, Ways};
pub use letters::Letter;
pub use pictures::{Picture, PictureType, PicturesAdded};
pub use plans::{
    Feeling, Plan, PlanAfter, PlanHint, PlanRow, PlanSave, PlanSaved, PlanState, PlanSteps, PlannerStep, PlannerWords,
    SafeAnswers, SafeCheck, SafeResult, Verdict, Weight,
};
pub use practices::{
    CuriosityReply, Library, Mark, OwnPractice, PartnerNotes, PathStep, PathWeek, PracticePage, PracticeRow, Rehearsal,
    RehearsalReply, Tense, TurnCard, TurnToAsk,
};
pub use progress::{Month, Progress};
pub use reminders::{
    Answered, LeapDay, MonthDay, OccurrenceAction, OccurrenceLine, OccurrenceState, Pause, PauseFor, PreviewLine,
    QuietChoice, ReminderDraft, ReminderKind, ReminderRow, Reminders, When,
};
pub use search::{IndexReading, Piece, SearchHit, SearchOrder, SearchPage, SearchQuery};
pub use settings::{CueRhythm, NotificationStyle, Page, Settings, StylePreview, Theme, Weekday};
pub use status::{ErrorBody, ErrorCode, Status, Topic, Undo, UndoOf, VaultState};
pub use support::{Support, SupportLine};
pub use talks::{
    About, Described, Floor, FreeChoice, Opener, Outcome, Pushed, Response, Setting, Talk, TalkCursor, TalkDetails,
    TalkDraft, TalkPage,
};
pub use thanks::{Matter, MatterSave, MatterState, Reached, Thanks, ThanksPage, ThanksSave};
pub use today::{Ask, AskAnswer, DayMark, Faces, Logged, NextReminder, OpenReminder, PracticeCard, Today, Week};
pub use weekly::{CheckIn, CheckInAnswer, CheckInItem, Practiced, Review, ReviewWords};
