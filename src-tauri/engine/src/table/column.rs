//! How a column becomes a value; one that does not is an error, never a default.

use std::error::Error;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rusqlite::types::Type;
use rusqlite::{Result, Row};

const CIVIL: &str = "%Y-%m-%dT%H:%M:%S";

pub(super) fn id<T>(row: &Row<'_>, name: &str, from_bytes: impl FnOnce([u8; 16]) -> T) -> Result<T> {
    row.get(name).map(from_bytes)
}

pub(super) fn optional_id<T>(row: &Row<'_>, name: &str, from_bytes: impl FnOnce([u8; 16]) -> T) -> Result<Option<T>> {
    Ok(row.get::<_, Option<[u8; 16]>>(name)?.map(from_bytes))
}

pub(super) fn instant(row: &Row<'_>, name: &str) -> Result<DateTime<Utc>> {
    from_millis(row.get(name)?)
}

pub(super) fn optional_instant(row: &Row<'_>, name: &str) -> Result<Option<DateTime<Utc>>> {
    row.get::<_, Option<i64>>(name)?.map(from_millis).transpose()
}

pub(super) fn civil(row: &Row<'_>, name: &str) -> Result<NaiveDateTime> {
    from_civil(&row.get::<_, String>(name)?)
}

pub(super) fn optional_civil(row: &Row<'_>, name: &str) -> Result<Option<NaiveDateTime>> {
    row.get::<_, Option<String>>(name)?.map(|text| from_civil(&text)).transpose()
}

pub(super) fn optional_day(row: &Row<'_>, name: &str) -> Result<Option<NaiveDate>> {
    row.get::<_, Option<String>>(name)?.map(|text| text.parse().map_err(unreadable)).transpose()
}

pub(super) fn optional_time(row: &Row<'_>, name: &str) -> Result<Option<NaiveTime>> {
    let read = |text: String| ajar_core::hhmm::parse(&text).ok_or_else(|| unreadable("not a time of day"));
    row.get::<_, Option<String>>(name)?.map(read).transpose()
}

/// A day, or one of the choices that core names.
pub(super) fn parsed<T>(row: &Row<'_>, name: &str) -> Result<T>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    row.get::<_, String>(name)?.parse().map_err(unreadable)
}

pub(super) fn optional_parsed<T>(row: &Row<'_>, name: &str) -> Result<Option<T>>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    row.get::<_, Option<String>>(name)?.map(|text| text.parse().map_err(unreadable)).transpose()
}

pub(super) fn civil_text(civil: NaiveDateTime) -> String {
    civil.format(CIVIL).to_string()
}

fn from_civil(text: &str) -> Result<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, CIVIL).map_err(unreadable)
}

fn from_millis(millis: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| unreadable("an instant out of range"))
}

pub(super) fn unreadable(why: impl Into<Box<dyn Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, why.into())
}
