//! `jiter`, token by token. It tells the text of a number.

use jiter::{Jiter, Peek};

use crate::Refused;
use crate::tape::{Kind, Tape};

/// Fills a tape.
///
/// # Errors
/// The text is not JSON.
pub fn fill(source: &[u8]) -> Result<Tape<'_>, Refused> {
    let text = std::str::from_utf8(source).map_err(|_| Refused)?;
    let mut tape = Tape::new(text);
    let mut input = Jiter::new(source);
    let first = input.peek().map_err(|_| Refused)?;
    value(&mut tape, &mut input, first, 0)?;
    input.finish().map_err(|_| Refused)?;
    Ok(tape)
}

/// As deep as the runtime reads; jiter itself has no limit where tokens are asked for one by one.
const MAX_DEPTH: usize = 128;

fn value(
    tape: &mut Tape<'_>,
    input: &mut Jiter<'_>,
    first: Peek,
    depth: usize,
) -> Result<(), Refused> {
    match first {
        Peek::Null => {
            input.known_null().map_err(|_| Refused)?;
            tape.plain(Kind::Null);
        }
        Peek::True | Peek::False => {
            let value = input.known_bool(first).map_err(|_| Refused)?;
            tape.plain(if value { Kind::True } else { Kind::False });
        }
        Peek::String => {
            let text = input.known_str().map_err(|_| Refused)?;
            tape.text(Kind::String, text)?;
        }
        Peek::Array | Peek::Object if depth == MAX_DEPTH => return Err(Refused),
        Peek::Array => {
            let mut array = tape.open(Kind::Array);
            let mut next = input.known_array().map_err(|_| Refused)?;
            while let Some(first) = next {
                Tape::item(&mut array);
                value(tape, input, first, depth + 1)?;
                next = input.array_step().map_err(|_| Refused)?;
            }
            tape.close(&array)?;
        }
        Peek::Object => {
            let mut object = tape.open(Kind::Object);
            let mut is_open = match input.known_object().map_err(|_| Refused)? {
                Some(key) => {
                    tape.key(&mut object, key)?;
                    true
                }
                None => false,
            };
            while is_open {
                let first = input.peek().map_err(|_| Refused)?;
                value(tape, input, first, depth + 1)?;
                is_open = match input.next_key().map_err(|_| Refused)? {
                    Some(key) => {
                        tape.key(&mut object, key)?;
                        true
                    }
                    None => false,
                };
            }
            tape.close(&object)?;
        }
        number => {
            let text = input.known_number_bytes(number).map_err(|_| Refused)?;
            // Digits are ASCII.
            let text = std::str::from_utf8(text).map_err(|_| Refused)?;
            tape.text(Kind::Number, text)?;
        }
    }
    Ok(())
}
