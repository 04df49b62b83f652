//! `kessai-sandbox SPEC.json [--port N] [--state PROVIDER]`: serves a bundled OpenAPI 3.0 document until it is interrupted, and
//! with `--state` keeps what it is told by the rules of a provider.

use std::io::Write as _;
use std::process::ExitCode;

use kessai_sandbox::Sandbox;
use kessai_sandbox::smartpay::Smartpay;
use kessai_sandbox::univapay::UnivaPay;

const USAGE: &str = "usage: kessai-sandbox SPEC.json [--port N] [--state smartpay|univapay]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nothing is left to do if stderr is closed too.
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let Arguments { file, port, state } = arguments()?;
    let text = std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    let spec = serde_json::from_slice(&text).map_err(|error| format!("{file}: {error}"))?;
    let sandbox = match state.as_deref() {
        None => Sandbox::start_on(&spec, port),
        Some("smartpay") => Sandbox::start_keeping(&spec, Smartpay, port),
        Some("univapay") => Sandbox::start_keeping(&spec, UnivaPay, port),
        Some(other) => return Err(format!("there are no rules for `{other}`\n{USAGE}")),
    };
    let sandbox = sandbox.map_err(|error| format!("{file}: {error}"))?;
    writeln!(std::io::stdout(), "{}", sandbox.base_url()).map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    runtime
        .block_on(tokio::signal::ctrl_c())
        .map_err(|error| error.to_string())
}

struct Arguments {
    file: String,
    port: u16,
    state: Option<String>,
}

fn arguments() -> Result<Arguments, String> {
    let (mut file, mut port, mut state) = (None, 0, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--port" {
            port = arguments
                .next()
                .and_then(|port| port.parse().ok())
                .ok_or_else(|| format!("--port needs a number from 0 to 65535\n{USAGE}"))?;
        } else if argument == "--state" {
            let name = arguments.next();
            state = Some(name.ok_or_else(|| format!("--state needs a provider\n{USAGE}"))?);
        } else if argument.starts_with('-') || file.is_some() {
            return Err(format!("what is `{argument}`?\n{USAGE}"));
        } else {
            file = Some(argument);
        }
    }
    let file = file.ok_or_else(|| USAGE.to_owned())?;
    Ok(Arguments { file, port, state })
}
