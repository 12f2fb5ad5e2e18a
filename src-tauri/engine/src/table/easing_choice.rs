//! What the user decided about easing off, or said about the two, in the order in which it was said.

use ajar_core::easing::{Choice, Chosen};
use ajar_core::ids::TalkId;
use rusqlite::{Connection, Result, Row, named_params};

use super::column::{self, unreadable};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE easing_choice (
        seq    INTEGER PRIMARY KEY,
        at     INTEGER NOT NULL,
        day    TEXT NOT NULL CHECK (day IS date(day)),
        choice TEXT NOT NULL CHECK (choice IN ('rest', 'keep_light', 'month_off', 'declined', 'ended', 'asked_to_stop',
            'lifted', 'afraid', 'brought_back', 'parted', 'together_again')),
        topic  TEXT CHECK (topic IS NULL OR (topic <> '' AND choice IN ('asked_to_stop', 'lifted'))),
        talk   BLOB CHECK (talk IS NULL OR (length(talk) = 16 AND choice = 'afraid'))
    ) STRICT;
    CREATE INDEX easing_choice_talk ON easing_choice (talk) WHERE talk IS NOT NULL;
";

/// Adds a choice. `talk` is the one in whose form it was said: taken back with that, it counts no more.
pub(crate) fn add(connection: &Connection, chosen: &Chosen, talk: Option<TalkId>) -> Result<()> {
    let (name, topic) = named(&chosen.choice);
    connection
        .prepare("INSERT INTO easing_choice (at, day, choice, topic, talk) VALUES (:at, :day, :choice, :topic, :talk)")?
        .execute(named_params! {
            ":at": chosen.at.timestamp_millis(),
            ":day": chosen.day.to_string(),
            ":choice": name,
            ":topic": topic,
            ":talk": talk.as_ref().map(TalkId::as_bytes),
        })?;
    Ok(())
}

/// Takes back what was said in the form of this talk.
pub(crate) fn remove_of(connection: &Connection, talk: TalkId) -> Result<()> {
    connection
        .prepare("DELETE FROM easing_choice WHERE talk = :talk")?
        .execute(named_params! {":talk": talk.as_bytes()})?;
    Ok(())
}

/// All that count, as they were said.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Chosen>> {
    connection
        .prepare(
            "SELECT at, day, choice, topic FROM easing_choice
             WHERE talk IS NULL OR talk IN (SELECT id FROM talk WHERE undone_at IS NULL) ORDER BY seq",
        )?
        .query_map([], read)?
        .collect()
}

fn named(choice: &Choice) -> (&'static str, Option<&str>) {
    match choice {
        Choice::Rest => ("rest", None),
        Choice::KeepLight => ("keep_light", None),
        Choice::MonthOff => ("month_off", None),
        Choice::Declined => ("declined", None),
        Choice::Ended => ("ended", None),
        Choice::AskedToStop { topic } => ("asked_to_stop", topic.as_deref()),
        Choice::Lifted { topic } => ("lifted", topic.as_deref()),
        Choice::Afraid => ("afraid", None),
        Choice::BroughtBack => ("brought_back", None),
        Choice::Parted => ("parted", None),
        Choice::TogetherAgain => ("together_again", None),
    }
}

fn read(row: &Row<'_>) -> Result<Chosen> {
    let topic = row.get("topic")?;
    let choice = match row.get::<_, String>("choice")?.as_str() {
        "rest" => Choice::Rest,
        "keep_light" => Choice::KeepLight,
        "month_off" => Choice::MonthOff,
        "declined" => Choice::Declined,
        "ended" => Choice::Ended,
        "asked_to_stop" => Choice::AskedToStop { topic },
        "lifted" => Choice::Lifted { topic },
        "afraid" => Choice::Afraid,
        "brought_back" => Choice::BroughtBack,
        "parted" => Choice::Parted,
        "together_again" => Choice::TogetherAgain,
        _ => return Err(unreadable("not a known choice")),
    };
    Ok(Chosen { at: column::instant(row, "at")?, day: column::parsed(row, "day")?, choice })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::super::talk;
    use super::*;

    fn of(choice: Choice) -> Chosen {
        Chosen { at: DateTime::UNIX_EPOCH, day: "2026-03-10".parse().unwrap(), choice }
    }

    #[test]
    fn every_choice_comes_back_in_the_order_it_was_said() {
        let connection = super::super::open(&[talk::MIGRATION, MIGRATION]);
        let topic = || Some("money".to_owned());
        let said: Vec<Chosen> = [
            Choice::Parted,
            Choice::TogetherAgain,
            Choice::Rest,
            Choice::KeepLight,
            Choice::MonthOff,
            Choice::Declined,
            Choice::Ended,
            Choice::AskedToStop { topic: topic() },
            Choice::AskedToStop { topic: None },
            Choice::Lifted { topic: topic() },
            Choice::Lifted { topic: None },
            Choice::Afraid,
            Choice::BroughtBack,
        ]
        .map(of)
        .into();
        for chosen in &said {
            add(&connection, chosen, None).unwrap();
        }
        assert_eq!(all(&connection).unwrap(), said);
    }

    #[test]
    fn what_was_said_in_the_form_of_a_talk_counts_while_that_does() {
        let connection = super::super::open(&[talk::MIGRATION, MIGRATION]);
        let id = TalkId::from_bytes([1; 16]);
        add(&connection, &of(Choice::Afraid), Some(id)).unwrap();
        assert_eq!(all(&connection).unwrap(), [], "there is no such talk");
        let insert =
            "INSERT INTO talk (id, response, day, minute, zone, at) VALUES (?1, 'not_now', '2026-03-10', 0, '', 0)";
        connection.execute(insert, [id.as_bytes()]).unwrap();
        assert_eq!(all(&connection).unwrap().len(), 1);
        talk::undo(&connection, id, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(all(&connection).unwrap(), []);
        remove_of(&connection, id).unwrap();
        add(&connection, &of(Choice::Rest), Some(id)).unwrap_err();
    }
}
