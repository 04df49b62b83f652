//! Numbers that keep rules.

use super::make::ATTEMPTS;
use super::{Dice, Rules};
use crate::json::{Number, Tree};

impl Rules {
    /// The lowest and highest integer there is.
    pub(super) fn integers(&self) -> (i64, i64) {
        let (lowest, highest) = match self.bits {
            32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => (i64::MIN, i64::MAX),
        };
        // A bound beyond 64 bits is cut to them, which is what is meant.
        #[allow(clippy::cast_possible_truncation)]
        let whole = |value: f64| value as i64;
        let low = self.minimum.map_or(lowest, |bound| {
            whole(bound.value.ceil())
                .saturating_add(i64::from(bound.exclusive && bound.value.fract() == 0.0))
        });
        let high = self.maximum.map_or(highest, |bound| {
            whole(bound.value.floor())
                .saturating_sub(i64::from(bound.exclusive && bound.value.fract() == 0.0))
        });
        (low.max(lowest), high.min(highest))
    }

    pub(super) fn integer_near(&self, wanted: i64) -> Tree {
        let (low, high) = self.integers();
        let near = wanted.clamp(low.min(high), high);
        Tree::from(self.to_multiple(near))
    }

    fn to_multiple(&self, value: i64) -> i64 {
        #[allow(clippy::cast_possible_truncation)]
        let step = self.multiple_of.map_or(1, |of| of.ceil() as i64).max(1);
        let (low, _) = self.integers();
        let down = value - value.rem_euclid(step);
        if down < low {
            down.saturating_add(step)
        } else {
            down
        }
    }

    pub(super) fn random_integer(&self, dice: &mut Dice) -> Tree {
        let (low, high) = self.integers();
        let value = match dice.below(8) {
            0 => low,
            1 => high,
            2 => dice.between(low, high),
            // Small numbers are the usual ones.
            _ => dice.between(low.max(-1000).min(high), high.min(1_000_000).max(low)),
        };
        Tree::from(self.to_multiple(value))
    }

    pub(super) fn fraction_near_zero(&self) -> Tree {
        let low = self.minimum.map_or(f64::NEG_INFINITY, |bound| bound.value);
        let high = self.maximum.map_or(f64::INFINITY, |bound| bound.value);
        let near = [0.5, low + 0.5, high - 0.5, f64::midpoint(low, high)];
        let fits = near.into_iter().find(|value| *value > low && *value < high);
        decimal(fits.unwrap_or(low))
    }

    pub(super) fn random_fraction(&self, dice: &mut Dice) -> Tree {
        let within = |value: f64| {
            self.minimum.is_none_or(|bound| value > bound.value)
                && self.maximum.is_none_or(|bound| value < bound.value)
        };
        for _ in 0..ATTEMPTS {
            let whole = dice.between(-1000, 1_000_000);
            let digits = 1 + dice.below(6);
            let fraction = dice.below(10_usize.pow(u32::try_from(digits).unwrap_or(1)));
            let text = format!("{whole}.{fraction:0digits$}");
            if let (Ok(value), Some(number)) = (text.parse(), Number::parse(&text))
                && within(value)
            {
                return Tree::Number(number);
            }
        }
        match (self.minimum, self.maximum) {
            (Some(low), Some(high)) => {
                let part = f64::from(dice.below_u32(1000)) / 1000.0;
                let value = low.value + (high.value - low.value) * part;
                decimal((value * 1000.0).round() / 1000.0)
            }
            _ => self.fraction_near_zero(),
        }
    }
}

/// A number with a fraction as its shortest decimal text.
fn decimal(value: f64) -> Tree {
    let text = if value.fract() == 0.0 {
        format!("{value:.1}")
    } else {
        value.to_string()
    };
    Number::parse(&text).map_or(Tree::Null, Tree::Number)
}
