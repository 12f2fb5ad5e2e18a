//! Entries as somebody may write them over years, the same in each run.

use ajar_engine::dto::Mood;
use chrono::{Days, NaiveDate};

const BATCH: usize = 2_000;
const WORDS: u64 = 6_000;
const TAGS: [&str; 6] = ["walk", "car", "bed", "call", "dinner", "família"];
const MOODS: [Mood; 5] = [Mood::Low, Mood::Tense, Mood::Even, Mood::Warm, Mood::Bright];
const SYLLABLES: [&str; 16] =
    ["ta", "lé", "mo", "rin", "sü", "ka", "pel", "no", "ver", "ßi", "da", "chu", "lo", "ném", "ba", "rost"];

pub struct Made {
    pub id: String,
    pub day: String,
    pub time: String,
    pub text: String,
    pub tags: Vec<String>,
    pub mood: Option<Mood>,
    pub starred: bool,
}

impl Made {
    /// One of four entries in the middle of the journal, with other words each time.
    pub fn usual(of: usize, step: usize) -> Self {
        let mut made = one(of / 2 + step % 4, of);
        let mut chance = Chance(step as u64);
        made.text = words(&mut chance, 600);
        made
    }
}

pub struct Making {
    next: usize,
    number: usize,
}

impl Making {
    pub fn new(number: usize) -> Self {
        Self { next: 0, number }
    }

    pub fn next_batch(&mut self) -> Option<Vec<Made>> {
        let end = (self.next + BATCH).min(self.number);
        let made: Vec<Made> = (self.next..end).map(|which| one(which, self.number)).collect();
        self.next = end;
        (!made.is_empty()).then_some(made)
    }
}

/// `SplitMix64`.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(usize::try_from(self.below(from.len() as u64)).unwrap_or_default()).copied()
    }
}

/// The entry number `which`, oldest first, so many a day that they fill 25 years.
fn one(which: usize, of: usize) -> Made {
    let mut chance = Chance(which as u64);
    let day = NaiveDate::from_ymd_opt(2001, 1, 1).unwrap_or_default() + Days::new((which * 9_000 / of) as u64);
    // The median is 600; one in a hundred is long.
    let long = chance.below(100) == 0;
    let length =
        if long { 20_000 } else { chance.pick(&[150, 250, 400, 500, 600, 700, 900, 1_400, 2_500]).unwrap_or(600) };
    let mut text = words(&mut chance, length);
    if chance.below(of as u64 / 12) == 0 {
        text.push_str(" quixotic");
        text.push_str(["1", "2", "3", "4"].get(which % 4).unwrap_or(&"1"));
    }
    if chance.below(20) == 0 {
        text.push_str(chance.pick(&["\n我们谈了很久，", "\n夜里走回家。", "\n一起走。"]).unwrap_or_default());
    }
    Made {
        id: format!("{:08x}-{:04x}-7000-8000-{:012x}", 0x0100_0000 + which / 0x1_0000, which % 0x1_0000, which),
        day: day.to_string(),
        time: format!("{:02}:{:02}", 6 + chance.below(17), chance.below(60)),
        text,
        tags: (0..chance.below(3)).filter_map(|_| chance.pick(&TAGS)).map(str::to_owned).collect(),
        mood: chance.pick(&MOODS).filter(|_| !which.is_multiple_of(3)),
        starred: chance.below(12) == 0,
    }
}

/// A few words come often and most of them seldom, as in any language.
fn words(chance: &mut Chance, length: usize) -> String {
    let mut text = String::with_capacity(length + 32);
    while text.len() < length {
        match chance.below(40) {
            0 => text.push_str("evening "),
            1 => text.push_str("walk "),
            2 => text.push_str("home "),
            3 => text.push_str("together "),
            4 => text.push_str("\n\n"),
            _ => {
                let bound = chance.below(WORDS) + 1;
                let word = chance.below(bound);
                // The same number is the same word.
                let mut spelled = Chance(word);
                (0..2 + word % 3).filter_map(|_| spelled.pick(&SYLLABLES)).for_each(|part| text.push_str(part));
                text.push(' ');
            }
        }
    }
    text
}
