//! Reading an entry, and putting some of them on paper.

use ajar_engine::Engine;
use ajar_engine::dto::{Block, EntrySave, ErrorCode, Facets, Printing};

use crate::world::*;

fn put(engine: &Engine, number: u8, day: &str, text: &str) {
    let facets = Some(Facets { starred: text.contains('*'), ..Facets::default() });
    let save =
        EntrySave { id: entry_id(number), text: text.into(), day: Some(day.into()), facets, ..EntrySave::default() };
    engine.save_entry(&save).unwrap();
}

fn days(from: &str, to: &str) -> Printing {
    Printing::Days { from: from.into(), to: to.into() }
}

fn found(text: &str) -> Printing {
    Printing::Found { text: text.into() }
}

/// The last digits of the ids that go on paper, which are as many as were counted.
fn on_paper(engine: &Engine, printing: &Printing) -> Vec<String> {
    let printed = engine.print_entries(printing).unwrap();
    assert_eq!(engine.count_printed(printing).unwrap() as usize, printed.len());
    printed.iter().map(|entry| entry.id[34..].to_owned()).collect()
}

/// The field and the words of what is refused, which are the same for the count.
fn refused(engine: &Engine, printing: &Printing) -> (String, String) {
    let body = engine.print_entries(printing).unwrap_err().body();
    assert_eq!(engine.count_printed(printing).unwrap_err().body().message, body.message);
    (body.field.unwrap_or_default(), body.message)
}

#[test]
fn an_entry_is_read_as_it_was_saved_also_from_the_trash() {
    let world = World::new();
    let engine = world.begin(vec![]);
    put(&engine, 1, "2026-03-01", "# Sunday\n\nWe <b>walked</b>.");
    engine.delete_entry(&entry_id(1)).unwrap();
    let reading = engine.read_entry(&entry_id(1), 0).unwrap();
    assert!(matches!(reading.blocks.as_slice(), [Block::Heading { level: 1, .. }, Block::Paragraph { .. }]));
    assert_eq!(reading.next, None);
    assert!(!format!("{reading:?}").contains("walked"));
    assert_eq!(code(engine.read_entry(&entry_id(2), 0)), ErrorCode::NotFound);

    put(&engine, 3, "2026-03-01", &"A line of a long day.\n\n".repeat(10_000));
    let first = engine.read_entry(&entry_id(3), 0).unwrap();
    let second = engine.read_entry(&entry_id(3), first.next.unwrap()).unwrap();
    assert!(first.blocks == second.blocks);
    engine.lock();
    assert_eq!(code(engine.read_entry(&entry_id(1), 0)), ErrorCode::Locked);
}

#[test]
fn the_chosen_entries_go_on_paper_oldest_first() {
    let world = World::new();
    let engine = world.begin(vec![]);
    put(&engine, 1, "2026-03-30", "lantern *");
    put(&engine, 2, "2026-03-28", "window");
    put(&engine, 3, "2026-03-29", "lantern, on the day the clocks change");
    put(&engine, 4, "2026-03-29", "lantern *, deleted");
    engine.delete_entry(&entry_id(4)).unwrap();
    put(&engine, 5, "2026-03-29", "window *");

    assert_eq!(on_paper(&engine, &Printing::Entry { id: entry_id(2) }), ["02"]);
    assert_eq!(on_paper(&engine, &days("2026-03-28", "2026-03-30")), ["02", "03", "05", "01"]);
    assert_eq!(on_paper(&engine, &days("2026-03-29", "2026-03-29")), ["03", "05"]);
    assert_eq!(on_paper(&engine, &found("lantern")), ["03", "01"]);
    assert_eq!(on_paper(&engine, &found("lantern starred:")), ["01"]);
    assert_eq!(on_paper(&engine, &Printing::Starred), ["05", "01"]);
    let printed = engine.print_entries(&days("2026-03-28", "2026-03-28")).unwrap();
    assert_eq!((printed[0].day.as_str(), printed[0].blocks.len()), ("2026-03-28", 1));
    assert!(!format!("{printed:?}").contains("window"));
}

#[test]
fn what_cannot_be_printed_is_refused_with_what_to_do() {
    let world = World::new();
    let engine = world.begin(vec![]);
    put(&engine, 1, "2026-03-01", "window");
    let check = |printing: &Printing, field: &str, words: &str| {
        let (at, message) = refused(&engine, printing);
        assert_eq!(at, field, "{message}");
        assert!(message.contains(words), "{message}");
    };
    check(&days("2026-03-02", "2026-03-01"), "to", "before the first");
    check(&days("", "2026-03-01"), "from", "Choose a day");
    check(&days("2026-03-01", "2026-02-30"), "to", "Choose a day");
    check(&days("2026-03-02", "2026-03-03"), "what", "Choose other days");
    check(&found(""), "what", "other words");
    check(&found("lantern"), "what", "other words");
    check(&Printing::Starred, "what", "star");
    engine.delete_entry(&entry_id(1)).unwrap();
    assert_eq!(code(engine.print_entries(&Printing::Entry { id: entry_id(1) })), ErrorCode::NotFound);

    put(&engine, 2, "2026-03-01", &"long ".repeat(500_000));
    check(&days("2026-03-01", "2026-03-01"), "what", "Choose fewer days");
    check(&Printing::Entry { id: entry_id(2) }, "what", "into a new one");
    for number in 0..501 {
        let id = format!("01890000-0000-7000-8000-{number:012}");
        let save = EntrySave { id, text: "short".into(), day: Some("2026-02-01".into()), ..EntrySave::default() };
        engine.save_entry(&save).unwrap();
        if number == 499 {
            assert_eq!(engine.count_printed(&days("2026-02-01", "2026-02-28")).unwrap(), 500);
        }
    }
    check(&days("2026-02-01", "2026-02-28"), "what", "Choose fewer days");
}
