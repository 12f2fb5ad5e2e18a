//! What the journal takes with 10,000 and 100,000 entries, beside `SQLite` with neither Ajar nor encryption around it, in the
//! same run: `cargo xtask bench journal`.
#![expect(clippy::print_stdout, reason = "it speaks to the person at the terminal")]

mod beside;
mod entries;
mod memory;
mod ours;
mod raw;
mod report;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Duration;

use ajar_engine::clock::{Clock, SystemClock};
use tempfile::TempDir;

use beside::Beside;
use entries::{Made, Making};
use ours::Ours;
use raw::Raw;
use report::Report;

/// What is asked, in each shape that somebody may ask in.
const QUERIES: [(&str, [&str; 4]); 6] = [
    ("a rare word", ["quixotic1 ", "quixotic2 ", "quixotic3 ", "quixotic4 "]),
    ("a frequent word", ["evening ", "walk ", "home ", "together "]),
    ("a phrase", ["\"walk home\" ", "\"evening together\" ", "\"home evening\" ", "\"together walk\" "]),
    ("a word being typed", ["ev", "wal", "toge", "hom"]),
    ("one Chinese sign", ["谈", "夜", "家", "走"]),
    (
        "three filters",
        [
            "tag:walk mood:warm starred:",
            "tag:car mood:low starred:",
            "tag:bed mood:even starred:",
            "tag:call mood:bright starred:",
        ],
    ),
];
const SEARCHES: usize = 80;
const SAVES: usize = 400;
const STARTS: usize = 40;
/// Of the plan: milliseconds, or times as long as the other.
const OPEN_MS: f64 = 10.0;
const SAVE_RATIO: f64 = 1.5;
const SEARCH_MS: f64 = 20.0;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["memory", "ours", folder] => memory::print(|| ours_at_work(Path::new(folder))),
        ["memory", "raw", folder] => memory::print(|| raw_at_work(Path::new(folder))),
        ["memory", "nothing", _] => memory::print(|| Ok(())),
        ["raw", folder, number] => beside::answer(Path::new(folder), number.parse()?),
        [] => [10_000, 100_000].into_iter().try_for_each(measure),
        [number] => measure(number.parse()?),
        _ => Err("Say how many entries, or nothing.".into()),
    }
}

fn measure(number: usize) -> Result<(), Box<dyn Error>> {
    let clock = SystemClock::new();
    let folder = tempfile::tempdir()?;
    let (ours_folder, raw_folder) = (folder.path().join("ours"), folder.path().join("raw"));
    fs::create_dir_all(&ours_folder)?;
    fs::create_dir_all(&raw_folder)?;
    println!("\n{number} entries, load {}", memory::load().unwrap_or_default().trim());
    let (ours, raw) = fill(number, &clock, &ours_folder, &raw_folder)?;

    let mut report = Report::new();
    starts(&mut report, &clock, &ours, &raw)?;
    saves(&mut report, &clock, &ours, &raw, number)?;
    searches(&mut report, &clock, &ours, &raw)?;
    indexing(&clock, &ours, number)?;
    drop(ours);
    raw.end()?;
    sizes(&mut report, &folder, &ours_folder, &raw_folder)?;
    report.print();
    Ok(())
}

fn fill(number: usize, clock: &SystemClock, ours: &Path, raw: &Path) -> Result<(Ours, Beside), Box<dyn Error>> {
    let (ours, raw) = (Ours::begin(ours)?, Beside::start(raw, number)?);
    let (mut took_ours, mut took_raw, mut bytes) = (Duration::ZERO, Duration::ZERO, 0);
    let mut making = Making::new(number);
    while let Some(made) = making.next_batch() {
        bytes += made.iter().map(|made| made.text.len()).sum::<usize>();
        took_ours += time(clock, || ours.write(&made))?;
        took_raw += raw.ask("write")?;
    }
    let seconds = |took: Duration| took.as_secs_f64();
    println!(
        "{} MB of words were written in {:.0} s, and in {:.0} s by SQLite alone",
        bytes / 1_000_000,
        seconds(took_ours),
        seconds(took_raw)
    );
    Ok((ours, raw))
}

fn starts(report: &mut Report, clock: &SystemClock, ours: &Ours, raw: &Beside) -> Result<(), Box<dyn Error>> {
    let (mut of_ours, mut of_raw, mut unlocks) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        ours.lock();
        let unlock = time(clock, || ours.unlock())?;
        let list = time(clock, || ours.list())?;
        unlocks.push(unlock);
        of_ours.push(unlock + list);
        of_raw.push(raw.ask("open")?);
    }
    report.below("open and list 50, p50", &mut of_ours, &mut of_raw, 50, OPEN_MS);
    report.told("  of it, to unlock with the recovery key, p50", &mut unlocks, 50);
    let (mut of_ours, mut of_raw) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        of_ours.push(time(clock, || ours.list())?);
        of_raw.push(raw.ask("list")?);
    }
    report.ratio("to list 50 again, p50", &mut of_ours, &mut of_raw, 50, None);
    Ok(())
}

fn saves(
    report: &mut Report,
    clock: &SystemClock,
    ours: &Ours,
    raw: &Beside,
    number: usize,
) -> Result<(), Box<dyn Error>> {
    let (mut of_ours, mut of_raw) = (Vec::new(), Vec::new());
    for step in 0..SAVES {
        // Four entries of the usual size are written on, as autosave does.
        let made = Made::usual(number, step);
        let ours_first = step % 2 == 0;
        if ours_first {
            of_ours.push(time(clock, || ours.save(&made))?);
        }
        of_raw.push(raw.ask(&format!("save {step}"))?);
        if !ours_first {
            of_ours.push(time(clock, || ours.save(&made))?);
        }
    }
    report.ratio("save, p50", &mut of_ours, &mut of_raw, 50, Some(SAVE_RATIO));
    report.ratio("save, p99", &mut of_ours, &mut of_raw, 99, None);
    Ok(())
}

fn searches(report: &mut Report, clock: &SystemClock, ours: &Ours, raw: &Beside) -> Result<(), Box<dyn Error>> {
    for (called, queries) in QUERIES {
        let (mut of_ours, mut of_raw) = (Vec::new(), Vec::new());
        for query in queries.iter().cycle().take(SEARCHES) {
            of_ours.push(time(clock, || ours.search(query))?);
            of_raw.push(raw.ask(&format!("search {query}"))?);
        }
        report.ratio(&format!("search for {called}, p50"), &mut of_ours, &mut of_raw, 50, None);
        report.below(&format!("search for {called}, p95"), &mut of_ours, &mut of_raw, 95, SEARCH_MS);
    }
    Ok(())
}

/// As after an earlier version that had no index.
fn indexing(clock: &SystemClock, ours: &Ours, number: usize) -> Result<(), Box<dyn Error>> {
    let mut longest = Duration::ZERO;
    let began = clock.monotonic();
    let steps = ours.look_through(|step| longest = longest.max(step))?;
    let took = clock.monotonic().saturating_sub(began);
    println!(
        "the index of {number} entries was compared after an unlock in {steps} steps: {:.0} ms, the longest {:.0} ms",
        took.as_secs_f64() * 1000.0,
        longest.as_secs_f64() * 1000.0
    );
    Ok(())
}

fn sizes(report: &mut Report, temp: &TempDir, ours: &Path, raw: &Path) -> Result<(), Box<dyn Error>> {
    let size = |path| -> Result<f64, Box<dyn Error>> {
        Ok(f64::from(u32::try_from(fs::metadata(path)?.len() / 1024)?) / 1024.0)
    };
    report.mebibytes("the file", size(ours.join("vault.db"))?, size(raw.join(raw::FILE))?);
    let [idle, _] = memory::of("nothing", temp.path())?;
    let [ours_peak, ours_after] = memory::of("ours", ours)?;
    let [raw_peak, raw_after] = memory::of("raw", raw)?;
    report.mebibytes("memory at the most, opened and searched and saved", ours_peak, raw_peak);
    report.mebibytes("memory after that", ours_after, raw_after);
    println!("the program itself takes {idle:.0} MiB");
    Ok(())
}

/// What somebody does in a sitting.
fn ours_at_work(folder: &Path) -> Result<(), Box<dyn Error>> {
    let ours = Ours::open(folder)?;
    ours.list()?;
    for query in QUERIES.iter().flat_map(|(_, queries)| queries) {
        ours.search(query)?;
    }
    Ok(())
}

fn raw_at_work(folder: &Path) -> Result<(), Box<dyn Error>> {
    let raw = Raw::open(folder)?;
    raw.list()?;
    for query in QUERIES.iter().flat_map(|(_, queries)| queries) {
        raw.search(query)?;
    }
    Ok(())
}

fn time(clock: &SystemClock, work: impl FnOnce() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let began = clock.monotonic();
    work()?;
    Ok(clock.monotonic().saturating_sub(began))
}
