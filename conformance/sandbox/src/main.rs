//! `kessai-sandbox SPEC.json [--port N]`: serves a bundled OpenAPI 3.0 document until it is interrupted.

use std::io::Write as _;
use std::process::ExitCode;

use kessai_sandbox::Sandbox;

const USAGE: &str = "usage: kessai-sandbox SPEC.json [--port N]";

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
    let (file, port) = arguments()?;
    let text = std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    let spec = serde_json::from_slice(&text).map_err(|error| format!("{file}: {error}"))?;
    let sandbox = Sandbox::start_on(&spec, port).map_err(|error| format!("{file}: {error}"))?;
    writeln!(std::io::stdout(), "{}", sandbox.base_url()).map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    runtime
        .block_on(tokio::signal::ctrl_c())
        .map_err(|error| error.to_string())
}

fn arguments() -> Result<(String, u16), String> {
    let mut file = None;
    let mut port = 0;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--port" {
            port = arguments
                .next()
                .and_then(|port| port.parse().ok())
                .ok_or_else(|| format!("--port needs a number from 0 to 65535\n{USAGE}"))?;
        } else if argument.starts_with('-') || file.is_some() {
            return Err(format!("what is `{argument}`?\n{USAGE}"));
        } else {
            file = Some(argument);
        }
    }
    file.map(|file| (file, port))
        .ok_or_else(|| USAGE.to_owned())
}
