//! Identifiers: claimed in a scope, then written in Rust's cases.
//!
//! Emitters take names from here and make none. A clash is settled by whoever comes later in the document, and noted.

mod answers;
mod bodies;
mod credential;
mod modules;
mod operations;
mod scope;
mod types;
mod words;

use std::collections::HashMap;

use proc_macro2::Ident;

use crate::api::{Api, TypeId};
use crate::diagnostics::{Diagnostic, Diagnostics, codes::generation};
use crate::tree::Document;

pub use answers::AnswerNames;
pub use bodies::BodyNames;
pub use credential::{CredentialNames, CredentialsNames};
pub use modules::Place;
pub use operations::{OperationNames, ResourceNames};
pub use types::TypeNames;

/// The name of an argument that stands alone.
pub fn argument_name(wire: &str) -> Ident {
    scope::ident(&words::member_case(wire))
}

/// Every identifier the emitters need.
#[derive(Debug)]
pub struct Names {
    types: Vec<TypeNames>,
    /// The types by their names.
    by_name: HashMap<String, TypeId>,
    /// The types by the names of the structs of their required members.
    by_required: HashMap<String, TypeId>,
    places: Vec<Place>,
    /// One for each of [`Api::resources`].
    pub resources: Vec<ResourceNames>,
    /// One for each of [`Api::operations`].
    pub operations: Vec<OperationNames>,
    /// One for each of [`Api::headers`].
    pub headers: Vec<Ident>,
    /// For [`Api::failures`].
    pub failures: Option<AnswerNames>,
    /// For [`Api::webhooks`].
    pub webhooks: Option<WebhookNames>,
    /// For [`Api::credentials`].
    pub credentials: CredentialsNames,
}

/// The names of what notifications are about.
#[derive(Debug)]
pub struct WebhookNames {
    /// The enum.
    pub subject: Ident,
    /// One for each type of notification.
    pub kinds: Vec<Ident>,
}

impl Names {
    /// The names of a type and its parts.
    pub fn type_names(&self, id: TypeId) -> &TypeNames {
        &self.types[id.0]
    }

    /// Where in the model crate a type stands.
    pub fn place(&self, id: TypeId) -> &Place {
        &self.places[id.0]
    }

    /// The name of a type.
    pub fn type_name(&self, id: TypeId) -> &Ident {
        &self.types[id.0].name
    }

    /// The type that has a name.
    pub fn named(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(name).copied()
    }

    /// The type whose required members a struct of this name holds.
    pub fn required_named(&self, name: &str) -> Option<TypeId> {
        self.by_required.get(name).copied()
    }
}

/// Names everything in an API.
pub fn build(document: &Document, api: &Api) -> (Names, Diagnostics) {
    let mut notes = Notes {
        document,
        diagnostics: Diagnostics::new(),
    };
    let (types, webhooks) = types::build(api, &mut notes);
    let operations::Built {
        resources,
        operations,
        headers,
        failures,
        credentials,
    } = operations::build(api, &types, &mut notes);
    let places = modules::build(api, &types, &resources);
    let by = |name: fn(&TypeNames) -> &Ident| {
        let names = types.iter().enumerate();
        names
            .map(|(at, names)| (name(names).to_string(), TypeId(at)))
            .collect()
    };
    let names = Names {
        by_name: by(|names| &names.name),
        by_required: by(|names| &names.required),
        types,
        places,
        resources,
        operations,
        headers,
        failures,
        webhooks,
        credentials,
    };
    (names, notes.diagnostics)
}

/// Notes on names that had to give way.
struct Notes<'a> {
    document: &'a Document,
    diagnostics: Diagnostics,
}

impl Notes<'_> {
    fn renamed(&mut self, wanted: &str, given: &str, pointer: &str) {
        let span = self
            .document
            .key_span_of(pointer)
            .or_else(|| self.document.span_of(pointer));
        let message = format!("`{wanted}` is taken, so this is called `{given}`");
        self.diagnostics.push(Diagnostic::new(
            generation::RENAMED,
            span.unwrap_or(self.document.root.span),
            message,
        ));
    }
}
