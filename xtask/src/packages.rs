//! System packages by purpose, as each package manager names them.

pub struct Needs {
    pub apt: &'static [&'static str],
    pub dnf: &'static [&'static str],
    pub pacman: &'static [&'static str],
}

/// For compiling the app: the web view, OpenSSL for `SQLCipher`, and a C compiler.
const COMPILING: Needs = Needs {
    apt: &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "libssl-dev"],
    dnf: &["gcc", "pkgconf-pkg-config", "webkit2gtk4.1-devel", "openssl-devel"],
    pacman: &["base-devel", "webkit2gtk-4.1", "openssl"],
};

/// For the tests in a real window: a display, a window manager through which windows are closed as a person does,
/// a private bus, a notification daemon, a driver for the web view, a clock that can be moved, and a font.
const WINDOW: Needs = Needs {
    apt: &["xvfb", "openbox", "wmctrl", "dbus", "dunst", "webkit2gtk-driver", "libfaketime", "fonts-dejavu-core"],
    dnf: &[
        "xorg-x11-server-Xvfb",
        "openbox",
        "wmctrl",
        "dbus-daemon",
        "dbus-tools",
        "dunst",
        "webkit2gtk-driver",
        "libfaketime",
        "dejavu-sans-fonts",
    ],
    pacman: &["xorg-server-xvfb", "openbox", "wmctrl", "dbus", "dunst", "webkit2gtk-4.1", "libfaketime", "ttf-dejavu"],
};

/// For the tests with a real key ring, on the private bus.
const KEY_RING: Needs = Needs { apt: &["gnome-keyring"], dnf: &["gnome-keyring"], pacman: &["gnome-keyring"] };
/// For the tests of what a fault leaves on the disk: it shows what a program writes, and lets calls fail.
const FAULT: Needs = Needs { apt: &["strace"], dnf: &["strace"], pacman: &["strace"] };

/// Other programs that know when something comes next, to measure beside.
const OTHER_RULES: Needs =
    Needs { apt: &["python3-dateutil", "remind"], dnf: &["python3-dateutil", "remind"], pacman: &["python-dateutil"] };

/// For putting the photographs on one sheet.
const SHEET: Needs = Needs { apt: &["imagemagick"], dnf: &["ImageMagick"], pacman: &["imagemagick"] };

pub const BUILD: &[Needs] = &[COMPILING];
pub const TEST: &[Needs] = &[COMPILING, WINDOW, KEY_RING, FAULT];
pub const FAULTS: &[Needs] = &[COMPILING, FAULT];
pub const TIME: &[Needs] = &[COMPILING, OTHER_RULES];
pub const PHOTO: &[Needs] = &[COMPILING, WINDOW, SHEET];
