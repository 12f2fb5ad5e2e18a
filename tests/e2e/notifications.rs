//! What a real notification daemon was asked to show, and clicks on its buttons.

use std::fs::{self, File};
use std::path::PathBuf;

use crate::desktop::Desktop;
use crate::patience::{USUAL, until, until_true};
use crate::process::Process;

/// One `Notify` call as it went over the bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub title: String,
    pub body: String,
    /// The labels of its buttons, in order.
    pub buttons: Vec<String>,
}

/// Dunst, and a record of every message on the bus.
pub struct Recorder<'desktop> {
    desktop: &'desktop Desktop,
}

impl<'desktop> Recorder<'desktop> {
    pub fn new(desktop: &'desktop Desktop) -> Self {
        Self { desktop }
    }

    pub fn start_daemon(&self) -> Process {
        let config = self.desktop.at("dunstrc");
        // Dunst offers the buttons of what it shows in a menu program; ours "clicks" the line that the test wrote down.
        let menu = format!("[global]\n  dmenu = /usr/bin/env grep -m1 -F -f {}\n", self.choice().display());
        fs::write(&config, menu).expect("the test's own folder is writable");
        let mut daemon = self.desktop.command("dunst");
        daemon.arg("-config").arg(config).stdout(std::process::Stdio::null());
        Process::start("dunst", &mut daemon, &self.desktop.logs())
    }

    pub fn start_monitor(&self) -> Process {
        let record = File::create(self.record()).expect("the test's own folder is writable");
        let mut monitor = self.desktop.command("dbus-monitor");
        let process = Process::start("dbus-monitor", monitor.arg("--session").stdout(record), &self.desktop.logs());
        // It gives up its own name when it begins to listen.
        until_true("the bus monitor", USUAL, || self.bus_traffic().contains("member=NameLost"));
        process
    }

    /// Everything that went over the bus so far.
    pub fn bus_traffic(&self) -> String {
        let bytes = fs::read(self.record()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Every notification asked for so far, oldest first.
    pub fn notices(&self) -> Vec<Notice> {
        notices_in(&self.bus_traffic())
    }

    /// Waits for the notification after the first `seen` ones.
    pub fn next_after(&self, seen: usize, limit: std::time::Duration) -> Notice {
        let notice = until("a notification", limit, || self.notices().into_iter().nth(seen));
        until_true("the notification on the screen", USUAL, || self.displayed().is_some_and(|count| count > 0));
        notice
    }

    /// How many notifications are on the screen; `None` while the daemon does not answer.
    pub fn displayed(&self) -> Option<u32> {
        let output =
            self.desktop.command("dunstctl").args(["count", "displayed"]).output().expect("dunstctl comes with dunst");
        String::from_utf8_lossy(&output.stdout).trim().parse().ok()
    }

    /// Turns do-not-disturb on or off, as the user does in dunst's menu.
    pub fn pause(&self, is_paused: bool) {
        let word = if is_paused { "true" } else { "false" };
        let status = self.desktop.command("dunstctl").args(["set-paused", word]).status();
        assert!(status.expect("dunstctl comes with dunst").success(), "dunst did not pause");
    }

    /// Waits until somebody has asked dunst whether it is paused, more often than before.
    pub fn wait_for_question(&self, before: usize, limit: std::time::Duration) {
        until_true("the question whether to be quiet", limit, || self.questions() > before);
    }

    /// `dunstctl` asks as well, when it pauses.
    pub fn questions(&self) -> usize {
        self.bus_traffic().matches("string \"org.dunstproject.cmd0\"\n   string \"paused\"").count()
    }

    /// Chooses a button of a shown notification by its label.
    pub fn press(&self, button: &str) {
        fs::write(self.choice(), button).expect("the test's own folder is writable");
        let before = self.actions_invoked();
        let status = self.desktop.command("dunstctl").arg("context").status().expect("dunstctl comes with dunst");
        assert!(status.success(), "dunst did not open its menu");
        until_true(&format!("the button {button}"), USUAL, || self.actions_invoked() > before);
    }

    fn actions_invoked(&self) -> usize {
        self.bus_traffic().matches("interface=org.freedesktop.Notifications; member=ActionInvoked").count()
    }

    fn choice(&self) -> PathBuf {
        self.desktop.at("choice")
    }

    fn record(&self) -> PathBuf {
        self.desktop.at("bus.txt")
    }
}

/// Reads the text that dbus-monitor prints: a head line a message, then its arguments indented by three spaces.
fn notices_in(traffic: &str) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut lines = traffic.lines().peekable();
    while let Some(line) = lines.next() {
        if !(line.starts_with("method call") && line.contains("interface=org.freedesktop.Notifications; member=Notify"))
        {
            continue;
        }
        let mut message = String::new();
        while let Some(line) = lines.next_if(|line| line.starts_with(' ') || !line.contains(" time=")) {
            message.push_str(line);
            message.push('\n');
        }
        // The hints end the message; a record that stops before them is still being written.
        if message.contains("\n   int32 ") {
            notices.extend(read_notice(&message));
        }
    }
    notices
}

/// Arguments of `Notify`: name, number to replace, icon, title, body, buttons as key and label, hints, time.
fn read_notice(message: &str) -> Option<Notice> {
    let mut texts = message.split("\n   array [").next()?.split("   string \"").skip(3).map(|text| {
        let text = text.trim_end_matches('\n');
        text.strip_suffix('"').unwrap_or(text).to_owned()
    });
    let (title, body) = (texts.next()?, texts.next()?);
    let buttons = message.split("\n   array [").nth(1)?.split("\n   ]").next()?;
    let words: Vec<&str> = buttons.split('"').skip(1).step_by(2).collect();
    // The key "default" is a click on the notification itself, which no button shows.
    let shown = words.chunks(2).filter(|pair| pair.first() != Some(&"default"));
    let buttons = shown.filter_map(|pair| pair.get(1)).map(|label| (*label).to_owned()).collect();
    Some(Notice { title, body, buttons })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_call_is_read_back() {
        let traffic = r#"signal time=1.2 sender=a -> destination=b serial=2 path=/; interface=x; member=NameLost
   string ":1.0"
method call time=1.3 sender=:1.2 -> destination=:1.1 serial=8 path=/org/freedesktop/Notifications; interface=org.freedesktop.Notifications; member=Notify
   string "ajar"
   uint32 0
   string ""
   string "Ajar"
   string "Two lines
of "words""
   array [
      string "later"
      string "Later"
      string "done"
      string "Done"
      string "default"
      string ""
   ]
   array [
      dict entry(
         string "urgency"
         variant             byte 1
      )
   ]
   int32 -1
method return time=1.4 sender=:1.1 -> destination=:1.2 serial=4 reply_serial=8
   uint32 2
"#;
        let expected = Notice {
            title: "Ajar".into(),
            body: "Two lines\nof \"words\"".into(),
            buttons: vec!["Later".into(), "Done".into()],
        };
        assert_eq!(notices_in(traffic), [expected]);
    }
}
