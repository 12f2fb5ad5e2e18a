//! GIF (version 89a): blocks, most of them in pieces of at most 255 bytes. One that moves stays so.

use super::bytes::{take, take_array, take_byte};

const EXTENSION: u8 = b'!';
const IMAGE: u8 = b',';
const END: u8 = b';';
const HOW_TO_SHOW: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

/// The pictures alone; `None` when it is not whole.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    let head: [u8; 13] = take_array(&mut rest)?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend(head);
    let [.., flags, _, _] = head;
    kept.extend(take(&mut rest, colors(flags))?);
    loop {
        match take_byte(&mut rest)? {
            EXTENSION => {
                let label = take_byte(&mut rest)?;
                let content = pieces(&mut rest)?;
                if let Some(content) = needed(label, content) {
                    kept.extend([EXTENSION, label]);
                    kept.extend(content);
                    kept.push(0);
                }
            }
            IMAGE => {
                let place: [u8; 9] = take_array(&mut rest)?;
                let [.., flags] = place;
                kept.push(IMAGE);
                kept.extend(place);
                // With the size of the first code.
                kept.extend(take(&mut rest, colors(flags) + 1)?);
                kept.extend(pieces(&mut rest)?);
                kept.push(0);
            }
            END => {
                kept.push(END);
                return Some(kept);
            }
            _ => return None,
        }
    }
}

/// How many bytes the table of colors has that these flags speak of.
fn colors(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) }
}

/// The pieces up to an empty one, each with its length.
fn pieces<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let start = *rest;
    loop {
        let length = take_byte(rest)?;
        if length == 0 {
            return start.get(..start.len() - rest.len() - 1);
        }
        take(rest, usize::from(length))?;
    }
}

/// How long a frame is shown, and how often all of them are. Comments, texts and what programs noted go.
fn needed(label: u8, content: &[u8]) -> Option<&[u8]> {
    const APPLICATION_HEAD: usize = 12;
    const REPEATS: usize = 4;
    match label {
        HOW_TO_SHOW => content.get(..5),
        APPLICATION => {
            let (name, after) = content.split_at_checked(APPLICATION_HEAD)?;
            let repeats = [b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0"].contains(&name.first_chunk()?);
            (repeats && after.starts_with(&[3, 1])).then(|| content.get(..APPLICATION_HEAD + REPEATS)).flatten()
        }
        _ => None,
    }
}
