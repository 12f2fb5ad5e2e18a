//! What the kernel tells of running programs.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;

/// The processes that show pages for a program.
pub fn web_processes(of: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter(|&number| is_web_process_of(number, of)).collect()
}

pub fn is_running(process: u32) -> bool {
    // A zombie has ended and keeps nothing but its number.
    stat(process).is_some_and(|(_, state, _)| state != "Z" && state != "X")
}

/// The paths of the files that a program has open.
pub fn open_files(process: u32) -> Vec<String> {
    let files = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().filter_map(Result::ok);
    files.filter_map(|file| Some(fs::read_link(file.path()).ok()?.to_string_lossy().into_owned())).collect()
}

/// How often each thread of a program went to sleep by itself so far, by its number and name.
pub fn rests(process: u32) -> BTreeMap<(u32, String), u64> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().filter_map(Result::ok);
    let rests = threads.filter_map(|thread| {
        let number = thread.file_name().to_str()?.parse().ok()?;
        let name = fs::read_to_string(thread.path().join("comm")).ok()?.trim().to_owned();
        let status = fs::read_to_string(thread.path().join("status")).ok()?;
        Some(((number, name), field(&status, "voluntary_ctxt_switches")?))
    });
    rests.collect()
}

/// How many bytes a program has written so far, to files and to anything else.
pub fn written(process: u32) -> Option<u64> {
    field(&fs::read_to_string(format!("/proc/{process}/io")).ok()?, "wchar")
}

fn field(text: &str, name: &str) -> Option<u64> {
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    value.trim().parse().ok()
}

/// Memory is read in pieces of this many pages.
const PIECE: u64 = 256;
const PAGE: u64 = 4096;

/// How often any of these is in a program's memory; `None` when the kernel does not let us look.
pub fn count_in_memory(process: u32, needles: &[Vec<u8>]) -> Option<usize> {
    let memory = File::open(format!("/proc/{process}/mem")).ok()?;
    let pages = File::open(format!("/proc/{process}/pagemap")).ok()?;
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let longest = needles.iter().map(Vec::len).max().unwrap_or_default();
    let mut count = 0;
    for line in maps.lines() {
        let mut fields = line.split_whitespace();
        let (start, end) = fields.next()?.split_once('-')?;
        let (start, end) = (u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?);
        if !fields.next()?.starts_with("rw") {
            continue;
        }
        for first in (start / PAGE..end / PAGE).step_by(usize::try_from(PIECE).ok()?) {
            let until = (first + PIECE).min(end / PAGE);
            if !any_is_used(&pages, first, until) {
                continue;
            }
            // What lies across two pieces belongs to the first. A page that was never touched is not read for it: reading
            // makes it look used, and so on through all that is reserved.
            let beyond = if any_is_used(&pages, until, until + 1) { longest } else { 0 };
            let length = usize::try_from((until - first) * PAGE).ok()?;
            let mut bytes = vec![0; length + beyond];
            let read = memory.read_at(&mut bytes, first * PAGE).unwrap_or_default();
            bytes.truncate(read);
            count += needles.iter().map(|needle| count_in(&bytes, length, needle)).sum::<usize>();
        }
    }
    Some(count)
}

/// Most of what a web view reserves was never touched: reading all of it would take gigabytes.
fn any_is_used(pages: &File, first: u64, until: u64) -> bool {
    let mut marks = vec![0; usize::try_from(until - first).unwrap_or_default() * 8];
    let read = pages.read_at(&mut marks, first * 8).unwrap_or_default();
    // In memory, or swapped out: the two highest bits.
    marks[..read].chunks_exact(8).any(|mark| mark[7] & 0xC0 != 0)
}

/// Those that begin before `end`. By its last byte, which tells how far to go on (Horspool): a program has hundreds of
/// megabytes.
fn count_in(bytes: &[u8], end: usize, needle: &[u8]) -> usize {
    let Some(last) = needle.len().checked_sub(1) else { return 0 };
    let mut steps = [needle.len(); 256];
    for (at, &byte) in needle[..last].iter().enumerate() {
        steps[usize::from(byte)] = last - at;
    }
    let (mut at, mut count) = (0, 0);
    while at < end && at + last < bytes.len() {
        let byte = bytes[at + last];
        if byte == needle[last] && bytes[at..].starts_with(needle) {
            count += 1;
        }
        at += steps[usize::from(byte)];
    }
    count
}

fn is_web_process_of(process: u32, parent: u32) -> bool {
    // The kernel keeps fifteen characters of a name.
    stat(process).is_some_and(|(name, _, is_child_of)| name == "WebKitWebProces" && is_child_of == parent)
}

/// Name, state and parent.
fn stat(process: u32) -> Option<(String, String, u32)> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = text.split_once('(')?;
    // A name may hold parentheses of its own.
    let (name, rest) = rest.rsplit_once(") ")?;
    let mut fields = rest.split_whitespace();
    Some((name.to_owned(), fields.next()?.to_owned(), fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_where_they_begin() {
        assert_eq!(count_in(b"lantern, a lantern and a lamp", 29, b"lantern"), 2);
        assert_eq!(count_in(b"lantern, a lantern and a lamp", 11, b"lantern"), 1);
        assert_eq!(count_in(b"lanter", 6, b"lantern"), 0);
    }

    #[test]
    fn our_own_memory_holds_what_we_hold() {
        let words: Vec<u8> = b"heron-".iter().chain(b"by-the-weir").copied().collect();
        let found = count_in_memory(std::process::id(), std::slice::from_ref(&words));
        // A system may forbid it even for oneself.
        assert!(found.is_none_or(|count| count >= 1), "{found:?}");
    }
}
