//! Commands and their arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use kessai_codegen::diagnostics::Profile;

/// From hand-kept OpenAPI specs to Rust crates, and every check on both.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    /// The repository to work in, when it is not the one this command was built from
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the crates of the specs; nothing is written while a spec has an error
    Generate(Generate),
    /// Check the specs and show everything that is wrong with them
    Lint(Lint),
    /// Say what a code of a finding means, with an example that has the fault and one that has not
    Explain(Explain),
    /// Print a spec of several files as one document
    Bundle(Bundle),
    /// Measure generators side by side on a folder of documents
    Corpus(Corpus),
    /// Hold bodies and calls against the specs and the generated types
    #[command(disable_help_flag = true)]
    Verify(Forwarded),
    /// Try the laws on the providers, or a stored failure of one again
    #[command(disable_help_flag = true)]
    Conform(Forwarded),
    /// Run every check: formatting, lints, drift, tests, documentation
    Ci(Ci),
}

#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// Providers under specs/; all of them when none is named
    #[arg(value_name = "PROVIDER")]
    pub(crate) providers: Vec<String>,
    /// Write nothing; show what would change and fail if anything would
    #[arg(long)]
    pub(crate) check: bool,
    /// A document anywhere, made into crates that stand alone
    #[arg(long, value_name = "FILE", requires_all = ["out", "name"], conflicts_with = "providers")]
    pub(crate) spec: Option<PathBuf>,
    /// The folder for the crates of --spec
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
    /// The name of the client crate of --spec
    #[arg(long, value_name = "CRATE", requires = "spec")]
    pub(crate) name: Option<String>,
    /// Also write the registry crate of --spec, by which conformance reaches its types and calls
    #[arg(long, requires = "spec")]
    pub(crate) registry: bool,
    /// By which rules --spec is read: those of the house, or those for any other document. By default a document under
    /// specs/ is of the house, and no other one is
    #[arg(long, value_enum, requires = "spec")]
    pub(crate) profile: Option<ProfileName>,
    /// In which form findings are shown
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub(crate) message_format: MessageFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// Providers under specs/; all of them when none is named
    #[arg(value_name = "PROVIDER")]
    pub(crate) providers: Vec<String>,
    /// A document anywhere
    #[arg(long, value_name = "FILE", conflicts_with = "providers")]
    pub(crate) spec: Option<PathBuf>,
    /// Show notes on specs of the house, too
    #[arg(long)]
    pub(crate) notes: bool,
    /// By which rules --spec is read: those of the house, or those for any other document. By default a document under
    /// specs/ is of the house, and no other one is
    #[arg(long, value_enum)]
    pub(crate) profile: Option<ProfileName>,
    /// In which form findings are shown
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub(crate) message_format: MessageFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A code such as SPEC0203; all of them are listed when none is named
    pub(crate) code: Option<String>,
    /// Print the page of every code, as docs/diagnostics.md has them
    #[arg(long, conflicts_with = "code")]
    pub(crate) all: bool,
}

/// The form in which findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Text with the lines in question
    Human,
    /// A JSON object on each line
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

/// By which rules a document is read.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ProfileName {
    /// Every rule holds
    House,
    /// What can be read in a sensible way is read so
    Public,
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::House => Self::House,
            ProfileName::Public => Self::Public,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Bundle {
    /// A provider under specs/
    #[arg(value_name = "PROVIDER", required_unless_present = "spec")]
    pub(crate) provider: Option<String>,
    /// A document anywhere
    #[arg(long, value_name = "FILE", conflicts_with = "provider")]
    pub(crate) spec: Option<PathBuf>,
    /// The language of the document
    #[arg(long, value_enum, default_value_t = Format::Yaml)]
    pub(crate) format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Yaml,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// A folder of OpenAPI documents
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// A generator to compare with, installed from the package registry when it is not there
    #[arg(long, value_enum)]
    pub(crate) peer: Vec<Peer>,
    /// Where to write the table; it is printed when this is left out
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// How many documents are measured at a time. CPU time is each command's own, yet it grows when the machine is full
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) jobs: usize,
    /// Seconds after which a command is stopped; the table says so
    #[arg(long, value_name = "SECONDS", default_value_t = 900)]
    pub(crate) seconds: u64,
    /// MiB of memory beyond which a command is stopped; the table says so
    #[arg(long, value_name = "MIB", default_value_t = 8192)]
    pub(crate) memory: u64,
    /// Measure all again. Otherwise a figure of an earlier run counts while it was taken of the same document, with the same
    /// program and the same bounds
    #[arg(long)]
    pub(crate) again: bool,
    /// The program to measure as ours, when it is not to be built
    #[arg(long, hide = true, value_name = "PROGRAM")]
    pub(crate) own: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Peer {
    OpenapiToRust,
    Progenitor,
}

/// The arguments of a command that stands in conformance, which knows them.
#[derive(Debug, Args)]
pub(crate) struct Forwarded {
    /// See `--help` of the command itself
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENT"
    )]
    pub(crate) arguments: Vec<OsString>,
}

#[derive(Debug, Args)]
pub(crate) struct Ci {
    /// Also run what takes longer than a change should wait for
    #[arg(long)]
    pub(crate) full: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }
}
