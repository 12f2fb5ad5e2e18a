//! What the page may call. Each command parses, calls, and maps; a rule in here has leaked.

#![expect(clippy::needless_pass_by_value, reason = "Tauri gives a command its arguments by value")]
#![expect(clippy::let_underscore_must_use, reason = "Tauri's macro writes it for async commands")]

mod access;
mod journal;
mod keys;
mod machine;
mod practice;
mod recovery;
mod reminders;

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
        access::lock,
        access::look_again,
        access::quick_hide,
        access::status,
        access::touch,
        access::unlock,
        access::unlock_with_login,
        access::unlock_with_recovery,
        journal::delete_entry,
        journal::get_entry,
        journal::list_entries,
        journal::list_trash,
        journal::restore_entry,
        journal::save_entry,
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
        machine::get_promise,
        machine::get_support,
        machine::hear_notice,
        machine::preview_styles,
        machine::quit,
        machine::save_settings,
        machine::send_test_notification,
        machine::set_autostart,
        practice::another_practice,
        practice::get_progress,
        practice::get_today,
        practice::log_practice,
        practice::log_talk,
        practice::undo_log,
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
    ]
}
