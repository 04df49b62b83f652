//! Chance that can be had again.

/// A source of numbers that looks random and depends on its seed alone.
///
/// It is `SplitMix64`: a few instructions, so that making values costs little more than their memory.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// A source with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 where there is none.
    pub fn below_u32(&mut self, limit: u32) -> u32 {
        let high = (self.bits() >> 32) * u64::from(limit);
        // The high half of a product of two halves is below the limit.
        u32::try_from(high >> 32).unwrap_or_default()
    }

    /// A number below `limit`, which fits 32 bits; 0 where there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        self.below_u32(limit).try_into().unwrap_or_default()
    }

    /// Whether it is one of `chances` cases.
    pub fn one_in(&mut self, chances: u32) -> bool {
        self.below_u32(chances) == 0
    }

    /// One of these; `None` where there is none.
    pub fn one<'v, T>(&mut self, of: &'v [T]) -> Option<&'v T> {
        of.get(self.below(of.len()))
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = last.wrapping_sub(first).cast_unsigned();
        let offset = match span.checked_add(1) {
            None => self.bits(),
            Some(count) => self.bits() % count.max(1),
        };
        first.wrapping_add_unsigned(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_within_their_limits() {
        let mut dice = Dice::new(0);
        for limit in 1..50 {
            assert!((0..200).all(|_| dice.below(limit) < limit));
        }
        assert_eq!(dice.below(0), 0);
        for (first, last) in [
            (0, 0),
            (-3, 5),
            (i64::MIN, i64::MAX),
            (i64::MAX - 1, i64::MAX),
        ] {
            assert!((0..200).all(|_| (first..=last).contains(&dice.between(first, last))));
        }
        assert_eq!(Dice::new(5).bits(), Dice::new(5).bits());
        assert!(dice.one::<u8>(&[]).is_none());
    }
}
