//! Puts the program together and runs it.

use std::{
    path::Path,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use ajar_engine::{
    Engine,
    clock::{Clock, SystemClock},
    dto::VaultState,
    paths,
};
use tauri::{AppHandle, Manager, RunEvent, WindowEvent};

use crate::{
    Shell, commands, display,
    host::Desktop,
    log, notify,
    opened::{Open, Opened},
    session, ticker, tray, window,
};

/// Whether a second start wants to see the window.
static ASKED_FOR: AtomicBool = AtomicBool::new(false);

/// Starts Ajar and stays until it quits. The exit code is not zero when it could not start.
pub fn run() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            log::say(&sentence);
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<(), String> {
    display::check()?;
    let data_dir = paths::data_dir().map_err(|error| error.body().message)?;
    let hidden = std::env::args().any(|argument| argument == "--hidden");

    let app = tauri::Builder::default()
        .plugin(single_instance(&data_dir))
        .plugin(tauri_plugin_notification::init())
        // The page may call none of it: dialogs are opened from here.
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(commands::handler())
        .setup(move |app| {
            set_up(app.handle(), &data_dir, hidden);
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(|error| {
            tracing::error!(%error, "the window system refused to start");
            "Ajar could not start its window. Check that WebKitGTK is installed, then start it again.".to_owned()
        })?;

    app.run(|app, event| match event {
        // Without a window Ajar goes on in the tray; only Quit, which gives a code, ends it.
        RunEvent::ExitRequested { api, code: None, .. } => api.prevent_exit(),
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } => {
            api.prevent_close();
            let shell = Arc::clone(&app.state::<Arc<Shell>>());
            std::thread::spawn(move || shell.close_window());
        }
        // It may just have been minimized, and the user may want it locked at once then.
        RunEvent::WindowEvent { event: WindowEvent::Focused(false), .. } => app.state::<Arc<Shell>>().alarm.ring(),
        _ => {}
    });
    Ok(())
}

/// Registered first, so that a second start ends before it opens any file.
fn single_instance(data_dir: &Path) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(paths::instance_name(data_dir))
        .callback(|app, arguments, _directory| {
            if arguments.iter().any(|argument| argument == "--hidden") {
                return;
            }
            // Said first and asked afterwards: while this start is still going on, it opens the window at its end.
            ASKED_FOR.store(true, Ordering::SeqCst);
            let Some(shell) = app.try_state::<Arc<Shell>>() else { return };
            let shell = Arc::clone(&shell);
            // Building a window inside this callback would deadlock on Windows.
            std::thread::spawn(move || shell.open_window(None));
        })
        .build()
}

fn set_up(app: &AppHandle, data_dir: &Path, hidden: bool) {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    let opened = Opened::new(opening(data_dir, &clock));
    // The page that says why the folder cannot be used needs a place of its own.
    let web_data = match opened.problem() {
        None => data_dir.join("webview"),
        Some(_) => std::env::temp_dir().join(format!("ajar-{}", std::process::id())),
    };
    window::prepare_web_data(&web_data);
    let shell = Arc::new(Shell::new(opened, clock, Box::new(Desktop::new(app.clone(), web_data))));
    app.manage(Arc::clone(&shell));
    notify::listen(app, &shell);
    tray::start(app.clone(), Arc::clone(&shell));
    ticker::start(Arc::clone(&shell));
    session::listen(app, &shell);
    // A problem is shown even when nobody asked for the window.
    if !hidden || ASKED_FOR.load(Ordering::SeqCst) || shell.status().state == VaultState::Recovery {
        std::thread::spawn(move || shell.open_window(None));
    }
}

/// How Ajar's folder is opened, now and after a restore.
fn opening(data_dir: &Path, clock: &Arc<dyn Clock>) -> Open {
    let (data_dir, clock) = (data_dir.to_owned(), Arc::clone(clock));
    Box::new(move || {
        let engine = Engine::open(&data_dir, Arc::clone(&clock))?;
        // After the engine has made the folder private.
        log::start(&data_dir);
        Ok(engine)
    })
}
