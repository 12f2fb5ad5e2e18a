//! An order of chance. Nothing depends on it being hard to guess.

use ajar_core::seed::mix;
use uuid::Uuid;

pub(super) struct Chance(u64);

impl Chance {
    /// Another one for each new id.
    pub(super) fn new(id: Uuid) -> Self {
        let (high, low) = id.as_u64_pair();
        Self(mix(high) ^ low)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }

    fn below(&mut self, count: usize) -> usize {
        self.0 = mix(self.0);
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.0 % count).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_order_comes_and_nothing_is_lost() {
        let orders: BTreeSet<[u8; 3]> = (0..200_u128)
            .map(|number| {
                let mut items = [1, 2, 3];
                Chance::new(Uuid::from_u128(number)).shuffle(&mut items);
                items
            })
            .collect();
        assert_eq!(orders.len(), 6);
        Chance::new(Uuid::nil()).shuffle::<u8>(&mut []);
    }
}
