//! From the arguments of a call to a request that can be sent, again and again, as it is.

use std::{borrow::Cow, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};

use super::{Draft, argument::Argument, layout, outgoing::Outgoing, pairs::Pairs};
use crate::{
    base_url::is_dots,
    client::{Client, Inner},
    credential::Secrets,
    error::{Error, ErrorKind, Violation},
    idempotency,
    media_type::{self, Undocumented},
    operation::{Body, Location, Operation, Parameter},
    provider::Requirement,
    stream::ByteStream,
    transport::Limits,
};

/// One request of a call, the same for every attempt.
pub(crate) struct Prepared {
    pub(crate) operation: &'static Operation,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) limits: Limits,
    pub(crate) deadline: Duration,
    pub(crate) max_retries: u32,
    /// The credentials that it carries.
    pub(crate) authorized_by: Requirement,
    /// Whether sending it twice cannot take effect twice.
    pub(crate) repeatable: bool,
    raw: bool,
    uri: Uri,
    headers: HeaderMap,
    body: Outgoing,
}

impl Prepared {
    /// The request, for one attempt.
    pub(crate) fn request(&self) -> http::Request<Bytes> {
        self.with(match &self.body {
            Outgoing::Whole(bytes) => bytes.clone(),
            Outgoing::Mixed(_) => Bytes::new(),
        })
    }

    /// The request, for one attempt, with a body that may come in pieces; `None` if a stream of it has been
    /// sent.
    pub(crate) fn stream(&self) -> Option<http::Request<ByteStream>> {
        self.body.body().map(|body| self.with(body))
    }

    fn with<B>(&self, body: B) -> http::Request<B> {
        let mut request = http::Request::new(body);
        *request.method_mut() = Method::from(self.operation.method);
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        request
    }

    /// Whether the bytes that are sent, or those that answer, come in pieces.
    pub(crate) fn is_stream(&self) -> bool {
        let mut replies = self.operation.success.iter();
        self.body.is_stream() || replies.any(|reply| reply.body == Body::Bytes)
    }

    /// Which case of the documented successes this is, and what its body is; or why it is none.
    /// Without a description every success is as good as any other.
    pub(crate) fn success(
        &self,
        response: &http::Response<Bytes>,
    ) -> Result<(usize, Body), Undocumented> {
        let essence = media_type::of(response.headers());
        if self.raw {
            return match essence {
                _ if !response.status().is_success() => Err(Undocumented::Status),
                _ if response.body().is_empty() => Ok((0, Body::Empty)),
                Some(essence) if media_type::is_json(&essence) => Ok((0, Body::Json)),
                _ => Err(Undocumented::NotJson),
            };
        }
        let replies = self.operation.success;
        let status = response.status().as_u16();
        let reply = media_type::choose(replies, status, essence.as_deref())?;
        Ok((reply.case, reply.body))
    }

    /// Whether no operation describes it.
    pub(crate) fn is_raw(&self) -> bool {
        self.raw
    }

    /// The path with the names of its parameters, if it is described.
    #[cfg(feature = "tracing")]
    pub(crate) fn template(&self) -> Option<&'static str> {
        (!self.raw).then_some(self.operation.path)
    }
}

impl Draft {
    /// The request, or everything that is wrong with it.
    pub(crate) fn prepare(mut self, client: &Client) -> Result<Prepared, Error> {
        self.fill_in(client);
        let client = &*client.inner;
        let authorized_by = self.authorize(&client.secrets);
        if !self.allow_undocumented {
            self.violations.append(&mut self.undocumented);
        }
        let base_url = client.base_urls.of(self.operation.base_url);
        let uri = self.uri(base_url.as_str(), &client.secrets, authorized_by);
        let (media_type, body) = self.finished().unzip();
        let body = body.unwrap_or_default();
        let (headers, idempotency_key) = self.headers(client, authorized_by, media_type);
        match uri {
            Some(uri) if self.violations.is_empty() => Ok(Prepared {
                operation: self.operation,
                deadline: self.deadline.unwrap_or(client.retries.deadline),
                max_retries: self.max_retries.unwrap_or(client.retries.max),
                repeatable: !body.is_stream()
                    && (self.idempotent
                        || idempotency_key.is_some()
                        || !self.operation.method.writes()),
                authorized_by,
                raw: self.raw.is_some(),
                idempotency_key,
                limits: Limits::new(client.limits.body, self.timeout.or(client.limits.timeout)),
                uri,
                headers,
                body,
            }),
            _ => Err(Error::new(ErrorKind::InvalidRequest, "").with(|fields| {
                fields.operation = Some(self.operation.id);
                fields.violations = self.violations;
            })),
        }
    }

    /// Gives path parameters that were left out the values that the client has for them.
    fn fill_in(&mut self, client: &Client) {
        for parameter in self.operation.parameters {
            let name = parameter.name;
            if parameter.location != Location::Path || self.is_placed(name) {
                continue;
            }
            // A parameter elsewhere may have the same name, and comes first.
            let mut alike = self.operation.parameters.iter();
            let first = alike.find(|known| known.name == name);
            let key = match first {
                Some(first) if first.location != Location::Path => format!("path.{name}"),
                _ => name.to_owned(),
            };
            let mut given = client.given.iter().flat_map(|given| given.iter());
            if let Some((_, value)) = given.find(|(known, _)| *known == name) {
                self.parameter(&key, &**value);
            } else if let Some(Ok(claim)) = client.inner.secrets.parameter(name) {
                self.parameter(&key, claim);
            }
        }
    }

    fn uri(&mut self, base: &str, secrets: &Secrets, carried: Requirement) -> Option<Uri> {
        let path = match &self.raw {
            Some(raw) if self.violations.is_empty() => raw.path.clone(),
            Some(_) => return None,
            None => self.path(secrets)?,
        };
        let mut query = self.query();
        self.carry_in_query(&mut query, secrets, carried);
        let mark = if query.is_empty() { "" } else { "?" };
        let uri = Uri::try_from([base, &path, mark, &query].concat());
        if uri.is_err() {
            self.violate(
                "parameters",
                "make an address that is longer than 65534 bytes",
            );
        }
        uri.ok()
    }

    /// The template with its places filled.
    fn path(&mut self, secrets: &Secrets) -> Option<String> {
        let mut path = String::new();
        let mut rest = self.operation.path;
        let mut whole = true;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                self.violate(
                    "parameters",
                    "cannot be placed: the operation's path lacks a brace",
                );
                return None;
            };
            path.push_str(before);
            rest = after;
            let value = if self.is_placed(name) {
                self.path_value(name).map_err(str::to_owned)
            } else {
                let expected = secrets.parameter(name).and_then(Result::err);
                Err(expected.unwrap_or_else(|| "is part of the path and must be given".to_owned()))
            };
            match value {
                Ok(value) => path.push_str(&value),
                Err(problem) => {
                    whole = false;
                    self.violate(Location::Path.place(name), &problem);
                }
            }
        }
        path.push_str(rest);
        if whole && path.split('/').any(is_dots) {
            self.violate("parameters", "make a path with a segment of dots alone");
        }
        whole.then_some(path)
    }

    fn path_value(&self, name: &str) -> Result<String, &'static str> {
        let (parameter, argument) = self
            .given(Location::Path)
            .find(|(parameter, _)| parameter.name == name)
            .ok_or("is part of the path and must be given")?;
        layout::path(parameter, argument)
    }

    fn query(&mut self) -> String {
        let mut query = String::new();
        let mut refused = Vec::new();
        for (name, argument) in self.raw.iter().flat_map(|raw| &raw.query) {
            match argument.flat() {
                Ok(flat) => Pairs::new(&mut query, "&").form(name, &flat, true),
                Err(problem) => refused.push(Violation::new(Location::Query.place(name), problem)),
            }
        }
        for (parameter, argument) in self.given(Location::Query) {
            if let Err(problem) = layout::query(parameter, argument, &mut query) {
                refused.push(Violation::new(parameter.place(), problem));
            }
        }
        self.violations.append(&mut refused);
        query
    }

    /// All headers of the request, and the key among them.
    fn headers(
        &mut self,
        client: &Inner,
        carried: Requirement,
        media_type: Option<HeaderValue>,
    ) -> (HeaderMap, Option<String>) {
        // Room for what most requests carry: a map that grows is built twice.
        let mut headers = HeaderMap::with_capacity(8);
        self.parameter_headers(&mut headers);
        let key_header = match &self.raw {
            Some(_) => self.key_header().map(|name| Cow::Owned(name.to_owned())),
            None => self.operation.key_header().map(Cow::Borrowed),
        };
        let added = std::mem::take(&mut self.headers);
        self.refuse_reserved(&headers, &added, &client.secrets, carried);
        headers.extend(added);
        headers
            .entry(header::ACCEPT)
            .or_insert_with(|| media_type::accepted(self.operation.success));
        headers
            .entry(header::USER_AGENT)
            .or_insert_with(|| client.user_agent.clone());
        if let Some(media_type) = media_type {
            headers.insert(header::CONTENT_TYPE, media_type);
        }
        let key = self.carry_key(key_header.as_deref(), &mut headers);
        self.carry_in_headers(&mut headers, &client.secrets, carried);
        (headers, key)
    }

    fn parameter_headers(&mut self, headers: &mut HeaderMap) {
        let mut refused = Vec::new();
        for (parameter, argument) in self.given(Location::Header) {
            let mut refuse = |problem| refused.push(Violation::new(parameter.place(), problem));
            let text = match layout::header(parameter, argument) {
                Ok(Some(text)) => text,
                Ok(None) => continue,
                Err(problem) => {
                    refuse(problem);
                    continue;
                }
            };
            match (
                HeaderName::try_from(parameter.name),
                HeaderValue::try_from(text),
            ) {
                (Ok(name), Ok(value)) => {
                    headers.insert(name, value);
                }
                _ => refuse("holds characters that a header cannot carry"),
            }
        }
        let mut cookies = String::new();
        for (parameter, argument) in self.given(Location::Cookie) {
            if let Err(problem) = layout::cookie(parameter, argument, &mut cookies) {
                refused.push(Violation::new(parameter.place(), problem));
            }
        }
        if !cookies.is_empty()
            && let Ok(value) = HeaderValue::try_from(cookies)
        {
            headers.insert(header::COOKIE, value);
        }
        self.violations.append(&mut refused);
    }

    /// The caller's key or, where the operation takes one, a fresh one.
    fn carry_key(&mut self, header: Option<&str>, headers: &mut HeaderMap) -> Option<String> {
        let given = self.idempotency_key.take();
        let Some(header) = header else {
            if given.is_some() {
                self.violate("idempotency key", "is not taken by this operation");
            }
            return None;
        };
        let key = given.unwrap_or_else(idempotency::mint);
        match (idempotency::check(&key), HeaderName::try_from(header)) {
            (Ok(value), Ok(name)) => {
                headers.insert(name, value);
            }
            (Err(problem), _) => self.violate("idempotency key", problem),
            (_, Err(_)) => self.violate("idempotency key", "has no valid header to stand in"),
        }
        Some(key)
    }

    /// The parameters of one location that have a value, in the operation's order.
    fn given(&self, location: Location) -> impl Iterator<Item = (&'static Parameter, &Argument)> {
        self.operation
            .parameters
            .iter()
            .zip(&self.arguments)
            .filter(move |(parameter, _)| parameter.location == location)
            .filter_map(|(parameter, argument)| Some((parameter, argument.as_ref()?)))
    }
}
