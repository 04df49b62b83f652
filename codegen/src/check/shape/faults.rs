//! What is wrong with the shape of an object.

use std::collections::HashMap;

use super::{Site, Walk, words::advice_for};
use crate::{
    check::kinds::Kind,
    diagnostics::{
        Code, Diagnostic,
        codes::{schemas, shape},
        suggest,
    },
    source::Span,
    tree::{Entry, Node},
};

impl<'n> Walk<'n, '_> {
    pub(super) fn word(&mut self, code: Code, words: &[&'static str], node: &Node, site: Site<'n>) {
        let Some(text) = node.as_str() else {
            return self.wrong_kind(node, site, &format!("one of {}", words.join(", ")));
        };
        if words.contains(&text) {
            return;
        }
        let what = if code == shape::UNKNOWN_TYPE {
            "schema type".to_owned()
        } else {
            format!("`{}`", site.member)
        };
        let mut found =
            Diagnostic::new(code, node.span, format!("unknown {what} `{text}`")).label(format!(
                "expected {}{}",
                if words.len() > 1 { "one of " } else { "" },
                words.join(", ")
            ));
        if let Some(key) = site.key {
            found = found.also(key.key_span, self.in_words(site.parent));
        }
        if let Some(near) = suggest::nearest(text, words.iter().copied()) {
            found = found.edit(format!("did you mean `{near}`?"), node.span, near);
        } else if text == "null" {
            found = found.help("say `nullable: true` beside the type of the other values");
        }
        self.push(found);
    }

    pub(super) fn unknown_key(&mut self, kind: &'static Kind, entry: &Entry, place: usize) {
        let message = format!("unknown key `{}` in {}", entry.key, kind.with_article());
        let found = Diagnostic::new(shape::UNKNOWN_KEY, entry.key_span, message)
            .label(self.in_words(Some(place)));
        let keys = kind
            .members
            .iter()
            .map(|member| member.key)
            .filter(|key| *key != "$ref");
        self.push(match suggest::nearest(&entry.key, keys) {
            Some(near) => did_you_mean(found, entry.key_span, near),
            None => advice_for(kind, &entry.key)
                .into_iter()
                .fold(found, Diagnostic::help),
        });
    }

    pub(super) fn unknown_extension(&mut self, kind: &'static Kind, entry: &Entry, place: usize) {
        let message = format!(
            "unknown extension `{}` in {}",
            entry.key,
            kind.with_article()
        );
        let found = Diagnostic::new(shape::UNKNOWN_EXTENSION, entry.key_span, message)
            .label(self.in_words(Some(place)));
        let keys = kind.extensions.iter().map(|member| member.key);
        self.push(match suggest::nearest(&entry.key, keys.clone()) {
            Some(near) => did_you_mean(found, entry.key_span, near),
            None if kind.extensions.is_empty() => found.help("there are no extensions here"),
            None => found.help(format!(
                "extensions here are {}",
                keys.collect::<Vec<_>>().join(", ")
            )),
        });
    }

    pub(super) fn missing(&mut self, kind: &'static Kind, key: &str, place: usize, site: Site<'n>) {
        let span = site
            .key
            .map(|entry| entry.key_span)
            .or_else(|| self.survey.name_span(place));
        let Some(span) = span else { return };
        let message = format!("{} needs `{key}`", kind.with_article());
        let label = if key == "openapi" {
            "expected `openapi: 3.0.3` in the root file".to_owned()
        } else {
            self.in_words(Some(place))
        };
        self.push(
            Diagnostic::new(shape::MISSING_MEMBER, span, message)
                .label(label)
                .naming(key)
                .item(site.key.is_none()),
        );
    }

    pub(super) fn wrong_kind(&mut self, node: &Node, site: Site<'n>, expectation: &str) {
        let what = site.key.map_or_else(
            || format!("an item of `{}`", site.member),
            |entry| format!("`{}`", entry.key),
        );
        let message = if site.parent.is_none() {
            "this is no OpenAPI document".to_owned()
        } else {
            format!("{what} holds the wrong kind of value")
        };
        let empty = node.span.start == node.span.end;
        let span = site
            .key
            .filter(|_| empty)
            .map_or_else(|| node.head(), |entry| entry.key_span);
        let found = Diagnostic::new(shape::WRONG_KIND, span, message).label(format!(
            "expected {expectation}, found {}",
            if empty { "nothing" } else { node.kind_name() }
        ));
        let found = found.naming(expectation);
        let found = if empty && span.file != node.span.file {
            found.also(node.span, "nothing stands here")
        } else {
            found
        };
        let quoted = node.as_number().is_some() && expectation == "text";
        self.push(if quoted {
            found.help("quote it to make it text")
        } else {
            found
        });
    }

    /// Entries of a list that stand in it already.
    pub(super) fn twice(&mut self, list: &Node, site: Site<'n>) {
        let mut seen: HashMap<(&str, bool), Span> = HashMap::new();
        for item in list.items() {
            let number = item.as_number();
            let Some(text) = item.as_str().or(number) else {
                continue;
            };
            if let Some(first) = seen.get(&(text, number.is_some())) {
                let message = format!("`{}` lists `{text}` twice", site.member);
                let found = Diagnostic::new(schemas::DUPLICATE_ENTRY, item.span, message);
                self.push(
                    found
                        .label("the second time")
                        .also(*first, "the first time"),
                );
            } else {
                seen.insert((text, number.is_some()), item.span);
            }
        }
    }

    pub(super) fn in_words(&self, place: Option<usize>) -> String {
        let words = place
            .map(|place| self.survey.describe(place))
            .unwrap_or_default();
        if words.is_empty() {
            words
        } else {
            format!("in {words}")
        }
    }
}

fn did_you_mean(found: Diagnostic, span: Span, near: &str) -> Diagnostic {
    found.edit(format!("did you mean `{near}`?"), span, near)
}
