use super::{Carried, CredentialParts, Credentials, Secret, Secrets, from_environment};
use crate::{
    Error, ErrorKind,
    provider::{Carrier, Claim, Credential, Part, Provider},
};

static KEY: Credential = Credential {
    scheme: "key",
    name: "secret key",
    carrier: Carrier::Header("authorization"),
    prefix: "Bearer ",
    parts: &[Part {
        name: "secret key",
        pattern: Some("^sk_[a-z]+$"),
        environment: "KESSAI_TEST_VARIABLE_THAT_NOBODY_SETS",
        ..Part::DEFAULT
    }],
    ..Credential::DEFAULT
};

const TOKEN_OF_PARTS: Credential = Credential {
    scheme: "token",
    name: "app token",
    carrier: Carrier::Header("authorization"),
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
    ..Credential::DEFAULT
};

static TOKEN: Credential = TOKEN_OF_PARTS;

/// Cargo sets its first variable for every test.
const SET: Credential = Credential {
    scheme: "set",
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
    carrier: Carrier::Header("x-api-key"),
    ..Credential::DEFAULT
};

const LOGIN: Credential = Credential {
    scheme: "login",
    name: "login",
    prefix: "Basic ",
    base64: true,
    parts: &[
        Part {
            name: "user name",
            environment: "KESSAI_TEST_USER_THAT_NOBODY_SETS",
            ..Part::DEFAULT
        },
        Part {
            name: "password",
            separator: ":",
            environment: "KESSAI_TEST_PASSWORD_THAT_NOBODY_SETS",
            ..Part::DEFAULT
        },
    ],
    ..Credential::DEFAULT
};

/// A key of one part, carried so.
const fn key(carrier: Carrier) -> Credential {
    Credential {
        scheme: "plain",
        name: "key",
        carrier,
        parts: &[Part {
            name: "key",
            environment: "KESSAI_TEST_KEY_THAT_NOBODY_SETS",
            ..Part::DEFAULT
        }],
        ..Credential::DEFAULT
    }
}

static BASIC: Credential = LOGIN;
static IN_QUERY: Credential = key(Carrier::Query("api key"));
static IN_COOKIE: Credential = key(Carrier::Cookie("session"));
static IN_HEADER: Credential = key(Carrier::Header("x-api-key"));

/// What a request carries, as one text.
fn value(secret: &Secret) -> &str {
    match secret.carried() {
        Carried::Header(_, value) => value.to_str().unwrap(),
        Carried::Query(pair) | Carried::Cookie(pair) => pair,
    }
}

/// The text as a client with these credentials shows it.
fn redacted(credentials: &'static [Credential], given: Credentials, text: &str) -> String {
    let provider = Box::leak(Box::new(Provider {
        name: "shop",
        credentials,
        ..Provider::DEFAULT
    }));
    Secrets::new(provider, given).unwrap().redact(text)
}

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
    let Carried::Header(name, carried) = secret.carried() else {
        panic!("it is a header");
    };
    assert_eq!(name, "authorization");
    assert_eq!(carried, "Bearer sk_canary");
    assert!(carried.is_sensitive());
    assert_eq!(format!("{secret:?}"), "[redacted]");
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
    let parts = || {
        CredentialParts::new()
            .part("jwt", JWT)
            .part("secret", "canary")
    };
    let both = parts();
    assert_eq!(
        format!("{both:?}"),
        r#"{"jwt": "[redacted]", "secret": "[redacted]"}"#
    );
    let both = Secret::new(&TOKEN, both).unwrap();
    assert_eq!(value(&both), format!("Bearer canary.{JWT}"));
    assert_eq!(
        redacted(
            &[TOKEN_OF_PARTS],
            parts().into(),
            &format!("a canary.{JWT}")
        ),
        "a [redacted].[redacted]"
    );

    // A text without a name is the part that cannot be missing.
    for alone in [CredentialParts::new().part("jwt", JWT), JWT.into()] {
        let alone = Secret::new(&TOKEN, alone).unwrap();
        assert_eq!(value(&alone), format!("Bearer {JWT}"));
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
fn a_login_is_base64_and_ends_where_its_parts_end() {
    let login = |user: &str, password: &str| {
        let parts = CredentialParts::new().part("user name", user);
        Secret::new(&BASIC, parts.part("password", password))
    };
    for (user, password, sent) in [
        ("ada", "a:b c", "Basic YWRhOmE6YiBj"),
        // A key in the place of a name is common.
        ("sk_1", "", "Basic c2tfMTo="),
        ("", "canary", "Basic OmNhbmFyeQ=="),
    ] {
        assert_eq!(value(&login(user, password).unwrap()), sent);
    }
    for (user, password, problem) in [
        ("canary:a", "b", "the user name of the login"),
        ("canary:a", "b", "holds `:`, where it would end"),
        ("canary", "a\r\nb", "a line break"),
        ("canary\0", "b", "a line break"),
        ("canaryé", "b", "not ASCII"),
        ("", "", "the login is empty"),
    ] {
        let shown = refused(login(user, password));
        assert!(shown.contains(problem), "{shown}");
    }
    let shown = refused(Secret::new(
        &BASIC,
        CredentialParts::new().part("password", "canary"),
    ));
    assert!(shown.contains("the user name of the login"), "{shown}");
}

#[test]
fn a_key_is_carried_as_its_place_can_carry_it() {
    let given = |description, text: &str| Secret::new(description, text.into());
    for (description, text, sent) in [
        (&IN_HEADER, "a b;c=d", "a b;c=d"),
        (&IN_QUERY, "a b&c=d#e+f", "api%20key=a%20b%26c%3Dd%23e%2Bf"),
        (&IN_COOKIE, "a=b+c/d==", "session=a=b+c/d=="),
    ] {
        assert_eq!(value(&given(description, text).unwrap()), sent);
    }
    for description in [&IN_HEADER, &IN_QUERY, &IN_COOKIE] {
        for text in [
            "canary\r\nx: y",
            "canary\nx",
            "canaryé",
            "canary\t1",
            "canary\u{7f}1",
            "",
        ] {
            let shown = refused(given(description, text));
            assert!(shown.contains("the key"), "{shown}");
        }
    }
    for text in [
        "canary;admin=1",
        "canary,b",
        "canary b",
        "\"canary\"",
        "canary\\",
    ] {
        let shown = refused(given(&IN_COOKIE, text));
        assert!(shown.contains("a cookie cannot carry"), "{shown}");
    }
}

#[test]
fn every_form_of_a_secret_is_blotted() {
    static ALL: &[Credential] = &[LOGIN, key(Carrier::Query("key"))];
    let login = CredentialParts::new()
        .part("user name", "canary")
        .part("password", "canary:2");
    let given = Credentials::new().with("login", login).with("plain", "b&c");
    let said = "canary said canary:2, Basic Y2FuYXJ5OmNhbmFyeToy, ?key=b%26c or b&c";
    assert_eq!(
        redacted(ALL, given.clone(), said),
        "[redacted] said [redacted], Basic [redacted], ?key=[redacted] or [redacted]"
    );
    assert_eq!(
        format!("{given:?}"),
        r#"{"login": {"user name": "[redacted]", "password": "[redacted]"}, "plain": {"": "[redacted]"}}"#
    );
}

#[test]
fn the_environment_variables_are_read_and_named() {
    static ONE: Provider = Provider {
        credentials: &[key(Carrier::Query("key"))],
        ..Provider::DEFAULT
    };
    static SEVERAL: Provider = Provider {
        credentials: &[LOGIN, key(Carrier::Query("key"))],
        ..Provider::DEFAULT
    };
    static OF_CARGO: Provider = Provider {
        credentials: &[LOGIN, SET],
        ..Provider::DEFAULT
    };
    let unset = "KESSAI_TEST_KEY_THAT_NOBODY_SETS";
    for provider in [&ONE, &SEVERAL] {
        let error = from_environment(provider).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(unset), "{error}");
        let error = Secrets::new(provider, Credentials::new()).unwrap_err();
        assert!(error.to_string().contains(unset), "{error}");
    }
    let both = from_environment(&SEVERAL).unwrap_err().to_string();
    assert!(
        both.contains(
            "KESSAI_TEST_USER_THAT_NOBODY_SETS and KESSAI_TEST_PASSWORD_THAT_NOBODY_SETS"
        ),
        "{both}"
    );
    let found = from_environment(&OF_CARGO).unwrap();
    let shown = format!("{:?}", Secrets::new(&OF_CARGO, found).unwrap());
    assert_eq!(shown, r#"{"set": [redacted]}"#);
}
