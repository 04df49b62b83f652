//! A failure on disk.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::json::Tree;
use crate::law::Law;

/// A failure that can be tried again.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The law it broke.
    pub law: Law,
    /// Whose it is.
    pub provider: String,
    /// The document, operation or case.
    pub about: String,
    /// What is particular about it.
    pub at: String,
    /// What it is made of.
    pub input: Tree,
    /// Why it broke the law, when it was stored.
    pub reasons: Vec<String>,
}

/// Why a stored failure cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for StoredError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.file.display(), self.problem)
    }
}

impl std::error::Error for StoredError {}

impl Stored {
    /// Its name: law, provider, what it is about, and what it is made of as a number.
    pub fn id(&self) -> String {
        let about: String = self
            .about
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let text = format!("{} {}", self.at, self.input.to_text());
        let number = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let number = (number ^ (number >> 32)) & 0xffff_ffff;
        format!("{}-{}-{about}-{number:08x}", self.law.id(), self.provider)
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let reasons = self
            .reasons
            .iter()
            .map(|reason| Tree::from(reason.as_str()));
        let members: [(&str, Tree); 7] = [
            ("id", Tree::String(self.id())),
            ("law", Tree::from(self.law.id())),
            ("provider", Tree::from(self.provider.as_str())),
            ("about", Tree::from(self.about.as_str())),
            ("at", Tree::from(self.at.as_str())),
            ("input", self.input.clone()),
            ("reasons", Tree::Array(reasons.collect())),
        ];
        let mut text = String::from("{\n");
        for (index, (name, value)) in members.iter().enumerate() {
            let comma = if index + 1 < members.len() { "," } else { "" };
            text.push_str(&format!("  \"{name}\": {}{comma}\n", value.to_text()));
        }
        text.push_str("}\n");
        text
    }

    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(text: &[u8]) -> Result<Self, String> {
        let tree = Tree::parse(text).map_err(|error| error.to_string())?;
        let word = |name: &str| {
            let word = tree.get(name).and_then(Tree::as_str);
            word.map(str::to_owned)
                .ok_or_else(|| format!("`{name}` is missing"))
        };
        let law = word("law")?;
        let reasons = match tree.get("reasons") {
            Some(Tree::Array(reasons)) => reasons
                .iter()
                .filter_map(|reason| reason.as_str().map(str::to_owned))
                .collect(),
            _ => Vec::new(),
        };
        Ok(Self {
            law: Law::read(&law).ok_or_else(|| format!("there is no law {law}"))?,
            provider: word("provider")?,
            about: word("about")?,
            at: word("at")?,
            input: tree.get("input").cloned().ok_or("`input` is missing")?,
            reasons,
        })
    }
}

/// Every failure that is stored in a folder, in order of their names; none where there is no folder.
///
/// # Errors
///
/// The first file that cannot be read.
pub fn load(folder: &Path) -> Result<Vec<Stored>, StoredError> {
    let fault = |file: &Path, problem: String| StoredError {
        file: file.to_owned(),
        problem,
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(Vec::new());
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let text = fs::read(file).map_err(|error| fault(file, error.to_string()))?;
            Stored::read(&text).map_err(|problem| fault(file, problem))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again() {
        let stored = Stored {
            law: Law::Generated,
            provider: "shop".to_owned(),
            about: "createOrder/request".to_owned(),
            at: "number edge at /amount".to_owned(),
            input: Tree::parse(br#"{"amount": 1.50, "text": "\u0000\"", "list": [null]}"#).unwrap(),
            reasons: vec!["$.amount: is lost".to_owned()],
        };
        assert_eq!(
            Stored::read(stored.to_text().as_bytes()),
            Ok(stored.clone())
        );
        assert!(
            stored.id().starts_with("L6-shop-createOrder-request-"),
            "{}",
            stored.id()
        );
        assert!(stored.to_text().contains("1.50"), "numbers keep their text");
        let other = Stored {
            at: "else".to_owned(),
            ..stored.clone()
        };
        assert_ne!(stored.id(), other.id());

        let folder = tempfile::tempdir().unwrap();
        assert_eq!(load(&folder.path().join("none")), Ok(Vec::new()));
        fs::write(folder.path().join("a.json"), stored.to_text()).unwrap();
        assert_eq!(load(folder.path()), Ok(vec![stored]));
        fs::write(folder.path().join("b.json"), r#"{"law": "L99"}"#).unwrap();
        assert!(
            load(folder.path())
                .unwrap_err()
                .to_string()
                .ends_with("b.json: there is no law L99")
        );
    }
}
