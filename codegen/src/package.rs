//! `package.toml`: what the crates of a provider are called.

use serde::Deserialize;

/// The crate that is made of a spec. Its version is the crate's own; the API's stands in the spec.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// The client crate's name; `-model` and `-registry` are added for the others.
    pub name: String,
    /// The version of all of them.
    pub version: String,
    /// One line for the package registry.
    pub description: String,
    /// Words by which people find it.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Categories of the package registry.
    #[serde(default)]
    pub categories: Vec<String>,
    /// The provider's own guide, from the Markdown beside the spec: sections for the client crate's README, in order.
    #[serde(skip)]
    pub guide: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[serde(rename = "crate")]
    package: Package,
}

impl Package {
    /// A package for a document that comes without one.
    pub fn named(name: &str, title: &str) -> Self {
        Self {
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            description: format!("Client of the {title}"),
            keywords: Vec::new(),
            categories: Vec::new(),
            guide: Vec::new(),
        }
    }

    /// Reads `package.toml`.
    ///
    /// # Errors
    /// A text that names the line, what is wrong and what belongs there.
    pub fn parse(text: &str) -> Result<Self, String> {
        let package = toml::from_str::<Manifest>(text)
            .map_err(|error| error.to_string())?
            .package;
        if is_crate_name(&package.name) {
            Ok(package)
        } else {
            Err(format!(
                "`{}` is not a crate name: use lower-case letters, digits and hyphens, a letter first",
                package.name
            ))
        }
    }
}

/// Whether a package registry would take the name, by the stricter custom of lower case and hyphens.
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !name.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_read() {
        let package =
            Package::parse("[crate]\nname = \"shop\"\nversion = \"1.2.3\"\ndescription = \"d\"\n")
                .unwrap();
        assert_eq!(
            (package.name.as_str(), package.version.as_str()),
            ("shop", "1.2.3")
        );
    }

    #[test]
    fn slips_are_named() {
        let error = Package::parse("[crate]\nname = \"shop\"\nverzion = \"1\"\n").unwrap_err();
        assert!(error.contains("verzion"), "{error}");
        let error =
            Package::parse("[crate]\nname = \"Shop!\"\nversion = \"1.0.0\"\ndescription = \"\"\n")
                .unwrap_err();
        assert!(error.contains("`Shop!` is not a crate name"), "{error}");
    }
}
