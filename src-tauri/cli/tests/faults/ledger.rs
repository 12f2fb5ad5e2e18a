//! What was written, what was acknowledged, and whether a journal holds all of the one and nothing beside the other.

use std::collections::BTreeMap;

/// A text by its number: every number is another one, of every size, in many scripts.
pub fn text(number: usize) -> String {
    let line = match number % 8 {
        0 => format!("{number}"),
        1 => format!("entry {number}: we talked on the way home\n"),
        2 => format!("{number} שלום, Grüße, привет, 你好 👩‍❤️‍👨 e\u{301} \u{e9} \0 \u{202e}abc\u{202c}\r\n"),
        3 => format!("# {number}\n\nfirst, then second\n"),
        _ => format!("{number} a long evening, and every word of it\n"),
    };
    let times = match number % 8 {
        0 => 1,
        1..=3 => 1 + number % 40,
        4 | 5 => 500,
        6 => 1_500,
        _ if number % 64 == 63 => 80_000,
        _ => 4_000,
    };
    line.repeat(times)
}

/// Every id that was written to, and the texts it may have.
#[derive(Clone, Default)]
pub struct Ledger {
    entries: BTreeMap<String, Said>,
    /// Texts of new entries whose id nobody heard.
    unnamed: Vec<usize>,
}

#[derive(Clone, Default)]
struct Said {
    acknowledged: Option<usize>,
    /// Saves that were begun and not answered: they may be there whole, or not.
    in_flight: Vec<usize>,
}

impl Ledger {
    pub fn saving(&mut self, id: &str, number: usize) {
        self.entries.entry(id.to_owned()).or_default().in_flight.push(number);
    }

    pub fn saved(&mut self, id: &str, number: usize) {
        self.entries.insert(id.to_owned(), Said { acknowledged: Some(number), in_flight: Vec::new() });
    }

    pub fn adding(&mut self, number: usize) {
        self.unnamed.push(number);
    }

    pub fn added(&mut self, id: &str, number: usize) {
        self.unnamed.retain(|other| *other != number);
        self.saved(id, number);
    }

    pub fn acknowledged(&self) -> usize {
        self.entries.values().filter(|said| said.acknowledged.is_some()).count()
    }

    /// How many saves were begun and not answered.
    pub fn in_flight(&self) -> usize {
        self.unnamed.len() + self.entries.values().map(|said| said.in_flight.len()).sum::<usize>()
    }

    /// All that was acknowledged is among these.
    pub fn is_within(&self, found: &BTreeMap<String, String>) {
        for (id, said) in &self.entries {
            assert_eq!(found.get(id), said.acknowledged.map(text).as_ref(), "{id}");
        }
    }

    /// Compares with what a journal holds. What was in flight and is there stays from now on; what is not is gone for good.
    pub fn compare(&mut self, mut found: BTreeMap<String, String>) -> Result<(), String> {
        for (id, said) in &mut self.entries {
            let held = found.remove(id);
            let may_be = said.acknowledged.iter().chain(&said.in_flight);
            let is = held.as_ref().and_then(|held| may_be.copied().find(|number| text(*number) == *held));
            match (&held, is) {
                (Some(_), None) => return Err(format!("{id} holds what was never written")),
                (None, _) if said.acknowledged.is_some() => return Err(format!("{id} was acknowledged and is gone")),
                _ => *said = Said { acknowledged: is, in_flight: Vec::new() },
            }
        }
        self.entries.retain(|_, said| said.acknowledged.is_some());
        for (id, held) in found {
            let Some(place) = self.unnamed.iter().position(|number| text(*number) == held) else {
                return Err(format!("{id} was never written"));
            };
            let number = self.unnamed.remove(place);
            self.saved(&id, number);
        }
        self.unnamed.clear();
        Ok(())
    }
}

#[test]
fn a_ledger_sees_what_is_lost_changed_or_invented() {
    let mut ledger = Ledger::default();
    ledger.saved("a", 1);
    ledger.saving("a", 2);
    ledger.saving("b", 3);
    ledger.adding(4);
    let check = |found: &[(&str, usize)], expected: Result<(), &str>| {
        let found = found.iter().map(|(id, number)| ((*id).to_owned(), text(*number))).collect();
        assert_eq!(ledger.clone().compare(found), expected.map_err(str::to_owned));
    };
    check(&[("a", 1)], Ok(()));
    check(&[("a", 2), ("b", 3), ("c", 4)], Ok(()));
    check(&[], Err("a was acknowledged and is gone"));
    check(&[("a", 3)], Err("a holds what was never written"));
    check(&[("a", 1), ("c", 5)], Err("c was never written"));
    check(&[("a", 1), ("c", 4), ("d", 4)], Err("d was never written"));
}
