//! Ajar's own build, test and run commands: `cargo xtask run` opens the app, `cargo xtask test` checks everything.

#![expect(clippy::print_stdout, reason = "xtask speaks to the person at the terminal")]

mod bench;
mod bindings;
mod command;
mod mirror;
mod packages;
mod photo;
mod run;
mod setup;
mod steps;
mod test;
mod ui;
mod workspace;

use std::env;
use std::process::ExitCode;

use bench::Subject;
use command::Failure;
use test::Reach;

const USAGE: &str = "Say what to do:
  cargo xtask run            set everything up, build Ajar and open it
  cargo xtask test           set everything up and run every check
  cargo xtask test --quick   the same without the tests in a real window
  cargo xtask bench          measure time, journal and idle, as below
  cargo xtask bench time     measure how long the reminder rules take, beside other programs
  cargo xtask bench journal  measure the journal with 100,000 entries, beside SQLite alone
  cargo xtask bench idle     count how often Ajar wakes up while nothing happens
  cargo xtask bench --faults make thousands of faults, and count what they cost: nothing
  cargo xtask setup          only install what building needs
  cargo xtask gen            write ui/src/lib/bindings anew from the Rust types
  cargo xtask photo          photograph every page into docs/photos";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::open(),
        ["test"] => test::check(Reach::Everything),
        ["test", "--quick"] => test::check(Reach::WithoutWindow),
        ["bench", "--faults"] => bench::measure(Subject::Faults),
        ["bench"] => bench::measure_all(),
        ["bench", "journal"] => bench::measure(Subject::Journal),
        ["bench", "idle"] => bench::measure(Subject::Idle),
        ["bench", "time"] => bench::measure(Subject::Time),
        ["setup"] => setup::prepare(packages::BUILD),
        ["gen"] => bindings::write(),
        ["photo"] => photo::take(),
        _ => Err(Failure::new(USAGE)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
