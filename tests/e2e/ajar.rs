//! The real program on a test's desktop.

use std::process::{Command, ExitStatus, Stdio};

use crate::desktop::Desktop;
use crate::page::Page;
use crate::patience::USUAL;
use crate::process::Process;
use crate::webdriver::{Session, free_port};

pub struct Ajar<'desktop> {
    desktop: &'desktop Desktop,
    process: Process,
    port: u16,
}

impl<'desktop> Ajar<'desktop> {
    pub fn start(desktop: &'desktop Desktop) -> Self {
        Self::start_with(desktop, &[])
    }

    /// Starts it in the tray, as at login.
    pub fn start_hidden(desktop: &'desktop Desktop) -> Self {
        Self::start_with(desktop, &["--hidden"])
    }

    /// Starts it where the computer is set to this zone, as after a journey.
    pub fn start_in(desktop: &'desktop Desktop, zone: &str) -> Self {
        let mut command = program(desktop);
        command.env("TZ", zone);
        Self::start_command(desktop, command)
    }

    /// Starts it on a clock of its own, which `Desktop::move_clock` moves while it runs.
    pub fn start_on_a_moved_clock(desktop: &'desktop Desktop) -> Self {
        let mut command = program(desktop);
        // The loader puts the system's library folder in place of $LIB. Timers go on in real time.
        command
            .env("LD_PRELOAD", "/usr/$LIB/faketime/libfaketime.so.1")
            .env("FAKETIME_TIMESTAMP_FILE", desktop.moved_clock())
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        Self::start_command(desktop, command)
    }

    fn start_with(desktop: &'desktop Desktop, arguments: &[&str]) -> Self {
        let mut command = program(desktop);
        command.args(arguments);
        Self::start_command(desktop, command)
    }

    fn start_command(desktop: &'desktop Desktop, mut command: Command) -> Self {
        let port = free_port();
        command
            .stdout(Stdio::null())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_INSPECTOR_SERVER", format!("127.0.0.1:{port}"));
        let process = Process::start("ajar", &mut command, &desktop.logs());
        Self { desktop, process, port }
    }

    /// The open window's page.
    pub fn page(&self) -> Page {
        Page::new(Session::attach(self.desktop, self.port))
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.process.kill();
    }

    pub fn is_running(&mut self) -> bool {
        self.process.has_ended().is_none()
    }

    /// Waits until it ends by itself.
    pub fn wait(&mut self) -> ExitStatus {
        self.process.wait(USUAL)
    }

    /// Its number among the processes.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// What it said on standard error.
    pub fn said(&self) -> String {
        self.process.said()
    }

    /// Starts it once more beside this one, and waits for that second start to end.
    pub fn start_again(&self) -> ExitStatus {
        start_and_wait(self.desktop).0
    }
}

/// A start that is expected to end by itself: how, and what it said.
pub fn start_and_wait(desktop: &Desktop) -> (ExitStatus, String) {
    let mut process = Process::start("ajar", program(desktop).stdout(Stdio::null()), &desktop.logs());
    let status = process.wait(USUAL);
    (status, process.said())
}

fn program(desktop: &Desktop) -> Command {
    desktop.command(env!("CARGO_BIN_EXE_ajar"))
}
