//! From the document to its operations.

mod webhooks;

use std::collections::BTreeSet;

use super::operation::{
    Body, Example, Header, KeyStatus, Location, Media, Operation, Origin, Pagination, Parameter,
    Response, Status, Style,
};
use super::place::Place;
use super::{Scheme, Spec, security};
use crate::Fault;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

pub(super) fn spec(bundle: &serde_json::Value) -> Result<Spec, Vec<Fault>> {
    let root = Place::root(bundle);
    let mut reader = Reader {
        faults: Vec::new(),
        root: root.clone(),
        unsaid: Vec::new(),
    };
    let items = root.members("paths");
    let mut said = METHODS
        .iter()
        .flat_map(|method| items.iter().filter_map(|(_, item)| item.get(method)))
        .map(|operation| operation.get("security"));
    if said.all(|security| security.is_none()) {
        reader.unsaid = security::unsaid(&root);
    }
    if !root
        .text("openapi")
        .is_some_and(|version| version.starts_with("3.0"))
    {
        reader.faults.push(Fault::new(
            "/openapi",
            "must be 3.0.x: the sandbox reads OpenAPI 3.0",
        ));
    }
    let base_path = reader.base_path(&root).unwrap_or_default();
    let mut operations = Vec::new();
    let mut ids = BTreeSet::new();
    for (path, item) in root.members("paths") {
        for method in METHODS {
            let Some(place) = item.get(method) else {
                continue;
            };
            let base_path = [&place, &item]
                .into_iter()
                .find_map(|owner| reader.base_path(owner))
                .unwrap_or_else(|| base_path.clone());
            let operation = reader.operation(method, path, base_path, &item, &place);
            if !ids.insert(operation.id.clone()) {
                reader.fault(
                    &place,
                    format!("the operationId `{}` is taken", operation.id),
                );
            }
            operations.push(operation);
        }
    }
    if operations.is_empty() {
        reader
            .faults
            .push(Fault::new("/paths", "there is no operation"));
    }
    let webhooks = reader.webhooks(&root);
    if reader.faults.is_empty() {
        let error = root.get("x-error");
        let member = |name: &str| error.as_ref()?.text(name).map(str::to_owned);
        Ok(Spec {
            operations,
            base_path,
            error_code: member("code"),
            error_details: member("details"),
            webhooks,
        })
    } else {
        reader.faults.sort();
        reader.faults.dedup();
        Err(reader.faults)
    }
}

struct Reader<'a> {
    faults: Vec<Fault>,
    root: Place<'a>,
    /// What operations ask for if nothing in the document says it.
    unsaid: Vec<Vec<Scheme>>,
}

impl<'a> Reader<'a> {
    fn fault(&mut self, place: &Place<'_>, problem: impl Into<String>) {
        self.faults.push(Fault::new(place.pointer.clone(), problem));
    }

    fn resolve(&mut self, place: Place<'a>) -> Option<Place<'a>> {
        place
            .resolve()
            .map_err(|fault| self.faults.push(fault))
            .ok()
    }

    /// The path of the owner's first server, if it names servers.
    fn base_path(&mut self, owner: &Place<'_>) -> Option<String> {
        let server = owner.items("servers").into_iter().next()?;
        let url = server.text("url")?;
        let path = match url.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
            None => url,
        };
        if path.contains('{') {
            self.fault(&server, "a server path with variables cannot be served");
        }
        Some(path.trim_end_matches('/').to_owned())
    }

    fn operation(
        &mut self,
        method: &str,
        path: &str,
        base_path: String,
        item: &Place<'a>,
        place: &Place<'a>,
    ) -> Operation {
        let id = place.text("operationId").unwrap_or_default().to_owned();
        if id.is_empty() {
            self.fault(place, "the operation has no operationId");
        }
        let parameters = self.parameters(path, item, place);
        let body = place
            .get("requestBody")
            .and_then(|body| self.resolve(body))
            .map(|body| Body {
                required: body.flag("required").unwrap_or(false),
                media: self.media(&body),
            });
        let mut responses: Vec<Response> = place
            .members("responses")
            .into_iter()
            .filter(|(key, _)| !key.starts_with("x-"))
            .filter_map(|(key, response)| self.response(key, response))
            .collect();
        responses.sort_by_key(|response| response.status);
        if responses.is_empty() {
            self.fault(place, "the operation documents no answer");
        }
        let security = match [place, &self.root].map(|owner| owner.get("security").is_some()) {
            [true, _] => security::alternatives(place, &self.root, &mut self.faults),
            [_, true] => security::alternatives(&self.root, &self.root, &mut self.faults),
            _ => self.unsaid.clone(),
        };
        Operation {
            id,
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            base_path,
            pointer: place.pointer.clone(),
            parameters,
            body,
            responses,
            security,
            pagination: place
                .get("x-pagination")
                .and_then(|place| self.pagination(&place)),
            polling: place
                .get("x-polling")
                .and_then(|polling| polling.text("parameter").map(str::to_owned)),
        }
    }

    /// The operation's parameters, which hide those of its path by name and location.
    fn parameters(&mut self, path: &str, item: &Place<'a>, place: &Place<'a>) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for found in place
            .items("parameters")
            .into_iter()
            .chain(item.items("parameters"))
        {
            let Some(found) = self.resolve(found) else {
                continue;
            };
            let Some(parameter) = self.parameter(&found) else {
                continue;
            };
            let known = |other: &Parameter| {
                other.name == parameter.name && other.location == parameter.location
            };
            if !parameters.iter().any(known) {
                parameters.push(parameter);
            }
        }
        let declared: BTreeSet<String> = parameters
            .iter()
            .filter(|parameter| parameter.location == Location::Path)
            .map(|parameter| format!("{{{}}}", parameter.name))
            .collect();
        let in_path: BTreeSet<String> = path
            .split('/')
            .filter(|segment| segment.contains('{'))
            .map(str::to_owned)
            .collect();
        if declared != in_path {
            self.fault(
                place,
                format!("`{path}` and the path parameters differ: each `{{name}}` must be a whole segment and a declared parameter"),
            );
        }
        parameters
    }

    fn parameter(&mut self, place: &Place<'a>) -> Option<Parameter> {
        let (Some(name), Some(location)) = (place.text("name"), place.text("in")) else {
            self.fault(place, "a parameter needs `name` and `in`");
            return None;
        };
        let location = match location {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            other => {
                self.fault(place, format!("parameters in `{other}` cannot be checked"));
                return None;
            }
        };
        let style = match (place.text("style"), location) {
            (None | Some("form"), Location::Query)
            | (None | Some("simple"), Location::Path | Location::Header) => Style::Form,
            (Some("spaceDelimited"), Location::Query) => Style::Space,
            (Some("pipeDelimited"), Location::Query) => Style::Pipe,
            (Some("deepObject"), Location::Query) => Style::DeepObject,
            (Some(other), _) => {
                self.fault(
                    place,
                    format!(
                        "the style `{other}` cannot be checked in {}",
                        location.as_str()
                    ),
                );
                return None;
            }
        };
        // Only an exploded query is written as several pairs; elsewhere `explode` changes nothing for lists.
        let explode = place
            .flag("explode")
            .unwrap_or(location == Location::Query && style == Style::Form);
        let content = self.media(place);
        let (schema, style) = match (
            self.schema(place),
            content.first().and_then(|media| media.schema.clone()),
        ) {
            (Some(schema), _) => (schema, style),
            (None, Some(schema)) => (schema, Style::Json),
            (None, None) => {
                self.fault(place, "a parameter needs a schema");
                return None;
            }
        };
        let example = place.get("example").or_else(|| {
            let (_, first) = place.members("examples").into_iter().next()?;
            self.resolve(first)?.get("value")
        });
        Some(Parameter {
            name: name.to_owned(),
            location,
            required: location == Location::Path || place.flag("required").unwrap_or(false),
            style,
            explode,
            schema,
            example: example.map(|example| example.value.clone()),
            idempotency_key: location == Location::Header
                && place.flag("x-idempotency-key") == Some(true),
            idempotency_status: place.get("x-idempotency-status").and_then(|status| {
                Some(KeyStatus {
                    header: status.text("header")?.to_owned(),
                    replayed: status
                        .items("replayed")
                        .first()
                        .and_then(|value| value.value.as_str().map(str::to_owned)),
                })
            }),
        })
    }

    fn pagination(&mut self, place: &Place<'a>) -> Option<Pagination> {
        let text = |name: &str| place.text(name).map(str::to_owned);
        let (Some(request), Some(limit), Some(items)) =
            (text("request"), text("limit"), text("items"))
        else {
            self.fault(place, "pages need `request`, `limit` and `items`");
            return None;
        };
        Some(Pagination {
            request,
            limit,
            direction: text("direction"),
            items,
            more: text("more"),
            next: text("next"),
            total: text("total"),
        })
    }

    fn response(&mut self, key: &str, place: Place<'a>) -> Option<Response> {
        let place = self.resolve(place)?;
        let Some(status) = Status::read(key) else {
            self.fault(&place, format!("`{key}` is no status"));
            return None;
        };
        let mut headers = Vec::new();
        for (name, header) in place.members("headers") {
            let Some(header) = self.resolve(header) else {
                continue;
            };
            headers.push(Header {
                name: name.to_owned(),
                required: header.flag("required").unwrap_or(false),
                schema: self.schema(&header),
                example: header.get("example").map(|example| example.value.clone()),
                pointer: header.pointer,
            });
        }
        Some(Response {
            status,
            media: self.media(&place),
            body_optional: place.flag("x-body-optional") == Some(true),
            headers,
            pointer: place.pointer,
        })
    }

    /// Where the owner's schema stands in the end: equal schemas share a validator when their pointers are the same.
    fn schema(&mut self, owner: &Place<'a>) -> Option<String> {
        let schema = owner.get("schema")?;
        self.resolve(schema).map(|schema| schema.pointer)
    }

    fn media(&mut self, owner: &Place<'a>) -> Vec<Media> {
        let mut found = Vec::new();
        for (media_type, media) in owner.members("content") {
            let mut examples = Vec::new();
            if let Some(value) = media.get("example") {
                examples.push(Example {
                    name: "example".to_owned(),
                    value: value.value.clone(),
                    source: None,
                    summary: None,
                    origin: Origin::Documented,
                    pointer: value.pointer,
                });
            }
            for (name, example) in media.members("examples") {
                examples.extend(
                    self.resolve(example)
                        .and_then(|example| self.example(name, &example)),
                );
            }
            examples
                .sort_by(|left, right| (left.origin, &left.name).cmp(&(right.origin, &right.name)));
            found.push(Media {
                media_type: media_type.to_ascii_lowercase(),
                schema: self.schema(&media),
                examples,
            });
        }
        found
    }

    fn example(&mut self, name: &str, place: &Place<'a>) -> Option<Example> {
        let origin = match place.text("x-origin") {
            None => Origin::Documented,
            Some("composed") => Origin::Composed,
            Some(other) => {
                self.fault(place, format!("`x-origin: {other}` is unknown; the only origin that is marked is `composed`"));
                return None;
            }
        };
        let Some(value) = place.get("value") else {
            self.fault(
                place,
                "an example needs a `value`; external values are not read",
            );
            return None;
        };
        Some(Example {
            name: name.to_owned(),
            value: value.value.clone(),
            source: place.text("x-source").map(str::to_owned),
            summary: place.text("summary").map(str::to_owned),
            origin,
            pointer: place.pointer.clone(),
        })
    }
}
