//! What is particular about a value: the ends of its rules.

use super::{Plans, Rules};
use crate::json::{Number, Tree};
use crate::shape::Kind;

/// Depth to which values are made large.
const DEPTH: usize = 8;

/// What is particular about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// Nothing but what must be there.
    Minimal,
    /// All there may be.
    Maximal,
    /// One optional member, and no other.
    OptionalAlone,
    /// Null where it may be.
    Null,
    /// A value of a list of values.
    Listed,
    /// A number at or next to the end of its range.
    Number,
    /// The shortest, the longest, or odd text.
    Text,
    /// The fewest or the most entries.
    Entries,
}

impl Edge {
    /// The words for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::Maximal => "maximal",
            Self::OptionalAlone => "optional alone",
            Self::Null => "null",
            Self::Listed => "listed",
            Self::Number => "number edge",
            Self::Text => "text edge",
            Self::Entries => "entries edge",
        }
    }
}

pub(super) fn of(plans: &Plans, rules: &Rules) -> Vec<(Edge, Tree)> {
    let mut found = vec![(Edge::Minimal, plans.smallest_of(rules))];
    if let Some(listed) = &rules.listed {
        found.extend(listed.iter().map(|value| (Edge::Listed, value.clone())));
        return found;
    }
    found.extend(
        rules
            .known
            .iter()
            .map(|value| (Edge::Listed, value.clone())),
    );
    if rules.kinds.has(Kind::Null) {
        found.push((Edge::Null, Tree::Null));
    }
    if rules.kinds.has(Kind::Boolean) {
        found.extend([true, false].map(|value| (Edge::Listed, Tree::Bool(value))));
    }
    if rules.kinds.has(Kind::Integer) {
        found.extend(
            integers(rules)
                .into_iter()
                .map(|value| (Edge::Number, Tree::from(value))),
        );
    }
    if rules.kinds.has(Kind::Fraction) {
        found.extend(
            fractions(rules)
                .into_iter()
                .map(|value| (Edge::Number, value)),
        );
    }
    if rules.kinds.has(Kind::String) {
        found.extend(
            texts(rules)
                .into_iter()
                .map(|text| (Edge::Text, Tree::String(text))),
        );
    }
    if rules.kinds.has(Kind::Array) {
        let most = rules.max_items.filter(|most| *most <= 64);
        for count in [Some(rules.min_items), Some(rules.min_items + 1), most] {
            let count = count.filter(|count| rules.max_items.is_none_or(|most| *count <= most));
            found.extend(count.map(|count| {
                let list = plans.list(rules, count, |plan, _| plans.smallest(plan));
                (Edge::Entries, list)
            }));
        }
    }
    if rules.kinds.has(Kind::Object) {
        objects(plans, rules, &mut found);
    }
    found
}

fn objects(plans: &Plans, rules: &Rules, found: &mut Vec<(Edge, Tree)>) {
    let needed = plans.needed(rules);
    for member in rules.members.iter().filter(|member| !member.required) {
        let mut members = needed.clone();
        members.insert(member.name.clone(), plans.smallest(member.plan));
        found.push((Edge::OptionalAlone, Tree::Object(members)));
    }
    if rules.extra.is_some() && rules.open {
        let most = rules.max_members.unwrap_or(2).min(64);
        let mut members = needed;
        for index in members.len()..most {
            members.insert(
                format!("key-{index}"),
                rules.extra_member(|plan| plans.smallest(plan)),
            );
        }
        found.push((Edge::Entries, Tree::Object(members)));
    }
    found.push((Edge::Maximal, plans.largest_of(rules, DEPTH)));
}

fn integers(rules: &Rules) -> Vec<i64> {
    let (low, high) = rules.integers();
    let ends = [
        low,
        low.saturating_add(1),
        high.saturating_sub(1),
        high,
        0,
        1,
        -1,
    ];
    let mut values: Vec<i64> = ends
        .into_iter()
        .filter(|value| (low..=high).contains(value))
        .collect();
    values.sort_unstable();
    values.dedup();
    if rules.multiple_of.is_some() {
        values.clear();
    }
    values
}

fn fractions(rules: &Rules) -> Vec<Tree> {
    let mut texts: Vec<String> = ["0.1", "-0.5", "1e-7", "123456.789", "99999999.99", "1.50"]
        .map(str::to_owned)
        .to_vec();
    for bound in [rules.minimum, rules.maximum].into_iter().flatten() {
        if !bound.exclusive {
            texts.push(bound.value.to_string());
        }
        texts.extend([bound.value - 0.01, bound.value + 0.01].map(|value| format!("{value:.2}")));
    }
    let within = |text: &String| {
        text.parse::<f64>().is_ok_and(|value| {
            rules.minimum.is_none_or(|bound| value >= bound.value)
                && rules.maximum.is_none_or(|bound| value <= bound.value)
                && rules.multiple_of.is_none()
        })
    };
    texts.retain(within);
    texts
        .iter()
        .filter_map(|text| Number::parse(text))
        .map(Tree::Number)
        .collect()
}

fn texts(rules: &Rules) -> Vec<String> {
    if let Some(format) = rules.format {
        return format
            .extremes()
            .iter()
            .map(|text| (*text).to_owned())
            .collect();
    }
    let most = rules.max_length.unwrap_or(300).min(5000);
    if !rules.patterns.is_empty() {
        let lengths = [rules.min_length.max(1), most];
        return lengths.map(|length| rules.plain_text(length)).to_vec();
    }
    let of = |length: usize, characters: &str| characters.chars().cycle().take(length).collect();
    let mut texts: Vec<String> = vec![
        of(rules.min_length, "x"),
        of((rules.min_length + 1).min(most), "x"),
        of(most, "x"),
        of(most, "日本語"),
        of(most, "😀é"),
        of(
            most.min(12).max(rules.min_length),
            "\u{0}\"\\/\n\u{1f}\u{7f}\u{2028}\u{feff} ",
        ),
    ];
    texts.dedup();
    texts
}
