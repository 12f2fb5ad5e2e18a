//! Drops a file on the window, as a file manager does: the XDND protocol, spoken to the screen itself.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use crate::patience::USUAL;

const CLIENT_MESSAGE: u8 = 33;
const SELECTION_REQUEST: u8 = 30;
const SELECTION_NOTIFY: u8 = 31;

/// A program that holds a file under the pointer.
pub struct Drag {
    screen: UnixStream,
    root: u32,
    own: u32,
    uri: String,
    /// What arrived while an answer was waited for.
    heard: Vec<[u8; 32]>,
}

impl Drag {
    pub fn of(file: &Path, display: &str) -> Self {
        let number = display.trim_start_matches(':');
        let mut screen = UnixStream::connect(format!("/tmp/.X11-unix/X{number}")).expect("the screen is there");
        screen.set_read_timeout(Some(USUAL)).expect("a socket takes a limit");
        // Little-endian, version 11, no password.
        screen.write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]).expect("the screen listens");
        let mut head = [0; 8];
        screen.read_exact(&mut head).expect("the screen answers");
        assert_eq!(head[0], 1, "the screen refused a program");
        let mut setup = vec![0; usize::from(u16::from_le_bytes([head[6], head[7]])) * 4];
        screen.read_exact(&mut setup).expect("the screen describes itself");
        let vendor = usize::from(u16::from_le_bytes([setup[16], setup[17]])).next_multiple_of(4);
        let root = number_at(&setup, 32 + vendor + usize::from(setup[21]) * 8);
        let own = number_at(&setup, 4) + 1;
        let uri = format!("file://{}\r\n", file.display());
        let mut drag = Self { screen, root, own, uri, heard: Vec::new() };
        // A window that only takes part, at the corner of the screen.
        drag.send(1, 0, &[own, root, 0, 1 | 1 << 16, 2 << 16, 0, 0]);
        drag
    }

    /// Opens a window of its own, which the window manager gives the keyboard to. It goes with this program.
    pub fn open_window(&mut self) {
        let window = self.own + 1;
        self.send(1, 0, &[window, self.root, 0, 0x0050_0050, 1 << 16, 0, 0]);
        self.send(8, 0, &[window]);
    }

    /// Whether what is typed goes to the window of its own.
    pub fn has_keyboard(&mut self) -> bool {
        let focus = self.ask(43, 0, &[]);
        number_at(&focus, 8) == self.own + 1
    }

    /// Moves it over a window and lets go there; the place is counted from the window's corner.
    pub fn drop_on(&mut self, window: u32, at: (u32, u32)) {
        let [selection, list] = ["XdndSelection", "text/uri-list"].map(|name| self.atom(name));
        let [enter, position, status, drop, finished, copy] =
            ["XdndEnter", "XdndPosition", "XdndStatus", "XdndDrop", "XdndFinished", "XdndActionCopy"]
                .map(|name| self.atom(name));
        let corner = self.ask(40, 0, &[window, self.root, 0]);
        let corner = (number_at(&corner, 12) & 0xFFFF, number_at(&corner, 12) >> 16);
        let place = (corner.0 + at.0) << 16 | (corner.1 + at.1);
        let own = self.own;
        self.send(22, 0, &[own, selection, 0]);
        self.tell(window, enter, [own, 5 << 24, list, 0, 0]);
        // The first words about a place only make the page look at what comes: it is accepted or not by the second.
        for _ in 0..3 {
            self.tell(window, position, [own, 0, place, 0, copy]);
            self.serve_until(status, list);
        }
        self.tell(window, drop, [own, 0, 0, 0, 0]);
        self.serve_until(finished, list);
    }

    /// Hands the file's name to whoever asks, until this message comes.
    fn serve_until(&mut self, message: u32, list: u32) {
        loop {
            let event = if self.heard.is_empty() { self.read() } else { self.heard.remove(0) };
            match event[0] & 0x7F {
                CLIENT_MESSAGE if number_at(&event, 8) == message => return,
                SELECTION_REQUEST => self.hand_over(&event, list),
                _ => {}
            }
        }
    }

    fn hand_over(&mut self, asked: &[u8; 32], list: u32) {
        let [time, requestor, selection, target, property] = [4, 12, 16, 20, 24].map(|at| number_at(asked, at));
        let given = if target == list { property } else { 0 };
        if given != 0 {
            let uri = self.uri.clone();
            let length = u32::try_from(uri.len()).expect("a short name");
            let mut fields = vec![requestor, property, list, 8, length];
            fields.extend(words(uri.as_bytes()));
            self.send(18, 0, &fields);
        }
        self.send_event(requestor, [u32::from(SELECTION_NOTIFY), time, requestor, selection, target, given, 0, 0]);
    }

    fn tell(&mut self, window: u32, message: u32, data: [u32; 5]) {
        let mut event = [u32::from(CLIENT_MESSAGE) | 32 << 8, window, message, 0, 0, 0, 0, 0];
        event[3..].copy_from_slice(&data);
        self.send_event(window, event);
    }

    fn send_event(&mut self, window: u32, event: [u32; 8]) {
        let mut fields = vec![window, 0];
        fields.extend(event);
        self.send(25, 0, &fields);
    }

    fn atom(&mut self, name: &str) -> u32 {
        let mut fields = vec![u32::try_from(name.len()).expect("a short name")];
        fields.extend(words(name.as_bytes()));
        number_at(&self.ask(16, 0, &fields), 8)
    }

    fn send(&mut self, request: u8, detail: u8, fields: &[u32]) {
        let length = u16::try_from(fields.len() + 1).expect("a short request").to_le_bytes();
        let mut bytes = vec![request, detail, length[0], length[1]];
        bytes.extend(fields.iter().flat_map(|field| field.to_le_bytes()));
        self.screen.write_all(&bytes).expect("the screen listens");
    }

    fn ask(&mut self, request: u8, detail: u8, fields: &[u32]) -> [u8; 32] {
        self.send(request, detail, fields);
        loop {
            let answer = self.read();
            if answer[0] == 1 {
                return answer;
            }
            self.heard.push(answer);
        }
    }

    /// One answer or event; those that are longer are never asked for.
    fn read(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.screen.read_exact(&mut bytes).expect("the screen or the page went on");
        assert_ne!(bytes[0], 0, "the screen refused request {}", bytes[10]);
        bytes
    }
}

fn number_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Four bytes to a field, the last filled up with zeros.
fn words(bytes: &[u8]) -> Vec<u32> {
    let word = |four: &[u8]| four.iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte));
    bytes.chunks(4).map(word).collect()
}
