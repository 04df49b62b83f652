//! The providers' bodies as one writes them by hand.

mod mixed;
mod shapes;
pub(crate) mod smartpay;
pub(crate) mod univapay;

type Metadata = std::collections::BTreeMap<String, String>;
