//! Documents that are not of the house: what can be read in a sensible way is read so.
//!
//! The check stage finds the faults; each code whose page says so is mended here by a change of the tree at the place of the
//! finding, and the finding becomes a note that says how it is read. A check of the changed tree shows whether anything is left.
//! This stage never runs on the specs of the house.

use crate::{
    check,
    diagnostics::{
        Code, Diagnostic, Diagnostics, Level, Profile, Public,
        codes::{operations, schemas, shape, syntax},
    },
    tree::Document,
};

mod calls;
mod edits;
mod names;
mod objects;
mod parts;
mod places;
mod references;
mod renamed;
mod rules;
#[cfg(test)]
mod tests;
mod values;

use edits::Edits;
use places::{Place, Places};

/// How often a document is mended and checked again: what is left out may have been needed elsewhere.
const ROUNDS: usize = 8;

/// Mends a document that is not of the house, given what loading it found.
///
/// There is a document when no error is left. What was found comes back either way, with the levels of public documents.
pub fn repair(document: Document, loaded: Diagnostics) -> (Option<Document>, Diagnostics) {
    repair_within(document, loaded, references::MAX_ROOM)
}

/// The same, with room for so many values that are copied.
fn repair_within(
    mut document: Document,
    loaded: Diagnostics,
    mut room: usize,
) -> (Option<Document>, Diagnostics) {
    let mut said = Diagnostics::new();
    let mut open = loaded;
    let mut sound = false;
    for round in 0..=ROUNDS {
        open.extend(check::check(&document));
        let mut faults = Vec::new();
        for found in open {
            match found.code.page().public {
                Public::Mended | Public::LeftOut => faults.push(found),
                Public::Error => said.push(found),
                // What mending brings about is not the author's.
                Public::Note if round == 0 => said.extend(levelled(found)),
                Public::Note | Public::Unsaid => {}
            }
        }
        open = Diagnostics::new();
        sound = faults.is_empty() && !said.has_errors();
        if faults.is_empty() || said.has_errors() {
            for found in faults {
                said.extend(levelled(found));
            }
            break;
        }
        let last = round == ROUNDS;
        for found in mend(&mut document, faults, round, &mut room) {
            match found {
                Ok(found) if !last => said.extend(levelled(found)),
                Ok(found) | Err(found) => said
                    .push(found.help("there is no sensible way to read this: mend the document")),
            }
        }
    }
    said.deduplicate();
    (Some(document).filter(|_| sound), said)
}

/// A finding with its level in public documents.
fn levelled(found: Diagnostic) -> Diagnostics {
    Diagnostics::from_iter([found]).in_profile(Profile::Public)
}

/// Changes the document; each finding comes back with what it is read as, or as an error if there is nothing to be done.
fn mend(
    document: &mut Document,
    faults: Vec<Diagnostic>,
    round: usize,
    room: &mut usize,
) -> Vec<Result<Diagnostic, Diagnostic>> {
    let spans = faults.iter().map(|found| found.primary.span);
    let places = Places::find(&document.root, spans.collect());
    let mut edits = Edits::default();
    let mut names = names::Names::new(&document.root);
    let mut renamed = renamed::Renamed::default();
    let mut results = Vec::new();
    for found in faults {
        let mut read_as = None;
        let on_key = points_at_key(&found);
        let exact = places
            .at(found.primary.span)
            .any(|place| place.on_key == on_key);
        let meant = |place: &&Place<'_>| !exact || place.on_key == on_key;
        for place in places.at(found.primary.span).filter(meant) {
            let mut fault = Fault {
                found: &found,
                place,
                root: &document.root,
                round,
                room,
                edits: &mut edits,
                names: &mut names,
                renamed: &mut renamed,
            };
            read_as = read_as.or(fault.mend());
        }
        results.push(match read_as {
            Some(text) => Ok(found.help(text)),
            // The parser has left it out already.
            None if found.code == syntax::TAG || found.code == syntax::KEY_NOT_TEXT => Ok(found),
            None => Err(Diagnostic {
                level: Level::Error,
                ..found
            }),
        });
    }
    edits.apply(&mut document.root);
    renamed.redirect(&mut document.root);
    results
}

/// Whether a finding is about a member, by its key, rather than about a value. A block of members starts where its first key
/// does, so the place alone does not tell.
fn points_at_key(found: &Diagnostic) -> bool {
    const VALUES: &[Code] = &[
        shape::WRONG_KIND,
        operations::DUPLICATE_OPERATION,
        operations::DUPLICATE_PARAMETER,
        operations::UNUSED_PATH_PARAMETER,
        schemas::DUPLICATE_ENTRY,
        schemas::ENUM_VALUE,
        schemas::UNSATISFIABLE,
    ];
    !found.item && !VALUES.contains(&found.code)
}

/// A fault that is to be mended.
struct Fault<'f, 'n> {
    found: &'f Diagnostic,
    place: &'f Place<'n>,
    root: &'n crate::tree::Node,
    /// How often the document was mended before.
    round: usize,
    /// How many values may still be copied.
    room: &'f mut usize,
    edits: &'f mut Edits,
    names: &'f mut names::Names,
    renamed: &'f mut renamed::Renamed,
}

impl Fault<'_, '_> {
    /// Plans the change that mends the fault, and says in words how the document is read.
    fn mend(&mut self) -> Option<String> {
        if let Some(text) = self.extension() {
            return Some(text);
        }
        let number = self.found.code.as_str().strip_prefix("SPEC")?;
        match number.get(..2)? {
            "01" | "06" => self.value(),
            "02" => self.object(),
            "03" => self.reference(),
            "04" => self.call(),
            "05" => self.rule(),
            _ => None,
        }
    }

    /// What is wrong inside an extension concerns the extension alone.
    fn extension(&mut self) -> Option<String> {
        let step = self.place.steps().iter().find(|step| step.is_extension())?;
        self.edits.remove(step.node);
        Some(format!("read without `{}`", step.key()?))
    }
}
