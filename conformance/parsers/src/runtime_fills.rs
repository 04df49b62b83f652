//! What the runtime's own tape holds, for comparison.

use kessai_model::{Kind as Found, Value};

use crate::tape::{Kind, Token};

/// Every value and key in the order of the text.
pub fn tokens(tape: &kessai_model::Tape<'_>) -> Vec<Token> {
    let mut tokens = Vec::new();
    value(tape.root(), &mut tokens);
    tokens
}

fn value(place: Value<'_>, tokens: &mut Vec<Token>) {
    match place.kind() {
        Found::Absent => {}
        Found::Null => tokens.push(Token::Plain(Kind::Null, 0)),
        Found::Bool => {
            let is_true = place.as_bool().unwrap_or_default();
            let kind = if is_true { Kind::True } else { Kind::False };
            tokens.push(Token::Plain(kind, 0));
        }
        Found::Number => {
            let text = place.as_number().unwrap_or_default();
            tokens.push(Token::Number(text.parse().unwrap_or(f64::NAN)));
        }
        Found::String => {
            let text = place.as_str().unwrap_or_default();
            tokens.push(Token::Text(Kind::String, text.to_owned()));
        }
        Found::Array => {
            tokens.push(Token::Plain(Kind::Array, place.array().len()));
            place.array().for_each(|item| value(item, tokens));
        }
        Found::Object => {
            tokens.push(Token::Plain(Kind::Object, place.members().count()));
            for (key, member) in place.members() {
                tokens.push(Token::Text(Kind::Key, key.to_owned()));
                value(member, tokens);
            }
        }
    }
}
