//! L12: a delivery is believed if it is truly the provider's, and then it is read as it came.

mod attempt;
mod borne;
mod deliveries;
mod forged;
mod signer;

use std::collections::BTreeMap;

use kessai_client::webhooks::{Verifier, WebhookError, WebhookErrorKind};
use kessai_registry::{Notification, WebhookEntry};

use super::{Law, Scope, Tally};
use crate::json::{Tree, difference};
use crate::spec::Proof;
use crate::world::World;
use attempt::{Agreed, Attempt, Must, TOLERANCE};
use borne::Bearer;
use deliveries::{Delivery, Form};
use forged::Forger;
use signer::{ENDPOINT, OTHER_ENDPOINT, Post};

/// What is tried of deliveries that are truly the provider's, beside every documented event.
const TRUE_KINDS: [&str; 2] = ["unknown", "no event"];

/// Every documented event, as the spec shows it and as its schemas make it, proved as the spec says: it is believed, comes back
/// as it came, and says what it is about. So does an event of a type that nobody knows, with members that nobody knows, or
/// with data of another form. Whatever is proved otherwise is an error that says why and shows nothing: with any bit flipped of
/// what is proved, of the proof or of the secret; written again, swapped, twice, missing, in another form, too late, too early,
/// or with something else that was never agreed on.
pub(super) fn run(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Webhooks);
    let Some(webhooks) = &world.oracle.spec().webhooks else {
        return tally;
    };
    let Some(entry) = &world.provider.registry.webhook else {
        let reasons = vec!["the spec has deliveries, and the registry has not".to_owned()];
        tally.judge("webhooks", "", None, reasons);
        return tally;
    };
    let trial = Trial {
        entry,
        agreed: Agreed::new(&webhooks.proof, scope.seed),
    };
    for event in webhooks.events.keys() {
        let stratum = format!("webhook:{event}");
        if scope.has(&stratum) {
            tally.want(stratum);
        }
    }
    trial
        .kinds()
        .into_iter()
        .chain(TRUE_KINDS)
        .for_each(|kind| tally.want(kind));
    let (mut known, discarded) = deliveries::known(world, webhooks);
    (0..discarded).for_each(|_| tally.discard());
    known.retain(|delivery| scope.has(&delivery.about()));
    for delivery in &known {
        trial.truly(delivery, &delivery.about(), &mut tally);
    }
    for delivery in &deliveries::unknown(world, webhooks, &known) {
        trial.truly(delivery, "unknown", &mut tally);
    }
    trial.no_events(&mut tally);
    let shortest = known
        .iter()
        .enumerate()
        .min_by_key(|(_, delivery)| delivery.body.to_text().len())
        .map(|(index, _)| index);
    for (index, delivery) in known.iter().enumerate() {
        trial.falsely(delivery, Some(index) == shortest, &mut tally);
    }
    tally
}

/// The generated code, and what it is tried with.
struct Trial<'w> {
    entry: &'w WebhookEntry,
    agreed: Agreed<'w>,
}

impl Trial<'_> {
    /// What must be tried.
    fn kinds(&self) -> Vec<&'static str> {
        match self.agreed.proof {
            Proof::Signature(signature) => {
                let mut kinds = forged::KINDS.to_vec();
                if signature.endpoint.is_some() {
                    kinds.extend(forged::ENDPOINT_KINDS);
                }
                kinds
            }
            Proof::Token { .. } => borne::KINDS.to_vec(),
        }
    }

    /// A delivery that is truly the provider's.
    fn truly(&self, delivery: &Delivery, stratum: &str, tally: &mut Tally) {
        let Some(post) = self.agreed.post(delivery.body.to_text().as_bytes()) else {
            tally.discard();
            return;
        };
        let attempt = self
            .agreed
            .attempt("truly proved", delivery.name.as_str(), post)
            .must(Must::Pass);
        tally.count(stratum, &(&delivery.name, &delivery.event));
        let mut reasons = self.verdict(&attempt, Some(delivery));
        // As a program has it that was made with nothing but its secret.
        let plain = (self.entry.verifier)(&self.agreed.secret);
        let now = self.agreed.now;
        let plain = plain.clock(move || now);
        reasons.extend(self.judge(&attempt, &plain, Some(delivery)));
        note(&delivery.about(), &attempt, reasons, tally);
    }

    fn no_events(&self, tally: &mut Tally) {
        for (name, body) in deliveries::no_events() {
            let Some(post) = self.agreed.post(&body) else {
                continue;
            };
            let attempt = self
                .agreed
                .attempt("no event", name, post)
                .must(Must::NoEvent);
            tally.count("no event", &name);
            let reasons = self.verdict(&attempt, None);
            note("webhooks", &attempt, reasons, tally);
        }
    }

    /// A delivery that is not truly the provider's, in every way.
    fn falsely(&self, delivery: &Delivery, every_bit: bool, tally: &mut Tally) {
        let agreed = &self.agreed;
        let text = delivery.body.to_text();
        let (Some(post), Some(other)) = (agreed.post(text.as_bytes()), agreed.post(b"{}")) else {
            return;
        };
        let mut attempt = |attempt: Attempt| {
            tally.count(attempt.kind, &(&delivery.name, attempt.kind, &attempt.at));
            let delivery = (attempt.must == Must::Pass).then_some(delivery);
            let reasons = self.verdict(&attempt, delivery);
            if !reasons.is_empty() {
                let about = delivery.map_or_else(|| "webhooks".to_owned(), Delivery::about);
                note(&about, &attempt, reasons, tally);
            }
        };
        match agreed.proof {
            Proof::Signature(signature) => Forger {
                agreed,
                signature,
                post: &post,
                other: &other,
                every_bit,
            }
            .each(&mut attempt),
            Proof::Token { header, prefix } => Bearer {
                agreed,
                header,
                prefix,
                post: &post,
                every_bit,
            }
            .each(&mut attempt),
        }
    }

    /// What is not as it must be, for a verifier that knows the secrets of the endpoints there are.
    fn verdict(&self, attempt: &Attempt, delivery: Option<&Delivery>) -> Vec<String> {
        let has_endpoints = matches!(self.agreed.proof, Proof::Signature(signature) if signature.endpoint.is_some());
        let verifier = if has_endpoints {
            let (own, other) = (attempt.secret.clone(), self.agreed.other_secret.clone());
            Verifier::with_secrets(self.entry.scheme, move |endpoint| match endpoint {
                Some(ENDPOINT) => Some(own.clone()),
                Some(OTHER_ENDPOINT) => Some(other.clone()),
                _ => None,
            })
        } else {
            (self.entry.verifier)(&attempt.secret)
        };
        let now = attempt.now;
        let verifier = verifier.tolerance(TOLERANCE).clock(move || now);
        self.judge(attempt, &verifier, delivery)
    }

    fn judge(
        &self,
        attempt: &Attempt,
        verifier: &Verifier,
        delivery: Option<&Delivery>,
    ) -> Vec<String> {
        let Post { headers, body } = &attempt.post;
        let result = (self.entry.receive)(verifier, headers, body);
        let mut reasons = Vec::new();
        match (&result, &attempt.must) {
            (Ok(notification), Must::Pass) => {
                reasons.extend(
                    delivery.map_or_else(Vec::new, |delivery| read(notification, delivery)),
                );
            }
            (Ok(_), _) => reasons.push("is believed".to_owned()),
            (Err(error), Must::Pass) => reasons.push(format!("is not believed: {error}")),
            (Err(error), Must::NoEvent) => {
                if error.kind() != WebhookErrorKind::Decode {
                    reasons.push(format!("is not believed: {error}"));
                }
            }
            (Err(error), must) => reasons.extend(refused(error, must)),
        }
        if let Err(error) = &result {
            let text = format!("{error} {error:?}");
            let secrets = [
                &attempt.secret,
                &self.agreed.secret,
                &self.agreed.other_secret,
            ];
            if secrets
                .iter()
                .any(|secret| !secret.is_empty() && text.contains(secret.as_str()))
            {
                reasons.push("the error shows a secret".to_owned());
            }
            let proof = match self.agreed.proof {
                Proof::Signature(signature) => &signature.header,
                Proof::Token { header, .. } => header,
            };
            let proof = String::from_utf8_lossy(attempt.post.value(proof)).into_owned();
            if proof.len() > 16 && text.contains(&proof) {
                reasons.push("the error shows the proof".to_owned());
            }
        }
        reasons
    }
}

fn note(about: &str, attempt: &Attempt, reasons: Vec<String>, tally: &mut Tally) {
    if !reasons.is_empty() {
        let at = format!("{}: {}", attempt.kind, attempt.at);
        tally.judge(about, &at, Some(&input(&attempt.post)), reasons);
    }
}

/// What is wrong with the refusal of what must be refused.
fn refused(error: &WebhookError, must: &Must) -> Vec<String> {
    if error.kind() == WebhookErrorKind::Decode {
        return vec!["is read before it is believed".to_owned()];
    }
    match must {
        Must::RefuseFor(kind, header)
            if error.kind() != *kind || error.header() != Some(header.as_str()) =>
        {
            vec![format!("is refused for something else: {error}")]
        }
        _ => Vec::new(),
    }
}

/// What is not as it came.
fn read(notification: &Notification, delivery: &Delivery) -> Vec<String> {
    let mut reasons: Vec<String> = match Tree::parse(&notification.json) {
        Ok(back) => difference(&delivery.body, &back)
            .iter()
            .map(ToString::to_string)
            .collect(),
        Err(error) => vec![format!("comes back as no JSON: {error}")],
    };
    match (&notification.subject, delivery.form) {
        (Ok(Some(_)), Form::Kept) | (Ok(None), Form::Unknown) | (Err(_), Form::Broken) => {}
        (Ok(Some(_)), Form::Unknown) => {
            reasons.push("is about something that nobody knows".to_owned());
        }
        (Ok(Some(_)), Form::Broken) => {
            reasons.push("is about data that does not have its form".to_owned());
        }
        (Ok(None), Form::Kept | Form::Broken) => {
            reasons.push("is about something documented, and does not know it".to_owned());
        }
        (Err(error), _) => reasons.push(format!("the data does not decode: {error}")),
    }
    reasons
}

/// As it is written down.
fn input(post: &Post) -> Tree {
    let headers = post.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        Tree::Array(vec![Tree::from(name.as_str()), Tree::from(&*value)])
    });
    Tree::Object(BTreeMap::from([
        ("headers".to_owned(), Tree::Array(headers.collect())),
        (
            "body".to_owned(),
            Tree::from(&*String::from_utf8_lossy(&post.body)),
        ),
    ]))
}
