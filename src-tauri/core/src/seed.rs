//! Chance that is the same for everybody who asks: fixed by a reminder and a day, on every computer and in every version.

use chrono::{Datelike, NaiveDate};

use crate::ids::ReminderId;

pub(crate) fn seed(reminder: ReminderId, date: NaiveDate) -> u64 {
    let (high, low) = reminder.as_bytes().split_at(8);
    let day = i64::from(date.num_days_from_ce()).cast_unsigned();
    [number(high), number(low), day].into_iter().fold(0, |mixed, part| mix(mixed ^ part))
}

/// `SplitMix64` (Steele, Lea and Flood 2014): neighboring numbers give unrelated ones.
pub const fn mix(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
