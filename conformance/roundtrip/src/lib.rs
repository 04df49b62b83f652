//! The examples of any document, taken through the types generated for it.
//!
//! Three parties, none of which knows the others: the document as it was written says what the examples are, the
//! [schemas](kessai_sandbox::schema) of the document that was generated from say which of them are valid, and generated types decode and
//! encode them. `cargo xtask corpus` links this module with the types of a document, ours or a peer's, and reads what
//! [`run`] prints.

mod collect;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::io::{self, Write as _};
use std::process::ExitCode;

use kessai_registry::{Registry, Subject};
use kessai_sandbox::Fault;
use kessai_sandbox::json::{Change, Tree, difference};
use kessai_sandbox::schema::{Direction, Schemas};
use serde_json::{Value, json};

pub use collect::{Example, Media, Place, collect};

/// How many reasons are kept of one example.
const REASONS: usize = 4;

/// Decodes a document with a generated type and encodes the value again, or says why that cannot be.
pub type Recode<'a> = Box<dyn Fn(&[u8]) -> Result<Vec<u8>, String> + 'a>;

/// What became of an example, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It breaks its own schema and proves nothing.
    Invalid,
    /// Its place or its schema was left out of what was generated from, so nothing says whether it is valid.
    Unjudged,
    /// It is valid, and no type stands for it.
    Untyped,
    /// It came back as the same JSON value.
    Identical,
    /// It came back with everything in place, and something different.
    Changed,
    /// It came back with something missing.
    Lost,
    /// The type did not take it.
    Undecodable,
}

impl Outcome {
    /// The word by which it is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Unjudged => "unjudged",
            Self::Untyped => "untyped",
            Self::Identical => "identical",
            Self::Changed => "changed",
            Self::Lost => "lost",
            Self::Undecodable => "undecodable",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What became of the example at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the example is of.
    pub place: Place,
    /// The component that its schema is, or refers to.
    pub component: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Where and how it failed, a few of the reasons. No values.
    pub reasons: Vec<String>,
}

impl Verdict {
    fn new(example: &Example, outcome: Outcome, reasons: Vec<String>) -> Self {
        Self {
            place: example.place.clone(),
            component: example.component.clone(),
            outcome,
            reasons,
        }
    }

    fn to_json(&self, pointer: &str) -> Value {
        json!({
            "at": pointer,
            "of": self.place.to_string(),
            "component": self.component,
            "outcome": self.outcome.as_str(),
            "reasons": self.reasons,
        })
    }
}

/// Takes every valid example through its type; the verdicts come by the JSON pointer of the example.
///
/// An example that several places share is tried at each, and the worst is what counts.
///
/// # Errors
/// When the schemas of the sound document cannot be judged by.
pub fn judge(
    written: &Tree,
    sound: &Value,
    find: impl Fn(&Example) -> Option<Recode<'static>>,
) -> Result<BTreeMap<String, Verdict>, Vec<Fault>> {
    let schemas = Schemas::read(sound)?;
    let mut verdicts = BTreeMap::new();
    for example in collect(written, sound) {
        let verdict = verdict(&example, &schemas, &find);
        match verdicts.entry(example.pointer) {
            Entry::Vacant(free) => {
                free.insert(verdict);
            }
            Entry::Occupied(mut taken) => {
                if verdict.outcome > taken.get().outcome {
                    taken.insert(verdict);
                }
            }
        }
    }
    Ok(verdicts)
}

fn verdict(
    example: &Example,
    schemas: &Schemas,
    find: &impl Fn(&Example) -> Option<Recode<'static>>,
) -> Verdict {
    // What stands for a component may travel either way, so its example has to hold both ways.
    let directions = match example.place {
        Place::Request { .. } => &[Direction::Request][..],
        Place::Response { .. } => &[Direction::Response],
        Place::Component { .. } => &[Direction::Request, Direction::Response],
    };
    let Some(value) = example.value.to_value() else {
        let reason = "holds a number that cannot be judged".to_owned();
        return Verdict::new(example, Outcome::Unjudged, vec![reason]);
    };
    for direction in directions {
        match schemas.at(*direction, &example.schema) {
            Err(fault) => {
                return Verdict::new(example, Outcome::Unjudged, vec![fault.to_string()]);
            }
            Ok(validator) if !validator.accepts(&value) => {
                let violations = validator.violations(&value);
                let reasons = violations.iter().take(REASONS).map(ToString::to_string);
                return Verdict::new(example, Outcome::Invalid, reasons.collect());
            }
            Ok(_) => {}
        }
    }
    let Some(recode) = find(example) else {
        return Verdict::new(example, Outcome::Untyped, Vec::new());
    };
    let back = match recode(example.value.to_text().as_bytes()) {
        Ok(back) => back,
        Err(reason) => return Verdict::new(example, Outcome::Undecodable, vec![reason]),
    };
    let back = match Tree::parse(&back) {
        Ok(back) => back,
        Err(error) => {
            let reason = format!("came back as no JSON: {error}");
            return Verdict::new(example, Outcome::Lost, vec![reason]);
        }
    };
    let differences = difference(&example.value, &back);
    let outcome = if differences.is_empty() {
        Outcome::Identical
    } else if differences
        .iter()
        .any(|difference| difference.change == Change::Missing)
    {
        Outcome::Lost
    } else {
        Outcome::Changed
    };
    let reasons = differences.iter().take(REASONS).map(ToString::to_string);
    Verdict::new(example, outcome, reasons.collect())
}

/// The way through a type of a registry.
pub fn through(registry: &'static Registry, example: &Example) -> Option<Recode<'static>> {
    let mut bodies = registry.bodies.iter();
    let body = bodies.find(|body| is_of(body.subject, &example.place))?;
    Some(Box::new(|bytes| {
        (body.recode)(bytes)
            .map(|recoded| recoded.json)
            .map_err(|error| error.to_string())
    }))
}

/// Whether a subject of a registry is what stands at a place. The first JSON of a body is told by no media type, unless it comes with
/// more than one status.
fn is_of(subject: Subject, place: &Place) -> bool {
    match (subject, place) {
        (
            Subject::Request { operation },
            Place::Request {
                operation: wanted,
                media,
            },
        ) => operation == wanted && media.first,
        (
            Subject::RequestAs { operation, media },
            Place::Request {
                operation: wanted,
                media: of,
            },
        ) => operation == wanted && media == of.name,
        (
            Subject::Response { operation, status },
            Place::Response {
                operation: wanted,
                status: code,
                media,
            },
        ) => operation == wanted && status.to_string() == *code && media.first,
        (
            Subject::ResponseAs {
                operation,
                statuses,
                media,
            },
            Place::Response {
                operation: wanted,
                status,
                media: of,
            },
        ) => operation == wanted && statuses.eq_ignore_ascii_case(status) && media == of.name,
        (Subject::Component { name }, Place::Component { name: wanted }) => name == wanted,
        _ => false,
    }
}

/// The program that `cargo xtask corpus` makes of this module: reads the document as it was written and as it was generated
/// from, both as JSON, and prints a JSON object on a line for each example.
pub fn run(find: impl Fn(&Example) -> Option<Recode<'static>>) -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(written), Some(sound)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: <document as written> <document generated from>");
        return ExitCode::from(2);
    };
    match print(&written, &sound, find) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn print(
    written: &str,
    sound: &str,
    find: impl Fn(&Example) -> Option<Recode<'static>>,
) -> Result<(), String> {
    let read = |path: &str| std::fs::read(path).map_err(|error| format!("{path}: {error}"));
    let tree = Tree::parse(&read(written)?).map_err(|error| format!("{written}: {error}"))?;
    let bundle =
        serde_json::from_slice(&read(sound)?).map_err(|error| format!("{sound}: {error}"))?;
    let verdicts = judge(&tree, &bundle, find).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("{sound}: {}", faults.join("; "))
    })?;
    let mut out = io::stdout().lock();
    verdicts
        .iter()
        .try_for_each(|(pointer, verdict)| writeln!(out, "{}", verdict.to_json(pointer)))
        .map_err(|error| error.to_string())
}
