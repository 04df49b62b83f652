//! Members that come in several forms, and numbers that keep their digits.

use serde_json::{Value, json};
use univapay::{
    CardExpiryPart, Charge, CheckoutBankTransferConfiguration, CheckoutCardConfiguration, Decode,
    Encode, MerchantWebhookBankTransferConfiguration, MerchantWebhookCardConfiguration,
    MerchantWebhookConfiguration, MerchantWebhookTransferScheduleConfiguration, PhoneCountryCode,
    TokenCreatePaidyPhoneNumber,
};

use super::example;

/// Reads a value and writes it again, which must give the same one; whether any part of it was taken for no known form.
fn comes_back<T: Decode + Encode + std::fmt::Debug>(value: &Value) {
    let text = value.to_string();
    let read: T = kessai_model::from_slice(text.as_bytes()).unwrap();
    let printed = format!("{read:?}");
    assert!(!printed.contains("Unknown("), "{printed}");
    let written: Value = serde_json::from_slice(&kessai_model::to_vec(&read)).unwrap();
    assert_eq!(&written, value);
}

#[test]
fn settings_come_in_both_of_their_forms() {
    for limit in [
        json!(1_000),
        json!({"amount": 1_000, "currency": "JPY", "duration": "P1D"}),
    ] {
        comes_back::<MerchantWebhookCardConfiguration>(&json!({"card_limit": limit}));
    }
    comes_back::<CheckoutCardConfiguration>(
        &json!({"card_limit": {"amount": 1_000, "currency": "JPY"}}),
    );
    for matched in [
        json!(true),
        json!("exact"),
        json!("maximum"),
        json!("disabled"),
    ] {
        comes_back::<MerchantWebhookBankTransferConfiguration>(&json!({"match_amount": matched}));
    }
    comes_back::<CheckoutBankTransferConfiguration>(&json!({"match_amount": "minimum"}));
    for week in [json!(2), json!("second"), json!("last")] {
        comes_back::<MerchantWebhookTransferScheduleConfiguration>(&json!({"week_of_month": week}));
    }
    for descriptor in [
        json!(true),
        json!({"name": "shop", "phone_number": "0312345678"}),
    ] {
        let settings = json!({"descriptor_provided_configuration": descriptor});
        comes_back::<MerchantWebhookConfiguration>(&settings);
    }
}

#[test]
fn parts_of_cards_and_phones_come_as_text_and_as_numbers() {
    for part in [json!("09"), json!(9)] {
        comes_back::<CardExpiryPart>(&part);
    }
    for code in [json!("81"), json!(81)] {
        comes_back::<PhoneCountryCode>(&code);
    }
    for phone in [
        json!("08012341234"),
        json!({"country_code": "81", "local_number": "8012341234"}),
    ] {
        comes_back::<TokenCreatePaidyPhoneNumber>(&phone);
    }
}

#[test]
fn numbers_in_major_units_keep_their_digits() {
    let mut charge = example("get-charge-response").to_string();
    for digits in ["12.5", "12.50", "1000", "0.1234567890123456789"] {
        let start = charge.find("\"requested_amount_formatted\":").unwrap();
        let value = start + "\"requested_amount_formatted\":".len();
        let end = value + charge[value..].find([',', '}']).unwrap();
        charge.replace_range(value..end, digits);
        let read: Charge = kessai_model::from_slice(charge.as_bytes()).unwrap();
        assert_eq!(
            read.requested_amount_formatted
                .as_ref()
                .unwrap()
                .to_string(),
            digits
        );
        let written = String::from_utf8(kessai_model::to_vec(&read)).unwrap();
        let member = format!("\"requested_amount_formatted\":{digits}");
        assert!(written.contains(&member), "{written}");
    }
}
