//! Where Ajar's files lie, and who may read them: the folder 0700, every file 0600, whatever the umask.

use std::env;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::hex;

pub(crate) const APP_ID: &str = "org.ajar.Ajar";

/// The folder that this user's Ajar lives in: `AJAR_DATA_DIR`, or the system's place for such things.
pub fn data_dir() -> Result<PathBuf, Error> {
    data_dir_by(&env::var_os)
}

/// Whether anything of Ajar's lies there. Other folders are not for Ajar to begin in unasked.
pub fn is_data_dir(dir: &Path) -> bool {
    let dir = DataDir::at(dir);
    [dir.lock(), dir.vault(), dir.slots(), dir.slots_copy(), dir.agenda(), dir.restoring(), dir.backups()]
        .iter()
        .any(|path| path.exists())
}

/// Reads the value of an environment variable.
type Environment<'a> = &'a dyn Fn(&'static str) -> Option<OsString>;

fn data_dir_by(environment: Environment<'_>) -> Result<PathBuf, Error> {
    match set(environment, "AJAR_DATA_DIR") {
        Some(dir) => Ok(dir),
        None => default_dir(environment).ok_or(Error::NoHome),
    }
}

#[cfg(target_os = "macos")]
fn default_dir(environment: Environment<'_>) -> Option<PathBuf> {
    Some(set(environment, "HOME")?.join("Library/Application Support/Ajar"))
}

#[cfg(windows)]
fn default_dir(environment: Environment<'_>) -> Option<PathBuf> {
    Some(set(environment, "LOCALAPPDATA")?.join("Ajar"))
}

#[cfg(not(any(target_os = "macos", windows)))]
fn default_dir(environment: Environment<'_>) -> Option<PathBuf> {
    let base = match set(environment, "XDG_DATA_HOME") {
        // The XDG specification: a relative path is to be ignored.
        Some(dir) if dir.is_absolute() => dir,
        _ => set(environment, "HOME")?.join(".local/share"),
    };
    Some(base.join("ajar"))
}

fn set(environment: Environment<'_>, variable: &'static str) -> Option<PathBuf> {
    environment(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The name under which one Ajar per data directory runs: the app's id, with the folder's hash when it is not the usual one.
pub fn instance_name(dir: &Path) -> String {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let dir = real(dir);
    if default_dir(&env::var_os).is_some_and(|default| real(&default) == dir) {
        return APP_ID.to_owned();
    }
    let hash = Sha256::digest(dir.as_os_str().as_encoded_bytes());
    // A part of a D-Bus name must not begin with a digit.
    let tail = hex::encode(&hash).chars().take(12).collect::<String>();
    format!("{APP_ID}.d{tail}")
}

/// The prepared data directory and the names in it.
#[derive(Debug, Clone)]
pub(crate) struct DataDir {
    root: PathBuf,
}

impl DataDir {
    /// Makes the folder if need be and proves that it can be written.
    pub(crate) fn prepare(root: &Path) -> Result<Self, Error> {
        const DOING: &str = "prepare its folder";
        private_dir_builder().create(root).map_err(|error| Error::file(DOING, root, &error))?;
        let dir = Self { root: root.to_owned() };
        if dir.is_ours().map_err(|error| Error::file(DOING, root, &error))? {
            make_private(root, 0o700).map_err(|error| Error::file(DOING, root, &error))?;
        }
        dir.hold()?;
        Ok(dir)
    }

    /// The names in a folder that is only read.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Holds the folder while files in it are made or swapped; released when the handle is dropped.
    pub(crate) fn hold(&self) -> Result<File, Error> {
        let path = self.lock();
        lock_file(&path).map_err(|error| self.unusable(&path, &error))
    }

    /// Says that this process has the databases open; released when the handle is dropped.
    pub(crate) fn use_together(&self) -> Result<File, Error> {
        let path = self.use_file();
        let used = open_lock(&path).and_then(|file| file.lock_shared().map(|()| file));
        used.map_err(|error| self.unusable(&path, &error))
    }

    /// Makes sure that nobody has the databases open, and that nobody opens them while the handle lives.
    ///
    /// # Errors
    /// [`Error::Precondition`] when somebody has.
    pub(crate) fn use_alone(&self) -> Result<File, Error> {
        let path = self.use_file();
        let file = open_lock(&path).map_err(|error| self.unusable(&path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => Err(Error::Precondition {
                why: "another Ajar has the files open",
                message: "Ajar is open. Close it first, then try again.".into(),
            }),
            Err(fs::TryLockError::Error(error)) => Err(self.unusable(&path, &error)),
        }
    }

    /// Makes sure that nobody else has the databases open, for a process that has them open itself. Hold the folder: whoever
    /// opens them next takes it first, so nobody slips in between giving up one lock and taking the other.
    ///
    /// # Errors
    /// [`Error::Precondition`] when somebody has.
    pub(crate) fn use_alone_after<'a>(&self, in_use: &'a File) -> Result<Alone<'a>, Error> {
        let failed = |error: &io::Error| Error::file("use its folder", &self.root, error);
        in_use.unlock().map_err(|error| failed(&error))?;
        // Whatever comes of it, what was given up is taken back.
        let alone = Alone(in_use);
        match in_use.try_lock() {
            Ok(()) => Ok(alone),
            Err(fs::TryLockError::WouldBlock) => Err(Error::Precondition {
                why: "another Ajar has the files open",
                message: "Another Ajar is open. Close it first, then try again.".into(),
            }),
            Err(fs::TryLockError::Error(error)) => Err(failed(&error)),
        }
    }

    fn use_file(&self) -> PathBuf {
        self.file("ajar.use")
    }

    /// A folder where a file should be is named; anything else is said of the folder that holds it.
    fn unusable(&self, file: &Path, error: &io::Error) -> Error {
        let path = if error.kind() == io::ErrorKind::IsADirectory { file } else { &self.root };
        Error::file("use its folder", path, error)
    }

    /// Somebody who points Ajar at a folder full of other things does not want that folder's rights changed.
    fn is_ours(&self) -> io::Result<bool> {
        Ok(self.lock().exists() || fs::read_dir(&self.root)?.next().is_none())
    }

    fn lock(&self) -> PathBuf {
        self.file("ajar.lock")
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.file("vault.db")
    }

    /// The vault while it is being made: it gets its real name after its key slots are safe.
    pub(crate) fn new_vault(&self) -> PathBuf {
        self.file("vault.db.new")
    }

    pub(crate) fn slots(&self) -> PathBuf {
        self.file("vault.slots.json")
    }

    pub(crate) fn slots_copy(&self) -> PathBuf {
        self.file("vault.slots.json.bak")
    }

    /// How many saves the vault has seen, kept outside of it.
    pub(crate) fn mark(&self) -> PathBuf {
        self.file("vault.mark")
    }

    pub(crate) fn agenda(&self) -> PathBuf {
        self.file("agenda.db")
    }

    pub(crate) fn agenda_key(&self) -> PathBuf {
        self.file("agenda.key")
    }

    /// A restore that is being prepared; worth nothing yet.
    pub(crate) fn staging(&self) -> PathBuf {
        self.file("restoring.part")
    }

    /// A restore that is decided: what lies in place is set aside next.
    pub(crate) fn restoring(&self) -> PathBuf {
        self.file("restoring")
    }

    /// A restore whose files move into place next.
    pub(crate) fn arriving(&self) -> PathBuf {
        self.file("arriving")
    }

    /// What restores set aside, a folder each.
    pub(crate) fn replaced(&self) -> PathBuf {
        self.file("replaced")
    }

    /// The folder with the backups.
    pub(crate) fn backups(&self) -> PathBuf {
        self.file("backups")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }
}

/// Says that nobody else has the databases open; when it is dropped, this process has them open among others again.
pub(crate) struct Alone<'a>(&'a File);

impl Drop for Alone<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock().and_then(|()| self.0.lock_shared()) {
            tracing::warn!(kind = %error.kind(), "other processes cannot see that the files are open");
        }
    }
}

/// What a file is called until it is whole.
pub(crate) const PART: &str = ".part";

/// Whether a place lies in a folder, whatever links lead there.
pub(crate) fn is_within(place: &Path, folder: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real(place).starts_with(real(folder))
}

/// Replaces a small file so that after a crash either the old or the new one is there, whole.
pub(crate) fn replace_file(path: &Path, contents: &[u8]) -> io::Result<()> {
    let part = with_suffix(path, PART);
    let mut file = private_options().write(true).create(true).truncate(true).open(&part)?;
    make_private(&part, 0o600)?;
    file.write_all(contents)?;
    file.sync_all()?;
    fs::rename(&part, path)?;
    sync_parent(path)
}

/// Makes an empty private file, so that the database gives its journals the same rights.
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
    private_options().write(true).create_new(true).open(path)?;
    make_private(path, 0o600)
}

/// A private file to read and to write over, made where there is none.
pub(crate) fn open_private(path: &Path) -> io::Result<File> {
    private_options().read(true).write(true).create(true).truncate(false).open(path)
}

/// Makes a private folder where there is none.
pub(crate) fn create_private_dir(path: &Path) -> io::Result<()> {
    private_dir_builder().create(path)?;
    make_private(path, 0o700)
}

/// Waits until nobody else holds this lock; released when the handle is dropped.
pub(crate) fn lock_file(path: &Path) -> io::Result<File> {
    let file = open_lock(path)?;
    file.lock()?;
    Ok(file)
}

/// A file that is only there to be locked.
fn open_lock(path: &Path) -> io::Result<File> {
    private_options().write(true).create(true).truncate(false).open(path)
}

/// A private file to write from its beginning; whatever had the name before is gone.
pub(crate) fn write_private(path: &Path) -> io::Result<File> {
    remove_if_there(path)?;
    let file = private_options().write(true).create_new(true).open(path)?;
    make_private(path, 0o600)?;
    Ok(file)
}

pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a rename or a new name durable.
pub(crate) fn sync_parent(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(parent) = path.parent() {
        File::open(parent)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path; // Windows has no handle on a directory's entries; NTFS journals them.
    Ok(())
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn private_dir_builder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(unix)]
fn make_private(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
fn make_private(_path: &Path, _mode: u32) -> io::Result<()> {
    // %LOCALAPPDATA% is readable by its user and the system only.
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(any(target_os = "macos", windows)))]
    #[test]
    fn the_folder_is_where_the_system_keeps_such_things() {
        fn check(environment: &[(&str, &str)], expected: Option<&str>) {
            let find = |name: &'static str| {
                environment.iter().find(|(variable, _)| *variable == name).map(|(_, value)| OsString::from(value))
            };
            assert_eq!(data_dir_by(&find).ok(), expected.map(PathBuf::from), "{environment:?}");
        }
        check(&[("AJAR_DATA_DIR", "/data"), ("HOME", "/home/a")], Some("/data"));
        check(&[("AJAR_DATA_DIR", ""), ("HOME", "/home/a")], Some("/home/a/.local/share/ajar"));
        check(&[("XDG_DATA_HOME", "/xdg"), ("HOME", "/home/a")], Some("/xdg/ajar"));
        check(&[("XDG_DATA_HOME", "relative"), ("HOME", "/home/a")], Some("/home/a/.local/share/ajar"));
        check(&[], None);
    }

    #[test]
    fn each_folder_has_its_own_instance() {
        let dir = tempfile::tempdir().unwrap();
        let name = instance_name(dir.path());
        assert_eq!(name, instance_name(&dir.path().join(".")));
        assert!(name.starts_with("org.ajar.Ajar.d") && name.is_ascii());
        assert_ne!(name, instance_name(Path::new("/")));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_full_of_other_things_keeps_its_rights() {
        use std::os::unix::fs::PermissionsExt;
        let check = |prepare: &dyn Fn(&Path), expected: u32| {
            let dir = tempfile::tempdir().unwrap();
            fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
            prepare(dir.path());
            DataDir::prepare(dir.path()).unwrap();
            assert_eq!(fs::metadata(dir.path()).unwrap().permissions().mode() & 0o777, expected);
        };
        check(&|_| {}, 0o700);
        check(&|dir| fs::write(dir.join("ajar.lock"), "").unwrap(), 0o700);
        check(&|dir| fs::write(dir.join("letter.txt"), "").unwrap(), 0o755);
    }

    #[test]
    fn a_replaced_file_is_whole_and_leaves_nothing_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some");
        for contents in ["first", "second"] {
            replace_file(&path, contents.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), contents);
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
