//! Statements about every case, and the tally of trying them.
//!
//! Each law is written once and tried on every provider. It knows what it must try – its strata – and fails when it tried
//! nothing, missed a stratum that nobody waived, or threw more than a fifth of its cases away.

mod answers;
mod calls;
mod codec;
mod effects;
mod faults;
mod fits;
mod generated;
mod hostile;
mod presence;
mod recodes;
mod secrets;
pub mod strictness;
mod tally;
mod unknown_members;
mod unknown_values;
mod webhooks;

use std::fmt;

use crate::json::Tree;
use crate::world::World;

pub use calls::{Wire, live, sent};
pub(crate) use calls::{call, callable};
pub use effects::effects;
pub use fits::fits;
pub use generated::random;
pub use recodes::recodes;
pub use secrets::secrets;
pub use tally::{Failure, Tally};

/// A law, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// L1: the spec's schemas and its cases agree.
    Examples,
    /// L1a: an answer comes back over a socket as it was served.
    Live,
    /// L2: decoding and encoding lose nothing of an example.
    Fixpoint,
    /// L3: a member that no schema names does no harm and is not lost.
    UnknownMembers,
    /// L4: a value that no list has does no harm and is not lost.
    UnknownValues,
    /// L5: nothing, null and a value stay three things.
    Presence,
    /// L6: whatever keeps the schema decodes and comes back.
    Generated,
    /// L7: what breaks one rule is taken or refused as the table of strictness says.
    Faults,
    /// L8: a call arrives as it was meant.
    Calls,
    /// L9: whatever comes back is what it is.
    Answers,
    /// L9a: what is secret shows nowhere.
    Secrets,
    /// L11: whatever goes wrong on the way, a call takes effect at most once, and nobody is told otherwise.
    Effects,
    /// L12: a delivery is believed if it is truly the provider's, and read as it came.
    Webhooks,
}

impl Law {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Examples,
        Self::Live,
        Self::Fixpoint,
        Self::UnknownMembers,
        Self::UnknownValues,
        Self::Presence,
        Self::Generated,
        Self::Faults,
        Self::Calls,
        Self::Answers,
        Self::Secrets,
        Self::Effects,
        Self::Webhooks,
    ];

    /// Its number.
    pub fn id(self) -> &'static str {
        match self {
            Self::Examples => "L1",
            Self::Live => "L1a",
            Self::Fixpoint => "L2",
            Self::UnknownMembers => "L3",
            Self::UnknownValues => "L4",
            Self::Presence => "L5",
            Self::Generated => "L6",
            Self::Faults => "L7",
            Self::Calls => "L8",
            Self::Answers => "L9",
            Self::Secrets => "L9a",
            Self::Effects => "L11",
            Self::Webhooks => "L12",
        }
    }

    /// What it says.
    pub fn says(self) -> &'static str {
        match self {
            Self::Examples => "cases and schemas agree",
            Self::Live => "answers come back as they were served",
            Self::Fixpoint => "bodies come back unchanged",
            Self::UnknownMembers => "unknown members are kept",
            Self::UnknownValues => "unknown values are kept",
            Self::Presence => "nothing, null and a value stay three things",
            Self::Generated => "what keeps the schema decodes and comes back",
            Self::Faults => "single faults are met as the table says",
            Self::Calls => "calls arrive as they were meant",
            Self::Answers => "whatever comes back is what it is",
            Self::Secrets => "what is secret shows nowhere",
            Self::Effects => "a call takes effect at most once",
            Self::Webhooks => "deliveries are believed if they are the provider's",
        }
    }

    /// The law of that number, in either case.
    pub fn read(id: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|law| law.id().eq_ignore_ascii_case(id))
    }
}

impl fmt::Display for Law {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.id(), self.says())
    }
}

/// What of a law is tried.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Random values of each document; a few for those whose schema had its turn.
    pub cases: u32,
    /// Where chance begins.
    pub seed: u64,
    /// This operation alone.
    pub operation: Option<String>,
}

impl Scope {
    /// Whether an operation is one of those to be tried.
    pub fn has(&self, operation: &str) -> bool {
        self.operation.as_ref().is_none_or(|only| only == operation)
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self {
            cases: 64,
            seed: 0,
            operation: None,
        }
    }
}

/// Tries a law on a provider.
///
/// # Errors
///
/// What keeps it from being tried at all.
pub fn try_law(world: &World, law: Law, scope: &Scope) -> Result<Tally, String> {
    Ok(match law {
        Law::Examples => fits(world, scope),
        Law::Live => live(&Wire::new(world)?, scope),
        Law::Fixpoint => recodes(world, scope),
        Law::UnknownMembers => unknown_members::run(world, scope),
        Law::UnknownValues => unknown_values::run(world, scope),
        Law::Presence => presence::run(world, scope),
        Law::Generated => generated::run(world, scope),
        Law::Faults => faults::run(world, scope),
        Law::Calls => sent(&Wire::new(world)?, scope),
        Law::Answers => answers::run(world, scope)?,
        // Who wants to hear the traces, too, listens from the beginning of the program.
        Law::Secrets => runtime()?.block_on(secrets(world, scope, String::new)),
        Law::Effects => runtime()?.block_on(effects(world, scope)),
        Law::Webhooks => webhooks::run(world, scope),
    })
}

/// Tries one case of a law again: what it is about, what is particular about it, and its input, as a failure names them.
///
/// # Errors
///
/// The case speaks of something that is not there any more.
pub fn try_again(
    world: &World,
    law: Law,
    about: &str,
    at: &str,
    input: &Tree,
) -> Result<Vec<String>, String> {
    match law {
        Law::Examples
        | Law::Live
        | Law::Fixpoint
        | Law::Calls
        | Law::Answers
        | Law::Secrets
        | Law::Effects
        | Law::Webhooks => again(world, law, about, at),
        Law::UnknownMembers | Law::UnknownValues | Law::Presence | Law::Generated | Law::Faults => {
            let document = world
                .document(about)
                .ok_or_else(|| format!("the registry has no `{about}` any more"))?;
            Ok(match law {
                Law::UnknownMembers => unknown_members::check(world, document, input),
                Law::UnknownValues => unknown_values::check(document, input),
                Law::Faults => faults::check(world, document, at, input),
                _ => codec::keeps(world, document, input),
            })
        }
    }
}

/// What calls run on.
fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())
}

/// A law on what is given and not made is tried again as far as it is about the operation, and what it says of this case is
/// picked out.
fn again(world: &World, law: Law, about: &str, at: &str) -> Result<Vec<String>, String> {
    let operation = about.split('/').next().unwrap_or(about);
    let known = world.oracle.spec().operation(operation);
    let scope = Scope {
        operation: known.map(|operation| operation.id.clone()),
        ..Scope::default()
    };
    let tally = try_law(world, law, &scope)?;
    let found = tally
        .failures
        .into_iter()
        .filter(|failure| failure.about == about && failure.at == at);
    Ok(found.flat_map(|failure| failure.reasons).collect())
}
