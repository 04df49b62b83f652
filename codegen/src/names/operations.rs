//! Names of resources, methods, parameters and constants.

use heck::ToSnakeCase;
use proc_macro2::Ident;

use super::Notes;
use super::answers::{self, AnswerNames};
use super::bodies::{self, BodyNames};
use super::credential::{self, CredentialsNames};
use super::scope::{Scope, ident};
use super::types::TypeNames;
use super::words::{constant_case, member_case, type_case};
use crate::api::{Api, Operation, Resource, outcome};

/// The names of a resource.
#[derive(Debug)]
pub struct ResourceNames {
    /// The module, and the method of the client that leads there.
    pub module: Ident,
    /// The handle.
    pub handle: Ident,
}

/// The names of an operation.
#[derive(Debug)]
pub struct OperationNames {
    /// The method of the resource's handle.
    pub method: Ident,
    /// The constant that describes it.
    pub constant: Ident,
    /// The struct of its optional parameters.
    pub parameters: Ident,
    /// One for each parameter.
    pub arguments: Vec<Ident>,
    /// One for each content of its body.
    pub bodies: Vec<BodyNames>,
    /// What it answers, where that differs by answer.
    pub answer: Option<AnswerNames>,
}

/// What the client crate names beside its types.
pub(super) struct Built {
    pub(super) resources: Vec<ResourceNames>,
    pub(super) operations: Vec<OperationNames>,
    pub(super) headers: Vec<Ident>,
    pub(super) failures: Option<AnswerNames>,
    pub(super) credentials: CredentialsNames,
}

pub(super) fn build(api: &Api, types: &[TypeNames], notes: &mut Notes<'_>) -> Built {
    // The client crate re-exports the models, so its own types stand beside them.
    let mut roots = Scope::default();
    for names in types {
        roots.claim(&names.name.to_string(), "");
        roots.claim(&names.required.to_string(), "");
    }
    let mut modules = Scope::reserving(&[
        "api",
        "builder",
        "from_env",
        "model",
        "new",
        "operations",
        "request",
        "failures",
        "guide",
        "http",
    ]);
    let credentials = credential::build(&api.credentials, &mut roots, &mut modules);
    let mut headers = Scope::default();
    let header_names = api.headers.iter();
    let header_names = header_names
        .map(|header| ident(&headers.claim(&constant_case(&header.wire), "_HEADER")))
        .collect();
    if !api.headers.is_empty() {
        modules.claim("headers", "");
    }
    let mut methods: Vec<Scope> = Vec::new();
    let mut resources = Vec::new();
    for resource in &api.resources {
        methods.push(Scope::default());
        resources.push(ResourceNames {
            module: ident(&modules.claim(&member_case(&resource.tag), "_resource")),
            handle: ident(&roots.claim(&type_case(&resource.tag), "Resource")),
        });
    }
    let mut constants = Scope::reserving(&["OPERATIONS", "PROVIDER"]);
    let mut operations = Vec::new();
    for operation in &api.operations {
        let pointer = format!(
            "/paths/{}/{}",
            operation.path.replace('~', "~0").replace('/', "~1"),
            operation.method.to_lowercase()
        );
        let wanted = method_name(operation, &api.resources[operation.resource]);
        let method = methods[operation.resource].claim(&wanted, "_operation");
        if method != wanted {
            notes.renamed(&wanted, &method, &pointer);
        }
        let mut arguments = Scope::reserving(&["body", "new"]);
        operations.push(OperationNames {
            method: ident(&method),
            constant: ident(&constants.claim(&constant_case(&operation.id), "_OPERATION")),
            parameters: ident(
                &roots.claim(&format!("{}Params", type_case(&operation.id)), "Values"),
            ),
            arguments: operation
                .parameters
                .iter()
                .map(|parameter| {
                    ident(&arguments.claim(&member_case(&parameter.key), "_parameter"))
                })
                .collect(),
            bodies: Vec::new(),
            answer: answers::build(
                &outcome(&operation.success),
                &format!("{}Answer", type_case(&operation.id)),
                &mut roots,
            ),
        });
    }
    // After all operations: their own names go before those of their contents.
    for (operation, names) in api.operations.iter().zip(&mut operations) {
        if let Some(body) = &operation.body {
            let methods = &mut methods[operation.resource];
            names.bodies = bodies::build(body, &names.method, &names.arguments, methods);
        }
    }
    let failures = answers::failures(api, types, &mut roots);
    Built {
        resources,
        operations,
        headers: header_names,
        failures,
        credentials,
    }
}

/// The operationId without the resource's noun: `createPayment` of Payments is `create`.
fn method_name(operation: &Operation, resource: &Resource) -> String {
    if let Some(name) = &operation.method_name {
        return member_case(name);
    }
    let id = operation.id.to_snake_case();
    let plural = resource.tag.to_snake_case();
    let singular = plural.strip_suffix('s').unwrap_or(&plural);
    let words: Vec<&str> = id.split('_').collect();
    for noun in [plural.as_str(), singular] {
        let noun: Vec<&str> = noun.split('_').collect();
        let Some(at) = words.windows(noun.len()).position(|window| window == noun) else {
            continue;
        };
        let mut left = words.clone();
        left.drain(at..at + noun.len());
        if !left.is_empty() {
            return member_case(&left.join("_"));
        }
    }
    member_case(&id)
}
