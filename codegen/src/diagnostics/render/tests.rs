use super::*;
use crate::{diagnostics::codes::shape, source::Span};

fn sources() -> (Sources, Vec<FileId>) {
    let mut sources = Sources::new();
    let files = vec![
        sources.add("a.yaml", "one: 1\n数量: {type: integr}\nthree: 3\n"),
        sources.add("b.yaml", "x: y\r\n\tz: 😀 end\r\n"),
    ];
    (sources, files)
}

/// The span of a text in a file.
fn of(sources: &Sources, file: FileId, text: &str) -> Span {
    let start = sources.file(file).unwrap().text().find(text).unwrap();
    Span {
        file,
        start: crate::source::offset(start),
        end: crate::source::offset(start + text.len()),
    }
}

#[test]
fn carets_stand_under_wide_characters_and_labels_in_every_file() {
    let (sources, files) = sources();
    let found = Diagnostic::new(
        shape::UNKNOWN_TYPE,
        of(&sources, files[0], "integr"),
        "unknown schema type `integr`",
    )
    .label("expected integer")
    .also(of(&sources, files[0], "数量"), "in this property")
    .also(of(&sources, files[1], "end"), "wanted here")
    .help("look it up")
    .edit(
        "did you mean `integer`?",
        of(&sources, files[0], "integr"),
        "integer",
    );
    insta::assert_snapshot!(render(&Diagnostics::from_iter([found]), &sources, false), @r#"
    error[SPEC0203]: unknown schema type `integr`
     --> a.yaml:2:12
      |
    2 | 数量: {type: integr}
      | ----         ^^^^^^ expected integer
      | |
      | in this property
      |
     ::: b.yaml:2:7
      |
    2 |     z: 😀 end
      |           --- wanted here
      |
      = help: look it up
    help: did you mean `integer`?
      |
    2 | 数量: {type: integer}
      |                   +

    1 error
    "#);
}

#[test]
fn findings_are_sorted_and_counted() {
    let (sources, files) = sources();
    let at = |file: usize, text: &str, level| Diagnostic {
        level,
        ..Diagnostic::new(shape::WRONG_KIND, of(&sources, files[file], text), text)
    };
    let found = Diagnostics::from_iter([
        at(1, "x", Level::Error),
        at(0, "three", Level::Note),
        at(0, "one", Level::Error),
        at(0, "数量", Level::Warning),
    ]);
    let shown = render(&found, &sources, false);
    let places: Vec<_> = shown
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--> "))
        .collect();
    assert_eq!(
        places,
        ["a.yaml:1:1", "a.yaml:2:1", "a.yaml:3:1", "b.yaml:1:1"]
    );
    assert!(shown.ends_with("2 errors, 1 warning, 1 note\n"), "{shown}");
    assert!(found.has_errors());
}

#[test]
fn an_error_is_shown_however_many_notes_stand_before_it() {
    let (sources, files) = sources();
    let at = |text: &str, level, message: String| Diagnostic {
        level,
        ..Diagnostic::new(shape::WRONG_KIND, of(&sources, files[0], text), message)
    };
    let notes = (0..LIMIT + 10).map(|number| at("one", Level::Note, format!("note {number:02}")));
    let mut found: Diagnostics = notes.collect();
    found.push(at("three", Level::Error, "the error".to_owned()));
    let shown = render(&found, &sources, false);
    assert_eq!(shown.matches(" --> ").count(), LIMIT);
    assert!(shown.contains("error[SPEC0202]: the error"), "{shown}");
    let (first, last) = (
        shown.find("note 00").unwrap(),
        shown.find("the error").unwrap(),
    );
    assert!(first < last, "by position: {shown}");
    assert!(shown.contains("50 of 61 findings are shown"), "{shown}");
}

#[test]
fn nothing_found_is_nothing_said() {
    assert_eq!(render(&Diagnostics::new(), &Sources::new(), false), "");
}

#[test]
fn colours_are_for_terminals() {
    let (sources, files) = sources();
    let found = Diagnostics::from_iter([Diagnostic::new(
        shape::WRONG_KIND,
        of(&sources, files[0], "one"),
        "wrong",
    )]);
    assert!(!render(&found, &sources, false).contains('\u{1b}'));
    assert!(render(&found, &sources, true).contains('\u{1b}'));
}

#[test]
fn spans_past_the_end_and_inside_characters_are_harmless() {
    let (sources, files) = sources();
    for (start, end) in [(0, u32::MAX), (u32::MAX, u32::MAX), (8, 9), (9, 8), (0, 0)] {
        let span = Span {
            file: files[0],
            start,
            end,
        };
        let found = Diagnostic::new(shape::WRONG_KIND, span, "wrong")
            .edit("so", span, "x")
            .also(span, "also");
        assert!(render(&Diagnostics::from_iter([found]), &sources, false).contains("wrong"));
    }
}

#[test]
fn long_lines_are_cut_around_what_is_shown_of_them() {
    let mut sources = Sources::new();
    let far = "日".repeat(1_000_000);
    let text =
        format!("{{\"数量\": 1, \"a\": \"{far}\",\n{far}, \"数量\": integr, \"b\": \"{far}\"}}\n");
    let file = sources.add("a.json", text);
    let second = sources.file(file).unwrap().text().rfind("数量").unwrap();
    let second = Span {
        file,
        start: crate::source::offset(second),
        end: crate::source::offset(second + "数量".len()),
    };
    let type_of = of(&sources, file, "integr");
    let found = Diagnostic::new(shape::UNKNOWN_TYPE, type_of, "unknown schema type `integr`")
        .also(second, "in this property")
        .also(of(&sources, file, "数量"), "the first")
        .edit("did you mean `integer`?", type_of, "integer");
    insta::assert_snapshot!(render(&Diagnostics::from_iter([found]), &sources, false), @r#"
    error[SPEC0203]: unknown schema type `integr`
     --> a.json:2:1000009
      |
    1 | {"数量": 1, "a": "日日日日日日日日日日日日日日日日…
      |   ---- the first
    2 | …日日日日日日日日日日日日日日日日日日日, "数量": integr, "b": "日日日日日日日日日日日日日日日日日…
      |                                           ----   ^^^^^^
      |                                           |
      |                                           in this property
      |
    help: did you mean `integer`?
      |
    2 | …日日日日日日日日日日日日日日日日, "数量": integer, "b": "日日日日日日日日日日日日日日日日日…
      |                                                 +

    1 error
    "#);
}

#[test]
fn lines_between_places_that_are_far_apart_cost_nothing() {
    let mut sources = Sources::new();
    let text = format!("first: 1\n{}last: 2\n", "between: 0\n".repeat(1_000));
    let file = sources.add("a.yaml", text);
    let found = Diagnostic::new(shape::WRONG_KIND, of(&sources, file, "last"), "it is last")
        .also(of(&sources, file, "first"), "the first");
    insta::assert_snapshot!(render(&Diagnostics::from_iter([found]), &sources, false), @r"
    error[SPEC0202]: it is last
        --> a.yaml:1002:1
         |
       1 | first: 1
         | ----- the first
    ...
    1002 | last: 2
         | ^^^^

    1 error
    ");
}
