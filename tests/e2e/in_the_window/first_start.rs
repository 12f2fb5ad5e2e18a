//! The first start, by keyboard alone, up to Today.

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::journey::PASSPHRASE;
use crate::patience::USUAL;
use crate::webdriver::Key;

#[test]
fn by_keyboard_alone_it_leads_to_today() {
    let desktop = Desktop::new();
    let ajar = Ajar::start(&desktop);
    let page = ajar.page();

    page.find("heading", "A door left a little open");
    page.tab_to("button", "Begin");
    page.press(&[Key::ENTER]);

    page.find("heading", "Two reminders");
    page.tab_to("checkbox", "Walk");
    page.press(&[Key::SPACE]);
    page.tab_to("button", "Continue");
    page.press(&[Key::ENTER]);

    page.find("heading", "What a reminder may say");
    page.tab_to("button", "Continue");
    page.press(&[Key::ENTER]);

    page.find("heading", "Your journal’s lock");
    page.tab_to("textbox", "Passphrase");
    page.type_text("short");
    page.press(&[Key::ENTER]);
    page.wait_for_words("Use at least 8 characters.");
    page.tab_to("textbox", "Passphrase");
    page.press(&[Key::ALL]);
    page.type_text(PASSPHRASE);
    page.tab_to("textbox", "Passphrase once more");
    page.type_text(PASSPHRASE);
    page.press(&[Key::ENTER]);

    page.find("heading", "Your recovery key");
    page.tab_to("checkbox", "I have kept the key somewhere safe");
    page.press(&[Key::SPACE]);
    page.tab_to("button", "Continue");
    page.press(&[Key::ENTER]);

    page.find("heading", "One last look");
    page.tab_to("button", "Send a test notification");
    page.press(&[Key::ENTER]);
    let notice = desktop.notifications().next_after(0, USUAL);
    assert_eq!(notice.title, "Ajar");
    page.tab_to("button", "Yes");
    page.press(&[Key::ENTER]);
    page.tab_to("button", "Go to Today");
    page.press(&[Key::ENTER]);

    page.find("button", "Log a talk");
    page.tab_to("button", "Reminders");
    page.press(&[Key::ENTER]);
    page.wait_for_words("Walk");
}
