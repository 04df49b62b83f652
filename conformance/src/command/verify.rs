//! `verify`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use kessai_conformance::case::Case;
use kessai_conformance::providers::{PROVIDERS, repository};
use kessai_conformance::verify::{self, Input, Item, Judge, Verdict, Whose};

/// It could not run.
const NOT_RUN: u8 = 2;

#[derive(Debug, Args)]
#[command(after_help = "\
A case is a JSON object: id, operation, direction, status, body; and, if wanted, provider, source, note, path, query, headers, \
expect. `operation` is an operationId, `webhook:` and an event, or `component:` and a name. A file holds one case, a list of \
them, one on each line, or an Example Object of a spec.

Recorded traffic may say `method` and `url` instead, with headers, status and body; HAR files are read, too. The operation is \
found by the hosts and paths of the specs, and request and answer are verified by themselves. Other hosts are passed over.

Exit status: 0 when all is as expected, 1 when something is not, 2 when it could not run.")]
pub(crate) struct Arguments {
    /// Files, and folders to walk
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Whose cases they are, where they do not say so
    #[arg(long)]
    provider: Option<String>,
    /// In which form verdicts are shown
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    message_format: MessageFormat,
    /// The repository whose specs are judged by, when it is not the one this was built from
    #[arg(long, hide = true, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// Text, with the reasons of whatever is not well
    Human,
    /// A JSON object on each line
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let (judges, input) = match (judges(arguments), verify::read(&arguments.paths)) {
        (Ok(judges), Ok(input)) => (judges, input),
        (judges, input) => {
            if let Err(problem) = judges {
                eprintln!("error: {problem}");
            }
            if let Err(missing) = input {
                eprintln!(
                    "error: cannot read {}: {}",
                    missing.path.display(),
                    missing.problem
                );
            }
            return ExitCode::from(NOT_RUN);
        }
    };
    for judge in judges.iter().filter(|judge| !judge.is_current()) {
        eprintln!(
            "warning: the crates of {} were generated from another spec than the one on disk; run cargo xtask generate",
            judge.provider().name
        );
    }
    let (verdicts, unreadable) = verdicts(&judges, input);
    for verdict in &verdicts {
        match arguments.message_format {
            MessageFormat::Human => println!("{}", verify::explain(verdict)),
            MessageFormat::Json => match serde_json::to_string(verdict) {
                Ok(text) => println!("{text}"),
                Err(error) => eprintln!("error: {}: {error}", verdict.id),
            },
        }
    }
    if verdicts.is_empty() {
        eprintln!("error: there is no case to verify");
        return ExitCode::from(NOT_RUN);
    }
    if arguments.message_format == MessageFormat::Human {
        println!("{}", verify::summary(&verdicts, unreadable));
    }
    if unreadable == 0 && verdicts.iter().all(|verdict| verdict.expected) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// One for the provider that was named, or for each.
fn judges(arguments: &Arguments) -> Result<Vec<Judge>, String> {
    let known: Vec<&str> = PROVIDERS.iter().map(|provider| provider.name).collect();
    if let Some(name) = &arguments.provider
        && !known.contains(&name.as_str())
    {
        return Err(format!(
            "there is no provider `{name}`; there is {}",
            known.join(", ")
        ));
    }
    let root = arguments.root.clone().unwrap_or_else(repository);
    PROVIDERS
        .iter()
        .filter(|provider| {
            arguments
                .provider
                .as_ref()
                .is_none_or(|name| name == provider.name)
        })
        .map(|provider| Judge::new(provider, &root))
        .collect()
}

/// The verdicts in the order of the input, and the number of what could not be read.
fn verdicts(judges: &[Judge], input: Input) -> (Vec<Verdict>, usize) {
    let mut unreadable = input.errors.len();
    for error in &input.errors {
        eprintln!("error: {error}");
    }
    let mut cases: Vec<(PathBuf, Case)> = Vec::new();
    // Whose a case is may hang on those beside it, so each is found out about when all are known.
    let mut order: Vec<Result<usize, Verdict>> = Vec::new();
    let mut strangers: BTreeMap<String, usize> = BTreeMap::new();
    for (file, item) in input.items {
        let mut found = match item {
            Item::Case(case) => vec![*case],
            Item::Example(name, value) => {
                let found = verify::cases_of(judges, &file, &name, &value);
                if found.is_empty() {
                    unreadable += 1;
                    eprintln!(
                        "error: {}: no spec uses an example `{name}`",
                        file.display()
                    );
                }
                found
            }
            Item::Exchange(recorded) => {
                match verify::exchange(judges, &file, &recorded) {
                    Whose::Ours(verdicts) => order.extend(verdicts.into_iter().map(Err)),
                    Whose::Nobodys(host) => *strangers.entry(host).or_default() += 1,
                    Whose::Unclear(problem) => {
                        unreadable += 1;
                        eprintln!("error: {}: {}: {problem}", file.display(), recorded.place);
                    }
                }
                Vec::new()
            }
        };
        order.extend((cases.len()..cases.len() + found.len()).map(Ok));
        cases.extend(found.drain(..).map(|case| (file.clone(), case)));
    }
    for (host, count) in strangers {
        eprintln!("warning: {count} exchanges with {host} are passed over: no spec has this host");
    }
    let owners = verify::owners(judges, &cases);
    let verdicts = order
        .into_iter()
        .map(|one| match one {
            Err(verdict) => verdict,
            Ok(index) => match (&owners[index], &cases[index].1) {
                (Ok(owner), case) => judges[*owner].verdict(case),
                (Err(problem), case) => {
                    let mut verdict = Verdict::of(case, None);
                    verdict.decode.error = Some(problem.clone());
                    verdict
                }
            },
        })
        .collect();
    (verdicts, unreadable)
}
