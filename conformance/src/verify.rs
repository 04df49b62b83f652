//! Bodies and calls from anywhere: known, as the schema says, decoded, unchanged after a round trip, as expected.
//!
//! A case says by itself what is to come of it, or the case of the same id and operation beside the spec says it. Where
//! neither does, all must be well.

mod exchange;
mod input;
mod owner;
mod routes;
mod show;
mod traffic;
mod verdict;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use crate::case::{self, Case};
use crate::json::Tree;
use crate::oracle::{Oracle, Unknown};
use crate::passage::{pass, types};
use crate::places::Written;
use crate::providers::Provider;
use crate::schema::Schemas;
use routes::Routes;

pub use exchange::{Whose, exchange};
pub use input::{Input, Item, Missing, read};
pub use owner::{Owner, owners};
pub use show::{explain, summary};
pub use traffic::{Content, Recorded};
pub use verdict::{Decode, Roundtrip, Schema, SchemaError, Verdict};

/// Everything that cases of one provider are held against.
#[derive(Debug)]
pub struct Judge {
    provider: &'static Provider,
    written: Written,
    oracle: Oracle,
    routes: Routes,
    /// What requests are checked by; recorded ones alone need it.
    schemas: OnceLock<Option<Schemas>>,
    /// The spec's own.
    examples: Vec<Case>,
    /// The cases beside the spec, by id.
    explained: BTreeMap<String, Case>,
}

impl Judge {
    /// Reads the spec as it stands on disk, and the cases beside it.
    ///
    /// # Errors
    ///
    /// What keeps the spec from being a measure, with places.
    pub fn new(provider: &'static Provider, root: &Path) -> Result<Self, String> {
        let folder = provider.folder(root);
        let spec = folder.join("openapi.yaml");
        let written = Written::read(&spec)?;
        let oracle = Oracle::new(&written.bundle).map_err(|faults| {
            let faults: Vec<String> = faults
                .iter()
                .map(|fault| format!("{}: {}", written.place(&fault.pointer), fault.problem))
                .collect();
            format!(
                "the spec of {} cannot be judged by:\n  {}",
                provider.name,
                faults.join("\n  ")
            )
        })?;
        let (cases, errors) = case::from_folder(&folder.join("cases"));
        if let Some(error) = errors.first() {
            return Err(error.to_string());
        }
        Ok(Self {
            provider,
            examples: case::from_spec(oracle.spec()),
            routes: Routes::new(&written.bundle, oracle.spec()),
            schemas: OnceLock::new(),
            oracle,
            written,
            explained: cases
                .into_iter()
                .map(|case| (case.id.clone(), case))
                .collect(),
        })
    }

    /// Whose cases it judges.
    pub fn provider(&self) -> &'static Provider {
        self.provider
    }

    /// Whether the generated code was made from this very spec.
    pub fn is_current(&self) -> bool {
        self.written.text == self.provider.openapi
    }

    /// Whether the spec has what the case speaks of.
    pub fn knows(&self, operation: &str) -> bool {
        let spec = self.oracle.spec();
        if let Some(name) = operation.strip_prefix("component:") {
            self.oracle.has_component(name)
        } else if let Some(name) = operation.strip_prefix("webhook:") {
            let webhooks = spec.webhooks.as_ref();
            webhooks.is_some_and(|webhooks| webhooks.events.contains_key(name))
        } else {
            spec.operation(operation).is_some()
        }
    }

    /// Whether a case of this id and operation stands beside the spec or in it.
    pub fn has_case(&self, case: &Case) -> bool {
        self.explained(case).is_some()
            || self
                .examples
                .iter()
                .any(|own| own.example_name() == Some(&case.id) && own.operation == case.operation)
    }

    /// The cases that an example of this name makes with a value: one for each place where the spec uses it.
    fn cases_of(&self, name: &str, value: &Tree) -> Vec<Case> {
        let used = self
            .examples
            .iter()
            .filter(|case| case.example_name() == Some(name));
        used.map(|case| Case {
            provider: Some(self.provider.name.to_owned()),
            body: Some(value.clone()),
            ..case.clone()
        })
        .collect()
    }

    /// Holds a case against the spec and the generated types.
    pub fn verdict(&self, case: &Case) -> Verdict {
        let mut case = case.clone();
        if let Some(explained) = self.explained(&case) {
            if case.expect == case::Expect::default() {
                case.expect.clone_from(&explained.expect);
            }
            if !case.is_call() {
                case.path.clone_from(&explained.path);
                case.query.clone_from(&explained.query);
                case.headers.clone_from(&explained.headers);
            }
        }
        let mut verdict = Verdict::of(&case, Some(self.provider.name));
        match self.oracle.judge(&case) {
            Ok(findings) => {
                verdict.known = true;
                verdict.schema.ok = findings.is_empty();
                verdict.schema.errors = findings
                    .iter()
                    .map(|finding| SchemaError::new(finding, &self.written))
                    .collect();
            }
            // The operation is there; what is asked of its schemas is not.
            Err(unknown @ (Unknown::Request(_) | Unknown::Response(..) | Unknown::Schema(_))) => {
                verdict.known = true;
                verdict
                    .schema
                    .errors
                    .push(SchemaError::without_rule(&unknown));
            }
            Err(unknown) => {
                verdict.decode.error = Some(unknown.to_string());
                return verdict;
            }
        }
        self.decode(&case, &mut verdict);
        verdict.expected = verdict.is_as_expected(&case.expect);
        verdict
    }

    fn decode(&self, case: &Case, verdict: &mut Verdict) {
        let Some(body) = &case.body else {
            verdict.decode.ok = true;
            verdict.roundtrip.ok = true;
            return;
        };
        let webhooks = self.oracle.spec().webhooks.as_ref();
        let types = types(self.provider.registry, webhooks, case);
        if types.is_empty() {
            verdict.decode.error = Some("no type is generated for it".to_owned());
            return;
        }
        let passage = pass(&types, body);
        verdict.decode.ok = passage.error.is_none();
        verdict.decode.error = passage.error;
        verdict.roundtrip.ok = verdict.decode.ok && passage.lost.is_empty();
        verdict.roundtrip.lost = passage.lost.iter().map(ToString::to_string).collect();
    }

    fn explained(&self, case: &Case) -> Option<&Case> {
        self.explained
            .get(&case.id)
            .filter(|explained| explained.operation == case.operation)
    }
}

/// The cases that an example of a spec makes with a value, wherever a spec uses the name. `file` tells whose it is where
/// several do.
pub fn cases_of(judges: &[Judge], file: &Path, name: &str, value: &Tree) -> Vec<Case> {
    let mut found: Vec<(&str, Vec<Case>)> = judges
        .iter()
        .map(|judge| (judge.provider.name, judge.cases_of(name, value)))
        .filter(|(_, cases)| !cases.is_empty())
        .collect();
    let lies_in = |name: &str| file.iter().any(|folder| folder == name);
    if found.iter().any(|(name, _)| lies_in(name)) {
        found.retain(|(name, _)| lies_in(name));
    }
    found.into_iter().flat_map(|(_, cases)| cases).collect()
}
