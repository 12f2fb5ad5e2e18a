//! Looking for words where they must not be, in every form in which a program may have left them.

use std::fs;
use std::path::Path;

/// The text as bytes: UTF-8, both kinds of UTF-16, and base64 at each of its three alignments.
pub fn forms(text: &str) -> Vec<Vec<u8>> {
    let mut forms = vec![
        text.as_bytes().to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    forms.extend((0..3).map(|before| base64_inside(text.as_bytes(), before)));
    forms
}

/// Every file below a folder that holds any of these.
pub fn files_with(folder: &Path, needles: &[Vec<u8>]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path()) {
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if fs::read(&path).is_ok_and(|content| holds_any(&content, needles)) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

fn holds_any(content: &[u8], needles: &[Vec<u8>]) -> bool {
    needles.iter().any(|needle| content.windows(needle.len()).any(|part| part == needle))
}

/// The digits that stand in any base64 where so many bytes, counted modulo three, come before the text.
fn base64_inside(text: &[u8], before: usize) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits: Vec<bool> = vec![false; before * 8];
    bits.extend(text.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)));
    let digit = |six: &[bool]| six.iter().fold(0_usize, |value, &bit| value << 1 | usize::from(bit));
    let digits: Vec<u8> = bits.chunks_exact(6).map(|six| DIGITS[digit(six)]).collect();
    // The first digits carry bits of what comes before.
    digits.into_iter().skip((before * 8).div_ceil(6)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_the_words_is_found() {
        let needles = forms("lantern");
        let found = |content: &[u8]| holds_any(content, &needles);
        assert!(found(b"a lantern here"));
        assert!(found(b"l\0a\0n\0t\0e\0r\0n\0"));
        assert!(found(b"\0l\0a\0n\0t\0e\0r\0n"));
        // "lantern!", "a lantern" and "my lantern" as `base64` prints them.
        assert!(found(b"bGFudGVybiE="));
        assert!(found(b"YSBsYW50ZXJu"));
        assert!(found(b"bXkgbGFudGVybg=="));
        assert!(!found(b"a lamp"));
    }
}
