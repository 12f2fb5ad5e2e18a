//! `ajar-cli`: the journal without a window, for recovery, scripts and tests.
//!
//! Exit codes: 0 done, 1 failed, 2 wrong usage, 3 locked or wrong passphrase, 4 damaged, 5 written by a newer version.

mod beginning;
mod calendar;
mod cards;
mod command;
mod copies;
mod entries;
mod failure;
mod input;
mod keys;
mod opening;
mod output;
mod plans;
mod practicing;
mod searching;
mod upcoming;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ajar_engine::paths;
use clap::{Parser, Subcommand};

use command::Command;
use failure::Failure;
use input::Input;
use opening::{Place, Ways};
use output::Output;
use upcoming::UpcomingArguments;

/// Read and write your Ajar journal from a terminal.
///
/// Your passphrase is asked for at the terminal. Scripts give it with --passphrase-stdin.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Arguments {
    /// Ajar's folder, where it is not the usual one
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    #[command(flatten)]
    ways: Ways,
    /// Answer in JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    task: Task,
}

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  failed
  2  wrong usage
  3  locked, or a wrong passphrase
  4  damaged
  5  written by a newer Ajar";

#[derive(Subcommand)]
enum Task {
    #[command(flatten)]
    Journal(Command),
    /// Print when a rule comes next; needs no journal
    Upcoming(UpcomingArguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        // Whoever read the answer had enough of it, as in `ajar-cli list | head -1`.
        Ok(()) | Err(Failure::Output(io::ErrorKind::BrokenPipe)) => ExitCode::SUCCESS,
        Err(failure) => {
            // With standard error gone there is nobody left to tell; the exit code still does.
            let _told = writeln!(io::stderr(), "{failure}");
            failure.exit_code()
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    let mut output = Output::new(arguments.json);
    let command = match arguments.task {
        Task::Upcoming(upcoming) => return upcoming.run(&mut io::stdin().lock(), &mut output),
        Task::Journal(command) => command,
    };
    let dir = arguments.data_dir.map_or_else(paths::data_dir, Ok)?;
    let mut input = Input::new(io::stdin().lock(), arguments.ways.source());
    command.run(&Place { dir, ways: arguments.ways }, &mut input, &mut output)
}
