//! What each stage takes from a document to files on disk: `cargo bench -p kessai-codegen --bench generator`.
//!
//! The specs under `specs/` are generated as `cargo xtask generate` does it. With `KESSAI_DOCUMENTS=FOLDER` the documents in
//! that folder are, too, as documents of others; words after `--` choose those whose names hold one of them. Each figure is
//! the median of some rounds in milliseconds of CPU.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // A program for people.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use kessai_codegen::diagnostics::Profile;
use kessai_codegen::emit::{self, Crates, Layout};
use kessai_codegen::package::Package;
use kessai_codegen::{Options, Understood, api, check, evidence, model, names, sound, tree, write};

const ROUNDS: usize = 11;

/// In the order in which they run.
const STAGES: [&str; 8] = [
    "load", "check", "evidence", "model", "api", "names", "emit", "write",
];

/// A document, and by which rules it is read.
struct Subject {
    name: String,
    root: PathBuf,
    profile: Profile,
    package: Option<Package>,
}

fn main() {
    println!("| Document | KB | {} | Whole, ms |", STAGES.join(" | "));
    println!("|---|---:|{}---:|", "---:|".repeat(STAGES.len()));
    for subject in providers().into_iter().chain(others()) {
        row(&subject);
    }
}

/// The specs of the house.
fn providers() -> Vec<Subject> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut folders: Vec<PathBuf> = entries(&specs);
    folders.retain(|folder| folder.join("openapi.yaml").is_file());
    let subjects = folders.into_iter().map(|folder| {
        let package = fs::read_to_string(folder.join("package.toml")).unwrap();
        Subject {
            name: name(&folder),
            root: folder.join("openapi.yaml"),
            profile: Profile::House,
            package: Some(Package::parse(&package).unwrap()),
        }
    });
    subjects.collect()
}

/// The documents that the caller has.
fn others() -> Vec<Subject> {
    let Some(folder) = std::env::var_os("KESSAI_DOCUMENTS") else {
        return Vec::new();
    };
    let arguments = std::env::args().skip(1);
    let words: Vec<String> = arguments.filter(|word| !word.starts_with('-')).collect();
    let mut documents = entries(Path::new(&folder));
    documents.retain(|path| {
        let name = name(path);
        let extension = path.extension().and_then(OsStr::to_str);
        matches!(extension, Some("json" | "yaml" | "yml"))
            && (words.is_empty() || words.iter().any(|word| name.contains(word)))
    });
    let subjects = documents.into_iter().map(|root| Subject {
        name: name(&root),
        root,
        profile: Profile::Public,
        package: None,
    });
    subjects.collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn row(subject: &Subject) {
    let rounds: Vec<Option<[f64; STAGES.len()]>> = (0..ROUNDS)
        .map(|_| {
            let out = tempfile::tempdir().unwrap();
            generate(subject, out.path())
        })
        .collect();
    let (sources, ..) = tree::load(&subject.root);
    let bytes: usize = sources.files().map(|(_, file)| file.text().len()).sum();
    let Some(rounds) = rounds.into_iter().collect::<Option<Vec<_>>>() else {
        println!(
            "| {} | {} | cannot be generated |",
            subject.name,
            bytes / 1000
        );
        return;
    };
    let median = |of: &dyn Fn(&[f64; STAGES.len()]) -> f64| {
        let mut times: Vec<f64> = rounds.iter().map(of).collect();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2] * 1e3
    };
    let stages = (0..STAGES.len()).map(|stage| format!("{:.1}", median(&|times| times[stage])));
    println!(
        "| {} | {} | {} | {:.1} |",
        subject.name,
        bytes / 1000,
        stages.collect::<Vec<_>>().join(" | "),
        median(&|times| times.iter().sum()),
    );
}

/// CPU seconds of each stage; none where the document has errors.
fn generate(subject: &Subject, out: &Path) -> Option<[f64; STAGES.len()]> {
    let options = Options {
        profile: subject.profile,
    };
    let mut clock = Clock::start();
    let (mut sources, document, found) = tree::load(&subject.root);
    let written = document?;
    clock.stage();
    let is_ours = subject.profile == Profile::House;
    let (document, mut found) = sound(written.clone(), found, options);
    if is_ours {
        found.extend(check::house(&written));
    }
    let document = document?;
    clock.stage();
    if is_ours && let Some(comparison) = evidence::beside(&subject.root, &written, &mut sources) {
        found.extend(comparison.found);
    }
    assert!(!found.has_errors(), "{}", subject.name);
    clock.stage();
    let (model, _) = model::build(&document);
    let model = model?;
    clock.stage();
    let (api, _) = api::build(&document, &model);
    clock.stage();
    let (names, _) = names::build(&document, &api);
    clock.stage();
    let understood = Understood { api, names };
    let package = subject.package.clone();
    let package = package.unwrap_or_else(|| Package::named("sample", &understood.api.title));
    let layout = Layout::side_by_side(&package);
    let crates = emit::emit(&document, &understood, &package, &layout).unwrap();
    clock.stage();
    let Crates {
        model,
        client,
        registry,
    } = &crates;
    for (folder, files) in [("model", model), ("client", client), ("registry", registry)] {
        write::apply(&out.join(folder), files).unwrap();
    }
    clock.stage();
    Some(clock.stages.try_into().unwrap())
}

struct Clock {
    last: f64,
    stages: Vec<f64>,
}

impl Clock {
    fn start() -> Self {
        Self {
            last: seconds(),
            stages: Vec::new(),
        }
    }

    /// Ends a stage.
    fn stage(&mut self) {
        let now = seconds();
        self.stages.push(now - self.last);
        self.last = now;
    }
}

/// CPU seconds of this thread.
#[cfg(unix)]
#[allow(clippy::cast_precision_loss)] // Of a program that runs for minutes.
fn seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Without such a clock: the time on the wall.
#[cfg(not(unix))]
fn seconds() -> f64 {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed().as_secs_f64()
}
