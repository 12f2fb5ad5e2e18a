//! Settings: what they are at first, what is allowed, and where they are kept.

use ajar_core::day::{DayStart, FirstWeekday};
use ajar_core::reminder::QuietHours;
use ajar_core::schedule::CueChoice;
use ajar_core::streak::DEFAULT_GOAL;
use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::dto::{CueRhythm, NotificationStyle, Settings, Theme, Weekday};
use crate::error::Error;
use crate::table::setting;

const NAME: &str = "settings";
const TEXT_SIZES: [u16; 5] = [100, 115, 130, 150, 200];
/// Being asked every day feels like pressure.
const QUESTIONS_PER_WEEK: u8 = 3;
const AUTO_LOCK_MINUTES: [u16; 6] = [0, 1, 5, 15, 30, 60];

impl Default for Settings {
    fn default() -> Self {
        let quiet = QuietHours::default();
        Self {
            theme: Theme::System,
            text_size: 100,
            style: NotificationStyle::Discreet,
            quiet_from: ajar_core::hhmm::print(quiet.from),
            quiet_to: ajar_core::hhmm::print(quiet.to),
            day_start: DayStart::default().to_string(),
            goal: DEFAULT_GOAL,
            cue_rhythm: CueRhythm::EveryTime,
            questions_per_week: QUESTIONS_PER_WEEK,
            first_weekday: Weekday::Mo,
            auto_lock_min: Some(5),
            letter_slot: true,
            practice_while_locked: false,
            question_mark_help: true,
        }
    }
}

/// Settings that were found to be valid, with their times understood.
#[derive(Debug, Clone)]
pub(crate) struct Understood {
    pub(crate) settings: Settings,
    pub(crate) quiet_hours: QuietHours,
    pub(crate) day_start: DayStart,
    pub(crate) first_weekday: FirstWeekday,
}

impl Understood {
    pub(crate) fn new(settings: Settings) -> Result<Self, Error> {
        let allowed = |field, is_allowed: bool, message| {
            if is_allowed { Ok(()) } else { Err(Error::invalid(field, message)) }
        };
        let is_time = |text: &str| ajar_core::hhmm::parse(text).is_some();
        let time = "Write a time of day from 00:00 to 23:59, such as 22:00.";
        allowed("quiet_from", is_time(&settings.quiet_from), time)?;
        allowed("quiet_to", is_time(&settings.quiet_to), time)?;
        allowed("text_size", TEXT_SIZES.contains(&settings.text_size), "Choose one of the text sizes in the list.")?;
        allowed("goal", (1..=5).contains(&settings.goal), "Choose a goal from 1 to 5 days a week.")?;
        let questions_fit = (1..=5).contains(&settings.questions_per_week);
        allowed("questions_per_week", questions_fit, "Choose 1 to 5 questions a week.")?;
        let is_offered = settings.auto_lock_min.is_none_or(|minutes| AUTO_LOCK_MINUTES.contains(&minutes));
        allowed("auto_lock_min", is_offered, "Choose one of the times in the list.")?;
        let quiet_hours = QuietHours::parse(&settings.quiet_from, &settings.quiet_to)
            .map_err(|_| Error::invalid("quiet_from", time))?;
        let day_start = settings.day_start.parse().map_err(|_| {
            Error::invalid("day_start", "Your day can begin between 00:00 and 06:00. Choose a time in between.")
        })?;
        let first_weekday = FirstWeekday(settings.first_weekday.into());
        Ok(Self { settings, quiet_hours, day_start, first_weekday })
    }

    /// What decides which cues come.
    pub(crate) fn cues(&self) -> CueChoice {
        CueChoice {
            few_a_week: self.settings.cue_rhythm == CueRhythm::FewAWeek,
            questions_per_week: self.settings.questions_per_week,
            first_weekday: self.first_weekday,
        }
    }

    /// What is stored, or the defaults.
    pub(crate) fn load(agenda: &Connection) -> Result<Self, Error> {
        let stored = setting::get::<Map<String, Value>>(agenda, NAME)?.unwrap_or_default();
        // Settings that make no sense must not silence every reminder.
        match over_defaults(&stored).map(Self::new) {
            Some(Ok(understood)) => Ok(understood),
            _ => Self::new(Settings::default()),
        }
    }

    pub(crate) fn store(&self, agenda: &Connection) -> Result<(), Error> {
        Ok(setting::set(agenda, NAME, &self.settings)?)
    }
}

/// An earlier Ajar knew fewer settings: those it did not store are as they are at first.
fn over_defaults(stored: &Map<String, Value>) -> Option<Settings> {
    let mut settings = serde_json::to_value(Settings::default()).ok()?;
    for (name, setting) in settings.as_object_mut()? {
        if let Some(stored) = stored.get(name) {
            *setting = stored.clone();
        }
    }
    serde_json::from_value(settings).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, change: impl FnOnce(&mut Settings)) {
        let mut settings = Settings::default();
        change(&mut settings);
        let body = Understood::new(settings).unwrap_err().body();
        assert_eq!(body.field.as_deref(), Some(field), "{}", body.message);
    }

    #[test]
    fn settings_of_an_earlier_version_are_kept() {
        let stored = serde_json::json!({"goal": 5, "theme": "dark", "a_setting_of_the_past": 1});
        let settings = over_defaults(stored.as_object().unwrap()).unwrap();
        assert_eq!(settings, Settings { goal: 5, theme: Theme::Dark, ..Settings::default() });
        assert_eq!(over_defaults(serde_json::json!({"goal": "five"}).as_object().unwrap()), None);
    }

    #[test]
    fn what_is_not_offered_is_refused_at_its_field() {
        Understood::new(Settings::default()).unwrap();
        check("text_size", |settings| settings.text_size = 101);
        check("goal", |settings| settings.goal = 0);
        check("goal", |settings| settings.goal = 6);
        check("questions_per_week", |settings| settings.questions_per_week = 0);
        check("questions_per_week", |settings| settings.questions_per_week = 6);
        check("quiet_from", |settings| settings.quiet_from = "25:00".into());
        check("quiet_to", |settings| settings.quiet_to = "7".into());
        check("day_start", |settings| settings.day_start = "06:01".into());
        check("auto_lock_min", |settings| settings.auto_lock_min = Some(2));
    }
}
