//! The files a document is read from: their text, their lines and the names they are shown by.

use std::{fmt, ops::Range};

#[cfg(test)]
mod tests;

/// A file of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of one file, in bytes from its start; `end` is the byte after the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file it lies in.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The bytes as a range, for slicing the text of the file.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The first `length` bytes of this span, or all of it when it is shorter.
    #[must_use]
    pub fn first(self, length: u32) -> Self {
        Self {
            end: self.end.min(self.start.saturating_add(length)),
            ..self
        }
    }

    /// The stretch from the start of this span to the end of `last`, which lies in the same file.
    #[must_use]
    pub fn to(self, last: Self) -> Self {
        Self {
            end: last.end.max(self.start),
            ..self
        }
    }
}

/// Where a byte stands for a reader: both counted from one, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from one.
    pub line: usize,
    /// Column in characters, from one.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

/// One file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// The path as it is shown, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines the file has; an empty file has one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The line, counted from zero, that holds a byte; bytes past the end belong to the last line.
    pub fn line_of(&self, byte: u32) -> usize {
        self.line_starts
            .partition_point(|start| *start <= byte)
            .saturating_sub(1)
    }

    /// The bytes of a line counted from zero, its line break included; empty when there is no such line.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let end = self
            .line_starts
            .get(line + 1)
            .map_or(self.text.len(), |start| *start as usize);
        self.line_starts
            .get(line)
            .map_or(end, |start| *start as usize)..end
    }

    /// Where a byte stands for a reader.
    pub fn position(&self, byte: u32) -> Position {
        let line = self.line_of(byte);
        let before = self.line_range(line).start..byte as usize;
        let column = self.text.get(before).map_or(0, |text| text.chars().count());
        Position {
            line: line + 1,
            column: column + 1,
        }
    }
}

/// All files of one run, in the order in which they were first read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file under the path it is to be shown by.
    ///
    /// Text beyond 4 GiB cannot be pointed at; the loader refuses files long before that.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let breaks = text.match_indices('\n');
        let line_starts = std::iter::once(0)
            .chain(breaks.map(|(index, _)| offset(index + 1)))
            .collect();
        self.files.push(SourceFile {
            path: path.into(),
            text,
            line_starts,
        });
        FileId(offset(self.files.len() - 1))
    }

    /// A file by its id; `None` when the id comes from other sources.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Every file with its id, in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(offset(index)), file))
    }

    /// The text under a span; empty when the span does not lie in these sources.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file)
            .and_then(|file| file.text.get(span.range()))
            .unwrap_or_default()
    }

    /// The path a span's file is shown by; empty when the span does not lie in these sources.
    pub fn path(&self, span: Span) -> &str {
        self.file(span.file).map_or("", SourceFile::path)
    }

    /// Where a span starts.
    pub fn position(&self, span: Span) -> Position {
        self.position_of(span.file, span.start)
    }

    /// Where the character after a span stands.
    pub fn end(&self, span: Span) -> Position {
        self.position_of(span.file, span.end)
    }

    fn position_of(&self, file: FileId, byte: u32) -> Position {
        let first = Position { line: 1, column: 1 };
        self.file(file).map_or(first, |file| file.position(byte))
    }

    /// `path:line:column` of the start of a span.
    pub fn place(&self, span: Span) -> String {
        format!("{}:{}", self.path(span), self.position(span))
    }
}

/// A length as the 32-bit offset spans are made of.
pub(crate) fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
