//! The manifests of generated crates.

use super::Context;

/// What the runtimes that generated crates stand on are published as.
const RUNTIME_VERSION: &str = "0.1.0";

/// Decoding of what is only ever sent, for people who store requests.
pub(super) const DECODE_REQUESTS: &str = "decode-requests";

impl Context<'_> {
    pub(super) fn model_manifest(&self) -> String {
        let name = format!("{}-model", self.package.name);
        let description = format!("Models of the {}", self.api.title);
        let mut lines = self.head(&name, &description, true);
        lines.extend([
            "[features]".to_owned(),
            "# Decoding of what is only ever sent, for people who store requests.".to_owned(),
            format!("{DECODE_REQUESTS} = [\"kessai-model/{DECODE_REQUESTS}\"]"),
            String::new(),
            "[dependencies]".to_owned(),
            runtime("kessai-model", &self.layout.model_to_runtime, "model", ""),
        ]);
        text(&lines)
    }

    pub(super) fn client_manifest(&self) -> String {
        let name = &self.package.name;
        let notifies = self.api.webhooks.is_some();
        let mut lines = self.head(name, &self.package.description, true);
        lines.extend([
            "[features]".to_owned(),
            format!(
                "default = [\"rustls\"{}]",
                if notifies { ", \"webhooks\"" } else { "" }
            ),
            "# Calls that block a thread, for programs without an async runtime.".to_owned(),
            "blocking = [\"kessai-client/blocking\"]".to_owned(),
            "# Decoding of what is only ever sent, for people who store requests.".to_owned(),
            format!("{DECODE_REQUESTS} = [\"{name}-model/{DECODE_REQUESTS}\"]"),
            "# TLS by the platform's own library.".to_owned(),
            "native-tls = [\"kessai-client/native-tls\"]".to_owned(),
            "# The HTTP transport without TLS, for servers on this machine.".to_owned(),
            "reqwest = [\"kessai-client/reqwest\"]".to_owned(),
            "# TLS by rustls.".to_owned(),
            "rustls = [\"kessai-client/rustls\"]".to_owned(),
            "# A span for each call and an event for each attempt.".to_owned(),
            "tracing = [\"kessai-client/tracing\"]".to_owned(),
        ]);
        if notifies {
            lines.extend([
                "# Verification of the notifications that the provider sends.".to_owned(),
                "webhooks = [\"kessai-client/webhooks\"]".to_owned(),
            ]);
        }
        lines.extend([
            String::new(),
            "[dependencies]".to_owned(),
            runtime(
                "kessai-client",
                &self.layout.client_to_runtime,
                "client",
                ", default-features = false",
            ),
            format!(
                "{name}-model = {{ version = \"{}\", path = \"{}\" }}",
                self.package.version, self.layout.client_to_model
            ),
        ]);
        if let Some(members) = &self.layout.workspace {
            lines.extend([
                String::new(),
                "[workspace]".to_owned(),
                format!("members = {members:?}"),
            ]);
        }
        text(&lines)
    }

    pub(super) fn registry_manifest(&self, client: &str) -> String {
        let name = &self.package.name;
        let description = format!(
            "The table by which conformance reaches the {}",
            self.api.title
        );
        let mut lines = self.head(&format!("{name}-registry"), &description, false);
        let folder = &self.layout.client_to_runtime;
        let mut features = vec![DECODE_REQUESTS];
        if self.api.webhooks.is_some() {
            features.push("webhooks");
        }
        lines.extend([
            "[dependencies]".to_owned(),
            runtime("kessai-client", folder, "client", ", default-features = false"),
            runtime("kessai-registry", folder, "registry", ""),
            format!(
                "{name} = {{ path = \"{client}\", default-features = false, features = {features:?} }}"
            ),
        ]);
        text(&lines)
    }

    fn head(&self, name: &str, description: &str, published: bool) -> Vec<String> {
        let package = self.package;
        let mut head = vec![
            self.first_line("#"),
            String::new(),
            "[package]".to_owned(),
            format!("name = {name:?}"),
            format!("version = {:?}", package.version),
            format!("description = {description:?}"),
            "edition = \"2024\"".to_owned(),
            "license = \"MIT OR Apache-2.0\"".to_owned(),
            "rust-version = \"1.88\"".to_owned(),
        ];
        if published {
            let lists = [
                ("keywords", &package.keywords),
                ("categories", &package.categories),
            ];
            let given = lists.into_iter().filter(|(_, words)| !words.is_empty());
            head.extend(given.map(|(key, words)| format!("{key} = {words:?}")));
            head.push("readme = \"README.md\"".to_owned());
        } else {
            head.push("publish = false".to_owned());
        }
        head.push(String::new());
        head
    }
}

fn runtime(name: &str, folder: &str, member: &str, more: &str) -> String {
    format!("{name} = {{ version = \"{RUNTIME_VERSION}\", path = \"{folder}/{member}\"{more} }}")
}

fn text(lines: &[String]) -> String {
    lines.join("\n") + "\n"
}
