//! PNG (W3C, third edition): chunks with a checksum each. One that moves stays so.

use image::metadata::Orientation;

use super::bytes::{take, take_array};
use super::turned;

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Everything but texts, times, and what some program noted.
const NEEDED: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT", b"cHRM", b"gAMA", b"iCCP", b"sBIT",
    b"sRGB", b"cICP", b"bKGD", b"hIST", b"pHYs",
];

/// The picture alone; `None` when it is not whole.
pub(super) fn stripped(bytes: &[u8], orientation: Orientation) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend(SIGNATURE);
    let mut exif = turned::exif(orientation);
    loop {
        let start = rest;
        let length = usize::try_from(u32::from_be_bytes(take_array(&mut rest)?)).ok()?;
        let name: [u8; 4] = take_array(&mut rest)?;
        // With its checksum.
        take(&mut rest, length.checked_add(4)?)?;
        if &name == b"IDAT"
            && let Some(exif) = exif.take()
        {
            chunk(&mut kept, *b"eXIf", &exif);
        }
        if NEEDED.contains(&&name) {
            kept.extend(start.get(..length.checked_add(12)?)?);
        }
        if &name == b"IEND" {
            return Some(kept);
        }
    }
}

fn chunk(kept: &mut Vec<u8>, name: [u8; 4], content: &[u8; 26]) {
    let named = [name.as_slice(), content].concat();
    kept.extend(26_u32.to_be_bytes());
    kept.extend(&named);
    kept.extend(checksum(&named).to_be_bytes());
}

/// The CRC-32 of PNG's annex D, a bit at a time: it is needed for thirty bytes.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    let shifted = |sum: u32| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
    !bytes.iter().fold(u32::MAX, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |sum, _| shifted(sum)))
}
