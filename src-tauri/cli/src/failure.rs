use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use ajar_engine::Error;
use ajar_engine::dto::ErrorCode;
use ajar_engine::upcoming::Refusal;

/// Why a command did not do what it was asked; prints as one line that says what to do.
#[derive(Debug)]
pub enum Failure {
    Engine(Error),
    Question(Refusal),
    NoPassphrase,
    NoFolder(PathBuf),
    Input(io::ErrorKind),
    NotText,
    Output(io::ErrorKind),
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Engine(error) => match error.code() {
                ErrorCode::Locked | ErrorCode::WrongPassphrase => 3,
                ErrorCode::Damaged => 4,
                ErrorCode::NewerVersion => 5,
                _ => 1,
            },
            Self::NoPassphrase => 2,
            Self::Question(_) | Self::NoFolder(_) | Self::Input(_) | Self::NotText | Self::Output(_) => 1,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Engine(error) => f.write_str(&error.body().message),
            Self::Question(refusal) => refusal.fmt(f),
            Self::NoPassphrase => {
                f.write_str("Add --passphrase-stdin and give your passphrase as the first line of standard input.")
            }
            Self::NoFolder(dir) => {
                write!(
                    f,
                    "There is no Ajar folder at {}. Start Ajar once, or name its folder with --data-dir.",
                    dir.display()
                )
            }
            Self::Input(kind) => write!(f, "Standard input could not be read ({kind}). Try again."),
            Self::NotText => f.write_str("The text is not UTF-8. Convert it, then try again."),
            Self::Output(kind) => write!(f, "The answer could not be written ({kind}). Try again."),
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
