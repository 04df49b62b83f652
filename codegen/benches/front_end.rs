//! How long it takes to read and check specs, and whether that grows as their size does: `cargo bench -p kessai-codegen`.
//!
//! Each line is the best of some rounds, from files or texts to findings.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // A program for people.

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use kessai_codegen::{Options, check, evidence, sound, tree};

const ROUNDS: usize = 10;

/// How many operations the made-up documents have; each has some 3 KB.
const SIZES: &[usize] = &[250, 500, 1_000, 2_000];

fn best(mut run: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let started = Instant::now();
        run();
        started.elapsed()
    });
    rounds.min().unwrap_or_default()
}

/// Everything that is found in a spec of the house, but for what later stages find.
fn lint(spec: &Path) {
    let (mut sources, document, found) = tree::load(spec);
    let document = document.unwrap();
    let (_, found) = sound(document.clone(), found, Options::default());
    black_box((found, check::house(&document)));
    black_box(evidence::beside(spec, &document, &mut sources));
}

/// A document with so many operations and schemas that lead to each other.
fn document(operations: usize) -> String {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\ntags: [{name: Orders}]\npaths:\n",
    );
    for number in 0..operations {
        text.push_str(&format!(
            "  /orders{number}/{{orderId}}:\n    get:\n      operationId: getOrder{number}\n      tags: [Orders]\n      \
             parameters:\n        - {{name: orderId, in: path, required: true, schema: {{type: string}}, example: a}}\n      \
             responses:\n        '200':\n          description: The order.\n          content:\n            application/json:\n              \
             schema: {{$ref: '#/components/schemas/Order{number}'}}\n              examples:\n                one:\n                  \
             value: {{id: a, total: 12, lines: [{{name: b, price: 7}}, {{name: c, price: 5}}]}}\n"
        ));
    }
    text.push_str("components:\n  schemas:\n");
    for number in 0..operations {
        text.push_str(&format!(
            "    Order{number}:\n      type: object\n      required: [id, total]\n      properties:\n        \
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

fn shown(name: &str, bytes: usize, time: Duration) {
    #[allow(clippy::cast_precision_loss)] // Sizes of files.
    let megabytes = bytes as f64 / 1e6;
    let milliseconds = time.as_secs_f64() * 1e3;
    println!(
        "{name:<32} {megabytes:>8.2} MB {milliseconds:>9.1} ms {:>8.1} ms/MB",
        milliseconds / megabytes
    );
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
        let (sources, ..) = tree::load(&root);
        let bytes = sources.files().map(|(_, file)| file.text().len()).sum();
        let name = root.parent().and_then(Path::file_name).unwrap();
        let time = best(|| lint(&root));
        shown(&name.to_string_lossy(), bytes, time);
    }
    for operations in SIZES {
        let yaml = document(*operations);
        let (_, read, _) = tree::load_from(&|_: &Path| Ok(yaml.clone()), Path::new("a.yaml"));
        let json = read.unwrap().root.to_json().to_string();
        for (path, text) in [("a.yaml", &yaml), ("a.json", &json)] {
            let read = |_: &Path| Ok(text.clone());
            let time = best(|| {
                let (_, document, found) = tree::load_from(&read, Path::new(path));
                let (document, found) = sound(document.unwrap(), found, Options::default());
                assert!(document.is_some(), "{:?}", found.sorted().first());
            });
            shown(
                &format!("{operations} operations, {path}"),
                text.len(),
                time,
            );
        }
    }
}
