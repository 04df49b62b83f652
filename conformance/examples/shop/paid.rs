//! An order that its shopper has paid for, for programs that begin where checkout ends.

use std::error::Error;

use kessai_sandbox::{Act, Sandbox};
use smartpay::{
    Address, AddressCountry, AddressRequired, CaptureMethod, CheckoutSessionCreate,
    CheckoutSessionCreateRequired, Client, CreateCheckoutSession, Currency, CustomerInfo, Item,
    OrderId, ShippingInfo,
};

/// An order of 2500 yen.
pub(crate) async fn order(
    sandbox: &Sandbox,
    client: &Client,
    method: CaptureMethod,
) -> Result<OrderId, Box<dyn Error>> {
    let address = Address::new(AddressRequired {
        line1: "虎ノ門1-17-1".into(),
        locality: "港区".into(),
        postal_code: "105-6415".into(),
        country: AddressCountry::Jp,
    });
    let session = CheckoutSessionCreate::new(CheckoutSessionCreateRequired {
        amount: 2_500,
        currency: Currency::Jpy,
        items: vec![Item::new("セーター", 2_000, Currency::Jpy)],
        shipping_info: ShippingInfo::new(address).fee_amount(500),
        customer_info: CustomerInfo::new().email_address("shopper@shop.example"),
        success_url: "https://shop.example/thanks".to_owned(),
        cancel_url: "https://shop.example/cart".to_owned(),
    })
    .capture_method(method);
    let session = CreateCheckoutSession::from(session);
    let session = client.checkout_sessions().create(&session).await?;
    sandbox.act(session.id.as_str(), Act::Pay)?;
    Ok(session.order.ok_or("a session for an order has none")?.id)
}
