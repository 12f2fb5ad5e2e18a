use std::io::BufRead;

use clap::Subcommand;

use crate::beginning::Init;
use crate::calendar::Calendar;
use crate::cards::Card;
use crate::copies::{self, Restore, Verify};
use crate::entries::{self, Add, Edit, List};
use crate::failure::Failure;
use crate::input::Input;
use crate::keys::{self, Recovery};
use crate::opening::Place;
use crate::output::Output;
use crate::plans::Plan;
use crate::practicing::{self, Log};
use crate::searching::Search;

const ADD_HELP: &str = "Examples:
  echo 'We talked in the car.' | ajar-cli add --tag car --mood warm
  ajar-cli add --date 2026-01-02 --time 18:30 < letter.md";

const EDIT_HELP: &str = "Examples:
  ajar-cli show 01890a5d > entry.md    (then change entry.md)
  ajar-cli edit 01890a5d < entry.md
  ajar-cli edit 01890a5d --mood warm < /dev/null    (keeps the words)";

const LOG_HELP: &str = "Examples:
  ajar-cli log listen-first
  ajar-cli log go-first --response joined-in --setting walking
  ajar-cli log side-by-side --at 2026-01-02T18:30";

const SEARCH_HELP: &str = "Examples:
  ajar-cli search lantern
  ajar-cli search '\"long walk\"' tag:evening after:2026-03
  ajar-cli search starred: mood:warm

A word is found whatever its case and accents. All words and filters must fit.";

const RESTORE_HELP: &str = "Examples:
  ajar-cli restore --dry-run 2026-01-02.copy
  ajar-cli restore --recovery-key 2026-01-02.copy
  ajar-cli restore --undo";

const CALENDAR_HELP: &str = "Examples:
  ajar-cli calendar reminders.ics
  ajar-cli calendar --reminder 01890a5d-ac96-774b-bcce-b302099a8057 > one.ics

It holds times only: what you call a reminder stays in the journal.";

const PASSWD_HELP: &str =
    "With --passphrase-stdin, the first line is what opens the journal now and the second is the new passphrase.";

#[derive(Subcommand)]
pub enum Command {
    /// Make a new journal; prints its recovery key, this once
    Init(Init),
    /// Keep the text from standard input as a new entry; prints its id once it is safe on the disk
    #[command(after_help = ADD_HELP)]
    Add(Add),
    /// List entries, newest first
    List(List),
    /// Print one entry exactly as it was written
    Show {
        /// The entry's id, or its first 8 characters or more
        id: String,
    },
    /// Give an entry the text from standard input; what is not named stays as it is
    #[command(after_help = EDIT_HELP)]
    Edit(Edit),
    /// Find entries by their words, newest first
    #[command(after_help = SEARCH_HELP)]
    Search(Search),
    /// Move an entry to the trash
    Delete {
        /// The entry's id, or its first 8 characters or more
        id: String,
    },
    /// Bring an entry back from the trash
    Undelete {
        /// The entry's id, or its first 8 characters or more
        id: String,
    },
    /// Note a practice or a talk
    #[command(after_help = LOG_HELP)]
    Log(Log),
    /// List the practices, and how often each was done
    Practices,
    /// Print a card that fits now; the lead is yours to say first
    Card(Card),
    /// List your reminders and when each comes next
    Reminders,
    /// Print your reminders as a calendar file (.ics), or write it
    #[command(after_help = CALENDAR_HELP)]
    Calendar(Calendar),
    /// Show this week, the streak and the run of days
    Streak,
    /// Print the plan that is open on one page, or list your plans
    Plan(Plan),
    /// Make a backup, read it back and open it; prints where it lies
    Backup,
    /// Prove that the journal and its backups are whole, or that one backup can be restored
    Verify(Verify),
    /// Bring a backup back, also into a new or a damaged folder; what was there is kept for 30 days
    #[command(after_help = RESTORE_HELP)]
    Restore(Restore),
    /// Change the passphrase
    #[command(after_help = PASSWD_HELP)]
    Passwd,
    /// Make, check or revoke the recovery key
    #[command(subcommand)]
    Recovery(Recovery),
    /// Give everything a new key, after somebody has seen an old one
    Rekey,
}

impl Command {
    pub fn run(&self, place: &Place, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
        match self {
            Self::Init(init) => init.run(&place.dir, input, output),
            Self::Add(add) => add.run(&place.open(input)?, input, output),
            Self::List(list) => list.run(&place.open(input)?, output),
            Self::Show { id } => entries::show(id, &place.open(input)?, output),
            Self::Edit(edit) => edit.run(&place.open(input)?, input, output),
            Self::Search(search) => search.run(&place.open(input)?, output),
            Self::Delete { id } => entries::delete(id, &place.open(input)?, output),
            Self::Undelete { id } => entries::undelete(id, &place.open(input)?, output),
            Self::Log(log) => log.run(&place.open(input)?, output),
            Self::Practices => practicing::list_practices(&place.open(input)?, output),
            Self::Card(card) => card.run(&place.open(input)?, output),
            Self::Reminders => practicing::list_reminders(&place.open(input)?, output),
            Self::Calendar(calendar) => calendar.run(&place.open(input)?, output),
            Self::Streak => practicing::show_streak(&place.open(input)?, output),
            Self::Plan(plan) => plan.run(&place.open(input)?, output),
            Self::Backup => copies::back_up(&place.open(input)?, output),
            Self::Verify(verify) => verify.run(place, input, output),
            Self::Restore(restore) => restore.run(place, input, output),
            Self::Passwd => keys::change_passphrase(place, input, output),
            Self::Recovery(recovery) => recovery.run(place, input, output),
            Self::Rekey => keys::rekey(place, input, output),
        }
    }
}
