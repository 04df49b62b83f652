//! Which operation a request means.

use crate::parameters::percent_decode;
use crate::spec::Spec;

/// The paths and methods of a spec.
#[derive(Clone, Debug)]
pub struct Router {
    routes: Vec<Route>,
}

#[derive(Clone, Debug)]
struct Route {
    method: String,
    segments: Vec<Segment>,
    operation: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    // Ordered: a literal wins over a variable, segment by segment.
    Literal(String),
    Variable(String),
}

/// What a request's path and method lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    /// An operation, as its index in [`Spec::operations`], and the variables of its path: decoded, or `None` where the text
    /// cannot be decoded.
    Operation(usize, Vec<(String, Option<String>)>),
    /// The path is known with these methods alone.
    Method(Vec<String>),
    /// No such path.
    Nothing,
}

impl Router {
    /// Reads the routes off a spec.
    pub fn new(spec: &Spec) -> Self {
        let mut routes: Vec<Route> = spec
            .operations
            .iter()
            .enumerate()
            .map(|(index, operation)| Route {
                method: operation.method.clone(),
                segments: segments(&format!("{}{}", operation.base_path, operation.path)),
                operation: index,
            })
            .collect();
        routes.sort_by(|left, right| left.segments.cmp(&right.segments));
        Self { routes }
    }

    /// Matches a request. Concrete paths win over templated ones; an empty segment never fills a variable.
    pub fn find(&self, method: &str, path: &str) -> Matched {
        let parts: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
        let mut allowed: Vec<String> = Vec::new();
        for route in &self.routes {
            let Some(variables) = route.fits(&parts) else {
                continue;
            };
            if route.method == method {
                return Matched::Operation(route.operation, variables);
            }
            if !allowed.contains(&route.method) {
                allowed.push(route.method.clone());
            }
        }
        if allowed.is_empty() {
            Matched::Nothing
        } else {
            allowed.sort();
            Matched::Method(allowed)
        }
    }
}

impl Route {
    fn fits(&self, parts: &[&str]) -> Option<Vec<(String, Option<String>)>> {
        if self.segments.len() != parts.len() {
            return None;
        }
        let mut variables = Vec::new();
        for (segment, part) in self.segments.iter().zip(parts) {
            match segment {
                Segment::Literal(text)
                    if text == part || percent_decode(part).as_ref() == Some(text) => {}
                Segment::Variable(name) if !part.is_empty() => {
                    variables.push((name.clone(), percent_decode(part)));
                }
                Segment::Literal(_) | Segment::Variable(_) => return None,
            }
        }
        Some(variables)
    }
}

fn segments(path: &str) -> Vec<Segment> {
    path.strip_prefix('/')
        .unwrap_or(path)
        .split('/')
        .map(|segment| {
            match segment
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'))
            {
                Some(name) => Segment::Variable(name.to_owned()),
                None => Segment::Literal(segment.to_owned()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn router() -> (Router, Spec) {
        let answer = json!({"200": {"description": "ok"}});
        let id =
            json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
        let spec = Spec::read(&json!({
            "openapi": "3.0.3",
            "servers": [{"url": "https://shop.example/v1/"}],
            "paths": {
                "/orders": {"post": {"operationId": "createOrder", "responses": answer}},
                "/orders/{id}": {"parameters": id, "get": {"operationId": "getOrder", "responses": answer},
                    "delete": {"operationId": "deleteOrder", "responses": answer}},
                "/orders/search": {"get": {"operationId": "searchOrders", "responses": answer}},
                "/other": {"servers": [{"url": "https://other.example"}], "get": {"operationId": "other", "responses": answer}},
            }
        }))
        .unwrap();
        (Router::new(&spec), spec)
    }

    fn found(method: &str, path: &str) -> (String, Vec<(String, Option<String>)>) {
        let (router, spec) = router();
        match router.find(method, path) {
            Matched::Operation(index, variables) => (spec.operations[index].id.clone(), variables),
            Matched::Method(methods) => (format!("405 {}", methods.join(",")), Vec::new()),
            Matched::Nothing => ("404".to_owned(), Vec::new()),
        }
    }

    #[test]
    fn a_path_leads_to_its_operation() {
        assert_eq!(found("POST", "/v1/orders").0, "createOrder");
        assert_eq!(found("GET", "/v1/orders/search").0, "searchOrders");
        assert_eq!(found("GET", "/other").0, "other");
        let (id, variables) = found("GET", "/v1/orders/a%2Fb%20c");
        assert_eq!(id, "getOrder");
        assert_eq!(variables, [("id".to_owned(), Some("a/b c".to_owned()))]);
        assert_eq!(found("GET", "/v1/orders/%FF").1, [("id".to_owned(), None)]);
    }

    #[test]
    fn what_is_not_there_is_told_apart() {
        assert_eq!(found("GET", "/v1/orders").0, "405 POST");
        assert_eq!(found("PUT", "/v1/orders/1").0, "405 DELETE,GET");
        assert_eq!(found("DELETE", "/v1/orders/search").0, "deleteOrder");
        for path in [
            "/orders",
            "/v1/orders/",
            "/v1/orders/1/",
            "/v1",
            "/",
            "",
            "//v1/orders/1/x",
        ] {
            assert_eq!(found("GET", path).0, "404", "{path}");
        }
    }
}
