//! From the document's words to Rust's cases.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The name of a type or a variant.
pub(super) fn type_case(name: &str) -> String {
    sound(&spell(name).to_upper_camel_case(), "N", "Value")
}

/// The name of a member, an argument, a method or a module.
pub(super) fn member_case(name: &str) -> String {
    let name = sound(&spell(name).to_snake_case(), "n", "value");
    if is_keyword(&name) {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of a constant.
pub(super) fn constant_case(name: &str) -> String {
    sound(&spell(name).to_shouty_snake_case(), "N", "VALUE")
}

/// An identifier starts with a letter and is not empty.
fn sound(name: &str, before_digit: &str, empty: &str) -> String {
    match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{before_digit}{name}"),
        Some(_) if name == "Self" => "SelfValue".to_owned(),
        Some(_) => name.to_owned(),
    }
}

/// Spells out what an identifier cannot hold, when nothing else would be left to tell names apart.
fn spell(name: &str) -> String {
    if name.is_empty() {
        return "empty".to_owned();
    }
    let signed =
        name.starts_with(['+', '-']) && name[1..].starts_with(|next: char| next.is_ascii_digit());
    let bare = !name.chars().any(char::is_alphanumeric);
    let mut spelled = String::with_capacity(name.len());
    for (at, sign) in name.chars().enumerate() {
        match WORDS.iter().find(|(symbol, _)| *symbol == sign) {
            Some((_, word)) if bare || (signed && at == 0) => {
                spelled.push(' ');
                spelled.push_str(word);
                spelled.push(' ');
            }
            _ => spelled.push(if sign.is_alphanumeric() { sign } else { ' ' }),
        }
    }
    spelled
}

const WORDS: &[(char, &str)] = &[
    ('!', "not"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('*', "star"),
    ('+', "plus"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('|', "or"),
    ('~', "tilde"),
];

/// The words Rust keeps for itself, now or later.
fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
        "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
        "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
        "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type",
        "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_ordinary_names() {
        assert_eq!(type_case("checkoutSession"), "CheckoutSession");
        assert_eq!(type_case("requires_capture"), "RequiresCapture");
        assert_eq!(member_case("firstNameKana"), "first_name_kana");
        assert_eq!(constant_case("createPayment"), "CREATE_PAYMENT");
    }

    #[test]
    fn names_that_are_no_identifiers() {
        assert_eq!(member_case("type"), "type_");
        assert_eq!(type_case("self"), "SelfValue");
        assert_eq!(type_case("3ds"), "N3ds");
        assert_eq!(type_case(""), "Empty");
        assert_eq!(type_case(">="), "GreaterEqual");
        assert_eq!(type_case("+1"), "Plus1");
        assert_eq!(type_case("-1"), "Minus1");
        assert_eq!(type_case("東京"), "東京");
        assert_eq!(member_case("card[number]"), "card_number");
        assert_eq!(type_case("☃"), "Value");
    }
}
