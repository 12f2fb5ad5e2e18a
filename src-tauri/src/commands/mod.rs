//! What the page may call. Each command parses, calls, and maps; a rule in here has leaked.

#![expect(clippy::needless_pass_by_value, reason = "Tauri gives a command its arguments by value")]
#![expect(clippy::let_underscore_must_use, reason = "Tauri's macro writes it for async commands")]

mod access;
mod cards;
mod days;
mod journal;
mod keys;
mod machine;
mod pictures;
mod plans;
mod practice;
mod practices;
mod recovery;
mod reminders;
mod talks;
mod thanks;
mod weekly;

use std::sync::Arc;

use ajar_engine::dto::{ErrorBody, ErrorCode};
use tauri::{Runtime, State, ipc::Invoke};

use crate::{Shell, shell::Answer};

/// The shell, as every command receives it.
type App<'a> = State<'a, Arc<Shell>>;

/// A passphrase or key on its way in, wiped when the command ends.
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub struct Secret(zeroize::Zeroizing<String>);

/// For what waits until the page has saved: on a thread of its own, since the page's answer needs the pool's.
async fn waiting_for_page(app: App<'_>, deed: impl FnOnce(&Shell) + Send + 'static) -> Answer<()> {
    waiting(app, move |shell| {
        deed(shell);
        Ok(())
    })
    .await
}

/// For what waits for the page or for the user, and answers something.
async fn waiting<T: Send + 'static>(
    app: App<'_>,
    deed: impl FnOnce(&Shell) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let shell = Arc::clone(&app);
    tauri::async_runtime::spawn_blocking(move || deed(&shell)).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a command ended early");
        Err(ErrorBody {
            code: ErrorCode::Internal,
            message: "Something went wrong in Ajar. Start it again, then try once more.".to_owned(),
            field: None,
        })
    })
}

/// Every command. `build.rs`, the capability and `ui/src/lib/ipc.ts` name the same ones.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        access::create_vault,
        access::drop_letter,
        access::finish_start,
        access::get_practice_while_locked,
        access::hand_over,
        access::lock,
        access::look_again,
        access::quick_hide,
        access::status,
        access::touch,
        access::unlock,
        access::unlock_with_login,
        access::unlock_with_recovery,
        cards::alone_now,
        cards::delete_own_card,
        cards::draw_card,
        cards::drop_pending,
        cards::get_deck,
        cards::go_now,
        cards::list_decks,
        cards::mark_card,
        cards::restore_own_card,
        cards::save_own_card,
        cards::set_deck_easy,
        cards::skip_card,
        days::get_day,
        days::get_entry_place,
        days::hide_memory,
        days::hide_period,
        days::list_days,
        days::list_hidden_days,
        days::list_months,
        days::show_memory,
        days::show_period,
        journal::delete_entry,
        journal::get_entry,
        journal::get_revision,
        journal::list_entries,
        journal::list_revisions,
        journal::list_trash,
        journal::purge_entry,
        journal::restore_entry,
        journal::save_entry,
        journal::search_entries,
        keys::change_passphrase,
        keys::make_recovery_key,
        keys::rate_passphrase,
        keys::rekey,
        keys::revoke_recovery_key,
        keys::set_login_way,
        keys::suggest_passphrase,
        keys::test_recovery_key,
        machine::choose_on_close,
        machine::flush_done,
        machine::get_autostart,
        machine::get_partner_page,
        machine::get_promise,
        machine::get_support,
        machine::hear_notice,
        machine::open_link,
        machine::preview_styles,
        machine::quit,
        machine::save_settings,
        machine::send_test_notification,
        machine::set_autostart,
        machine::set_full_screen,
        pictures::caption_picture,
        pictures::choose_pictures,
        pictures::get_picture,
        pictures::list_pictures,
        pictures::paste_picture,
        pictures::remove_picture,
        pictures::restore_picture,
        plans::check_safe_space,
        plans::delete_plan,
        plans::finish_plan,
        plans::get_plan,
        plans::list_plans,
        plans::open_plan,
        plans::planner_words,
        plans::read_sentence,
        plans::remind_plan,
        plans::restore_plan,
        plans::resume_plan,
        plans::save_plan,
        plans::seal_fear,
        plans::set_plan_aside,
        practice::another_practice,
        practice::get_progress,
        practice::get_today,
        practice::log_practice,
        practice::log_talk,
        practice::undo_log,
        practices::delete_own_practice,
        practices::get_partner_notes,
        practices::get_practice,
        practices::get_rehearsal,
        practices::get_tense,
        practices::get_turn_to_ask,
        practices::get_unfinished,
        practices::keep_unfinished,
        practices::list_practices,
        practices::mark_practice,
        practices::restore_own_practice,
        practices::save_own_practice,
        practices::save_partner_notes,
        recovery::back_up_now,
        recovery::choose_backup,
        recovery::choose_second_place,
        recovery::erase_everything,
        recovery::forget_second_place,
        recovery::get_backup_health,
        recovery::list_backups,
        recovery::open_anyway,
        recovery::preview_restore,
        recovery::restore_backup,
        recovery::start_anew,
        recovery::undo_restore,
        recovery::verify_journal,
        reminders::answer_ask,
        reminders::answer_reminder,
        reminders::delete_reminder,
        reminders::export_calendar,
        reminders::list_occurrences,
        reminders::list_reminders,
        reminders::pause_reminders,
        reminders::preview_reminder,
        reminders::restore_reminder,
        reminders::resume_reminders,
        reminders::save_reminder,
        reminders::set_kind_enabled,
        talks::choose_easing,
        talks::describe_talk,
        talks::get_easing,
        talks::get_talk,
        talks::list_talks,
        talks::redo_talk,
        talks::write_about,
        thanks::delete_matter,
        thanks::delete_thanks,
        thanks::list_thanks,
        thanks::restore_matter,
        thanks::restore_thanks,
        thanks::save_matter,
        thanks::save_thanks,
        weekly::get_check_in,
        weekly::get_review,
        weekly::save_check_in,
        weekly::save_review,
    ]
}
