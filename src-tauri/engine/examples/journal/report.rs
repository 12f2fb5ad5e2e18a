//! The table: what was measured, beside the other, and whether it is what was aimed at.

use std::time::Duration;

pub struct Report {
    lines: Vec<[String; 5]>,
}

impl Report {
    pub fn new() -> Self {
        Self { lines: vec![["", "Ajar", "SQLite", "ratio", "aim"].map(str::to_owned)] }
    }

    /// A time that should be so many milliseconds at most.
    pub fn below(&mut self, what: &str, ours: &mut [Duration], raw: &mut [Duration], percentile: usize, aim: f64) {
        let (ours, raw) = (at(ours, percentile), at(raw, percentile));
        self.line(what, ours, raw, "ms", &met(ours <= aim, &format!("{aim} ms")));
    }

    /// A time that should be so many times the other's at most.
    pub fn ratio(
        &mut self,
        what: &str,
        ours: &mut [Duration],
        raw: &mut [Duration],
        percentile: usize,
        aim: Option<f64>,
    ) {
        let (ours, raw) = (at(ours, percentile), at(raw, percentile));
        let aim = aim.map(|aim| met(ours <= raw * aim, &format!("{aim} times"))).unwrap_or_default();
        self.line(what, ours, raw, "ms", &aim);
    }

    pub fn told(&mut self, what: &str, ours: &mut [Duration], percentile: usize) {
        let ours = format!("{:.2} ms", at(ours, percentile));
        self.lines.push([what.to_owned(), ours, String::new(), String::new(), String::new()]);
    }

    pub fn mebibytes(&mut self, what: &str, ours: f64, raw: f64) {
        self.line(what, ours, raw, "MiB", "");
    }

    pub fn print(&self) {
        let width = |column: usize| {
            let cells = self.lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let (what, numbers) = (width(0), width(1).max(width(2)));
        for [called, ours, raw, ratio, aim] in &self.lines {
            println!("{called:what$}  {ours:>numbers$}  {raw:>numbers$}  {ratio:>6}  {aim}");
        }
    }

    fn line(&mut self, what: &str, ours: f64, raw: f64, unit: &str, aim: &str) {
        let ratio = format!("{:.2}", ours / raw);
        self.lines.push([
            what.to_owned(),
            format!("{ours:.2} {unit}"),
            format!("{raw:.2} {unit}"),
            ratio,
            aim.to_owned(),
        ]);
    }
}

fn met(is_met: bool, aim: &str) -> String {
    format!("{aim}: {}", if is_met { "met" } else { "MISSED" })
}

/// So many percent were as fast as this, in milliseconds.
fn at(times: &mut [Duration], percentile: usize) -> f64 {
    times.sort_unstable();
    let place = (times.len() * percentile).div_ceil(100).saturating_sub(1);
    times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
