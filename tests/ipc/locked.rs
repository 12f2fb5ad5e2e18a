//! What every command answers while the journal is locked, and that none fails hard where there is none to open.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::page::{self, Page};
use crate::{PASSPHRASE, UNKNOWN, first_start, practice_reminder};

/// What a locked Ajar does with a command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Locked {
    Refuses,
    /// It answers as always: with what was asked for, or with a refusal of its own.
    Answers,
    /// Not tried here, because it reaches for the machine itself.
    Untried,
}

use Locked::{Answers, Refuses, Untried};

/// A practice or a card of the user's own that there is none of.
const OWN: &str = "o:01890a5d-ac96-774b-bcce-b302099a8057";

#[test]
fn every_command_has_a_row() {
    let rows: BTreeSet<String> = rows().into_iter().map(|(command, ..)| command.to_owned()).collect();
    let commands = commands();
    let missing: Vec<_> = commands.difference(&rows).collect();
    let unknown: Vec<_> = rows.difference(&commands).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "no row for {missing:?}; no command {unknown:?}");
}

#[test]
fn while_locked_each_command_does_what_its_row_says() {
    let page = Page::open(PASSPHRASE);
    page.ask("lock", json!({}));
    for (command, _, arguments) in rows().into_iter().filter(|(_, locked, _)| *locked == Refuses) {
        let answer = page.try_to(command, arguments);
        let refused = answer.expect_err(command);
        assert_eq!(refused["code"], "locked", "{command}: {refused}");
        assert_eq!(page.state(), "locked", "{command}");
    }
    for (command, _, arguments) in rows().into_iter().filter(|(_, locked, _)| *locked == Answers) {
        if let Err(refused) = page.try_to(command, arguments) {
            assert!(refused["code"].is_string(), "{command}: {refused}");
            assert_ne!(refused["code"], "locked", "{command}");
        }
        assert_ne!(page.state(), "open", "{command}");
    }
}

#[test]
fn where_nothing_can_be_unlocked_every_command_still_answers() {
    for (page, state) in [(Page::new(), "new"), (Page::damaged(), "recovery"), (Page::without_folder(), "recovery")] {
        assert_eq!(page.state(), state);
        for (command, locked, arguments) in rows() {
            // A first start would end the state.
            if locked == Untried || command == "create_vault" {
                continue;
            }
            if let Err(refused) = page.try_to(command, arguments) {
                let sentence = refused["message"].as_str().unwrap_or_default();
                assert!(sentence.ends_with('.'), "{command} in {state}: {refused}");
            }
        }
    }
}

/// The commands, read where the shell is given them.
fn commands() -> BTreeSet<String> {
    let source = include_str!("../../src-tauri/src/commands/mod.rs");
    let (_, list) = source.split_once("generate_handler![").expect("commands/mod.rs makes the handler");
    let (list, _) = list.split_once(']').expect("the list ends");
    let paths = list.split(',').map(str::trim).filter(|path| !path.is_empty());
    paths.map(|path| path.rsplit("::").next().unwrap_or(path).to_owned()).collect()
}

/// Every command with what it needs. Those that may end the locked state come last.
fn rows() -> Vec<(&'static str, Locked, Value)> {
    let id = || json!({ "id": UNKNOWN });
    let proof = || json!({ "proof": { "passphrase": "not this one" } });
    let backup = || json!({ "backup": UNKNOWN, "proof": { "passphrase": "not this one" } });
    let reminder = || json!({ "reminder": practice_reminder("18:30") });
    vec![
        ("another_practice", Refuses, json!({ "seen": [] })),
        ("answer_ask", Refuses, json!({ "answer": { "answer": "times_here" } })),
        ("back_up_now", Refuses, json!({})),
        ("change_passphrase", Refuses, json!({ "proof": { "passphrase": PASSPHRASE }, "new": "another evening lamp" })),
        ("choose_second_place", Refuses, json!({})),
        ("delete_entry", Refuses, id()),
        ("delete_reminder", Refuses, id()),
        ("export_calendar", Refuses, json!({ "reminder": null })),
        ("forget_second_place", Refuses, json!({})),
        ("get_backup_health", Refuses, json!({})),
        ("get_entry", Refuses, id()),
        ("caption_picture", Refuses, json!({ "id": UNKNOWN, "caption": "x" })),
        ("choose_pictures", Refuses, json!({ "entry": UNKNOWN })),
        ("get_picture", Refuses, json!({ "id": UNKNOWN, "small": true })),
        ("list_pictures", Refuses, json!({ "entry": UNKNOWN })),
        ("paste_picture", Refuses, json!({})),
        ("remove_picture", Refuses, id()),
        ("restore_picture", Refuses, id()),
        ("get_revision", Refuses, json!({ "id": UNKNOWN, "rev": 1 })),
        ("list_revisions", Refuses, id()),
        ("purge_entry", Refuses, json!({ "id": UNKNOWN, "proof": { "passphrase": "not this one" } })),
        ("get_progress", Refuses, json!({ "month": null })),
        ("get_today", Refuses, json!({})),
        ("get_day", Refuses, json!({ "day": null })),
        ("get_entry_place", Refuses, id()),
        ("hide_memory", Refuses, id()),
        ("hide_period", Refuses, json!({ "period": { "first": "2026-03-09", "last": "2026-03-10" } })),
        ("list_days", Refuses, json!({ "month": "2026-03" })),
        ("list_entries", Refuses, json!({ "from": 0 })),
        ("list_hidden_days", Refuses, json!({})),
        ("list_months", Refuses, json!({})),
        ("show_memory", Refuses, id()),
        ("show_period", Refuses, json!({ "period": { "first": "2026-03-09", "last": "2026-03-10" } })),
        ("list_occurrences", Refuses, json!({ "reminder": UNKNOWN })),
        ("list_reminders", Refuses, json!({})),
        ("list_trash", Refuses, json!({})),
        ("log_practice", Refuses, json!({ "practice": "c:listen-first", "occurrence": null })),
        (
            "log_talk",
            Refuses,
            json!({ "talk": { "id": UNKNOWN, "response": "joined_in", "setting": null, "occurrence": null } }),
        ),
        ("make_recovery_key", Refuses, proof()),
        ("preview_reminder", Refuses, reminder()),
        ("rekey", Refuses, proof()),
        ("restore_entry", Refuses, id()),
        ("restore_reminder", Refuses, id()),
        ("revoke_recovery_key", Refuses, proof()),
        ("save_entry", Refuses, json!({ "save": { "id": UNKNOWN, "base_rev": 0, "text": "x", "day": null } })),
        ("search_entries", Refuses, json!({ "query": { "text": "x", "order": "newest", "after": null } })),
        ("save_reminder", Refuses, reminder()),
        // Whoever may not open it may not make it lock later, either.
        ("save_settings", Refuses, json!({ "settings": page::settings() })),
        ("set_kind_enabled", Refuses, json!({ "kind": "moment", "enabled": false })),
        ("set_login_way", Refuses, json!({ "on": true, "proof": { "passphrase": "not this one" } })),
        ("test_recovery_key", Refuses, json!({ "key": "not a key" })),
        ("redo_talk", Refuses, id()),
        ("undo_log", Refuses, id()),
        ("verify_journal", Refuses, json!({})),
        ("list_practices", Refuses, json!({})),
        ("get_practice", Refuses, json!({ "practice": "c:listen-first" })),
        (
            "save_own_practice",
            Refuses,
            json!({ "own": { "practice": null, "title": "x", "today": "x", "faces": "on_self", "why": "", "steps": [], "stop_when": [] } }),
        ),
        ("delete_own_practice", Refuses, json!({ "practice": OWN })),
        ("restore_own_practice", Refuses, json!({ "practice": OWN })),
        (
            "mark_practice",
            Refuses,
            json!({ "practice": "c:listen-first", "mark": { "favorite": false, "hidden": false } }),
        ),
        ("get_partner_notes", Refuses, json!({})),
        ("get_unfinished", Refuses, json!({ "form": "own card" })),
        ("keep_unfinished", Refuses, json!({ "form": "own card", "text": "{}" })),
        ("save_partner_notes", Refuses, json!({ "notes": { "pace": "", "comfort": "" } })),
        ("get_tense", Refuses, json!({})),
        ("get_rehearsal", Refuses, json!({ "seen": [] })),
        ("list_decks", Refuses, json!({})),
        ("get_deck", Refuses, json!({ "deck": "day" })),
        ("draw_card", Refuses, json!({ "deck": null, "seen": [], "inTransit": false })),
        ("skip_card", Refuses, json!({ "card": "c:day-01" })),
        ("mark_card", Refuses, json!({ "card": "c:day-01", "mark": { "favorite": false, "hidden": false } })),
        ("set_deck_easy", Refuses, json!({ "deck": "day", "easy": false })),
        (
            "save_own_card",
            Refuses,
            json!({ "own": { "card": null, "deck": "day", "depth": 1, "text": "x", "lead": "", "follow": "" } }),
        ),
        ("delete_own_card", Refuses, json!({ "card": OWN })),
        ("restore_own_card", Refuses, json!({ "card": OWN })),
        ("alone_now", Refuses, json!({ "seen": [], "inTransit": false })),
        ("go_now", Refuses, json!({ "card": null })),
        ("drop_pending", Refuses, json!({})),
        (
            "describe_talk",
            Refuses,
            json!({ "id": UNKNOWN, "details": { "opener": null, "minutes": null, "topic": null, "depth": null, "floor": null, "pushed": null, "outcome": null, "free": null, "understood": "" } }),
        ),
        ("get_talk", Refuses, json!({ "id": UNKNOWN })),
        ("list_talks", Refuses, json!({ "after": null })),
        ("write_about", Refuses, json!({ "about": { "what": "talk", "id": UNKNOWN } })),
        ("get_easing", Refuses, json!({})),
        ("choose_easing", Refuses, json!({ "choice": { "choice": "rest" } })),
        ("planner_words", Refuses, json!({})),
        ("open_plan", Refuses, json!({})),
        ("list_plans", Refuses, json!({})),
        ("get_plan", Refuses, json!({ "id": UNKNOWN })),
        ("save_plan", Refuses, json!({ "save": { "id": UNKNOWN, "base_rev": 0, "steps": plan_steps() } })),
        ("seal_fear", Refuses, json!({ "id": UNKNOWN, "fear": "x" })),
        ("read_sentence", Refuses, json!({ "id": UNKNOWN })),
        ("check_safe_space", Refuses, json!({ "id": UNKNOWN, "answers": { "yes": [], "no": [], "feeling": null } })),
        ("remind_plan", Refuses, json!({ "id": UNKNOWN, "at": null })),
        (
            "finish_plan",
            Refuses,
            json!({ "id": UNKNOWN, "after": { "happened": "", "learned": "", "follow_up": null } }),
        ),
        ("set_plan_aside", Refuses, json!({ "id": UNKNOWN })),
        ("resume_plan", Refuses, json!({ "id": UNKNOWN })),
        ("delete_plan", Refuses, json!({ "id": UNKNOWN })),
        ("restore_plan", Refuses, json!({ "id": UNKNOWN })),
        ("list_thanks", Refuses, json!({})),
        ("save_thanks", Refuses, json!({ "save": { "id": UNKNOWN, "text": "x", "reached": "yes" } })),
        ("delete_thanks", Refuses, json!({ "id": UNKNOWN })),
        ("restore_thanks", Refuses, json!({ "id": UNKNOWN })),
        ("save_matter", Refuses, json!({ "save": { "id": UNKNOWN, "text": "x", "state": "waiting" } })),
        ("delete_matter", Refuses, json!({ "id": UNKNOWN })),
        ("restore_matter", Refuses, json!({ "id": UNKNOWN })),
        ("get_check_in", Refuses, json!({})),
        ("save_check_in", Refuses, json!({ "week": "2026-03-09", "answers": [] })),
        ("get_review", Refuses, json!({})),
        ("save_review", Refuses, json!({ "week": "2026-03-09", "words": { "tried": "x", "learned": "", "next": "" } })),
        ("get_partner_page", Answers, json!({})),
        ("get_turn_to_ask", Answers, json!({})),
        ("open_link", Answers, json!({ "number": 255 })),
        ("set_full_screen", Answers, json!({ "on": false })),
        ("answer_reminder", Answers, json!({ "occurrence": UNKNOWN, "action": { "how": "skip" } })),
        ("choose_backup", Answers, json!({})),
        ("choose_on_close", Answers, json!({ "keep": true })),
        ("create_vault", Answers, json!({ "first": first_start(PASSPHRASE) })),
        ("drop_letter", Answers, json!({ "letter": { "kind": "line", "id": UNKNOWN, "text": "x" } })),
        // Its proof opens the journal anyway, and in recovery there is no other way to it.
        ("erase_everything", Answers, proof()),
        ("finish_start", Answers, json!({})),
        ("flush_done", Answers, json!({ "ticket": 9, "saved": true })),
        ("get_autostart", Answers, json!({})),
        ("get_practice_while_locked", Answers, json!({})),
        ("get_promise", Answers, json!({})),
        ("get_support", Answers, json!({})),
        ("hand_over", Answers, json!({})),
        ("hear_notice", Answers, json!({ "notice": "Something to know." })),
        ("list_backups", Answers, json!({})),
        ("lock", Answers, json!({})),
        ("look_again", Answers, json!({})),
        ("pause_reminders", Answers, json!({ "reminder": null, "pause": { "how": "hour" } })),
        ("preview_restore", Answers, backup()),
        ("preview_styles", Answers, json!({})),
        ("quick_hide", Answers, json!({})),
        ("quit", Answers, json!({})),
        ("rate_passphrase", Answers, json!({ "passphrase": "another evening lamp" })),
        ("restore_backup", Answers, backup()),
        ("resume_reminders", Answers, json!({ "reminder": null })),
        ("send_test_notification", Answers, json!({})),
        // It writes into the start-up folder of whoever runs the test.
        ("set_autostart", Untried, json!({ "on": false })),
        ("status", Answers, json!({})),
        ("suggest_passphrase", Answers, json!({})),
        ("touch", Answers, json!({})),
        ("unlock", Answers, json!({ "passphrase": "not this one" })),
        ("unlock_with_login", Answers, json!({})),
        ("unlock_with_recovery", Answers, json!({ "key": "not a key" })),
        ("open_anyway", Answers, json!({})),
        ("undo_restore", Answers, json!({})),
        ("start_anew", Answers, json!({})),
    ]
}

fn plan_steps() -> Value {
    json!({
        "want": "", "why": "", "weight": null, "goodwill": "", "opening": "", "first": "", "way_out": "",
        "when_then": "", "if_no": "", "if_hard": "", "neighbor": "", "general": "", "ours": "", "topic": null,
    })
}
