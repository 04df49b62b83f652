use super::{super::argument::Argument, header, path, query};
use crate::operation::{Location, Parameter, Style};

fn parameter(name: &'static str, location: Location, style: Style, explode: bool) -> Parameter {
    Parameter {
        name,
        location,
        style,
        explode,
    }
}

fn scalar(text: &str) -> Argument {
    Argument::Scalar(text.into())
}

fn list(items: &[&str]) -> Argument {
    Argument::List(items.iter().map(|&item| item.into()).collect())
}

fn members(members: &[(&str, &str)]) -> Argument {
    Argument::Members(
        members
            .iter()
            .map(|&(name, value)| (name.into(), value.into()))
            .collect(),
    )
}

#[test]
fn queries() {
    let (form, deep) = (Style::Form, Style::DeepObject);
    for (name, style, explode, argument, expected) in [
        ("limit", form, true, scalar("10"), "limit=10"),
        ("note", form, true, scalar(""), "note="),
        ("note", form, true, scalar("a&b=c d"), "note=a%26b%3Dc%20d"),
        (
            "brand[]",
            form,
            true,
            list(&["visa", "jcb"]),
            "brand%5B%5D=visa&brand%5B%5D=jcb",
        ),
        ("created.from", form, true, scalar("1"), "created.from=1"),
        ("id", form, false, list(&["a,b", "c"]), "id=a%2Cb,c"),
        ("id", form, true, list(&[]), ""),
        ("id", form, false, list(&[]), ""),
        (
            "sort",
            form,
            true,
            members(&[("by", "id"), ("dir", "up")]),
            "by=id&dir=up",
        ),
        (
            "sort",
            form,
            false,
            members(&[("by", "id"), ("dir", "up")]),
            "sort=by,id,dir,up",
        ),
        (
            "meta",
            deep,
            true,
            members(&[("a", "1"), ("b]", "2&")]),
            "meta%5Ba%5D=1&meta%5Bb%5D%5D=2%26",
        ),
        ("meta", deep, true, members(&[]), ""),
    ] {
        let mut text = String::new();
        query(
            &parameter(name, Location::Query, style, explode),
            &argument,
            &mut text,
        )
        .unwrap();
        assert_eq!(text, expected);
    }
}

#[test]
fn a_query_goes_on_after_what_stands_there() {
    let mut text = String::from("a=1");
    let limit = parameter("limit", Location::Query, Style::Form, true);
    query(&limit, &scalar("2"), &mut text).unwrap();
    assert_eq!(text, "a=1&limit=2");
}

#[test]
fn a_deep_object_must_be_an_object() {
    let meta = parameter("meta", Location::Query, Style::DeepObject, true);
    assert!(query(&meta, &scalar("a"), &mut String::new()).is_err());
    assert!(query(&meta, &list(&["a"]), &mut String::new()).is_err());
}

#[test]
fn paths() {
    let plain = parameter("id", Location::Path, Style::Simple, false);
    let exploded = parameter("id", Location::Path, Style::Simple, true);
    assert_eq!(
        path(&plain, &scalar("a b%2F é")).unwrap(),
        "a%20b%252F%20%C3%A9"
    );
    assert_eq!(path(&plain, &list(&["a,b", "c"])).unwrap(), "a%2Cb,c");
    assert_eq!(
        path(&plain, &members(&[("a", "1"), ("b", "2")])).unwrap(),
        "a,1,b,2"
    );
    assert_eq!(
        path(&exploded, &members(&[("a", "1"), ("b", "2")])).unwrap(),
        "a=1,b=2"
    );
}

#[test]
fn a_path_value_cannot_change_the_resource() {
    let id = parameter("id", Location::Path, Style::Simple, false);
    for text in ["", ".", "..", "...", "a/b", "/", "../a"] {
        assert!(path(&id, &scalar(text)).is_err(), "{text:?}");
        assert!(path(&id, &list(&["a", text])).is_err(), "{text:?}");
    }
    assert!(path(&id, &list(&[])).is_err());
    for text in [".a", "a.", "..a", "a..b", "%2e", "\\", "~"] {
        assert!(path(&id, &scalar(text)).is_ok(), "{text:?}");
    }
}

#[test]
fn headers() {
    let plain = parameter("x-list", Location::Header, Style::Simple, false);
    assert_eq!(header(&plain, &scalar("a b%")).unwrap(), "a b%");
    assert_eq!(header(&plain, &list(&["a", "b"])).unwrap(), "a,b");
    assert_eq!(header(&plain, &list(&[])), None);
}
