//! The secret of a client: checked once, shown never.

use std::fmt;

use http::{HeaderName, HeaderValue};
use regex_lite::Regex;

use crate::{
    error::Error,
    provider::{Credential, Provider},
};

/// A secret in the form in which requests carry it.
pub(crate) struct Secret {
    header: HeaderName,
    value: HeaderValue,
    text: String,
}

impl Secret {
    /// Checks a secret against its description.
    pub(crate) fn new(credential: &Credential, text: String) -> Result<Self, Error> {
        let header = HeaderName::from_bytes(credential.header.as_bytes())
            .map_err(|_| Error::configuration("the provider names no valid credential header"))?;
        if text.is_empty() {
            return Err(refused(credential, "is empty"));
        }
        if text.trim() != text {
            return Err(refused(
                credential,
                "begins or ends with white space, such as a line break from the file it was read from",
            ));
        }
        if let Some(pattern) = credential.pattern {
            let form = Regex::new(pattern).map_err(|_| {
                Error::configuration(format!(
                    "the provider's pattern for the {} is not a regular expression: {pattern}",
                    credential.name
                ))
            })?;
            if !form.is_match(&text) {
                return Err(refused(credential, "does not have the expected form"));
            }
        }
        let value = HeaderValue::try_from(format!("{}{text}", credential.prefix));
        let Ok(mut value) = value else {
            return Err(refused(
                credential,
                "holds characters that a header cannot carry",
            ));
        };
        value.set_sensitive(true);
        Ok(Self {
            header,
            value,
            text,
        })
    }

    pub(crate) fn header(&self) -> &HeaderName {
        &self.header
    }

    /// The header's value, marked sensitive.
    pub(crate) fn value(&self) -> HeaderValue {
        self.value.clone()
    }

    /// The same text without the secret: a provider may repeat what it was sent.
    pub(crate) fn redact(&self, text: &str) -> String {
        text.replace(&self.text, "[redacted]")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The secret that this environment variable holds.
pub(crate) fn from_environment(credential: &Credential) -> Result<String, Error> {
    std::env::var(credential.environment).map_err(|error| {
        // The error itself holds the value when that is not Unicode.
        let problem = match error {
            std::env::VarError::NotPresent => "is not set",
            std::env::VarError::NotUnicode(_) => "is not Unicode",
        };
        Error::configuration(format!(
            "the environment variable {}, which holds the {}, {problem}{}",
            credential.environment,
            credential.name,
            expected(credential)
        ))
    })
}

/// What to say when a client has no secret at all.
pub(crate) fn missing(credential: &Credential) -> Error {
    Error::configuration(format!(
        "the {} is missing: give it to `credential`, or set {} and call `credential_from_env`{}",
        credential.name,
        credential.environment,
        expected(credential)
    ))
}

/// What to say to a secret that nobody asked for.
pub(crate) fn unasked(provider: &Provider) -> Error {
    Error::configuration(format!(
        "{} takes no credential: leave out `credential`",
        provider.name
    ))
}

fn refused(credential: &Credential, problem: &str) -> Error {
    Error::configuration(format!(
        "the {} (environment variable {}) {problem}{}",
        credential.name,
        credential.environment,
        expected(credential)
    ))
}

fn expected(credential: &Credential) -> String {
    credential
        .pattern
        .map(|pattern| format!("; expected is text that matches {pattern}"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Secret, from_environment};
    use crate::{ErrorKind, provider::Credential};

    const CREDENTIAL: Credential = Credential {
        name: "secret key",
        header: "authorization",
        prefix: "Bearer ",
        pattern: Some("^sk_[a-z]+$"),
        environment: "KESSAI_TEST_VARIABLE_THAT_NOBODY_SETS",
    };

    #[test]
    fn a_well_formed_secret_becomes_a_sensitive_header() {
        let secret = Secret::new(&CREDENTIAL, "sk_canary".into()).unwrap();
        assert_eq!(secret.header(), "authorization");
        assert_eq!(secret.value(), "Bearer sk_canary");
        assert!(secret.value().is_sensitive());
        assert_eq!(format!("{secret:?}"), "[redacted]");
        assert_eq!(
            secret.redact("no such key: sk_canary"),
            "no such key: [redacted]"
        );
    }

    #[test]
    fn an_ill_formed_secret_is_named_and_not_shown() {
        for text in [
            "",
            " sk_canary",
            "sk_canary\n",
            "pk_canary",
            "sk_canary1",
            "sk_canaryé",
        ] {
            let error = Secret::new(&CREDENTIAL, text.into()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("canary"), "{shown}");
            for part in ["secret key", CREDENTIAL.environment, "^sk_[a-z]+$"] {
                assert!(shown.contains(part), "{shown}");
            }
        }
    }

    #[test]
    fn without_a_pattern_the_secret_must_still_fit_a_header() {
        let credential = Credential {
            pattern: None,
            ..CREDENTIAL
        };
        assert!(Secret::new(&credential, "anything goes".into()).is_ok());
        for text in ["", "a\r\nx-evil: b", "a\0"] {
            assert!(Secret::new(&credential, text.into()).is_err());
        }
    }

    #[test]
    fn the_environment_variable_is_read_and_named() {
        let error = from_environment(&CREDENTIAL).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(
            error.to_string().contains(CREDENTIAL.environment),
            "{error}"
        );
        // Cargo sets this one for every test.
        let set = Credential {
            environment: "CARGO_PKG_NAME",
            ..CREDENTIAL
        };
        assert_eq!(from_environment(&set).unwrap(), "kessai-client");
    }
}
