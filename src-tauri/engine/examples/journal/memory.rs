//! What a process of its own takes, as Linux counts it.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Does the work, and prints the most that it took and what it holds then, in KiB.
pub fn print(work: impl FnOnce() -> Result<(), Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    work()?;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{} {}", field(&status, "VmHWM"), field(&status, "VmRSS"));
    Ok(())
}

fn field(status: &str, name: &str) -> u32 {
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// The most, and what it holds at the end, in MiB.
pub fn of(which: &str, folder: &Path) -> Result<[f64; 2], Box<dyn Error>> {
    let output = Command::new(std::env::current_exe()?).args(["memory", which]).arg(folder).output()?;
    let said = String::from_utf8(output.stdout)?;
    let mut numbers = said.split_whitespace().filter_map(|number| number.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(peak), Some(after)) => Ok([f64::from(peak) / 1024.0, f64::from(after) / 1024.0]),
        _ => Err(format!("no answer: {said} {}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

/// What else the computer does.
pub fn load() -> Option<String> {
    fs::read_to_string("/proc/loadavg").ok()
}
