//! Smartpay's bodies as one writes them by hand, with serde derive.
//!
//! The fastest of what is usual: ids and timestamps are plain, what the answer has beside these members is lost, and so
//! is the text of an unknown enum value.

use serde::{Deserialize, Serialize};

use super::Metadata;
use super::mixed::Mixed;
use super::shapes::{enums, objects};

objects! { "camelCase"
    CheckoutSession {
        id: String, object: Kind, url: String, customer_info: CustomerInfo, success_url: String, cancel_url: String,
        created_at: i64, updated_at: i64, test: bool;
        order: Mixed<OrderExpanded>, token: Mixed<Token>, locale: Locale, reference: String,
        metadata: Metadata, expires_at: i64
    }
    CheckoutSessionExpanded {
        id: String, object: Kind, url: String, customer_info: CustomerInfo, success_url: String, cancel_url: String,
        created_at: i64, updated_at: i64, test: bool;
        order: OrderExpanded, token: Token, locale: Locale, reference: String, metadata: Metadata, expires_at: i64
    }
    Order {
        id: String, object: Kind, amount: i64, currency: Currency, status: OrderStatus,
        line_items: Vec<Mixed<LineItem>>, metadata: Metadata, created_at: i64, updated_at: i64, test: bool;
        payments: Vec<Mixed<PaymentExpanded>>, discounts: Vec<Mixed<Discount>>, discount_amount: i64,
        shipping_info: ShippingInfo, description: String, reference: String, token_id: String, expires_at: i64
    }
    OrderExpanded {
        id: String, object: Kind, amount: i64, currency: Currency, status: OrderStatus, line_items: Vec<LineItem>,
        shipping_info: ShippingInfo, metadata: Metadata, created_at: i64, updated_at: i64, test: bool;
        payments: Vec<PaymentExpanded>, discounts: Vec<Discount>, discount_amount: i64, description: String,
        reference: String, token_id: String, expires_at: i64
    }
    Payment {
        id: String, object: Kind, amount: i64, currency: Currency, order: String, status: PaymentStatus,
        metadata: Metadata, created_at: i64, updated_at: i64, test: bool;
        line_items: Vec<Mixed<LineItem>>, refunds: Vec<String>, description: String, reference: String
    }
    PaymentExpanded {
        id: String, object: Kind, amount: i64, currency: Currency, order: String, status: PaymentStatus,
        metadata: Metadata, created_at: i64, updated_at: i64, test: bool;
        line_items: Vec<LineItem>, refunds: Vec<String>, description: String, reference: String
    }
    Refund {
        id: String, object: Kind, amount: i64, currency: Currency, payment: String, reason: RefundReason,
        status: RefundStatus, metadata: Metadata, created_at: i64, updated_at: i64, test: bool;
        line_items: Vec<Mixed<LineItem>>, description: String, reference: String
    }
    Token {
        id: String, object: Kind, status: TokenStatus, created_at: i64, updated_at: i64, test: bool;
        reference: String, metadata: Metadata
    }
    Coupon {
        id: String, object: Kind, active: bool, name: String, discount_type: DiscountType, redemption_count: i64,
        sponsored: bool, metadata: Metadata, created_at: i64, updated_at: i64, test: bool;
        discount_amount: i64, currency: Currency, discount_percentage: f64;
        expires_at: i64, max_redemption_count: i64
    }
    PromotionCode {
        id: String, object: Kind, active: bool, code: String, first_time_transaction: bool, one_per_customer: bool,
        redemption_count: i64, metadata: Metadata, created_at: i64, updated_at: i64, test: bool;
        ;
        currency: Currency, minimum_amount: i64, expires_at: i64, max_redemption_count: i64
    }
    WebhookEndpoint {
        id: String, object: Kind, active: bool, url: String, description: String, signing_secret: String,
        created_at: i64, updated_at: i64, test: bool;
        event_subscriptions: Vec<EventType>, metadata: Metadata
    }
    LineItem {
        id: String, object: Kind;
        kind: LineItemKind, amount: i64, currency: Currency, price: Price, quantity: i64, description: String,
        metadata: Metadata, created_at: i64, updated_at: i64, test: bool
    }
    Price {
        id: String, object: Kind;
        active: bool, amount: i64, currency: Currency, label: String, description: String, product: Product,
        metadata: Metadata, created_at: i64, updated_at: i64, test: bool
    }
    Product {
        id: String, object: Kind;
        active: bool, name: String, brand: String, categories: Vec<String>, gtin: String, images: Vec<String>,
        reference: String, url: String, description: String, metadata: Metadata, created_at: i64, updated_at: i64,
        test: bool
    }
    Discount {
        id: String, object: Kind;
        amount: i64, currency: Currency, coupon: String, promotion_code: String, created_at: i64, test: bool
    }
    CustomerInfo {
        ;
        account_age: i64, email_address: String, first_name: String, last_name: String, first_name_kana: String,
        last_name_kana: String, address: Address, phone_number: String, date_of_birth: String,
        legal_gender: LegalGender, reference: String
    }
    ShippingInfo {
        address: Address;
        address_type: AddressType, carrier_name: String, reference: String, fee_amount: i64, fee_currency: Currency
    }
    Address {
        line1: String, locality: String, postal_code: String, country: Country;
        line2: String, line3: String, line4: String, line5: String, sub_locality: String, administrative_area: String
    }
    CreateOrder {
        token: String, amount: i64, currency: Currency, customer_info: CustomerInfo, items: Vec<Item>,
        shipping_info: ShippingInfo;
        capture_method: CaptureMethod, metadata: Metadata, reference: String
    }
    CreatePayment {
        order: String, amount: i64, currency: Currency;
        cancel_remainder: CaptureMethod, description: String, line_items: Vec<String>, metadata: Metadata,
        reference: String
    }
    Item {
        name: String, amount: i64, currency: Currency;
        kind: LineItemKind, quantity: i64, brand: String, categories: Vec<String>, gtin: String, images: Vec<String>,
        reference: String, url: String, label: String, description: String, product_description: String,
        price_description: String, metadata: Metadata, product_metadata: Metadata, price_metadata: Metadata
    }
}

/// A page of a list.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Collection<T> {
    object: Kind,
    data: Vec<T>,
    max_results: i64,
    results: i64,
    page_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<String>,
}

enums! { "camelCase"
    Kind {
        CheckoutSession, Collection, Coupon, Discount, LineItem, Order, Payment, Price, Product, PromotionCode, Refund,
        Token, WebhookEndpoint
    }
}

enums! { "snake_case"
    DiscountType { Amount, Percentage }
    OrderStatus {
        RequiresAuthorization, RequiresCapture, Succeeded, Canceled, Rejected, Pending, Failed
    }
    PaymentStatus { Processed, Refunded }
    RefundReason { RequestedByCustomer, Fraudulent }
    RefundStatus { Succeeded, Failed }
    TokenStatus { RequiresAuthorization, Active, Rejected, Disabled, Deleted }
    LineItemKind { Product, Discount, Tax }
    CaptureMethod { Automatic, Manual }
    AddressType { Gift, Home, Locker, Office, Store }
    LegalGender { Male, Female }
    Locale { En, Ja }
}

enums! { "UPPERCASE"
    Currency { Jpy }
    Country { Jp }
}

#[derive(Serialize, Deserialize)]
enum EventType {
    #[serde(rename = "order.authorized")]
    OrderAuthorized,
    #[serde(rename = "order.rejected")]
    OrderRejected,
    #[serde(rename = "order.canceled")]
    OrderCanceled,
    #[serde(rename = "payment.created")]
    PaymentCreated,
    #[serde(rename = "refund.created")]
    RefundCreated,
    #[serde(rename = "token.created")]
    TokenCreated,
    #[serde(rename = "token.approved")]
    TokenApproved,
    #[serde(rename = "token.rejected")]
    TokenRejected,
    #[serde(rename = "token.deleted")]
    TokenDeleted,
    #[serde(rename = "token.disabled")]
    TokenDisabled,
    #[serde(rename = "token.enabled")]
    TokenEnabled,
    #[serde(rename = "token.used")]
    TokenUsed,
    #[serde(rename = "payout.generated")]
    PayoutGenerated,
    #[serde(rename = "payout.paid")]
    PayoutPaid,
    #[serde(rename = "coupon.created")]
    CouponCreated,
    #[serde(rename = "coupon.updated")]
    CouponUpdated,
    #[serde(rename = "promotion_code.created")]
    PromotionCodeCreated,
    #[serde(rename = "promotion_code.updated")]
    PromotionCodeUpdated,
    #[serde(rename = "merchant_user.created")]
    MerchantUserCreated,
    #[serde(rename = "merchant_user.password_reset")]
    MerchantUserPasswordReset,
    #[serde(other)]
    Other,
}
