//! Running other programs, and saying in one sentence what went wrong.

use std::fmt;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::workspace;

/// One sentence that says what happened and what to do.
#[derive(Debug)]
pub struct Failure(String);

pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(workspace::root());
    command
}

/// npm, in `ui/`.
pub fn npm(arguments: &[&str]) -> Command {
    // On Windows npm is a batch file, which is only found under its whole name.
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments).current_dir(workspace::at("ui"));
    command
}

/// Runs it with its output on the screen.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(failed(command)) }
}

/// Runs it, shows each line of its standard output, and hands each to `listen`.
pub fn run_listening(command: &mut Command, mut listen: impl FnMut(&str)) -> Outcome {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            writeln!(io::stdout(), "{line}")
                .map_err(|error| Failure::new(format!("Nothing can be printed: {error}.")))?;
            listen(&line);
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(failed(command)) }
}

/// What it printed, or `None` when it is missing or failed.
pub fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn not_started(command: &Command, error: &io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}.", line(command)))
}

fn failed(command: &Command) -> Failure {
    Failure::new(format!("This failed; to see it alone, run: {}", line(command)))
}

/// The command as one would type it at the root.
fn line(command: &Command) -> String {
    let mut words: Vec<String> = Vec::new();
    if let Some(folder) = command.get_current_dir()
        && let Ok(below) = folder.strip_prefix(workspace::root())
        && !below.as_os_str().is_empty()
    {
        words.push(format!("cd {} &&", below.display()));
    }
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            words.push(format!("{}={}", name.display(), value.display()));
        }
    }
    words.push(command.get_program().display().to_string());
    words.extend(command.get_args().map(|argument| argument.display().to_string()));
    words.join(" ")
}
