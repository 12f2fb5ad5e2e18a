//! Small pictures, as cameras and programs leave them: full of notes.

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{Frame, ImageEncoder, Rgba, RgbaImage};

use super::png::checksum;
use crate::dto::PictureType;

/// Stands in every note, and nowhere else.
pub(crate) const SECRET: &[u8] = b"heliotrope";
pub(crate) const ALL: [PictureType; 4] = [PictureType::Gif, PictureType::Jpeg, PictureType::Png, PictureType::Webp];
pub(crate) const SIZE: (u32, u32) = (24, 16);

/// A picture of this kind that says where it was taken, in every way there is, and that stands in this orientation.
pub(crate) fn sample(kind: PictureType, orientation: u8) -> Vec<u8> {
    match kind {
        PictureType::Gif => gif(),
        PictureType::Jpeg => jpeg(orientation),
        PictureType::Png => png(orientation),
        PictureType::Webp => webp(orientation),
    }
}

/// Red at its upper left, and not the same anywhere.
pub(crate) fn points() -> RgbaImage {
    RgbaImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        let shade = |place: u32| u8::try_from(place).unwrap();
        if x < 8 && y < 8 { Rgba([220, 30, 30, 255]) } else { Rgba([shade(x * 5), shade(y * 9), 90, 255]) }
    })
}

pub(crate) fn profile() -> Vec<u8> {
    let mut profile = vec![7; 200];
    profile[16..20].copy_from_slice(b"RGB ");
    profile
}

/// Exif with an orientation, a maker, and a place.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    tiff.extend(entry(0x010f, 2, 10, 50));
    tiff.extend(entry(0x0112, 3, 1, orientation.into()));
    tiff.extend(entry(0x8825, 4, 1, 60));
    tiff.extend([0; 4]);
    tiff.extend(SECRET);
    tiff.extend([1, 0]);
    tiff.extend(entry(0x001d, 2, 11, 78));
    tiff.extend([0; 4]);
    tiff.extend(b"2026:03:10\0");
    tiff.extend(SECRET);
    tiff
}

fn xmp() -> Vec<u8> {
    [b"<x:xmpmeta><exif:GPSLatitude>52,31N ", SECRET, b"</exif:GPSLatitude></x:xmpmeta>"].concat()
}

fn jpeg(orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut plain, 90);
    encoder.set_icc_profile(profile()).unwrap();
    let rgb = image::DynamicImage::from(points()).to_rgb8();
    rgb.write_with_encoder(encoder).unwrap();
    let segment = |marker: u8, content: &[&[u8]]| {
        let content = content.concat();
        [&[0xff, marker][..], &u16::try_from(content.len() + 2).unwrap().to_be_bytes(), &content].concat()
    };
    [
        &plain[..2],
        &segment(0xe1, &[b"Exif\0\0", &exif(orientation)]),
        &segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", &xmp()]),
        &segment(0xe2, &[b"MPF\0", SECRET]),
        &segment(0xed, &[b"Photoshop 3.0\0", SECRET]),
        &segment(0xfe, &[SECRET]),
        &plain[2..],
        b"MotionPhoto_Data",
        SECRET,
    ]
    .concat()
}

fn png(orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut encoder = PngEncoder::new(&mut plain);
    encoder.set_icc_profile(profile()).unwrap();
    points().write_with_encoder(encoder).unwrap();
    // After the signature and IHDR.
    let (head, rest) = plain.split_at(33);
    [
        head,
        &png_chunk(*b"tEXt", &[b"Comment\0", SECRET].concat()),
        &png_chunk(*b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", xmp().as_slice()].concat()),
        &png_chunk(*b"eXIf", &exif(orientation)),
        &png_chunk(*b"tIME", &[7, 234, 3, 10, 12, 0, 0]),
        &png_chunk(*b"prVt", SECRET),
        rest,
        SECRET,
    ]
    .concat()
}

pub(crate) fn png_chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [&name, content].concat();
    [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], &named, &checksum(&named).to_be_bytes()].concat()
}

fn webp(orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    points().write_with_encoder(WebPEncoder::new_lossless(&mut plain)).unwrap();
    let canvas = [SIZE.0 - 1, SIZE.1 - 1].map(u32::to_le_bytes);
    // It has a profile, notes of a camera, and XMP.
    let head = [&[0x20 | 0x08 | 0x04, 0, 0, 0][..], &canvas[0][..3], &canvas[1][..3]].concat();
    riff(&[
        &webp_chunk(*b"VP8X", &head),
        &webp_chunk(*b"ICCP", &profile()),
        &plain[12..],
        &webp_chunk(*b"EXIF", &exif(orientation)),
        &webp_chunk(*b"XMP ", &xmp()),
        &webp_chunk(*b"priv", SECRET),
    ])
}

pub(crate) fn riff(chunks: &[&[u8]]) -> Vec<u8> {
    let content = [b"WEBP", chunks.concat().as_slice()].concat();
    [b"RIFF", &u32::try_from(content.len()).unwrap().to_le_bytes()[..], &content].concat()
}

pub(crate) fn webp_chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let padding: &[u8] = if content.len() % 2 == 1 { &[0] } else { &[] };
    [&name[..], &u32::try_from(content.len()).unwrap().to_le_bytes(), content, padding].concat()
}

/// Two frames, repeated for ever.
fn gif() -> Vec<u8> {
    let mut plain = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut plain);
        encoder.set_repeat(image::codecs::gif::Repeat::Infinite).unwrap();
        let mut second = points();
        image::imageops::flip_horizontal_in_place(&mut second);
        encoder.encode_frames([points(), second].map(Frame::new)).unwrap();
    }
    let table = if plain[10] & 0x80 == 0 { 0 } else { 3 << ((plain[10] & 7) + 1) };
    let (head, rest) = plain.split_at(13 + table);
    let piece = |content: &[u8]| [&[u8::try_from(content.len()).unwrap()][..], content].concat();
    [head, &[0x21, 0xfe], &piece(SECRET), &[0, 0x21, 0xff], &piece(b"XMP DataXMP"), &piece(&xmp()), &[0], rest, SECRET]
        .concat()
}
