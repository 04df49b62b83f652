//! From responses to answers.

use indexmap::IndexMap;
use openapiv3::{MediaType, OpenAPI, Operation as Source, ReferenceOr, Response, StatusCode};

use super::documentation::trimmed;
use super::media::{Content, Scalar};
use super::schemas::{Place, Schemas, escape};
use super::{Answer, AnswerBody, Kind, Media, Operation, Statuses, Usage};

impl<'a> Schemas<'a> {
    /// Sorts the answers of an operation into successes and failures.
    ///
    /// Success is a status from 200 to 299. An operation that documents none succeeds with what else it documents: a redirect, or
    /// what `default` says; and with any such status when it documents failures alone.
    pub(super) fn answers(&mut self, source: &'a Source, operation: &mut Operation, pointer: &str) {
        let responses = &source.responses;
        let mut all = Vec::new();
        for (code, response) in &responses.responses {
            let at = format!("{pointer}/responses/{code}");
            let statuses = match code {
                StatusCode::Code(101) => {
                    self.faults.unsupported("a change of protocol", &at);
                    continue;
                }
                StatusCode::Code(code) => Statuses::Code(*code),
                StatusCode::Range(class) => Statuses::Class(*class),
            };
            all.extend(self.answer(statuses, response, operation, &at));
        }
        let at = format!("{pointer}/responses/default");
        let default = responses.default.as_ref();
        let default =
            default.and_then(|response| self.answer(Statuses::Others, response, operation, &at));
        let of_class = |class: u16| {
            move |answer: &Answer| {
                answer.statuses.class() == Some(class) && answer.statuses != Statuses::Code(304)
            }
        };
        let success = [2, 3]
            .into_iter()
            .find(|class| all.iter().any(of_class(*class)));
        match success {
            Some(class) => {
                let (success, failures) = all.into_iter().partition(of_class(class));
                (operation.success, operation.failures) = (success, failures);
                operation.failures.extend(default);
            }
            None => {
                operation.failures = all;
                operation.success = vec![default.unwrap_or(Answer {
                    statuses: Statuses::Class(2),
                    description: "Done.".to_owned(),
                    media: Vec::new(),
                })];
            }
        }
    }

    fn answer(
        &mut self,
        statuses: Statuses,
        response: &'a ReferenceOr<Response>,
        operation: &Operation,
        at: &str,
    ) -> Option<Answer> {
        let response = response_behind(self.model, response)?;
        let name = match statuses {
            Statuses::Code(200..300) | Statuses::Class(2) => format!("{} response", operation.id),
            Statuses::Others => format!("{} default response", operation.id),
            _ => format!("{} {statuses} response", operation.id),
        };
        Some(Answer {
            statuses,
            description: trimmed(&response.description),
            media: self.media(&response.content, &name, &format!("{at}/content")),
        })
    }

    /// What each media type of an answer makes of its body.
    fn media(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        name: &str,
        at: &str,
    ) -> Vec<Media> {
        let mut all = Vec::new();
        for (media, details) in content {
            let place = Place::new(name, format!("{at}/{}/schema", escape(media)));
            let schema = details.schema.as_ref();
            let body = match self.content(media, schema) {
                Content::Json => AnswerBody::Json(self.media_usage(details, &place)),
                Content::Text => {
                    // What is structured in another way than JSON is left to the caller.
                    let text = schema.filter(|schema| self.scalar(schema) == Some(Scalar::Text));
                    AnswerBody::Text(match text {
                        Some(schema) => self.usage(schema, &place).usage,
                        None => Usage::plain(Kind::Text),
                    })
                }
                Content::Form | Content::Multipart | Content::Bytes => AnswerBody::Bytes,
            };
            all.push(Media {
                name: media.clone(),
                body,
            });
        }
        all
    }
}

pub(super) fn response_behind<'a>(
    model: &'a OpenAPI,
    response: &'a ReferenceOr<Response>,
) -> Option<&'a Response> {
    match response {
        ReferenceOr::Item(response) => Some(response),
        ReferenceOr::Reference { reference } => {
            let name = reference.strip_prefix("#/components/responses/")?;
            model.components.as_ref()?.responses.get(name)?.as_item()
        }
    }
}
