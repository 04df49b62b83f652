//! What holds for the service as a whole.

use std::collections::HashSet;

use super::{
    compare,
    fact::{Fact, Sort, Word},
    format::SERVICE_FACTS,
    ledger::Ledger,
    responses,
    rows::{Claims, Row},
    spec::Spec,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::evidence},
    source::Span,
    tree::Node,
};

pub(super) fn check(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let rows = ledger.rows("service");
    for name in SERVICE_FACTS {
        let words = said(spec, name);
        single(
            name,
            words,
            home(spec, name),
            &rows,
            ledger.place("service"),
            found,
        );
    }
}

/// Where the spec would state a fact.
fn home(spec: &Spec<'_>, name: &str) -> Span {
    let pages = || {
        let operations = spec.operations().into_iter();
        let mut pages = operations.filter_map(|operation| operation.node().entry("x-pagination"));
        pages.next().map(|entry| entry.key_span)
    };
    let schemes = || {
        let components = spec.root.get("components")?;
        let schemes = components.get("securitySchemes")?.entries().iter();
        let mut details = schemes.filter_map(|scheme| scheme.value.entry("x-credential"));
        details.next().map(|entry| entry.key_span)
    };
    let home = match name.split_once('-') {
        Some(("pagination", _)) => pages(),
        Some(("credential", _)) => schemes(),
        _ => None,
    };
    home.unwrap_or_else(|| spec.root.head())
}

/// Compares the values of a fact that stands apart, wherever the spec states it, with its rows.
pub(super) fn single(
    name: &str,
    words: Vec<Word>,
    home: Span,
    rows: &[Row<'_>],
    place: Option<Span>,
    found: &mut Diagnostics,
) {
    let rows: Vec<_> = rows.iter().filter(|row| row.name() == name).collect();
    let claims: Vec<Claims> = rows
        .iter()
        .filter(|row| row.is_live())
        .map(|row| row.claims(None, |facts| facts))
        .collect();
    if let [claims] = claims.as_slice() {
        let what = format!("`{name}`");
        if words.is_empty() {
            compare::facts(&what, &[], &|_| home, claims, found);
        }
        for word in words {
            compare::facts(&what, &[Fact::one("value", word)], &|_| home, claims, found);
        }
        return;
    }
    let (known, homes): (Vec<_>, Vec<_>) = claims
        .into_iter()
        .flat_map(|claims| claims.resolved)
        .map(|fact| (fact.words, fact.span))
        .unzip();
    let known: Vec<Word> = known.into_iter().flatten().collect();
    for word in words
        .iter()
        .filter(|word| !known.iter().any(|row| row.same(word)))
    {
        let message = format!("nothing in the ledger founds `{}` as `{name}`", word.text);
        let diagnostic = Diagnostic::new(evidence::NOT_IN_LEDGER, word.span, message);
        let there = homes.first().copied().or(place);
        found.push(match there {
            Some(span) => diagnostic.also(span, "the ledger has no such row"),
            None => diagnostic,
        });
    }
    for word in known
        .iter()
        .filter(|row| !words.iter().any(|word| word.same(row)))
    {
        let message = format!("the spec has no `{name}` that is `{}`", word.text);
        found.push(
            Diagnostic::new(evidence::NOT_IN_SPEC, word.span, message)
                .label("the ledger has it")
                .also(
                    words.first().map_or(home, |word| word.span),
                    "the spec does not",
                ),
        );
    }
}

/// Every value that the spec states for a fact.
fn said(spec: &Spec<'_>, name: &str) -> Vec<Word> {
    let root = spec.root;
    let texts = |nodes: Vec<&Node>| nodes.into_iter().map(Word::of).collect();
    match name.split_once('-') {
        _ if name == "media-type" => media_types(spec),
        _ if name == "answer-header" => answer_headers(spec),
        _ if name == "url-parameter" => {
            let mut names = Vec::new();
            url_parameters(root, &mut names);
            names
        }
        Some(("base", _)) => {
            let servers = root.get("servers").map(Node::items).unwrap_or_default();
            texts(
                servers
                    .iter()
                    .filter_map(|server| server.get("url"))
                    .collect(),
            )
        }
        Some(("error", member)) => texts(
            root.get("x-error")
                .and_then(|error| error.get(member))
                .into_iter()
                .collect(),
        ),
        Some(("pagination", member)) => {
            let operations = spec.operations().into_iter();
            let pages = operations.filter_map(|operation| operation.node().get("x-pagination"));
            texts(pages.filter_map(|page| page.get(member)).collect())
        }
        Some(("credential", member)) => {
            let schemes = root
                .get("components")
                .and_then(|node| node.get("securitySchemes"));
            let schemes = schemes.map(Node::entries).unwrap_or_default().iter();
            let schemes = schemes.map(|scheme| &scheme.value);
            schemes
                .flat_map(|scheme| credential(scheme, member))
                .collect()
        }
        Some(("idempotency", member)) => {
            let operations = spec.operations().into_iter();
            let parameters = operations.flat_map(|operation| spec.parameters(operation));
            let mut words = Once::default();
            let stated = parameters
                .filter_map(|parameter| spec.resolve(parameter).get("x-idempotency-status"))
                .filter_map(|status| status.get(member))
                .flat_map(|node| Fact::of(member, node).words);
            words.extend(stated);
            words.words
        }
        _ => Vec::new(),
    }
}

/// The media type of every body.
fn media_types(spec: &Spec<'_>) -> Vec<Word> {
    let mut words = Once::default();
    for operation in spec.operations() {
        let request = operation.node().get("requestBody");
        let answers = [true, false]
            .into_iter()
            .flat_map(|refusing| responses::of(operation, refusing));
        for body in request.into_iter().chain(answers.map(|entry| &entry.value)) {
            let content = spec.resolve(body).get("content");
            for media in content.map(Node::entries).unwrap_or_default() {
                let word = Word::new(media.key.as_str(), Sort::Text, media.key_span);
                words.extend([word]);
            }
        }
    }
    words.words
}

/// The headers of every answer.
fn answer_headers(spec: &Spec<'_>) -> Vec<Word> {
    let mut words = Once::default();
    for operation in spec.operations() {
        let answers = [true, false]
            .into_iter()
            .flat_map(|refusing| responses::of(operation, refusing));
        for answer in answers {
            words.extend(responses::headers(spec, &answer.value));
        }
    }
    words.words
}

/// What a security scheme says on one point; of a key of several parts, what each of them says.
fn credential(scheme: &Node, member: &str) -> Vec<Word> {
    let detail = scheme.get("x-credential");
    let parts = detail
        .and_then(|detail| detail.get("parts"))
        .map(Node::entries)
        .unwrap_or_default();
    let optional = parts.iter().filter(|part| part.value.is_true("optional"));
    let parts = || parts.iter().map(|part| &part.value);
    match member {
        "optional" => optional
            .map(|part| Word::new(part.key.as_str(), Sort::Text, part.key_span))
            .collect(),
        "header" => scheme.get("name").map(Word::of).into_iter().collect(),
        "scheme" => scheme.get("scheme").map(Word::of).into_iter().collect(),
        "claim" => parts()
            .filter_map(|part| part.get("claims"))
            .flat_map(Node::entries)
            .map(|claim| {
                let text = format!("{}: {}", claim.key, Word::of(&claim.value).text);
                Word::new(text, Sort::Text, claim.key_span.to(claim.value.span))
            })
            .collect(),
        member => detail
            .into_iter()
            .chain(parts())
            .filter_map(|node| node.get(member))
            .map(Word::of)
            .collect(),
    }
}

/// Words, but not those of a place that was seen before: what is shared is one place.
#[derive(Default)]
struct Once {
    words: Vec<Word>,
    seen: HashSet<Span>,
}

impl Extend<Word> for Once {
    fn extend<I: IntoIterator<Item = Word>>(&mut self, words: I) {
        let new = words.into_iter().filter(|word| self.seen.insert(word.span));
        self.words.extend(new);
    }
}

fn url_parameters(node: &Node, names: &mut Vec<Word>) {
    for item in node.items() {
        url_parameters(item, names);
    }
    for entry in node.entries() {
        if entry.key == "x-url-parameters" {
            let parameters = entry.value.entries().iter();
            names.extend(
                parameters.map(|entry| Word::new(entry.key.as_str(), Sort::Text, entry.key_span)),
            );
        } else {
            url_parameters(&entry.value, names);
        }
    }
}
