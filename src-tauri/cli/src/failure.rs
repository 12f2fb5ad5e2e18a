use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use ajar_engine::Error;
use ajar_engine::dto::{ErrorBody, ErrorCode};
use ajar_engine::upcoming::Refusal;

/// Why a command did not do what it was asked; prints as one line that says what to do.
#[derive(Debug)]
pub enum Failure {
    Engine(Error),
    /// What keeps the journal from being opened at all.
    Problem(ErrorBody),
    Question(Refusal),
    /// Words on the command line that do not go together.
    Usage(&'static str),
    NoSecret,
    TwoDiffer,
    NoFolder(PathBuf),
    NoJournal(PathBuf),
    JournalExists(PathBuf),
    OtherThings(PathBuf),
    Folder(PathBuf, io::ErrorKind),
    FileExists(PathBuf),
    File(PathBuf, io::ErrorKind),
    NoText,
    LongText,
    LongLine,
    NotText,
    Stale,
    KeptBeside,
    KeyNotShown,
    Input(io::ErrorKind),
    Output(io::ErrorKind),
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            // Both mean that this did not open the journal.
            Self::Engine(Error::TooSoon { .. } | Error::Invalid { field: "key", .. }) => 3,
            Self::Engine(error) => code_of(error.code()),
            Self::Problem(problem) => code_of(problem.code),
            Self::Usage(_) | Self::NoSecret => 2,
            _ => 1,
        })
    }
}

fn code_of(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::Locked | ErrorCode::WrongPassphrase => 3,
        ErrorCode::Damaged => 4,
        ErrorCode::NewerVersion => 5,
        _ => 1,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Engine(error) => f.write_str(&error.body().message),
            Self::Problem(problem) => f.write_str(&problem.message),
            Self::Question(refusal) => refusal.fmt(f),
            Self::Usage(sentence) => f.write_str(sentence),
            Self::NoSecret => f.write_str(
                "There is no terminal to ask at. Add --passphrase-stdin and give the secret as the first line.",
            ),
            Self::TwoDiffer => f.write_str("You typed two different passphrases. Nothing was changed. Try again."),
            Self::NoFolder(dir) => write!(
                f,
                "There is no folder {}. Name Ajar's folder with --data-dir, or begin with ajar-cli init.",
                dir.display()
            ),
            Self::NoJournal(dir) => write!(
                f,
                "There is no journal in {}. Name Ajar's folder with --data-dir, or begin with ajar-cli init.",
                dir.display()
            ),
            Self::JournalExists(dir) => {
                write!(f, "There is a journal in {} already. Name another folder with --data-dir.", dir.display())
            }
            Self::OtherThings(dir) => {
                write!(f, "Other files lie in {}. Name a new or an empty folder with --data-dir.", dir.display())
            }
            Self::Folder(dir, io::ErrorKind::NotADirectory) => {
                write!(f, "{} is a file. Name Ajar's folder with --data-dir.", dir.display())
            }
            Self::Folder(dir, io::ErrorKind::PermissionDenied) => {
                write!(f, "You may not read {}. Use the login that Ajar belongs to.", dir.display())
            }
            Self::Folder(dir, kind) => {
                write!(f, "The folder {} could not be read ({kind}). Check the disk, then try again.", dir.display())
            }
            Self::FileExists(file) => {
                write!(f, "{} is there already and was left as it is. Name another file.", file.display())
            }
            Self::File(file, kind) => {
                write!(f, "{} could not be written ({kind}). Choose another place.", file.display())
            }
            Self::NoText => f.write_str("There is no text to keep. Give it on standard input."),
            Self::LongText => f.write_str("An entry can hold at most 16 MiB. Split the text, then add each part."),
            Self::LongLine => {
                f.write_str("The first line is too long for a passphrase. Give the passphrase on a line of its own.")
            }
            Self::NotText => f.write_str("The text is not UTF-8. Convert it, then try again."),
            Self::Stale => {
                f.write_str("This entry was changed meanwhile, so nothing was written. Look at it, then try again.")
            }
            Self::KeptBeside => {
                f.write_str("This entry was changed meanwhile, so your text was kept as a new entry. Compare the two.")
            }
            Self::KeyNotShown => {
                f.write_str("A recovery key was made and could not be shown. Make another with ajar-cli recovery new.")
            }
            Self::Input(kind) => write!(f, "Standard input could not be read ({kind}). Try again."),
            Self::Output(kind) => write!(
                f,
                "The answer could not be written ({kind}). What you asked may be done; look before you try again."
            ),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Question(refusal)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}
