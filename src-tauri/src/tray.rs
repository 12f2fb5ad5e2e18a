//! The tray icon and its menu.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use ajar_engine::dto::{NotificationStyle, PauseFor, Topic, VaultState};
use tauri::{
    AppHandle, Manager, Wry,
    image::Image,
    menu::{Menu, MenuBuilder, MenuEvent, SubmenuBuilder},
    tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent},
};

use crate::{Shell, events::Page};

const ID: &str = "ajar";
/// Login may start us before the panel: seconds to wait before each further try.
const RETRIES: [u64; 4] = [0, 5, 15, 60];

/// Adds the tray icon, trying again while the desktop is still coming up.
pub fn start(app: AppHandle, shell: Arc<Shell>) {
    thread::spawn(move || {
        for seconds in RETRIES {
            thread::sleep(Duration::from_secs(seconds));
            match on_main_thread(&app, build) {
                Ok(()) => {
                    shell.host().set_tray(true);
                    return;
                }
                Err(error) => tracing::info!(%error, "no tray yet"),
            }
        }
        shell.note(
            "Your desktop shows no tray icons. Reminders go on when you close the window; \
             start Ajar again to open it.",
        );
    });
}

/// Whether the menu tells what Ajar is about. Someone may look over the user's shoulder: in the quiet styles, and while
/// the journal is locked, even the menu says little.
static IS_PLAIN: AtomicBool = AtomicBool::new(false);

/// Writes the menu again when it should tell more or less than it does. Nobody waits for it.
pub fn refresh(app: &AppHandle) {
    let status = app.state::<Arc<Shell>>().status();
    let is_plain = status.state == VaultState::Open && status.settings.style == NotificationStyle::Plain;
    if IS_PLAIN.swap(is_plain, Ordering::SeqCst) == is_plain {
        return;
    }
    let app = app.clone();
    thread::spawn(move || {
        let refreshed = on_main_thread(&app, |app| match app.tray_by_id(ID) {
            Some(tray) => tray.set_menu(Some(menu(app)?)),
            None => Ok(()),
        });
        if let Err(error) = refreshed {
            tracing::warn!(%error, "the tray menu kept its old words");
        }
    });
}

fn on_main_thread(
    app: &AppHandle,
    deed: impl FnOnce(&AppHandle) -> tauri::Result<()> + Send + 'static,
) -> tauri::Result<()> {
    let (sender, done) = std::sync::mpsc::channel();
    let handle = app.clone();
    app.run_on_main_thread(move || {
        // The asking thread may be gone at quit.
        drop(sender.send(deed(&handle)));
    })?;
    done.recv().unwrap_or(Ok(()))
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    TrayIconBuilder::with_id(ID)
        .icon(Image::from_bytes(include_bytes!("../icons/tray.png"))?)
        .icon_as_template(true)
        .tooltip("Ajar")
        .menu(&menu(app)?)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| choose(app, &event))
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event {
                with_shell(tray.app_handle(), |shell| shell.open_window(None));
            }
        })
        .build(app)?;
    Ok(())
}

/// What the menu says where its words would tell what Ajar is about.
#[derive(Debug, PartialEq, Eq)]
struct Words {
    alone_now: &'static str,
    log_talk: &'static str,
    write_line: &'static str,
    pause: &'static str,
}

const PLAIN: Words = Words {
    alone_now: "We’re alone now",
    log_talk: "Log a talk",
    write_line: "Write a line",
    pause: "Pause reminders",
};
const DISCREET: Words = Words { alone_now: "Now", log_talk: "Note", write_line: "Write", pause: "Pause" };

/// Where an entry of the menu leads in the window, after unlock if need be.
fn page_of(id: &str) -> Option<Page> {
    match id {
        "alone_now" => Some(Page::AloneNow),
        "log_talk" => Some(Page::LogTalk),
        "write_line" => Some(Page::WriteLine),
        _ => None,
    }
}

fn menu(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let words = if IS_PLAIN.load(Ordering::SeqCst) { PLAIN } else { DISCREET };
    let pause = SubmenuBuilder::new(app, words.pause)
        .text("pause_hour", "1 hour")
        .text("pause_morning", "Until morning")
        .text("pause_company", "Someone else is here")
        .separator()
        .text("resume", "Go on")
        .build()?;
    MenuBuilder::new(app)
        .text("open", "Open")
        .text("alone_now", words.alone_now)
        .text("log_talk", words.log_talk)
        .text("write_line", words.write_line)
        .item(&pause)
        .separator()
        .text("lock", "Lock")
        .text("quit", "Quit")
        .build()
}

fn choose(app: &AppHandle, event: &MenuEvent) {
    let id = event.id().as_ref().to_owned();
    with_shell(app, move |shell| match id.as_str() {
        "open" => shell.open_window(None),
        "pause_hour" => pause(shell, Some(&PauseFor::Hour)),
        "pause_morning" => pause(shell, Some(&PauseFor::Morning)),
        "pause_company" => pause(shell, Some(&PauseFor::UntilISay)),
        "resume" => pause(shell, None),
        "lock" => shell.lock(),
        "quit" => shell.quit(),
        other => {
            if let Some(page) = page_of(other) {
                shell.open_window(Some(page));
            }
        }
    });
}

fn pause(shell: &Shell, how: Option<&PauseFor>) {
    let topics = [Topic::Reminders, Topic::Today];
    let done = shell.change(&topics, |engine| match how {
        Some(how) => engine.pause_reminders(None, how),
        None => engine.resume_reminders(None),
    });
    if let Err(problem) = done {
        tracing::warn!(code = ?problem.code, "the tray could not pause reminders");
        shell.open_window(None);
    }
}

/// Off the main thread: the deed may build a window or wait for the page.
fn with_shell(app: &AppHandle, deed: impl FnOnce(&Shell) + Send + 'static) {
    let shell = Arc::clone(&app.state::<Arc<Shell>>());
    thread::spawn(move || deed(&shell));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_leads_to_the_pages_that_the_window_knows() {
        let check = |id: &str, expect: Option<&str>| assert_eq!(page_of(id).map(Page::as_str), expect, "{id}");
        check("alone_now", Some("alone_now"));
        check("log_talk", Some("log_talk"));
        check("write_line", Some("write_line"));
        check("open", None);
        check("lock", None);
    }

    #[test]
    fn a_discreet_menu_tells_nobody_what_ajar_is_about() {
        for word in [DISCREET.alone_now, DISCREET.log_talk, DISCREET.write_line, DISCREET.pause] {
            let telling = ["alone", "talk", "journal", "line"].map(|telling| word.to_lowercase().contains(telling));
            assert_eq!(telling, [false; 4], "{word}");
        }
    }
}
