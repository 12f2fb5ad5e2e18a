//! Pictures in an entry: pasted, drawn, looked at, taken out, and there again after a lock.

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::gallery::Gallery;
use crate::journey::{open_journal, unlock};
use crate::page::Page;
use crate::patience::{USUAL, until_true};
use crate::traces::{files_with, forms};
use crate::webdriver::Key;

/// What a person sees of an evening: a sky, a sun, hills. Each number has another light.
const PAINT: &str = "
    const paint = (number, width, height, type) => new Promise((painted) => {
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const on = canvas.getContext('2d');
        const sky = on.createLinearGradient(0, 0, 0, height);
        sky.addColorStop(0, `hsl(${210 + number * 35} 45% 35%)`);
        sky.addColorStop(1, `hsl(${30 + number * 12} 80% 70%)`);
        on.fillStyle = sky;
        on.fillRect(0, 0, width, height);
        on.fillStyle = 'hsl(45 95% 80%)';
        on.beginPath();
        on.arc(width * (0.3 + number * 0.05), height * 0.55, height / 9, 0, 7);
        on.fill();
        on.fillStyle = `hsl(${140 + number * 20} 25% 22%)`;
        on.beginPath();
        on.moveTo(0, height);
        for (let x = 0; x <= width; x += 4)
            on.lineTo(x, height * (0.75 + 0.1 * Math.sin(x / width * (5 + number))));
        on.lineTo(width, height);
        on.fill();
        canvas.toBlob(painted, type);
    });
    const paste = (files) => {
        const clipboardData = new DataTransfer();
        for (const file of files) clipboardData.items.add(file);
        const editor = document.querySelector('.cm-content');
        editor.focus();
        editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    };";

/// Pastes a photo that lies as its camera noted.
fn paste_photo(page: &Page, number: usize, (width, height): (u32, u32), orientation: u8) {
    page.call_done(&format!(
        "{PAINT} paint({number}, {width}, {height}, 'image/jpeg').then((blob) => blob.arrayBuffer()).then((bytes) => {{
            const exif = Uint8Array.of(0xff, 0xe1, 0, 34, ...new TextEncoder().encode('Exif\\0\\0II*\\0'), 8, 0, 0, 0,
                1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, {orientation}, 0, 0, 0, 0, 0, 0, 0);
            const photo = [bytes.slice(0, 2), exif, bytes.slice(2)];
            paste([new File(photo, 'evening.jpg', {{ type: 'image/jpeg' }})]);
            done(null);
        }});"
    ));
}

/// How many are drawn, with points in them.
fn drawn(page: &Page) -> Value {
    page.script(
        "return [...document.querySelectorAll('[role=group] img')].filter(
            (one) => one.src.startsWith('blob:') && one.complete && one.naturalWidth > 0).length",
    )
}

/// Some bytes from the middle of one, which nothing else holds.
fn stretch_of_a_picture(page: &Page) -> Vec<u8> {
    let entry = &page.call("list_entries", &json!({ "from": 0 }))[0]["id"];
    let picture = &page.call("list_pictures", &json!({ "entry": entry }))[0]["id"];
    let bytes = page.call_done(&format!(
        "__TAURI_INTERNALS__.invoke('get_picture', {{ id: {picture}, small: false }}).then((bytes) =>
            done([...new Uint8Array(bytes, bytes.byteLength / 2 | 0, 24)]), (error) => done(String(error)));"
    ));
    let bytes: Vec<u8> =
        bytes.as_array().into_iter().flatten().filter_map(|byte| u8::try_from(byte.as_u64()?).ok()).collect();
    assert_eq!(bytes.len(), 24);
    bytes
}

#[test]
fn a_pasted_picture_is_drawn_and_is_there_after_a_lock() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);
    page.click("button", "Journal");
    page.click("button", "New entry");
    // Nothing is written yet.
    page.find("textbox", "Entry");
    paste_photo(&page, 0, (1600, 1000), 1);
    until_true("the picture to be drawn", USUAL, || drawn(&page) == 1);
    page.type_text("The lake, at last\n\nWe sat there until it was dark, and I said it.");
    page.wait_for_words("Saved");
    // It lies on its side.
    paste_photo(&page, 1, (1100, 700), 8);
    paste_photo(&page, 2, (1200, 800), 1);
    until_true("the others to be drawn", USUAL, || drawn(&page) == 3);
    gallery.examine(&page, "journal-pictures");

    // By the keyboard alone.
    page.tab_to("button", "Picture 1 of 3");
    page.press(&[Key::RIGHT, Key::ENTER]);
    page.find("dialog", "Picture 2 of 3");
    until_true("the large one to be drawn", USUAL, || {
        page.script("return document.querySelector('dialog img')?.naturalWidth") == 700
    });
    page.press(&[Key::RIGHT]);
    page.find("dialog", "Picture 3 of 3");
    page.tab_to("textbox", "Caption");
    page.type_text("The other side of the lake");
    until_true("the caption to be the picture's name", USUAL, || {
        page.script("return document.querySelector('dialog img')?.alt") == "The other side of the lake"
    });
    gallery.examine(&page, "journal-picture-large");
    page.press(&[Key::ESCAPE]);
    until_true("the dialog to be closed", USUAL, || {
        page.script("return document.querySelector('dialog') === null") == true
    });
    assert_eq!(page.focus(), Some(("button".into(), "Picture 2 of 3".into())));

    page.click("button", "Picture 1 of 3");
    page.click("button", "Take out of this entry");
    until_true("it to be taken out", USUAL, || drawn(&page) == 2);
    page.click("button", "Undo");
    until_true("it to be back", USUAL, || drawn(&page) == 3);

    // The dialog is the system's own, and closing it adds nothing.
    page.click("button", "More for this entry");
    page.press(&[Key::ENTER]);
    until_true("the dialog", USUAL, || desktop.windows().len() == 2);
    desktop.ask_window(&["-F", "-c", "Add pictures"]);
    until_true("the dialog to be closed", USUAL, || desktop.windows() == ["Ajar"]);
    assert_eq!(drawn(&page), json!(3));

    // Words that come with a picture go before it, and what is no picture is refused in words.
    page.script(&format!(
        "{PAINT} const words = new DataTransfer();
        words.setData('text/plain', ' And then we walked.');
        words.items.add(new File(['x'], 'x.png', {{ type: 'image/png' }}));
        const editor = document.querySelector('.cm-content');
        editor.focus();
        editor.dispatchEvent(
            new ClipboardEvent('paste', {{ clipboardData: words, bubbles: true, cancelable: true }}));
        paste([new File(['Dear diary'], 'diary.png', {{ type: 'image/png' }})]);"
    ));
    page.wait_for_words("And then we walked.");
    page.wait_for_words("This is not a picture. Choose a JPEG, PNG, WebP or GIF file.");
    page.wait_for_words("Saved");
    assert_eq!(drawn(&page), json!(3));
    gallery.examine(&page, "journal-picture-refused");

    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    unlock(&page);
    Gallery::watch(&page);
    page.click("button", "Journal");
    page.find("button", "Picture 3 of 3: The other side of the lake");
    until_true("all to be drawn again", USUAL, || drawn(&page) == 3);
    assert_eq!(page.script("return window.broken"), json!([]));
    let mut traces = forms("other side of the lake");
    traces.push(stretch_of_a_picture(&page));
    let readable = files_with(&desktop.at(""), &traces);
    assert!(readable.is_empty(), "found in {readable:?}");

    // Many are reached by the keyboard, one after another.
    for number in 3..20 {
        paste_photo(&page, number, (640, 480), 1);
    }
    until_true("twenty to be drawn", USUAL, || drawn(&page) == 20);
    page.find("button", "Picture 1 of 20");
    page.tab_to("button", "Picture 1 of 20");
    page.press(&[Key::RIGHT]);
    assert_eq!(page.focus(), Some(("button".into(), "Picture 2 of 20".into())));
    page.press(&[Key::END]);
    assert_eq!(page.focus(), Some(("button".into(), "Picture 20 of 20".into())));
    gallery.examine(&page, "journal-pictures-many");
    gallery.close();
}
