//! What the content file must keep to. Each rule lists what breaks it, and each is shown to notice a break.

use std::collections::BTreeSet;

use super::{BUILTIN, Content, Faces, Practice};
use crate::ids::is_slug;
use crate::reminder::Kind;

/// A content file, and every text in it under the name of its field.
struct File {
    content: Content,
    texts: Vec<(String, String)>,
}

/// Fields that Ajar does not say: names, and what a user might write.
const NOT_SAID: [&str; 4] = ["id", "phrase", "begins", "before"];

impl File {
    fn read(text: &str) -> Self {
        let mut texts = Vec::new();
        gather("", &toml::Value::Table(text.parse().unwrap()), &mut texts);
        Self { content: Content::parse(text).unwrap(), texts }
    }

    /// The built-in file with one passage changed.
    fn with(passage: &str, replacement: &str) -> Self {
        assert!(BUILTIN.contains(passage), "the file no longer says {passage:?}");
        Self::read(&BUILTIN.replacen(passage, replacement, 1))
    }

    /// What Ajar says, outside these fields.
    fn said_outside(&self, fields: &'static [&'static str]) -> impl Iterator<Item = &str> {
        let left_out = move |field: &str| NOT_SAID.contains(&field) || fields.contains(&field);
        self.texts.iter().filter(move |(field, _)| !left_out(field)).map(|(_, text)| text.as_str())
    }

    fn said(&self) -> impl Iterator<Item = &str> {
        self.said_outside(&[])
    }

    /// What notifications say, in any style.
    fn notifications(&self) -> impl Iterator<Item = &str> {
        let reminders = self.content.reminders.iter().flat_map(|texts| [&texts.plain, &texts.discreet, &texts.blank]);
        let notice = &self.content.notice;
        reminders.flatten().chain([&notice.digest, &notice.test, &notice.blank]).map(String::as_str)
    }

    fn discreet(&self) -> impl Iterator<Item = &str> {
        let reminders = self.content.reminders.iter().flat_map(|texts| texts.discreet.iter().chain(&texts.blank));
        let notice = &self.content.notice;
        reminders.chain([&notice.digest, &notice.test, &notice.blank]).map(String::as_str)
    }
}

fn gather(field: &str, value: &toml::Value, into: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => into.push((field.to_owned(), text.clone())),
        toml::Value::Array(values) => values.iter().for_each(|value| gather(field, value, into)),
        toml::Value::Table(table) => table.iter().for_each(|(field, value)| gather(field, value, into)),
        _ => {}
    }
}

fn words(text: &str) -> Vec<String> {
    let letters = |c: char| !c.is_alphanumeric() && c != '\'';
    text.split(letters).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The text without what it quotes: advice may name what should not be said.
fn outside_quotes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |index: Option<usize>| index.and_then(|i| chars.get(i)).is_some_and(|c| c.is_alphanumeric());
    let mut quoted = false;
    let mut kept = String::new();
    for (i, c) in chars.iter().enumerate() {
        let opens = *c == '\'' && !quoted && !is_letter(i.checked_sub(1));
        let closes = *c == '\'' && quoted && !is_letter(Some(i + 1));
        if opens || closes {
            quoted = opens;
        } else if !quoted {
            kept.push(*c);
        }
    }
    kept
}

type Breaks = Vec<String>;

fn every_id_is_a_slug_of_its_own(file: &File) -> Breaks {
    let content = &file.content;
    let tables: [Vec<&String>; 10] = [
        content.sources.iter().map(|it| &it.id).collect(),
        content.practices.iter().map(|it| &it.id).collect(),
        content.decks.iter().map(|it| &it.id).collect(),
        content.questions.iter().map(|it| &it.id).collect(),
        content.curiosity_replies.iter().map(|it| &it.id).collect(),
        content.reflections.iter().map(|it| &it.id).collect(),
        content.checkin.iter().map(|it| &it.id).collect(),
        content.safe_checks.iter().map(|it| &it.id).collect(),
        content.planner_steps.iter().map(|it| &it.id).collect(),
        content.ease_off.iter().map(|it| &it.id).collect(),
    ];
    let mut breaks = Vec::new();
    for table in tables {
        let mut seen = BTreeSet::new();
        breaks.extend(table.into_iter().filter(|id| !is_slug(id) || !seen.insert(*id)).cloned());
    }
    breaks
}

fn every_reference_resolves(file: &File) -> Breaks {
    let content = &file.content;
    let sources: BTreeSet<&str> = content.sources.iter().map(|it| it.id.as_str()).collect();
    let reflections: BTreeSet<&str> = content.reflections.iter().map(|it| it.id.as_str()).collect();
    let decks: BTreeSet<&str> = content.decks.iter().map(|it| it.id.as_str()).collect();
    let practices: BTreeSet<&str> = content.practices.iter().map(|it| it.id.as_str()).collect();

    let mut breaks = Vec::new();
    let mut expect = |known: &BTreeSet<&str>, from: &str, to: &str| {
        if !known.contains(to) {
            breaks.push(format!("{from} -> {to}"));
        }
    };
    for practice in &content.practices {
        practice.source.iter().for_each(|to| expect(&sources, &practice.id, to));
        practice.reflections.iter().for_each(|to| expect(&reflections, &practice.id, to));
    }
    content.questions.iter().for_each(|question| expect(&decks, &question.id, &question.deck));
    content.path().for_each(|to| expect(&practices, "path", to));
    let planner = content.planner_steps.iter().filter(|step| !step.practice.is_empty());
    planner.for_each(|step| expect(&practices, &step.id, &step.practice));
    for kind in Kind::ALL {
        kind.practice().into_iter().for_each(|to| expect(&practices, kind.as_str(), to));
    }
    breaks
}

fn every_practice_is_complete(file: &File) -> Breaks {
    let incomplete = |practice: &&Practice| {
        let lists = [&practice.source, &practice.say, &practice.avoid, &practice.stop_when, &practice.prompts];
        let texts = [&practice.title, &practice.today, &practice.why];
        practice.steps.len() < 3
            || lists.iter().any(|list| list.is_empty())
            || texts.iter().any(|text| text.is_empty())
            || !(1..=3).contains(&practice.difficulty)
            || practice.minutes == 0
    };
    file.content.practices.iter().filter(incomplete).map(|practice| practice.id.clone()).collect()
}

fn every_bid_says_when_to_stop(file: &File) -> Breaks {
    let bids = file.content.practices.iter().filter(|practice| practice.faces == Faces::Partner);
    bids.filter(|practice| practice.stop_when.is_empty()).map(|practice| practice.id.clone()).collect()
}

fn every_source_has_its_practice(file: &File) -> Breaks {
    let cited: BTreeSet<&String> = file.content.practices.iter().flat_map(|practice| &practice.source).collect();
    file.content.sources.iter().map(|it| &it.id).filter(|id| !cited.contains(id)).cloned().collect()
}

fn the_partner_is_they(file: &File) -> Breaks {
    const GENDERED: [&str; 20] = [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "man",
        "men",
        "woman",
        "women",
        "husband",
        "wife",
        "boyfriend",
        "girlfriend",
        "guy",
        "girl",
        "lady",
        "male",
    ];
    let gendered = |text: &&str| words(text).iter().any(|word| GENDERED.contains(&word.trim_end_matches("'s")));
    file.said().filter(gendered).map(str::to_owned).collect()
}

fn nobody_is_always_or_never(file: &File) -> Breaks {
    const PEOPLE: [&str; 6] = ["you", "they", "partner", "people", "everyone", "both"];
    const VERBS: [&str; 8] = ["are", "is", "have", "has", "do", "does", "will", "can"];
    let sweeping = |text: &&str| {
        let words = words(&outside_quotes(text));
        words.iter().enumerate().filter(|(_, word)| matches!(word.as_str(), "always" | "never")).any(|(i, _)| {
            let before = |n: usize| i.checked_sub(n).and_then(|at| words.get(at)).map_or("", String::as_str);
            PEOPLE.contains(&before(1)) || (VERBS.contains(&before(1)) && PEOPLE.contains(&before(2)))
        })
    };
    file.said().filter(sweeping).map(str::to_owned).collect()
}

fn sentences_are_short(file: &File) -> Breaks {
    let questions: BTreeSet<&str> = file.content.questions.iter().map(|question| question.text.as_str()).collect();
    let said = file.said().filter(|text| !questions.contains(text));
    let sentences = said.flat_map(|text| text.split_inclusive(['.', '?', '!', ':', ';']));
    sentences.filter(|sentence| words(sentence).len() > 18).map(str::to_owned).collect()
}

fn a_today_line_is_short(file: &File) -> Breaks {
    let lines = file.content.practices.iter().map(|practice| &practice.today);
    lines.filter(|line| words(line).len() > 18).cloned().collect()
}

fn a_question_is_short(file: &File) -> Breaks {
    let questions = file.content.questions.iter();
    questions.filter(|question| words(&question.text).len() > 25).map(|question| question.id.clone()).collect()
}

fn a_tender_question_has_a_lead(file: &File) -> Breaks {
    let lacks = |depth: u8, lead: &str| !(1..=3).contains(&depth) || (depth == 3 && lead.is_empty());
    let questions = file.content.questions.iter();
    questions.filter(|question| lacks(question.depth, &question.lead)).map(|question| question.id.clone()).collect()
}

fn spelling_is_american(file: &File) -> Breaks {
    const BRITISH: [&str; 14] = [
        "neighbour",
        "colour",
        "favour",
        "behaviour",
        "honour",
        "humour",
        "practis",
        "organis",
        "realis",
        "recognis",
        "apologis",
        "counsellor",
        "centre",
        "whilst",
    ];
    let british = |text: &&str| words(text).iter().any(|word| BRITISH.iter().any(|start| word.starts_with(start)));
    file.said().filter(british).map(str::to_owned).collect()
}

fn reminders_do_not_shout(file: &File) -> Breaks {
    file.notifications().filter(|text| text.contains('!')).map(str::to_owned).collect()
}

fn reminders_do_not_reproach(file: &File) -> Breaks {
    const REPROACHES: [&str; 5] = ["streak", "you missed", "you haven't", "you have not", "your partner has"];
    let reproachful = |text: &&str| REPROACHES.iter().any(|phrase| text.to_lowercase().contains(phrase));
    file.notifications().filter(reproachful).map(str::to_owned).collect()
}

fn discreet_words_tell_nothing(file: &File) -> Breaks {
    const TELLING: [&str; 9] = ["partner", "they", "them", "their", "talk", "together", "couple", "listen", "thank"];
    let telling = |text: &&str| {
        text.chars().count() > 60
            || text.contains(|c: char| c == '?' || c.is_ascii_digit())
            || words(text).iter().any(|word| TELLING.contains(&word.as_str()))
    };
    file.discreet().filter(telling).map(str::to_owned).collect()
}

fn every_kind_of_reminder_can_rotate(file: &File) -> Breaks {
    let missing =
        Kind::ALL.iter().filter(|kind| file.content.reminder(kind.as_str()).is_none_or(|it| it.blank.is_empty()));
    let poor = file.content.reminders.iter().filter(|it| it.plain.len() < 4 || it.discreet.len() < 4);
    missing.map(|kind| kind.as_str().to_owned()).chain(poor.map(|it| it.kind.clone())).collect()
}

/// The rule finds nothing in the built-in file, and something when this passage of it is changed.
fn check(rule: fn(&File) -> Breaks, passage: &str, replacement: &str) {
    assert_eq!(rule(&File::read(BUILTIN)), Breaks::new());
    let breaks = rule(&File::with(passage, replacement));
    assert_eq!(breaks.len(), 1, "changing {passage:?} should break the rule once: {breaks:?}");
}

#[test]
fn ids_are_unique_slugs() {
    check(every_id_is_a_slug_of_its_own, r#"id = "day-02""#, r#"id = "day-01""#);
    check(every_id_is_a_slug_of_its_own, r#"id = "day-02""#, r#"id = "Day 2""#);
}

#[test]
fn references_resolve() {
    check(every_reference_resolves, r#"source = ["tip-9"]"#, r#"source = ["tip-99"]"#);
    check(every_reference_resolves, r#"reflections = ["r-week", "#, r#"reflections = ["r-weak", "#);
    check(every_reference_resolves, r#"deck = "money""#, r#"deck = "gold""#);
    check(every_reference_resolves, r#"["alone-moments", "side-by-side"]"#, r#"["alone-moments", "side-by-sight"]"#);
    check(every_reference_resolves, r#"practice = "light-opening""#, r#"practice = "loud-opening""#);
}

#[test]
fn practices_are_complete() {
    assert_eq!(Content::builtin().practices.len(), 17);
    check(
        every_practice_is_complete,
        "stop_when = [\"They put on music, pick up a book or say they are tired.\"]",
        "stop_when = []",
    );
    check(every_practice_is_complete, r#"today = "Keep one small promise today.""#, r#"today = """#);
    check(every_practice_is_complete, "difficulty = 3", "difficulty = 4");
}

#[test]
fn bids_say_when_to_stop() {
    check(
        every_bid_says_when_to_stop,
        "stop_when = [\"They put on music, pick up a book or say they are tired.\"]",
        "stop_when = []",
    );
}

#[test]
fn no_tip_or_step_is_left_out() {
    check(every_source_has_its_practice, r#"source = ["tip-9"]"#, r#"source = ["tip-8"]"#);
}

#[test]
fn the_partner_has_no_gender() {
    check(the_partner_is_they, "What lit them up?", "What lit him up?");
    check(the_partner_is_they, "One slow breath.", "Her turn.");
}

#[test]
fn people_are_not_always_or_never() {
    check(nobody_is_always_or_never, "They wave it off: once is enough.", "They always wave it off.");
    check(nobody_is_always_or_never, "They wave it off: once is enough.", "They are never moved.");
}

#[test]
fn texts_are_short() {
    let nineteen = ["word"; 19].join(" ");
    check(sentences_are_short, "What did I assume, and did I check it?", &nineteen);
    check(a_today_line_is_short, "Keep one small promise today.", &nineteen);
    check(a_question_is_short, "Who made you smile today, on purpose or not?", &["word"; 26].join(" "));
}

#[test]
fn tender_questions_have_a_lead() {
    check(a_tender_question_has_a_lead, r#"lead = "I carry ...""#, r#"lead = """#);
}

#[test]
fn american_spelling() {
    check(spelling_is_american, "Come at it from the side", "Come at it as a neighbour");
}

#[test]
fn reminders_are_kind() {
    check(reminders_do_not_shout, "Five minutes for you.", "Five minutes for you!");
    check(reminders_do_not_reproach, "One small try today?", "Keep your streak.");
    check(reminders_do_not_reproach, "One small try today?", "You missed one.");
}

#[test]
fn discreet_is_discreet() {
    check(discreet_words_tell_nothing, "Weekly note.", "A note about your partner.");
    check(discreet_words_tell_nothing, "Weekly note.", "Note 5.");
    check(discreet_words_tell_nothing, "Weekly note.", "How was it?");
    check(discreet_words_tell_nothing, "Weekly note.", &"a".repeat(61));
}

#[test]
fn reminders_rotate() {
    check(every_kind_of_reminder_can_rotate, "  \"Weekly note.\",\n", "");
    check(every_kind_of_reminder_can_rotate, "kind = \"listen\"", "kind = \"hear\"");
}

#[test]
fn a_card_shows_its_source() {
    fn check(slug: &str, expect: &str) {
        let content = Content::builtin();
        assert_eq!(content.source_line(content.practice(slug).unwrap()), expect);
    }
    check("alone-moments", "Tip 5 · Talk every time you are alone");
    check("keep-going-gently", "Tip 12 · Keep practicing");
    check("go-first", "Step 4 · You go first");
}

#[test]
fn a_rest_week_leaves_out_steps_with_the_partner() {
    let practice = Content::builtin().practice("their-way").unwrap();
    assert_eq!(practice.steps(false).count(), practice.steps(true).count() + 1);
}

#[test]
fn a_misspelled_field_is_refused() {
    let error = Content::parse(&BUILTIN.replacen("avoid =", "aviod =", 1)).unwrap_err();
    assert!(error.to_string().contains("aviod"), "{error}");
}
