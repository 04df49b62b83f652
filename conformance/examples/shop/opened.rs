//! A shop that has opened its doors to a sandbox.

use std::error::Error;

use kessai_sandbox::Sandbox;
use kessai_sandbox::smartpay::Smartpay;
use smartpay::Client;

/// A sandbox that keeps what it is told, and a client of it.
pub(crate) fn sandbox() -> Result<(Sandbox, Client), Box<dyn Error>> {
    let spec = serde_json::from_str(smartpay_registry::OPENAPI)?;
    let sandbox = Sandbox::start_keeping(&spec, Smartpay, 0)?;
    let client = Client::builder()
        .credential("sk_test_cok3psbYJpZZX9x3yboLIH")
        .base_url(sandbox.base_url())
        .build()?;
    Ok((sandbox, client))
}
