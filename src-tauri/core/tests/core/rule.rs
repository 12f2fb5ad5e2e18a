use ajar_core::rule::{Fault, Rule};
use chrono::{Weekday, WeekdaySet};

use crate::zones::civil;

#[test]
fn expands_on_the_wall_clock() {
    fn check(rule: &str, start: &str, after: &str, expect: &[&str]) {
        let parsed: Rule = rule.parse().unwrap();
        let times: Vec<String> = parsed
            .nominals(civil(start), civil(after))
            .take(expect.len().max(1))
            .map(|it| it.format("%Y-%m-%dT%H:%M").to_string())
            .collect();
        assert_eq!(times, expect, "{rule} from {start} after {after}");
    }
    check("FREQ=DAILY", "2026-01-01T09:00", "2026-01-01T08:59", &["2026-01-01T09:00", "2026-01-02T09:00"]);
    check("FREQ=DAILY", "2026-01-01T09:00", "2026-01-01T09:00", &["2026-01-02T09:00"]);
    check("FREQ=DAILY", "2026-05-10T20:30", "2020-01-01T00:00", &["2026-05-10T20:30"]);
    check(
        "FREQ=DAILY;INTERVAL=3",
        "2026-01-01T18:00",
        "2026-02-20T00:00",
        &["2026-02-21T18:00", "2026-02-24T18:00", "2026-02-27T18:00"],
    );
    check("FREQ=DAILY;BYDAY=SA", "2026-06-01T10:00", "2026-06-01T00:00", &["2026-06-06T10:00", "2026-06-13T10:00"]);
    check(
        "FREQ=DAILY;INTERVAL=3;BYDAY=MO",
        "2026-01-01T10:00",
        "2026-01-01T00:00",
        &["2026-01-19T10:00", "2026-02-09T10:00"],
    );
    check("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-01-01T10:00", "2026-01-01T00:00", &[]);
    check("FREQ=WEEKLY", "2026-10-18T20:00", "2026-10-19T00:00", &["2026-10-25T20:00", "2026-11-01T20:00"]);
    check(
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "2026-06-01T19:15",
        "2026-06-05T18:00",
        &["2026-06-05T19:15", "2026-06-08T19:15"],
    );
    // The start is returned only if it matches.
    check("FREQ=WEEKLY;BYDAY=MO", "2026-06-03T19:00", "2026-06-01T00:00", &["2026-06-08T19:00"]);
    check(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "2026-12-21T20:00",
        "2026-12-22T00:00",
        &["2027-01-04T20:00", "2027-01-18T20:00"],
    );
    // The example of RFC 5545: where the week begins decides what "every other week" skips.
    check(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO",
        "1997-08-05T09:00",
        "1997-08-01T00:00",
        &["1997-08-05T09:00", "1997-08-10T09:00", "1997-08-19T09:00", "1997-08-24T09:00"],
    );
    check(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "1997-08-05T09:00",
        "1997-08-01T00:00",
        &["1997-08-05T09:00", "1997-08-17T09:00", "1997-08-19T09:00", "1997-08-31T09:00"],
    );
    check("FREQ=DAILY", "2026-01-01T09:00", "9998-12-31T23:00", &["9999-01-01T09:00"]);
    check("FREQ=DAILY", "2026-01-01T09:00", "9999-12-31T23:00", &[]);
}

#[test]
fn prints_what_it_read() {
    fn check(given: &str, expect: &str) {
        assert_eq!(given.parse::<Rule>().map(|rule| rule.to_string()).as_deref(), Ok(expect), "{given}");
    }
    check("FREQ=DAILY", "FREQ=DAILY");
    check("freq=weekly;byday=su,mo", "FREQ=WEEKLY;BYDAY=MO,SU");
    check("INTERVAL=1;FREQ=DAILY", "FREQ=DAILY");
    check("BYDAY=TU,TU;WKST=SU;INTERVAL=02;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU");
    check("FREQ=MONTHLY;BYDAY=+1mo,-1FR,WE,01MO", "FREQ=MONTHLY;BYDAY=WE,-1FR,1MO");
    check(
        "RRULE:COUNT=007;FREQ=YEARLY;BYSETPOS=+2,-1;BYMONTHDAY=31,-31;BYMONTH=12,1",
        "FREQ=YEARLY;BYMONTH=1,12;BYMONTHDAY=-31,31;BYSETPOS=-1,2;COUNT=7",
    );
    check(
        "FREQ=DAILY;UNTIL=20260304t100000z;EXDATE=20260305,20260304T093000",
        "FREQ=DAILY;UNTIL=20260304T100000Z;EXDATE=20260304T093000,20260305",
    );
    check(
        "RRULE:FREQ=DAILY\r\nEXDATE:20260304T093000Z\r\nEXDATE;VALUE=DATE:20260305\r\n",
        "FREQ=DAILY;EXDATE=20260304T093000Z,20260305",
    );
}

#[test]
fn refuses_by_name_and_position() {
    fn check(given: &str, position: usize, fault: Fault) {
        let error = given.parse::<Rule>().unwrap_err();
        assert_eq!((error.position, error.fault), (position, fault), "{given}");
    }
    check("", 0, Fault::NotAPart);
    check("FREQ", 0, Fault::NotAPart);
    check("FREQ=DAILY;", 11, Fault::NotAPart);
    check("INTERVAL=2", 10, Fault::NoFreq);
    check("FREQ=HOURLY", 5, Fault::UnsupportedFreq("HOURLY"));
    check("FREQ=SOMETIMES", 5, Fault::UnknownFreq);
    check("FREQ=YEARLY;BYWEEKNO=5", 12, Fault::Unsupported("BYWEEKNO"));
    check("FREQ=YEARLY;byyearday=5", 12, Fault::Unsupported("BYYEARDAY"));
    check("FREQ=DAILY;MOOD=5", 11, Fault::UnknownPart);
    check("FREQ=DAILY;FREQ=DAILY", 11, Fault::Repeated);
    for interval in ["0", "-1", "+1", "36526", "99999999999", "", "2.5", "two"] {
        check(&format!("FREQ=DAILY;INTERVAL={interval}"), 20, Fault::Interval);
    }
    check("FREQ=WEEKLY;BYDAY=", 18, Fault::NoDay);
    check("FREQ=WEEKLY;BYDAY=MO,XX", 21, Fault::UnknownDay);
    check("FREQ=WEEKLY;BYDAY=MO,2TU", 12, Fault::NumberedDay);
    check("FREQ=MONTHLY;BYDAY=MO,0TU", 22, Fault::DayNumber);
    check("FREQ=MONTHLY;BYDAY=1MO,-54TU", 23, Fault::DayNumber);
    check("RRULE:FREQ=MONTHLY;BYDAY=1", 25, Fault::UnknownDay);
    check("FREQ=WEEKLY;BYMONTHDAY=3", 12, Fault::MonthDayOfWeek);
    check("BYMONTHDAY=3,32;FREQ=MONTHLY", 13, Fault::MonthDay);
    check("BYMONTHDAY=0;FREQ=MONTHLY", 11, Fault::MonthDay);
    check("FREQ=YEARLY;BYMONTH=-1", 20, Fault::Month);
    check("FREQ=YEARLY;BYMONTH=13", 20, Fault::Month);
    check("FREQ=YEARLY;BYMONTH=", 20, Fault::Month);
    check("FREQ=DAILY;BYHOUR=9,24", 20, Fault::Hour);
    check("FREQ=DAILY;BYMINUTE=60", 20, Fault::Minute);
    check("FREQ=DAILY;BYSECOND=0,30", 20, Fault::Second);
    check("FREQ=DAILY;BYSETPOS=0", 20, Fault::SetPos);
    check("FREQ=DAILY;BYSETPOS=1,-367", 22, Fault::SetPos);
    check("FREQ=DAILY;COUNT=0", 17, Fault::Count);
    check("FREQ=DAILY;COUNT=4294967296", 17, Fault::Count);
    check("FREQ=DAILY;COUNT=5;UNTIL=20260304", 19, Fault::CountAndUntil);
    for until in
        ["", "2026", "20260230", "20260304T1000", "20260304T240000Z", "20260304T100060", "2026-03-04", "+0260304"]
    {
        check(&format!("FREQ=DAILY;UNTIL={until}"), 17, Fault::Mark);
    }
    check("FREQ=DAILY;EXDATE=20260304,tomorrow", 27, Fault::Mark);
    check("FREQ=DAILY\nEXDATE:20260304,x", 27, Fault::Mark);
    check("FREQ=DAILY\nEXDATE;TZID=Europe/Berlin:20260304T100000", 11, Fault::NotAnExceptionLine);
    check("FREQ=DAILY\nFREQ=DAILY", 11, Fault::NotAnExceptionLine);
    check("FREQ=WEEKLY;WKST=", 17, Fault::UnknownDay);
    check(&"FREQ=DAILY;".repeat(100_000), 16_384, Fault::TooLong);
    let said = "FREQ=DAILY;BYWEEKNO=5".parse::<Rule>().unwrap_err().to_string();
    assert_eq!(said, "BYWEEKNO is not supported, at character 12");
}

#[test]
fn is_made_from_days() {
    let weekend: WeekdaySet = [Weekday::Sat, Weekday::Sun].into_iter().collect();
    assert_eq!(Rule::weekly(weekend, 2).unwrap().to_string(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU");
    assert_eq!(Rule::weekly(WeekdaySet::ALL, 1), Ok(Rule::daily()));
    assert_eq!(Rule::weekly(WeekdaySet::EMPTY, 1).unwrap_err().fault, Fault::NoDay);
    assert_eq!(Rule::weekly(weekend, 0).unwrap_err().fault, Fault::Interval);
    assert_eq!(Rule::daily().weekdays(civil("2026-11-22T09:00")), WeekdaySet::ALL);
}
