//! What a program asked of the system, as strace tells it.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// One thing that a program did to the disk, or said.
#[derive(Debug)]
pub enum Event {
    /// A file was opened, and made where there was none.
    Opened {
        path: String,
        made: bool,
        emptied: bool,
    },
    Wrote {
        path: String,
        at: usize,
        bytes: Vec<u8>,
    },
    Resized {
        path: String,
        len: usize,
        may_shrink: bool,
    },
    /// A file, or a folder with the names in it.
    Synced {
        path: String,
    },
    Renamed {
        from: String,
        to: String,
    },
    Removed {
        path: String,
    },
    /// A line on standard output.
    Said(String),
}

/// Everything that changes a file, makes it durable, or names it. The last ones are here to be refused when they appear.
const CALLS: &str = "openat,write,pwrite64,ftruncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,\
    lseek,open,creat,writev,pwritev,pwritev2,truncate,link,linkat,symlink,copy_file_range,sendfile,sync_file_range";

/// The program's command line under strace, which writes what it saw to `to`.
pub fn traced(program: &Command, to: &Path) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-xx", "-s", "100000000", "-e", "signal=none", "-e"]).arg(format!("trace={CALLS}"));
    under(strace, program, to)
}

/// The program's command line under strace, which does something to each call that `inject` names.
pub fn injected(program: &Command, inject: &str, to: &Path) -> Command {
    let calls = inject.split(':').next().unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-e"]).arg(format!("trace={calls}")).arg("-e").arg(format!("inject={inject}"));
    under(strace, program, to)
}

fn under(mut strace: Command, program: &Command, to: &Path) -> Command {
    strace.arg("-o").arg(to).arg(program.get_program()).args(program.get_args());
    for (name, value) in program.get_envs() {
        strace.env(name, value.unwrap());
    }
    strace
}

/// Reads a trace. Only what happened below `root`, and standard output, is kept; paths are from there.
pub fn read(trace: &Path, root: &Path) -> Vec<Event> {
    let (mut begun, mut reading) =
        (HashMap::new(), Reading { root: format!("{}/", root.display()), ..Reading::default() });
    for line in fs::read_to_string(trace).unwrap().lines() {
        let (thread, call) = line.split_once(' ').unwrap();
        let call = call.trim_start();
        // Two threads at once: the call comes in two pieces.
        if let Some(first) = call.strip_suffix(" <unfinished ...>") {
            begun.insert(thread.to_owned(), first.to_owned());
        } else if let Some((_, rest)) = call.strip_prefix("<... ").and_then(|call| call.split_once(" resumed>")) {
            let first = begun.remove(thread).unwrap_or_default();
            reading.call(&format!("{first}{rest}"));
        } else {
            reading.call(call);
        }
    }
    reading.events
}

#[derive(Default)]
struct Reading {
    root: String,
    /// Where each open file is written next.
    places: HashMap<String, usize>,
    events: Vec<Event>,
}

impl Reading {
    fn call(&mut self, call: &str) {
        let Some((name, rest)) = call.split_once('(') else { return };
        let Some((arguments, result)) = rest.rsplit_once(" = ") else { return };
        if name.starts_with("exit") || result.starts_with(['-', '?']) {
            return;
        }
        let arguments: Vec<&str> = arguments.trim_end().trim_end_matches(')').split(", ").collect();
        let handle = Handle::read(arguments[0]);
        let path = || handle.as_ref().and_then(|handle| self.below(&handle.path));
        let event = match name {
            "openat" => {
                let opened = Handle::read(result).unwrap();
                self.places.insert(opened.number, 0);
                let has = |flag| arguments[2].split('|').any(|other| other == flag);
                self.below(&opened.path).map(|path| Event::Opened {
                    path,
                    made: has("O_CREAT"),
                    emptied: has("O_TRUNC"),
                })
            }
            "write" => {
                let bytes = unquote(arguments[1]);
                let handle = handle.as_ref().unwrap();
                if handle.number == "1" {
                    Some(Event::Said(String::from_utf8(bytes).unwrap()))
                } else {
                    let place = self.places.entry(handle.number.clone()).or_default();
                    let at = *place;
                    *place += bytes.len();
                    self.below(&handle.path).map(|path| Event::Wrote { path, at, bytes })
                }
            }
            "pwrite64" => {
                path().map(|path| Event::Wrote { path, at: number(arguments[3]), bytes: unquote(arguments[1]) })
            }
            "lseek" => {
                self.places.insert(handle.unwrap().number, number(result));
                None
            }
            "ftruncate" => path().map(|path| Event::Resized { path, len: number(arguments[1]), may_shrink: true }),
            "fallocate" => path().map(|path| {
                let len = number(arguments[2]) + number(arguments[3]);
                Event::Resized { path, len, may_shrink: false }
            }),
            "fsync" | "fdatasync" => path().map(|path| Event::Synced { path }),
            "rename" => self.below(&unquoted(arguments[0])).map(|from| {
                let to = self.below(&unquoted(arguments[1])).unwrap();
                Event::Renamed { from, to }
            }),
            "unlink" => self.below(&unquoted(arguments[0])).map(|path| Event::Removed { path }),
            "unlinkat" => {
                // A name in an open folder, or a whole path.
                let name = unquoted(arguments[1]);
                let folder = handle.map(|handle| handle.path).unwrap_or_default();
                let path = if name.starts_with('/') { name } else { format!("{folder}/{name}") };
                let is_file = !arguments[2].contains("AT_REMOVEDIR");
                self.below(&path).filter(|_| is_file).map(|path| Event::Removed { path })
            }
            other => panic!("the model of the disk does not know {other}"),
        };
        self.events.extend(event);
    }

    fn below(&self, path: &str) -> Option<String> {
        if format!("{path}/") == self.root {
            Some(String::new())
        } else {
            path.strip_prefix(&self.root).map(str::to_owned)
        }
    }
}

/// `5<\x2f\x74>`: an open file and its name.
struct Handle {
    number: String,
    path: String,
}

impl Handle {
    fn read(text: &str) -> Option<Self> {
        let (number, rest) = text.split_once('<')?;
        let path = rest.split_once('>')?.0;
        Some(Self { number: number.to_owned(), path: String::from_utf8(bytes(path)).ok()? })
    }
}

fn number(text: &str) -> usize {
    text.parse().unwrap()
}

fn unquoted(text: &str) -> String {
    String::from_utf8(unquote(text)).unwrap()
}

fn unquote(text: &str) -> Vec<u8> {
    bytes(text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).expect("strace was told to cut nothing"))
}

/// `\x2f\x74` as bytes.
fn bytes(text: &str) -> Vec<u8> {
    let digit = |byte: u8| if byte < b'a' { byte - b'0' } else { byte - b'a' + 10 };
    text.as_bytes().chunks_exact(4).map(|sign| digit(sign[2]) << 4 | digit(sign[3])).collect()
}
