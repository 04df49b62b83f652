//! Which operation an exchange is of, by the hosts and paths of the spec.

use std::collections::BTreeSet;

use kessai_sandbox::router::{Matched, Router};
use serde_json::Value;

use super::traffic::Recorded;
use crate::spec::{Operation, Spec};

/// The servers of a spec, and its paths below them.
#[derive(Debug)]
pub(super) struct Routes {
    router: Router,
    /// Of each operation, in order: its servers.
    servers: Vec<Vec<Server>>,
}

/// A server, by its URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Server {
    /// Host and port in lower case; a variable in braces is anything.
    host: String,
    /// Without a slash at its end.
    path: String,
}

/// What an exchange is of.
pub(super) enum Found {
    /// Nothing of this provider's: another host.
    Elsewhere,
    /// A host of this provider's, and nothing that the spec knows of.
    Unknown(String),
    /// An operation, by its place among those of the spec, with the variables of its path.
    Operation(usize, Vec<(String, Option<String>)>),
}

impl Routes {
    pub(super) fn new(bundle: &Value, spec: &Spec) -> Self {
        let servers = spec.operations.iter();
        Self {
            router: Router::new(spec),
            servers: servers
                .map(|operation| servers_of(bundle, operation))
                .collect(),
        }
    }

    /// What an exchange is of. With `any_host` whatever the host is, as for what was sent to a sandbox.
    pub(super) fn find(&self, spec: &Spec, recorded: &Recorded, any_host: bool) -> Found {
        let host = recorded
            .url
            .authority()
            .map(|authority| authority.as_str().to_lowercase())
            .unwrap_or_default();
        // Who asks says who it is before the host.
        let host = host.rsplit('@').next().unwrap_or_default().to_owned();
        let path = recorded.url.path();
        let known: BTreeSet<&Server> = self
            .servers
            .iter()
            .flatten()
            .filter(|server| server.is_at(&host))
            .collect();
        if known.is_empty() && !any_host {
            return Found::Elsewhere;
        }
        let mut problem = format!("the spec has no path {path}");
        let method = &recorded.method;
        let mut below: Vec<&str> = known
            .iter()
            .filter_map(|server| path.strip_prefix(server.path.as_str()))
            .collect();
        if known.is_empty() {
            let bases = spec.operations.iter().map(|operation| &operation.base_path);
            below.extend(bases.filter_map(|base| path.strip_prefix(base.as_str())));
        }
        let bases: BTreeSet<&str> = spec
            .operations
            .iter()
            .map(|operation| operation.base_path.as_str())
            .collect();
        for (rest, base) in below
            .into_iter()
            .flat_map(|rest| bases.iter().map(move |base| (rest, base)))
        {
            match self.router.find(method, &format!("{base}{rest}")) {
                Matched::Operation(index, variables) => {
                    let serves = known.is_empty()
                        || self.servers[index].iter().any(|server| server.is_at(&host));
                    if serves {
                        return Found::Operation(index, variables);
                    }
                    let id = &spec.operations[index].id;
                    problem = format!("`{id}` is not served at {host}");
                }
                Matched::Method(methods) => {
                    problem = format!("{path} has no {method}; it has {}", methods.join(", "));
                }
                Matched::Nothing => {}
            }
        }
        Found::Unknown(problem)
    }
}

impl Server {
    /// Reads `https://api.example.com/v1`; `None` for a path alone, which names no host.
    fn read(url: &str) -> Option<Self> {
        let (_, rest) = url.split_once("://")?;
        let (host, path) = rest
            .find('/')
            .map_or((rest, ""), |slash| rest.split_at(slash));
        Some(Self {
            host: host.to_lowercase(),
            path: path.trim_end_matches('/').to_owned(),
        })
    }

    fn is_at(&self, host: &str) -> bool {
        let mut rest = host;
        let mut pattern = self.host.as_str();
        while let Some((before, (_, after))) = pattern
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let Some(behind) = rest.strip_prefix(before) else {
                return false;
            };
            // A variable reaches to what follows it, and is not empty.
            let next = after.split('{').next().unwrap_or_default();
            let end = if next.is_empty() {
                Some(behind.len())
            } else {
                behind.find(next)
            };
            match end.filter(|end| *end > 0) {
                Some(end) => rest = &behind[end..],
                None => return false,
            }
            pattern = after;
        }
        rest == pattern
    }
}

/// The servers of an operation: its own, else those of its path, else those of the document.
fn servers_of(bundle: &Value, operation: &Operation) -> Vec<Server> {
    let path = operation
        .pointer
        .rsplit_once('/')
        .map_or("", |(path, _)| path);
    [operation.pointer.as_str(), path, ""]
        .into_iter()
        .filter_map(|owner| bundle.pointer(owner)?.get("servers")?.as_array())
        .find(|servers| !servers.is_empty())
        .into_iter()
        .flatten()
        .filter_map(|server| Server::read(server.get("url")?.as_str()?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Server;

    #[test]
    fn hosts_are_those_of_servers_and_their_variables() {
        let server = |url: &str| Server::read(url).unwrap();
        assert!(Server::read("/v1").is_none());
        assert_eq!(server("https://API.example/v1/").path, "/v1");
        assert!(server("https://API.example/v1").is_at("api.example"));
        assert!(!server("https://api.example").is_at("api.example.org"));
        assert!(server("https://localhost:8080").is_at("localhost:8080"));
        let regions = server("https://{region}.api.{domain}/v1");
        assert!(regions.is_at("tokyo.api.example.org"));
        assert!(!regions.is_at(".api.example.org"));
        assert!(!regions.is_at("tokyo.example.org"));
        assert!(!regions.is_at("api.example.org"));
    }
}
