//! A panel that shows tray icons and their menus, as most desktops have one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use zbus::blocking::{Connection, Proxy, connection};
use zbus::message::Header;
use zbus::zvariant::{OwnedValue, Value};

use crate::patience::{USUAL, until};

/// One line of a menu: its number, what it says, and the lines below it.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

pub struct Panel {
    connection: Connection,
    icons: Icons,
}

/// The bus names of the programs that asked for an icon.
type Icons = Arc<Mutex<Vec<String>>>;

struct Watcher {
    icons: Icons,
}

#[expect(clippy::needless_pass_by_value, clippy::unused_self, reason = "the bus fixes these signatures")]
#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// A program names its icon by its bus name, or by a path on the connection that it speaks from.
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let owner = if service.starts_with('/') { sender } else { service.to_owned() };
        self.icons.lock().unwrap_or_else(PoisonError::into_inner).push(owner);
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.icons.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Panel {
    pub fn start(bus: &str) -> Self {
        let icons = Icons::default();
        let watcher = Watcher { icons: Arc::clone(&icons) };
        let connection = connection::Builder::address(bus)
            .and_then(|builder| builder.serve_at("/StatusNotifierWatcher", watcher))
            .and_then(|builder| builder.name("org.kde.StatusNotifierWatcher"))
            .and_then(connection::Builder::build)
            .expect("the private bus takes a panel");
        Self { connection, icons }
    }

    /// Clicks the icon itself.
    pub fn click(&self) {
        let icon = self.icon();
        let item = self.proxy(&icon, "/StatusNotifierItem", "org.kde.StatusNotifierItem");
        item.call::<_, _, ()>("Activate", &(0, 0)).expect("the icon takes a click");
    }

    /// Waits until the icon's menu has this line.
    pub fn wait_for(&self, label: &str) {
        until(&format!("“{label}” in the menu"), USUAL, || self.line(label));
    }

    /// Chooses a line of the icon's menu.
    pub fn choose(&self, label: &str) {
        let line = self.line(label).unwrap_or_else(|| panic!("the menu has no “{label}”"));
        let icon = self.icon();
        let menu = self.proxy(&icon, "/MenuBar", "com.canonical.dbusmenu");
        menu.call::<_, _, ()>("Event", &(line, "clicked", Value::from(0), 0_u32)).expect("the menu takes a click");
    }

    fn line(&self, label: &str) -> Option<i32> {
        let icon = self.icon();
        let menu = self.proxy(&icon, "/MenuBar", "com.canonical.dbusmenu");
        let (_, top): (u32, Layout) =
            menu.call("GetLayout", &(0, -1, Vec::<&str>::new())).expect("the icon has a menu");
        find(&top, label)
    }

    /// The newest icon, which a restarted program has anew.
    fn icon(&self) -> String {
        until("the tray icon", USUAL, || self.icons.lock().unwrap_or_else(PoisonError::into_inner).last().cloned())
    }

    fn proxy<'name>(&self, icon: &'name str, path: &'name str, interface: &'name str) -> Proxy<'name> {
        Proxy::new(&self.connection, icon, path, interface).expect("the icon's program is on the bus")
    }
}

fn find(line: &Layout, label: &str) -> Option<i32> {
    let (number, properties, below) = line;
    let said = properties.get("label").and_then(|said| <&str>::try_from(said).ok());
    if said == Some(label) {
        return Some(*number);
    }
    below.iter().filter_map(|line| Layout::try_from(line.try_clone().ok()?).ok()).find_map(|line| find(&line, label))
}
