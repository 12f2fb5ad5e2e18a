//! `ajar-cli`: the journal without a window, for recovery, scripts and tests.
//!
//! Exit codes: 0 done, 1 failed, 2 wrong usage, 3 locked or wrong passphrase, 4 damaged, 5 written by a newer version.

mod command;
mod copies;
mod failure;
mod input;
mod output;
mod upcoming;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use ajar_engine::clock::SystemClock;
use ajar_engine::{Engine, paths};
use clap::{Parser, Subcommand};

use command::Command;
use failure::Failure;
use input::Input;
use output::Output;
use upcoming::UpcomingArguments;

/// Read and write your Ajar journal from a terminal.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// Ajar's folder, where it is not the usual one
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Take the passphrase from the first line of standard input; what follows is the text
    #[arg(long, global = true)]
    passphrase_stdin: bool,
    /// Answer in JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    #[command(flatten)]
    Journal(Command),
    /// Print when a rule comes next; needs no journal
    Upcoming(UpcomingArguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // With standard error gone there is nobody left to tell; the exit code still does.
            let _told = writeln!(io::stderr(), "{failure}");
            failure.exit_code()
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut output = Output::new(arguments.json);
    let command = match &arguments.task {
        Task::Upcoming(upcoming) => return upcoming.run(&mut io::stdin().lock(), &mut output),
        Task::Journal(command) => command,
    };
    if !arguments.passphrase_stdin && command.needs_secret() {
        return Err(Failure::NoPassphrase);
    }
    let dir = match &arguments.data_dir {
        Some(dir) => dir.clone(),
        None => paths::data_dir()?,
    };
    let mut input = Input::new(io::stdin().lock());
    if let Some(done) = command.run_without_journal(&dir, &mut input, &mut output) {
        return done;
    }
    if !dir.is_dir() {
        return Err(Failure::NoFolder(dir));
    }
    let engine = Engine::open(&dir, Arc::new(SystemClock::new()))?;
    engine.unlock(&input.passphrase()?)?;
    command.run(&engine, &mut input, &mut output)
}
