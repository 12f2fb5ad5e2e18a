use ajar_core::content::Content;
use ajar_core::ids::PracticeRef;
use ajar_core::path::{next, standing};
use chrono::NaiveDate;

use crate::zones::date;

#[test]
fn the_path_is_walked_in_any_order_and_waits() {
    fn check(done: &[&str], weeks_done: usize, expect: Option<&str>) {
        let log: Vec<(PracticeRef, NaiveDate)> =
            done.iter().map(|slug| (PracticeRef::catalogue(*slug), date("2026-03-02"))).collect();
        let weeks = standing(Content::builtin(), &log);
        let done_weeks = weeks.iter().filter(|week| week.is_done()).count();
        assert_eq!((weeks.len(), done_weeks, next(&weeks, |_| false)), (4, weeks_done, expect), "{done:?}");
    }
    let first = ["name-your-want", "listen-first", "thank-the-share"];
    let all: Vec<&str> = Content::builtin().path().collect();
    check(&[], 0, Some("name-your-want"));
    check(&["listen-first"], 0, Some("name-your-want"));
    check(&first, 1, Some("alone-moments"));
    check(&["alone-moments", "side-by-side"], 1, Some("name-your-want"));
    check(&["retired-one", "name-your-want", "name-your-want"], 0, Some("listen-first"));
    check(&all, 4, None);
}

#[test]
fn a_week_tells_what_of_it_was_done() {
    let log = [
        (PracticeRef::catalogue("side-by-side"), date("2026-03-29")),
        ("o:01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap(), date("2026-03-29")),
    ];
    let weeks = standing(Content::builtin(), &log);
    assert_eq!(weeks[1].practices, [("alone-moments", false), ("side-by-side", true)]);
}

#[test]
fn what_is_hidden_is_passed_by_and_comes_back() {
    let weeks = standing(Content::builtin(), &[]);
    assert_eq!(next(&weeks, |slug| slug == "name-your-want"), Some("listen-first"));
    assert_eq!(next(&weeks, |_| true), None);
    assert_eq!(next(&weeks, |_| false), Some("name-your-want"));
}
