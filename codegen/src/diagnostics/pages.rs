//! What there is to say about each code, as Markdown.

use super::{Code, Level, Page, Profile, Public, codes};

impl Code {
    /// The page as Markdown, for a command that explains a code.
    pub fn explain(self) -> String {
        section(self, "#")
    }
}

/// Every page as one document, in the order of the stages.
pub fn reference() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n<!-- Written by `cargo xtask explain --all > docs/diagnostics.md` from the tables in codegen/src/diagnostics/codes; do not \
         edit. -->\n\nWhat Kessai finds in a spec. *House* is a spec that is kept under `specs/`: every rule holds, and nothing is generated while \
         one is broken. *Public* is any other document: what can be read in a sensible way is read so. Examples are fragments of a document.\n",
    );
    for table in codes::TABLES {
        for code in *table {
            text.push('\n');
            text.push_str(&section(*code, "##"));
        }
    }
    text
}

fn section(code: Code, heading: &str) -> String {
    let Page {
        title,
        text,
        bad,
        good,
        ..
    } = code.page();
    let name = code.as_str();
    let text = text
        .iter()
        .map(|line| line.trim())
        .collect::<Vec<_>>()
        .join("\n");
    let levels = format!("House: {}. Public: {}.", house(code), public(code));
    format!(
        "{heading} {name}: {title}\n\n{text}\n\n{levels}\n\nWrong:\n\n```yaml\n{bad}\n```\n\nRight:\n\n```yaml\n{good}\n```\n"
    )
}

fn house(code: Code) -> &'static str {
    match code.level(Profile::House) {
        Some(Level::Error) => "error",
        Some(Level::Warning) => "warning",
        Some(Level::Note) => "note",
        None => "not mentioned",
    }
}

fn public(code: Code) -> &'static str {
    match code.page().public {
        Public::Error => "error",
        Public::Mended => "read as if it were mended, with a note",
        Public::LeftOut => "left out, with a warning",
        Public::Note => "note",
        Public::Unsaid => "not mentioned",
    }
}
