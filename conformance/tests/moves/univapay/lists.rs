//! Lists while things come, go and change.

use super::*;

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            item["id"]
                .as_str()
                .or(item["resource_id"].as_str())
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[test]
fn a_page_goes_on_after_its_cursor_whether_that_is_still_listed_or_not() {
    let desk = desk();
    let made: Vec<String> = (0..4).map(|_| token(&desk, GOOD, "recurring")).collect();
    let list = format!("/stores/{STORE}/tokens?limit=2");
    let first = get(&desk, &list);
    assert_eq!(ids(&first), [made[3].clone(), made[2].clone()]);
    // A token that is deleted leaves the list.
    desk.call(
        &format!("DELETE /stores/{STORE}/tokens/{}", made[2]),
        &Value::Null,
    );
    token(&desk, GOOD, "recurring");
    let second = get(&desk, &format!("{list}&cursor={}", made[2]));
    assert_eq!(
        (ids(&second), &second["has_more"]),
        (vec![made[1].clone(), made[0].clone()], &json!(false))
    );
}

#[test]
fn the_history_goes_on_where_it_ended_in_both_directions() {
    let desk = desk();
    let made: Vec<String> = (0..4).map(|_| charged(&desk, GOOD, &json!({}))).collect();
    let mut asked = made.clone();
    for direction in ["asc", "desc"] {
        let list = format!("/transaction_history?limit=2&cursor_direction={direction}");
        let first = get(&desk, &list);
        let next = first["next_cursor"].as_str().unwrap();
        let second = get(&desk, &format!("{list}&cursor={next}"));
        assert_eq!([ids(&first), ids(&second)].concat(), asked, "{direction}");
        asked.reverse();
    }
    let list = "/transaction_history?limit=2&status=authorized";
    let waiting: Vec<String> = (0..3)
        .map(|_| charged(&desk, GOOD, &json!({"capture": false})))
        .collect();
    let next = get(&desk, list)["next_cursor"].as_str().unwrap().to_owned();
    assert_eq!(next, waiting[0]);
    desk.call(&format!("POST {}/capture", path(&waiting[0])), &json!({}));
    let late = get(&desk, &format!("{list}&cursor={next}"));
    assert_eq!(ids(&late), Vec::<String>::new(), "it is authorized no more");
    desk.call(&format!("POST {}/capture", path(&waiting[2])), &json!({}));
    let from = get(&desk, &format!("{list}&cursor={}", waiting[2]));
    assert_eq!(ids(&from), [waiting[1].clone()]);
}

#[test]
fn filters_leave_out_what_they_should() {
    let desk = desk();
    let cheap = charged(&desk, GOOD, &json!({"amount": 100}));
    let dear = charged(&desk, GOOD, &json!({"amount": 200}));
    let foreign = charged(&desk, GOOD, &json!({"currency": "USD", "amount": 300}));
    for (filter, wanted) in [
        ("amount_from=200", vec![&foreign, &dear]),
        ("amount_to=200", vec![&cheap]),
        (
            "amount_from=100&amount_to=300&currency=JPY",
            vec![&dear, &cheap],
        ),
        ("currency=USD", vec![&foreign]),
        (
            "from=2000-01-01T00:00:00Z&to=2999-01-01T09:00:00%2B09:00",
            vec![&foreign, &dear, &cheap],
        ),
        ("from=2999-01-01T00:00:00Z", vec![]),
        ("to=2000-01-01T00:00:00Z", vec![]),
    ] {
        let page = get(&desk, &format!("/charges?{filter}"));
        let wanted: Vec<String> = wanted.into_iter().cloned().collect();
        assert_eq!(ids(&page), wanted, "{filter}");
        assert_eq!(page["total_hits"], wanted.len(), "{filter}");
    }
    let short = &dear[dear.len() - 6..];
    for (filter, wanted) in [
        ("currency=USD", &foreign),
        (&format!("short_id={short}"), &dear),
    ] {
        assert_eq!(
            ids(&get(&desk, &format!("/transaction_history?{filter}"))),
            std::slice::from_ref(wanted),
            "{filter}"
        );
    }
}
