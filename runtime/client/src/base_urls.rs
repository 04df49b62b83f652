//! Where requests go at a provider that has several addresses.

use crate::{base_url::BaseUrl, provider::Provider};

/// Where the requests of a client go: to one address for each that the provider has.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrls {
    usual: BaseUrl,
    /// By the provider's own addresses.
    others: Vec<(&'static str, BaseUrl)>,
}

impl BaseUrls {
    /// The provider's addresses, one that goes before all of them, and those that go before single ones; or what is wrong
    /// with one of them.
    pub(crate) fn new(
        provider: &Provider,
        all: Option<&str>,
        single: &[(String, String)],
    ) -> Result<Self, String> {
        let known = || {
            [provider.base_url]
                .into_iter()
                .chain(provider.other_base_urls.iter().copied())
        };
        let same =
            |one: &str, other: &str| one.trim_end_matches('/') == other.trim_end_matches('/');
        let stray = |documented: &String| !known().any(|own| same(own, documented));
        if single.iter().any(|(documented, _)| stray(documented)) {
            let known: Vec<&str> = known().collect();
            return Err(format!(
                "is to stand for an address that {} does not have: it has {}",
                provider.name,
                known.join(" and ")
            ));
        }
        let given = |own: &str| {
            let mut single = single.iter().rev();
            let given = single.find(|(documented, _)| same(own, documented));
            given.map(|(_, given)| given.as_str())
        };
        let effective = |own: &'static str| match given(own).or(all) {
            Some(given) => BaseUrl::parse(given),
            None if !own.contains("://") => Err(
                "is missing: the provider's description names no host, so give one with `base_url`",
            ),
            None => BaseUrl::parse(own),
        };
        let usual = effective(provider.base_url)?;
        let other = |own: &&'static str| {
            let is_path = own.starts_with('/') && given(own).is_none();
            let base_url = if is_path {
                usual.with_path(own)
            } else {
                effective(own)
            };
            Ok((*own, base_url?))
        };
        let others = provider.other_base_urls.iter().map(other);
        Ok(Self {
            others: others.collect::<Result<_, &'static str>>()?,
            usual,
        })
    }

    /// Where requests of an operation go that has this address of its own, or none. An address that the provider does not name is
    /// none: a request never leaves for a place that no setting could have changed.
    pub(crate) fn of(&self, own: Option<&str>) -> &BaseUrl {
        let own = own.and_then(|own| {
            self.others
                .iter()
                .find(|(documented, _)| *documented == own)
        });
        own.map_or(&self.usual, |(_, base_url)| base_url)
    }

    /// Whether all of them are plain HTTP, which means this machine.
    #[cfg(any(feature = "reqwest", test))]
    pub(crate) fn are_plain(&self) -> bool {
        let mut others = self.others.iter();
        self.usual.is_plain() && others.all(|(_, base_url)| base_url.is_plain())
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrls;
    use crate::Provider;

    const SHOP: Provider = Provider {
        name: "shop",
        base_url: "https://api.shop.example",
        other_base_urls: &["https://bank.shop.example/v1"],
        ..Provider::DEFAULT
    };

    /// Where requests go to the usual address, and to the bank's.
    fn addresses(all: Option<&str>, single: &[(&str, &str)]) -> [String; 2] {
        let single: Vec<_> = single
            .iter()
            .map(|(documented, given)| ((*documented).to_owned(), (*given).to_owned()))
            .collect();
        let base_urls = BaseUrls::new(&SHOP, all, &single).unwrap();
        [None, Some("https://bank.shop.example/v1")]
            .map(|own| base_urls.of(own).as_str().to_owned())
    }

    #[test]
    fn each_address_has_its_own_and_one_may_stand_for_all() {
        let (shop, bank) = (SHOP.base_url, SHOP.other_base_urls[0]);
        let (one, two) = ("http://localhost:1", "http://localhost:2");
        assert_eq!(addresses(None, &[]), [shop, bank]);
        assert_eq!(addresses(Some(one), &[]), [one, one]);
        assert_eq!(addresses(Some(one), &[(bank, two)]), [one, two]);
        assert_eq!(
            addresses(None, &[("https://bank.shop.example/v1/", two)]),
            [shop, two]
        );
        assert_eq!(addresses(None, &[(shop, one)]), [one, bank]);
        assert_eq!(addresses(None, &[(bank, one), (bank, two)]), [shop, two]);
    }

    #[test]
    fn a_path_is_at_the_host_of_the_usual_address() {
        let provider = Provider {
            base_url: "https://api.shop.example/v1",
            other_base_urls: &["/", "/health"],
            ..Provider::DEFAULT
        };
        let addresses = |all, single: &[(String, String)]| {
            let base_urls = BaseUrls::new(&provider, all, single).unwrap();
            ["/", "/health"].map(|own| base_urls.of(Some(own)).as_str().to_owned())
        };
        let shop = "https://api.shop.example";
        assert_eq!(
            addresses(None, &[]),
            [shop, "https://api.shop.example/health"]
        );
        assert_eq!(
            addresses(Some("http://localhost:1/v1"), &[]),
            ["http://localhost:1", "http://localhost:1/health"]
        );
        let health = ("/health".to_owned(), "http://localhost:2".to_owned());
        assert_eq!(addresses(None, &[health]), [shop, "http://localhost:2"]);
    }

    #[test]
    fn a_provider_without_a_host_is_given_one() {
        for base_url in ["", "/api/v1"] {
            let provider = Provider {
                base_url,
                ..Provider::DEFAULT
            };
            let problem = BaseUrls::new(&provider, None, &[]).unwrap_err();
            assert!(problem.contains("`base_url`"), "{problem}");
            assert!(BaseUrls::new(&provider, Some("http://localhost:1"), &[]).is_ok());
        }
    }

    #[test]
    fn an_address_that_is_not_the_providers_is_refused_and_not_shown() {
        let single = (
            "https://user:canary@bank.shop.example".to_owned(),
            SHOP.base_url.to_owned(),
        );
        let problem = BaseUrls::new(&SHOP, None, &[single]).unwrap_err();
        for own in [SHOP.base_url, SHOP.other_base_urls[0]] {
            assert!(problem.contains(own), "{problem}");
        }
        assert!(!problem.contains("canary"), "{problem}");
    }

    #[test]
    fn an_address_that_the_provider_does_not_name_is_never_called() {
        let base_urls = BaseUrls::new(&SHOP, None, &[]).unwrap();
        let stray = base_urls.of(Some("https://other.example"));
        assert_eq!(stray.as_str(), SHOP.base_url);
    }

    #[test]
    fn they_are_plain_if_all_of_them_are() {
        let plain = "http://localhost:1";
        let bank = (SHOP.other_base_urls[0].to_owned(), plain.to_owned());
        let are_plain = |all, single: &[(String, String)]| {
            BaseUrls::new(&SHOP, all, single).unwrap().are_plain()
        };
        assert!(are_plain(Some(plain), &[]));
        assert!(!are_plain(None, &[bank]));
        assert!(!are_plain(None, &[]));
    }
}
