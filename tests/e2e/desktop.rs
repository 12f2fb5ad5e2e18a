//! A whole desktop for one test: a screen, a window manager, a bus and a notification daemon, all private and all new.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::dragging::Drag;
use crate::logind::Logind;
use crate::notifications::Recorder;
use crate::panel::Panel;
use crate::patience::{USUAL, until_true};
use crate::process::Process;

/// What a desktop may lack.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Screen,
    Bus,
    Notifications,
    Tray,
}

pub struct Desktop {
    // Ended in this order: first what talks, then what it talks through.
    running: RefCell<Vec<Process>>,
    panel: Option<Panel>,
    logind: Option<Logind>,
    folder: TempDir,
    display: Option<String>,
    bus: Option<String>,
    system_bus: Option<String>,
    zone: String,
}

impl Desktop {
    pub fn new() -> Self {
        Self::without(&[])
    }

    pub fn without(lacking: &[Part]) -> Self {
        let has = |part| !lacking.contains(&part);
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        for name in ["home", "run", "logs", "tmp"] {
            fs::create_dir(folder.path().join(name)).expect("a new folder is writable");
        }
        let mut desktop = Self {
            running: RefCell::default(),
            panel: None,
            logind: None,
            folder,
            display: None,
            bus: None,
            system_bus: None,
            zone: zone_where_it_is_noon(),
        };
        if has(Part::Bus) {
            let bus = desktop.start_bus();
            desktop.panel = has(Part::Tray).then(|| Panel::start(&bus));
            desktop.bus = Some(bus);
        }
        if has(Part::Screen) {
            desktop.display = Some(desktop.start_screen());
        }
        if has(Part::Notifications) && has(Part::Bus) && has(Part::Screen) {
            desktop.start_notifications();
        }
        desktop
    }

    /// With a system that tells of sleep, of the screen lock and of other users.
    pub fn with_logind() -> Self {
        let mut desktop = Self::new();
        let bus = desktop.start_bus();
        desktop.logind = Some(Logind::start(&bus));
        desktop.system_bus = Some(bus);
        desktop
    }

    /// A program that sees this desktop and nothing of the machine's own.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH"))
            .env("HOME", self.at("home"))
            .env("XDG_RUNTIME_DIR", self.at("run"))
            .env("TMPDIR", self.at("tmp"))
            .env("AJAR_DATA_DIR", self.data_dir())
            .env("LANG", "C.UTF-8")
            .env("TZ", &self.zone)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1");
        if let Some(display) = &self.display {
            command.env("DISPLAY", display);
        }
        // Without an address programs would look for the machine's own bus.
        let address = |bus: &Option<String>| bus.clone().unwrap_or_else(|| "unix:path=/nonexistent".to_owned());
        command
            .env("DBUS_SESSION_BUS_ADDRESS", address(&self.bus))
            .env("DBUS_SYSTEM_BUS_ADDRESS", address(&self.system_bus));
        command
    }

    /// A path in this desktop's own folder.
    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data_dir(&self) -> PathBuf {
        self.at("data")
    }

    pub fn logs(&self) -> PathBuf {
        self.at("logs")
    }

    pub fn notifications(&self) -> Recorder<'_> {
        Recorder::new(self)
    }

    /// Moves the clock of a program that was started on a moved clock: `-2h` is two hours before the real time.
    pub fn move_clock(&self, from_now: &str) {
        // In one step: a program may read it at any moment.
        let part = self.at("clock.part");
        fs::write(&part, from_now).expect("the test's own folder is writable");
        fs::rename(part, self.moved_clock()).expect("the test's own folder is writable");
    }

    pub fn set_days_ago(&self, days: u32) {
        self.move_clock(&format!("-{days}d"));
    }

    pub fn moved_clock(&self) -> PathBuf {
        self.at("clock")
    }

    pub fn panel(&self) -> &Panel {
        self.panel.as_ref().expect("this test left the tray out")
    }

    pub fn logind(&self) -> &Logind {
        self.logind.as_ref().expect("this test has no logind")
    }

    /// A program of the desktop says something to whoever listens.
    pub fn say(&self, interface: &str, member: &str, value: bool) {
        let bus = self.bus.as_deref().expect("this test has a bus");
        zbus::blocking::connection::Builder::address(bus)
            .and_then(zbus::blocking::connection::Builder::build)
            .and_then(|connection| connection.emit_signal(None::<&str>, "/", interface, member, &value))
            .expect("the private bus carries signals");
    }

    /// The titles of the windows on the screen.
    pub fn windows(&self) -> Vec<String> {
        // Window, desktop and machine come before the title.
        self.window_list(&["-l"]).lines().filter_map(|line| line.split_whitespace().nth(3)).map(str::to_owned).collect()
    }

    /// Width and height of Ajar's window.
    pub fn window_size(&self) -> Option<(u32, u32)> {
        let list = self.window_list(&["-l", "-G"]);
        // Window, desktop, left and top come before the size.
        let mut sizes = list.lines().next()?.split_whitespace().skip(4).map_while(|size| size.parse().ok());
        Some((sizes.next()?, sizes.next()?))
    }

    /// The number of Ajar's window on the screen.
    pub fn window_number(&self) -> u32 {
        let list = self.window_list(&["-l"]);
        let number = list.split_whitespace().next().and_then(|number| number.strip_prefix("0x"));
        number.and_then(|number| u32::from_str_radix(number, 16).ok()).expect("the window is open")
    }

    /// Something to drop on the window.
    pub fn drag(&self, file: &Path) -> Drag {
        Drag::of(file, self.display.as_deref().expect("this test has a screen"))
    }

    fn window_list(&self, arguments: &[&str]) -> String {
        let output = self.command("wmctrl").args(arguments).output().expect("wmctrl is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Closes Ajar's window as its close button does, and waits until it is gone.
    pub fn close_window(&self) {
        self.ask_window(&["-F", "-c", "Ajar"]);
        until_true("the window to close", USUAL, || self.windows().is_empty());
    }

    /// Asks the window manager for something that concerns Ajar's window.
    pub fn ask_window(&self, arguments: &[&str]) {
        until_true("the window", USUAL, || !self.windows().is_empty());
        let status = self.command("wmctrl").args(arguments).status().expect("wmctrl is installed");
        assert!(status.success(), "wmctrl {arguments:?} was refused");
    }

    /// A key ring that stands open, as after a login.
    pub fn start_key_ring(&self) -> Process {
        let password = self.at("password");
        fs::write(&password, "of the login").expect("a new folder is writable");
        let mut daemon = self.command("sh");
        daemon
            .args(["-c", "exec gnome-keyring-daemon --unlock --foreground --components=secrets < \"$0\""])
            .arg(&password)
            .stdout(Stdio::null());
        let process = Process::start("gnome-keyring-daemon", &mut daemon, &self.logs());
        until_true("the key ring", USUAL, || {
            self.ask_bus(
                "org.freedesktop.DBus",
                "/",
                "org.freedesktop.DBus.NameHasOwner",
                "string:org.freedesktop.secrets",
            )
            .contains("true")
        });
        process
    }

    /// Nobody is there to type its password again.
    pub fn lock_key_ring(&self) {
        let collection = "array:objpath:/org/freedesktop/secrets/collection/login";
        let lock = "org.freedesktop.Secret.Service.Lock";
        let locked = self.ask_bus("org.freedesktop.secrets", "/org/freedesktop/secrets", lock, collection);
        assert!(locked.contains("collection/login"), "it answered: {locked}");
    }

    fn ask_bus(&self, service: &str, object: &str, method: &str, argument: &str) -> String {
        let mut asked = self.command("dbus-send");
        asked.args(["--session", "--print-reply", &format!("--dest={service}"), object, method, argument]);
        let output = asked.output().expect("dbus-send comes with the bus");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn start_bus(&self) -> String {
        let config = self.at("bus.conf");
        fs::write(&config, bus_config(&self.at("run"))).expect("a new folder is writable");
        let mut daemon = Command::new("dbus-daemon");
        daemon.args(["--nofork", "--print-address=1"]).arg(format!("--config-file={}", config.display()));
        let (process, address) = Process::start_and_hear("dbus-daemon", &mut daemon, &self.logs());
        self.keep(process);
        address
    }

    fn start_screen(&self) -> String {
        let mut server = Command::new("Xvfb");
        // Told which number to take: two servers that look for a free one at the same time can settle on the same.
        server.arg(next_display()).args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1400x1000x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let (process, number) = Process::start_and_hear("Xvfb", &mut server, &self.logs());
        self.keep(process);
        let display = format!(":{number}");
        let mut manager = self.command("openbox");
        self.keep(Process::start("openbox", manager.env("DISPLAY", &display).stdout(Stdio::null()), &self.logs()));
        until_true("the window manager", USUAL, || {
            let mut asked = self.command("wmctrl");
            asked.arg("-m").env("DISPLAY", &display).stdout(Stdio::null()).stderr(Stdio::null());
            asked.status().expect("wmctrl is installed").success()
        });
        display
    }

    fn start_notifications(&self) {
        let recorder = self.notifications();
        self.keep(recorder.start_monitor());
        self.keep(recorder.start_daemon());
        until_true("the notification daemon", USUAL, || recorder.displayed().is_some());
    }

    pub fn keep(&self, process: Process) {
        self.running.borrow_mut().insert(0, process);
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        if std::thread::panicking() {
            print_logs(&self.logs());
        }
    }
}

/// A number for a screen that no other test of this run takes, and hardly any other program.
fn next_display() -> String {
    static TAKEN: AtomicU32 = AtomicU32::new(0);
    let range_of_this_run = 100 + std::process::id() % 500 * 100;
    format!(":{}", range_of_this_run + TAKEN.fetch_add(1, Ordering::Relaxed) % 100)
}

/// What the programs said, for the person who reads a failure.
fn print_logs(folder: &Path) {
    let Ok(logs) = fs::read_dir(folder) else {
        return;
    };
    for path in logs.filter_map(Result::ok).map(|log| log.path()) {
        let said = fs::read_to_string(&path).unwrap_or_default();
        let last: Vec<&str> = said.lines().rev().take(15).collect();
        for line in last.into_iter().rev() {
            eprintln!("{}: {line}", path.file_stem().unwrap_or_default().display());
        }
    }
}

/// A bus that starts no service of its own: a test has exactly the daemons that it asked for.
fn bus_config(folder: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        folder.display()
    )
}

/// A zone without daylight saving where the day is young and nobody's quiet hours are near, whenever the test runs.
#[expect(clippy::disallowed_methods, reason = "the real program that is tested reads the real clock as well")]
fn zone_where_it_is_noon() -> String {
    let seconds =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970").as_secs();
    let hour_in_utc = seconds / 3600 % 24;
    // POSIX counts westward: Etc/GMT+5 is five hours behind.
    match hour_in_utc {
        0 => "Etc/GMT-12".to_owned(),
        1..=11 => format!("Etc/GMT-{}", 12 - hour_in_utc),
        12 => "Etc/UTC".to_owned(),
        _ => format!("Etc/GMT+{}", hour_in_utc - 12),
    }
}
