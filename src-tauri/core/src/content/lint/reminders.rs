//! Notifications, which may be read by anyone who sees the screen.

use super::{Breaks, File, check, words};
use crate::reminder::Kind;

impl File {
    /// What notifications say, in any style.
    fn notifications(&self) -> impl Iterator<Item = &str> {
        let reminders = self.content.reminders.iter().flat_map(|texts| [&texts.plain, &texts.discreet, &texts.blank]);
        let notice = &self.content.notice;
        reminders.flatten().chain([&notice.digest, &notice.test, &notice.blank]).map(String::as_str)
    }

    fn discreet(&self) -> impl Iterator<Item = &str> {
        let reminders = self.content.reminders.iter().flat_map(|texts| texts.discreet.iter().chain(&texts.blank));
        let notice = &self.content.notice;
        reminders.chain([&notice.digest, &notice.test, &notice.blank]).map(String::as_str)
    }
}

fn reminders_are_short(file: &File) -> Breaks {
    file.notifications().filter(|text| text.chars().count() > 60).map(str::to_owned).collect()
}

fn reminders_do_not_shout(file: &File) -> Breaks {
    file.notifications().filter(|text| text.contains('!')).map(str::to_owned).collect()
}

fn reminders_do_not_reproach(file: &File) -> Breaks {
    const REPROACHES: [&str; 5] = ["streak", "you missed", "you haven't", "you have not", "your partner has"];
    let reproachful = |text: &&str| REPROACHES.iter().any(|phrase| text.to_lowercase().contains(phrase));
    file.notifications().filter(reproachful).map(str::to_owned).collect()
}

fn discreet_words_tell_nothing(file: &File) -> Breaks {
    const TELLING: [&str; 9] = ["partner", "they", "them", "their", "talk", "together", "couple", "listen", "thank"];
    let telling = |text: &&str| {
        text.contains(|c: char| c == '?' || c.is_ascii_digit())
            || words(text).iter().any(|word| TELLING.contains(&word.as_str()))
    };
    file.discreet().filter(telling).map(str::to_owned).collect()
}

fn every_kind_of_reminder_can_rotate(file: &File) -> Breaks {
    let missing =
        Kind::ALL.iter().filter(|kind| file.content.reminder(kind.as_str()).is_none_or(|it| it.blank.is_empty()));
    let poor = file.content.reminders.iter().filter(|it| it.plain.len() < 6 || it.discreet.len() < 6);
    missing.map(|kind| kind.as_str().to_owned()).chain(poor.map(|it| it.kind.clone())).collect()
}

#[test]
fn reminders_are_kind() {
    check(reminders_do_not_shout, "Five minutes for you.", "Five minutes for you!");
    check(reminders_do_not_reproach, "One small try today?", "Keep your streak.");
    check(reminders_do_not_reproach, "One small try today?", "You missed one.");
}

#[test]
fn discreet_is_discreet() {
    check(discreet_words_tell_nothing, "Weekly note.", "A note about your partner.");
    check(discreet_words_tell_nothing, "Weekly note.", "Note 5.");
    check(discreet_words_tell_nothing, "Weekly note.", "How was it?");
    check(reminders_are_short, "Weekly note.", &"a".repeat(61));
    check(reminders_are_short, "One small try today?", &"a".repeat(61));
}

#[test]
fn reminders_rotate() {
    check(every_kind_of_reminder_can_rotate, "  \"Weekly note.\",\n", "");
    check(every_kind_of_reminder_can_rotate, "  \"Your week in five lines, when you have time.\",\n", "");
    check(every_kind_of_reminder_can_rotate, "kind = \"listen\"", "kind = \"hear\"");
}
