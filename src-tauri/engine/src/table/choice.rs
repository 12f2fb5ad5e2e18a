//! Choices that cross to the window: the names under which they are stored.

use rusqlite::{Result, Row};

use super::column::unreadable;
use crate::dto::{BringUpState, Faces, MatterState, PictureType, PlanState, Reached, Weight};

/// A choice with a name for the file.
pub(super) trait Choice: Copy + PartialEq + 'static {
    const ALL: &'static [(Self, &'static str)];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(choice, _)| *choice == self).map_or("", |(_, name)| name)
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(choice, _)| *choice)
    }
}

pub(super) fn read<T: Choice>(row: &Row<'_>, column: &str) -> Result<T> {
    T::named(&row.get::<_, String>(column)?).ok_or_else(|| unreadable("not a known choice"))
}

pub(super) fn read_optional<T: Choice>(row: &Row<'_>, column: &str) -> Result<Option<T>> {
    let name: Option<String> = row.get(column)?;
    name.map(|name| T::named(&name).ok_or_else(|| unreadable("not a known choice"))).transpose()
}

impl Choice for Weight {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Light, "light"), (Self::Ordinary, "ordinary"), (Self::Serious, "serious")];
}

impl Choice for PlanState {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Open, "open"), (Self::Talked, "talked"), (Self::Aside, "aside")];
}

impl Choice for Reached {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Yes, "yes"), (Self::SaidNotSure, "said_not_sure"), (Self::NotSaidYet, "not_said_yet")];
}

impl Choice for MatterState {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Waiting, "waiting"), (Self::Raised, "raised"), (Self::LetGo, "let_go")];
}

impl Choice for BringUpState {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Private, "private"), (Self::Ready, "ready"), (Self::Raised, "raised"), (Self::Resolved, "resolved")];
}

impl Choice for Faces {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::OnSelf, "self"), (Self::Answer, "answer"), (Self::Partner, "partner")];
}

impl Choice for PictureType {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Gif, "gif"), (Self::Jpeg, "jpeg"), (Self::Png, "png"), (Self::Webp, "webp")];
}
