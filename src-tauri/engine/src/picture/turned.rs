//! The way a picture is turned: the one note of a camera that a person sees.

use image::metadata::Orientation;

/// Exif (CIPA DC-008) with the orientation and nothing else, as a TIFF of one entry; `None` for a picture that stands as
/// it is.
pub(super) fn exif(orientation: Orientation) -> Option<[u8; 26]> {
    if orientation == Orientation::NoTransforms {
        return None;
    }
    let mut tiff = *b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0?\0\0\0\0\0\0\0";
    let [.., value, _, _, _, _, _, _, _] = &mut tiff;
    *value = orientation.to_exif();
    Some(tiff)
}

/// Its width is seen as its height.
pub(super) fn lies_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}
