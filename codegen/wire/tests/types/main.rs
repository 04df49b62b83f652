//! Any JSON through every type of the courses: it is refused with a reason, or comes back as it was.

#![allow(clippy::unwrap_used)] // The helpers are tests too.

mod check;

use check::comes_back;

/// What is put in place of a value, or beside a member.
const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "-1",
    "1.50",
    "1e400",
    "\"\"",
    "\"a\"",
    "\"2024-01-31\"",
    "\"日本\"",
    "[]",
    "[null]",
    "{}",
    "{\"a\":null}",
    "[{\"type\":\"a\"}]",
];

/// What takes the place of a byte.
const DAMAGE: &[u8] = b"{}[]\",:\\-+.eE019unt \0\xff";

/// The names of members of a document, and the values of its examples.
fn words(document: &serde_json::Value, names: &mut Vec<String>, examples: &mut Vec<String>) {
    match document {
        serde_json::Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("example" | "value", value) => examples.push(value.to_string()),
                    ("properties", serde_json::Value::Object(properties)) => {
                        names.extend(properties.keys().cloned());
                    }
                    _ => {}
                }
                words(value, names, examples);
            }
        }
        serde_json::Value::Array(items) => {
            for item in items {
                words(item, names, examples);
            }
        }
        _ => {}
    }
}

/// A generator of numbers (`SplitMix64`): the same texts on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(limit).unwrap()).unwrap()
    }

    fn of<'t>(&mut self, texts: &'t [impl AsRef<str>]) -> &'t str {
        texts[self.below(texts.len())].as_ref()
    }
}

#[test]
fn any_text_is_refused_with_a_reason_or_comes_back() {
    let (mut names, mut examples) = (Vec::new(), Vec::new());
    for document in [
        obstacle_course_registry::OPENAPI,
        wire_course_registry::OPENAPI,
    ] {
        words(
            &serde_json::from_str(document).unwrap(),
            &mut names,
            &mut examples,
        );
    }
    examples.extend(VALUES.iter().map(|value| (*value).to_owned()));
    let mut random = Random(1);
    let (mut taken, mut tried) = (0, 0);
    let mut check = |text: &[u8]| {
        taken += comes_back(text).unwrap();
        tried += 1;
    };
    for example in &examples {
        check(example.as_bytes());
    }
    for _ in 0..600 {
        let members: Vec<String> = (0..random.below(6))
            .map(|_| {
                let value = if random.below(3) == 0 {
                    random.of(&examples)
                } else {
                    random.of(VALUES)
                };
                format!("\"{}\":{value}", random.of(&names))
            })
            .collect();
        let text = format!("{{{}}}", members.join(","));
        check(text.as_bytes());
        let mut damaged = text.into_bytes();
        let at = random.below(damaged.len());
        damaged[at] = DAMAGE[random.below(DAMAGE.len())];
        check(&damaged);
    }
    assert!(taken > tried, "{tried} texts were taken {taken} times");
}
