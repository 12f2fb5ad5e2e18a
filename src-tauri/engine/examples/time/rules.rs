//! Rules of every common shape, each in the words of RFC 5545 and of remind.

use std::error::Error;

use ajar_core::ids::ReminderId;
use ajar_core::reminder::{Kind, QuietChoice, Reminder};
use ajar_core::rule::{LeapDay, Rule};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};

pub struct Asked {
    pub rule: Rule,
    pub start: NaiveDateTime,
    /// What remind calls it.
    pub remind: String,
}

impl Asked {
    pub fn reminder(&self, number: u128, kind: Kind, now: DateTime<Utc>) -> Reminder {
        Reminder {
            id: ReminderId::from_bytes(number.to_be_bytes()),
            kind,
            rule: self.rule.clone(),
            leap_day: LeapDay::Skip,
            start: self.start,
            until_time: None,
            after_done: None,
            zone: None,
            lead_min: 0,
            quiet: QuietChoice::Defer,
            enabled: true,
            active_from: now,
            pause: None,
        }
    }
}

/// So many rules that begin in January of this year.
pub fn some(number: u32, year: i32) -> Result<Vec<Asked>, Box<dyn Error>> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or("there is no such year")?;
    (0..number).map(|number| one(number, first)).collect()
}

/// So many that come on 29 February alone: the next one may be years away.
pub fn leap_days(number: u32, year: i32) -> Result<Vec<Asked>, Box<dyn Error>> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or("there is no such year")?;
    (0..number)
        .map(|number| {
            let start = first.and_hms_opt(8 + number % 12, number % 60, 0).ok_or("there is no such time")?;
            let remind = format!("REM 29 Feb AT {} MSG {number}", start.format("%H:%M"));
            Ok(Asked { rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29".parse()?, start, remind })
        })
        .collect()
}

fn one(number: u32, first: NaiveDate) -> Result<Asked, Box<dyn Error>> {
    let date = first + Days::new((number % 28).into());
    // By day, where no clock is changed.
    let start = date.and_hms_opt(8 + number % 12, number % 60, 0).ok_or("there is no such time")?;
    let days = 2 + number % 5;
    let (rule, when) = match number % 6 {
        0 => (format!("FREQ=DAILY;INTERVAL={days}"), format!("{} *{days}", date.format("%-d %b %Y"))),
        1 => ("FREQ=WEEKLY;BYDAY=MO,TH".to_owned(), "Mon Thu".to_owned()),
        2 => ("FREQ=WEEKLY;INTERVAL=2".to_owned(), date.format("%-d %b %Y *14").to_string()),
        3 => ("FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(), "1 --1".to_owned()),
        4 => ("FREQ=MONTHLY;BYDAY=2TU".to_owned(), "Tue 8".to_owned()),
        _ => ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15".to_owned(), "15 Mar".to_owned()),
    };
    let remind = format!("REM {when} AT {} MSG {number}", start.format("%H:%M"));
    Ok(Asked { rule: rule.parse()?, start, remind })
}
