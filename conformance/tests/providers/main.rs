//! The laws, on the providers.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

mod smartpay;
mod univapay;

use std::path::Path;

use kessai_client::Client;
use kessai_conformance::Oracle;
use kessai_conformance::case::{self, Case};
use kessai_conformance::examples::prove;
use kessai_conformance::transcript::transcripts;
use kessai_registry::Registry;
use kessai_sandbox::Sandbox;
use serde_json::Value;

/// What a provider's laws are tried on.
struct Provider {
    /// The folder under specs/.
    name: &'static str,
    openapi: &'static str,
    registry: &'static Registry,
    /// A credential of the form that the spec describes.
    credential: &'static str,
    /// Bodies that no case reaches, each with the reason.
    waived: &'static [(&'static str, &'static str)],
}

const SMARTPAY: Provider = Provider {
    name: "smartpay",
    openapi: smartpay_registry::OPENAPI,
    registry: &smartpay_registry::REGISTRY,
    credential: "sk_test_cok3psbYJpZZX9x3yboLIH",
    waived: &[],
};

const UNIVAPAY: Provider = Provider {
    name: "univapay",
    openapi: univapay_registry::OPENAPI,
    registry: &univapay_registry::REGISTRY,
    credential: "secret.header.claims.signature",
    waived: &[],
};

impl Provider {
    fn bundle(&self) -> Value {
        serde_json::from_str(self.openapi).unwrap()
    }

    /// The cases beside the spec that are no examples of it.
    fn files(&self) -> Vec<Case> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../specs")
            .join(self.name)
            .join("cases");
        let (cases, errors) = case::from_folder(&folder);
        assert!(errors.is_empty(), "{errors:?}");
        cases
    }

    fn client(&self, base_url: &str) -> Result<Client, kessai_client::Error> {
        Client::builder(self.registry.provider)
            .credential(self.credential)
            // What the sandbox answers is what is tried; to be asked again would change nothing.
            .max_retries(0)
            .base_url(base_url)
            .build()
    }
}

async fn keeps_its_laws(provider: &Provider) {
    let report = prove(
        &provider.bundle(),
        provider.registry,
        &provider.files(),
        provider.waived,
        |base_url| provider.client(base_url),
    )
    .await
    .unwrap_or_else(|error| panic!("{error}"));
    println!("{report}");
    assert!(report.holds(), "{report}");
}

async fn puts_on_the_wire(provider: &Provider) {
    let bundle = provider.bundle();
    let oracle = Oracle::new(&bundle).unwrap();
    let sandbox = Sandbox::start(&bundle).unwrap();
    let client = provider.client(&sandbox.base_url()).unwrap();
    let mut cases = case::from_spec(oracle.spec());
    cases.extend(provider.files());
    let written = transcripts(provider.registry, &client, &sandbox, &oracle, &cases).await;
    assert_eq!(
        written.len(),
        provider.registry.calls.len(),
        "every operation has a transcript"
    );
    for (operation, text) in written {
        insta::with_settings!({ snapshot_path => format!("transcripts/{}", provider.name), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(operation, text);
        });
    }
}

#[tokio::test]
async fn smartpay_keeps_its_laws() {
    keeps_its_laws(&SMARTPAY).await;
}

#[tokio::test]
async fn smartpay_puts_on_the_wire_what_is_documented() {
    puts_on_the_wire(&SMARTPAY).await;
}

#[tokio::test]
async fn univapay_keeps_its_laws() {
    keeps_its_laws(&UNIVAPAY).await;
}

#[tokio::test]
async fn univapay_puts_on_the_wire_what_is_documented() {
    puts_on_the_wire(&UNIVAPAY).await;
}
