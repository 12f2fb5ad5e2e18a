//! What the user writes into a field: not too long, and written where it has to be.

use unicode_normalization::UnicodeNormalization;

use crate::error::Error;

/// # Errors
/// [`Error::Invalid`] for more characters than fit.
pub(super) fn at_most(field: &'static str, text: &str, most: usize) -> Result<(), Error> {
    let length = text.chars().count();
    if length <= most {
        return Ok(());
    }
    let (fit, over) = (counted(most), counted(length - most));
    Err(Error::invalid(field, format!("At most {fit} characters fit here. Shorten it by {over}; nothing is lost.")))
}

/// The text without the space around it.
///
/// # Errors
/// [`Error::Invalid`], saying `empty`, when nothing is written, and as [`at_most`].
pub(super) fn written<'t>(field: &'static str, text: &'t str, most: usize, empty: &str) -> Result<&'t str, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::invalid(field, empty));
    }
    at_most(field, text, most)?;
    Ok(text)
}

/// Two texts that look the same to a reader are the same: spelled one way (NFC), in small letters, with single spaces.
pub(super) fn folded(text: &str) -> String {
    let small: String = text.nfc().collect::<String>().to_lowercase();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2,000`
fn counted(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_counts_characters() {
        at_most("why", &"é".repeat(2000), 2000).unwrap();
        let refused = at_most("why", &"é".repeat(3001), 2000).unwrap_err().body();
        assert_eq!(refused.field.as_deref(), Some("why"));
        assert_eq!(refused.message, "At most 2,000 characters fit here. Shorten it by 1,001; nothing is lost.");
        assert_eq!(written("title", " Tea \n", 3, "Write.").unwrap(), "Tea");
        written("title", " \u{a0}\n", 3, "Write.").unwrap_err();
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        assert_eq!(folded(" Cafe\u{301}  at Noon\n"), folded("caf\u{e9} AT noon"));
        assert_ne!(folded("tea"), folded("teas"));
    }
}
