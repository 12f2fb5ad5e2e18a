//! `Debug` for the types that hold what the user wrote: shapes and ids, never words, so that no log or panic can leak them. A passphrase is wiped as
//! well.

use std::fmt;

use zeroize::Zeroize;

use super::{
    AloneNow, Ask, CardRow, Change, Created, DayPage, Deck, DeckPage, Entry, EntryRow, EntrySave, Facets, FirstStart,
    HiddenDays, Letter, Library, Matter, MatterSave, Memory, NextReminder, OpenReminder, OwnCard, OwnPractice,
    PartnerNotes, Pending, Picture, Piece, Plan, PlanAfter, PlanHint, PlanRow, PlanSave, PlanSaved, PlanSteps,
    PracticeCard, PracticePage, PracticeRow, Practiced, Proof, ReminderDraft, ReminderRow, Review, ReviewWords,
    Revision, SearchHit, SearchPage, SearchQuery, Talk, TalkDetails, TalkDraft, TalkPage, Thanks, ThanksPage,
    ThanksSave, Today, When,
};

/// What is written by the user through and through tells its name only.
macro_rules! silent {
    ($($name:ident),+ $(,)?) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+};
}

silent!(
    AloneNow,
    CardRow,
    Change,
    DayPage,
    Deck,
    DeckPage,
    HiddenDays,
    Library,
    Matter,
    MatterSave,
    Memory,
    OwnCard,
    OwnPractice,
    PartnerNotes,
    Pending,
    Picture,
    Plan,
    PlanAfter,
    PlanHint,
    PlanRow,
    PlanSave,
    PlanSaved,
    PlanSteps,
    PracticeCard,
    PracticePage,
    PracticeRow,
    Practiced,
    Review,
    ReviewWords,
    Revision,
    SearchHit,
    SearchPage,
    SearchQuery,
    Piece,
    Talk,
    TalkDetails,
    TalkDraft,
    TalkPage,
    Thanks,
    ThanksPage,
    ThanksSave,
    Today,
);

impl fmt::Debug for FirstStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FirstStart").field("reminders", &self.reminders.len()).finish_non_exhaustive()
    }
}

impl Drop for FirstStart {
    fn drop(&mut self) {
        self.passphrase.zeroize();
    }
}

impl fmt::Debug for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Created").field("has_recovery_key", &self.recovery_key.is_some()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("rev", &self.rev)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for EntryRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntryRow").field("id", &self.id).field("day", &self.day).finish_non_exhaustive()
    }
}

impl fmt::Debug for EntrySave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntrySave")
            .field("id", &self.id)
            .field("base_rev", &self.base_rev)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Facets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facets").field("tags", &self.tags.len()).finish_non_exhaustive()
    }
}

impl fmt::Debug for ReminderDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReminderDraft")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("time", &self.time)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ReminderRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReminderRow")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("time", &self.time)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekly { days, every_weeks } => {
                f.debug_struct("Weekly").field("days", days).field("every_weeks", every_weeks).finish()
            }
            Self::Monthly { on, every_months } => {
                f.debug_struct("Monthly").field("on", on).field("every_months", every_months).finish()
            }
            Self::Yearly { month, day, leap_day } => {
                f.debug_struct("Yearly").field("month", month).field("day", day).field("leap_day", leap_day).finish()
            }
            Self::AfterDone { days } => f.debug_struct("AfterDone").field("days", days).finish(),
            Self::Rule { text, leap_day } => {
                f.debug_struct("Rule").field("bytes", &text.len()).field("leap_day", leap_day).finish()
            }
        }
    }
}

impl fmt::Debug for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unopened { reminder, kind, time, .. } => f
                .debug_struct("Unopened")
                .field("reminder", reminder)
                .field("kind", kind)
                .field("time", time)
                .finish_non_exhaustive(),
            Self::ZoneChanged { from, to } => {
                f.debug_struct("ZoneChanged").field("from", from).field("to", to).finish()
            }
        }
    }
}

impl fmt::Debug for OpenReminder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenReminder")
            .field("occurrence", &self.occurrence)
            .field("kind", &self.kind)
            .field("nominal", &self.nominal)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NextReminder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NextReminder").field("kind", &self.kind).field("local", &self.local).finish_non_exhaustive()
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase",
            Self::RecoveryKey(_) => "RecoveryKey",
        })
    }
}

impl Drop for Proof {
    fn drop(&mut self) {
        match self {
            Self::Passphrase(secret) | Self::RecoveryKey(secret) => secret.zeroize(),
        }
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { id, text } => f.debug_struct("Line").field("id", id).field("bytes", &text.len()).finish(),
            Self::Talk { id, .. } => f.debug_struct("Talk").field("id", id).finish_non_exhaustive(),
        }
    }
}
