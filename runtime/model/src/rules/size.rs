//! Limits on lengths and counts.

/// How many of something there may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    pub(super) minimum: Option<usize>,
    pub(super) maximum: Option<usize>,
    one: &'static str,
    many: &'static str,
}

impl Range {
    pub(super) const fn of(one: &'static str, many: &'static str) -> Self {
        Self {
            minimum: None,
            maximum: None,
            one,
            many,
        }
    }

    pub(crate) fn problem(self, count: usize) -> Option<String> {
        let (limit, bound) = match (self.minimum, self.maximum) {
            (Some(minimum), _) if count < minimum => ("at least", minimum),
            (_, Some(maximum)) if count > maximum => ("at most", maximum),
            _ => return None,
        };
        let noun = if bound == 1 { self.one } else { self.many };
        Some(format!("must have {limit} {bound} {noun}"))
    }
}
