//! JPEG (ITU-T T.81): segments, each behind a marker, and the coded points after a start of scan.

use image::metadata::Orientation;

use super::bytes::{take, take_array, take_byte};
use super::turned;

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

/// The picture alone; `None` when it is not whole. What follows its end goes too: there phones keep a film of the moment,
/// or a second picture with notes of its own.
pub(super) fn stripped(bytes: &[u8], orientation: Orientation) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xff, SOI])?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend([0xff, SOI]);
    let mut exif = turned::exif(orientation);
    loop {
        let marker = next_marker(&mut rest)?;
        match marker {
            EOI => {
                kept.extend([0xff, EOI]);
                return Some(kept);
            }
            // They stand alone.
            0x01 | 0xd0..=0xd7 | SOI => continue,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(take_array(&mut rest)?));
        let content = take(&mut rest, length.checked_sub(2)?)?;
        // Readers want that of JFIF first.
        if marker != APP0
            && let Some(exif) = exif.take()
        {
            segment(&mut kept, APP1, &[b"Exif\0\0", exif.as_slice()])?;
        }
        if let Some(content) = needed(marker, content) {
            segment(&mut kept, marker, &content)?;
        }
        if marker == SOS {
            let length = coded(rest);
            kept.extend(take(&mut rest, length)?);
        }
    }
}

/// What of a segment is needed to see the picture, in pieces.
fn needed(marker: u8, content: &[u8]) -> Option<[&[u8]; 2]> {
    match marker {
        // Frames, tables of Huffman and arithmetic codes, scans, quantization, the number of lines, restarts.
        0xc0..=0xcf | SOS..=0xdd => Some([content, &[]]),
        // JFIF without the small picture in it, which may show what was cut off from the large one.
        APP0 if content.starts_with(b"JFIF\0") => Some([content.get(..12)?, &[0, 0]]),
        APP2 if content.starts_with(b"ICC_PROFILE\0") => Some([content, &[]]),
        // How its colors are coded.
        APP14 if content.starts_with(b"Adobe") => Some([content.get(..12)?, &[]]),
        _ => None,
    }
}

fn segment(kept: &mut Vec<u8>, marker: u8, content: &[&[u8]]) -> Option<()> {
    let length = content.iter().map(|piece| piece.len()).sum::<usize>() + 2;
    kept.extend([0xff, marker]);
    kept.extend(u16::try_from(length).ok()?.to_be_bytes());
    kept.extend(content.concat());
    Some(())
}

/// The marker that comes next. What stands before it belongs to nothing.
fn next_marker(rest: &mut &[u8]) -> Option<u8> {
    loop {
        while take_byte(rest)? != 0xff {}
        let mut byte = take_byte(rest)?;
        while byte == 0xff {
            byte = take_byte(rest)?;
        }
        if byte != 0 {
            return Some(byte);
        }
    }
}

/// How many bytes of coded points come first. In them 0xff is followed by a zero, or it is a restart.
fn coded(rest: &[u8]) -> usize {
    let is_end = |pair: &[u8]| matches!(pair, [0xff, after] if !matches!(after, 0 | 0xd0..=0xd7 | 0xff));
    rest.windows(2).position(is_end).unwrap_or(rest.len())
}
