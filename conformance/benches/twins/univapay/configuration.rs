//! How a shop, a store and their checkout are set up.

use crate::twins::mixed::Mixed;
use crate::twins::shapes::{enums, objects};

objects! { "snake_case"
    Store {
        id: String, created_on: String; name: String, configuration: Configuration, merchant_id: String
    }
    Configuration {
        ; percent_fee: f64, flat_fees: Vec<MoneyAmount>, logo_url: String, country: String,
        language: String, display_time_zone: String, min_transfer_payout: MoneyAmount,
        minimum_charge_amounts: Vec<MoneyAmount>,
        maximum_charge_amounts: Vec<MoneyAmount>,
        transfer_schedule: TransferScheduleConfiguration,
        user_transactions_configuration: UserTransactionsConfiguration,
        recurring_token_configuration: RecurringTokenConfiguration,
        security_configuration: SecurityConfiguration,
        checkout_configuration: CheckoutConfiguration,
        installments_configuration: InstallmentPlanConfiguration,
        subscription_plan_configuration: SubscriptionPlanConfiguration,
        card_brand_percent_fees: CardBrandPercentFees,
        subscription_configuration: SubscriptionConfiguration,
        customer_management_configuration: CustomerManagementConfiguration,
        descriptor_provided_configuration: Mixed<DescriptorConfiguration>, card_configuration: CardConfiguration,
        qr_scan_configuration: QrScanConfiguration,
        convenience_configuration: ConvenienceConfiguration,
        paidy_configuration: PaidyConfiguration,
        qr_merchant_configuration: QrMerchantConfiguration,
        online_configuration: OnlineConfiguration,
        bank_transfer_configuration: BankTransferConfiguration, platform_credentials_enabled: bool,
        tagged_platform_credentials_enabled: bool, direct_debit_configuration: DirectDebitMerchantConfiguration
    }
    MoneyAmount { amount: i64, currency: String }
    TransferScheduleConfiguration {
        ; wait_period: String, period: String, full_period_required: bool, week_of_month: Mixed,
        weekly_closing_day: String, weekly_payout_day: String; day_of_week: String, day_of_month: i64
    }
    UserTransactionsConfiguration {
        ; enabled: bool, notify_customer: bool, notify_on_test: bool, notify_on_recurring_token_creation: bool,
        notify_on_recurring_token_cvv_failed: bool, notify_on_webhook_failure: bool, notify_on_webhook_disabled: bool,
        notify_user_on_failed_transactions: bool, notify_customer_on_failed_transactions: bool,
        notify_user_on_convenience_instructions: bool, notify_on_subscriptions: bool, notify_on_authorizations: bool,
        notify_on_cvv_authorizations: bool, notify_on_cancels: bool, customer_refer_link_enabled: bool,
        notify_on_convenience_expiry: bool, notify_on_recurring_token_creation_with_three_ds: bool,
        notify_on_chargebacks: bool
    }
    RecurringTokenConfiguration {
        ; recurring_type: String, charge_wait_period: String,
        card_charge_cvv_confirmation: RecurringCvvConfirmationConfig
    }
    RecurringCvvConfirmationConfig {
        ; enabled: bool, threshold: Vec<MoneyAmount>
    }
    SecurityConfiguration {
        ; card_charge_cooldown: String, subscription_cooldown: String, idempotent_card_charge_cooldown: String,
        idempotent_subscription_cooldown: String, restrict_ip_after_failed_charge: RestrictIpAfterFailedChargeConfig,
        inspect_suspicious_login_after: String, refund_percent_limit: f64,
        limit_charge_by_card_configuration: LimitChargeByCardConfiguration, confirmation_required: bool,
        min_refund_threshold: i64, limit_refund_by_sales: LimitRefundBySalesConfiguration
    }
    RestrictIpAfterFailedChargeConfig { ; enabled: bool, count: i64, cooldown: String }
    LimitChargeByCardConfiguration { ; quantity_of_charges: i64, duration_window: String }
    LimitRefundBySalesConfiguration { ; enabled: bool, period: String, rolling_window: bool }
    CheckoutConfiguration {
        ; ec_email: CheckoutToggle, ec_products: CheckoutToggle
    }
    CheckoutToggle { ; enabled: bool }
    InstallmentPlanConfiguration {
        ; enabled: bool, card_processor: CardProcessorInstallmentConfig, supported_payment_types: Vec<String>,
        min_charge_amount: MoneyAmount, max_payout_period: String, only_with_processor: bool,
        failed_cycles_to_cancel: i64
    }
    CardProcessorInstallmentConfig { ; revolving: bool, fixed_cycle: bool }
    SubscriptionPlanConfiguration {
        ; enabled: bool, fixed_cycle: bool, fixed_cycle_amount: bool, supported_payment_types: Vec<String>,
        min_charge_amount: MoneyAmount, max_payout_period: String
    }
    CardBrandPercentFees {
        ; visa: f64, american_express: f64, mastercard: f64, maestro: f64, discover: f64, jcb: f64, diners_club: f64,
        union_pay: f64, private_label: f64
    }
    SubscriptionConfiguration {
        ; enabled: bool, failed_charges_to_cancel: i64, suspend_on_cancel: bool, allow_merchant_amount_patch: bool,
        allow_merchant_due_date_patch: bool
    }
    CustomerManagementConfiguration {
        ; enabled: bool, default_roles: Vec<String>, default_mode: String
    }
    CardConfiguration {
        ; enabled: bool, debit_enabled: bool, prepaid_enabled: bool, debit_authorization_enabled: bool,
        prepaid_authorization_enabled: bool, forbidden_card_brands: Vec<String>, allowed_countries_by_ip: Vec<String>,
        foreign_cards_allowed: bool, fail_on_new_email: bool, card_limit: Mixed<CardLimit>, allow_empty_cvv: bool,
        only_direct_currency: bool, three_ds_required: bool, three_ds_address_required: bool,
        three_ds_skip_enabled: bool, allow_direct_token_creation: bool, three_ds_phone_number_required: bool
    }
    QrScanConfiguration { ; enabled: bool, forbidden_qr_scan_gateways: Vec<String> }
    ConvenienceConfiguration {
        ; enabled: bool, expiration: String, expiration_time_shift: ExpirationTimeShift
    }
    DescriptorConfiguration { ; name: String, phone_number: String }
    ExpirationTimeShift { ; value: String, enabled: bool }
    PaidyConfiguration { ; enabled: bool }
    QrMerchantConfiguration { ; enabled: bool }
    OnlineConfiguration { ; enabled: bool }
    BankTransferConfiguration {
        ; enabled: bool, match_amount: Mixed, expiration: String, virtual_bank_accounts_threshold: i64,
        virtual_bank_accounts_fetch_count: i64, default_extension_period: String, maximum_extension_period: String,
        automatic_extension_enabled: bool, charge_request_notification_enabled: bool,
        charge_request_canceled_notification_enabled: bool, charge_expired_notification_enabled: bool,
        deposit_received_notification_enabled: bool, deposit_insufficient_notification_enabled: bool,
        deposit_exceeded_notification_enabled: bool, extension_notification_enabled: bool,
        remind_notification_period: String, remind_notification_enabled: bool,
        expiration_time_shift: ExpirationTimeShift
    }
    DirectDebitMerchantConfiguration {
        ; legacy_id: String, enabled: bool, debit_date: DirectDebitDebitDate, consignor_code: String,
        classifier: String, signature: String
    }
    Merchant {
        id: String, created_on: String; verification_data_id: String, name: String, email: String,
        notification_email: String, finance_notification_email: String, verified: bool,
        configuration: Configuration
    }
    CheckoutInfo {
        mode: CheckoutMode; recurring_token_privilege: CheckoutRecurringTokenPrivilege, name: String,
        card_configuration: CheckoutCardConfiguration, subscription_configuration: CheckoutSubscriptionConfiguration,
        installments_configuration: CheckoutInstallmentsConfiguration,
        subscription_plan_configuration: CheckoutSubscriptionPlanConfiguration,
        checkout_configuration: CheckoutEcConfiguration, qr_scan_configuration: CheckoutQrScanConfiguration,
        convenience_configuration: CheckoutConvenienceConfiguration, paidy_configuration: CheckoutPaidyConfiguration,
        theme: CheckoutTheme, recurring_card_charge_cvv_confirmation: RecurringCvvConfirmation,
        online_configuration: CheckoutOnlineConfiguration,
        bank_transfer_configuration: CheckoutBankTransferConfiguration, supported_brands: Vec<CheckoutSupportedBrand>;
        paidy_public_key: String, logo_image: String
    }
    CheckoutCardConfiguration {
        ; enabled: bool, debit_enabled: bool, prepaid_enabled: bool, debit_authorization_enabled: bool,
        prepaid_authorization_enabled: bool, only_direct_currency: bool, foreign_cards_allowed: bool,
        allow_direct_token_creation: bool, three_ds_required: bool, three_ds_address_required: bool,
        three_ds_skip_enabled: bool, three_ds_phone_number_required: bool; forbidden_card_brands: Vec<String>,
        allowed_countries_by_ip: Vec<String>, fail_on_new_email: bool, card_limit: CardLimit, allow_empty_cvv: bool
    }
    CardLimit { ; amount: i64, currency: String, amount_formatted: f64, duration: String }
    CheckoutSubscriptionConfiguration { ; enabled: bool }
    CheckoutInstallmentsConfiguration {
        ; enabled: bool, card_processor: CheckoutInstallmentCardProcessor,
        supported_payment_types: Vec<CheckoutPaymentType>, min_charge_amount: CheckoutMoneyAmount,
        max_payout_period: String, only_with_processor: bool
    }
    CheckoutInstallmentCardProcessor { ; revolving: bool, fixed_cycle: bool }
    CheckoutMoneyAmount { amount: i64, currency: String; amount_formatted: f64 }
    CheckoutSubscriptionPlanConfiguration {
        ; enabled: bool, fixed_cycle: bool, fixed_cycle_amount: bool,
        supported_payment_types: Vec<CheckoutPaymentType>; min_charge_amount: CheckoutMoneyAmount,
        max_payout_period: String
    }
    CheckoutEcConfiguration {
        ; ec_email: CheckoutEcEmailConfiguration, ec_products: CheckoutEcProductsConfiguration
    }
    CheckoutEcEmailConfiguration { ; enabled: bool }
    CheckoutEcProductsConfiguration { ; enabled: bool }
    CheckoutQrScanConfiguration { ; enabled: bool; forbidden_qr_scan_gateways: Vec<String> }
    CheckoutConvenienceConfiguration {
        ; enabled: bool, expiration: String, expiration_time_shift: ExpirationTimeShift
    }
    CheckoutPaidyConfiguration { ; enabled: bool }
    CheckoutTheme { ; colors: CheckoutThemeColors }
    CheckoutThemeColors {
        ; main_background: String, secondary_background: String, main_color: String, main_text: String,
        primary_text: String, secondary_text: String, base_text: String, body_background: String
    }
    RecurringCvvConfirmation { ; enabled: bool; threshold: Vec<CheckoutMoneyAmount> }
    CheckoutOnlineConfiguration { ; enabled: bool }
    CheckoutBankTransferConfiguration {
        ; enabled: bool, match_amount: CheckoutBankTransferMatchAmount, expiration: String,
        expiration_time_shift: ExpirationTimeShift, virtual_bank_accounts_threshold: i64,
        virtual_bank_accounts_fetch_count: i64, default_extension_period: String, maximum_extension_period: String,
        automatic_extension_enabled: bool, charge_request_notification_enabled: bool,
        charge_request_canceled_notification_enabled: bool, charge_expired_notification_enabled: bool,
        deposit_received_notification_enabled: bool, deposit_insufficient_notification_enabled: bool,
        deposit_exceeded_notification_enabled: bool, extension_notification_enabled: bool,
        remind_notification_period: String, remind_notification_enabled: bool
    }
    CheckoutSupportedBrand {
        ; payment_type: CheckoutPaymentType, brand: String, card_brand: String, qr_brand: String, online_brand: String,
        dynamic_info: bool, support_auth_capture: bool, requires_full_name: bool, requires_cvv: bool, cvv_auth: bool,
        installment_capable: bool, mcp_capable: bool, mcp_only: bool, support_dynamic_descriptor: bool, app_id: String;
        countries_allowed: Vec<String>, supported_currencies: Vec<String>
    }
}

enums! { "snake_case"
    DirectDebitDebitDate { Fourteen, TwentySeven }
    CheckoutMode { Live, Test, LiveTest }
    CheckoutRecurringTokenPrivilege { None, Bounded, Infinite }
    CheckoutPaymentType { Card, QrScan, QrMerchant, Konbini, ApplePay, Paidy, Online, BankTransfer }
    CheckoutBankTransferMatchAmount { Exact, Maximum, Minimum, Disabled }
}
