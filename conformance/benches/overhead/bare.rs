//! The same calls as a careful person writes them with reqwest and `serde_json`.

use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use kessai_client::Provider;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub(crate) struct Bare {
    http: reqwest::Client,
    base_url: String,
}

impl Bare {
    pub(crate) fn new(base_url: &str, provider: &Provider, credential: &str) -> Self {
        // With rustls compiled in, reqwest does not start without one; without, nobody asks.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let prefix = provider.credentials[0].prefix;
        let mut authorization = HeaderValue::try_from(format!("{prefix}{credential}")).unwrap();
        authorization.set_sensitive(true);
        let headers = HeaderMap::from_iter([
            (ACCEPT, HeaderValue::from_static("application/json")),
            (AUTHORIZATION, authorization),
        ]);
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .http1_only()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(30))
            .user_agent(format!("{}/{}", provider.name, provider.version))
            .build()
            .unwrap();
        Self {
            http,
            base_url: base_url.to_owned(),
        }
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        read(self.http.get(format!("{}{path}", self.base_url))).await
    }

    pub(crate) async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> T {
        let request = self
            .http
            .post(format!("{}{path}", self.base_url))
            .header("idempotency-key", Uuid::new_v4().to_string())
            .header(CONTENT_TYPE, "application/json")
            .body(serde_json::to_vec(body).unwrap());
        read(request).await
    }
}

async fn read<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> T {
    let response = request.send().await.unwrap().error_for_status().unwrap();
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}
