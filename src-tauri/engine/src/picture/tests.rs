use image::{DynamicImage, ImageFormat, RgbaImage};
use proptest::prelude::*;

use super::samples::{ALL, SECRET, SIZE, exif, png_chunk, points, profile, riff, sample, webp_chunk};
use super::*;

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn seen(kind: PictureType, bytes: &[u8]) -> DynamicImage {
    DynamicImage::from_decoder(decoder(kind, bytes).unwrap()).unwrap()
}

#[test]
fn nothing_that_was_noted_stays_and_every_point_does() {
    for kind in ALL {
        let original = sample(kind, 1);
        assert!(contains(&original, SECRET) && contains(&original, b"GPSLatitude"), "{kind:?}");
        let kept = Picture::new(&original).unwrap();
        for noted in [SECRET, b"GPS", b"xmp", b"http", b"2026:03", b"Exif", b"eXIf", b"EXIF", b"tIME", b"Photoshop"] {
            let word = String::from_utf8_lossy(noted);
            assert!(!contains(&kept.bytes, noted), "{kind:?} keeps {word}");
            assert!(!contains(&kept.small.bytes, noted), "{kind:?} keeps {word} in the small one");
        }
        assert_eq!(seen(kind, &kept.bytes), seen(kind, &original), "{kind:?}");
        assert_eq!((kept.kind, kept.width, kept.height), (kind, SIZE.0, SIZE.1));
    }
}

#[test]
fn the_color_profile_stays() {
    for kind in [PictureType::Jpeg, PictureType::Png, PictureType::Webp] {
        let kept = Picture::new(&sample(kind, 1)).unwrap();
        assert_eq!(decoder(kind, &kept.bytes).unwrap().icc_profile().unwrap(), Some(profile()), "{kind:?}");
        let small = decoder(kept.small.kind, &kept.small.bytes).unwrap().icc_profile().unwrap();
        assert_eq!(small, Some(profile()), "{kind:?}");
    }
}

#[test]
fn a_picture_stands_as_it_stood() {
    for kind in [PictureType::Jpeg, PictureType::Png, PictureType::Webp] {
        for turned in 2..=8 {
            let kept = Picture::new(&sample(kind, turned)).unwrap();
            let mut stored = decoder(kind, &kept.bytes).unwrap();
            assert_eq!(stored.orientation().unwrap().to_exif(), turned, "{kind:?}");
            assert_eq!(stored.exif_metadata().unwrap().map(|exif| exif.len()), Some(26), "and no more is said");
            assert!(!contains(&kept.bytes, SECRET));

            let mut expected = seen(kind, &sample(kind, turned));
            expected.apply_orientation(stored.orientation().unwrap());
            assert_eq!((kept.width, kept.height), (expected.width(), expected.height()), "{kind:?} {turned}");
            let small = seen(kept.small.kind, &kept.small.bytes).to_rgb8();
            assert_eq!((small.width(), small.height()), (kept.width, kept.height));
            let corner = |x: bool, y: bool| {
                let at = |end: bool, side: u32| if end { side - 3 } else { 2 };
                let point = small.get_pixel(at(x, kept.width), at(y, kept.height)).0;
                point[0] > 150 && point[1] < 90
            };
            let red = [(false, false), (true, false), (false, true), (true, true)].map(|(x, y)| corner(x, y));
            // Where the first row and the first column of the points are seen (TIFF 6.0, tag 274).
            let expected = match turned {
                5 => [true, false, false, false],
                2 | 6 => [false, true, false, false],
                4 | 8 => [false, false, true, false],
                _ => [false, false, false, true],
            };
            assert_eq!(red, expected, "{kind:?} {turned}");
        }
    }
}

#[test]
fn what_moves_still_moves() {
    let kept = Picture::new(&sample(PictureType::Gif, 1)).unwrap();
    assert!(contains(&kept.bytes, b"NETSCAPE2.0\x03\x01\0\0"), "it repeats");
    let decoder = image::codecs::gif::GifDecoder::new(Cursor::new(&kept.bytes)).unwrap();
    assert_eq!(image::AnimationDecoder::into_frames(decoder).count(), 2);

    let sides = [SIZE.0 - 1, SIZE.1 - 1].map(u32::to_le_bytes);
    let canvas = [&[0x02, 0, 0, 0][..], &sides[0][..3], &sides[1][..3]].concat();
    let mut plain = Vec::new();
    points().write_to(&mut Cursor::new(&mut plain), ImageFormat::WebP).unwrap();
    let frame_head = [&[0; 6][..], &sides[0][..3], &sides[1][..3], &[100, 0, 0, 0]].concat();
    let frame = webp_chunk(*b"ANMF", &[&frame_head, &plain[12..], &webp_chunk(*b"priv", SECRET)].concat());
    let moving = riff(&[&webp_chunk(*b"VP8X", &canvas), &webp_chunk(*b"ANIM", &[0; 6]), &frame, &frame]);
    let kept = Picture::new(&moving).unwrap();
    assert!(!contains(&kept.bytes, SECRET), "a frame has notes of its own");
    assert_eq!(kept.bytes.windows(4).filter(|name| name == b"ANMF").count(), 2);
}

#[test]
fn the_small_one_fits_and_shows_what_shines_through() {
    fn check(width: u32, height: u32, alpha: u8, expect: (u32, u32, PictureType)) {
        let whole = RgbaImage::from_pixel(width, height, image::Rgba([9, 99, 200, alpha]));
        let mut bytes = Vec::new();
        whole.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        let small = Picture::new(&bytes).unwrap().small;
        let drawn = seen(small.kind, &small.bytes);
        assert_eq!((drawn.width(), drawn.height(), small.kind), expect, "{width} x {height}");
    }
    check(960, 480, 255, (480, 240, PictureType::Jpeg));
    check(300, 1200, 128, (120, 480, PictureType::Png));
    check(20, 10, 255, (20, 10, PictureType::Jpeg));
    check(3000, 1, 255, (480, 1, PictureType::Jpeg));
}

#[test]
fn what_is_refused_says_why() {
    fn check(bytes: &[u8], expect: Refused) {
        assert_eq!(Picture::new(bytes).unwrap_err(), expect, "{:?}", bytes.get(..8));
    }
    check(b"", Refused::Empty);
    check(&vec![0; MAX_BYTES + 1], Refused::TooLarge);
    check(b"Dear diary", Refused::NoPicture);
    check(b"%PDF-1.7", Refused::NoPicture);
    check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Refused::OtherKind);
    check(b"\0\0\0\x1cftypavif", Refused::OtherKind);
    check(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refused::OtherKind);
    check(b"\n<?xml version='1.0'?><svg/>", Refused::OtherKind);
    check(b"II*\0 a TIFF", Refused::OtherKind);
    check(b"\xff\xd8\xff", Refused::Broken);
    check(b"\x89PNG\r\n\x1a\n", Refused::Broken);
    check(b"GIF89a", Refused::Broken);
    check(b"RIFF\x04\0\0\0WEBP", Refused::Broken);
}

/// None of them holds the points that its head speaks of: whoever looked for them would say that it is broken.
#[test]
fn sixty_megapixels_are_refused_by_the_head_alone() {
    let (width, height) = (10_000_u32, 6_000_u32);
    let png = {
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
        [png::SIGNATURE, &png_chunk(*b"IHDR", &head), &png_chunk(*b"IDAT", &[]), &png_chunk(*b"IEND", &[])].concat()
    };
    let mut jpeg = sample(PictureType::Jpeg, 1);
    let frame = jpeg.windows(4).position(|head| head == [0xff, 0xc0, 0, 17]).unwrap();
    jpeg[frame + 5..frame + 7].copy_from_slice(&6_000_u16.to_be_bytes());
    jpeg[frame + 7..frame + 9].copy_from_slice(&10_000_u16.to_be_bytes());
    let mut gif = sample(PictureType::Gif, 1);
    gif[6..8].copy_from_slice(&10_000_u16.to_le_bytes());
    gif[8..10].copy_from_slice(&6_000_u16.to_le_bytes());
    let sides = [width - 1, height - 1].map(u32::to_le_bytes);
    let mut webp = sample(PictureType::Webp, 1);
    webp[24..27].copy_from_slice(&sides[0][..3]);
    webp[27..30].copy_from_slice(&sides[1][..3]);
    for bytes in [png, jpeg, gif, webp] {
        assert_eq!(Picture::new(&bytes).unwrap_err(), Refused::TooManyPoints);
    }
}

/// A frame that is larger than its canvas, and a profile that unpacks to far more than it is.
#[test]
fn what_unpacks_to_too_much_is_refused() {
    let frame = [&[b','][..], &[0; 4], &[0xff; 4], &[0x80, 0, 0, 0, 255, 255, 255, 2, 2, 0x44, 1, 0, b';']].concat();
    let gif = [b"GIF89a\x0a\0\x0a\0\0\0\0", frame.as_slice()].concat();
    assert_eq!(Picture::new(&gif).unwrap_err(), Refused::Broken);

    let mut plain = Vec::new();
    points().write_to(&mut Cursor::new(&mut plain), ImageFormat::Png).unwrap();
    let (head, rest) = plain.split_at(33);
    let bomb = {
        // The points of a black picture, packed: a megabyte in a few thousand bytes, a hundred times over.
        let mut packed = Vec::new();
        DynamicImage::new_rgb8(6_000, 6_000).write_to(&mut Cursor::new(&mut packed), ImageFormat::Png).unwrap();
        let start = packed.windows(4).position(|name| name == b"IDAT").unwrap();
        let length = u32::from_be_bytes(packed[start - 4..start].try_into().unwrap()) as usize;
        packed[start + 4..start + 4 + length].to_vec()
    };
    let profile = png_chunk(*b"iCCP", &[b"p\0\0", bomb.as_slice()].concat());
    match Picture::new(&[head, &profile, rest].concat()) {
        Ok(kept) => assert!(kept.small.bytes.len() < 10_000),
        Err(refused) => assert_eq!(refused, Refused::Broken),
    }
}

#[test]
fn a_picture_that_is_cut_off_is_refused_wherever_it_is_cut() {
    for kind in ALL {
        let whole = Picture::new(&sample(kind, 6)).unwrap().bytes;
        for length in 1..whole.len() {
            let refused = Picture::new(&whole[..length]).unwrap_err();
            assert!(matches!(refused, Refused::Broken | Refused::NoPicture), "{kind:?} of {length} bytes: {refused:?}");
        }
    }
}

#[test]
fn the_orientation_is_noted_as_cameras_do() {
    for number in 2..=8 {
        let orientation = Orientation::from_exif(number).unwrap();
        assert_eq!(Orientation::from_exif_chunk(&turned::exif(orientation).unwrap()), Some(orientation));
        assert_eq!(Orientation::from_exif_chunk(&exif(number)), Some(orientation));
    }
    assert_eq!(turned::exif(Orientation::NoTransforms), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    /// Whatever happens to a picture on its way, it is refused, or it is kept and can be seen.
    #[test]
    fn a_spoiled_picture_is_refused_or_readable(
        which in 0..4_usize,
        spoiled in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = sample(ALL[which], 6);
        for (place, byte) in spoiled {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(kept) = Picture::new(&bytes) {
            prop_assert!(kept.width >= 1 && kept.height >= 1);
            let again = Picture::new(&kept.bytes).unwrap();
            prop_assert!(again.bytes == kept.bytes, "what is stored has nothing left to take away");
        }
    }
}
