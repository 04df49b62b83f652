//! What must hold for any bytes, and for any edits of a sound document; the tests here and the fuzz targets call it.

use std::{io, path::Path};

use kessai_codegen::{
    Options, Understood,
    diagnostics::{Diagnostics, Profile, github, json, render},
    emit::{self, Crates, Layout},
    interpret,
    package::Package,
    sound,
    source::Sources,
    tree::{self, Document},
};

const PROFILES: [Profile; 2] = [Profile::House, Profile::Public];

/// A document with these bytes, as YAML and as JSON, is read or refused: no panic, places that lie in it, and a bundle that
/// means the same.
pub(crate) fn bytes_have_an_answer(bytes: &[u8]) {
    for name in ["openapi.yaml", "openapi.json"] {
        let (sources, document, found) = load(name, bytes);
        have_places(&sources, &found);
        let Some(document) = document else {
            assert!(found.has_errors(), "there is no document, and no reason");
            continue;
        };
        bundle_means_the_same(&document);
        for profile in PROFILES {
            let (sound, found) = sound(document.clone(), found.clone(), Options { profile });
            have_places(&sources, &found);
            assert_eq!(
                sound.is_none(),
                found.has_errors(),
                "{}",
                render(&found, &sources, false)
            );
        }
    }
}

/// A document of ours with faults in it is refused, or becomes crates. Tells how many times it did.
pub(crate) fn edited_documents_have_an_answer(edits: &[u8]) -> usize {
    let text = edited(edits);
    let (sources, document, found) = load("openapi.yaml", text.as_bytes());
    have_places(&sources, &found);
    let Some(document) = document else {
        assert!(found.has_errors(), "there is no document, and no reason");
        return 0;
    };
    bundle_means_the_same(&document);
    let mut emitted = 0;
    for profile in PROFILES {
        let options = Options { profile };
        let (sound, mut found) = sound(document.clone(), found.clone(), options);
        if let Some(document) = sound {
            let (understood, more) = interpret(&document, options);
            found.extend(more);
            assert_eq!(understood.is_none(), found.has_errors(), "{text}");
            if let Some(understood) = understood {
                crates(&document, &understood, "shop");
                emitted += 1;
            }
        }
        have_places(&sources, &found);
    }
    emitted
}

/// The crates of a document.
pub(crate) fn crates(document: &Document, understood: &Understood, name: &str) -> Crates {
    let package = Package::named(name, &understood.api.title);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../runtime")
        .display()
        .to_string();
    let layout = Layout {
        model_to_runtime: runtime.clone(),
        client_to_runtime: runtime,
        ..Layout::side_by_side(&package)
    };
    emit::emit(document, understood, &package, &layout).expect("emitted tokens are Rust")
}

/// A document of one file.
pub(crate) fn load(name: &str, bytes: &[u8]) -> (Sources, Option<Document>, Diagnostics) {
    let files = |path: &Path| {
        if path != Path::new(name) {
            return Err(io::ErrorKind::NotFound.into());
        }
        String::from_utf8(bytes.to_vec()).map_err(|_| io::ErrorKind::InvalidData.into())
    };
    tree::load_from(&files, Path::new(name))
}

/// Every finding is shown, at a place that its file has.
fn have_places(sources: &Sources, found: &Diagnostics) {
    for found in found.iter() {
        let edits = found.help.iter().filter_map(|help| help.edit.as_ref());
        let labels = found.secondary.iter().chain([&found.primary]);
        let spans = labels.map(|label| label.span);
        for span in spans.chain(edits.map(|edit| edit.span)) {
            let file = sources.file(span.file).expect("a file that was read");
            let text = file.text().get(span.range());
            assert!(text.is_some(), "{found:?} points at no text");
        }
    }
    assert_eq!(render(found, sources, false).is_empty(), found.is_empty());
    assert_eq!(json(found, sources, None).lines().count(), found.len());
    assert_eq!(github(found, sources).lines().count(), found.len());
}

/// The bundle, written as YAML and as JSON, is the same document.
fn bundle_means_the_same(document: &Document) {
    let value = document.root.to_json();
    let again = |name: &str, text: &str| {
        let (_, document, _) = load(name, text.as_bytes());
        document.map(|document| document.root.to_json())
    };
    let text = document.to_json_text();
    assert_eq!(again("openapi.json", &text), Some(value.clone()), "{text}");
    // A key may be longer than YAML allows.
    if let Ok(text) = document.to_yaml() {
        assert_eq!(again("openapi.yaml", &text), Some(value), "{text}");
    }
}

/// Sound documents to put faults into.
const DOCUMENTS: &[&str] = &[
    include_str!("../mutants/shop/openapi.yaml"),
    include_str!("../diagnostics/sample.yaml"),
    include_str!("../../course/course.yaml"),
];

/// What takes the place of a value.
const VALUES: &[&str] = &[
    "null",
    "-1",
    "1e400",
    "99999999999999999999",
    "''",
    "[]",
    "{}",
    "[[a]]",
    "true",
    "object",
    "array",
    "string",
    "integer",
    "{$ref: '#/paths'}",
    "{$ref: '#/components/schemas/Order'}",
    "{type: object, properties: {a: {type: string}}}",
    "{oneOf: [{type: string}, {type: integer}]}",
    "{allOf: [{$ref: '#/components/schemas/Order'}, {type: object}]}",
    "{nullable: true}",
    "日本",
];

/// How many edits are made at most.
const EDITS: usize = 8;

/// A document with edits in it: the first byte says which document, then four bytes are one edit.
fn edited(edits: &[u8]) -> String {
    let (first, edits) = edits.split_first().unwrap_or((&0, &[]));
    let document = DOCUMENTS[usize::from(*first) % DOCUMENTS.len()];
    let mut lines: Vec<String> = document.lines().map(str::to_owned).collect();
    for edit in edits.as_chunks::<4>().0.iter().take(EDITS) {
        let [kind, high, low, what] = *edit;
        let at = usize::from(u16::from_be_bytes([high, low])) % lines.len();
        change(&mut lines, at, kind, usize::from(what));
        if lines.is_empty() {
            break;
        }
    }
    lines.join("\n") + "\n"
}

/// One edit of one line.
fn change(lines: &mut Vec<String>, at: usize, kind: u8, what: usize) {
    let line = lines[at].clone();
    let place = {
        let places: Vec<usize> = line.char_indices().map(|(place, _)| place).collect();
        places.get(what % (places.len() + 1)).copied()
    };
    match kind % 8 {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, line),
        2 => lines[at] = format!("  {line}"),
        3 => {
            let indented = line.strip_prefix("  ").unwrap_or(&line);
            indented.clone_into(&mut lines[at]);
        }
        4 => {
            let other = (at + 1) % lines.len();
            lines.swap(at, other);
        }
        5 => {
            if let Some(place) = place {
                lines[at].remove(place);
            }
        }
        6 => {
            let letters = [':', ',', '}', ']', '{', '\'', '"', '-', 'x', ' ', '&', '\t'];
            let place = place.unwrap_or(line.len());
            lines[at].insert(place, letters[what % letters.len()]);
        }
        _ => {
            if let Some((key, _)) = line.split_once(": ") {
                lines[at] = format!("{key}: {}", VALUES[what % VALUES.len()]);
            }
        }
    }
}
