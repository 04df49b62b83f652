//! From the API and its names to files. Nothing is decided here.

mod answers;
mod bodies;
mod callbacks;
mod claims;
mod client;
mod credential;
mod enumerations;
mod examples;
mod headers;
mod manifests;
mod models;
mod objects;
mod operations;
mod page;
mod paging;
mod parameters;
mod polling;
mod programs;
mod prose;
mod readme;
mod registry;
mod requests;
mod resources;
mod rules;
mod security;
mod source;
mod unions;
mod usages;
mod webhooks;

use std::collections::BTreeMap;

use crate::Understood;
use crate::api::Api;
use crate::names::Names;
use crate::package::Package;
use crate::tree::Document;

pub use source::Unprintable;

/// The files of a crate: path in the crate → text.
pub type Files = BTreeMap<String, String>;

/// The crates of one API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crates {
    /// The models.
    pub model: Files,
    /// The client.
    pub client: Files,
    /// The table by which conformance reaches both; without files where the layout has no place for it.
    pub registry: Files,
}

/// What emitters look at.
struct Context<'a> {
    document: &'a Document,
    api: &'a Api,
    names: &'a Names,
    package: &'a Package,
    layout: &'a Layout,
}

/// Where the crates stand to each other and to the runtimes, as paths for manifests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// From the client crate to the model crate.
    pub client_to_model: String,
    /// From the model crate to the folder of the runtimes.
    pub model_to_runtime: String,
    /// From the client crate to the folder of the runtimes.
    pub client_to_runtime: String,
    /// From the registry crate to the client crate; none where there is to be no registry crate.
    pub registry_to_client: Option<String>,
    /// Whether the client crate is the root of a workspace of its own, and which members it has.
    pub workspace: Option<Vec<String>>,
    /// The command that writes the files, for their first line.
    pub command: String,
}

impl Layout {
    /// The crates side by side in one folder beside the runtimes.
    pub fn side_by_side(package: &Package) -> Self {
        Self {
            client_to_model: format!("../{}-model", package.name),
            model_to_runtime: "../../runtime".to_owned(),
            client_to_runtime: "../../runtime".to_owned(),
            registry_to_client: Some(format!("../{}", package.name)),
            workspace: None,
            command: "cargo xtask generate".to_owned(),
        }
    }
}

/// Emits the crates of an API.
///
/// # Errors
/// When tokens that were put together are not Rust: a fault of an emitter, not of the document.
pub fn emit(
    document: &Document,
    understood: &Understood,
    package: &Package,
    layout: &Layout,
) -> Result<Crates, Unprintable> {
    let Understood { api, names } = understood;
    let context = Context {
        document,
        api,
        names,
        package,
        layout,
    };
    Ok(Crates {
        model: models::emit(&context)?,
        client: client::emit(&context)?,
        registry: match &layout.registry_to_client {
            Some(client) => registry::emit(&context, client)?,
            None => Files::new(),
        },
    })
}
