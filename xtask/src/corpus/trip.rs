//! Round trips: a program is made of the generated types and of the judge, and tells what became of each example.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::child::{self, Bounds};
use super::digest::Digest;
use super::generator::Generator;
use super::results::{Failing, RoundTrip};
use crate::failure::Failure;
use crate::project::Project;

/// What a round trip is made of.
pub(super) struct Trip<'a> {
    pub(super) project: &'a Project,
    pub(super) generator: &'a Generator,
    /// The folder of the generated crate: for ours, with its registry.
    pub(super) crates: &'a Path,
    /// The name of the generated crate.
    pub(super) name: &'a str,
    /// Where the program is made.
    pub(super) folder: PathBuf,
    /// The document as it was written, as JSON.
    pub(super) written: &'a Path,
    /// The document as it was generated from, as JSON.
    pub(super) sound: &'a Path,
    /// The components that have examples; of a peer's types, these are tried.
    pub(super) components: &'a BTreeSet<String>,
    /// The digest of all that the program is made of beside its own text.
    pub(super) inputs: String,
    pub(super) target: &'a Path,
    pub(super) bounds: Bounds,
}

/// What the program says of an example.
#[derive(Debug, Deserialize)]
struct Line {
    at: String,
    of: String,
    component: Option<String>,
    outcome: String,
    reasons: Vec<String>,
}

/// What a round trip came to, and which components have examples.
pub(super) struct Told {
    pub(super) trip: RoundTrip,
    pub(super) components: BTreeSet<String>,
}

impl Told {
    fn untold(reason: String) -> Self {
        Self {
            trip: RoundTrip {
                outcomes: BTreeMap::new(),
                failing: Vec::new(),
                reason: Some(reason),
            },
            components: BTreeSet::new(),
        }
    }
}

impl Trip<'_> {
    pub(super) fn run(&self) -> Result<Told, Failure> {
        let main = match self.generator.peer {
            None => OWN.to_owned(),
            Some(_) => match self.peer_program() {
                Ok(program) => program,
                Err(reason) => return Ok(Told::untold(reason)),
            },
        };
        let program = match self.built(&main)? {
            Ok(program) => program,
            Err(reason) => return Ok(Told::untold(reason)),
        };
        let mut command = std::process::Command::new(program);
        let run = child::run(command.arg(self.written).arg(self.sound), self.bounds)?;
        if !run.succeeded() {
            return Ok(Told::untold(format!("ended early: {}", run.reason())));
        }
        let lines = run.output.lines().map(serde_json::from_str::<Line>);
        match lines.collect::<Result<Vec<_>, _>>() {
            Ok(lines) => Ok(told(lines)),
            Err(error) => Ok(Told::untold(format!("told nothing sensible: {error}"))),
        }
    }

    /// The program, built unless it is there already; or why it cannot be.
    fn built(&self, main: &str) -> Result<Result<PathBuf, String>, Failure> {
        let kept = |source| Failure::Keep {
            path: self.folder.clone(),
            source,
        };
        let manifest = self.manifest();
        let stamp = Digest::default()
            .part(self.inputs.as_bytes())
            .part(main.as_bytes())
            .part(manifest.as_bytes())
            .end();
        let program = self
            .folder
            .join(format!("judge{}", std::env::consts::EXE_SUFFIX));
        let stamped = self.folder.join("judge.inputs");
        if program.is_file() && fs::read_to_string(&stamped).is_ok_and(|known| known == stamp) {
            return Ok(Ok(program));
        }
        fs::create_dir_all(self.folder.join("src")).map_err(kept)?;
        fs::write(self.folder.join("src/main.rs"), main).map_err(kept)?;
        fs::write(self.folder.join("Cargo.toml"), manifest).map_err(kept)?;
        fs::copy(
            self.project.root().join("Cargo.lock"),
            self.folder.join("Cargo.lock"),
        )
        .map_err(kept)?;
        let cargo = |arguments: &[&str]| {
            child::run(
                child::cargo()
                    .args(arguments)
                    .current_dir(&self.folder)
                    .env("CARGO_TARGET_DIR", self.target)
                    .env("CARGO_INCREMENTAL", "0")
                    .env_remove("RUSTFLAGS"),
                self.bounds,
            )
        };
        let run = cargo(&["build", "--quiet"])?;
        let package = self.package();
        let built = self
            .target
            .join("debug")
            .join(format!("{package}{}", std::env::consts::EXE_SUFFIX));
        let result = if run.succeeded() {
            fs::copy(&built, &program).map_err(kept)?;
            fs::write(&stamped, stamp).map_err(kept)?;
            Ok(program)
        } else {
            Err(format!("does not build: {}", run.reason()))
        };
        // What is built of one document is of no use for another.
        for package in self.packages() {
            cargo(&["clean", "--quiet", "--package", &package])?;
        }
        Ok(result)
    }

    fn package(&self) -> String {
        format!("{}-judge", self.name)
    }

    fn packages(&self) -> Vec<String> {
        let mut packages = self.generator.packages(self.name);
        packages.push(self.package());
        if self.generator.peer.is_none() {
            packages.push(format!("{}-registry", self.name));
        }
        packages
    }

    fn manifest(&self) -> String {
        let (package, name) = (self.package(), self.name);
        let judge = self.project.root().join("conformance/roundtrip");
        let (types, folder) = match self.generator.peer {
            None => (format!("{name}-registry"), self.crates.join("registry")),
            Some(_) => (name.to_owned(), self.crates.to_owned()),
        };
        let quoted = |path: &Path| format!("{:?}", path.display().to_string());
        let (judge, folder) = (quoted(&judge), quoted(&folder));
        format!(
            "[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\nkessai-roundtrip = {{ path = {judge} }}\n\
             types = {{ package = {types:?}, path = {folder} }}\nserde = \"1\"\nserde_json = \"1\"\n\n\
             [profile.dev]\ndebug = false\nstrip = true\n\n[workspace]\n"
        )
    }

    /// A program that reaches a peer's types by the names of the components they were made for.
    fn peer_program(&self) -> Result<String, String> {
        let (file, module) = self.generator.types();
        let text = fs::read_to_string(self.crates.join(file))
            .map_err(|error| format!("{file} cannot be read: {error}"))?;
        let types = types(&text);
        let arms: String = self
            .components
            .iter()
            .filter_map(|component| {
                let ty = types.get(&bare(component))?.as_ref()?;
                Some(format!(
                    "        {component:?} => recode::<types::{module}::{ty}>,\n"
                ))
            })
            .collect();
        if arms.is_empty() {
            return Err("no example has a type that is named after its component".to_owned());
        }
        Ok(PEER.replace("        // The types.\n", &arms))
    }
}

/// Ours: the registry knows a type for each body and each component.
const OWN: &str = r"//! Takes the examples of a document through the types generated for it.

use std::process::ExitCode;

fn main() -> ExitCode {
    kessai_roundtrip::run(|example| kessai_roundtrip::through(&types::REGISTRY, example))
}
";

/// A peer's: by serde.
const PEER: &str = r"//! Takes the examples of a document through the types that a peer generated for it.
#![allow(deprecated)]

use std::process::ExitCode;

fn recode<T: serde::de::DeserializeOwned + serde::Serialize>(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let value: T = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    serde_json::to_vec(&value).map_err(|error| error.to_string())
}

fn through(component: &str) -> Option<fn(&[u8]) -> Result<Vec<u8>, String>> {
    Some(match component {
        // The types.
        _ => return None,
    })
}

fn main() -> ExitCode {
    kessai_roundtrip::run(|example| Some(Box::new(through(example.component.as_deref()?)?)))
}
";

fn told(lines: Vec<Line>) -> Told {
    let mut told = Told {
        trip: RoundTrip {
            outcomes: BTreeMap::new(),
            failing: Vec::new(),
            reason: None,
        },
        components: BTreeSet::new(),
    };
    for line in lines {
        let outcomes = &mut told.trip.outcomes;
        *outcomes.entry(line.outcome.clone()).or_default() += 1;
        if matches!(line.outcome.as_str(), "invalid" | "unjudged") {
            continue;
        }
        told.components.extend(line.component);
        if line.outcome != "identical" {
            told.trip.failing.push(Failing {
                at: line.at,
                of: line.of,
                outcome: line.outcome,
                reasons: line.reasons,
            });
        }
    }
    told
}

/// The public types of a file that serde can read and write, by their bare names; none where two would have the same.
fn types(text: &str) -> BTreeMap<String, Option<String>> {
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    let implemented: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("impl<'de> "))
        .filter_map(|line| line.split_once("Deserialize<'de> for "))
        .map(|(_, rest)| identifier(rest))
        .collect();
    let mut derived = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[derive(") || line.starts_with("#[derive (") {
            derived |= line.contains("Deserialize");
        }
        let declared = ["pub struct ", "pub enum ", "pub type "]
            .iter()
            .find_map(|start| line.strip_prefix(start).map(|rest| (*start, rest)));
        if let Some((start, rest)) = declared {
            let name = identifier(rest);
            // A generic type is none of a document's.
            let plain = !rest[name.len()..].starts_with('<');
            if plain && (derived || start == "pub type " || implemented.contains(name)) {
                found
                    .entry(bare(name))
                    .and_modify(|taken| *taken = None)
                    .or_insert_with(|| Some(name.to_owned()));
            }
        }
        if line.ends_with('}') || line.ends_with(';') {
            derived = false;
        }
    }
    found
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// A name without what generators change about it.
fn bare(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_by_the_names_of_components() {
        let text = "
            #[derive(Debug, Clone, Deserialize, Serialize)]
            pub struct UserAccount {
                pub id: String,
            }
            pub struct UserAccountBuilder { inner: u8 }
            pub enum Kind { A }
            impl<'de> serde::Deserialize<'de> for Kind {}
            pub type Alias = UserAccount;
            #[derive(Deserialize)]
            pub struct Twice;
            #[derive(Deserialize)]
            pub enum TWICE {}
            #[derive(Deserialize)]
            pub struct Of<T>(T);";
        let types = types(text);
        let named = |name: &str| types.get(&bare(name)).cloned().flatten();
        assert_eq!(named("user_account").as_deref(), Some("UserAccount"));
        assert_eq!(named("kind").as_deref(), Some("Kind"));
        assert_eq!(named("alias").as_deref(), Some("Alias"));
        for name in ["UserAccountBuilder", "twice", "of"] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn what_did_not_come_back_is_kept() {
        let line = |at: &str, outcome: &str| Line {
            at: at.to_owned(),
            of: "schema A".to_owned(),
            component: Some(outcome.to_uppercase()),
            outcome: outcome.to_owned(),
            reasons: Vec::new(),
        };
        let told = told(vec![
            line("/a", "identical"),
            line("/b", "invalid"),
            line("/c", "lost"),
        ]);
        assert_eq!((told.trip.tried(), told.trip.count("lost")), (2, 1));
        assert_eq!(told.trip.failing.len(), 1);
        assert_eq!(told.trip.failing[0].at, "/c");
        let components: Vec<&str> = told.components.iter().map(String::as_str).collect();
        assert_eq!(components, ["IDENTICAL", "LOST"]);
    }
}
