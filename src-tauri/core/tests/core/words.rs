use std::collections::BTreeSet;

use ajar_core::reminder::Kind;
use ajar_core::words::{Style, digest, notification, test};

#[test]
fn the_title_is_always_neutral() {
    for kind in Kind::ALL {
        for style in Style::ALL {
            let said = notification(*kind, *style, 7);
            assert_eq!(said.is_none(), *style == Style::TrayOnly, "{kind} {style}");
            assert!(said.is_none_or(|words| words.title == "Ajar" && !words.body.is_empty()));
        }
    }
    for style in Style::ALL {
        assert_eq!(digest(*style).is_none(), *style == Style::TrayOnly);
        assert_eq!(test(*style).is_none(), *style == Style::TrayOnly);
    }
}

#[test]
fn texts_rotate() {
    for kind in Kind::ALL {
        for style in [Style::Discreet, Style::Plain] {
            let bodies: BTreeSet<&str> =
                (0..4).filter_map(|seed| notification(*kind, style, seed)).map(|words| words.body).collect();
            assert_eq!(bodies.len(), 4, "{kind} {style}");
        }
        assert_eq!(notification(*kind, Style::Blank, u64::MAX).map(|words| words.body), Some("Reminder"));
    }
}
