//! A card to ask with.

use ajar_engine::Engine;
use ajar_engine::dto::CardRow;
use clap::Args;

use crate::failure::Failure;
use crate::output::Output;

#[derive(Args)]
pub struct Card {
    /// Only from this deck: day, work, money, family, feelings, dreams, conflict or appreciation
    #[arg(long)]
    deck: Option<String>,
}

impl Card {
    /// Prints a card that may be asked now, or something of one's own in its place. It uses no card.
    pub fn run(&self, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
        if let Some(card) = engine.draw_card(self.deck.as_deref(), &[], false)? {
            return output.answer(&Some(&card), || lines(&card));
        }
        let alone = engine.alone_now(&[], false)?;
        output.answer(&None::<CardRow>, || alone.note.into_iter().chain([alone.opener]).collect())
    }
}

/// What the user can say first stands above the question.
fn lines(card: &CardRow) -> Vec<String> {
    let deck = format!("{}  {}", card.card, card.deck_title);
    let words = [&card.lead, &card.text, &card.follow].into_iter().filter(|line| !line.is_empty());
    [deck].into_iter().chain(words.cloned()).collect()
}
