use super::{CredentialParts, Secret, from_environment, missing};
use crate::{
    Error, ErrorKind,
    provider::{Claim, Credential, Part},
};

static KEY: Credential = Credential {
    name: "secret key",
    header: "authorization",
    prefix: "Bearer ",
    parts: &[Part {
        name: "secret key",
        pattern: Some("^sk_[a-z]+$"),
        environment: "KESSAI_TEST_VARIABLE_THAT_NOBODY_SETS",
        ..Part::DEFAULT
    }],
};

static TOKEN: Credential = Credential {
    name: "app token",
    header: "authorization",
    prefix: "Bearer ",
    parts: &[
        Part {
            name: "secret",
            environment: "KESSAI_TEST_SECRET_THAT_NOBODY_SETS",
            optional: true,
            ..Part::DEFAULT
        },
        Part {
            name: "jwt",
            separator: ".",
            environment: "KESSAI_TEST_JWT_THAT_NOBODY_SETS",
            claims: &[Claim {
                name: "shop_id",
                parameter: "shopId",
            }],
            ..Part::DEFAULT
        },
    ],
};

/// Cargo sets its first variable for every test.
static SET: Credential = Credential {
    parts: &[
        Part {
            name: "name",
            environment: "CARGO_PKG_NAME",
            ..Part::DEFAULT
        },
        Part {
            name: "other",
            environment: "KESSAI_TEST_OTHER",
            optional: true,
            ..Part::DEFAULT
        },
    ],
    name: "set",
    header: "x-api-key",
    prefix: "",
};

/// Claims: `{"shop_id":"canary"}`.
const JWT: &str = "e30.eyJzaG9wX2lkIjoiY2FuYXJ5In0.Y2FuYXJ5";

fn refused(result: Result<Secret, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let shown = format!("{error} {error:?}");
    assert!(
        !shown.contains("canary") && !shown.contains("Y2FuYXJ5"),
        "{shown}"
    );
    shown
}

#[test]
fn a_well_formed_secret_becomes_a_sensitive_header() {
    let secret = Secret::new(&KEY, "sk_canary".into()).unwrap();
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
        let shown = refused(Secret::new(&KEY, text.into()));
        for part in ["secret key", KEY.parts[0].environment, "^sk_[a-z]+$"] {
            assert!(shown.contains(part), "{shown}");
        }
    }
}

#[test]
fn without_a_pattern_the_secret_must_still_fit_a_header() {
    let given = |secret: &str| CredentialParts::from(JWT).part("secret", secret);
    assert!(Secret::new(&TOKEN, given("anything goes")).is_ok());
    for text in ["", "canary\r\nx-evil: b", "canary\0"] {
        let shown = refused(Secret::new(&TOKEN, given(text)));
        assert!(shown.contains("the secret of the app token"), "{shown}");
    }
}

#[test]
fn parts_stand_in_their_order_and_an_optional_one_may_be_missing() {
    let both = CredentialParts::new()
        .part("jwt", JWT)
        .part("secret", "canary");
    assert_eq!(
        format!("{both:?}"),
        r#"{"jwt": "[redacted]", "secret": "[redacted]"}"#
    );
    let both = Secret::new(&TOKEN, both).unwrap();
    assert_eq!(both.value(), format!("Bearer canary.{JWT}"));
    assert_eq!(
        both.redact(&format!("a canary.{JWT}")),
        "a [redacted].[redacted]"
    );

    // A text without a name is the part that cannot be missing.
    for alone in [CredentialParts::new().part("jwt", JWT), JWT.into()] {
        let alone = Secret::new(&TOKEN, alone).unwrap();
        assert_eq!(alone.value(), format!("Bearer {JWT}"));
    }
    let shown = refused(Secret::new(
        &TOKEN,
        CredentialParts::new().part("secret", "canary"),
    ));
    assert!(shown.contains("the jwt of the app token"), "{shown}");
    assert!(shown.contains(TOKEN.parts[1].environment), "{shown}");
    let stray = CredentialParts::from(JWT).part("sercet", "canary");
    let shown = refused(Secret::new(&TOKEN, stray));
    assert!(shown.contains("secret and jwt"), "{shown}");
}

#[test]
fn a_part_with_claims_must_be_a_token() {
    for text in ["canary", &format!("canary.{JWT}"), "e30.Y2FuYXJ5.Y2FuYXJ5"] {
        let shown = refused(Secret::new(&TOKEN, text.into()));
        assert!(shown.contains("JSON Web Token"), "{shown}");
    }
}

#[test]
fn the_environment_variables_are_read_and_named() {
    let error = from_environment(&KEY).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    for (description, part) in [(&KEY, 0), (&TOKEN, 1)] {
        let variable = description.parts[part].environment;
        let shown = from_environment(description).unwrap_err().to_string();
        assert!(shown.contains(variable), "{shown}");
        assert!(missing(description).to_string().contains(variable));
    }
    let secret = Secret::new(&SET, from_environment(&SET).unwrap()).unwrap();
    assert_eq!(secret.value(), "kessai-client");
}
