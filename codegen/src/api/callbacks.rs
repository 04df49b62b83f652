//! What the provider sends to an address that a request names.

use openapiv3::Operation as Source;

use super::documentation::said;
use super::schemas::{Schemas, escape};
use super::{BodyForm, Usage};

/// A request that the provider makes because of an operation.
#[derive(Debug, Clone)]
pub struct Callback {
    /// What the document calls it.
    pub name: String,
    /// Where it goes: an expression over the operation's request and its answer.
    pub address: String,
    /// The HTTP method in capitals.
    pub method: String,
    /// When it is made, in Markdown.
    pub description: Option<String>,
    /// What it holds, where that is JSON.
    pub body: Option<Usage>,
}

impl<'a> Schemas<'a> {
    /// The callbacks of an operation, in the order of the document.
    pub(super) fn callbacks(&mut self, source: &'a Source, pointer: &str) -> Vec<Callback> {
        let mut all = Vec::new();
        for (name, callback) in &source.callbacks {
            let own = format!("{pointer}/callbacks/{}", escape(name));
            let own = match self.faults.reference(&own) {
                Some(reference) => reference.trim_start_matches('#').to_owned(),
                None => own,
            };
            for (address, item) in callback {
                for (method, request) in item.iter() {
                    let at = format!("{own}/{}/{method}", escape(address));
                    let body = request.request_body.as_ref();
                    let body = body.and_then(|body| self.body(body, name, &at));
                    let contents = body.into_iter().flat_map(|body| body.contents);
                    let mut json = contents.filter_map(|content| match content.form {
                        BodyForm::Json(usage) => Some(usage),
                        _ => None,
                    });
                    all.push(Callback {
                        name: name.clone(),
                        address: address.clone(),
                        method: method.to_uppercase(),
                        description: said(request.summary.as_ref())
                            .or_else(|| said(request.description.as_ref())),
                        body: json.next(),
                    });
                }
            }
        }
        all
    }
}
