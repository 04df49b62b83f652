//! The README of generated crates.

use super::Context;
use super::prose::sentence;

impl Context<'_> {
    pub(super) fn model_readme(&self) -> String {
        let name = &self.package.name;
        let title = &self.api.title;
        format!(
            "<!-- {first} -->\n\n# {name}-model\n\nModels of the {title}: what its requests and responses hold, without HTTP.\n\
             Webhook receivers and stores of responses need no more than this; [`{name}`](../{name}) is the client and re-exports it.\n",
            first = self.first_line("").trim(),
        )
    }

    pub(super) fn client_readme(&self) -> String {
        let name = &self.package.name;
        let title = &self.api.title;
        let mut text = format!("<!-- {} -->\n\n# {name}\n\n", self.first_line("").trim());
        text.push_str(self.api.description.as_deref().unwrap_or(title));
        text.push_str("\n\n");
        text.push_str(&self.install());
        text.push_str(&self.first_call());
        text.push_str(&self.manual());
        text.push_str("## Operations\n\n| Call | Request | What it does |\n|---|---|---|\n");
        for (operation, names) in self.api.operations.iter().zip(&self.names.operations) {
            let module = &self.names.resources[operation.resource].module;
            let summary = operation.summary.as_deref();
            let summary = summary.map_or_else(|| operation.id.clone(), sentence);
            let summary = summary.replace('|', "\\|");
            text.push_str(&format!(
                "| `{module}().{}` | `{} {}` | {summary} |\n",
                names.method, operation.method, operation.path
            ));
        }
        text
    }

    /// How a client is made, as Rust that the crate's documentation tests compile.
    fn first_call(&self) -> String {
        let library = self.library("");
        let credentials = &self.api.credentials;
        let has_host = self.api.server.contains("://");
        let read = match credentials.as_slice() {
            [] if has_host => return String::new(),
            [] => String::new(),
            [only] => format!(
                "The {} is read from {}; it is never printed, and it is",
                only.name,
                self.variables(only)
            ),
            all => {
                let each = all
                    .iter()
                    .map(|one| format!("* {}: {}\n", one.name, self.variables(one)));
                format!(
                    "Give the client those of these credentials that you have. Each call carries what its operation needs of them.\n\n{}\nThey are never printed, and they are",
                    each.collect::<String>()
                )
            }
        };
        let read = match read.as_str() {
            "" => read,
            _ => format!("{read} sent over https alone (http to this machine is allowed).\n\n"),
        };
        let from_env = if credentials.is_empty() {
            ""
        } else {
            ".credential_from_env()"
        };
        let (address, make) = if has_host {
            ("", "from_env()?".to_owned())
        } else {
            (
                "The document names no host: give the client the address of yours.\n\n",
                format!(
                    "builder(){from_env}.base_url(\"https://api.example.com{}\").build()?",
                    self.api.server.trim_end_matches('/')
                ),
            )
        };
        format!(
            "## First call\n\n{read}{address}```rust,no_run\n# fn main() -> Result<(), {library}::Error> {{\n\
             let client = {library}::Client::{make};\n# let _ = client;\n# Ok(())\n# }}\n```\n\n"
        )
    }

    /// How a program comes to use the crate.
    fn install(&self) -> String {
        let webhooks = self.api.webhooks.as_ref();
        include_str!("readme/install.md")
            .replace("{name}", &self.package.name)
            .replace("{version}", &self.package.version)
            .replace("{webhooks}\n", webhooks.map_or("", |_| WEBHOOKS_FEATURE))
            + "\n"
    }

    /// What to know before the crate meets real calls, by subject, then what the provider's own guide says. The runtime's guide
    /// goes on where this stops.
    fn manual(&self) -> String {
        let operations = &self.api.operations;
        let webhooks = self.api.webhooks.is_some();
        let parts = [
            (true, include_str!("readme/calls.md"), None),
            (
                operations.iter().any(|one| one.paging.is_some()),
                include_str!("readme/lists.md"),
                self.list_program(),
            ),
            (
                operations.iter().any(|one| one.polling.is_some()),
                include_str!("readme/waits.md"),
                self.wait_program(),
            ),
            (
                webhooks,
                include_str!("readme/webhooks.md"),
                self.webhook_program(),
            ),
        ];
        let library = self.library("").to_string();
        let mut text = String::new();
        for (_, part, program) in parts.into_iter().filter(|(holds, _, _)| *holds) {
            text.push_str(&part.replace("{library}", &library));
            if let Some(program) = program {
                text.push_str(&format!("\n```rust,no_run\n{program}```\n"));
            }
            text.push('\n');
        }
        for part in &self.package.guide {
            text.push_str(part.trim());
            text.push_str("\n\n");
        }
        text.push_str(&include_str!("readme/programs.md").replace("{library}", &library));
        text.push('\n');
        text
    }
}

/// The row of the feature that crates with notifications have.
const WEBHOOKS_FEATURE: &str = "| `webhooks`, by default | verification of notifications |\n";
