//! What is asked of an object as a whole.

use std::collections::BTreeMap;

use kessai_client::{Call, ErrorKind, FromAnswer};
use kessai_wire::{Peer, answer, empty};
use wire_course::{Client, Contact, SetChanges, SetChangesBodyParts};

/// What is wrong with a call, of which nothing may be sent.
async fn refused<T: FromAnswer + std::fmt::Debug>(peer: &Peer, call: Call<T>) -> Vec<String> {
    let error = call.allow_undocumented().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    assert!(peer.lines().is_empty());
    error.violations().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_an_object_must_be_as_a_whole_is_asked() {
    let both = r#"{"email":"a","phone":null,"fax":"2"}"#;
    let answers = vec![answer(200, "application/json", both), empty(204)];
    let peer = Peer::answering_in_turn(answers);
    let client: Client = peer.client(Client::builder()).unwrap();
    let wholes = client.wholes();
    let by_mail = Contact::new().email("a");
    let by_all = by_mail.clone().phone("1").fax("2");
    assert_eq!(
        refused(&peer, wholes.set_contact(&by_all)).await,
        [
            "$ must have at most 2 members",
            "$ must not have `email` and `phone` together",
        ]
    );
    assert_eq!(
        refused(&peer, wholes.set_changes(&SetChanges::new())).await,
        ["$ must have at least 1 member"]
    );
    let labels = ["id", "of"].map(|name| (name.to_owned(), String::new()));
    let parts = SetChangesBodyParts::new().first("1").second("2");
    let changes = SetChanges::new()
        .labels(BTreeMap::from(labels))
        .parts(parts.clone().third("3").undocumented("fourth", "4"));
    assert_eq!(
        refused(&peer, wholes.set_changes(&changes)).await,
        [
            "$.labels must not have `id`",
            "$.parts must not have `first`, `second` and `third` together",
            "$.parts must not have `fourth`",
        ]
    );

    // Of an answer nothing is asked: it is read, and kept as it came.
    let contact = wholes.set_contact(&by_mail.fax("2")).await.unwrap();
    assert_eq!((contact.email.as_deref(), contact.phone), (Some("a"), None));
    wholes
        .set_changes(&SetChanges::new().parts(parts))
        .await
        .unwrap();
    let bodies = peer.requests().into_iter().map(http::Request::into_body);
    assert_eq!(
        bodies.collect::<Vec<_>>(),
        [
            r#"{"email":"a","fax":"2"}"#,
            r#"{"parts":{"first":"1","second":"2"}}"#,
        ]
    );
}
