//! What the kernel tells of running programs.

use std::fs;
use std::io::{Read, Seek, SeekFrom};

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

/// How often any of these is in a program's memory; `None` when the kernel does not let us look.
pub fn count_in_memory(process: u32, needles: &[Vec<u8>]) -> Option<usize> {
    let mut memory = fs::File::open(format!("/proc/{process}/mem")).ok()?;
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let readable = maps.lines().filter(|line| line.split_whitespace().nth(1).is_some_and(|may| may.starts_with("rw")));
    let mut count = 0;
    for line in readable {
        let (start, end) = line.split_whitespace().next()?.split_once('-')?;
        let (start, end) = (u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?);
        let mut bytes = Vec::new();
        // A mapping may go away while we read it.
        let read =
            memory.seek(SeekFrom::Start(start)).and_then(|_| (&memory).take(end - start).read_to_end(&mut bytes));
        if read.is_ok() || !bytes.is_empty() {
            count += needles.iter().map(|needle| count_in(&bytes, needle)).sum::<usize>();
        }
    }
    Some(count)
}

/// By its rarest byte first: a program has hundreds of megabytes.
fn count_in(bytes: &[u8], needle: &[u8]) -> usize {
    let Some((&first, rest)) = needle.split_first() else { return 0 };
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first);
    starts.filter(|(at, _)| bytes.get(at + 1..).is_some_and(|after| after.starts_with(rest))).count()
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
