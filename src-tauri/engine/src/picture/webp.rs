//! WebP (RFC 9649): chunks in a RIFF file. One that moves has a chunk a frame, with chunks in it.

use image::metadata::Orientation;

use super::bytes::{take, take_array, take_byte};
use super::turned;

const NEEDED: [&[u8; 4]; 7] = [b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"];
const NEEDED_IN_FRAME: [&[u8; 4]; 3] = [b"ALPH", b"VP8 ", b"VP8L"];
/// What a frame says of itself before its chunks.
const FRAME_HEAD: usize = 16;
const HAS_XMP: u8 = 0x04;
const HAS_EXIF: u8 = 0x08;

/// The picture alone; `None` when it is not whole.
pub(super) fn stripped(bytes: &[u8], orientation: Orientation) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"RIFF")?;
    let size = size(&mut rest)?;
    let mut rest = take(&mut rest, size)?.strip_prefix(b"WEBP")?;
    let exif = turned::exif(orientation);
    let mut kept = b"WEBP".to_vec();
    while !rest.is_empty() {
        let (name, content) = next(&mut rest)?;
        match &name {
            b"VP8X" => {
                let (flags, others) = content.split_first()?;
                let flags = flags & !HAS_XMP & !HAS_EXIF | if exif.is_some() { HAS_EXIF } else { 0 };
                chunk(&mut kept, name, &[&[flags], others])?;
            }
            b"ANMF" => {
                let (head, parts) = content.split_at_checked(FRAME_HEAD)?;
                chunk(&mut kept, name, &[head, &frame(parts)?])?;
            }
            _ if NEEDED.contains(&&name) => chunk(&mut kept, name, &[content])?,
            _ => {}
        }
    }
    if let Some(exif) = exif {
        chunk(&mut kept, *b"EXIF", &[&exif])?;
    }
    let length = u32::try_from(kept.len()).ok()?.to_le_bytes();
    Some([b"RIFF", length.as_slice(), &kept].concat())
}

fn frame(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    while !rest.is_empty() {
        let (name, content) = next(&mut rest)?;
        if NEEDED_IN_FRAME.contains(&&name) {
            chunk(&mut kept, name, &[content])?;
        }
    }
    Some(kept)
}

fn next<'b>(rest: &mut &'b [u8]) -> Option<([u8; 4], &'b [u8])> {
    let name = take_array(rest)?;
    let size = size(rest)?;
    let content = take(rest, size)?;
    if size % 2 == 1 && !rest.is_empty() {
        take_byte(rest)?;
    }
    Some((name, content))
}

fn size(rest: &mut &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(take_array(rest)?)).ok()
}

fn chunk(kept: &mut Vec<u8>, name: [u8; 4], content: &[&[u8]]) -> Option<()> {
    let content = content.concat();
    kept.extend(name);
    kept.extend(u32::try_from(content.len()).ok()?.to_le_bytes());
    kept.extend(&content);
    if content.len() % 2 == 1 {
        kept.push(0);
    }
    Some(())
}
