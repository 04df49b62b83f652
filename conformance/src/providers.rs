//! Everyone the laws are about. The laws themselves name nobody.

use std::path::{Path, PathBuf};

use kessai_client::{Client, ClientBuilder, CredentialParts};
use kessai_registry::Registry;
use serde_json::Value;

/// A provider: its spec, its generated code, and what its spec cannot say.
#[derive(Clone, Copy, Debug)]
pub struct Provider {
    /// The folder under specs/.
    pub name: &'static str,
    /// The spec as one document, as the code was generated from it.
    pub openapi: &'static str,
    /// The generated code.
    pub registry: &'static Registry,
    /// The parts of a credential of the form that the spec describes, by name; no one's. None where none is asked for.
    pub credential: &'static [(&'static str, &'static str)],
    /// Bodies that no case reaches, as `operation/request` or `operation/200`, each with the reason.
    pub waived: &'static [(&'static str, &'static str)],
}

/// Smartpay.
pub const SMARTPAY: Provider = Provider {
    name: "smartpay",
    openapi: smartpay_registry::OPENAPI,
    registry: &smartpay_registry::REGISTRY,
    credential: &[("secret key", "sk_test_cok3psbYJpZZX9x3yboLIH")],
    waived: &[],
};

/// UnivaPay.
pub const UNIVAPAY: Provider = Provider {
    name: "univapay",
    openapi: univapay_registry::OPENAPI,
    registry: &univapay_registry::REGISTRY,
    // A JSON Web Token that names a merchant, a store and test mode, signed with the word `signature`.
    credential: &[
        ("secret", "bZfKcWmBzNQHwXtUvYAl"),
        (
            "jwt",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
             eyJzdWIiOiJhcHBfdG9rZW4iLCJtZXJjaGFudF9pZCI6IjExZWRmNTQxLWM0MmQtNjUzYy04YzMwLWRmZTBhNTVmOTViMCIs\
             InN0b3JlX2lkIjoiMTFlZGY1NDEtYzQyZC02NTNjLThjMzAtZGZlMGE1NWY5NWIxIiwibW9kZSI6InRlc3QifQ.\
             c2lnbmF0dXJl",
        ),
    ],
    waived: &[],
};

/// All of them, in order of their names.
pub const PROVIDERS: [Provider; 2] = [SMARTPAY, UNIVAPAY];

impl Provider {
    /// Its folder in a repository.
    pub fn folder(&self, root: &Path) -> PathBuf {
        root.join("specs").join(self.name)
    }

    /// Its spec as one document.
    ///
    /// # Errors
    ///
    /// The registry crate holds no JSON.
    pub fn bundle(&self) -> serde_json::Result<Value> {
        serde_json::from_str(self.openapi)
    }

    /// Its credential, put together.
    pub fn credential(&self) -> CredentialParts {
        let parts = self.credential.iter();
        parts.fold(CredentialParts::new(), |parts, (name, text)| {
            parts.part(*name, *text)
        })
    }

    /// The beginning of a client.
    pub fn builder(&self) -> ClientBuilder {
        let builder = Client::builder(self.registry.provider);
        if self.credential.is_empty() {
            builder
        } else {
            builder.credential(self.credential())
        }
    }

    /// A client that asks once and never again: what is answered is what is tried.
    ///
    /// # Errors
    ///
    /// No client can be made for the URL.
    pub fn client(&self, base_url: &str) -> Result<Client, kessai_client::Error> {
        self.builder().max_retries(0).base_url(base_url).build()
    }
}

/// The repository that this was built from.
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
