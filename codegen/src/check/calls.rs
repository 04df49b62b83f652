//! What an operation takes and gives.

use super::{
    objects::PATH_ITEM,
    survey::{Survey, Visit},
};
use crate::{source::Span, tree::Node};

/// The parameters of an operation and the schemas of its success answers.
#[derive(Debug)]
pub(super) struct Call<'n> {
    /// Place of every parameter with where it is named, those of the path item included.
    pub(super) parameters: Vec<(&'n str, &'n Node)>,
    /// The schemas of the bodies that answers from 200 to 299 have, resolved.
    pub(super) answers: Vec<&'n Node>,
    /// Where the first of these answers stands.
    pub(super) success: Option<Span>,
    /// Where the operation lists its parameters.
    pub(super) listed: Option<Span>,
}

impl<'n> Call<'n> {
    pub(super) fn new(survey: &Survey<'n>, place: usize, operation: &Visit<'n>) -> Self {
        let answers = operation.node.get("responses").map(Node::entries);
        let answers = answers.unwrap_or_default().iter();
        let answers = answers.filter(|answer| answer.key.starts_with('2'));
        let success = answers.clone().next().map(|answer| answer.key_span);
        let contents = answers.filter_map(|answer| survey.resolve(&answer.value)?.get("content"));
        let schemas = contents
            .flat_map(Node::entries)
            .filter_map(|media_type| survey.resolve(media_type.value.get("schema")?));
        Self {
            parameters: parameters(survey, place, operation),
            answers: schemas.collect(),
            success,
            listed: operation
                .node
                .entry("parameters")
                .map(|entry| entry.key_span),
        }
    }

    /// Where its query parameters are named.
    pub(super) fn query(&self) -> impl Iterator<Item = &'n Node> {
        let query = self
            .parameters
            .iter()
            .filter(|(place, _)| *place == "query");
        query.map(|(_, name)| *name)
    }
}

/// Place of every parameter of an operation with where it is named, those of its path item included.
pub(super) fn parameters<'n>(
    survey: &Survey<'n>,
    place: usize,
    operation: &Visit<'n>,
) -> Vec<(&'n str, &'n Node)> {
    let item = survey.chain(place).find(|visit| visit.kind.is(&PATH_ITEM));
    let owners = [Some(operation.node), item.map(|item| item.node)];
    let listed = owners
        .into_iter()
        .flatten()
        .filter_map(|owner| owner.get("parameters"))
        .flat_map(Node::items);
    let parameters = listed.filter_map(|node| {
        let parameter = survey.resolve(node)?;
        Some((parameter.str_at("in")?, parameter.get("name")?))
    });
    parameters.collect()
}
