use ajar_core::occurrence::{Reason, State};
use ajar_core::reminder::{Kind, Reminder};
use ajar_core::schedule::{Past, why};
use chrono::TimeDelta;

use crate::agenda::daily;
use crate::zones::{at, civil, zone};

fn past(state: State, reason: Reason) -> Past {
    let due = at(&zone("Europe/Berlin"), "2026-11-22T18:30");
    Past {
        nominal: civil("2026-11-22T18:30"),
        asked: Some(due),
        due,
        shifted_min: None,
        shown_at: None,
        snoozed_until: None,
        answered_at: None,
        state,
        reason,
        question: false,
    }
}

fn check(past: Past, reminder: &Reminder, expect: &[&str]) {
    let story = why(&past, reminder, &zone("Europe/Berlin"));
    assert_eq!(story, expect);
    assert!(story.iter().all(|sentence| sentence.split_whitespace().count() <= 18), "{story:?}");
}

#[test]
fn every_occurrence_says_why() {
    let reminder = daily(1, Kind::Moment, "2026-11-01T18:30");
    let due = past(State::Shown, Reason::OnTime).due;
    let after = |minutes| Some(due + TimeDelta::minutes(minutes));
    let shown = Past { shown_at: after(0), ..past(State::Shown, Reason::OnTime) };
    check(shown, &reminder, &["It was set for 18:30.", "It was shown on time."]);
    check(
        Past { shown_at: after(12), answered_at: after(20), state: State::Done, question: true, ..shown },
        &reminder,
        &[
            "It was set for 18:30.",
            "It was shown 12 minutes late, because the computer could not show it before.",
            "A question for your partner came with it.",
            "You did it at 18:50.",
        ],
    );
    check(
        Past { due: due + TimeDelta::hours(2), ..past(State::Missed, Reason::BeyondGrace) },
        &reminder,
        &[
            "It was set for 18:30.",
            "It waited until quiet hours ended at 20:30.",
            "The computer was asleep or Ajar was closed, and then it was too late.",
        ],
    );
    check(
        past(State::Skipped, Reason::Cap),
        &Reminder { lead_min: 10, ..reminder.clone() },
        &["It was set for 18:30.", "It comes 10 minutes before.", "Two others came that day, and two are the most."],
    );
    check(
        past(State::Skipped, Reason::Paused),
        &Reminder { zone: Some("America/New_York".into()), ..reminder.clone() },
        &["It was set for 18:30 in America/New_York, which is 18:30 here.", "Reminders were paused."],
    );
    check(
        Past { shifted_min: Some(60), answered_at: after(3), ..past(State::Skipped, Reason::Answered) },
        &Reminder { until_time: Some(civil("2026-11-22T21:00").time()), ..reminder },
        &[
            "It was set for a minute from 18:30 to 21:00, and chance chose 18:30.",
            "That time did not exist, so it moved 60 minutes on.",
            "At 18:33 you said: not today.",
        ],
    );
}
