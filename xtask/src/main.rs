//! The command line of Kessai: from specs to crates, and every check.

mod bundle;
mod ci;
mod cli;
mod conformance;
mod corpus;
mod explain;
mod failure;
mod generate;
mod lint;
mod project;
mod reading;
mod report;

use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};
use failure::Failure;
use project::Project;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = Project::new(cli.root).and_then(|project| run(&project, cli.command));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // What was found has been shown already.
        Err(Failure::Reported) => ExitCode::FAILURE,
        Err(Failure::Ended(code)) => ExitCode::from(code),
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(project: &Project, command: Command) -> Result<(), Failure> {
    match command {
        Command::Generate(arguments) => generate::run(project, &arguments),
        Command::Lint(arguments) => lint::run(project, &arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Bundle(arguments) => bundle::run(project, &arguments),
        Command::Corpus(arguments) => corpus::run(project, &arguments),
        Command::Verify(forwarded) => conformance::run(project, "verify", &forwarded.arguments),
        Command::Conform(forwarded) => conformance::run(project, "conform", &forwarded.arguments),
        Command::Ci(arguments) => ci::run(project, &arguments),
    }
}
