//! What is YAML, and yet not what these documents are written in.

use saphyr_parser::ScalarStyle;

use super::{Builder, Contents, character};
use crate::{
    diagnostics::{Code, Diagnostic, codes::syntax},
    source::{Span, offset},
    tree::{
        Node,
        parse::{MAX_DEPTH, out_of_range},
        scalars::Doubt,
    },
};

const NO_INDENTATION: &str = "a tab is not indentation";

/// What the scanner says when it gives up on brackets: it looks further ahead than what has been read.
const SCANNER_DEPTH: &str = "recursion limit exceeded";

/// What anchors, aliases and merge keys are used for.
const COMPONENTS: &str = "make a component of what is used twice, and refer to it with `$ref`";

impl Builder<'_> {
    /// Reports where the grammar is broken, and what on the way may have broken it.
    pub(super) fn refused(&mut self, at: u32, info: &str) {
        if let Some(tab) = self.tab_behind(at, info) {
            let found = Diagnostic::new(syntax::SYNTAX, tab, NO_INDENTATION).label("use spaces");
            return self.diagnostics.push(found);
        }
        let span = character(self.file, self.text, at as usize);
        if info == SCANNER_DEPTH {
            return self.too_deep(span);
        }
        let mut found = Diagnostic::new(syntax::SYNTAX, span, "this is not YAML").label(info);
        let quote = self.quoted.map(|quoted| quoted.start);
        if let Some(quote) = self.quote_before(at) {
            found = self.over_lines(found, quote);
        } else if let Some(open) = self.flow().or_else(|| self.bracket_before(at)) {
            let bracket = character(self.file, self.text, open as usize);
            found = found.also(bracket, "this bracket is open");
        } else if let Some(quote) = quote {
            found = self.over_lines(found, quote);
        } else {
            let rest = self.first_behind(self.read);
            if let Some(rest) = rest.filter(|rest| self.line_start(*rest) < self.line_start(at)) {
                let start = character(self.file, self.text, rest as usize);
                found = found.also(start, "what cannot be read starts here");
            }
            let column = self.column(at);
            let deeper = self.closed.filter(|head| self.column(head.start) > column);
            let shallower = self
                .before()
                .filter(|head| self.column(head.start) < column);
            for (place, text) in [
                (deeper, "what starts here is indented further"),
                (shallower, "what stands here is indented less"),
            ] {
                if let Some(place) = place.filter(|place| place.start < at) {
                    found = found.also(place, text);
                }
            }
        }
        self.diagnostics.push(found);
    }

    /// The tab that the parser stumbled over: it names the start of what the tab is part of.
    fn tab_behind(&self, at: u32, info: &str) -> Option<Span> {
        let start = self.line_start(at);
        let mut place = start;
        for line in self.text.get(start..)?.split_inclusive('\n') {
            let content = line.trim_start_matches([' ', '\t']);
            let blank = line.len() - content.len();
            if line[..blank].contains('\t') && !content.trim().is_empty() {
                return Some(Span {
                    file: self.file,
                    start: offset(place),
                    end: offset(place + blank),
                });
            }
            if !info.contains("tab") {
                return None;
            }
            place += line.len();
        }
        None
    }

    /// The first character behind a place that is neither blank nor part of a remark.
    fn first_behind(&self, place: u32) -> Option<u32> {
        let mut place = place as usize;
        for line in self.text.get(place..)?.split_inclusive('\n') {
            let content = line.trim_start();
            if !content.is_empty() && !content.starts_with('#') {
                return Some(offset(place + line.len() - content.len()));
            }
            place += line.len();
        }
        None
    }

    /// The head of what stands before, in the innermost collection that has not ended.
    fn before(&self) -> Option<Span> {
        match &self.open.last()?.contents {
            Contents::Sequence(items) => items.last().map(Node::head),
            Contents::Mapping { entries, key, .. } => {
                let last = entries.last().map(|entry| entry.key_span);
                key.as_ref().map(|key| key.span).or(last)
            }
        }
    }

    /// Where the innermost collection starts that has brackets and has not ended.
    pub(super) fn flow(&self) -> Option<u32> {
        let bytes = self.text.as_bytes();
        let mut starts = self.open.iter().rev().map(|open| open.start);
        starts.find(|start| matches!(bytes.get(*start as usize), Some(b'{' | b'[')))
    }

    /// A bracket at the start of a line behind all that has been read: the parser waits for its end to know what it starts.
    fn bracket_before(&self, at: u32) -> Option<u32> {
        let start = self.line_start(self.read);
        let mut place = start;
        for line in self.text.get(start..at as usize)?.split_inclusive('\n') {
            let content = line.trim_start_matches([' ', '-']);
            let here = place + line.len() - content.len();
            if content.starts_with(['{', '[']) && here >= self.read as usize {
                return Some(offset(here));
            }
            place += line.len();
        }
        None
    }

    /// A quote behind all that has been read that does not end on its line: the parser has gone on to the next one.
    fn quote_before(&self, at: u32) -> Option<u32> {
        let mut place = self.line_start(self.read);
        for line in self.text.get(place..at as usize)?.split_inclusive('\n') {
            let content = line.trim_start_matches([' ', '-']);
            let here = place + line.len() - content.len();
            let quote = content.chars().next();
            if let Some(quote) = quote.filter(|quote| matches!(quote, '\'' | '"'))
                && here >= self.read as usize
                && content.ends_with('\n')
                && content.matches(quote).count() == 1
            {
                return Some(offset(here));
            }
            place += line.len();
        }
        None
    }

    fn over_lines(&self, found: Diagnostic, quote: u32) -> Diagnostic {
        let quote = character(self.file, self.text, quote as usize);
        found.also(
            quote,
            "text in quotes starts here and goes over several lines",
        )
    }

    /// Takes note of text in quotes that goes over several lines: where a quote is missing, it goes on to the next one.
    pub(super) fn note_quotes(&mut self, style: ScalarStyle, span: Span) {
        let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        let text = self.text.get(span.range()).unwrap_or_default();
        self.quoted = Some(span).filter(|_| quoted && text.contains('\n'));
    }

    fn line_start(&self, at: u32) -> usize {
        let before = self.text.get(..at as usize).unwrap_or_default();
        before.rfind('\n').map_or(0, |end| end + 1)
    }

    fn column(&self, at: u32) -> usize {
        (at as usize).saturating_sub(self.line_start(at))
    }

    /// A tab is no indentation in YAML, yet some readers take it for one.
    pub(super) fn indentation(&mut self, key: Span) {
        if !self.tabs || self.flow().is_some() {
            return;
        }
        let before = self.text.get(..key.start as usize).unwrap_or_default();
        let blank = before.len() - before.trim_end_matches([' ', '\t']).len();
        let line_starts =
            before.len() == blank || before.as_bytes()[before.len() - blank - 1] == b'\n';
        if line_starts && before[before.len() - blank..].contains('\t') {
            let span = Span {
                start: key.start - offset(blank),
                end: key.start,
                ..key
            };
            let found = Diagnostic::new(syntax::SYNTAX, span, NO_INDENTATION).label("use spaces");
            self.diagnostics.push(found);
        }
    }

    pub(super) fn features(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor > 0 {
            let found = Diagnostic::new(
                syntax::ANCHOR,
                self.word(span),
                "anchors are not used in these documents",
            );
            self.diagnostics.push(found.help(COMPONENTS));
        }
        if tagged {
            let message = "tags are not used in these documents";
            self.report(syntax::TAG, self.word(span), message);
        }
    }

    pub(super) fn doubt(&mut self, text: &str, span: Span, doubt: Doubt) {
        let (code, message) = match doubt {
            Doubt::Boolean => (
                syntax::BOOLEAN_WORD,
                format!("`{text}` is a boolean to YAML 1.1 readers"),
            ),
            Doubt::Number => (
                syntax::DOUBTFUL_NUMBER,
                format!("readers disagree on which number `{text}` is"),
            ),
            Doubt::Date => (
                syntax::DOUBTFUL_NUMBER,
                format!("`{text}` is a date to YAML 1.1 readers, text to others"),
            ),
            Doubt::Range => return self.diagnostics.push(out_of_range(text, span)),
        };
        let found = Diagnostic::new(code, span, message);
        self.diagnostics
            .push(found.edit("quote it if it is text", span, format!("\"{text}\"")));
    }

    pub(super) fn alias(&mut self, span: Span) {
        let found = Diagnostic::new(
            syntax::ANCHOR,
            span,
            "aliases are not used in these documents",
        );
        self.diagnostics.push(found.help(COMPONENTS));
    }

    pub(super) fn merge_key(&mut self, span: Span) {
        let found = Diagnostic::new(
            syntax::MERGE_KEY,
            span,
            "merge keys are not used in these documents",
        );
        self.diagnostics.push(
            found.help("write the members out, or take them in with `allOf` and a component"),
        );
    }

    pub(super) fn too_deep(&mut self, span: Span) {
        let message = format!("collections may nest {MAX_DEPTH} deep");
        self.report(syntax::TOO_DEEP, span, message);
    }

    /// What starts at a place, up to the next blank.
    fn word(&self, span: Span) -> Span {
        let text = self.text.get(span.start as usize..).unwrap_or_default();
        let ends = |next: char| next.is_whitespace() || ",[]{}".contains(next);
        let length = text.find(ends).unwrap_or(text.len());
        Span {
            end: span.start + offset(length),
            ..span
        }
    }

    pub(super) fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }
}
