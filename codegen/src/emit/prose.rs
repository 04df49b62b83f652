//! Doc comments.

use proc_macro2::TokenStream;
use quote::quote;

/// Doc attributes for Markdown from the document.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = soften(text);
    let lines = lines.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote! { #(#[doc = #lines])* }
}

/// The same as comment lines, each behind so many spaces.
pub(super) fn comment(text: &str, indent: usize) -> String {
    let mut comment = String::new();
    for line in soften(text).lines() {
        comment.extend(std::iter::repeat_n(' ', indent));
        comment.push_str("///");
        if !line.is_empty() {
            comment.push(' ');
            comment.push_str(line);
        }
        comment.push('\n');
    }
    comment
}

/// A text with more sentences at its end: in the same paragraph if that is a line of whole sentences, else in one of their own.
/// What it is, such as an e-mail address, is not said again where the text says so.
pub(super) fn with_sentences(mut text: String, more: &[String]) -> String {
    let said = text.to_lowercase();
    let is_new = |sentence: &&String| {
        let kind = sentence.strip_prefix("Is an ");
        kind.is_none_or(|kind| !said.contains(&kind.trim_end_matches('.').to_lowercase()))
    };
    let more: Vec<&str> = more.iter().filter(is_new).map(String::as_str).collect();
    if !more.is_empty() {
        let goes_on = !text.contains('\n') && text.ends_with(['.', '!', '?']);
        if !text.is_empty() {
            text.push_str(if goes_on { " " } else { "\n\n" });
        }
        text.push_str(&more.join(" "));
    }
    text
}

/// A text with a full stop at the end of a first line that is one sentence.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '`', '*']) || text.contains('\n') {
        return text.to_owned();
    }
    format!("{text}.")
}

/// A noun with the article that its first sound asks for, as far as its first letter tells.
pub(super) fn indefinite(noun: &str) -> String {
    let first = noun
        .chars()
        .next()
        .map(|letter| letter.to_ascii_lowercase());
    let vowel = first.is_some_and(|letter| "aeiou".contains(letter));
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// Keeps prose that was not written for rustdoc from being read as links or HTML: outside code, brackets that are not
/// links and angle brackets are escaped, and bare addresses are put into angle brackets.
fn soften(text: &str) -> String {
    let mut soft = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.lines() {
        if !soft.is_empty() {
            soft.push('\n');
        }
        // What a comment cannot hold, and what lints on comments ask for.
        let line = line.replace('\t', "    ");
        let line = line.replace(char::is_control, "");
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            // A fence without a language would be compiled as Rust.
            soft.push_str(if fenced && line.trim() == "```" {
                "```text"
            } else {
                line.trim_end()
            });
        } else if fenced {
            soft.push_str(line.trim_end());
        } else {
            soften_line(line.trim_end(), &mut soft);
        }
    }
    if fenced {
        soft.push_str("\n```");
    }
    soft
}

fn soften_line(line: &str, soft: &mut String) {
    for (at, part) in line.split('`').enumerate() {
        if at > 0 {
            soft.push('`');
        }
        if at % 2 == 1 {
            soft.push_str(part);
            continue;
        }
        let mut rest = part;
        while let Some(next) = rest.find(['<', '[', 'h']) {
            let (before, from) = rest.split_at(next);
            soft.push_str(before);
            rest = match markup(from) {
                Some((kept, left)) => {
                    soft.push_str(&kept);
                    left
                }
                None => {
                    let mut characters = from.chars();
                    soft.extend(characters.next());
                    characters.as_str()
                }
            };
        }
        soft.push_str(rest);
    }
}

/// What to write for markup at the start of `text`, and what is left of the text.
fn markup(text: &str) -> Option<(String, &str)> {
    if text.starts_with("https://") || text.starts_with("http://") {
        let end = text
            .find(|c: char| c.is_whitespace() || "<>)]\"'".contains(c))
            .unwrap_or(text.len());
        let address = text[..end].trim_end_matches(['.', ',', ';', ':']);
        return Some((format!("<{address}>"), &text[address.len()..]));
    }
    if let Some(inner) = text.strip_prefix('<') {
        if inner.starts_with("http") && inner.contains('>') {
            let (address, left) = inner.split_once('>')?;
            return Some((format!("<{address}>"), left));
        }
        return Some((r"\<".to_owned(), inner));
    }
    if let Some(inner) = text.strip_prefix('[') {
        let (label, after) = inner.split_once(']')?;
        if after.starts_with('(')
            && let Some((address, left)) = after[1..].split_once(')')
        {
            return Some((format!("[{label}]({address})"), left));
        }
        return Some((r"\[".to_owned(), inner));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_not_markup() {
        assert_eq!(soften("an id <id> or [tag]"), r"an id \<id> or \[tag]");
        assert_eq!(soften("`Vec<T>` stays"), "`Vec<T>` stays");
        assert_eq!(
            soften("see https://example.com/a."),
            "see <https://example.com/a>."
        );
        assert_eq!(
            soften("see [the page](https://example.com)"),
            "see [the page](https://example.com)"
        );
        assert_eq!(
            soften("see <https://example.com>"),
            "see <https://example.com>"
        );
        assert_eq!(
            soften("```\nlet a = [1];\n```"),
            "```text\nlet a = [1];\n```"
        );
    }

    #[test]
    fn comments_hold_no_control_character_and_close_their_fences() {
        assert_eq!(comment("a\rb\tc\u{7}", 4), "    /// ab    c\n");
        assert_eq!(
            comment("a\n\n```json\n{}", 0),
            "/// a\n///\n/// ```json\n/// {}\n/// ```\n"
        );
    }

    #[test]
    fn sentences_go_on_in_a_line_of_sentences_alone() {
        let more = ["At least 1.".to_owned(), "At most 2.".to_owned()];
        let with = |text: &str| with_sentences(text.to_owned(), &more);
        assert_eq!(with("How much."), "How much. At least 1. At most 2.");
        assert_eq!(with("In:"), "In:\n\nAt least 1. At most 2.");
        assert_eq!(with("a.\nb."), "a.\nb.\n\nAt least 1. At most 2.");
        assert_eq!(with_sentences("a".to_owned(), &[]), "a");
    }

    #[test]
    fn sentences_end() {
        assert_eq!(sentence("The amount"), "The amount.");
        assert_eq!(sentence("Is it?"), "Is it?");
    }
}
