//! Crates of a document that is not under `specs/`.

use super::*;

#[test]
fn crates_anywhere_find_the_runtimes_wherever_the_command_was_run() {
    let root = specs();
    let provider = provider(root.path());
    let runtime = root.path().join("runtime");
    fs::create_dir(&runtime).unwrap();
    let elsewhere = TempDir::new().unwrap();
    let out = elsewhere.path().join("a/shop");
    let spec = format!("specs/{provider}/openapi.yaml");
    let out_argument = out.to_str().unwrap();
    let generate = ["generate", "--spec", &spec, "--out", out_argument];
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["--root", "."])
        .args(generate)
        .args(["--name", "shop", "--registry"])
        .current_dir(root.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut runtimes = 0;
    for manifest in ["", "model", "registry"] {
        let folder = out.join(manifest);
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        for part in manifest.split("path = \"").skip(1) {
            let path = Path::new(part.split('"').next().unwrap());
            if let Some(parent) = path.parent().filter(|parent| parent.ends_with("runtime")) {
                let found = folder.join(parent).canonicalize();
                assert_eq!(found.ok(), runtime.canonicalize().ok(), "{manifest}");
                runtimes += 1;
            }
        }
    }
    assert!(runtimes >= 3, "each crate stands on a runtime");
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let root = specs();
    let provider = provider(root.path());
    let spec = root
        .path()
        .join("specs")
        .join(provider)
        .join("openapi.yaml");
    let generate = |out: &str, name: &str| {
        let spec = spec.to_str().unwrap();
        fails(
            root.path(),
            &["generate", "--spec", spec, "--out", out, "--name", name],
        )
    };
    let out = root.path().join("precious");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.txt"), "years of work").unwrap();
    let shown = generate(out.to_str().unwrap(), "shop");
    assert!(shown.contains("precious"), "{shown}");
    assert_eq!(
        fs::read_to_string(out.join("thesis.txt")).unwrap(),
        "years of work"
    );
    let shown = generate("new", "Not A Crate");
    assert!(shown.contains("not a crate name"), "{shown}");
}

/// What is mended so that a document can be read is a note, and whoever generates from it learns where notes are shown.
#[test]
fn generating_says_where_notes_are_shown() {
    let root = specs();
    let spec = root.path().join("noted.yaml");
    let document = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: 'https://shop.example'}]\npaths:\n  /orders: {get: {responses: {'204': {description: Done.}}}}\n";
    fs::write(&spec, document).unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["--root", "."])
            .args(arguments)
            .current_dir(root.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&[output.stdout, output.stderr].concat())
    };
    let generate = ["generate", "--spec", "noted.yaml", "--out", "made"];
    let said = run(&[&generate[..], &["--name", "shop"]].concat());
    assert!(
        said.contains("notes: 2, shown by: cargo xtask lint --spec noted.yaml"),
        "{said}"
    );
    let said = run(&["lint", "--spec", "noted.yaml"]);
    assert!(said.contains("note[SPEC0204]"), "{said}");
}
