//! Shapes with their compositions worked out.

use std::collections::BTreeMap;

use super::merge::{Merged, Pending};
use crate::json::Tree;
use crate::shape::{Bound, Format, Kinds, Pattern, ShapeId, Shapes};

/// A plan among [`Plans`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanId(usize);

/// How to make values.
#[derive(Clone, Debug)]
pub enum Plan {
    /// One of these.
    Choice(Choice),
    /// Something that keeps these rules.
    Rules(Box<Rules>),
    /// No value keeps all the rules.
    Nothing,
}

/// Plans to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The plans.
    pub plans: Vec<PlanId>,
    /// Whether it only says that a value may be null: one plan makes null and nothing else, and there is one other.
    pub is_nullable: bool,
}

/// The rules of a value that is not a matter of choice.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Kinds of values.
    pub kinds: Kinds,
    /// The only values there are.
    pub listed: Option<Vec<Tree>>,
    /// Values known so far of an open list.
    pub known: Vec<Tree>,
    /// Lowest number.
    pub minimum: Option<Bound>,
    /// Highest number.
    pub maximum: Option<Bound>,
    /// What numbers are a multiple of.
    pub multiple_of: Option<f64>,
    /// The width of an integer in bits.
    pub bits: u32,
    /// Fewest characters.
    pub min_length: usize,
    /// Most characters.
    pub max_length: Option<usize>,
    /// What strings match: all of these.
    pub patterns: Vec<Pattern>,
    /// What strings are.
    pub format: Option<Format>,
    /// What entries of a list are; `None` for anything.
    pub items: Option<PlanId>,
    /// Fewest entries.
    pub min_items: usize,
    /// Most entries.
    pub max_items: Option<usize>,
    /// Whether no two entries are the same.
    pub unique: bool,
    /// Members with a name, by name.
    pub members: Vec<Member>,
    /// Whether there may be other members.
    pub open: bool,
    /// What other members are; `None` for anything.
    pub extra: Option<PlanId>,
    /// Members that must not be there.
    pub forbidden: Vec<String>,
    /// Fewest members.
    pub min_members: usize,
    /// Most members.
    pub max_members: Option<usize>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What it is.
    pub plan: PlanId,
    /// Whether it must be there.
    pub required: bool,
}

/// Plans of one side's shapes.
#[derive(Debug, Default)]
pub struct Plans {
    all: Vec<Plan>,
    /// The least depth of a value, by plan.
    heights: Vec<usize>,
    known: BTreeMap<(Vec<ShapeId>, Vec<Pending>), PlanId>,
}

impl std::ops::Index<PlanId> for Plans {
    type Output = Plan;

    fn index(&self, id: PlanId) -> &Plan {
        &self.all[id.0]
    }
}

impl Plans {
    /// The plan of a shape.
    pub fn plan(&mut self, shapes: &Shapes, shape: ShapeId) -> PlanId {
        let id = self.together(shapes, vec![shape], Vec::new());
        self.measure();
        id
    }

    /// The least depth of a value: 0 for one that holds no other.
    pub(super) fn height(&self, id: PlanId) -> usize {
        self.heights.get(id.0).copied().unwrap_or(usize::MAX)
    }

    /// A plan for all of these shapes together, with choices still to be made.
    fn together(
        &mut self,
        shapes: &Shapes,
        mut own: Vec<ShapeId>,
        mut pending: Vec<Pending>,
    ) -> PlanId {
        super::merge::expand(shapes, &mut own, &mut pending);
        let key = (own.clone(), pending.clone());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let id = PlanId(self.all.len());
        self.all.push(Plan::Nothing);
        self.known.insert(key, id);
        let plan = match pending.pop() {
            Some(choice) => {
                let mut plans = Vec::new();
                for branch in choice.branches(shapes) {
                    let mut own = own.clone();
                    own.push(*branch);
                    plans.push(self.together(shapes, own, pending.clone()));
                }
                // A branch that is being worked out further up counts as something.
                plans.retain(|plan| plan.0 <= id.0 || !matches!(self[*plan], Plan::Nothing));
                self.choice(plans)
            }
            None => match super::merge::merge(shapes, &own) {
                Some(merged) => Plan::Rules(Box::new(self.rules(shapes, merged))),
                None => Plan::Nothing,
            },
        };
        self.all[id.0] = plan;
        id
    }

    fn choice(&self, plans: Vec<PlanId>) -> Plan {
        let is_null = |plan: &&PlanId| {
            matches!(&self[**plan], Plan::Rules(rules)
                if rules.listed.as_ref().is_some_and(|listed| *listed == [Tree::Null]))
        };
        match plans.as_slice() {
            [] => Plan::Nothing,
            [one] => self[*one].clone(),
            several => {
                let is_nullable = several.len() == 2 && several.iter().filter(is_null).count() == 1;
                Plan::Choice(Choice { plans, is_nullable })
            }
        }
    }

    fn rules(&mut self, shapes: &Shapes, merged: Merged) -> Rules {
        let Merged {
            mut rules,
            items,
            members,
            required,
            extra,
        } = merged;
        if !items.is_empty() {
            rules.items = Some(self.together(shapes, items, Vec::new()));
        }
        if !extra.is_empty() {
            rules.extra = Some(self.together(shapes, extra, Vec::new()));
        }
        for (name, shapes_of_it) in members {
            let plan = self.together(shapes, shapes_of_it, Vec::new());
            rules.members.push(Member {
                required: required.contains(&name),
                name,
                plan,
            });
        }
        rules
    }

    /// Works out heights from below until nothing changes any more.
    fn measure(&mut self) {
        self.heights = vec![usize::MAX; self.all.len()];
        loop {
            let mut changed = false;
            for index in 0..self.all.len() {
                let height = match &self.all[index] {
                    Plan::Nothing => usize::MAX,
                    Plan::Choice(choice) => {
                        let heights = choice.plans.iter().map(|plan| self.heights[plan.0]);
                        heights.min().unwrap_or(usize::MAX)
                    }
                    Plan::Rules(rules) => self.height_of(rules),
                };
                if height < self.heights[index] {
                    self.heights[index] = height;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn height_of(&self, rules: &Rules) -> usize {
        use crate::shape::Kind;
        let flat = [
            Kind::Null,
            Kind::Boolean,
            Kind::Integer,
            Kind::Fraction,
            Kind::String,
        ];
        if rules.listed.is_some() || flat.iter().any(|kind| rules.kinds.has(*kind)) {
            return 0;
        }
        let needed = rules
            .members
            .iter()
            .filter(|member| member.required)
            .map(|member| member.plan)
            .chain(rules.items.filter(|_| rules.min_items > 0))
            .chain(rules.extra.filter(|_| rules.min_members > 0));
        needed
            .map(|plan| self.heights[plan.0].saturating_add(1))
            .max()
            .unwrap_or_default()
    }
}
