//! What `new`, setters and tables give.

use std::collections::BTreeMap;

use kessai_model::{
    Encode, Patch, Sensitive, from_slice, object, one_of, parameters, request, request_one_of,
    to_checked_vec, to_vec,
};

use crate::shop::{
    Card, Filter, Line, Method, Name, Order, OrderId, OrderRequired, OrderStatus, Page, Price,
    Quantity, Transfer, TransferRequired,
};

fn order() -> Order {
    Order::new(OrderRequired {
        id: OrderId::new("order_1").unwrap(),
        status: OrderStatus::Open,
        amount: 1_500,
        cancelled_on: None,
        payer: "Hanako".into(),
        lines: vec![Line::new(Price::new(1_500)).quantity(1)],
        metadata: BTreeMap::new(),
        method: Card::new("4242424242424242").holder("HANAKO").into(),
    })
}

fn text(value: &impl Encode) -> String {
    String::from_utf8(to_vec(value)).unwrap()
}

#[test]
fn what_must_be_there_is_given_and_what_has_one_value_is_not() {
    assert_eq!(
        text(&order()),
        r#"{"id":"order_1","status":"open","amount":1500,"cancelledOn":null,"payer":"Hanako","#
            .to_owned()
            + r#""lines":[{"price":{"amount":1500},"quantity":1}],"metadata":{},"#
            + r#""method":{"kind":"card","number":"4242424242424242","holder":"HANAKO"}}"#
    );
}

#[test]
fn members_of_every_presence_are_set() {
    let parent = order();
    let order = order()
        .note("hi")
        .label("x")
        .parent(parent)
        .rate("0.5".parse().unwrap());
    assert_eq!(order.note.as_deref(), Some("hi"));
    assert_eq!(order.label, Patch::Value("x".to_owned()));
    assert!(order.parent.is_some());
    assert!(text(&order).contains(r#""rate":0.5,"#));
    let cleared = order.clear_label();
    assert!(text(&cleared).contains(r#""label":null"#));
    let sent = cleared.undocumented("trace", 7).undocumented("amount", 1);
    assert!(text(&sent).ends_with(r#","trace":7}"#));
    assert!(text(&sent).contains(r#""amount":1500"#));
}

#[test]
fn an_object_without_required_members_has_a_default() {
    let nothing = Filter::default();
    assert_eq!(text(&nothing), "{}");
    let labels = BTreeMap::from([("a".to_owned(), "long".to_owned())]);
    let filter = Filter::new()
        .status(OrderStatus::Paid)
        .parent(Filter::new())
        .labels(labels);
    assert_eq!(text(&filter), r#"{"status":"paid","parent":{},"a":"long"}"#);
    let (_, violations) = to_checked_vec(&filter);
    assert_eq!(violations.to_string(), "$.a must have at most 3 characters");
}

#[test]
fn a_union_is_made_from_what_its_branches_hold() {
    let transfer = Transfer::new(TransferRequired {
        bank: "0001".to_owned(),
        account: "1234567".to_owned(),
    });
    assert!(matches!(Method::from(transfer), Method::Transfer(_)));
    assert!(matches!(Method::from(Card::new("4")), Method::Card(_)));
}

#[test]
fn branches_that_look_alike_are_tried() {
    let quantity = |text: &str| from_slice::<Quantity>(text.as_bytes()).unwrap();
    assert!(matches!(quantity(r#"{"amount":1}"#), Quantity::Price(_)));
    assert!(matches!(
        quantity(r#"{"amount":"one"}"#),
        Quantity::Named(_)
    ));
    assert!(matches!(
        quantity(r#"{"amount":null}"#),
        Quantity::Unknown(_)
    ));
    assert!(matches!(quantity("[true]"), Quantity::Flags(_)));
    assert!(matches!(quantity(r#"["a"]"#), Quantity::Texts(_)));
    assert!(matches!(quantity(r#"[true,"a"]"#), Quantity::Unknown(_)));
    for text in [r#"{"amount":"one"}"#, r#"[true,"a"]"#, r#"{"amount":null}"#] {
        assert_eq!(to_vec(&quantity(text)), text.as_bytes());
    }
}

#[test]
fn what_is_only_received_keeps_everything() {
    let text = r#"{"total":1,"first":null,"next":"a"}"#;
    let page: Page = from_slice(text.as_bytes()).unwrap();
    assert_eq!((page.total, page.first.is_none()), (1, true));
    assert_eq!(to_vec(&page), text.as_bytes());
    let name: Name = from_slice(br#"{"amount":"one"}"#).unwrap();
    assert_eq!(name.amount, "one");
}

request! {
    /// A charge of what is not stored.
    pub struct Charge {
        /// The number of the card.
        required number: Sensitive<String> = "number" where min_length(12),
        /// A word for the list.
        nullable note: String = "note",
        #[deprecated]
        optional default: String = "default",
        .. none
    }
    new(number: impl Into<Sensitive<String>>, note: Option<String>)
}

request_one_of! {
    /// What is charged.
    pub enum Source: From {
        /// A text.
        Token(String) if is_string(),
        /// A charge.
        Charge(Box<Charge>) if is_object(),
    }
}

one_of! {
    /// A note.
    pub enum Note: From {
        /// A text.
        Text(String) if is_string(),
        .. Null,
    }
}

#[test]
fn null_is_a_branch_where_it_is_one() {
    let text = br#"["a",null,7]"#;
    let notes: Vec<Note> = from_slice(text).unwrap();
    assert!(matches!(
        &notes[..],
        [Note::Text(_), Note::Null, Note::Unknown(_)]
    ));
    let (bytes, violations) = to_checked_vec(&notes);
    assert_eq!(bytes, text);
    assert_eq!(
        violations.to_string(),
        "$[2] must have one of the documented forms"
    );
    assert_eq!(violations.undocumented().count(), 1);
}

#[test]
fn what_is_only_sent_is_checked() {
    let charge = Charge::new("4242", None).undocumented("more", true);
    let (bytes, violations) = to_checked_vec(&Source::from(charge));
    assert_eq!(bytes, br#"{"number":"4242","note":null,"more":true}"#);
    let said: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "$.number must have at least 12 characters",
            "$.more must not be there: the schema allows no other members",
        ]
    );
    assert_eq!(to_vec(&Source::from("tok_1".to_owned())), b"\"tok_1\"");
}

object! {
    /// How somebody is reached.
    pub struct Contact
        where min_properties(1) max_properties(2) not_all(&[&["email", "phone"], &["fax"]]) {
        optional email: String = "email",
        optional phone: String = "phone",
        .. others: String,
    }
    new()
}

request! {
    /// Somebody.
    pub struct Person where not_all(&[&["a", "b", "c"]]) {
        nullable contact: Contact = "contact" where min_properties(2),
        .. none
    }
    new(contact: Option<Contact>)
}

#[test]
fn what_an_object_must_be_as_a_whole_is_checked() {
    let said = |value: &dyn Encode| -> Vec<String> {
        let (_, violations) = to_checked_vec(value);
        violations.hard().map(ToString::to_string).collect()
    };
    let by_mail = || Contact::new().email("a@shop.example");
    assert!(said(&by_mail()).is_empty());
    assert_eq!(said(&Contact::new()), ["$ must have at least 1 member"]);
    assert_eq!(
        said(&by_mail().phone("1")),
        ["$ must not have `email` and `phone` together"]
    );
    // However a member came to be there: beside the table, as null, or as it was received.
    let by_fax = BTreeMap::from([("fax".to_owned(), "2".to_owned())]);
    assert_eq!(
        said(&Contact::new().others(by_fax)),
        ["$ must not have `fax`"]
    );
    let many = by_mail()
        .undocumented("fax", "2")
        .undocumented("telex", "3");
    assert_eq!(
        said(&many),
        ["$ must have at most 2 members", "$ must not have `fax`"]
    );
    let received: Contact = from_slice(br#"{"email":null,"phone":"1"}"#).unwrap();
    assert_eq!(
        said(&received),
        ["$ must not have `email` and `phone` together"]
    );
    // A remembered member that a known one hides is not there twice.
    assert!(said(&by_mail().undocumented("email", "b")).is_empty());
    // The rules of the place are asked beside those of the type.
    let person = Person::new(Some(by_mail()))
        .undocumented("a", 1)
        .undocumented("b", 2);
    assert_eq!(said(&person), ["$.contact must have at least 2 members"]);
    assert_eq!(
        said(&person.undocumented("c", 3)),
        [
            "$.contact must have at least 2 members",
            "$ must not have `a`, `b` and `c` together",
        ]
    );
}

parameters! {
    /// Optional parameters of a list.
    pub struct ListParams {
        /// How many.
        optional limit: i64 = "limit",
        optional default: Vec<String> = "default",
    }
}

#[test]
fn parameters_start_with_none() {
    let none = ListParams::new();
    assert_eq!(to_vec(&none), b"{}");
    let some = none.limit(21).default(vec!["a".to_owned()]);
    assert_eq!(to_vec(&some), br#"{"limit":21,"default":["a"]}"#);
}
