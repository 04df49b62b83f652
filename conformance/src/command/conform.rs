//! `conform`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kessai_conformance::World;
use kessai_conformance::conform::{self, Stored};
use kessai_conformance::law::{Law, Scope};
use kessai_conformance::providers::{PROVIDERS, Provider, repository};

/// It could not run.
const NOT_RUN: u8 = 2;

#[derive(Debug, Args)]
#[command(after_help = "\
A failure is stored as a value under its id, and every run of its law tries it first from then on. --replay tries it alone.

Exit status: 0 when every law holds, 1 when one is broken or tried nothing, 2 when it could not run.")]
pub(crate) struct Arguments {
    /// A folder under specs/; all of them when none is named
    #[arg(long)]
    provider: Vec<String>,
    /// A law by its number, such as L7; all of them when none is named
    #[arg(long, value_parser = law)]
    law: Vec<Law>,
    /// This operation alone
    #[arg(long, value_name = "OPERATION")]
    op: Option<String>,
    /// Random values of each document
    #[arg(long, value_name = "COUNT", default_value_t = Scope::default().cases)]
    cases: u32,
    /// Where chance begins; the same number gives the same values
    #[arg(long, value_name = "NUMBER", default_value_t = Scope::default().seed)]
    seed: u64,
    /// Try stored failures again by their ids, and nothing else
    #[arg(long, value_name = "ID", conflicts_with_all = ["law", "op", "provider"])]
    replay: Vec<String>,
    /// Where failures are stored; by default conformance/failures
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// The repository whose cases are used, when it is not the one this was built from
    #[arg(long, hide = true, value_name = "DIR")]
    root: Option<PathBuf>,
}

fn law(text: &str) -> Result<Law, String> {
    Law::read(text).ok_or_else(|| {
        let known: Vec<&str> = Law::ALL.iter().map(|law| law.id()).collect();
        format!("there is {}", known.join(", "))
    })
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match tried(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(NOT_RUN)
        }
    }
}

/// Whether everything holds.
fn tried(arguments: &Arguments) -> Result<bool, String> {
    let root = arguments.root.clone().unwrap_or_else(repository);
    let folder = arguments
        .store
        .clone()
        .unwrap_or_else(|| root.join("conformance/failures"));
    let known = conform::load(&folder).map_err(|error| error.to_string())?;
    if !arguments.replay.is_empty() {
        return replayed(arguments, &known, &root);
    }
    let mut worlds = Vec::new();
    for provider in providers(&arguments.provider)? {
        worlds.push(world(provider, &root)?);
    }
    if let Some(operation) = &arguments.op
        && !worlds
            .iter()
            .any(|world| world.oracle.spec().operation(operation).is_some())
    {
        return Err(format!("there is no operation `{operation}`"));
    }
    if let Some(operation) = &arguments.op {
        worlds.retain(|world| world.oracle.spec().operation(operation).is_some());
    }
    let laws = if arguments.law.is_empty() {
        &Law::ALL[..]
    } else {
        &arguments.law
    };
    let scope = Scope {
        cases: arguments.cases,
        seed: arguments.seed,
        operation: arguments.op.clone(),
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let outcomes = conform::run_all(&worlds, laws, &scope, &known, threads, |outcome| {
        println!("{} {}", outcome.provider, outcome.tally);
    })
    .map_err(|problems| problems.join("\n"))?;
    for id in conform::store(&folder, &outcomes).map_err(|error| error.to_string())? {
        println!("stored; to try it again: cargo xtask conform --replay {id}");
    }
    Ok(outcomes.iter().all(|outcome| outcome.tally.holds()))
}

fn replayed(
    arguments: &Arguments,
    known: &[Stored],
    root: &std::path::Path,
) -> Result<bool, String> {
    let mut all_hold = true;
    for id in &arguments.replay {
        let Some(stored) = known.iter().find(|stored| stored.id() == *id) else {
            let ids: Vec<String> = known.iter().map(Stored::id).collect();
            return Err(format!(
                "no failure is stored as `{id}`; there is {}",
                ids.join(", ")
            ));
        };
        let provider = providers(std::slice::from_ref(&stored.provider))?;
        for provider in provider {
            let reasons = conform::again(&world(provider, root)?, stored)?;
            println!("{id}: {} {}, {}", stored.law, stored.about, stored.at);
            println!("  {}", stored.input.to_text());
            if reasons.is_empty() {
                println!("  holds");
            }
            for reason in &reasons {
                println!("  {reason}");
            }
            all_hold &= reasons.is_empty();
        }
    }
    Ok(all_hold)
}

fn world(provider: Provider, root: &std::path::Path) -> Result<World, String> {
    World::new(provider, root).map_err(|error| format!("{}: {error}", provider.name))
}

fn providers(names: &[String]) -> Result<Vec<Provider>, String> {
    let known: Vec<&str> = PROVIDERS.iter().map(|provider| provider.name).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!(
            "there is no provider `{name}`; there is {}",
            known.join(", ")
        ));
    }
    let wanted =
        |provider: &Provider| names.is_empty() || names.iter().any(|name| name == provider.name);
    Ok(PROVIDERS.into_iter().filter(wanted).collect())
}
