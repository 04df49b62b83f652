//! A store whose UnivaPay is a sandbox.

use std::error::Error;

use kessai_conformance::providers::UNIVAPAY;
use kessai_sandbox::Sandbox;
use kessai_sandbox::univapay::UnivaPay;
use univapay::Client;

/// A sandbox that keeps what it is told, and a client of it. In production: `Client::from_env()`, or
/// `Client::new(AppToken::new(jwt).secret(secret))`.
pub(crate) fn sandbox() -> Result<(Sandbox, Client), Box<dyn Error>> {
    let sandbox = Sandbox::start_keeping(&UNIVAPAY.bundle()?, UnivaPay, 0)?;
    let client = Client::builder()
        .credential(UNIVAPAY.credential())
        .base_url(sandbox.base_url())
        .build()?;
    Ok((sandbox, client))
}
