//! What a provider keeps from call to call.
//!
//! A sandbox that is started with [`Rules`] keeps things: what was made is there, is listed, changes as the provider's states
//! say, and is told of. What a spec says is done here for every provider:
//!
//! | From | Comes |
//! |---|---|
//! | path and method | which operation makes, gives, changes, removes, lists which things |
//! | a thing of the path that is not there | the operation's 404 |
//! | `x-pagination` | pages, in both directions where a list has two |
//! | `x-polling` | an answer that waits for what is under way |
//! | answers | status, headers, and the schema that an answer is held against before it is sent |
//! | examples of errors | the body of a refusal, by its code |
//! | bodies of requests | what of a body means anything: other members are let through, and do nothing |
//! | `x-webhook` | the envelope, and the proof that a delivery carries |
//!
//! The rest is the provider's: [`crate::univapay`], [`crate::smartpay`].
//!
//! What a provider carries out later is *under way*: an answer that waits brings it to its end, and so does a little time.
//!
//! A call happens as a whole. What is not answered with a success has changed nothing and is told to nobody, whether the rules
//! refused it or came to an answer that the spec does not allow.

mod asked;
mod deliver;
mod lists;
mod plan;
mod rules;
mod sign;
mod store;

use std::collections::BTreeMap;
use std::fmt;

use http::HeaderMap;
use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;

use crate::answer::{Answers, Reply};
use crate::spec::{Spec, Webhooks};

pub use asked::Asked;
pub(crate) use asked::count;
pub use deliver::{Delivery, deliver};
pub use plan::{Pages, Plan, Verb};
pub use rules::{Act, Endpoint, Refusal, Rules};
pub use store::{Object, Place, Record, Store};

/// Everything that changes: what is kept, what is under way, and what there is to tell.
#[derive(Debug, Default)]
pub struct World {
    /// What is kept.
    pub store: Store,
    /// The address of the sandbox, for pages that customers are sent to.
    pub origin: String,
    under_way: Vec<(String, String)>,
    news: Vec<News>,
}

struct News {
    event: &'static str,
    owner: String,
    data: Value,
}

impl fmt::Debug for News {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.event)
    }
}

impl World {
    /// Something with this thing will come to its end later.
    pub fn later(&mut self, kind: &str, id: &str) {
        let place = (kind.to_owned(), id.to_owned());
        if !self.under_way.contains(&place) {
            self.under_way.push(place);
        }
    }

    /// Something happened that the owner's subscribers are told.
    pub fn tell(&mut self, event: &'static str, owner: &str, data: impl Into<Value>) {
        self.news.push(News {
            event,
            owner: owner.to_owned(),
            data: data.into(),
        });
    }

    /// A thing that a call names.
    ///
    /// # Errors
    ///
    /// The 404 of the operation: it is not there, or not for this call.
    pub fn named(&self, asked: &Asked<'_>, kind: &str, id: &str) -> Result<Record, Refusal> {
        let found = self.store.get(kind, id);
        found
            .filter(|record| asked.reaches(record))
            .cloned()
            .ok_or_else(|| Refusal::status(404))
    }

    /// The page on which a customer decides about a thing.
    pub fn page_of(&self, id: &str) -> String {
        format!("{}{PAGES}{id}", self.origin)
    }
}

/// Where the pages for customers are.
pub const PAGES: &str = "/-/";

/// One provider's state.
#[derive(Debug)]
pub struct State {
    rules: Box<dyn Rules>,
    plans: BTreeMap<String, Plan>,
    webhooks: Option<Webhooks>,
    world: World,
    deliveries: UnboundedSender<Delivery>,
}

impl State {
    /// Nothing is kept yet. Deliveries go to `deliveries`.
    pub fn new(
        bundle: &Value,
        spec: &Spec,
        rules: Box<dyn Rules>,
        deliveries: UnboundedSender<Delivery>,
    ) -> Self {
        let plans = spec.operations.iter().filter_map(|operation| {
            let plan = Plan::of(bundle, operation, rules.kinds())?;
            Some((operation.id.clone(), plan))
        });
        Self {
            plans: plans.collect(),
            webhooks: spec.webhooks.clone(),
            rules,
            world: World::default(),
            deliveries,
        }
    }

    /// Says at which address the sandbox is.
    pub fn serve_at(&mut self, origin: String) {
        self.world.origin = origin;
    }

    /// Whose things a call with these headers reaches.
    pub fn owner(&self, headers: &HeaderMap) -> Option<String> {
        self.rules.owner(headers)
    }

    /// Answers a valid call. `None` if this is about nothing that is kept, and to be answered by example.
    pub fn answer(&mut self, mut asked: Asked<'_>, answers: &Answers) -> Option<Reply> {
        if let Some(plan) = self.plans.get(asked.operation) {
            asked.body.retain(|name, _| plan.takes.contains(name));
        }
        let under_way = self.world.under_way.len();
        let reply = self.decide(&asked).map(|outcome| match outcome {
            Ok(value) => answers.success_with(&value),
            Err(refusal) => answers.refusal(&refusal),
        });
        if reply
            .as_ref()
            .is_some_and(|reply| reply.status.is_success())
        {
            self.tell();
        } else {
            self.world.under_way.truncate(under_way);
            self.undo();
        }
        reply
    }

    fn decide(&mut self, asked: &Asked<'_>) -> Option<Result<Value, Refusal>> {
        let there = |world: &World, kind: &str, id: &str| {
            let found = world.store.get(kind, id);
            found.is_some_and(|record| asked.reaches(record) && lists::belongs(record, asked))
        };
        let Self { rules, world, .. } = self;
        if let Some(plan) = self.plans.get(asked.operation) {
            let mut parents = plan.parents.iter();
            if !parents.all(|(kind, variable)| there(world, kind, asked.variable(variable))) {
                return Some(Err(Refusal::status(404)));
            }
        }
        if let Some(answer) = rules.own(world, asked) {
            return Some(answer);
        }
        let plan = self.plans.get(asked.operation)?;
        let verb = plan.verb.as_ref()?;
        let id = plan.variable.as_deref().map(|name| asked.variable(name));
        Some(match (verb, id) {
            (Verb::List(pages), _) => Ok(lists::page(world, &**rules, plan, pages, asked)),
            (Verb::Create, _) => {
                let shared = |(name, _): &(&String, &Value)| plan.members.contains(*name);
                let draft = asked.body.iter().filter(shared);
                let draft = draft.map(|(name, value)| (name.clone(), value.clone()));
                rules
                    .create(world, asked, &plan.kind, draft.collect())
                    .and_then(|id| self.show(asked, &plan.kind, &id))
            }
            (_, None) => return None,
            (_, Some(id)) if !there(world, &plan.kind, id) => Err(Refusal::status(404)),
            (Verb::Update, Some(id)) => rules
                .update(world, asked, &plan.kind, id)
                .and_then(|()| self.show(asked, &plan.kind, id)),
            (Verb::Delete, Some(id)) => rules
                .delete(world, asked, &plan.kind, id)
                .map(|()| Value::Null),
            (Verb::Read, Some(id)) => {
                let waits = plan.polling.as_deref();
                let waits = waits.and_then(|name| asked.query.get(name));
                if waits.is_some_and(|waits| **waits == true) {
                    self.settle_one(&plan.kind.clone(), id);
                }
                self.show(asked, &self.plans.get(asked.operation)?.kind, id)
            }
        })
    }

    fn show(&self, asked: &Asked<'_>, kind: &str, id: &str) -> Result<Value, Refusal> {
        let record = self.world.store.get(kind, id);
        let record = record.ok_or_else(|| Refusal::status(404))?;
        Ok(self.rules.show(&self.world, asked, record, false))
    }

    /// Whether anything is under way.
    pub fn is_busy(&self) -> bool {
        !self.world.under_way.is_empty()
    }

    /// Brings to its end whatever is under way, also what that sets off.
    pub fn settle(&mut self) {
        // Rules that set something off for ever would be a bug that a bound shows.
        for _ in 0..1_000 {
            let due = std::mem::take(&mut self.world.under_way);
            if due.is_empty() {
                break;
            }
            for (kind, id) in due {
                self.rules.settle(&mut self.world, &kind, &id);
            }
        }
        self.tell();
    }

    /// It has happened whatever the call that waited for it comes to.
    fn settle_one(&mut self, kind: &str, id: &str) {
        let mut places = self.world.under_way.iter();
        if let Some(at) = places.position(|(own, known)| own == kind && known == id) {
            self.world.under_way.remove(at);
            self.rules.settle(&mut self.world, kind, id);
            self.tell();
        }
    }

    /// Something happens outside of the API to the thing of that id. Gives the address that the customer's browser is sent
    /// to, if it is to go anywhere.
    ///
    /// # Errors
    ///
    /// There is no such thing, or nothing of the kind can happen to it.
    pub fn act(&mut self, id: &str, act: Act) -> Result<Option<String>, String> {
        let kind = self.world.store.kind_of(id).map(str::to_owned);
        let kind = kind.ok_or_else(|| format!("there is nothing with the id {id}"))?;
        // Whatever was under way is over by the time a customer gets to it.
        self.settle_one(&kind, id);
        let under_way = self.world.under_way.len();
        let done = self.rules.act(&mut self.world, &kind, id, act);
        if done.is_ok() {
            self.tell();
        } else {
            self.world.under_way.truncate(under_way);
            self.undo();
        }
        done
    }

    /// Notes what became of a delivery.
    pub fn delivered(&mut self, delivery: &Delivery, outcome: &Result<u16, String>) {
        self.rules.delivered(&mut self.world, delivery, outcome);
        self.tell();
    }

    /// Nothing of what was done since the last news has happened.
    fn undo(&mut self) {
        self.world.store.roll_back();
        self.world.news.clear();
    }

    /// What was done stays. Sends all news of it on their way.
    fn tell(&mut self) {
        self.world.store.commit();
        for news in std::mem::take(&mut self.world.news) {
            let Some(webhooks) = &self.webhooks else {
                continue;
            };
            let id = self.rules.event_id(&mut self.world);
            let subscribers = self.rules.subscribers(&self.world, news.event, &news.owner);
            let mut body = Value::Object(self.rules.envelope(&id, &news.data));
            let places = [
                (webhooks.id.as_deref(), Value::from(id.as_str())),
                (Some(webhooks.type_.as_str()), Value::from(news.event)),
                (Some(webhooks.data.as_str()), news.data),
            ];
            for (pointer, value) in places {
                if let Some(pointer) = pointer {
                    put(&mut body, pointer, value);
                }
            }
            for endpoint in subscribers {
                let delivery = Delivery::new(webhooks, endpoint, &id, news.event, &body);
                // The sandbox is being stopped: there is nobody left to deliver it.
                let _ = self.deliveries.send(delivery);
            }
        }
    }
}

/// Puts a value at a JSON pointer, making the objects on the way.
fn put(body: &mut Value, pointer: &str, value: Value) {
    let mut place = body;
    for step in pointer.split('/').skip(1) {
        if !place.is_object() {
            *place = Value::Object(Object::new());
        }
        place = &mut place[step];
    }
    *place = value;
}

/// A change as PATCH makes it: members take the place of others, and those of `metadata` are merged into what is there.
pub fn merge(body: &mut Object, change: &Object) {
    for (name, value) in change {
        match (body.get_mut(name), value) {
            (Some(Value::Object(own)), Value::Object(change)) => {
                own.extend(
                    change
                        .iter()
                        .map(|(name, value)| (name.clone(), value.clone())),
                );
            }
            _ => {
                body.insert(name.clone(), value.clone());
            }
        }
    }
}
