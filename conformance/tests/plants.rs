//! Faults that only a look at the evidence or at what is generated can find, planted in the specs: each is caught.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

use std::fs;
use std::path::{Path, PathBuf};

use kessai_codegen::{evidence, tree, understand};
use kessai_conformance::World;
use kessai_conformance::law::{Law, Scope, try_law};
use kessai_conformance::providers::{PROVIDERS, Provider, repository};

/// Places of each kind of fault that are tried for each provider, spread over its files.
const PLACES: usize = 6;

/// A fault in one line of a file: what stands there, and what is put there.
struct Plant {
    kind: &'static str,
    file: PathBuf,
    line: usize,
    text: String,
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

/// What a line becomes under each kind of fault; `None` where there is nothing to be wrong.
fn faulty(kind: &str, lines: &[&str], at: usize) -> Option<String> {
    let line = lines[at];
    let indent = line.len() - line.trim_start().len();
    // Sources stand behind what they prove, as comments.
    let bare = |line: &'_ str| {
        line.split(" #")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    match kind {
        "wrong enum literal" => {
            let first = line.trim_start().strip_prefix("enum: [")?;
            let end = first.find([',', ']'])?;
            let literal = first[..end].trim_matches('\'');
            (literal != "null" && !literal.is_empty())
                .then(|| line.replacen(&first[..end], &format!("'{literal}x'"), 1))
        }
        "renamed member" => {
            // A member stands two spaces deeper than its `properties:`.
            let own = bare(line);
            let name = own.strip_suffix(':')?;
            let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let owner = lines[..at].iter().rev().find(|before| {
                !before.trim().is_empty() && before.len() - before.trim_start().len() < indent
            })?;
            (plain && bare(owner) == "properties:").then(|| format!("{}{name}x:", &line[..indent]))
        }
        "changed method" => (bare(line) == "post:").then(|| line.replace("post", "put")),
        "dropped nullable" => (bare(line) == "nullable: true").then(String::new),
        _ => None,
    }
}

fn plants(provider: &Provider, kind: &'static str) -> Vec<Plant> {
    let folder = provider.folder(&repository()).join("resources");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let lines = lines(&text);
        for line in 0..lines.len() {
            found.extend(faulty(kind, &lines, line).map(|text| Plant {
                kind,
                file: file.clone(),
                line,
                text,
            }));
        }
    }
    let step = found.len().div_ceil(PLACES).max(1);
    found.into_iter().step_by(step).collect()
}

/// Who catches the plant; `None` if nobody does.
fn caught(provider: &Provider, plant: &Plant) -> Option<&'static str> {
    let spec = provider.folder(&repository()).join("openapi.yaml");
    let read = |path: &Path| {
        let text = fs::read_to_string(path)?;
        if path.file_name() != plant.file.file_name() || path.parent() != plant.file.parent() {
            return Ok(text);
        }
        let mut lines = lines(&text);
        lines[plant.line] = &plant.text;
        Ok(lines.join("\n") + "\n")
    };
    let (mut sources, document, loaded) = tree::load_from(&read, &spec);
    let Some(document) = document.filter(|_| !loaded.has_errors()) else {
        return Some("lint");
    };
    let (_, found) = understand(&document);
    if found.has_errors() {
        return Some("lint");
    }
    if let Some(comparison) = evidence::beside(&spec, &document, &mut sources)
        && comparison.found.has_errors()
    {
        return Some("ledger");
    }
    let bundle = serde_json::from_str(&document.to_json_text()).unwrap();
    let (files, _) =
        kessai_conformance::case::from_folder(&provider.folder(&repository()).join("cases"));
    let Ok(world) = World::of(*provider, bundle, files) else {
        return Some("law");
    };
    let scope = Scope::default();
    let laws = [Law::Examples, Law::Fixpoint, Law::Calls];
    let broken = laws
        .into_iter()
        .any(|law| try_law(&world, law, &scope).is_ok_and(|tally| !tally.holds()));
    broken.then_some("law")
}

#[test]
fn what_is_planted_is_caught() {
    let mut missed = Vec::new();
    for provider in &PROVIDERS {
        for kind in [
            "wrong enum literal",
            "renamed member",
            "changed method",
            "dropped nullable",
        ] {
            let plants = plants(provider, kind);
            assert!(
                plants.len() > 2,
                "{} has {} places for a {kind}",
                provider.name,
                plants.len()
            );
            for plant in plants {
                let place = format!(
                    "{} {}:{}: {}",
                    plant.kind,
                    plant.file.file_name().unwrap().display(),
                    plant.line + 1,
                    provider.name
                );
                match caught(provider, &plant) {
                    Some(who) => println!("{place}: {who}"),
                    None => missed.push(place),
                }
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
