//! Laws on providers, and failures that are stored to be tried again.
//!
//! A failure is worth more than a seed: it is written down as a value, with what it is about, and can be tried again by its id
//! whatever has become of the way in which it was made. The stored failures stand in `conformance/failures`; those that hold
//! again stay there, and every run of their law tries them first.

mod stored;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::law::{Failure, Law, Scope, Tally, try_again, try_law};
use crate::world::World;

pub use stored::{Stored, StoredError, load};

/// What came of a law on a provider.
#[derive(Debug)]
pub struct Outcome {
    /// Whose laws they are.
    pub provider: &'static str,
    /// What came of it.
    pub tally: Tally,
    /// The failures that can be tried again, found in this run.
    pub stored: Vec<Stored>,
}

/// Tries a law: first on what is stored of it, then on everything else.
///
/// # Errors
///
/// What keeps it from being tried at all.
pub fn run(world: &World, law: Law, scope: &Scope, known: &[Stored]) -> Result<Outcome, String> {
    let mut tally = try_law(world, law, scope)?;
    for stored in known {
        if stored.law == law && stored.provider == world.provider.name {
            let reasons = again(world, stored)?;
            tally.count("stored failures", &stored.id());
            tally.judge(
                &stored.about,
                &format!("stored as {}", stored.id()),
                None,
                reasons,
            );
        }
    }
    let stored = tally
        .failures
        .iter()
        .filter_map(|failure| Stored::of(world.provider.name, law, failure))
        .collect();
    Ok(Outcome {
        provider: world.provider.name,
        tally,
        stored,
    })
}

/// Tries laws on providers, on several threads, and gives what came of each as it is known.
///
/// # Errors
///
/// What kept a law from being tried at all, with its number and provider; the others are tried all the same.
pub fn run_all(
    worlds: &[World],
    laws: &[Law],
    scope: &Scope,
    known: &[Stored],
    threads: usize,
    each: impl Fn(&Outcome) + Sync,
) -> Result<Vec<Outcome>, Vec<String>> {
    let jobs: Vec<(&World, Law)> = laws
        .iter()
        .flat_map(|law| worlds.iter().map(|world| (world, *law)))
        .collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Outcome, String>)>> = Mutex::default();
    std::thread::scope(|scoped| {
        for _ in 0..threads.max(1) {
            scoped.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some((world, law)) = jobs.get(index) else {
                        break;
                    };
                    let outcome = run(world, *law, scope, known);
                    if let Ok(outcome) = &outcome {
                        each(outcome);
                    }
                    let outcome = outcome
                        .map_err(|problem| format!("{law} of {}: {problem}", world.provider.name));
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((index, outcome));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    let mut outcomes = Vec::new();
    let mut problems = Vec::new();
    for (_, outcome) in done {
        match outcome {
            Ok(outcome) => outcomes.push(outcome),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(outcomes)
    } else {
        Err(problems)
    }
}

/// Tries a stored failure again; no reason: it holds now.
///
/// # Errors
///
/// It speaks of something that is not there any more.
pub fn again(world: &World, stored: &Stored) -> Result<Vec<String>, String> {
    try_again(world, stored.law, &stored.about, &stored.at, &stored.input)
}

/// Writes the failures of a run down, one file each, named by their ids. There may be a great many of one kind, so no more
/// than a few of each law and provider are kept.
///
/// # Errors
///
/// The folder cannot be written to.
pub fn store(folder: &Path, outcomes: &[Outcome]) -> std::io::Result<Vec<String>> {
    const KEPT: usize = 10;
    let mut ids = Vec::new();
    for outcome in outcomes {
        for stored in outcome.stored.iter().take(KEPT) {
            std::fs::create_dir_all(folder)?;
            std::fs::write(
                folder.join(format!("{}.json", stored.id())),
                stored.to_text(),
            )?;
            ids.push(stored.id());
        }
    }
    Ok(ids)
}

impl Stored {
    fn of(provider: &str, law: Law, failure: &Failure) -> Option<Self> {
        Some(Self {
            law,
            provider: provider.to_owned(),
            about: failure.about.clone(),
            at: failure.at.clone(),
            input: failure.input.clone()?,
            reasons: failure.reasons.clone(),
        })
    }
}
