//! Wall-clock times of day as `HH:MM`, the one form in which Ajar stores and exchanges them.

use chrono::{NaiveTime, Timelike};

/// Reads `HH:MM`, 00:00 to 23:59; two digits each and nothing else.
pub fn parse(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once(':')?;
    NaiveTime::from_hms_opt(two_digits(hour)?, two_digits(minute)?, 0)
}

/// Writes `HH:MM`; seconds are left out.
pub fn print(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn two_digits(text: &str) -> Option<u32> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_exactly_two_digits_each() {
        fn check(given: &str, expect: Option<&str>) {
            assert_eq!(parse(given).map(print).as_deref(), expect, "{given:?}");
        }
        check("00:00", Some("00:00"));
        check("18:30", Some("18:30"));
        check("23:59", Some("23:59"));
        for wrong in
            ["24:00", "25:00", "18:60", "8:30", "18:3", "18:30:00", "+8:30", " 18:30", "18.30", "", "：", "１８:30"]
        {
            check(wrong, None);
        }
    }
}
