//! Which module of the model crate a type stands in.

use std::collections::BTreeMap;

use heck::ToSnakeCase as _;

use super::operations::ResourceNames;
use super::scope::Scope;
use super::types::TypeNames;
use super::words::member_case;
use crate::api::{Api, Owner};

/// The module of types that several resources use, or none.
const SHARED: &str = "shared";

/// A module of more types is several files.
const MOST: usize = 200;

/// Fewer types are no file of their own.
const FEWEST: usize = 8;

/// The place of a type: a module, and where that is several files, the one inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The module.
    pub module: String,
    /// The module inside it.
    pub part: Option<String>,
}

/// The place of each type: the module of the one resource that reaches it, or the shared one.
///
/// Parts go by the words that names begin with, so that a type that is added moves few others.
pub(super) fn build(api: &Api, types: &[TypeNames], resources: &[ResourceNames]) -> Vec<Place> {
    let mut modules: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, ty) in api.types.iter().enumerate() {
        let module = match ty.owner {
            Owner::One(only) => resources[only].module.to_string(),
            Owner::Nobody | Owner::Several => SHARED.to_owned(),
        };
        modules.entry(module).or_default().push(at);
    }
    let mut places: Vec<Option<Place>> = vec![None; types.len()];
    for (module, members) in modules {
        let mut parts = Parts {
            words: members
                .iter()
                .map(|at| {
                    let name = types[*at].name.to_string().to_snake_case();
                    (*at, name.split('_').map(str::to_owned).collect())
                })
                .collect(),
            scope: Scope::default(),
            found: Vec::new(),
        };
        if members.len() > MOST {
            parts.split(&[], &members);
        } else {
            parts.found.push((None, members));
        }
        for (part, members) in parts.found {
            for at in members {
                let module = module.clone();
                let part = part.clone();
                places[at] = Some(Place { module, part });
            }
        }
    }
    places.into_iter().flatten().collect()
}

/// The parts of one module.
struct Parts {
    /// The words of each type's name.
    words: BTreeMap<usize, Vec<String>>,
    scope: Scope,
    found: Vec<(Option<String>, Vec<usize>)>,
}

impl Parts {
    /// Gives types whose names begin with the same words a part, or several by the word that follows.
    fn split(&mut self, common: &[String], members: &[usize]) {
        let mut groups: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
        for at in members {
            let next = self.words[at].get(common.len()).cloned();
            groups.entry(next).or_default().push(*at);
        }
        let mut left = Vec::new();
        for (next, members) in groups {
            // A module in a file of its own has a name in ASCII.
            let Some(next) = next.filter(|next| next.is_ascii() && members.len() >= FEWEST) else {
                left.extend(members);
                continue;
            };
            let mut words = common.to_vec();
            words.push(next);
            if members.len() > MOST {
                self.split(&words, &members);
            } else {
                self.take(&words.join("_"), members);
            }
        }
        let mut name = common.to_vec();
        name.push("others".to_owned());
        let name = name.join("_");
        if left.len() <= MOST {
            self.take(&name, left);
            return;
        }
        let mut initials: BTreeMap<Option<char>, Vec<usize>> = BTreeMap::new();
        for at in left {
            let word = self.words[&at].get(common.len());
            let initial = word.and_then(|word| word.chars().next());
            let initial = initial.filter(char::is_ascii);
            initials.entry(initial).or_default().push(at);
        }
        for (initial, members) in initials {
            let initial = initial.map_or_else(|| "0".to_owned(), String::from);
            self.take(&format!("{name}_{initial}"), members);
        }
    }

    fn take(&mut self, name: &str, members: Vec<usize>) {
        if !members.is_empty() {
            let part = self.scope.claim(&member_case(name), "_part");
            self.found.push((Some(part), members));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(names: &[String]) -> Vec<(String, usize)> {
        let words = names.iter().enumerate();
        let words = words.map(|(at, name)| (at, name.split('_').map(str::to_owned).collect()));
        let mut parts = Parts {
            words: words.collect(),
            scope: Scope::default(),
            found: Vec::new(),
        };
        parts.split(&[], &(0..names.len()).collect::<Vec<_>>());
        let found = parts.found.into_iter();
        found
            .map(|(part, members)| (part.unwrap_or_default(), members.len()))
            .collect()
    }

    #[test]
    fn parts_go_by_the_words_that_names_begin_with() {
        let mut names: Vec<String> = (0..150).map(|at| format!("post_charge_{at}")).collect();
        names.extend((0..60).map(|at| format!("post_{at}_body")));
        names.extend((0..9).map(|at| format!("type_{at}")));
        names.extend(["account".to_owned(), "post".to_owned()]);
        assert_eq!(
            split(&names),
            [
                ("post_charge".to_owned(), 150),
                ("post_others".to_owned(), 61),
                ("type_".to_owned(), 9),
                ("others".to_owned(), 1),
            ]
        );
    }

    #[test]
    fn what_has_no_word_in_common_goes_by_initials() {
        let names: Vec<String> = (0..250)
            .map(|at| format!("{}{at}", if at < 120 { 'a' } else { 'b' }))
            .collect();
        assert_eq!(
            split(&names),
            [("others_a".to_owned(), 120), ("others_b".to_owned(), 130)]
        );
    }
}
