//! The shop's types in the shape that codegen emits.

use std::collections::BTreeMap;

use kessai_model::{
    Decode, Encode, Rest, Rules, TimestampMillis, Value, Writer, open_enum, string_type,
};

/// A struct with its two impls; each member is `kind name: Type = "wire name"`.
macro_rules! objects {
    ($($object:ident { $($kind:ident $field:ident: $type:ty = $name:literal,)* })*) => {$(
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub(crate) struct $object {
            $(pub(crate) $field: objects!(@type $kind $type),)*
            rest: Rest,
        }

        impl Decode for $object {
            fn decode(value: Value<'_>) -> Self {
                let mut object = value.object();
                Self {
                    $($field: object.$kind($name),)*
                    rest: object.rest(),
                }
            }
        }

        impl Encode for $object {
            fn encode(&self, writer: &mut Writer) {
                #[allow(dead_code, reason = "not every object has such a member")]
                static AMOUNT: Rules = Rules::new().minimum(0);
                #[allow(dead_code, reason = "not every object has such a member")]
                static TEXT: Rules = Rules::new().max_length(1000);
                let mut object = writer.object(&self.rest);
                $(objects!(@encode object self $kind $field $name $type);)*
                object.end();
            }
        }
    )*};
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@encode $object:ident $self:ident $kind:ident amount $name:literal $type:ty) => {
        $object.rules(&AMOUNT).$kind($name, &$self.amount)
    };
    (@encode $object:ident $self:ident $kind:ident description $name:literal $type:ty) => {
        $object.rules(&TEXT).$kind($name, &$self.description)
    };
    (@encode $object:ident $self:ident $kind:ident $field:ident $name:literal $type:ty) => {
        $object.$kind($name, &$self.$field)
    };
}

objects! {
    Orders {
        required object: ListObject = "object",
        required has_more: bool = "hasMore",
        required data: Vec<Order> = "data",
        optional next_cursor: String = "nextCursor",
    }
    Order {
        required id: OrderId = "id",
        required object: OrderObject = "object",
        required amount: i64 = "amount",
        required currency: Currency = "currency",
        required status: OrderStatus = "status",
        required line_items: Vec<LineItem> = "lineItems",
        optional shipping: Shipping = "shipping",
        required payments: Vec<PaymentId> = "payments",
        required discounts: Vec<String> = "discounts",
        optional description: String = "description",
        optional reference: String = "reference",
        required metadata: BTreeMap<String, String> = "metadata",
        optional expires_at: TimestampMillis = "expiresAt",
        required created_at: TimestampMillis = "createdAt",
        required updated_at: TimestampMillis = "updatedAt",
        required test: bool = "test",
    }
    LineItem {
        required id: LineItemId = "id",
        required object: LineItemObject = "object",
        required name: String = "name",
        required quantity: i64 = "quantity",
        required amount: i64 = "amount",
        required currency: Currency = "currency",
        optional brand: String = "brand",
        optional url: String = "url",
        required created_at: TimestampMillis = "createdAt",
        required test: bool = "test",
    }
    Shipping {
        required line1: String = "line1",
        optional line2: String = "line2",
        required locality: String = "locality",
        optional administrative_area: String = "administrativeArea",
        required postal_code: String = "postalCode",
        required country: String = "country",
        optional fee_amount: i64 = "feeAmount",
    }
    Payment {
        required id: PaymentId = "id",
        required object: PaymentObject = "object",
        required order: OrderId = "order",
        required amount: i64 = "amount",
        required currency: Currency = "currency",
        required status: PaymentStatus = "status",
        optional description: String = "description",
        optional reference: String = "reference",
        optional statement_descriptor: String = "statementDescriptor",
        optional line_items: Vec<LineItemId> = "lineItems",
        required refunds: Vec<String> = "refunds",
        required metadata: BTreeMap<String, String> = "metadata",
        optional canceled_at: TimestampMillis = "canceledAt",
        optional failure_reason: String = "failureReason",
        required created_at: TimestampMillis = "createdAt",
        required updated_at: TimestampMillis = "updatedAt",
        required test: bool = "test",
    }
}

string_type! {
    pub(crate) struct OrderId where pattern("^order_[0-9A-Za-z]+$");
}
string_type! {
    pub(crate) struct PaymentId where pattern("^payment_[0-9A-Za-z]+$");
}
string_type! {
    pub(crate) struct LineItemId where pattern("^li_[0-9A-Za-z]+$");
}
open_enum! {
    pub(crate) enum ListObject { List = "list" }
}
open_enum! {
    pub(crate) enum OrderObject { Order = "order" }
}
open_enum! {
    pub(crate) enum LineItemObject { LineItem = "lineItem" }
}
open_enum! {
    pub(crate) enum PaymentObject { Payment = "payment" }
}
open_enum! {
    pub(crate) enum OrderStatus {
        RequiresAuthorization = "requiresAuthorization",
        Succeeded = "succeeded",
        Canceled = "canceled",
        Failed = "failed",
        Rejected = "rejected",
    }
}
open_enum! {
    pub(crate) enum PaymentStatus { Processed = "processed", Refunded = "refunded", Partial = "partial" }
}
open_enum! {
    pub(crate) enum Currency { Jpy = "JPY", Usd = "USD", Eur = "EUR" }
}
