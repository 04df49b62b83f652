use super::{super::argument::Argument, cookie, header, path, query};
use crate::operation::{Parameter, Style};

fn scalar(text: &str) -> Argument {
    Argument::Scalar(text.into())
}

fn list(items: &[&str]) -> Argument {
    Argument::List(items.iter().map(|&item| scalar(item)).collect())
}

fn members(members: &[(&str, &str)]) -> Argument {
    Argument::Members(
        members
            .iter()
            .map(|&(name, value)| (name.into(), scalar(value)))
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
        let parameter = Parameter::query(name).style(style).explode(explode);
        query(&parameter, &argument, &mut text).unwrap();
        assert_eq!(text, expected);
    }
}

#[test]
fn a_query_goes_on_after_what_stands_there() {
    let mut text = String::from("a=1");
    query(&Parameter::query("limit"), &scalar("2"), &mut text).unwrap();
    assert_eq!(text, "a=1&limit=2");
}

#[test]
fn a_deep_object_goes_as_deep_as_its_value() {
    let deep = |name, value: &Argument| {
        let mut text = String::new();
        let parameter = Parameter::query(name).style(Style::DeepObject);
        query(&parameter, value, &mut text).unwrap();
        text
    };
    let lines = Argument::List(vec![
        members(&[("price", "1"), ("count", "2")]),
        members(&[("price", "3")]),
    ]);
    let address = members(&[("city", "東")]);
    let order = Argument::Members(vec![
        ("address".into(), address),
        ("lines".into(), lines),
        ("tags".into(), list(&["a", "b"])),
    ]);
    assert_eq!(
        deep("order", &order),
        "order%5Baddress%5D%5Bcity%5D=%E6%9D%B1\
         &order%5Blines%5D%5B0%5D%5Bprice%5D=1&order%5Blines%5D%5B0%5D%5Bcount%5D=2\
         &order%5Blines%5D%5B1%5D%5Bprice%5D=3\
         &order%5Btags%5D%5B%5D=a&order%5Btags%5D%5B%5D=b"
    );
    // A parameter that may be a range or a moment is written as what it is.
    assert_eq!(deep("created", &scalar("5")), "created=5");
    assert_eq!(deep("expand", &list(&["data"])), "expand%5B%5D=data");
}

#[test]
fn other_styles_have_no_form_for_depth() {
    let nested = Argument::List(vec![list(&["a"])]);
    for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited] {
        let parameter = Parameter::query("a").style(style);
        assert!(query(&parameter, &nested, &mut String::new()).is_err());
    }
    assert!(path(&Parameter::path("a"), &nested).is_err());
    assert!(header(&Parameter::header("a"), &nested).is_err());
    assert!(cookie(&Parameter::cookie("a"), &nested, &mut String::new()).is_err());
}

#[test]
fn lists_between_spaces_and_pipes() {
    for (style, explode, argument, expected) in [
        (
            Style::SpaceDelimited,
            false,
            list(&["a b", "c"]),
            "p=a%20b%20c",
        ),
        (Style::SpaceDelimited, true, list(&["a", "b"]), "p=a&p=b"),
        (
            Style::PipeDelimited,
            false,
            list(&["a|b", "c"]),
            "p=a%7Cb%7Cc",
        ),
        (
            Style::PipeDelimited,
            false,
            members(&[("a", "1")]),
            "p=a%7C1",
        ),
        (Style::PipeDelimited, false, list(&[]), ""),
    ] {
        let mut text = String::new();
        let parameter = Parameter::query("p").style(style).explode(explode);
        query(&parameter, &argument, &mut text).unwrap();
        assert_eq!(text, expected);
    }
}

#[test]
fn reserved_characters_stand_for_themselves_where_asked() {
    let mut text = String::new();
    let parameter = Parameter::query("to").reserved();
    query(&parameter, &scalar("https://a.example/?b&c"), &mut text).unwrap();
    assert_eq!(text, "to=https://a.example/?b%26c");
}

#[test]
fn cookies() {
    let mut text = String::new();
    for (parameter, argument) in [
        (Parameter::cookie("session"), scalar("a;b")),
        (Parameter::cookie("ids"), list(&["1", "2"])),
        (
            Parameter::cookie("sort").explode(false),
            members(&[("by", "id")]),
        ),
    ] {
        cookie(&parameter, &argument, &mut text).unwrap();
    }
    assert_eq!(text, "session=a%3Bb; ids=1; ids=2; sort=by,id");
}

#[test]
fn paths() {
    let plain = Parameter::path("id");
    let exploded = plain.explode(true);
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
fn paths_behind_dots_and_semicolons() {
    let (label, matrix) = (Style::Label, Style::Matrix);
    let colours = members(&[("R", "100"), ("G", "200")]);
    for (style, explode, argument, expected) in [
        (label, false, scalar("blue"), ".blue"),
        (label, false, list(&["blue", "red"]), ".blue,red"),
        (label, true, list(&["blue", "red"]), ".blue.red"),
        (label, false, colours.clone(), ".R,100,G,200"),
        (label, true, colours.clone(), ".R=100.G=200"),
        (matrix, false, scalar("a b"), ";id=a%20b"),
        (matrix, false, list(&["blue", "red"]), ";id=blue,red"),
        (matrix, true, list(&["blue", "red"]), ";id=blue;id=red"),
        (matrix, false, colours.clone(), ";id=R,100,G,200"),
        (matrix, true, colours.clone(), ";R=100;G=200"),
    ] {
        let parameter = Parameter::path("id").style(style).explode(explode);
        assert_eq!(path(&parameter, &argument).unwrap(), expected);
        assert!(path(&parameter, &scalar("../a")).is_err());
    }
}

#[test]
fn a_path_value_cannot_change_the_resource() {
    let id = Parameter::path("id");
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
    let plain = Parameter::header("x-list");
    let text = |argument: &Argument| header(&plain, argument).unwrap();
    assert_eq!(text(&scalar("a b%")).unwrap(), "a b%");
    assert_eq!(text(&list(&["a", "b"])).unwrap(), "a,b");
    assert_eq!(text(&list(&[])), None);
}
