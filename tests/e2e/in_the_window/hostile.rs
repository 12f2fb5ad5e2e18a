//! Whatever is written, it stays text: on every page, in every field that a person can fill.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::journey::{keep_practicing, open_journal};
use crate::page::Page;
use crate::patience::{USUAL, until_true};

/// Three hundred ways to say `pwned()`, one a line: tags, attributes, templates, Markdown, addresses, styles, other spellings.
const HOSTILE: &str = include_str!("../hostile.txt");
/// A line with nothing in it, for what the pages are made of by themselves.
const HARMLESS: &str = "an evening walk";

#[test]
fn three_hundred_hostile_texts_in_every_field_stay_text_on_every_page() {
    let lines: Vec<&str> = HOSTILE.lines().collect();
    assert_eq!(lines.len(), 300);
    let expected = walk_with(&[HARMLESS; 60], "evening");
    let found = walk_with(&lines, "pwned");
    assert_eq!(found.difference(&expected).collect::<Vec<_>>(), [""; 0], "elements that no page has by itself");
}

/// A journal with these lines in every field, and each page looked at; the names of all elements that were met.
fn walk_with(lines: &[&str], search: &str) -> BTreeSet<String> {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    write_everywhere(&page, lines);
    page.script(
        "window.stays = true;
        window.pwned = () => { window.hit = true; };
        window.violations = [];
        addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
        for (const name of ['alert', 'confirm', 'prompt', 'open', 'print']) window[name] = pwned;",
    );
    page.script(
        "const seen = document.createElement('b');
        seen.id = 'pwned';
        document.body.append(seen);",
    );
    assert_eq!(found(&page)["bad"], json!(["<b id=\"pwned\"></b>"]), "this sees what it looks for");
    page.script("document.getElementById('pwned').remove()");
    let mut met = BTreeSet::new();
    let mut look = |place: &str| met.extend(elements(&page, place));

    for name in ["Today", "Reminders", "Journal", "Practice", "Talks", "Progress", "Settings", "Support"] {
        go_to(&page, name);
        look(name);
    }
    go_to(&page, "Journal");
    until_true("the newest entry", USUAL, || page.script("return !!document.querySelector('.cm-line')") == true);
    page.click("radio", "Trash");
    look("the trash");
    page.click("radio", "Entries");
    page.tab_to("textbox", "Search the journal");
    page.type_text(search);
    until_true("the hits", USUAL, || page.script("return !!document.querySelector('mark')") == true);
    look("the hits");
    for tab in ["Cards", "When it gets tense", "Rehearsal"] {
        go_to(&page, "Practice");
        page.click("tab", tab);
        look(tab);
    }
    go_to(&page, "Talks");
    for shelf in ["History", "Thanks"] {
        page.click("radio", shelf);
        look(shelf);
    }
    go_to(&page, "Progress");
    page.click("button", "Your week");
    page.find("heading", "Your week");
    look("the week");
    go_to(&page, "Today");
    page.click("button", "We’re alone now");
    page.find("button", "Now go");
    look("alone");
    met
}

fn go_to(page: &Page, name: &str) {
    page.click("button", name);
    until_true(&format!("the page {name}"), USUAL, || {
        page.script("return document.querySelector('nav [aria-current=page]')?.textContent.trim()") == name
    });
}

/// Looks whether anything that was written became more than text, and answers the names of the elements that are there.
fn elements(page: &Page, place: &str) -> Vec<String> {
    // An answer of the shell comes after what the page was about to draw.
    page.call("status", &json!({}));
    let found = found(page);
    assert_eq!(found["bad"], json!([]), "{place}");
    assert_eq!((&found["hit"], &found["stays"]), (&json!(false), &json!(true)), "{place}");
    assert_eq!(found["violations"], json!([]), "{place}");
    assert!(found["at"].as_str().is_some_and(|at| at.starts_with("tauri:")), "{place}: {}", found["at"]);
    serde_json::from_value(found["names"].clone()).expect("names of elements")
}

fn found(page: &Page) -> Value {
    page.script(
        "const names = ['id', 'class', 'href', 'src', 'srcset', 'style', 'action', 'formaction', 'data', 'xlink:href'];
        const bad = (element) => [...element.attributes].some(({ name, value }) =>
            name.startsWith('on') || name.includes('pwned') || (names.includes(name) && /pwned|javascript:/i.test(value)));
        const all = [...document.querySelectorAll('*')];
        return {
            bad: all.filter(bad).map((element) => element.outerHTML.slice(0, 200)),
            names: [...new Set(all.map((element) => element.localName))],
            hit: !!window.hit, stays: window.stays === true, violations, at: location.href,
        };",
    )
}

/// Every line becomes an entry; the other fields take as many of them as they hold. What is refused is no danger.
fn write_everywhere(page: &Page, lines: &[&str]) {
    let mut taken = BTreeMap::new();
    // A driver waits half a minute for one answer.
    for some in lines.chunks(60) {
        write(page, &mut taken, some, ENTRIES);
    }
    write(page, &mut taken, lines, THE_REST);
    for kind in [
        "save_entry",
        "save_thanks",
        "save_matter",
        "save_reminder",
        "save_own_card",
        "save_own_practice",
        "describe_talk",
        "save_partner_notes",
        "save_plan",
        "save_review",
    ] {
        assert!(taken.contains_key(kind), "{kind} took nothing: {taken:?}");
    }
    assert!(taken["save_entry"] >= lines.len() as u64, "{taken:?}");
    page.script("location.reload()");
    page.find("button", "Log a talk");
}

/// Runs this with the commands of the shell, and adds up what they took.
fn write(page: &Page, taken: &mut BTreeMap<String, u64>, lines: &[&str], deeds: &str) {
    let script = format!("const [lines, reminder, plan, done] = arguments; {MEANS} {deeds}");
    let arguments = json!([lines, keep_practicing("22:50"), plan()]);
    let answer = page.session.script_with_callback(&script, &arguments);
    let answer = answer.unwrap_or_else(|refused| panic!("the page refused to write: {refused:?}"));
    assert!(answer["refused"].is_null(), "{answer}");
    for (kind, number) in answer.as_object().into_iter().flatten() {
        *taken.entry(kind.clone()).or_default() += number.as_u64().unwrap_or_default();
    }
}

const MEANS: &str = "
    const taken = {};
    const write = async (command, args) => {
        try {
            const answer = await __TAURI_INTERNALS__.invoke(command, args);
            taken[command] = (taken[command] ?? 0) + 1;
            return answer;
        } catch (refused) {
            if (!['invalid', 'conflict', 'precondition'].includes(refused.code)) throw refused;
        }
    };
    const id = () => `0190c000-0000-7000-8000-${crypto.randomUUID().slice(24)}`;
    const every = (step) => lines.filter((_, place) => place % step === 0);
    const groups = (size) => Array.from({ length: Math.floor(lines.length / size) }, (_, at) =>
        lines.slice(at * size, at * size + size).join(' '));
    const run = (deeds) => deeds().then(() => done(taken), (refused) =>
        done({ refused: JSON.stringify(refused) ?? String(refused) }));
";

/// The tag of each is what it says, where that can be a tag.
const ENTRIES: &str = r"
    run(async () => {
        for (const line of lines) {
            const save = { id: id(), base_rev: 0, text: line, day: null };
            const facets = { tags: [line.replace(/[\s,]+/g, '').slice(0, 60)], mood: null, starred: false };
            if (!(await write('save_entry', { save: { ...save, facets } }))) await write('save_entry', { save });
        }
    });
";

const THE_REST: &str = r"
    run(async () => {
        const deleted = id();
        await write('save_entry', { save: { id: deleted, base_rev: 0, text: lines.join(' '), day: null } });
        await write('delete_entry', { id: deleted });
        const all = id();
        await write('save_entry', { save: { id: all, base_rev: 0, text: lines.join('\n'), day: null } });
        await write('save_entry', { save: { id: all, base_rev: 1, text: lines.join('\n\n'), day: null } });
        for (const text of groups(10)) {
            await write('save_thanks', { save: { id: id(), text, reached: 'yes' } });
            await write('save_matter', { save: { id: id(), text, state: 'waiting' } });
        }
        for (const line of every(10)) {
            const named = { ...reminder, kind: 'moment', name: line.slice(0, 60), enabled: false };
            await write('save_reminder', { reminder: named });
            await write('save_own_card', { own: { card: null, deck: 'day', depth: 1, text: line, lead: line, follow: line } });
        }
        for (const line of every(20)) {
            const own = { practice: null, title: line.slice(0, 60), today: line, faces: 'on_self', why: line };
            await write('save_own_practice', { own: { ...own, steps: [line, line], stop_when: [line] } });
        }
        for (const understood of groups(20)) {
            const talk = id();
            await write('log_talk', { talk: { id: talk, response: 'joined_in', setting: null, occurrence: null } });
            const unknown = { opener: null, minutes: null, topic: null, depth: null, floor: null, pushed: null };
            await write('describe_talk', { id: talk, details: { ...unknown, outcome: null, free: null, understood } });
        }
        const [pace, comfort] = groups(25);
        await write('save_partner_notes', { notes: { pace, comfort } });
        const steps = Object.fromEntries(Object.entries(plan).map(([key, value], at) =>
            [key, value === null ? null : lines.slice(at * 8, at * 8 + 8).join(' ')]));
        const open = id();
        await write('save_plan', { save: { id: open, base_rev: 0, steps } });
        await write('seal_fear', { id: open, fear: lines[0] });
        const { week } = await write('get_review', {});
        const [tried, learned, next] = groups(20);
        await write('save_review', { week, words: { tried, learned, next } });
    });
";

fn plan() -> Value {
    json!({
        "want": "", "why": "", "weight": null, "goodwill": "", "opening": "", "first": "", "way_out": "",
        "when_then": "", "if_no": "", "if_hard": "", "neighbor": "", "general": "", "ours": "", "topic": null,
    })
}
