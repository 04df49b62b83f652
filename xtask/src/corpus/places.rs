//! Messages without the places of this machine: a report is read elsewhere.

use std::path::Path;

/// The folders that messages are cleared of.
#[derive(Debug)]
pub(super) struct Places {
    folders: Vec<String>,
}

/// What stands before a part of a path that names a folder of this machine alone, and after it the place that means something.
const MARKS: [&str; 3] = ["/registry/src/", "/git/checkouts/", "/rustc/"];

impl Places {
    /// The longer ones come first: what is inside them is shown from there.
    pub(super) fn new<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Self {
        let mut folders: Vec<String> = folders
            .into_iter()
            .map(|folder| folder.display().to_string())
            .filter(|folder| folder.len() > 1)
            .collect();
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.len()));
        Self { folders }
    }

    /// A message in which paths begin below those folders; those of packages, with the package.
    pub(super) fn without(&self, message: &str) -> String {
        let mut message = message.to_owned();
        for mark in MARKS {
            while let Some(at) = message.find(mark) {
                // The path begins where a word does, and goes on after the one folder behind the mark.
                let start = message[..at]
                    .rfind(|c: char| c.is_whitespace() || "\"'`(<[=".contains(c))
                    .map_or(0, |before| before + 1);
                let inside = at + mark.len();
                let end = message[inside..]
                    .find('/')
                    .map_or(inside, |slash| inside + slash + 1);
                message.replace_range(start..end, "");
            }
        }
        for folder in &self.folders {
            message = message
                .replace(&format!("{folder}/"), "")
                .replace(folder, ".");
        }
        message
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Places;

    #[test]
    fn paths_begin_where_they_mean_something() {
        let folders = ["/", "/home/me", "/home/me/kessai/target/corpus"];
        let places = Places::new(folders.map(Path::new));
        for (message, without) in [
            (
                "thread 'main' panicked at /home/me/.cargo/registry/src/index-1f2e/typify-1.0/src/a.rs:1:2: no",
                "thread 'main' panicked at typify-1.0/src/a.rs:1:2: no",
            ),
            (
                "at (/rustc/0123abc/library/core/src/x.rs:1) and /rustc/0123abc/library/std/y.rs",
                "at (library/core/src/x.rs:1) and library/std/y.rs",
            ),
            (
                "cannot read `/home/me/kessai/target/corpus/documents/pets/Cargo.toml`",
                "cannot read `documents/pets/Cargo.toml`",
            ),
            ("no /home/me/x in /home/me", "no x in ."),
            // Paths of an API are not ours.
            (
                "path /vmm.ping has no id, nor has /rustc",
                "path /vmm.ping has no id, nor has /rustc",
            ),
            ("an end at /registry/src/", "an end at "),
        ] {
            assert_eq!(places.without(message), without);
        }
    }
}
