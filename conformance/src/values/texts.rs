//! Text that keeps rules.

use super::make::ATTEMPTS;
use super::{Dice, Rules};
use crate::json::Tree;

/// Characters of random text that break what is careless about text.
const ODD: [char; 16] = [
    '"', '\\', '/', '\u{0}', '\u{1f}', '\n', '\t', ' ', '%', '{', 'é', '日', '本', '\u{2028}',
    '\u{fe0f}', '😀',
];

impl Rules {
    /// Ordinary text of about this length.
    pub(super) fn plain_text(&self, length: usize) -> String {
        let length = length.min(self.max_length.unwrap_or(usize::MAX));
        if let Some(value) = self.known.iter().find_map(Tree::as_str) {
            return value.to_owned();
        }
        if let Some(format) = self.format {
            let extremes = format.extremes().iter().copied();
            let fit = extremes.map(str::to_owned).find(|text| self.allows(text));
            return fit.unwrap_or_else(|| self.made_text(&mut Dice::new(0)));
        }
        if let Some(pattern) = self.patterns.first() {
            let shortest = pattern.shortest();
            return if self.allows(&shortest) {
                shortest
            } else {
                self.made_text(&mut Dice::new(0))
            };
        }
        "abcdefgh".chars().cycle().take(length).collect()
    }

    pub(super) fn random_text(&self, dice: &mut Dice) -> String {
        if self.format.is_some() || !self.patterns.is_empty() {
            return self.made_text(dice);
        }
        let most = self.max_length.unwrap_or(self.min_length + 24);
        let length =
            self.min_length + dice.below(most.min(self.min_length + 24) - self.min_length + 1);
        let mut text = String::with_capacity(length);
        random_characters(dice, length, &mut text);
        text
    }

    /// Text made by the format or the first pattern, until the other rules allow it.
    fn made_text(&self, dice: &mut Dice) -> String {
        let mut text = String::new();
        for _ in 0..ATTEMPTS {
            text = match (self.format, self.patterns.first()) {
                (Some(format), _) => format.make(dice),
                (None, Some(pattern)) => pattern.make(dice),
                (None, None) => return text,
            };
            if self.allows(&text) {
                break;
            }
        }
        text
    }

    fn allows(&self, text: &str) -> bool {
        let bounded = self.min_length > 0 || self.max_length.is_some();
        let length = if bounded { text.chars().count() } else { 0 };
        length >= self.min_length
            && self.max_length.is_none_or(|most| length <= most)
            // One pattern made the text.
            && (self.patterns.len() + usize::from(self.format.is_some()) < 2
                || self.patterns.iter().all(|pattern| pattern.matches(text)))
    }
}

pub(super) fn random_characters(dice: &mut Dice, count: usize, text: &mut String) {
    let plain = !dice.one_in(4);
    for _ in 0..count {
        let bits = dice.below(64);
        text.push(if plain || bits < 40 {
            char::from(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"[bits])
        } else {
            ODD[bits % ODD.len()]
        });
    }
}
