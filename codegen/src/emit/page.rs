//! A file of the model crate: items set as text, and the imports they need.
//!
//! Models are tables, so their layout is settled here line by line; only what is no table goes through the printer.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use super::Context;
use super::client::runtime_names;
use super::models::words;
use super::prose::comment;
use super::source::{self, Unprintable};
use crate::api::{Kind, Member, TypeId, Usage};

/// Where a line is broken if it can be.
pub(super) const WIDTH: usize = 100;

/// What items refer to by bare name.
#[derive(Default)]
pub(super) struct Uses {
    map: bool,
    runtime: BTreeSet<String>,
    types: BTreeSet<TypeId>,
}

impl Uses {
    /// Something of the runtime.
    pub(super) fn runtime(&mut self, name: &str) {
        self.runtime.insert(name.to_owned());
    }

    /// All that the type of a member is made of.
    pub(super) fn member(&mut self, member: &Member) {
        self.usage(&member.usage);
        if member.sensitive {
            self.runtime("Sensitive");
        }
    }

    /// All that the type of a usage is made of.
    pub(super) fn usage(&mut self, usage: &Usage) {
        match &usage.kind {
            Kind::Boolean | Kind::Integer | Kind::Text => {}
            Kind::Decimal => self.runtime("Decimal"),
            Kind::TimestampMillis => self.runtime("TimestampMillis"),
            Kind::Timestamp => self.runtime("Timestamp"),
            Kind::Date => self.runtime("Date"),
            Kind::Json => self.runtime("Json"),
            Kind::Nullable(inner) | Kind::List(inner) => self.usage(inner),
            Kind::Map(inner) => {
                self.map = true;
                self.usage(inner);
            }
            Kind::Named(id) => {
                self.types.insert(*id);
            }
        }
    }
}

/// A file that is being put together.
pub(super) struct Page {
    path: String,
    items: Vec<String>,
    pub(super) uses: Uses,
}

impl Page {
    pub(super) fn new(path: String) -> Self {
        Self {
            path,
            items: Vec::new(),
            uses: Uses::default(),
        }
    }

    /// Adds an item as it is to stand in the file.
    pub(super) fn item(&mut self, text: String) {
        self.items.push(text);
    }

    /// Adds items that the printer lays out.
    pub(super) fn printed(
        &mut self,
        context: &Context<'_>,
        runtime: &[&str],
        tokens: TokenStream,
    ) -> Result<(), Unprintable> {
        let words = words(&tokens);
        for name in runtime_names(runtime, &words) {
            self.uses.runtime(&name.to_string());
        }
        let types = words.iter().filter_map(|word| context.names.named(word));
        self.uses.types.extend(types);
        self.items.push(source::printed(&self.path, tokens)?);
        Ok(())
    }

    /// The file: where it comes from, what it imports, its items.
    pub(super) fn finish(self, context: &Context<'_>, defined: &[TypeId]) -> String {
        let mut text = context.file_head();
        let mut imports = String::new();
        if self.uses.map {
            imports.push_str("use std::collections::BTreeMap;\n\n");
        }
        let runtime: Vec<&str> = self.uses.runtime.iter().map(String::as_str).collect();
        imports.push_str(&import("kessai_model", &runtime));
        let others = self.uses.types.iter().filter(|id| !defined.contains(id));
        let mut others: Vec<String> = others
            .map(|id| context.names.type_name(*id).to_string())
            .collect();
        others.sort();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        if !others.is_empty() && !imports.is_empty() {
            imports.push('\n');
        }
        imports.push_str(&import("crate", &others));
        text.push('\n');
        text.push_str(&imports);
        for item in self.items {
            text.push('\n');
            text.push_str(&item);
        }
        text
    }
}

/// A `use` line, over several lines when it is long.
fn import(path: &str, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("use {path}::{only};\n"),
        names => {
            let line = format!("use {path}::{{{}}};\n", names.join(", "));
            if line.len() <= WIDTH + 1 {
                return line;
            }
            format!("use {path}::{{\n{}}};\n", fill(names, 4))
        }
    }
}

/// Words with a comma after each, as many to a line as fit.
pub(super) fn fill(words: &[impl AsRef<str>], indent: usize) -> String {
    let mut text = String::new();
    let mut width = WIDTH;
    for word in words {
        let word = word.as_ref();
        if width + word.len() + 2 > WIDTH {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&" ".repeat(indent));
            width = indent;
        } else {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        text.push(',');
        width += word.len() + 1;
    }
    text.push('\n');
    text
}

/// A call of a runtime macro that holds one item.
pub(super) struct Table {
    text: String,
}

impl Table {
    /// Opens the call and the item: `head` is what stands before the brace.
    pub(super) fn open(call: &str, docs: &str, deprecated: bool, head: &str) -> Self {
        let mut text = format!("{call}! {{\n");
        text.push_str(&comment(docs, 4));
        if deprecated {
            text.push_str("    #[deprecated]\n");
        }
        text.push_str(&format!("    {head} {{\n"));
        Self { text }
    }

    /// Adds a row: `start`, and on a line of its own when both do not fit on one, `end`.
    pub(super) fn row(&mut self, docs: &str, deprecated: bool, start: &str, end: &str) {
        self.text.push_str(&comment(docs, 8));
        if deprecated {
            self.text.push_str("        #[deprecated]\n");
        }
        self.text.push_str("        ");
        self.text.push_str(start);
        if !end.is_empty() {
            if 8 + start.len() + 1 + end.len() < WIDTH {
                self.text.push(' ');
            } else {
                self.text.push_str("\n            ");
            }
            self.text.push_str(end);
        }
        self.text.push_str(",\n");
    }

    /// Closes the item and the call; `clause` stands between the two.
    pub(super) fn close(mut self, clause: &str) -> String {
        if self.text.ends_with("{\n") {
            self.text.truncate(self.text.len() - 1);
            self.text.push_str("}\n");
        } else {
            self.text.push_str("    }\n");
        }
        if !clause.is_empty() {
            self.text.push_str(&format!("    {clause}\n"));
        }
        self.text.push_str("}\n");
        self.text
    }
}

/// A string as Rust writes it.
pub(super) fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

/// A slice of strings as Rust writes it.
pub(super) fn literals(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
    format!("&[{}]", texts.join(", "))
}
