//! What an error says in one line.

use std::{error::Error as StdError, fmt};

use super::{Error, ErrorKind, Fields};

/// Longest piece of foreign text in one line, in characters.
const LONGEST: usize = 500;

/// Most violations or faults named in one line; the accessors have all of them.
const MOST_NAMED: usize = 8;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = &*self.0;
        match fields.operation {
            Some(operation) => write!(f, "{operation}: ")?,
            None => f.write_str("configuration: ")?,
        }
        f.write_str(match fields.kind {
            ErrorKind::Api
            | ErrorKind::Configuration
            | ErrorKind::RateLimited
            | ErrorKind::Server => "",
            ErrorKind::InvalidRequest => "not sent, the request is invalid: ",
            ErrorKind::NotSent | ErrorKind::Blocking => "not sent: ",
            ErrorKind::OutcomeUnknown => "outcome unknown, it may have taken effect: ",
            ErrorKind::NoAnswer => "no answer: ",
            ErrorKind::Redirect => "unexpected answer: ",
            ErrorKind::Decode => "reported as done, but the answer is unusable: ",
            ErrorKind::Paging => "the list cannot be read to its end: ",
            ErrorKind::Unsettled => "not settled in time: ",
        })?;
        f.write_str(&pieces(fields).join(": "))?;
        match fields.request_id.as_deref() {
            Some(id) => write!(f, " (request id {})", shown(id)),
            None => Ok(()),
        }
    }
}

/// What is known, from the provider's words to ours.
fn pieces(fields: &Fields) -> Vec<String> {
    let mut pieces = Vec::new();
    if let Some(status) = fields.status {
        let code = fields.code.iter().map(|code| format!(" {}", shown(code)));
        pieces.push(status.as_str().to_owned() + &code.collect::<String>());
    }
    pieces.extend(fields.message.as_deref().map(shown));
    pieces.push(fields.detail.clone());
    pieces.push(list(&fields.violations));
    pieces.extend(fields.faults.as_ref().map(|error| match error.faults() {
        [] => error.to_string(),
        faults => list(faults),
    }));
    let cause = fields.source.as_deref().map(deepest);
    pieces.extend(cause.map(|cause| shown(&cause.to_string())));
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn list(things: &[impl fmt::Display]) -> String {
    let mut named: Vec<_> = things
        .iter()
        .take(MOST_NAMED)
        .map(ToString::to_string)
        .collect();
    if let Some(more @ 1..) = things.len().checked_sub(MOST_NAMED) {
        named.push(format!("and {more} more"));
    }
    named.join("; ")
}

/// The cause that names the trouble; what stands above it repeats that there was some.
fn deepest<'e>(error: &'e (dyn StdError + Send + Sync + 'static)) -> &'e (dyn StdError + 'static) {
    let mut error: &(dyn StdError + 'static) = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error
}

/// Foreign text, made safe for one line of a log: capped, control characters escaped.
pub(super) fn shown(text: &str) -> String {
    let mut line = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == LONGEST {
            line.push('…');
            break;
        }
        // Direction marks and line separators are no control characters, but rewrite a line all the same.
        if character.is_control()
            || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            line.extend(character.escape_unicode());
        } else {
            line.push(character);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn foreign_text_stays_on_one_line_and_is_capped() {
        assert_eq!(shown("日本 \"x\""), "日本 \"x\"");
        assert_eq!(
            shown("a\r\nb\u{1b}[2J\u{202e}"),
            "a\\u{d}\\u{a}b\\u{1b}[2J\\u{202e}"
        );
        assert_eq!(shown(&"é".repeat(500)), "é".repeat(500));
        assert_eq!(shown(&"é".repeat(501)), format!("{}…", "é".repeat(500)));
    }
}
