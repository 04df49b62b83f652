//! How long it takes to read and check specs, and whether that grows as their size does: `cargo bench -p kessai-codegen`.
//!
//! Times are CPU time of the thread, the least of some rounds, so that figures compare on a busy machine. A spec is read
//! from disk and its crates are written to disk; what is made up is read from memory, up to what there is to find.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // A program for people.

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::Duration,
};

use kessai_codegen::{
    Options, check,
    emit::{self, Layout},
    evidence, interpret,
    package::Package,
    sound,
    tree::{self, Document},
    write,
};
use rustix::time::{ClockId, clock_gettime};

const ROUNDS: usize = 5;

/// How many operations the smallest of the made-up documents has; each has some 3 KB.
const OPERATIONS: usize = 250;

/// How many operations a resource has.
const TOGETHER: usize = 10;

/// How many times as large the others are.
const FACTORS: &[usize] = &[1, 2, 4, 8];

/// The CPU time of this thread.
fn clock() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        now.tv_sec.try_into().unwrap(),
        now.tv_nsec.try_into().unwrap(),
    )
}

/// The least time that each stage of some rounds took, in the order in which they run.
#[derive(Default)]
struct Stages {
    least: Vec<(&'static str, Duration)>,
    next: usize,
}

impl Stages {
    /// Runs a stage. What it gives is dropped by whoever asked for it.
    fn run<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let started = clock();
        let result = black_box(run());
        let time = clock().saturating_sub(started);
        match self.least.get_mut(self.next) {
            Some((_, least)) => *least = time.min(*least),
            None => self.least.push((name, time)),
        }
        self.next += 1;
        result
    }

    fn rounds(mut run: impl FnMut(&mut Self)) -> Self {
        let mut stages = Self::default();
        for _ in 0..ROUNDS {
            stages.next = 0;
            run(&mut stages);
        }
        stages
    }

    fn total(&self) -> Duration {
        self.least.iter().map(|(_, time)| *time).sum()
    }

    fn show(&self) {
        for (name, time) in &self.least {
            println!("    {name:<28} {:>22.1} ms", milliseconds(*time));
        }
    }
}

/// A document with so many operations and schemas that lead to each other.
fn document(operations: usize) -> String {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\ntags:\n");
    for number in 0..operations.div_ceil(TOGETHER) {
        text.push_str(&format!("  - {{name: Orders{number}}}\n"));
    }
    text.push_str("paths:\n");
    for number in 0..operations {
        let tag = number / TOGETHER;
        text.push_str(&format!(
            "  /orders{number}/{{orderId}}:\n    put:\n      operationId: putOrder{number}\n      tags: [Orders{tag}]\n      \
             parameters:\n        - {{name: orderId, in: path, required: true, schema: {{type: string}}, example: a}}\n      \
             requestBody:\n        required: true\n        content:\n          application/json:\n            \
             schema: {{$ref: '#/components/schemas/Order{number}'}}\n      \
             responses:\n        '200':\n          description: The order.\n          content:\n            application/json:\n              \
             schema: {{$ref: '#/components/schemas/Order{number}'}}\n              examples:\n                one:\n                  \
             value: {{id: a, total: 12, lines: [{{name: b, price: 7}}, {{name: c, price: 5}}]}}\n        '400':\n          \
             description: The order is not taken.\n          content:\n            application/json:\n              \
             schema: {{$ref: '#/components/schemas/Problem{number}'}}\n"
        ));
    }
    text.push_str("components:\n  schemas:\n");
    for number in 0..operations {
        text.push_str(&format!(
            "    Problem{number}: {{type: object, required: [code], properties: {{code: {{type: string}}}}}}\n    Order{number}:\n      type: object\n      required: [id, total]\n      properties:\n        \
             id: {{type: string, description: Id of the order.}}\n        total: {{type: integer, format: int64, minimum: 0}}\n        \
             lines:\n          type: array\n          items:\n            type: object\n            properties:\n              \
             name: {{type: string, maxLength: 200}}\n              price: {{type: integer, format: int64, minimum: 0}}\n        \
             before:\n          allOf: [{{$ref: '#/components/schemas/Order{}'}}]\n",
            number.saturating_sub(1)
        ));
        for member in 0..20 {
            text.push_str(&format!(
                "        member{member}: {{type: string, description: 'Something that is said of the order, in {member} words or so.'}}\n"
            ));
        }
    }
    text
}

/// A made-up document, read and checked.
fn sound_document(path: &str, text: &str) -> Document {
    let read = |_: &Path| Ok(text.to_owned());
    let (_, document, found) = tree::load_from(&read, Path::new(path));
    let (document, found) = sound(document.unwrap(), found, Options::default());
    document.unwrap_or_else(|| panic!("{:?}", found.sorted().first()))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn shown(name: &str, bytes: usize, time: Duration) {
    #[allow(clippy::cast_precision_loss)] // Sizes of files.
    let megabytes = bytes as f64 / 1e6;
    let milliseconds = milliseconds(time);
    println!(
        "{name:<32} {megabytes:>8.2} MB {milliseconds:>9.1} ms {:>8.1} ms/MB",
        milliseconds / megabytes
    );
}

/// A spec of the house: everything that is found in it, and then its crates.
fn spec(root: &Path) {
    let name = root.parent().and_then(Path::file_name).unwrap();
    let (sources, ..) = tree::load(root);
    let bytes = sources.files().map(|(_, file)| file.text().len()).sum();
    let package = fs::read_to_string(root.with_file_name("package.toml")).unwrap();
    let package = Package::parse(&package).unwrap();
    let layout = Layout::side_by_side(&package);

    let lint = Stages::rounds(|stages| {
        let (mut sources, document, found) = stages.run("read", || tree::load(root));
        let document = document.unwrap();
        let (document, _) = stages.run("check", || sound(document, found, Options::default()));
        let document = document.unwrap();
        stages.run("house", || check::house(&document));
        stages.run("ledger", || evidence::beside(root, &document, &mut sources));
    });
    shown(
        &format!("{}, findings", name.display()),
        bytes,
        lint.total(),
    );
    lint.show();

    let folder = tempfile::tempdir().unwrap();
    let files = Stages::rounds(|stages| {
        let (_, document, found) = stages.run("read", || tree::load(root));
        let document = document.unwrap();
        let (document, _) = stages.run("check", || sound(document, found, Options::default()));
        let document = document.unwrap();
        let (understood, _) = stages.run("understand", || interpret(&document, Options::default()));
        let understood = understood.unwrap();
        let crates = stages.run("emit", || {
            emit::emit(&document, &understood, &package, &layout).unwrap()
        });
        stages.run("write", || {
            for (name, files) in [
                ("model", &crates.model),
                ("client", &crates.client),
                ("registry", &crates.registry),
            ] {
                write::apply(&folder.path().join(name), files).unwrap();
            }
        });
    });
    shown(&format!("{}, crates", name.display()), bytes, files.total());
    files.show();
}

fn main() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut roots: Vec<PathBuf> = fs::read_dir(specs)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("openapi.yaml"))
        .filter(|path| path.is_file())
        .collect();
    roots.sort();
    for root in roots {
        spec(&root);
    }
    for factor in FACTORS {
        let yaml = document(OPERATIONS * factor);
        let (_, read, _) = tree::load_from(&|_: &Path| Ok(yaml.clone()), Path::new("a.yaml"));
        let json = read.unwrap().root.to_json().to_string();
        for (path, text) in [("a.yaml", &yaml), ("a.json", &json)] {
            let name = format!("{factor}× {path}");
            let findings = Stages::rounds(|stages| {
                stages.run("findings", || sound_document(path, text));
            });
            shown(&format!("{name}, findings"), text.len(), findings.total());
        }
        let package = Package::named("shop", "Shop");
        let layout = Layout::side_by_side(&package);
        let crates = Stages::rounds(|stages| {
            stages.run("crates", || {
                let document = sound_document("a.json", &json);
                let (understood, _) = interpret(&document, Options::default());
                emit::emit(&document, &understood.unwrap(), &package, &layout).unwrap()
            });
        });
        shown(
            &format!("{factor}× a.json, crates"),
            json.len(),
            crates.total(),
        );
    }
}
