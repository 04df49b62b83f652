//! What is wrong with a document, where, why and how to mend it.

use std::{cmp::Ordering, collections::HashSet, fmt};

use crate::source::Span;

pub mod codes;
mod lines;
mod pages;
mod render;
pub(crate) mod suggest;

pub use lines::{github, json};
pub use pages::reference;
pub use render::{LIMIT, render};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is written while it stands.
    Error,
    /// Nothing is released while it stands.
    Warning,
    /// Worth knowing.
    Note,
}

/// Whose document it is, which decides what a finding weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// One that is kept here: every rule holds, and nothing is written while one is broken.
    #[default]
    House,
    /// Any other one: what can be read in a sensible way is read so, and said.
    Public,
}

/// What becomes of a fault in a document that is not of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Public {
    /// An error there, too.
    Error,
    /// A note: the document is read as if it were sound.
    Mended,
    /// A warning: what is at fault, or what it would have said, is left out.
    LeftOut,
    /// A note; the document is read as it stands.
    Note,
    /// Nothing: this is a rule of the house.
    Unsaid,
}

/// The name of a kind of finding: stable across releases, with a page that explains it.
#[derive(Clone, Copy)]
pub struct Code(&'static Page);

/// What there is to say about a [`Code`]; one table of pages per stage stands in [`codes`].
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// The stable name, such as `SPEC0203`.
    pub code: &'static str,
    /// One line.
    pub title: &'static str,
    /// What a finding with this code weighs in a document of the house.
    pub house: Level,
    /// What becomes of it in any other document.
    pub public: Public,
    /// What is meant and why it matters, one line of text per entry.
    pub text: &'static [&'static str],
    /// A fragment that has the fault.
    pub bad: &'static str,
    /// The same fragment without it.
    pub good: &'static str,
}

impl Code {
    /// The code that a page explains.
    pub const fn new(page: &'static Page) -> Self {
        Self(page)
    }

    /// The page that explains it.
    pub const fn page(self) -> &'static Page {
        self.0
    }

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        self.0.code
    }

    /// Whether nothing behind the place, or nothing of the file, was read.
    pub(crate) fn is_of_whole_file(self) -> bool {
        use codes::{references, syntax};
        const CODES: &[Code] = &[
            syntax::SYNTAX,
            syntax::SEVERAL_DOCUMENTS,
            syntax::TOO_DEEP,
            syntax::TOO_LARGE,
            syntax::UNREADABLE,
            references::MISSING_FILE,
        ];
        CODES.contains(&self)
    }

    /// What a finding weighs in a document of a profile; `None` if it is not mentioned.
    pub const fn level(self, profile: Profile) -> Option<Level> {
        match (profile, self.0.public) {
            (Profile::House, _) => Some(self.0.house),
            (_, Public::Error) => Some(Level::Error),
            (_, Public::LeftOut) => Some(Level::Warning),
            (_, Public::Mended | Public::Note) => Some(Level::Note),
            (_, Public::Unsaid) => None,
        }
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A place and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say there; may be empty.
    pub text: String,
}

/// A way out of the fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The advice in words.
    pub text: String,
    /// The change that follows it, where one can be named.
    pub edit: Option<Edit>,
}

/// A change of the text under a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What takes its place.
    pub replacement: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// What it weighs.
    pub level: Level,
    /// What is wrong, with the names that matter.
    pub message: String,
    /// The place at fault.
    pub primary: Label,
    /// Places that explain it, in any file.
    pub secondary: Vec<Label>,
    /// Ways out.
    pub help: Vec<Help>,
    /// The name that is missing, or what was expected, where the stage that mends faults has to know it.
    pub(crate) name: String,
    /// Whether an item of a list is at fault rather than the member that its place may be taken for.
    pub(crate) item: bool,
}

impl Diagnostic {
    /// A finding at a place, with the level that its code has in a document of the house.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.page().house,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            help: Vec::new(),
            name: String::new(),
            item: false,
        }
    }

    /// Says that the place is an item of a list, not its first member.
    #[must_use]
    pub(crate) fn item(mut self, item: bool) -> Self {
        self.item = item;
        self
    }

    /// Keeps the name that is missing, or what was expected.
    #[must_use]
    pub(crate) fn naming(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Says something at the place at fault.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(Help {
            text: text.into(),
            edit: None,
        });
        self
    }

    /// Adds advice together with the change that follows it.
    #[must_use]
    pub fn edit(
        mut self,
        text: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        self.help.push(Help {
            text: text.into(),
            edit: Some(Edit {
                span,
                replacement: replacement.into(),
            }),
        });
        self
    }
}

/// Everything a run has found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Nothing found.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds the findings of another stage.
    pub fn extend(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// Keeps one of several findings that say the same of the same place, such as a file that is included twice.
    pub(crate) fn deduplicate(&mut self) {
        let mut seen = HashSet::new();
        self.found.retain(|found| {
            seen.insert((
                found.code.as_str(),
                found.primary.span,
                found.message.clone(),
            ))
        });
    }

    /// The findings with the levels that their codes have in a document of a profile.
    #[must_use]
    pub fn in_profile(self, profile: Profile) -> Self {
        let levelled = self.found.into_iter().filter_map(|found| {
            let level = found.code.level(profile)?;
            Some(Diagnostic { level, ..found })
        });
        levelled.collect()
    }

    /// Whether anything found forbids to write.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|found| found.level == Level::Error)
    }

    /// Whether a file, or what stands behind a place in it, was not read: then much else seems to be missing.
    pub fn has_gaps(&self) -> bool {
        self.found.iter().any(|found| found.code.is_of_whole_file())
    }

    /// How many findings have this level.
    pub fn count(&self, level: Level) -> usize {
        self.found
            .iter()
            .filter(|found| found.level == level)
            .count()
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Findings in the order in which they were added; see [`Diagnostics::sorted`].
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Findings by file (in order of reading), position and code.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.found.iter().collect();
        sorted.sort_by(|a, b| {
            let key = |found: &Diagnostic| (found.primary.span, found.code);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        sorted
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(found: T) -> Self {
        Self {
            found: found.into_iter().collect(),
        }
    }
}
