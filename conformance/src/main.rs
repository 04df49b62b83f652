//! What of the command line needs generated code. `cargo xtask` starts it.

mod command;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold bodies and calls against the specs and the generated types
    Verify(command::verify::Arguments),
    /// Try the laws on the providers
    Conform(command::conform::Arguments),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Verify(arguments) => command::verify::run(&arguments),
        Command::Conform(arguments) => command::conform::run(&arguments),
    }
}
