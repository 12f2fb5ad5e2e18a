use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::dto::{ErrorBody, ErrorCode};

/// Everything that can go wrong in the engine, with what was being tried.
///
/// `Display` is for logs and holds neither what the user wrote nor SQL nor paths; [`Error::body`] is for the window.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("the journal is locked")]
    Locked,
    #[error("the passphrase opens no slot")]
    WrongPassphrase,
    #[error("the recovery key opens no slot")]
    WrongRecoveryKey,
    /// A backup opens with what opened the journal when it was made.
    #[error("the passphrase or recovery key does not open the backup")]
    WrongForBackup,
    /// After five wrong passphrases the next one waits.
    #[error("an unlock was tried {wait_ms} ms too soon")]
    TooSoon { wait_ms: i64 },
    #[error("{part} is damaged")]
    Damaged { part: Part },
    #[error("{part} is missing")]
    Missing { part: Part },
    /// The vault has seen fewer changes than its mark remembers; nothing was changed.
    #[error("the journal file lacks its last {saves} changes")]
    Shorter { saves: i64 },
    /// Written by a later version of Ajar; nothing was changed.
    #[error("{part} has schema {found}, this program knows {known}")]
    Newer { part: Part, found: i64, known: i64 },
    #[error("the field {field} was refused")]
    Invalid {
        field: &'static str,
        /// One or two sentences for the user.
        message: String,
    },
    #[error("no such {what}")]
    NotFound { what: &'static str },
    /// The same thing exists already.
    #[error("{why}")]
    Conflict { why: &'static str, message: &'static str },
    /// Not now: something has to happen first.
    #[error("{why}")]
    Precondition {
        why: &'static str,
        /// One or two sentences for the user.
        message: String,
    },
    #[error("could not {doing}: not enough memory")]
    OutOfMemory { doing: &'static str },
    #[error("the system gave no random bytes")]
    NoRandomness,
    #[error("could not {doing}: {kind}")]
    File { doing: &'static str, path: PathBuf, kind: io::ErrorKind },
    #[error("could not {doing}: {fault}")]
    Database { doing: &'static str, fault: Fault },
    #[error("the key ring {fault}")]
    KeyRing { fault: KeyRingFault },
    #[error("no folder for Ajar's files is known")]
    NoHome,
}

/// The parts of Ajar's folder that can be damaged, missing or too new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `vault.db`
    Journal,
    /// `vault.slots.json` and its copy
    Keys,
    /// `agenda.db` with `agenda.key`
    Agenda,
    /// One file in `backups/`, or wherever the user keeps one
    Backup,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Journal => "the journal file",
            Self::Keys => "the key file",
            Self::Agenda => "the reminder file",
            Self::Backup => "the backup",
        })
    }
}

/// Why the key ring of the computer's login does not help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyRingFault {
    /// There is none, or it does not answer.
    Absent,
    Locked,
    /// It answers, and what it holds does not open the journal, or it holds nothing.
    Lost,
}

impl fmt::Display for KeyRingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "does not answer",
            Self::Locked => "is locked",
            Self::Lost => "holds no secret that opens the journal",
        })
    }
}

/// What the database said, without its words: those may quote SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Full,
    ReadOnly,
    Damaged,
    Busy,
    NoMemory,
    /// The database's extended result code; 0 when a row could not be read.
    Other(i32),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("the disk is full"),
            Self::ReadOnly => f.write_str("the file cannot be written"),
            Self::Damaged => f.write_str("the file is damaged"),
            Self::Busy => f.write_str("another program holds the file"),
            Self::NoMemory => f.write_str("not enough memory"),
            Self::Other(code) => write!(f, "database code {code}"),
        }
    }
}

impl From<&rusqlite::Error> for Fault {
    fn from(error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let Some(sqlite) = error.sqlite_error() else {
            return Self::Other(0);
        };
        match sqlite.code {
            Code::DiskFull => Self::Full,
            // The index beside the write-ahead log could not grow.
            Code::SystemIoFailure if sqlite.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => Self::Full,
            Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen => Self::ReadOnly,
            Code::DatabaseCorrupt | Code::NotADatabase => Self::Damaged,
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Busy,
            Code::OutOfMemory => Self::NoMemory,
            _ => Self::Other(sqlite.extended_code),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database { doing: "use its files", fault: Fault::from(&error) }
    }
}

impl Error {
    /// Says what was being tried when a database error passed by.
    pub(crate) fn while_doing(self, doing: &'static str) -> Self {
        match self {
            Self::Database { fault, .. } => Self::Database { doing, fault },
            other => other,
        }
    }

    pub(crate) fn file(doing: &'static str, path: &Path, error: &io::Error) -> Self {
        Self::File { doing, path: path.to_owned(), kind: error.kind() }
    }

    pub(crate) fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid { field, message: message.into() }
    }

    /// The error as the window receives it: a code and what to do about it, in words.
    pub fn body(&self) -> ErrorBody {
        let field = match self {
            Self::Invalid { field, .. } => Some((*field).to_owned()),
            _ => None,
        };
        ErrorBody { code: self.code(), message: self.message(), field }
    }

    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Locked => ErrorCode::Locked,
            Self::WrongPassphrase | Self::WrongRecoveryKey | Self::WrongForBackup => ErrorCode::WrongPassphrase,
            Self::TooSoon { .. } | Self::Precondition { .. } => ErrorCode::Precondition,
            Self::Damaged { .. } | Self::Missing { .. } | Self::Shorter { .. } => ErrorCode::Damaged,
            Self::Newer { .. } => ErrorCode::NewerVersion,
            Self::Invalid { .. } => ErrorCode::Invalid,
            Self::NotFound { .. } => ErrorCode::NotFound,
            Self::Conflict { .. } => ErrorCode::Conflict,
            Self::OutOfMemory { .. } | Self::NoRandomness | Self::NoHome | Self::KeyRing { .. } => {
                ErrorCode::Unavailable
            }
            Self::File { kind, .. } => match kind {
                kind if is_full(*kind) => ErrorCode::StorageFull,
                kind if is_read_only(*kind) => ErrorCode::ReadOnly,
                _ => ErrorCode::Internal,
            },
            Self::Database { fault, .. } => match fault {
                Fault::Full => ErrorCode::StorageFull,
                Fault::ReadOnly => ErrorCode::ReadOnly,
                Fault::Damaged => ErrorCode::Damaged,
                Fault::Busy | Fault::NoMemory => ErrorCode::Unavailable,
                Fault::Other(_) => ErrorCode::Internal,
            },
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Locked => "Your journal is locked. Unlock it first.".into(),
            Self::WrongPassphrase => {
                "This passphrase does not open your journal. Check Caps Lock and try again.".into()
            }
            Self::WrongRecoveryKey => {
                "This recovery key does not open your journal. Compare it with your copy and try again.".into()
            }
            Self::WrongForBackup => {
                "This does not open the backup. Use the passphrase or recovery key from the day it was made.".into()
            }
            Self::TooSoon { wait_ms } => {
                let seconds = (wait_ms + 999) / 1000;
                let unit = if seconds == 1 { "second" } else { "seconds" };
                format!("There were several wrong tries. Wait {seconds} {unit}, then try again.")
            }
            Self::Damaged { part } => damaged(*part).into(),
            Self::Missing { part } => missing(*part).into(),
            Self::Shorter { saves } => {
                let lacks = if *saves == 1 { "its last save is".into() } else { format!("its last {saves} saves are") };
                format!(
                    "Your journal holds less than it did: {lacks} missing. Nothing was changed. \
                     Restore your newest backup, or open the journal as it is."
                )
            }
            Self::Newer { part: Part::Backup, .. } => "A newer version of Ajar made this backup. Nothing was changed. \
                Install the newest Ajar, then try again."
                .into(),
            Self::Newer { .. } => "A newer version of Ajar wrote these files. Nothing was changed. \
                Install the newest Ajar, then start it again."
                .into(),
            Self::Invalid { message, .. } | Self::Precondition { message, .. } => message.clone(),
            Self::NotFound { what } => format!("This {what} is no longer there. Look at the list again."),
            Self::Conflict { message, .. } => (*message).into(),
            Self::OutOfMemory { doing } => {
                format!("There was not enough free memory to {doing}. Close other programs, then try again.")
            }
            Self::NoRandomness => {
                "This computer gave no random numbers, so no key could be made. Restart it and try again.".into()
            }
            Self::KeyRing { fault } => key_ring(*fault).into(),
            Self::NoHome => "Ajar does not know where to keep its files. \
                Set AJAR_DATA_DIR to a folder, then start Ajar again."
                .into(),
            Self::File { doing, path, kind } => match kind {
                kind if is_full(*kind) => full(doing),
                kind if is_read_only(*kind) => {
                    format!(
                        "Ajar cannot write in {}. What lies there was not changed. \
                         Make that folder writable, then try again.",
                        path.display()
                    )
                }
                io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => {
                    format!("{} is in the way. Move it to another place, then try again.", path.display())
                }
                _ => format!("Ajar could not {doing} in {}. Check the disk, then try again.", path.display()),
            },
            Self::Database { doing, fault } => match fault {
                Fault::Full => full(doing),
                Fault::ReadOnly => format!(
                    "Ajar could not {doing}, because its folder cannot be written. Make it writable, then try again."
                ),
                Fault::Damaged => format!(
                    "Ajar could not {doing}, because a file is damaged. Nothing was changed. \
                     Restore the newest backup."
                ),
                Fault::Busy => format!("Ajar could not {doing}, because another Ajar is busy. Try again in a moment."),
                Fault::NoMemory => {
                    format!("There was not enough free memory to {doing}. Close other programs, then try again.")
                }
                Fault::Other(_) => format!("Ajar could not {doing}. Try again; if it stays so, start Ajar again."),
            },
        }
    }
}

fn is_full(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn is_read_only(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

fn full(doing: &str) -> String {
    format!(
        "Ajar could not {doing}, because the disk is full. What was saved before is safe. \
         Free some space, then try again."
    )
}

fn damaged(part: Part) -> &'static str {
    match part {
        Part::Journal => {
            "Your journal file vault.db is damaged. It was left as it is; your backups are files of their own. \
             Restore the newest backup, or put a good copy of the file back."
        }
        Part::Keys => {
            "The key file vault.slots.json and its copy are damaged. Your journal was not touched. \
             Restore the newest backup, which holds the keys too, or put a good key file back."
        }
        Part::Backup => {
            "This file is not a whole backup. It was left as it is, and nothing was changed. Choose another backup."
        }
        Part::Agenda => {
            "The file with your reminders is damaged. Your journal was not touched. \
             Start Ajar again: at unlock it brings them back from the newest backup."
        }
    }
}

fn key_ring(fault: KeyRingFault) -> &'static str {
    match fault {
        KeyRingFault::Absent => "The key ring of this computer does not answer. Use a passphrase or your recovery key.",
        KeyRingFault::Locked => {
            "The key ring of this computer is locked. Unlock it and try again, or use another way in."
        }
        KeyRingFault::Lost => {
            "The key ring of this computer no longer opens your journal. Use your passphrase or your recovery key."
        }
    }
}

fn missing(part: Part) -> &'static str {
    match part {
        Part::Journal => {
            "Your journal file vault.db is missing or empty. Its keys are still here, and nothing was changed. \
             Restore the newest backup, or put the file back into Ajar's folder."
        }
        Part::Keys => {
            "The key file vault.slots.json is missing, so your journal cannot be opened. It was not touched. \
             Restore the newest backup, which holds the keys too, or put the file back."
        }
        Part::Backup => "There is no such file. Look for your backup and name it again.",
        Part::Agenda => {
            "The file with your reminders is missing. Your journal was not touched. \
             Start Ajar again: at unlock it brings them back from the newest backup."
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn what_the_database_says_has_a_code_that_the_window_knows() {
        fn check(result: std::os::raw::c_int, code: ErrorCode) {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(result), Some("near SELECT".into()));
            let error = Error::from(error).while_doing("save the entry");
            assert_eq!(error.code(), code, "{result}");
            assert!(error.body().message.contains("save the entry") || code == ErrorCode::Internal);
            assert!(!format!("{error} {error:?} {:?}", error.body()).contains("SELECT"));
        }
        check(ffi::SQLITE_FULL, ErrorCode::StorageFull);
        check(ffi::SQLITE_IOERR_SHMSIZE, ErrorCode::StorageFull);
        check(ffi::SQLITE_READONLY_DIRECTORY, ErrorCode::ReadOnly);
        check(ffi::SQLITE_CANTOPEN, ErrorCode::ReadOnly);
        check(ffi::SQLITE_CORRUPT, ErrorCode::Damaged);
        check(ffi::SQLITE_NOTADB, ErrorCode::Damaged);
        check(ffi::SQLITE_BUSY, ErrorCode::Unavailable);
        check(ffi::SQLITE_NOMEM, ErrorCode::Unavailable);
        check(ffi::SQLITE_IOERR_FSYNC, ErrorCode::Internal);
    }

    #[test]
    fn files_tell_a_full_disk_from_a_closed_one() {
        fn check(kind: io::ErrorKind, code: ErrorCode) {
            let error = Error::file("write the key file", Path::new("/some/where"), &kind.into());
            assert_eq!(error.code(), code);
            assert!(!error.to_string().contains("where"), "logs hold no paths");
        }
        check(io::ErrorKind::StorageFull, ErrorCode::StorageFull);
        check(io::ErrorKind::QuotaExceeded, ErrorCode::StorageFull);
        check(io::ErrorKind::ReadOnlyFilesystem, ErrorCode::ReadOnly);
        check(io::ErrorKind::PermissionDenied, ErrorCode::ReadOnly);
        check(io::ErrorKind::InvalidData, ErrorCode::Internal);
    }
}
