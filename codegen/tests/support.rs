//! The table of what is supported, `docs/support.md`: it says what the tests show and nothing else.

#![allow(clippy::expect_used)] // The helpers are tests too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Set it to write the table instead of comparing it.
const UPDATE: &str = "SUPPORT_UPDATE";

/// Features: what, the document that shows it, the test that speaks it as `file::function` where it shows on the wire.
const FEATURES: &[(&str, &str, &str)] = &[
    (
        "objects, constraints, maps, nested and recursive types, members to clear",
        "objects",
        "",
    ),
    (
        "how many members an object has, and members that exclude each other (`not` of `required`)",
        "wholes",
        "wholes::what_an_object_must_be_as_a_whole_is_asked",
    ),
    ("`allOf` of objects", "composition", ""),
    (
        "`allOf` of other values, and with prose beside a reference",
        "conjunctions",
        "",
    ),
    (
        "`oneOf` and `anyOf` beside members: forms of an object, or what it must have; rules beside a type",
        "beside",
        "",
    ),
    (
        "`oneOf` and `anyOf`, by required members, types and values",
        "unions",
        "",
    ),
    ("branches of a union that look alike", "alike", ""),
    (
        "schemas that lead back to themselves, by `allOf`, lists and maps",
        "circles",
        "",
    ),
    (
        "members and parameters that are never printed, by themselves or by what they are made of",
        "sensitive",
        "printing::what_is_sensitive_is_never_printed",
    ),
    (
        "members that every branch of a union requires",
        "shared_members",
        "",
    ),
    ("discriminators", "discriminator", ""),
    ("discriminators on a base schema", "inheritance", ""),
    (
        "open enums of strings and whole numbers",
        "enumerations",
        "",
    ),
    (
        "lists of numbers and truth values, lists without a type, null in a list",
        "values",
        "",
    ),
    (
        "formats: moments, days, decimals, UUIDs, e-mail and IP addresses, URIs",
        "formats",
        "",
    ),
    (
        "unions of moments, as text and as numbers: each value tells the time",
        "moments",
        "moments::an_order_tells_when_it_was_made_in_either_form",
    ),
    ("free-form JSON", "free_form", ""),
    ("`readOnly` and `writeOnly`", "directions", ""),
    (
        "operations, idempotency keys, deprecation",
        "operations",
        "",
    ),
    ("required and optional parameters", "parameters", ""),
    (
        "constraints of parameters and of bodies that are no objects",
        "rules",
        "rules::arguments_that_break_a_rule_are_not_sent",
    ),
    (
        "values of enums and unions that are not documented",
        "rules",
        "rules::what_is_not_documented_is_sent_on_request_only",
    ),
    (
        "path parameters: simple, label, matrix",
        "parameter_styles",
        "parameters::path_styles",
    ),
    (
        "query parameters: form, space, pipe, deepObject, `content`, reserved",
        "parameter_styles",
        "parameters::query_styles",
    ),
    (
        "headers, cookies, parameters of one name",
        "parameter_styles",
        "parameters::headers_cookies_and_parameters_of_one_name",
    ),
    (
        "form bodies with objects, lists, maps and `encoding`",
        "bodies",
        "bodies::a_form_holds_objects_lists_and_maps",
    ),
    (
        "several contents of one request body, `+json`, text",
        "bodies",
        "bodies::each_content_has_its_method",
    ),
    (
        "JSON with a character set, optional bodies",
        "bodies",
        "bodies::an_optional_body_is_sent_or_not_there_at_all",
    ),
    (
        "XML as text, bodies without a schema",
        "bodies",
        "bodies::xml_is_text_and_json_without_a_schema_is_any_json",
    ),
    (
        "bytes as a body",
        "files",
        "files::bytes_are_sent_as_they_are",
    ),
    (
        "a stream as a body",
        "files",
        "files::a_stream_is_sent_in_pieces",
    ),
    (
        "`multipart/form-data` with files and `encoding`",
        "files",
        "files::a_form_has_a_part_for_each_member_and_file",
    ),
    (
        "bytes as an answer, whole or as a stream",
        "files",
        "files::a_file_is_read_whole_or_in_pieces",
    ),
    (
        "several success statuses with different bodies, empty ones, 204",
        "answers",
        "answers::each_status_has_its_body",
    ),
    (
        "several media types of one answer",
        "answers",
        "answers::each_media_type_has_its_body",
    ),
    (
        "bodies of failures by status, `4XX` and `default`",
        "answers",
        "answers::each_failure_has_its_body",
    ),
    (
        "response headers: text, numbers, truth values, moments and days",
        "answer_headers",
        "headers::headers_of_an_answer_have_their_type",
    ),
    (
        "text as an answer",
        "answers",
        "answers::text_is_what_its_schema_says",
    ),
    (
        "`default` as the only success",
        "public",
        "public::a_default_answer_alone_is_the_success",
    ),
    (
        "a redirect as the only success",
        "public",
        "public::a_redirect_alone_is_the_success_and_not_followed",
    ),
    (
        "missing and colliding operationIds",
        "public",
        "public::operations_without_a_name_of_their_own_are_called",
    ),
    (
        "servers of paths and operations, absolute or as a path of the usual host, variables by their defaults",
        "servers",
        "servers::each_operation_goes_to_its_address_with_variables_filled_in",
    ),
    ("an override for each address", "hosts", ""),
    (
        "documents that name no host: the caller does",
        "hostless",
        "",
    ),
    (
        "`security` of the document and of operations: inherited, overridden, none, optional",
        "security",
        "security::a_public_operation_carries_no_credential",
    ),
    (
        "alternatives of `security`, and several schemes together",
        "security",
        "security::the_first_alternative_that_the_client_has_is_sent",
    ),
    (
        "API keys in headers, the query and cookies, bearer tokens, tokens of OAuth 2 and OpenID Connect",
        "security",
        "security::each_scheme_is_sent_as_it_is_described",
    ),
    (
        "HTTP basic authentication",
        "credential_login",
        "security::each_scheme_is_sent_as_it_is_described",
    ),
    (
        "credentials in several parts, and what operations need of them",
        "credential_parts",
        "security::a_token_may_have_to_be_without_a_claim",
    ),
    ("lists in pages", "lists", ""),
    ("answers that wait for a change", "polling", ""),
    ("notifications", "notifications", ""),
    (
        "callbacks, in place and by name",
        "callbacks",
        "callbacks::what_a_callback_holds_is_read",
    ),
    (
        "properties without a type, where an example is no object",
        "loose",
        "loose::what_is_no_object_is_kept",
    ),
];

/// What is read without a word of its own.
const IN_PART: &[(&str, &str)] = &[
    (
        "response headers that are lists, objects or of a named type",
        "read as text",
    ),
    (
        "flows of OAuth 2, OpenID Connect discovery",
        "the caller gets the token and gives it to the client; scopes are named in the documentation",
    ),
    (
        "security schemes of a document without any `security`",
        "each call carries the first that the client has",
    ),
    (
        "variables of servers",
        "have their defaults; another value is given as another base URL",
    ),
    (
        "formats of text",
        "`date-time`, `date`, `uuid`, `email`, `uri`, `ipv4` and `ipv6` are checked in requests, for what no reader takes; others, such \
         as `hostname` and `byte`, are not, since readers differ on them",
    ),
    ("links", "ignored"),
];

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn names(folder: &Path, extension: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the entry is read").path());
    paths
        .filter(|path| path.extension().is_some_and(|own| own == extension))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

/// What the API stage names as unsupported, as its sources have it.
fn unsupported() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let folder = package().join("src/api");
    for name in names(&folder, "rs") {
        let text = fs::read_to_string(folder.join(format!("{name}.rs"))).expect("it is read");
        for call in text.split(".unsupported(").skip(1) {
            let feature = call.split('"').nth(1).expect("it begins with a text");
            found.insert(feature.to_owned());
        }
    }
    found
}

fn table() -> String {
    let mut text = "# What is supported\n\nEach feature of OpenAPI 3.0 has a document in `codegen/tests/features`, beside which stands what is emitted \
                    for it. Where it shows on the wire, a generated client speaks it in a test of `codegen/wire`. This page is written by \
                    `SUPPORT_UPDATE=1 cargo test -p kessai-codegen --test support`; [keywords.md](keywords.md) goes through every member of every \
                    object.\n\n| Feature | Document | On the wire |\n|---|---|---|\n"
        .to_owned();
    for (feature, document, wire) in FEATURES {
        let wire = if wire.is_empty() {
            String::new()
        } else {
            format!("`{wire}`")
        };
        text.push_str(&format!("| {feature} | `{document}.yaml` | {wire} |\n"));
    }
    text.push_str("\n## In part\n\n| Feature | How |\n|---|---|\n");
    for (feature, how) in IN_PART {
        text.push_str(&format!("| {feature} | {how} |\n"));
    }
    text.push_str(
        "\n## Not\n\nNamed by `GEN0101` at its place; the rest of the document is generated.\n\n",
    );
    for feature in unsupported() {
        text.push_str(&format!("* {feature}\n"));
    }
    text
}

#[test]
fn the_table_is_what_the_tests_show() {
    let path = package().join("../docs/support.md");
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, table()).expect("the table is written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == table(),
        "run: {UPDATE}=1 cargo test -p kessai-codegen --test support"
    );
}

#[test]
fn every_document_is_in_the_table_and_every_entry_has_one() {
    let documents = names(&package().join("tests/features"), "yaml");
    let listed: BTreeSet<String> = FEATURES
        .iter()
        .map(|(_, name, _)| (*name).to_owned())
        .collect();
    assert_eq!(documents, listed);
}

#[test]
fn every_test_of_the_wire_that_is_named_is_there() {
    for (feature, _, wire) in FEATURES.iter().filter(|(_, _, wire)| !wire.is_empty()) {
        let (file, function) = wire.split_once("::").expect("a test stands in a file");
        let path = package().join(format!("wire/tests/wire/{file}.rs"));
        let text = fs::read_to_string(path).expect("the file is there");
        assert!(
            text.contains(&format!("async fn {function}()")),
            "{feature}: {wire}"
        );
    }
}
