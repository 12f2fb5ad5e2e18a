//! A picture as it is kept: recognised by its bytes, proven by decoding it, and without anything that tells where, when,
//! with what or by whom it was taken.
//!
//! Each format has a list of what is needed to see the picture; whatever is not on it goes. Of what is noted beside the
//! points, only the way it is turned and its color profile stay.

mod bytes;
mod gif;
mod jpeg;
mod png;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
mod turned;
mod webp;

use std::fmt;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, ImageResult, Limits};

use crate::dto::PictureType;

/// The most that one picture holds.
pub(crate) const MAX_BYTES: usize = 20 * 1024 * 1024;
const MAX_POINTS: u64 = 50_000_000;
/// What the points may take while they are decoded: eight bytes each at most.
const MAX_DECODED: u64 = 8 * MAX_POINTS;
/// The longer side of the small picture.
const SMALL_SIDE: u32 = 480;
const SMALL_QUALITY: u8 = 82;
/// Those of screens and cameras are a few kilobytes; one of a printing press would outweigh the small picture.
const MAX_SMALL_PROFILE: usize = 8 * 1024;

/// A picture, ready to be stored.
pub(crate) struct Picture {
    pub(crate) kind: PictureType,
    /// As it is seen, after it was turned.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) small: Small,
}

/// The same picture, at most 480 points wide and high.
pub(crate) struct Small {
    pub(crate) kind: PictureType,
    pub(crate) bytes: Vec<u8>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture").field("kind", &self.kind).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// Why a picture is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    Empty,
    TooLarge,
    TooManyPoints,
    /// Some other format that can hold a picture.
    OtherKind,
    NoPicture,
    /// It begins as a picture and does not go on as one.
    Broken,
}

impl Refused {
    /// What to do, for the user.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "This file is empty. Choose another picture.",
            Self::TooLarge => "This picture is larger than 20 MiB. Save a smaller copy, then add that.",
            Self::TooManyPoints => "This picture has more than 50 million pixels. Save a smaller copy, then add that.",
            Self::OtherKind => "Ajar cannot keep this kind of picture. Save it as JPEG or PNG first.",
            Self::NoPicture => "This is not a picture. Choose a JPEG, PNG, WebP or GIF file.",
            Self::Broken => "This picture is damaged or not whole. Copy it anew from where it came, then add it.",
        }
    }
}

impl Picture {
    /// # Errors
    /// Why it is not kept.
    pub(crate) fn new(bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.is_empty() {
            return Err(Refused::Empty);
        }
        if bytes.len() > MAX_BYTES {
            return Err(Refused::TooLarge);
        }
        let kind = recognised(bytes)?;
        // Only its head is read so far: what would not fit into memory is refused before it is there.
        let orientation = {
            let mut head = decoder(kind, bytes).map_err(|_| Refused::Broken)?;
            let (width, height) = head.dimensions();
            if u64::from(width) * u64::from(height) > MAX_POINTS {
                return Err(Refused::TooManyPoints);
            }
            head.orientation().unwrap_or(Orientation::NoTransforms)
        };
        let bytes = match kind {
            PictureType::Gif => gif::stripped(bytes),
            PictureType::Jpeg => jpeg::stripped(bytes, orientation),
            PictureType::Png => png::stripped(bytes, orientation),
            PictureType::Webp => webp::stripped(bytes, orientation),
        };
        let bytes = bytes.filter(|bytes| bytes.len() <= MAX_BYTES).ok_or(Refused::Broken)?;
        // What is proven is what will be stored.
        let (width, height, small) = proven(kind, &bytes, orientation).map_err(|_| Refused::Broken)?;
        Ok(Self { kind, width, height, bytes, small })
    }
}

/// What the bytes are, whatever the file is called.
fn recognised(bytes: &[u8]) -> Result<PictureType, Refused> {
    const OTHERS: [&[u8]; 7] = [b"II*\0", b"MM\0*", b"BM", b"<svg", b"<?xml", b"\0\0\x01\0", b"8BPS"];
    let at_four = bytes.get(4..8);
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Ok(PictureType::Jpeg)
    } else if bytes.starts_with(png::SIGNATURE) {
        Ok(PictureType::Png)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Ok(PictureType::Gif)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Ok(PictureType::Webp)
    } else if at_four == Some(b"ftyp") || OTHERS.iter().any(|other| bytes.trim_ascii_start().starts_with(other)) {
        Err(Refused::OtherKind)
    } else {
        Err(Refused::NoPicture)
    }
}

fn decoder(kind: PictureType, bytes: &[u8]) -> ImageResult<impl ImageDecoder> {
    let format = match kind {
        PictureType::Gif => ImageFormat::Gif,
        PictureType::Jpeg => ImageFormat::Jpeg,
        PictureType::Png => ImageFormat::Png,
        PictureType::Webp => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED);
    reader.limits(limits);
    reader.into_decoder()
}

/// Decodes the picture, or the first of those in it. Its size as it is seen, and the same made small.
fn proven(kind: PictureType, bytes: &[u8], orientation: Orientation) -> ImageResult<(u32, u32, Small)> {
    let mut decoder = decoder(kind, bytes)?;
    let profile = decoder.icc_profile()?.filter(|profile| {
        // The small picture is made of red, green and blue, whatever this one is made of.
        profile.len() <= MAX_SMALL_PROFILE && profile.get(16..20) == Some(b"RGB ")
    });
    let whole = DynamicImage::from_decoder(decoder)?;
    let (width, height) = if turned::lies_on_its_side(orientation) {
        (whole.height(), whole.width())
    } else {
        (whole.width(), whole.height())
    };
    let mut small = if width.max(height) > SMALL_SIDE { whole.thumbnail(SMALL_SIDE, SMALL_SIDE) } else { whole };
    small.apply_orientation(orientation);
    Ok((width, height, encoded(&small, profile)?))
}

/// As a JPEG, unless something shines through.
fn encoded(small: &DynamicImage, profile: Option<Vec<u8>>) -> ImageResult<Small> {
    let mut bytes = Vec::new();
    let (rgba, profile) = (small.to_rgba8(), profile.unwrap_or_default());
    if rgba.pixels().any(|point| point.0[3] < u8::MAX) {
        let mut encoder = PngEncoder::new(&mut bytes);
        encoder.set_icc_profile(profile).map_err(image::ImageError::Unsupported)?;
        rgba.write_with_encoder(encoder)?;
        return Ok(Small { kind: PictureType::Png, bytes });
    }
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, SMALL_QUALITY);
    if !profile.is_empty() {
        encoder.set_icc_profile(profile).map_err(image::ImageError::Unsupported)?;
    }
    small.to_rgb8().write_with_encoder(encoder)?;
    Ok(Small { kind: PictureType::Jpeg, bytes })
}
