//! Names for things: newtypes over UUIDs, so that a reminder's id is never taken for an entry's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not an id; it is not repeated here, because it may be anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected {expected}")]
pub struct InvalidId {
    expected: &'static str,
}

const A_UUID: InvalidId = InvalidId { expected: "a UUID in its 36-character form" };
const A_REFERENCE: InvalidId = InvalidId { expected: "`c:` and a slug, or `o:` and a UUID" };

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id as it is stored: a BLOB of 16 bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            pub const fn as_uuid(&self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                hyphenated(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A rule: when, and which kind.
    ReminderId;
    /// One due instant of a reminder.
    OccurrenceId;
    /// A journal entry.
    EntryId;
    /// A row of the practice log.
    LogId;
    /// An attempt to talk.
    TalkId;
    /// A prepared conversation.
    PlanId;
    /// An appreciation.
    ThanksId;
    /// Something that waits for a calm day.
    MatterId;
    /// A picture in an entry; the same picture in another has another.
    PictureId;
    /// Something to bring up with the partner.
    BringUpId;
    /// A line of what was eased off, and why.
    ChoiceId;
}

macro_rules! references {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            Catalogue(String),
            Own(Uuid),
        }

        impl $name {
            /// The one of the content that has this slug.
            pub fn catalogue(slug: impl Into<String>) -> Self {
                Self::Catalogue(slug.into())
            }

            /// The slug, when it is one of the content's.
            pub fn slug(&self) -> Option<&str> {
                match self {
                    Self::Catalogue(slug) => Some(slug),
                    Self::Own(_) => None,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Catalogue(slug) => write!(out, "c:{slug}"),
                    Self::Own(uuid) => write!(out, "o:{}", uuid.as_hyphenated()),
                }
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                match text.split_once(':') {
                    Some(("c", slug)) if is_slug(slug) => Ok(Self::catalogue(slug)),
                    Some(("o", uuid)) => hyphenated(uuid).map(Self::Own).map_err(|_| A_REFERENCE),
                    _ => Err(A_REFERENCE),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

references! {
    /// A practice: one of the catalogue's (`c:slug`) or the user's own (`o:uuid`).
    PracticeRef;
    /// A card: one of the content's questions (`c:slug`) or the user's own (`o:uuid`).
    CardRef;
    /// A template: one of the content's (`c:slug`) or the user's own (`o:uuid`).
    TemplateRef;
}

/// Whether this can be the id of a piece of content: lower-case words joined by hyphens.
pub(crate) fn is_slug(text: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= 64 && text.split('-').all(word)
}

fn hyphenated(text: &str) -> Result<Uuid, InvalidId> {
    // The parser also takes braces, `urn:uuid:` and the bare form; one id must have one spelling.
    if text.len() == 36 { Uuid::try_parse(text).map_err(|_| A_UUID) } else { Err(A_UUID) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        fn check(given: &str, expect: Option<&str>) {
            assert_eq!(given.parse::<ReminderId>().ok().map(|id| id.to_string()).as_deref(), expect, "{given:?}");
        }
        let lower = "01890a5d-ac96-774b-bcce-b302099a8057";
        check(lower, Some(lower));
        check(&lower.to_uppercase(), Some(lower));
        for wrong in [
            "",
            "01890a5dac96774bbcceb302099a8057",
            "{01890a5d-ac96-774b-bcce-b302099a8057}",
            "01890a5d-ac96-774b-bcce-b302099a805g",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn bytes_come_back() {
        let bytes = [7; 16];
        assert_eq!(OccurrenceId::from_bytes(bytes).as_bytes(), &bytes);
    }

    #[test]
    fn a_practice_reference_names_its_origin() {
        fn check(given: &str, ok: bool) {
            let parsed = given.parse::<PracticeRef>();
            assert_eq!(parsed.is_ok(), ok, "{given:?}");
            if let Ok(practice) = parsed {
                assert_eq!(practice.to_string(), given);
            }
        }
        check("c:listen-first", true);
        check("o:01890a5d-ac96-774b-bcce-b302099a8057", true);
        for wrong in ["listen-first", "c:", "c:Listen", "c:a--b", "c:-a", "c:a b", "o:listen", "x:listen", "c:\u{0}"] {
            check(wrong, false);
        }
        check(&format!("c:{}", "a".repeat(65)), false);
    }
}
