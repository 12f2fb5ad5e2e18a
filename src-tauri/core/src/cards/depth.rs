//! How deep a topic has come: slowly deeper, and a step back after a "not now".

use chrono::{Days, NaiveDate};

use crate::talk::{Bid, Response};

/// So many times "joined in" open the next depth.
const JOINED: usize = 2;
/// For tender cards, the two at depth 2 lie within so many days.
const TENDER_WITHIN: u64 = 30;

/// What a topic has earned so far.
struct Topic {
    /// Depth 2 is open.
    personal: bool,
    /// "Joined in or more" since the last "not now".
    joined: usize,
    /// The days of those that went to depth 2 or deeper.
    joined_deep: Vec<NaiveDate>,
}

impl Topic {
    fn depth(&self, today: NaiveDate) -> u8 {
        let earliest = today.checked_sub_days(Days::new(TENDER_WITHIN));
        let lately = self.joined_deep.iter().filter(|day| Some(**day) > earliest).count();
        match (self.personal, lately >= JOINED) {
            (false, _) => 1,
            (true, false) => 2,
            (true, true) => 3,
        }
    }

    fn note(&mut self, bid: &Bid) {
        match bid.response {
            Response::NotNow => {
                // One step back from where the topic was, and what was earned has to be earned again.
                self.personal = self.depth(bid.day) == 3;
                self.joined = 0;
                self.joined_deep.clear();
            }
            Response::ShortAnswer => {}
            Response::JoinedIn | Response::SharedSomething => {
                self.joined += 1;
                self.personal |= self.joined >= JOINED;
                if bid.as_deep_as(2) {
                    self.joined_deep.push(bid.day);
                }
            }
        }
    }
}

/// How deep a topic may go, 1 to 3. One that is easy already begins at 2.
pub(super) fn of(topic: &str, bids: &[Bid], is_easy: bool, today: NaiveDate) -> u8 {
    let mut bids: Vec<&Bid> = bids.iter().filter(|bid| bid.topic.as_deref() == Some(topic)).collect();
    bids.sort_unstable();
    let mut earned = Topic { personal: is_easy, joined: 0, joined_deep: Vec::new() };
    for bid in bids {
        earned.note(bid);
    }
    earned.depth(today)
}
