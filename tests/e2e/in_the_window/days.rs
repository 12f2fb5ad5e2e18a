//! An entry is found by its day: by its month in the list, in the calendar, and after it was moved.

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::journey::open_journal;
use crate::page::Page;
use crate::patience::{Stopwatch, USUAL, until_true};
use crate::webdriver::Key;

const COUNT: usize = 2_000;

#[test]
fn a_month_of_years_ago_is_one_choice_away_and_the_list_goes_on_from_there() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    write_for_eight_years(&page);
    page.click("button", "Journal");
    wait_for_the_months(&page);
    let newest = in_view(&page);

    let year = page.script("return new Date().getFullYear() - 5").as_i64().expect("a year");
    let watch = Stopwatch::start();
    let option = page.session.all(&format!("option[value='{year}-03']")).expect("the months can be listed");
    page.session.click(&option[0]).expect("the month can be chosen");
    until_true("the month", USUAL, || in_view(&page).first().is_some_and(|day| day.starts_with(&format!("{year}-03"))));
    println!("to a month of {COUNT} entries in {} ms", watch.passed().as_millis());
    let there = in_view(&page);
    let place = page.script(&format!(
        "return [...document.querySelectorAll('[role=listitem]')].map((item) => [item.ariaPosInSet, item.ariaSetSize])
            .find(([place]) => Number(place) > {COUNT} / 2)"
    ));
    assert_eq!(place[1], COUNT.to_string(), "the row knows its place among all: {place}");

    // Both ways from there, each row is read, and the days go on without a gap.
    for (way, is_right) in [("-1500", true), ("3000", false)] {
        page.script(&format!("document.querySelector('.scroller').scrollTop += {way}"));
        until_true("the rows that come into view", USUAL, || {
            let days = in_view(&page);
            days.len() > 4 && (days[0] > there[0]) == is_right && days.is_sorted_by(|newer, older| newer >= older)
        });
    }
    page.click("button", "Newest");
    // How many rows fit may have changed: a line above the list comes a moment later.
    until_true("the newest", USUAL, || in_view(&page).first() == newest.first());

    // The list reaches its other end with one key.
    page.script("document.querySelector('[role=listitem] button').focus()");
    page.press(&[Key::END]);
    until_true("the first entry of all to have the focus", USUAL, || {
        page.focus().is_some_and(|(_, name)| name.starts_with(&format!("Evening {}", COUNT - 1)))
    });
}

#[test]
fn the_calendar_is_walked_by_keyboard_alone() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    write_for_eight_years(&page);
    page.click("button", "Journal");
    page.find("button", "On this day: 2 entries");
    page.tab_to("radio", "Entries");
    page.press(&[Key::DOWN]);
    page.find("heading", "On this day");
    let today = reach_the_grid(&page);
    page.press(&[Key::HOME, Key::END, Key::PAGE_UP, Key::PAGE_DOWN]);
    until_true("the last day of the week", USUAL, || reached(&page) >= today);
    page.click("button", "Today in the calendar");
    let today = reach_the_grid(&page);

    // Four years back to the same date, even from 29 February.
    page.press(&[Key::PAGE_UP; 48]);
    let then = format!("{}{}", today[..4].parse::<u32>().expect("a year") - 4, &today[4..]);
    until_true("four years ago", USUAL, || reached(&page) == then);
    page.press(&[Key::ENTER]);
    until_true("that day's entries", USUAL, || {
        let heading = page.script("return document.getElementById('calendar-day').textContent");
        heading.as_str().is_some_and(|day| day.ends_with(&then[..4]))
    });
    assert!(page.says("4 years later") && page.says("4 years ago"), "{}", page.text());
    assert!(page.says("Four years ago"), "{}", page.text());
    page.tab_to("button", "Write for this day");
    page.press(&[Key::ENTER]);
    page.find("textbox", "Entry");
    page.type_text("Remembered much later");
    page.wait_for_words("Saved");
    until_true("the calendar to know of it", USUAL, || {
        let cell = format!("return document.querySelector('[data-day=\"{then}\"]')?.ariaLabel ?? ''");
        page.script(&cell).as_str().is_some_and(|name| name.contains("2 entries"))
    });
}

#[test]
fn an_entry_moves_to_another_day_and_stays_in_view() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    write_for_eight_years(&page);
    page.click("button", "Journal");
    wait_for_the_months(&page);
    let id = "0190a000-0000-7000-8000-000000000000";
    let day_of = || page.call("get_entry", &json!({ "id": id }))["day"].as_str().expect("a day").to_owned();
    let first = day_of();
    move_open_entry(&page, "2021-03-10");
    page.wait_for_words("The entry is now on");
    assert_eq!(day_of(), "2021-03-10");
    until_true("the entry in view at its new place", USUAL, || is_open_row_in_view(&page, "2021-03"));
    page.click("button", "Undo");
    until_true("the entry in view at its old place", USUAL, || is_open_row_in_view(&page, &first[..7]));
    assert_eq!(day_of(), first);

    move_open_entry(&page, "1899-12-31");
    page.wait_for_words("Choose a day between 1900 and 2200.");
    page.press(&[Key::ESCAPE]);
    assert_eq!(day_of(), first);
}

/// The journal's list is there.
fn wait_for_the_months(page: &Page) {
    until_true("the months to choose from", USUAL, || {
        page.script("return document.querySelectorAll('option').length") != 0
    });
}

fn move_open_entry(page: &Page, day: &str) {
    page.script("document.querySelector('section[aria-label=Entry] header button').click()");
    page.find("dialog", "The day of this entry");
    page.script(&format!(
        "const field = document.querySelector('dialog input[type=date]');
        field.focus();
        field.value = '{day}';
        field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    ));
    page.click("button", "Change the day");
}

/// The open entry's row is drawn within the list, in this month.
fn is_open_row_in_view(page: &Page, month: &str) -> bool {
    let row = page.script(
        "const row = document.querySelector('[role=listitem] [aria-current]')?.getBoundingClientRect();
        const list = document.querySelector('.scroller').getBoundingClientRect();
        return Boolean(row) && row.top >= list.top - 1 && row.bottom <= list.bottom + 1",
    );
    row == true && page.script("return document.querySelector('select').value") == month
}

/// The days of the rows that can be seen, as far as they were read, from the top.
fn in_view(page: &Page) -> Vec<String> {
    let days = page.script(
        "const list = document.querySelector('.scroller').getBoundingClientRect();
        return [...document.querySelectorAll('[role=listitem]')]
            .map((item) => [item.getBoundingClientRect(), item.textContent.match(/of (\\d{4}-\\d\\d-\\d\\d)/)?.[1]])
            .filter(([box, day]) => day && box.bottom > list.top && box.top < list.bottom)
            .sort(([one], [other]) => one.top - other.top)
            .map(([, day]) => day)",
    );
    days.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn reached(page: &Page) -> String {
    page.script("return document.activeElement.dataset.day ?? ''").as_str().unwrap_or_default().to_owned()
}

/// Tab leads into the calendar; the day that it reaches.
fn reach_the_grid(page: &Page) -> String {
    until_true("the grid", USUAL, || {
        if reached(page).is_empty() {
            page.press(&[Key::TAB]);
        }
        !reached(page).is_empty()
    });
    reached(page)
}

/// About five entries a week, the newest today, and one on today's date four and eight years ago.
fn write_for_eight_years(page: &Page) {
    const AT_ONCE: usize = 500;
    let write = |from: usize, to: usize| {
        page.call_done(&format!(
            "const now = new Date();
            const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
            const text = (ms) => new Date(ms).toISOString().slice(0, 10);
            const save = (number, day, title) => __TAURI_INTERNALS__.invoke('save_entry', {{ save: {{
                id: '0190a000-0000-7000-8000-' + String(number).padStart(12, '0'),
                base_rev: 0, text: title + '\\n\\nof ' + day, day,
                facets: {{ tags: [], mood: [null, 'low', 'even', 'warm', 'bright'][number % 5], starred: false }},
            }} }});
            (async () => {{
                const date = text(today).slice(4);
                for (let number = {from}; number < {to}; number += 1) {{
                    let day = text(today - Math.round(number * 1.46) * 86_400_000);
                    // On today's date, no other year has one but these two.
                    if (number > 0 && day.endsWith(date)) day = text(Date.parse(day) + 86_400_000);
                    if (number === 1998) await save(number, now.getFullYear() - 4 + date, 'Four years ago');
                    else await save(number, number === 1999 ? now.getFullYear() - 8 + date : day, 'Evening ' + number);
                }}
            }})().then(() => done(null), (error) => done(String(error)));"
        ))
    };
    for from in (0..COUNT).step_by(AT_ONCE) {
        assert_eq!(write(from, from + AT_ONCE), Value::Null);
    }
}
