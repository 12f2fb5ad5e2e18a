//! The handshake before anything that would take the text away: close, lock, quit.

use std::{
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    time::Duration,
};

/// Hands out tickets and waits for the page to give them back.
#[derive(Debug, Default)]
pub struct Flush {
    asked: Mutex<Asked>,
}

#[derive(Debug, Default)]
struct Asked {
    last: u64,
    waiting: Vec<(u64, Sender<bool>)>,
}

/// A question put to the page.
#[derive(Debug)]
pub struct Ticket {
    pub number: u64,
    answered: Receiver<bool>,
}

impl Flush {
    pub fn ask(&self) -> Ticket {
        let (sender, answered) = mpsc::channel();
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.last += 1;
        let number = asked.last;
        asked.waiting.push((number, sender));
        Ticket { number, answered }
    }

    /// The page has saved, or could not. An unknown ticket is one that came too late, which harms nobody.
    pub fn done(&self, number: u64, saved: bool) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = asked.waiting.iter().position(|(waiting, _)| *waiting == number) {
            let (_, sender) = asked.waiting.swap_remove(at);
            if sender.send(saved).is_err() {
                tracing::info!("the page said that it saved after nobody waited any more");
            }
        }
    }
}

impl Ticket {
    /// Whether everything typed is saved; `None` when the page did not answer in time.
    pub fn wait(&self, limit: Duration) -> Option<bool> {
        self.answered.recv_timeout(limit).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reaches_only_its_own_ticket() {
        let flush = Flush::default();
        let (first, second) = (flush.ask(), flush.ask());
        flush.done(second.number, true);
        assert_eq!(second.wait(Duration::ZERO), Some(true));
        assert_eq!(first.wait(Duration::ZERO), None);
        flush.done(99, true);
        flush.done(first.number, false);
        assert_eq!(first.wait(Duration::ZERO), Some(false));
    }
}
