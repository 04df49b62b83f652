//! What can go wrong with one attempt, and in which order.

use std::fmt;

/// What goes wrong with one attempt. `acted` says whether the request took effect all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No connection.
    Refused,
    /// The connection is reset before there are headers.
    Reset { acted: bool },
    /// The transport gives up when the time for the attempt is over.
    Late { acted: bool },
    /// No answer, and a transport that does not look at the time.
    Silent { acted: bool },
    /// A success that breaks off in the middle of its body.
    BrokenOff,
    /// An answer that is no success.
    Status {
        status: u16,
        after: After,
        acted: bool,
    },
}

/// The `Retry-After` of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    /// In seconds.
    Seconds(u32),
    /// As a date, so many seconds after that of the answer.
    Date(u32),
}

impl After {
    pub(super) fn seconds(self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::Seconds(seconds) | Self::Date(seconds) => seconds,
        }
    }
}

impl Fault {
    /// Every one.
    pub(super) fn all() -> Vec<Self> {
        let mut all = vec![Self::Refused, Self::BrokenOff];
        for after in [
            After::Nothing,
            After::Seconds(5),
            After::Date(7),
            After::Seconds(1000),
        ] {
            all.push(Self::Status {
                status: 429,
                after,
                acted: false,
            });
        }
        for acted in [false, true] {
            all.extend([
                Self::Reset { acted },
                Self::Late { acted },
                Self::Silent { acted },
            ]);
            for (status, after) in [
                (500, After::Nothing),
                (502, After::Nothing),
                (503, After::Nothing),
                (503, After::Seconds(5)),
                (504, After::Nothing),
            ] {
                all.push(Self::Status {
                    status,
                    after,
                    acted,
                });
            }
        }
        all
    }

    pub(super) fn acted(self) -> bool {
        match self {
            Self::Refused => false,
            Self::BrokenOff => true,
            Self::Reset { acted }
            | Self::Late { acted }
            | Self::Silent { acted }
            | Self::Status { acted, .. } => acted,
        }
    }

    /// Whether any of the request has left.
    pub(super) fn left(self) -> bool {
        self != Self::Refused
    }

    /// How long the provider asks to be left alone, in seconds.
    pub(super) fn after(self) -> u32 {
        match self {
            Self::Status { after, .. } => after.seconds(),
            _ => 0,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => formatter.write_str("refused")?,
            Self::Reset { .. } => formatter.write_str("reset")?,
            Self::Late { .. } => formatter.write_str("timeout")?,
            Self::Silent { .. } => formatter.write_str("silence")?,
            Self::BrokenOff => formatter.write_str("broken off")?,
            Self::Status { status, after, .. } => {
                write!(formatter, "{status}")?;
                match after {
                    After::Nothing => {}
                    After::Seconds(seconds) => write!(formatter, " (retry-after {seconds})")?,
                    After::Date(seconds) => write!(formatter, " (retry-after in {seconds} s)")?,
                }
            }
        }
        formatter.write_str(if self.acted() {
            " after the effect"
        } else {
            ""
        })
    }
}

/// What goes wrong with the attempts of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Schedule {
    /// With the first attempts, one each.
    pub(super) faults: Vec<Fault>,
    /// With every further one; otherwise they succeed.
    pub(super) forever: Option<Fault>,
}

impl Schedule {
    /// Nothing, every fault alone, every pair of faults, and every fault for ever.
    pub(super) fn all() -> Vec<Self> {
        let passing = |faults: &[Fault]| Self {
            faults: faults.to_vec(),
            forever: None,
        };
        let mut all = vec![passing(&[])];
        for first in Fault::all() {
            all.push(passing(&[first]));
            all.extend(Fault::all().into_iter().map(|then| passing(&[first, then])));
            all.push(Self {
                faults: Vec::new(),
                forever: Some(first),
            });
        }
        all
    }

    /// What happens to an attempt; the first is 0.
    pub(super) fn fault(&self, attempt: usize) -> Option<Fault> {
        self.faults.get(attempt).copied().or(self.forever)
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.faults.iter().map(ToString::to_string).collect();
        parts.push(match self.forever {
            Some(fault) => format!("{fault} for ever"),
            None => "success".to_owned(),
        });
        formatter.write_str(&parts.join(", then "))
    }
}
