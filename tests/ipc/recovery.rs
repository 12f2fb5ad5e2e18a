//! What the page hears of restores, of beginning anew and of erasing: the shell closes the folder and opens it again in between.

use std::sync::{Arc, atomic::Ordering};
use std::{fs, path::PathBuf};

use ajar_engine::dto::ErrorCode;
use serde_json::{Value, json};

use crate::PASSPHRASE;
use crate::page::{Page, settings};

const FIRST: &str = "01890000-0000-7000-8000-0000000000a1";
const SECOND: &str = "01890000-0000-7000-8000-0000000000a2";

fn proof() -> Value {
    json!({ "passphrase": PASSPHRASE })
}

fn write(page: &Page, id: &str, text: &str) {
    page.ask("save_entry", json!({ "save": { "id": id, "base_rev": 0, "text": text, "day": null } }));
}

fn state(page: &Page) -> Value {
    page.ask("status", json!({}))["state"].clone()
}

fn unlock(page: &Page) {
    page.ask("unlock", json!({ "passphrase": PASSPHRASE }));
}

/// An open journal with one entry, a backup of it, and its id.
fn given() -> (Page, String) {
    let page = Page::open(PASSPHRASE);
    write(&page, FIRST, "one");
    page.ask("back_up_now", json!({}));
    let found = page.ask("list_backups", json!({}));
    assert_eq!((&found[0]["place"], found.as_array().map(Vec::len)), (&json!("kept"), Some(1)));
    (page, found[0]["id"].as_str().unwrap().to_owned())
}

fn backups(page: &Page) -> Vec<PathBuf> {
    let files = fs::read_dir(page.folder().join("backups")).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "copy")).collect();
    files.sort();
    files
}

#[test]
fn a_restore_is_in_place_at_once_and_can_be_taken_back() {
    let (page, backup) = given();
    write(&page, SECOND, "two");
    page.show_window();
    page.forget_events();
    page.save_when_flushed(json!({ "id": SECOND, "base_rev": 1, "text": "two, and more", "day": null }));
    let preview = page.ask("preview_restore", json!({ "backup": backup, "proof": proof() }));
    assert_eq!((&preview["entries"], &preview["is_this_journal"]), (&json!(1), &json!(true)));
    assert_eq!(state(&page), "open", "looking changes nothing");
    let restored = page.ask("restore_backup", json!({ "backup": backup, "proof": proof() }));
    assert_eq!(restored["entries"], 1);
    let names: Vec<String> = page.events().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["flush_requested", "changed", "locked", "changed"]);
    assert!(page.has_window(), "a visible window comes back on the lock screen");

    let status = page.ask("status", json!({}));
    assert_eq!((&status["state"], &status["undo"]["of"]), (&json!("locked"), &json!("restore")));
    unlock(&page);
    assert_eq!(page.refused("get_entry", json!({ "id": SECOND }))["code"], "not_found");
    assert_eq!(backups(&page).len(), 2, "the open journal was backed up first");

    page.ask("undo_restore", json!({}));
    assert_eq!(state(&page), "locked");
    unlock(&page);
    assert_eq!(page.ask("get_entry", json!({ "id": SECOND }))["text"], "two, and more");
}

#[test]
fn words_that_cannot_be_saved_keep_a_restore_away() {
    let (page, backup) = given();
    page.show_window();
    page.cannot_save();
    for (command, arguments) in
        [("restore_backup", json!({ "backup": backup, "proof": proof() })), ("undo_restore", json!({}))]
    {
        assert_eq!(page.refused(command, arguments)["code"], "precondition");
        assert_eq!(state(&page), "open");
    }
}

#[test]
fn a_wrong_passphrase_and_an_unknown_backup_change_nothing() {
    let (page, backup) = given();
    page.ask("lock", json!({}));
    for command in ["preview_restore", "restore_backup"] {
        let wrong = json!({ "backup": backup, "proof": { "passphrase": "not this one" } });
        assert_eq!(page.refused(command, wrong)["code"], "wrong_passphrase");
        for id in ["chosen", "/etc/passwd", "../vault.db"] {
            let unknown = json!({ "backup": id, "proof": proof() });
            assert_eq!(page.refused(command, unknown)["code"], "not_found", "{id}");
        }
    }
    assert_eq!(page.refused("undo_restore", json!({}))["code"], "precondition");
    assert_eq!(page.ask("status", json!({}))["failed_attempts"], 2);
    unlock(&page);
}

#[test]
fn a_first_start_restores_a_file_that_the_user_names() {
    let (old, _) = given();
    let file = backups(&old).remove(0);
    let page = Page::new();
    assert_eq!(page.ask("choose_backup", json!({})), Value::Null, "the dialog was closed");
    page.name_in_dialog(&page.folder().join("ajar.lock"));
    assert_eq!(page.refused("choose_backup", json!({}))["code"], "damaged");
    page.name_in_dialog(&file);
    let chosen = page.ask("choose_backup", json!({}));
    assert_eq!((&chosen["id"], &chosen["place"]), (&json!("chosen"), &json!("chosen")));
    page.ask("restore_backup", json!({ "backup": "chosen", "proof": proof() }));
    assert_eq!(state(&page), "locked");
    unlock(&page);
    assert_eq!(page.ask("get_entry", json!({ "id": FIRST }))["text"], "one");
}

#[test]
fn a_backup_of_another_journal_stays_out() {
    let other = Page::new();
    // Ids follow from the clock, so the other journal begins at another time.
    other.pass_minutes(1);
    other.begin(PASSPHRASE);
    other.ask("back_up_now", json!({}));
    let (page, _) = given();
    page.name_in_dialog(&backups(&other)[0]);
    page.ask("choose_backup", json!({}));
    let arguments = json!({ "backup": "chosen", "proof": proof() });
    assert_eq!(page.ask("preview_restore", arguments.clone())["is_this_journal"], false);
    assert_eq!(page.refused("restore_backup", arguments)["code"], "conflict");
    assert_eq!(state(&page), "open");
}

#[test]
fn beginning_anew_leads_to_a_first_start_and_back() {
    let (page, _) = given();
    assert_eq!(page.refused("start_anew", json!({}))["code"], "precondition");
    page.ask("lock", json!({}));
    page.ask("start_anew", json!({}));
    let status = page.ask("status", json!({}));
    assert_eq!((&status["state"], &status["undo"]["of"]), (&json!("new"), &json!("start_anew")));
    assert_eq!(status["undo"]["until_ms"], Value::Null);
    page.ask("undo_restore", json!({}));
    unlock(&page);
    assert_eq!(page.ask("get_entry", json!({ "id": FIRST }))["text"], "one");
}

#[test]
fn erasing_leaves_a_first_start_and_no_start_at_login() {
    let (page, _) = given();
    page.starts_at_login().store(true, Ordering::SeqCst);
    let wrong = json!({ "proof": { "passphrase": "not this one" } });
    assert_eq!(page.refused("erase_everything", wrong)["code"], "wrong_passphrase");
    assert_eq!(state(&page), "open");
    page.show_window();
    page.forget_events();
    let erased = page.ask("erase_everything", json!({ "proof": proof() }));
    assert!(erased["stays"].as_array().is_some_and(|stays| stays.len() >= 3));
    assert_eq!(page.events(), [], "the page still shows what stays");
    assert!(page.has_window());
    assert_eq!(state(&page), "new");
    assert_eq!(page.ask("list_backups", json!({})), json!([]));
    assert!(!page.starts_at_login().load(Ordering::SeqCst));
    assert!(!page.folder().join("vault.db").exists());
}

#[test]
fn a_folder_that_could_not_be_used_is_looked_at_again() {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    fs::create_dir(folder.path().join("ajar.lock")).unwrap();
    let page = Page::on(Arc::clone(&folder));
    assert_eq!(state(&page), "recovery");
    assert_eq!(page.shell().tick(), None);
    page.ask("look_again", json!({}));
    assert_eq!(state(&page), "recovery");
    fs::remove_dir(folder.path().join("ajar.lock")).unwrap();
    page.forget_events();
    page.ask("look_again", json!({}));
    assert_eq!(state(&page), "new");
    assert!(page.events().iter().any(|(name, _)| name == "changed"));
    page.forget_events();
    page.ask("look_again", json!({}));
    assert_eq!(page.events(), [], "nothing was wrong any more");
}

#[test]
fn a_file_that_was_put_back_is_found_without_a_new_start() {
    let (page, _) = given();
    let path = page.folder().join("vault.db");
    page.ask("lock", json!({}));
    fs::rename(&path, page.folder().join("elsewhere")).unwrap();
    page.shell().reopen();
    assert_eq!(page.ask("status", json!({}))["problem"]["code"], "damaged");
    page.ask("look_again", json!({}));
    assert_eq!(state(&page), "recovery");
    fs::rename(page.folder().join("elsewhere"), &path).unwrap();
    page.ask("look_again", json!({}));
    unlock(&page);
    assert_eq!(page.ask("get_entry", json!({ "id": FIRST }))["text"], "one");
}

#[test]
fn a_second_place_is_named_in_a_dialog() {
    let (page, _) = given();
    assert_eq!(page.ask("choose_second_place", json!({})), Value::Null);
    let stick = tempfile::tempdir().unwrap();
    page.name_in_dialog(&page.folder().join("backups"));
    assert_eq!(page.refused("choose_second_place", json!({}))["field"], "folder");
    page.name_in_dialog(stick.path());
    assert_eq!(page.ask("choose_second_place", json!({})), json!(stick.path()));
    assert_eq!(page.ask("get_backup_health", json!({}))["second_place"], json!(stick.path()));
    page.ask("lock", json!({}));
    page.name_in_dialog(stick.path());
    assert_eq!(page.refused("choose_second_place", json!({}))["code"], "locked");
}

#[test]
fn the_lock_screen_shows_a_practice_to_who_wants_it() {
    let (page, _) = given();
    let offered = page.ask("get_today", json!({}))["practice"]["practice"].clone();
    page.ask("lock", json!({}));
    assert_eq!(page.ask("get_practice_while_locked", json!({})), Value::Null);
    unlock(&page);
    let mut settings = settings();
    settings["practice_while_locked"] = json!(true);
    page.ask("save_settings", json!({ "settings": settings }));
    page.ask("lock", json!({}));
    assert_eq!(page.ask("get_practice_while_locked", json!({}))["practice"], offered);
}

#[test]
fn an_exchange_waits_for_questions_and_ends_an_unlock() {
    let (page, _) = given();
    page.ask("lock", json!({}));
    let shell = page.shell();
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..20 {
                        shell.tick();
                        shell.status();
                    }
                })
            })
            .collect();
        let unlocking = scope.spawn(|| shell.ask(|engine| engine.unlock(PASSPHRASE)));
        for _ in 0..5 {
            shell.reopen();
        }
        // It was done before the first exchange, or after the last, or it was ended.
        if let Err(ended) = unlocking.join().unwrap() {
            assert_eq!(ended.code, ErrorCode::Locked);
        }
        for thread in asking {
            thread.join().unwrap();
        }
    });
    shell.reopen();
    assert_eq!(state(&page), "locked");
}
