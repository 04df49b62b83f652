//! Everyone the laws are about. The laws themselves name nobody.

use std::path::{Path, PathBuf};

use kessai_client::{Client, ClientBuilder, CredentialParts, Credentials, Error};
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
    /// Credentials of the form that the spec describes. None where none is asked for.
    pub credentials: &'static [Given],
    /// Bodies that no case reaches, as `operation/request` or `operation/200`, each with the reason.
    pub waived: &'static [(&'static str, &'static str)],
}

/// A credential, no one's.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// The name of its security scheme.
    pub scheme: &'static str,
    /// Its parts, by name.
    pub parts: &'static [(&'static str, &'static str)],
    /// The operations that take it instead of the one that all others take; none if it is that one.
    pub operations: &'static [&'static str],
}

/// Smartpay.
pub const SMARTPAY: Provider = Provider {
    name: "smartpay",
    openapi: smartpay_registry::OPENAPI,
    registry: &smartpay_registry::REGISTRY,
    credentials: &[Given {
        scheme: "secretKey",
        parts: &[("secret key", "sk_test_cok3psbYJpZZX9x3yboLIH")],
        operations: &[],
    }],
    waived: &[],
};

/// UnivaPay.
pub const UNIVAPAY: Provider = Provider {
    name: "univapay",
    openapi: univapay_registry::OPENAPI,
    registry: &univapay_registry::REGISTRY,
    // JSON Web Tokens that name a merchant and test mode, the first a store too, signed with the word `signature`.
    credentials: &[
        Given {
            scheme: "JWT_TOKEN",
            parts: &[
                ("secret", "bZfKcWmBzNQHwXtUvYAl"),
                (
                    "jwt",
                    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
                     eyJzdWIiOiJhcHBfdG9rZW4iLCJtZXJjaGFudF9pZCI6IjExZWRmNTQxLWM0MmQtNjUzYy04YzMwLWRmZTBhNTVmOTViMCIs\
                     InN0b3JlX2lkIjoiMTFlZGY1NDEtYzQyZC02NTNjLThjMzAtZGZlMGE1NWY5NWIxIiwibW9kZSI6InRlc3QifQ.\
                     c2lnbmF0dXJl",
                ),
            ],
            operations: &[],
        },
        Given {
            scheme: "JWT_TOKEN",
            parts: &[
                ("secret", "bZfKcWmBzNQHwXtUvYAl"),
                (
                    "jwt",
                    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
                     eyJzdWIiOiJhcHBfdG9rZW4iLCJtZXJjaGFudF9pZCI6IjExZWRmNTQxLWM0MmQtNjUzYy04YzMwLWRmZTBhNTVmOTViMCIs\
                     Im1vZGUiOiJ0ZXN0In0.\
                     c2lnbmF0dXJl",
                ),
            ],
            operations: &["listBankTransferLedgers"],
        },
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

    /// The credentials that an operation is called with.
    pub fn given(&self, operation: &str) -> impl Iterator<Item = &'static Given> {
        let all = self.credentials;
        all.iter().filter(move |given| {
            let own = |other: &&Given| other.operations.contains(&operation);
            let mut alike = all.iter().filter(|other| other.scheme == given.scheme);
            own(given) || given.operations.is_empty() && !alike.any(|other| own(&other))
        })
    }

    /// The credentials that most operations are called with.
    pub fn credential(&self) -> Credentials {
        self.credential_for("")
    }

    fn credential_for(&self, operation: &str) -> Credentials {
        let given = self.given(operation);
        given.fold(Credentials::new(), |all, given| {
            let parts = given.parts.iter();
            let parts = parts.fold(CredentialParts::new(), |parts, (name, text)| {
                parts.part(*name, *text)
            });
            all.with(given.scheme, parts)
        })
    }

    /// The beginning of a client that calls this operation.
    pub fn builder(&self, operation: &str) -> ClientBuilder {
        Client::builder(self.registry.provider).credential(self.credential_for(operation))
    }

    /// Clients of all operations, each set up so.
    ///
    /// # Errors
    ///
    /// No client can be made so.
    pub fn clients(
        &self,
        set_up: impl Fn(ClientBuilder) -> ClientBuilder,
    ) -> Result<Clients, Error> {
        let own = self.credentials.iter().flat_map(|given| given.operations);
        let client = |operation: &str| set_up(self.builder(operation)).build();
        Ok(Clients {
            usual: client("")?,
            own: own
                .map(|operation| Ok((*operation, client(operation)?)))
                .collect::<Result<_, Error>>()?,
        })
    }

    /// Clients that ask once and never again: what is answered is what is tried.
    ///
    /// # Errors
    ///
    /// No client can be made for the URL.
    pub fn clients_of(&self, base_url: &str) -> Result<Clients, Error> {
        self.clients(|builder| builder.max_retries(0).base_url(base_url))
    }
}

/// A client for each operation: not all take the same credentials.
#[derive(Clone, Debug)]
pub struct Clients {
    usual: Client,
    own: Vec<(&'static str, Client)>,
}

impl Clients {
    /// The client that calls this operation.
    pub fn of(&self, operation: &str) -> &Client {
        let own = self.own.iter().find(|(known, _)| *known == operation);
        own.map_or(&self.usual, |(_, client)| client)
    }

    /// The client that calls most operations.
    pub fn usual(&self) -> &Client {
        &self.usual
    }
}

/// The repository that this was built from.
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
