//! From path items to operations.

use openapiv3::{Operation as Source, ReferenceOr, Server};

use super::documentation::said;
use super::extensions::{
    IDEMPOTENCY_KEY, IDEMPOTENCY_STATUS, METHOD, NEEDS, NEEDS_NO, PAGINATION, POLLING, flag,
    strings, text,
};
use super::paging;
use super::polling;
use super::schemas::{Place, Schemas, escape};
use super::servers;
use super::{IdempotencyStatus, Operation, Resource};

/// An operation of the document with where it stands.
pub(super) struct Found<'a> {
    pub(super) path: &'a str,
    pub(super) method: &'a str,
    pub(super) source: &'a Source,
    pub(super) shared: &'a [ReferenceOr<openapiv3::Parameter>],
    pub(super) servers: &'a [Server],
}

impl Found<'_> {
    pub(super) fn pointer(&self) -> String {
        format!("/paths/{}/{}", escape(self.path), self.method)
    }
}

/// The names that an extension lists.
fn names(source: &Source, extension: &str) -> Vec<String> {
    let names = source.extensions.get(extension).map(strings);
    names
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

impl<'a> Schemas<'a> {
    pub(super) fn operation(
        &mut self,
        found: &Found<'a>,
        resources: &mut Vec<Resource>,
    ) -> Operation {
        let pointer = found.pointer();
        let source = found.source;
        let id = source
            .operation_id
            .clone()
            .unwrap_or_else(|| format!("{} {}", found.method, found.path));
        let mut operation = Operation {
            method: found.method.to_uppercase(),
            path: found.path.to_owned(),
            server: self.server(found, &pointer),
            resource: resource(
                source
                    .tags
                    .first()
                    .map_or_else(|| group(found.path), String::as_str),
                resources,
            ),
            method_name: source
                .extensions
                .get(METHOD)
                .and_then(|name| name.as_str())
                .map(str::to_owned),
            summary: said(source.summary.as_ref()),
            description: said(source.description.as_ref()),
            deprecated: source.deprecated,
            parameters: Vec::new(),
            idempotency_header: None,
            body: None,
            success: Vec::new(),
            failures: Vec::new(),
            paging: source.extensions.get(PAGINATION).and_then(paging::read),
            security: Vec::new(),
            needs: names(source, NEEDS),
            needs_no: names(source, NEEDS_NO),
            polling: source.extensions.get(POLLING).and_then(polling::read),
            callbacks: self.callbacks(source, &pointer),
            id,
        };
        self.parameters(found, &mut operation, &pointer);
        // Reads have no body, says the specification of OpenAPI, unless their author insists.
        let reads = matches!(found.method, "get" | "head" | "trace");
        operation.body = source
            .request_body
            .as_ref()
            .and_then(|body| self.body(body, &operation.id, &pointer))
            .filter(|body| body.required || !reads);
        self.answers(source, &mut operation, &pointer);
        operation
    }

    /// The address of an operation, where it is not that of the document.
    fn server(&mut self, found: &Found<'_>, pointer: &str) -> Option<String> {
        let url = servers::address(found.source.servers.iter().chain(found.servers).next()?);
        let usual = self.model.servers.first();
        if usual.is_some_and(|usual| servers::address(usual) == url) {
            return None;
        }
        // One without a host is at that of the document.
        let url = if url.is_empty() { "/".to_owned() } else { url };
        let known = url.starts_with("https://")
            || url.starts_with("http://")
            || url.starts_with('/') && !url.starts_with("//");
        if !known || url.contains('{') {
            self.faults.unsupported(
                "an address of an operation that is neither a URL nor a path, or has a variable without a default",
                &format!("{pointer}/servers"),
            );
            return None;
        }
        Some(url)
    }

    fn parameters(&mut self, found: &Found<'_>, operation: &mut Operation, pointer: &str) {
        // An operation's own parameter replaces one of the path item with the same name and place.
        for (at, parameter) in found
            .shared
            .iter()
            .chain(&found.source.parameters)
            .enumerate()
        {
            let Some(parameter) = self.parameter_behind(parameter) else {
                continue;
            };
            let data = parameter.parameter_data_ref();
            if flag(data.extensions.get(IDEMPOTENCY_KEY)) {
                operation.idempotency_header = Some(data.name.clone());
                if let Some(status) = data.extensions.get(IDEMPOTENCY_STATUS) {
                    let values = |list: &str| {
                        let values = status.get(list).map(strings).unwrap_or_default();
                        values.into_iter().map(str::to_owned).collect()
                    };
                    self.idempotency_status =
                        text(status, "header").map(|header| IdempotencyStatus {
                            header: header.to_lowercase(),
                            not_stored: values("not-stored"),
                            replayed: values("replayed"),
                        });
                }
                continue;
            }
            let place = Place::new(
                format!("{} {}", operation.id, data.name),
                format!("{pointer}/parameters/{at}"),
            );
            if let Some(parameter) = self.parameter(parameter, &place) {
                operation.parameters.retain(|own| {
                    (&own.wire, own.location) != (&parameter.wire, parameter.location)
                });
                operation.parameters.push(parameter);
            }
        }
        for at in 0..operation.parameters.len() {
            let (before, rest) = operation.parameters.split_at_mut(at);
            let [parameter, ..] = rest else { break };
            if before.iter().any(|known| known.wire == parameter.wire) {
                parameter.key = format!("{}.{}", parameter.location.as_str(), parameter.wire);
            }
        }
    }
}

/// What an operation without a tag belongs to: the first part of its path that says anything.
fn group(path: &str) -> &str {
    let is_version = |part: &str| {
        let digits = part.strip_prefix('v').unwrap_or_default();
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    parts
        .find(|part| !part.starts_with('{') && *part != "api" && !is_version(part))
        .unwrap_or("default")
}

/// The place of a tag among the resources; an undeclared tag is added at the end.
fn resource(tag: &str, resources: &mut Vec<Resource>) -> usize {
    resources
        .iter()
        .position(|resource| resource.tag == tag)
        .unwrap_or_else(|| {
            resources.push(Resource {
                tag: tag.to_owned(),
                description: None,
            });
            resources.len() - 1
        })
}

#[cfg(test)]
mod tests {
    use super::group;

    #[test]
    fn operations_without_a_tag_go_by_their_paths() {
        assert_eq!(group("/v1/customers/{id}/cards"), "customers");
        assert_eq!(group("/api/v2.1/{tenant}/views"), "views");
        assert_eq!(group("/{id}"), "default");
        assert_eq!(group("/"), "default");
    }
}
