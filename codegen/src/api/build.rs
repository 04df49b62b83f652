//! From the document model to the API.

use openapiv3::{OpenAPI, ReferenceOr};

use super::documentation::said;
use super::extensions::{ERROR, text};
use super::faults::Faults;
use super::operations::Found;
use super::schemas::Schemas;
use super::security::Security;
use super::{
    Api, ErrorEnvelope, Resource, aliases, constants, looks, reach, recursion, servers, split,
};
use crate::diagnostics::Diagnostics;
use crate::tree::Document;

/// Builds the API that a document describes. What is not supported is reported at its place and left out.
pub fn build(document: &Document, model: &OpenAPI) -> (Api, Diagnostics) {
    let mut resources: Vec<Resource> = model
        .tags
        .iter()
        .map(|tag| Resource {
            tag: tag.name.clone(),
            description: said(tag.description.as_ref()),
        })
        .collect();
    let mut schemas = Schemas::new(model, Faults::new(document));
    let security = Security::read(model, &mut schemas.faults);
    let mut operations = Vec::new();
    for (path, item) in model.paths.iter() {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        for (method, source) in item.iter() {
            let found = Found {
                path,
                method,
                source,
                shared: &item.parameters,
                servers: &item.servers,
            };
            let mut operation = schemas.operation(&found, &mut resources);
            let own = source.security.as_ref();
            operation.security = security.of(own, &found.pointer(), &mut schemas.faults);
            operations.push(operation);
        }
    }
    let components = model.components.as_ref();
    for name in components
        .into_iter()
        .flat_map(|components| components.schemas.keys())
    {
        schemas.component(name);
    }
    let webhooks = schemas.webhooks(model);
    let (credentials, security) = security.usual(&operations);
    let headers = schemas.headers();
    let idempotency_status = schemas.idempotency_status.take();
    let (mut types, diagnostics) = schemas.into_parts();
    aliases::cut(&mut types);
    split::by_direction(&mut types, &mut operations, webhooks.as_ref());
    looks::tell_apart(&mut types);
    constants::mark(&mut types);
    recursion::mark(&mut types);
    reach::mark(&mut types, &operations, webhooks.as_ref());
    let api = Api {
        title: model.info.title.clone(),
        version: model.info.version.clone(),
        description: said(model.info.description.as_ref()),
        server: model
            .servers
            .first()
            .map(servers::address)
            .unwrap_or_default(),
        idempotency_status,
        credentials,
        security,
        error: error_envelope(model),
        resources,
        headers,
        types,
        operations,
        webhooks,
    };
    (api, diagnostics)
}

fn error_envelope(model: &OpenAPI) -> Option<ErrorEnvelope> {
    let envelope = model.extensions.get(ERROR)?;
    Some(ErrorEnvelope {
        code: text(envelope, "code"),
        message: text(envelope, "message"),
    })
}
