//! How long the reminder rules take, beside others that answer the same questions: `cargo xtask bench time`.
#![expect(clippy::print_stdout, reason = "it speaks to the person at the terminal")]

mod others;
mod rules;

use std::error::Error;
use std::time::Duration;

use ajar_core::reminder::Kind;
use ajar_core::schedule::{Plan, next_due};
use ajar_core::upcoming::upcoming;
use ajar_engine::clock::{Clock, SystemClock};
use ajar_engine::zone::JiffZone;
use chrono::{DateTime, Utc};

use others::Answered;
use rules::Asked;

/// The best of so many: what else the computer does only ever adds.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let clock = SystemClock::new();
    let zone = JiffZone::bundled("Europe/Berlin").ok_or("the bundled zones are gone")?;
    let now: DateTime<Utc> = "2026-03-10T12:00:00Z".parse()?;
    for number in [1_000, 10_000] {
        let asked = rules::some(number, 2026)?;
        for (kind, called) in [(Kind::Listen, "reminders"), (Kind::Moment, "moments, two cues a day")] {
            let reminders = (1..).zip(&asked).map(|(number, asked)| asked.reminder(number, kind, now)).collect();
            let plan = Plan { reminders, ..Plan::default() };
            let (took, next) = best(&clock, || next_due(now, &zone, &plan));
            let next = next.ok_or("nothing is due")?;
            println!("next due of {number} {called}, quiet hours and all: {}, at {next}", shown(took));
        }
        compare(&format!("the next time of each of {number} rules"), &asked, &clock, &zone, now, 1)?;
    }
    let leap_days = rules::leap_days(1_000, 2006)?;
    compare("the next 29 February of each of 1000 rules", &leap_days, &clock, &zone, now, 1)?;
    let old = rules::some(1_000, 2006)?;
    compare("the next ten times of each of 1000 rules that began 20 years ago", &old, &clock, &zone, now, 10)
}

fn compare(
    what: &str,
    asked: &[Asked],
    clock: &SystemClock,
    zone: &JiffZone,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<(), Box<dyn Error>> {
    let (took, sum) = best(clock, || {
        let times = asked.iter().flat_map(|asked| upcoming(&asked.rule, asked.start, zone, now, limit));
        times.map(|time| time.nominal.and_utc().timestamp()).sum::<i64>()
    });
    println!("{what}: {}", shown(took));
    let ratio = |other: Duration| other.as_secs_f64() / took.as_secs_f64();
    let local = ajar_core::zone::Zone::to_civil(zone, now);
    match others::dateutil(asked, local, limit)? {
        Some(Answered { took: other, sum: theirs }) if theirs == sum => {
            println!("  python-dateutil: {}, {:.0} times as long, the same answers", shown(other), ratio(other));
        }
        Some(_) => return Err("python-dateutil has other answers".into()),
        None => println!("  python-dateutil is missing, so nothing is compared with it"),
    }
    if limit > 1 {
        // It gives one time for each.
        return Ok(());
    }
    match others::remind(asked, local, clock)? {
        Some(other) => println!("  remind -n: {}, {:.1} times as long, starting included", shown(other), ratio(other)),
        None => println!("  remind is missing, so nothing is compared with it"),
    }
    Ok(())
}

fn best<T>(clock: &SystemClock, work: impl Fn() -> T) -> (Duration, T) {
    let once = || {
        let began = clock.monotonic();
        let answer = std::hint::black_box(work());
        (clock.monotonic().saturating_sub(began), answer)
    };
    (1..ROUNDS).fold(once(), |best, _| {
        let again = once();
        if again.0 < best.0 { again } else { best }
    })
}

fn shown(took: Duration) -> String {
    format!("{:.2} ms", took.as_secs_f64() * 1000.0)
}
