//! The support page: lines that can be called, and addresses that open by number.

use std::collections::BTreeSet;

use super::super::{Content, SupportLine};
use super::{Breaks, File, check};

fn every_line_can_be_reached(file: &File) -> Breaks {
    let unreachable = |line: &&SupportLine| {
        let host = line.address.strip_prefix("https://").and_then(|rest| rest.split('/').next());
        let has_host = host.is_some_and(|host| host.contains('.') && !host.contains(['@', ':', ' ']));
        !has_host || [&line.name, &line.region, &line.who].iter().any(|text| text.is_empty())
    };
    file.content.support_lines.iter().filter(unreachable).map(|line| line.name.clone()).collect()
}

fn a_number_stands_for_one_line(file: &File) -> Breaks {
    let (mut numbers, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    let lines = file.content.support_lines.iter();
    let again = lines.filter(|line| !numbers.insert(line.number) || !addresses.insert(&line.address));
    again.map(|line| line.name.clone()).collect()
}

#[test]
fn lines_can_be_reached() {
    check(every_line_can_be_reached, "https://www.thehotline.org/", "http://www.thehotline.org/");
    check(every_line_can_be_reached, "https://www.thehotline.org/", "https://thehotline@example.org/");
}

#[test]
fn numbers_stand_for_one_line() {
    check(a_number_stands_for_one_line, "number = 9\n", "number = 10\n");
    check(a_number_stands_for_one_line, "https://988.ca/", "https://988lifeline.org/");
}

#[test]
fn there_is_a_line_wherever_one_lives() {
    assert!(Content::builtin().support_lines.iter().any(|line| line.region == "Worldwide"));
}

#[test]
fn lines_are_found_by_number() {
    let content = Content::builtin();
    assert_eq!(content.support_line(13).map(|line| line.name.as_str()), Some("1800RESPECT"));
    assert!(content.support_line(0).is_none());
    let checked = content.support_line(13).map(|line| line.checked.to_string());
    assert_eq!(checked.as_deref(), Some("2026-11-26"));
}
