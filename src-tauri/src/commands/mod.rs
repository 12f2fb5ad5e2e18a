//! What the page may call. Each command parses, calls, and maps; a rule in here has leaked.

#![expect(clippy::needless_pass_by_value, reason = "Tauri gives a command its arguments by value")]
#![expect(clippy::let_underscore_must_use, reason = "Tauri's macro writes it for async commands")]

mod access;
mod journal;
mod machine;
mod practice;
mod reminders;

use std::sync::Arc;

use tauri::{Runtime, State, ipc::Invoke};

use crate::{Shell, shell::Answer};

/// The shell, as every command receives it.
type App<'a> = State<'a, Arc<Shell>>;

/// For what waits until the page has saved: on a thread of its own, since the page's answer needs the pool's.
async fn waiting_for_page(app: App<'_>, deed: impl FnOnce(&Shell) + Send + 'static) -> Answer<()> {
    let shell = Arc::clone(&app);
    let done = tauri::async_runtime::spawn_blocking(move || deed(&shell)).await;
    if let Err(error) = done {
        tracing::error!(%error, "a command ended early");
    }
    Ok(())
}

/// Every command. `build.rs`, the capability and `ui/src/lib/ipc.ts` name the same ones.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        access::create_vault,
        access::finish_start,
        access::lock,
        access::look_again,
        access::quick_hide,
        access::status,
        access::touch,
        access::unlock,
        access::unlock_with_recovery,
        journal::delete_entry,
        journal::get_entry,
        journal::list_entries,
        journal::list_trash,
        journal::restore_entry,
        journal::save_entry,
        machine::choose_on_close,
        machine::flush_done,
        machine::hear_notice,
        machine::get_autostart,
        machine::get_promise,
        machine::get_support,
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
        reminders::answer_reminder,
        reminders::delete_reminder,
        reminders::list_reminders,
        reminders::pause_reminders,
        reminders::preview_reminder,
        reminders::restore_reminder,
        reminders::resume_reminders,
        reminders::save_reminder,
        reminders::set_kind_enabled,
    ]
}
