//! Names of what answers come to, where that differs by answer.

use proc_macro2::Ident;

use super::TypeNames;
use super::scope::{Scope, ident};
use super::words::type_case;
use crate::api::{AnswerBody, Api, Case, Kind, Outcome, Statuses};

/// The names of an enum whose variants are answers.
#[derive(Debug)]
pub struct AnswerNames {
    /// The enum.
    pub name: Ident,
    /// One for each case.
    pub variants: Vec<Ident>,
}

/// Names what answers come to; nothing when that has a type of its own.
pub(super) fn build(outcome: &Outcome<'_>, wanted: &str, roots: &mut Scope) -> Option<AnswerNames> {
    let Outcome::Several(cases) = outcome else {
        return None;
    };
    let mut scope = Scope::reserving(&["Self", "Undocumented"]);
    Some(AnswerNames {
        name: ident(&roots.claim(wanted, "Value")),
        variants: cases
            .iter()
            .map(|case| ident(&scope.claim(&case_name(case), "Value")))
            .collect(),
    })
}

/// Names the bodies that failures have; nothing when all have one.
pub(super) fn failures(api: &Api, types: &[TypeNames], roots: &mut Scope) -> Option<AnswerNames> {
    let bodies = api.failures();
    let bodies = bodies.all();
    if bodies.len() < 2 {
        return None;
    }
    let mut scope = Scope::reserving(&["Self", "Undocumented"]);
    let variants = bodies.iter().map(|body| {
        let wanted = match body.usage().map(|usage| &usage.kind) {
            Some(Kind::Named(id)) => types[id.0].name.to_string(),
            Some(kind) => kind
                .word(&api.types)
                .map_or_else(|| "Value".to_owned(), |word| type_case(&word)),
            None => "Value".to_owned(),
        };
        ident(&scope.claim(&wanted, "Body"))
    });
    Some(AnswerNames {
        variants: variants.collect(),
        name: ident(&roots.claim("Failure", "Body")),
    })
}

fn case_name(case: &Case<'_>) -> String {
    let name = status_name(case.statuses);
    if !case.shared {
        return name;
    }
    let kind = match case.body {
        Some(AnswerBody::Json(_)) => {
            let essence = case.media.split(';').next().unwrap_or_default().trim();
            return match essence.split_once('/') {
                Some((_, subtype)) if subtype != "json" => format!("{name}{}", type_case(subtype)),
                _ => name,
            };
        }
        None => "",
        Some(AnswerBody::Text(_)) => "Text",
        Some(AnswerBody::Bytes) => "Bytes",
    };
    format!("{name}{kind}")
}

/// The reason phrases of HTTP; a number where there is none.
fn status_name(statuses: Statuses) -> String {
    let code = match statuses {
        Statuses::Code(code) => code,
        Statuses::Class(class) => {
            let classes = [
                "Informational",
                "Success",
                "Redirection",
                "ClientError",
                "ServerError",
            ];
            let name = usize::from(class)
                .checked_sub(1)
                .and_then(|at| classes.get(at));
            return name.map_or_else(|| format!("Class{class}"), |name| (*name).to_owned());
        }
        Statuses::Others => return "Other".to_owned(),
    };
    let name = match code {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        415 => "UnsupportedMediaType",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        other => return format!("Status{other}"),
    };
    name.to_owned()
}
