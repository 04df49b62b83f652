//! Cases before the oracle.

use crate::case::{Case, Side};
use crate::json::Tree;
use crate::schema::{Direction, Validator, Violation};
use crate::spec::{Location, Operation, Parameter, Webhooks};

use super::{Finding, Oracle, Unknown, same_name};

impl Oracle {
    /// Judges a case: its body, and its parameters where it gives any. Empty: the case keeps the spec.
    ///
    /// # Errors
    ///
    /// What the case speaks of – operation, event, schema – is not in the spec, or cannot be judged by.
    pub fn judge(&self, case: &Case) -> Result<Vec<Finding>, Unknown> {
        if let Some(name) = case.component() {
            return self.judge_component(name, case);
        }
        if let Some(event) = case.event() {
            return self.judge_delivery(event, case);
        }
        let operation = self.operation(&case.operation)?;
        let mut findings = Vec::new();
        if case.is_call() {
            self.judge_parameters(operation, case, &mut findings)?;
        }
        match case.side {
            Side::Request => self.judge_request(operation, case, &mut findings)?,
            Side::Response { status } => {
                self.judge_response(operation, status, case, &mut findings)?;
            }
            Side::Webhook => return Err(Unknown::Event(case.operation.clone())),
        }
        Ok(findings)
    }

    /// Parameters that a call of the operation must have and the case does not give; the client sees to the idempotency key.
    pub fn missing<'o>(&self, operation: &'o Operation, case: &Case) -> Vec<&'o Parameter> {
        let mut missing = Vec::new();
        for (location, values) in case.parameters() {
            missing.extend(operation.parameters.iter().filter(|parameter| {
                parameter.required
                    && !parameter.idempotency_key
                    && parameter.location == location
                    && !values
                        .keys()
                        .any(|name| same_name(location, name, &parameter.name))
            }));
        }
        missing
    }

    fn judge_component(&self, name: &str, case: &Case) -> Result<Vec<Finding>, Unknown> {
        if !self.has_component(name) {
            return Err(Unknown::Component(name.to_owned()));
        }
        let direction = match case.side {
            Side::Request => Direction::Request,
            Side::Response { .. } | Side::Webhook => Direction::Response,
        };
        let mut findings = Vec::new();
        // A part of a body may be null, so nothing is not told from null.
        let body = case.body.as_ref().unwrap_or(&Tree::Null);
        judge_value(
            "body",
            "",
            &*self.component(name, direction)?,
            body,
            &mut findings,
        );
        Ok(findings)
    }

    /// A delivery: its body by the schema of all deliveries and that of its type, its data by the schema of the data.
    fn judge_delivery(&self, name: &str, case: &Case) -> Result<Vec<Finding>, Unknown> {
        let webhooks = self.spec.webhooks.as_ref();
        let Some((webhooks, event)) = webhooks.and_then(|all| Some((all, all.events.get(name)?)))
        else {
            return Err(Unknown::Event(name.to_owned()));
        };
        let mut findings = Vec::new();
        let Some(body) = &case.body else {
            findings.push(rule(
                "body",
                "required",
                &event.pointer,
                "is required and missing",
            ));
            return Ok(findings);
        };
        if body.pointer(&webhooks.type_).and_then(Tree::as_str) != Some(name) {
            let mut wrong = rule(
                "body",
                "type",
                &event.pointer,
                "is not the type of this event",
            );
            wrong.violation.instance.clone_from(&webhooks.type_);
            findings.push(wrong);
        }
        for (component, place) in parts(webhooks, name) {
            let Some(part) = body.pointer(place) else {
                // The schema of the body says whether that is right.
                continue;
            };
            let validator = self.component(component, Direction::Response)?;
            judge_value("body", place, &validator, part, &mut findings);
        }
        let mut seen = Vec::new();
        findings.retain(|finding| {
            let new = !seen.contains(finding);
            if new {
                seen.push(finding.clone());
            }
            new
        });
        Ok(findings)
    }

    fn judge_request(
        &self,
        operation: &Operation,
        case: &Case,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Unknown> {
        match (&case.body, &operation.body) {
            (None, Some(body)) if body.required => findings.push(rule(
                "body",
                "required",
                &operation.pointer,
                "is required and missing",
            )),
            (None, _) => {}
            (Some(_), None) => findings.push(rule(
                "body",
                "undeclared",
                &operation.pointer,
                "is there, and the operation takes none",
            )),
            (Some(body), Some(_)) => {
                judge_value("body", "", &*self.request(&operation.id)?, body, findings);
            }
        }
        Ok(())
    }

    fn judge_response(
        &self,
        operation: &Operation,
        status: u16,
        case: &Case,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Unknown> {
        let Some(response) = operation.response(status) else {
            let message = format!("no answer with status {status} is documented");
            let place = format!("{}/responses", operation.pointer);
            findings.push(rule("status", "undeclared", &place, &message));
            return Ok(());
        };
        match &case.body {
            None if response.media.is_empty() || response.body_optional => {}
            None => findings.push(rule(
                "body",
                "required",
                &response.pointer,
                "is documented and missing",
            )),
            Some(_) if response.media.is_empty() => findings.push(rule(
                "body",
                "undeclared",
                &response.pointer,
                "is there, and the answer has none",
            )),
            Some(body) => {
                let validator = self.response(&operation.id, status)?;
                judge_value("body", "", &validator, body, findings);
            }
        }
        Ok(())
    }

    fn judge_parameters(
        &self,
        operation: &Operation,
        case: &Case,
        found: &mut Vec<Finding>,
    ) -> Result<(), Unknown> {
        for (location, values) in case.parameters() {
            for (name, value) in values {
                let part = format!("{} parameter {name}", location.as_str());
                match self.parameter(&operation.id, location, name) {
                    Ok(validator) => judge_value(&part, "", &validator, value, found),
                    // A message has more headers than those that an operation declares.
                    Err(Unknown::Parameter(..)) if location == Location::Header => {}
                    Err(Unknown::Parameter(..)) => {
                        found.push(rule(
                            &part,
                            "undeclared",
                            &operation.pointer,
                            "is not declared",
                        ));
                    }
                    Err(unknown) => return Err(unknown),
                }
            }
        }
        for parameter in self.missing(operation, case) {
            let part = format!(
                "{} parameter {}",
                parameter.location.as_str(),
                parameter.name
            );
            found.push(rule(
                &part,
                "required",
                &parameter.schema,
                "is required and missing",
            ));
        }
        Ok(())
    }
}

/// The components that a delivery of this type is made of, each with its place in the body.
pub(crate) fn parts<'w>(webhooks: &'w Webhooks, event: &str) -> Vec<(&'w str, &'w str)> {
    let event = webhooks.events.get(event);
    let body = event.and_then(|event| event.schema.as_deref());
    let data = event.and_then(|event| event.data.as_deref());
    let mut parts = vec![(webhooks.schema.as_str(), "")];
    parts.extend(body.map(|name| (name, "")));
    parts.extend(data.map(|name| (name, webhooks.data.as_str())));
    parts
}

/// `place` is where the value stands in the part.
fn judge_value(
    part: &str,
    place: &str,
    validator: &Validator,
    value: &Tree,
    findings: &mut Vec<Finding>,
) {
    let Some(value) = value.to_value() else {
        let message = "holds a number that is out of range";
        findings.push(rule(part, "number", validator.pointer(), message));
        return;
    };
    for mut violation in validator.violations(&value) {
        violation.move_into(place);
        findings.push(Finding {
            part: part.to_owned(),
            violation,
        });
    }
}

fn rule(part: &str, rule: &str, schema: &str, message: &str) -> Finding {
    Finding {
        part: part.to_owned(),
        violation: Violation {
            instance: String::new(),
            schema: schema.to_owned(),
            rule: rule.to_owned(),
            message: message.to_owned(),
            branches: Vec::new(),
        },
    }
}
