//! The lines of a file that a finding needs, cut where they are long.
//!
//! What is shown costs as much as the text that is handed over for it. A document may be one line of megabytes, and what a
//! finding points at may lie at both ends of it.

use std::{collections::BTreeMap, iter, ops::Range};

use crate::source::{SourceFile, Span};

/// How many bytes a line may have that is shown as it is.
const LONG: usize = 1_000;

/// How many bytes of a longer line are shown on either side of a place.
const AROUND: usize = 60;

/// How far from a line that a finding points at others may be seen.
const NEAR: usize = 4;

/// Stands for what is cut.
const CUT: char = '…';

/// Lines of a file as they are shown.
pub(super) struct Window {
    pub(super) text: String,
    /// The number of the first line, from zero.
    pub(super) first_line: usize,
    /// Whether something is cut, so that columns in the text are not those of the file.
    pub(super) is_cut: bool,
    /// What the text is made of, in order.
    pieces: Vec<Piece>,
}

/// A stretch of the file and where it stands in the text.
struct Piece {
    source: Range<usize>,
    at: usize,
}

impl Window {
    pub(super) fn around(file: &SourceFile, spans: impl Iterator<Item = Span>) -> Self {
        let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for byte in spans.flat_map(|span| [span.start, span.end]) {
            let of_line = places.entry(file.line_of(byte)).or_default();
            of_line.push(byte as usize);
        }
        let first_line = places.keys().next().copied().unwrap_or_default();
        let mut window = Self {
            text: String::new(),
            first_line,
            is_cut: false,
            pieces: Vec::new(),
        };
        let mut next = first_line;
        for (line, of_line) in &places {
            for between in next..*line {
                let near = between < next + NEAR && next > first_line || between + NEAR >= *line;
                window.line(file, between, near.then_some(&[]));
            }
            window.line(file, *line, Some(of_line));
            next = line + 1;
        }
        window
            .text
            .truncate(window.text.trim_end_matches(['\r', '\n']).len());
        window
    }

    /// Adds a line with these places in it; one that is not seen is only counted.
    fn line(&mut self, file: &SourceFile, line: usize, places: Option<&[usize]>) {
        let range = file.line_range(line);
        match places {
            Some(_) if range.len() <= LONG => self.piece(file, range),
            Some(places) => {
                self.is_cut = true;
                for piece in cuts(file.text(), &range, places) {
                    if piece.start > range.start {
                        self.text.push(CUT);
                    }
                    self.piece(file, piece);
                }
                if !self.text.ends_with('\n') {
                    self.text.push(CUT);
                    self.text.push('\n');
                }
            }
            None => self.text.push('\n'),
        }
    }

    fn piece(&mut self, file: &SourceFile, source: Range<usize>) {
        let at = self.text.len();
        self.text
            .push_str(file.text().get(source.clone()).unwrap_or_default());
        self.pieces.push(Piece { source, at });
    }

    /// A span in the text, moved to whole characters inside it.
    pub(super) fn within(&self, span: Span) -> Range<usize> {
        let bounded = |byte: u32| {
            let byte = byte as usize;
            let behind = self
                .pieces
                .partition_point(|piece| piece.source.start <= byte);
            let piece = behind.checked_sub(1).and_then(|last| self.pieces.get(last));
            let place = piece.map_or(0, |piece| {
                piece.at + byte.min(piece.source.end) - piece.source.start
            });
            floor(&self.text, place.min(self.text.len()))
        };
        let start = bounded(span.start);
        start..bounded(span.end).max(start)
    }

    /// The column, from one, of a byte of the text.
    pub(super) fn column(&self, byte: usize) -> usize {
        let before = self.text.get(..byte).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.chars().count() + 1
    }
}

/// The parts of a long line that are shown: what lies around its places, or else its beginning.
fn cuts(text: &str, line: &Range<usize>, places: &[usize]) -> Vec<Range<usize>> {
    let mut places = places.to_vec();
    places.sort_unstable();
    if places.is_empty() {
        places.push(line.start);
    }
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for place in places {
        let start = floor(text, place.saturating_sub(AROUND).max(line.start));
        let end = floor(text, (place + AROUND).min(line.end));
        match cuts.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => cuts.push(start..end),
        }
    }
    cuts
}

/// The start of the character that holds a byte.
fn floor(text: &str, byte: usize) -> usize {
    iter::successors(Some(byte), |byte| byte.checked_sub(1))
        .find(|byte| text.is_char_boundary(*byte))
        .unwrap_or_default()
}
