//! The corpus command on small documents, with a cargo and a peer that are scripts.

#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Plays cargo: writes down what it is asked, finds a warning in every crate that is not hollow, and builds a judge that finds
/// one example of two.
const CARGO: &str = r#"#!/bin/sh
here=$(basename "$PWD")
echo "$1 $here" >> "$LOG"
case "$1" in
  check)
    touch Cargo.lock
    case "$here" in
      *hollow) ;;
      *) echo '{"reason":"compiler-message","manifest_path":"'"$PWD"'/Cargo.toml","message":{"level":"warning","message":"unused","code":{"code":"unused_mut"},"spans":[]}}' ;;
    esac ;;
  build)
    name=$(sed -n 's/^name = "\(.*\)"$/\1/p' Cargo.toml)
    mkdir -p "$CARGO_TARGET_DIR/debug"
    cat > "$CARGO_TARGET_DIR/debug/$name" <<'EOF'
#!/bin/sh
echo '{"at":"/components/schemas/Pet/example","of":"schema Pet","component":"Pet","outcome":"identical","reasons":[]}'
echo '{"at":"/components/schemas/Owner/example","of":"schema Owner","component":"Owner","outcome":"lost","reasons":["$.name: is lost"]}'
echo '{"at":"/components/schemas/Bad/example","of":"schema Bad","component":null,"outcome":"invalid","reasons":[]}'
EOF
    chmod +x "$CARGO_TARGET_DIR/debug/$name" ;;
  clean) ;;
  *) echo "error: could not find \`openapi-to-rust\` in registry" >&2; exit 101 ;;
esac
"#;

/// Plays openapi-to-rust: `generate DOCUMENT --module-name generated --output-dir DIR`.
const PEER: &str = r#"#!/bin/sh
echo "generate $(basename "$2")" >> "$LOG"
case "$2" in
  *refused*) echo "Error: cannot read $2" >&2; exit 1 ;;
  *endless*) sleep 600 ;;
esac
mkdir -p "$6"
printf '[dependencies]\nserde = "1"\n' > "$6/REQUIRED_DEPS.toml"
printf '#[derive(Serialize, Deserialize)]\npub struct Pet {\n    pub name: String,\n}\n' > "$6/types.rs"
"#;

const DOCUMENT: &str = r"
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      responses:
        '200':
          description: All.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}, example: {name: Rex}}
";

/// A repository as far as the command looks at it, with a folder of documents.
struct Place {
    root: TempDir,
}

impl Place {
    fn new(documents: &[&str]) -> Self {
        let place = Self {
            root: TempDir::new().unwrap(),
        };
        for part in ["runtime/model", "runtime/client", "runtime/registry"] {
            fs::create_dir_all(place.path(part).join("src")).unwrap();
        }
        for part in ["conformance/sandbox", "conformance/roundtrip"] {
            fs::create_dir_all(place.path(part).join("src")).unwrap();
        }
        fs::write(place.path("Cargo.lock"), "").unwrap();
        fs::create_dir_all(place.path("documents")).unwrap();
        for name in documents {
            fs::write(place.path("documents").join(name), DOCUMENT).unwrap();
        }
        place.script("cargo", CARGO);
        place
    }

    fn with_peer(self) -> Self {
        let peers = self.path("target/corpus/peers");
        fs::create_dir_all(peers.join("bin")).unwrap();
        fs::write(
            peers.join(".crates.toml"),
            "[v1]\n\"openapi-to-rust 9.8.7 (registry)\" = [\"openapi-to-rust\"]\n",
        )
        .unwrap();
        self.script("target/corpus/peers/bin/openapi-to-rust", PEER);
        self
    }

    fn path(&self, part: &str) -> PathBuf {
        self.root.path().join(part)
    }

    fn script(&self, at: &str, text: &str) {
        let path = self.path(at);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("--root")
            .arg(self.root.path())
            .arg("corpus")
            .arg(self.path("documents"))
            .args(["--own", env!("CARGO_BIN_EXE_xtask")])
            .args(["--peer", "openapi-to-rust"])
            .args(arguments)
            .env("CARGO", self.path("cargo"))
            .env("LOG", self.path("log"))
            .output()
            .unwrap()
    }

    /// The tables.
    fn measure(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        assert!(!said.contains('\u{1b}'), "plain lines: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What the scripts were asked since this was last called.
    fn asked(&self) -> Vec<String> {
        let log = fs::read_to_string(self.path("log")).unwrap_or_default();
        let _ = fs::remove_file(self.path("log"));
        log.lines().map(str::to_owned).collect()
    }
}

/// The cells of the first row that starts with these two.
fn row<'t>(tables: &'t str, first: &str, second: &str) -> Vec<&'t str> {
    tables
        .lines()
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .find(|cells: &Vec<&str>| cells.starts_with(&[first, second]))
        .unwrap_or_else(|| panic!("no row of {first}, {second} in:\n{tables}"))
}

#[test]
fn generators_stand_side_by_side() {
    let place = Place::new(&["pets.yaml"]).with_peer();
    let tables = place.measure(&[]);
    assert!(tables.contains("openapi-to-rust 9.8.7"), "{tables}");

    let own = row(&tables, "pets", "kessai");
    let lines: usize = own[4].parse().unwrap();
    assert!(lines > 100, "{own:?}");
    assert_eq!(
        (own[5], &own[8..]),
        ("ok", &["1", "1 of 2", "0", "1", "0", "0"][..])
    );
    // The wrapper that makes the peer's modules a crate has a line, the types have four.
    let peer = row(&tables, "pets", "openapi-to-rust");
    assert_eq!(
        (peer[4], peer[5], &peer[8..]),
        ("5", "ok", &["1", "1 of 2", "0", "1", "0", "0"][..])
    );
    let all = row(&tables, "kessai", "1 of 1");
    assert_eq!(&all[1..5], ["1 of 1", "1 of 1", "0 of 1", "1 of 2"]);
    #[expect(clippy::cast_precision_loss)]
    let ratio = format!("{:.2}", lines as f64 / 5.0);
    let ratios = row(&tables, "openapi-to-rust", "1");
    assert_eq!(ratios[4], ratio);
    assert_eq!(ratios[7..], ["1 of 2 (50.0 %)", "1 of 2 (50.0 %)"]);
    // The judge gets the document as it was written and as it was read, and the types of the table.
    let documents = place.path("target/corpus/documents/pets");
    let written = fs::read_to_string(documents.join("written.json")).unwrap();
    assert!(
        written.contains("Rex") && !written.contains("operationId"),
        "{written}"
    );
    let sound = documents.join("kessai-registry/registry/openapi.json");
    assert!(fs::read_to_string(sound).unwrap().contains("operationId"));
    let judge = |name: &str| fs::read_to_string(documents.join(name).join("src/main.rs")).unwrap();
    assert!(judge("kessai-judge").contains("types::REGISTRY"));
    let peer = judge("openapi-to-rust-judge");
    assert!(
        peer.contains(r#""Pet" => recode::<types::generated::types::Pet>"#),
        "{peer}"
    );
    // The operation has no id and no 4XX.
    assert!(
        tables.contains("| pets | note SPEC0204 ×1, note SPEC0402 ×1 |"),
        "{tables}"
    );
    assert!(
        tables.contains(
            "| pets | `/components/schemas/Owner/example` | schema Owner | lost | $.name: is lost |"
        ),
        "{tables}"
    );
}

#[test]
fn what_is_measured_is_not_measured_again() {
    let place = Place::new(&["cats.yaml", "dogs.yaml"]).with_peer();
    let first = place.measure(&[]);
    assert!(!place.asked().is_empty());
    assert_eq!(place.measure(&[]), first);
    assert_eq!(place.asked(), Vec::<String>::new());

    // A document that changed, in what its crates hold.
    let dogs = place.path("documents/dogs.yaml");
    fs::write(&dogs, DOCUMENT.replace("name", "call")).unwrap();
    place.measure(&[]);
    let asked = place.asked();
    assert!(
        asked.contains(&"generate dogs.yaml".to_owned()),
        "{asked:?}"
    );
    assert!(asked.contains(&"check kessai".to_owned()), "{asked:?}");
    assert!(
        !asked.contains(&"generate cats.yaml".to_owned()),
        "{asked:?}"
    );

    // A peer of another release, which makes the same as before.
    place.script(
        "target/corpus/peers/bin/openapi-to-rust",
        &PEER.replacen("#!/bin/sh", "#!/bin/sh\n# Another release.", 1),
    );
    place.measure(&[]);
    let asked = place.asked();
    assert!(
        asked.contains(&"generate cats.yaml".to_owned()),
        "{asked:?}"
    );
    assert!(
        !asked.iter().any(|asked| asked.starts_with("check")),
        "{asked:?}"
    );

    // Other bounds, and the wish.
    for arguments in [&["--memory", "4000"][..], &["--again"]] {
        place.measure(arguments);
        let asked = place.asked();
        assert!(asked.contains(&"check kessai".to_owned()), "{asked:?}");
        assert!(
            asked.contains(&"generate cats.yaml".to_owned()),
            "{asked:?}"
        );
    }
}

#[test]
fn what_cannot_be_generated_is_a_row_that_says_so() {
    let place = Place::new(&["endless.yaml", "pets.yaml", "refused.yaml"]).with_peer();
    let tables = place.measure(&["--seconds", "3", "--jobs", "2"]);
    assert_eq!(
        row(&tables, "endless", "openapi-to-rust")[2],
        "**over 3 s**"
    );
    assert_eq!(
        row(&tables, "refused", "openapi-to-rust")[2],
        "**fails**: Error: cannot read refused.yaml"
    );
    assert_eq!(&row(&tables, "openapi-to-rust", "1 of 3")[2..3], ["1 of 3"]);
    let documents: Vec<&str> = tables
        .lines()
        .filter(|line| line.split(" | ").nth(1) == Some("kessai"))
        .map(|line| line.split(" | ").next().unwrap().trim_start_matches("| "))
        .collect();
    assert_eq!(
        documents,
        ["endless", "pets", "refused"],
        "whichever job was first"
    );
}

#[test]
fn a_peer_that_cannot_be_installed_is_one_error() {
    let place = Place::new(&["pets.yaml"]);
    let output = place.run(&[]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    let errors: Vec<&str> = said.lines().filter(|line| line.contains("error")).collect();
    assert_eq!(
        errors,
        [
            "error: cannot install openapi-to-rust from the package registry: error: could not find `openapi-to-rust` in registry"
        ]
    );
    assert!(output.stdout.is_empty());
    assert!(!place.path("target/corpus/results.jsonl").exists());
}

#[test]
fn the_report_goes_where_it_is_asked_to() {
    let place = Place::new(&["pets.yaml"]).with_peer();
    let report = place.path("report.md");
    let shown = place.measure(&["--report", report.to_str().unwrap()]);
    assert_eq!(shown, "");
    assert!(
        fs::read_to_string(&report)
            .unwrap()
            .starts_with("# Generators")
    );
    let nowhere = Path::new("/nowhere/report.md");
    let output = place.run(&["--report", nowhere.to_str().unwrap()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cannot write /nowhere/report.md"), "{said}");
}
