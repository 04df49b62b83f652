//! Why a command did not succeed.

use std::fmt;
use std::io;
use std::path::PathBuf;

use kessai_codegen::emit::Unprintable;
use kessai_codegen::write::WriteError;

#[derive(Debug)]
pub(crate) enum Failure {
    /// Everything there is to say has been shown.
    Reported,
    /// The same, with an exit status of its own.
    Ended(u8),
    UnknownProvider {
        given: String,
        known: Vec<String>,
    },
    NoProvider(PathBuf),
    UnknownCode(String),
    NoDocument(PathBuf),
    Peer {
        package: &'static str,
        said: String,
    },
    Read {
        path: PathBuf,
        source: io::Error,
    },
    Keep {
        path: PathBuf,
        source: io::Error,
    },
    Package {
        path: PathBuf,
        problem: String,
    },
    CrateName(String),
    OutNotOurs(PathBuf),
    Unprintable(Unprintable),
    Write(WriteError),
    Bundle(String),
    Start {
        command: String,
        source: io::Error,
    },
    Step {
        step: &'static str,
        command: String,
    },
    /// Snapshots that no test has looked at.
    Snapshots(Vec<String>),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reported | Self::Ended(_) => f.write_str("see above"),
            Self::UnknownProvider { given, known } => {
                write!(
                    f,
                    "there is no provider `{given}` under specs/; there is {}",
                    known.join(", ")
                )
            }
            Self::UnknownCode(given) => write!(
                f,
                "there is no code `{given}`; `cargo xtask explain` lists them all"
            ),
            Self::NoProvider(path) => write!(
                f,
                "{} holds no provider: a provider is a folder with an openapi.yaml",
                path.display()
            ),
            Self::NoDocument(path) => write!(
                f,
                "{} holds no .json, .yaml or .yml document",
                path.display()
            ),
            Self::Peer { package, said } => write!(
                f,
                "cannot install {package} from the package registry: {}",
                said.trim()
            ),
            Self::Read { path, source } => write!(f, "cannot read {}: {source}", path.display()),
            Self::Keep { path, source } => write!(f, "cannot write {}: {source}", path.display()),
            Self::Package { path, problem } => write!(f, "{}: {problem}", path.display()),
            Self::CrateName(name) => {
                write!(
                    f,
                    "`{name}` is not a crate name: use lower-case letters, digits and hyphens, a letter first"
                )
            }
            Self::OutNotOurs(path) => write!(
                f,
                "{} is not empty and was not written by this command; name an empty or a new folder",
                path.display()
            ),
            Self::Unprintable(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Bundle(problem) => write!(f, "cannot write the bundle: {problem}"),
            Self::Start { command, source } => write!(f, "cannot start `{command}`: {source}"),
            Self::Step { step, command } => write!(f, "{step} failed; to run it alone: {command}"),
            Self::Snapshots(paths) => write!(
                f,
                "no test looks at these snapshots; delete them, or accept what is to be reviewed:\n  {}",
                paths.join("\n  ")
            ),
        }
    }
}

impl From<Unprintable> for Failure {
    fn from(error: Unprintable) -> Self {
        Self::Unprintable(error)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}
