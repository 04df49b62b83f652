//! Every law that the spec's examples and case files can prove of one provider.

use std::fmt;

use kessai_client::Client;
use kessai_registry::Registry;
use kessai_sandbox::Sandbox;
use serde_json::Value;

use crate::case::{self, Case};
use crate::law;
use crate::oracle::{Fault, Oracle};
use crate::report::Report;

/// Why nothing could be tried.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The spec cannot be judged by.
    Spec(Vec<Fault>),
    /// The sandbox did not start.
    Sandbox(kessai_sandbox::Error),
    /// No client could be made for the sandbox.
    Client(kessai_client::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(faults) => {
                write!(formatter, "the spec has {} fault(s):", faults.len())?;
                for fault in faults {
                    write!(formatter, "\n  {fault}")?;
                }
                Ok(())
            }
            Self::Sandbox(error) => error.fmt(formatter),
            Self::Client(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Error {}

/// Tries the examples of the bundled spec and the given case files: against its schemas, through the generated types, and
/// through the generated client to a sandbox made from the same spec.
///
/// `client` makes a client of the sandbox's base URL, with a credential of the form the spec describes. `waived` names types
/// that no case reaches, as `operation/request` or `operation/200`, each with the reason.
///
/// # Errors
///
/// Nothing could be tried: the spec is faulty, the sandbox or the client could not be made.
pub async fn prove(
    bundle: &Value,
    registry: &Registry,
    files: &[Case],
    waived: &[(&str, &str)],
    client: impl FnOnce(&str) -> Result<Client, kessai_client::Error>,
) -> Result<Report, Error> {
    let oracle = Oracle::new(bundle).map_err(Error::Spec)?;
    let mut cases = case::from_spec(oracle.spec());
    cases.extend_from_slice(files);
    let sandbox = Sandbox::start(bundle).map_err(Error::Sandbox)?;
    let client = client(&sandbox.base_url()).map_err(Error::Client)?;
    Ok(Report {
        tallies: vec![
            law::fits(&oracle, &cases),
            law::recodes(registry, oracle.spec().webhooks.as_ref(), &cases, waived),
            law::calls(registry, &client, &sandbox, &oracle, &cases).await,
            law::answers(registry, &client, &sandbox, &oracle, &cases).await,
        ],
    })
}
