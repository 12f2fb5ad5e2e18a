//! A ledger in memory that does with a decision what the engine does.

use ajar_core::ids::{OccurrenceId, ReminderId};
use ajar_core::occurrence::{Known, Reason, State};
use ajar_core::reminder::{Kind, QuietChoice, Reminder};
use ajar_core::rule::LeapDay;
use ajar_core::schedule::{Claim, Decision, LOOK_BACK, Notice, Plan, decide};
use ajar_core::zone::Zone;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::zones::civil;

/// A row, with the reason that the engine stores beside it.
#[derive(Debug, Clone)]
pub struct Row {
    pub known: Known,
    pub reason: Reason,
    /// How many notices it was part of.
    pub notices: usize,
}

#[derive(Default)]
pub struct Agenda {
    pub plan: Plan,
    pub rows: Vec<Row>,
    next_id: u64,
}

impl Agenda {
    pub fn new(reminders: Vec<Reminder>) -> Self {
        Self { plan: Plan { reminders, ..Plan::default() }, ..Self::default() }
    }

    /// The plan as the engine would read it at `now`.
    pub fn plan_at(&self, now: DateTime<Utc>) -> Plan {
        let recent = |known: &Known| known.due > now - LOOK_BACK - TimeDelta::days(1) || known.state.is_open();
        let known = self.rows.iter().map(|row| row.known).filter(recent).collect();
        Plan { known, ..self.plan.clone() }
    }

    /// Decides, writes, and shows.
    pub fn tick(&mut self, now: DateTime<Utc>, zone: &dyn Zone) -> Decision {
        let decision = self.claim(now, zone);
        self.show();
        decision
    }

    /// Decides and writes; then the machine crashes before anything is shown.
    pub fn claim(&mut self, now: DateTime<Utc>, zone: &dyn Zone) -> Decision {
        let decision = decide(now, zone, &self.plan_at(now));
        self.rows.retain(|row| !decision.forget.contains(&row.known.id));
        for settled in &decision.settle {
            let row = self.row_mut(settled.occurrence);
            row.known.state = settled.state;
            row.reason = settled.reason;
        }
        for id in decision.wake.iter().chain(&decision.retry) {
            let row = self.row_mut(*id);
            row.known.state = State::Due;
            row.known.claimed_at = now;
        }
        for claim in &decision.claims {
            self.insert(claim, now);
        }
        decision
    }

    /// Hands every row in state `due` to the notification server.
    pub fn show(&mut self) {
        for row in self.rows.iter_mut().filter(|row| row.known.state == State::Due) {
            row.known.state = State::Shown;
            row.known.shown = true;
            row.notices += 1;
        }
    }

    pub fn snooze(&mut self, id: OccurrenceId, until: DateTime<Utc>) {
        let row = self.row_mut(id);
        row.known.state = State::Snoozed;
        row.known.snoozed_until = Some(until);
        row.known.snooze_count += 1;
    }

    /// What became of each occurrence, in the order of the rows: `18:30 shown on_time`.
    pub fn story(&self) -> Vec<String> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|row| (row.known.nominal, row.known.reminder));
        rows.iter()
            .map(|row| format!("{} {} {}", row.known.nominal.format("%d %H:%M"), row.known.state, row.reason))
            .collect()
    }

    pub fn only_row(&self) -> &Row {
        let [row] = self.rows.as_slice() else { panic!("expected one row: {:?}", self.rows) };
        row
    }

    fn insert(&mut self, claim: &Claim, now: DateTime<Utc>) {
        let twin =
            self.rows.iter().find(|row| row.known.reminder == claim.reminder && row.known.nominal == claim.nominal);
        assert!(twin.is_none(), "claimed twice: {claim:?}");
        self.next_id += 1;
        let known = Known {
            id: OccurrenceId::from_bytes(u128::from(self.next_id).to_be_bytes()),
            reminder: claim.reminder,
            nominal: claim.nominal,
            due: claim.due,
            state: claim.state,
            claimed_at: now,
            shown: false,
            snoozed_until: None,
            snooze_count: 0,
            for_day: claim.for_day,
            question: claim.question,
        };
        self.rows.push(Row { known, reason: claim.reason, notices: 0 });
    }

    fn row_mut(&mut self, id: OccurrenceId) -> &mut Row {
        self.rows.iter_mut().find(|row| row.known.id == id).expect("the decision speaks of rows it was given")
    }
}

/// How many things a decision tells the user of, through its one notice.
pub fn told(decision: &Decision) -> usize {
    match decision.notice {
        Notice::None => 0,
        Notice::One(_) => 1,
        Notice::Digest(count) => count,
    }
}

/// A daily reminder that has been there for long. Numbers tell reminders apart.
pub fn daily(number: u8, kind: Kind, start: &str) -> Reminder {
    Reminder {
        id: ReminderId::from_bytes([number; 16]),
        kind,
        rule: "FREQ=DAILY".parse().unwrap(),
        leap_day: LeapDay::Skip,
        start: civil(start),
        until_time: None,
        after_done: None,
        zone: None,
        lead_min: 0,
        quiet: QuietChoice::Defer,
        enabled: true,
        active_from: DateTime::UNIX_EPOCH,
        pause: None,
    }
}

/// One that is about a single time only, as far as a test of a week can see.
pub fn once(number: u8, kind: Kind, start: &str) -> Reminder {
    Reminder { rule: "FREQ=DAILY;INTERVAL=1000".parse().unwrap(), ..daily(number, kind, start) }
}

/// Every nominal time and due instant that was shown for a reminder, and whether it carried a question, in order.
pub fn shown(agenda: &Agenda, reminder: ReminderId) -> Vec<(NaiveDateTime, DateTime<Utc>, bool)> {
    let rows = agenda.rows.iter().filter(|row| row.known.reminder == reminder && row.notices > 0);
    rows.map(|row| (row.known.nominal, row.known.due, row.known.question)).collect()
}
