//! A log without content: what happened and which code, never a word the user wrote.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::Path,
    sync::Mutex,
};

use tracing_subscriber::{filter::LevelFilter, filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt};

const LARGEST: u64 = 1024 * 1024;

/// Writes to `log/ajar.log`. Only our own crates are heard: others might repeat what they were given.
pub fn start(data_dir: &Path) {
    let Ok(file) = open(&data_dir.join("log")) else {
        say("Ajar could not open its log; it goes on without one.");
        return;
    };
    let ours =
        Targets::new().with_target("ajar_shell", LevelFilter::INFO).with_target("ajar_engine", LevelFilter::INFO);
    let layer = fmt::layer().with_ansi(false).with_writer(Mutex::new(file));
    // A folder that is opened again finds a subscriber there already.
    drop(tracing_subscriber::registry().with(ours).with(layer).try_init());
}

/// One sentence for the person at the terminal.
pub fn say(sentence: &str) {
    if writeln!(std::io::stderr(), "{sentence}").is_err() {
        // Nobody reads standard error, and there is nowhere else to say so.
    }
}

fn open(folder: &Path) -> std::io::Result<File> {
    fs::create_dir_all(folder)?;
    let path = folder.join("ajar.log");
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        options.mode(0o600);
    }
    let file = options.open(&path)?;
    if file.metadata()?.len() > LARGEST {
        file.set_len(0)?;
    }
    Ok(file)
}
