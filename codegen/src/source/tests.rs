use super::*;

fn span(file: FileId, start: u32, end: u32) -> Span {
    Span { file, start, end }
}

#[test]
fn columns_count_characters_not_bytes() {
    let mut sources = Sources::new();
    let text = "名前: 値\n\t😀: x\r\nlast";
    let file = sources.add("a.yaml", text);
    let at = |needle: &str| {
        let start = offset(text.find(needle).unwrap());
        sources.position(span(file, start, start + 1)).to_string()
    };
    assert_eq!(at("値"), "1:5");
    assert_eq!(at("😀"), "2:2");
    assert_eq!(at("x"), "2:5");
    assert_eq!(at("last"), "3:1");
    assert_eq!(sources.place(span(file, 0, 1)), "a.yaml:1:1");
}

#[test]
fn a_line_ends_with_its_break() {
    let mut sources = Sources::new();
    let id = sources.add("a", "one\r\ntwo\n");
    let file = sources.file(id).unwrap();
    assert_eq!(file.line_count(), 3);
    assert_eq!(&file.text()[file.line_range(0)], "one\r\n");
    assert_eq!(&file.text()[file.line_range(2)], "");
    assert_eq!(file.line_range(9), 9..9);
    assert_eq!(file.line_of(999), 2);
}

#[test]
fn foreign_spans_are_harmless() {
    let sources = Sources::new();
    let span = span(FileId(7), 3, 9);
    assert_eq!(sources.text(span), "");
    assert_eq!(sources.place(span), ":1:1");
}

#[test]
fn a_span_can_be_cut_and_joined() {
    let file = FileId(0);
    assert_eq!(span(file, 4, 9).first(1), span(file, 4, 5));
    assert_eq!(span(file, 4, 5).first(9), span(file, 4, 5));
    assert_eq!(span(file, 4, 5).to(span(file, 8, 12)), span(file, 4, 12));
}
