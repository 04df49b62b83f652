//! The smallest value of a plan, a large one, and random ones.

use std::collections::BTreeMap;

use super::{Choice, Dice, Plan, PlanId, Plans, Rules};
use crate::json::{Number, Tree};
use crate::shape::Kind;

/// Attempts at text or lists that a rule may refuse.
const ATTEMPTS: usize = 20;

/// Characters of random text that break what is careless about text.
const ODD: [char; 16] = [
    '"', '\\', '/', '\u{0}', '\u{1f}', '\n', '\t', ' ', '%', '{', 'é', '日', '本', '\u{2028}',
    '\u{fe0f}', '😀',
];

impl Plans {
    /// The smallest value: what must be there and no more.
    pub fn smallest(&self, id: PlanId) -> Tree {
        match &self[id] {
            Plan::Nothing => Tree::Null,
            Plan::Choice(choice) => {
                let least = choice
                    .substantial(self)
                    .min_by_key(|plan| self.height(*plan));
                least.map_or(Tree::Null, |plan| self.smallest(plan))
            }
            Plan::Rules(rules) => self.smallest_of(rules),
        }
    }

    /// A value with every member there may be, down to a depth, and two entries in its lists.
    pub fn largest(&self, id: PlanId, depth: usize) -> Tree {
        match &self[id] {
            Plan::Nothing => Tree::Null,
            Plan::Choice(choice) => {
                let first = choice
                    .substantial(self)
                    .find(|plan| self.height(*plan) <= depth);
                first.map_or_else(|| self.smallest(id), |plan| self.largest(plan, depth))
            }
            Plan::Rules(rules) => self.largest_of(rules, depth),
        }
    }

    /// A random value, of about this depth.
    pub fn random(&self, id: PlanId, dice: &mut Dice, depth: usize) -> Tree {
        match &self[id] {
            Plan::Nothing => Tree::Null,
            Plan::Choice(choice) => {
                let fitting = |plan: &&PlanId| self.height(**plan) <= depth;
                let count = choice.plans.iter().filter(fitting).count();
                let chosen = choice.plans.iter().filter(fitting).nth(dice.below(count));
                chosen.map_or_else(|| self.smallest(id), |plan| self.random(*plan, dice, depth))
            }
            Plan::Rules(rules) => self.random_of(rules, dice, depth),
        }
    }

    pub(super) fn smallest_of(&self, rules: &Rules) -> Tree {
        if let Some(value) = rules.listed.as_ref().and_then(|listed| listed.first()) {
            return value.clone();
        }
        match rules.chief_kind() {
            Kind::Null => Tree::Null,
            Kind::Boolean => Tree::Bool(false),
            Kind::Integer => rules.integer_near(0),
            Kind::Fraction => rules.fraction_near_zero(),
            Kind::String => Tree::String(rules.plain_text(rules.min_length.max(1))),
            Kind::Array => self.list(rules, rules.min_items, |plan, _| self.smallest(plan)),
            Kind::Object => Tree::Object(self.needed(rules)),
        }
    }

    /// The members that must be there, and as many more as there must be.
    pub(super) fn needed(&self, rules: &Rules) -> BTreeMap<String, Tree> {
        let mut members = BTreeMap::new();
        for member in rules.members.iter().filter(|member| member.required) {
            members.insert(member.name.clone(), self.smallest(member.plan));
        }
        for member in &rules.members {
            if members.len() >= rules.min_members {
                break;
            }
            members
                .entry(member.name.clone())
                .or_insert_with(|| self.smallest(member.plan));
        }
        for index in members.len()..rules.min_members {
            members.insert(
                format!("key-{index}"),
                rules.extra_member(|plan| self.smallest(plan)),
            );
        }
        members
    }

    pub(super) fn largest_of(&self, rules: &Rules, depth: usize) -> Tree {
        let inner = depth.saturating_sub(1);
        match rules.chief_kind() {
            Kind::Array if rules.listed.is_none() => {
                let most = rules.max_items.unwrap_or(usize::MAX);
                let fits = rules.items.is_none_or(|plan| self.height(plan) < depth);
                let count = if fits {
                    most.min(rules.min_items.max(2))
                } else {
                    rules.min_items
                };
                self.list(rules, count, |plan, _| self.largest(plan, inner))
            }
            Kind::Object if rules.listed.is_none() => {
                let mut members = self.needed(rules);
                let most = rules.max_members.unwrap_or(usize::MAX);
                for member in &rules.members {
                    let fits = members.contains_key(&member.name) || members.len() < most;
                    if fits && self.height(member.plan) < depth {
                        members.insert(member.name.clone(), self.largest(member.plan, inner));
                    }
                }
                if let Some(extra) = rules
                    .extra
                    .filter(|plan| rules.open && self.height(*plan) < depth)
                {
                    for name in ["key", "別の 鍵"] {
                        if members.len() < most {
                            members.insert(name.to_owned(), self.largest(extra, inner));
                        }
                    }
                }
                Tree::Object(members)
            }
            Kind::String if rules.listed.is_none() => Tree::String(
                rules.plain_text(rules.min_length.max(rules.max_length.unwrap_or(8).min(8))),
            ),
            Kind::Integer if rules.listed.is_none() => rules.integer_near(1234),
            Kind::Boolean if rules.listed.is_none() => Tree::Bool(true),
            _ => self.smallest_of(rules),
        }
    }

    fn random_of(&self, rules: &Rules, dice: &mut Dice, depth: usize) -> Tree {
        if let Some(value) = rules.listed.as_ref().and_then(|listed| dice.one(listed)) {
            return value.clone();
        }
        if let Some(value) = dice.one(&rules.known).filter(|_| !dice.clone().one_in(4)) {
            return value.clone();
        }
        let count = rules.kinds.iter().count();
        let kind = match rules.kinds.iter().nth(dice.below(count)) {
            // Null is one of the kinds of most members; the others have more to say.
            Some(Kind::Null) if count > 1 && !dice.one_in(3) => rules.chief_kind(),
            kind => kind.unwrap_or(Kind::Null),
        };
        let inner = depth.saturating_sub(1);
        match kind {
            Kind::Null => Tree::Null,
            Kind::Boolean => Tree::Bool(dice.one_in(2)),
            Kind::Integer => rules.random_integer(dice),
            Kind::Fraction => rules.random_fraction(dice),
            Kind::String => Tree::String(rules.random_text(dice)),
            Kind::Array => {
                let fits = rules.items.is_none_or(|plan| self.height(plan) < depth);
                let more = rules.max_items.unwrap_or(rules.min_items + 3) - rules.min_items;
                let count = rules.min_items + if fits { dice.below(more.min(4) + 1) } else { 0 };
                self.list(rules, count, |plan, seed| {
                    let mut dice = Dice::new(dice.bits() ^ seed);
                    self.random(plan, &mut dice, inner)
                })
            }
            Kind::Object => self.random_object(rules, dice, depth),
        }
    }

    fn random_object(&self, rules: &Rules, dice: &mut Dice, depth: usize) -> Tree {
        let inner = depth.saturating_sub(1);
        let most = rules.max_members.unwrap_or(usize::MAX);
        let mut members = BTreeMap::new();
        // Now and then all or nothing, else each by itself.
        let chances = [1, 2, 2, 2, 6][dice.below(5)];
        for member in &rules.members {
            let wanted = member.required
                || (members.len() < most
                    && self.height(member.plan) < depth
                    && dice.one_in(chances));
            if wanted {
                members.insert(member.name.clone(), self.random(member.plan, dice, inner));
            }
        }
        if rules.open && rules.extra.is_some_and(|plan| self.height(plan) < depth) {
            for _ in 0..dice.below(4) {
                if members.len() < most {
                    let mut name = String::new();
                    random_characters(dice, 1 + dice.clone().below(6), &mut name);
                    let value = rules.extra_member(|plan| self.random(plan, dice, inner));
                    members.entry(name).or_insert(value);
                }
            }
        }
        if members.len() < rules.min_members {
            for (name, value) in self.needed(rules) {
                members.entry(name).or_insert(value);
            }
        }
        Tree::Object(members)
    }

    /// A list of so many entries; no two the same where that is asked for and can be had.
    pub(crate) fn list(
        &self,
        rules: &Rules,
        count: usize,
        mut make: impl FnMut(PlanId, u64) -> Tree,
    ) -> Tree {
        let mut items: Vec<Tree> = Vec::with_capacity(count);
        let mut seed = 0;
        let mut dice = Dice::new(1);
        for index in 0..count {
            let Some(plan) = rules.items else {
                items.push(Tree::from(i64::try_from(index).unwrap_or_default()));
                continue;
            };
            let mut item = make(plan, seed);
            for _ in 0..ATTEMPTS {
                if !rules.unique || !items.contains(&item) {
                    break;
                }
                seed += 1;
                item = self.random(plan, &mut dice, self.height(plan) + 1);
            }
            items.push(item);
        }
        Tree::Array(items)
    }
}

impl Choice {
    /// The plans, without the one that only makes null.
    pub(super) fn substantial(&self, plans: &Plans) -> impl Iterator<Item = PlanId> {
        let is_null = |plan: PlanId| {
            self.is_nullable
                && matches!(&plans[plan], Plan::Rules(rules)
                    if rules.listed.as_ref().is_some_and(|listed| *listed == [Tree::Null]))
        };
        self.plans
            .iter()
            .copied()
            .filter(move |plan| !is_null(*plan))
    }
}

impl Rules {
    /// A member without a name of its own.
    pub(crate) fn extra_member(&self, make: impl FnOnce(PlanId) -> Tree) -> Tree {
        self.extra.map_or_else(|| Tree::from("value"), make)
    }

    /// The kind that says the most about the value.
    pub fn chief_kind(&self) -> Kind {
        if let Some(value) = self.listed.as_ref().and_then(|listed| listed.first()) {
            return Kind::of(value);
        }
        let order = [
            Kind::Object,
            Kind::Array,
            Kind::String,
            Kind::Integer,
            Kind::Fraction,
            Kind::Boolean,
        ];
        let mut possible = order.into_iter().filter(|kind| self.kinds.has(*kind));
        possible.next().unwrap_or(Kind::Null)
    }

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

    fn random_integer(&self, dice: &mut Dice) -> Tree {
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

    fn fraction_near_zero(&self) -> Tree {
        let low = self.minimum.map_or(f64::NEG_INFINITY, |bound| bound.value);
        let high = self.maximum.map_or(f64::INFINITY, |bound| bound.value);
        let near = [0.5, low + 0.5, high - 0.5, f64::midpoint(low, high)];
        let fits = near.into_iter().find(|value| *value > low && *value < high);
        decimal(fits.unwrap_or(low))
    }

    fn random_fraction(&self, dice: &mut Dice) -> Tree {
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

    fn random_text(&self, dice: &mut Dice) -> String {
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

fn random_characters(dice: &mut Dice, count: usize, text: &mut String) {
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

/// A number with a fraction as its shortest decimal text.
fn decimal(value: f64) -> Tree {
    let text = if value.fract() == 0.0 {
        format!("{value:.1}")
    } else {
        value.to_string()
    };
    Number::parse(&text).map_or(Tree::Null, Tree::Number)
}
