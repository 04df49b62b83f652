//! UnivaPay's bodies as one writes them by hand, with serde derive.
//!
//! The fastest of what is usual: ids, times and dates are plain strings, amounts with a point are doubles, what the answer
//! has beside these members is lost, and so is the text of an unknown enum value. Metadata is what shops put there, texts.
//! A token is known to be a card's: a tagged enum of serde would read it twice.

pub(crate) mod configuration;

use serde::{Deserialize, Serialize};

use configuration::DirectDebitDebitDate;

use super::Metadata;
use super::mixed::Mixed;
use super::shapes::{enums, objects};

/// A page of a list.
#[derive(Serialize, Deserialize)]
pub(crate) struct List<T> {
    items: Vec<T>,
    has_more: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_hits: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

objects! { "snake_case"
    CardToken {
        id: String, store_id: String, mode: ChargeMode, created_on: String,
        payment_type: CardPaymentType; email: String, active: bool, r#type: TransactionTokenType,
        metadata: Metadata, updated_on: String, previous_id: String, merchant_id: String, platform_id: String,
        ip_address: String, data: TokenData; usage_limit: String, confirmed: bool, last_used_on: String
    }
    TokenData {
        ; card: TokenCard, cvv_authorize: TokenCvvAuthorize,
        cvv_authorize_check: TokenCvvAuthorizeCheck, three_ds: TokenThreeDs;
        billing: TokenBilling
    }
    TokenCard {
        ; cardholder: String, exp_month: i64, exp_year: i64, card_bin: String, last_four: String, brand: String,
        card_type: String, country: String, category: String, issuer: String, sub_brand: String
    }
    TokenBilling {
        ; phone_number: TokenPhoneNumber; line1: String, line2: String, state: String, city: String,
        country: String, zip: String
    }
    TokenPhoneNumber { ; country_code: Mixed, local_number: String }
    TokenCvvAuthorize {
        ; enabled: bool; status: String, charge_id: String, credentials_id: String, currency: String
    }
    TokenCvvAuthorizeCheck { ; ; status: String, charge_id: String, date: String }
    TokenThreeDs {
        status: TokenThreeDsStatus; enabled: bool, redirect_endpoint: String, redirect_id: String,
        exempted: bool; error: PaymentError
    }
    PaymentError { ; code: i64, message: String, detail: String }
    TransactionTokenListItem {
        id: String, store_id: String, mode: String, created_on: String; merchant_name: String, store_name: String,
        email: String, payment_type: String, active: bool, r#type: String, updated_on: String,
        user_data: TransactionTokenListItemUserData, merchant_id: String
    }
    TransactionTokenListItemUserData { ; cardholder_name: String, email: String, brand: String }
    Charge {
        id: String, store_id: String, transaction_token_id: String, status: ChargeStatus, mode: ChargeMode,
        created_on: String; transaction_token_type: ChargeTransactionTokenType, requested_amount: i64,
        requested_currency: String, requested_amount_formatted: f64, charged_amount: i64, charged_currency: String,
        charged_amount_formatted: f64, only_direct_currency: bool, metadata: Metadata, merchant_name: String,
        store_name: String, redirect: ChargeRedirect, three_ds: ChargeThreeDs, merchant_id: String,
        platform_id: String, updated_on: String, r#type: TransactionHistoryChargeType, ledger_id: String,
        mcp_token_id: String; subscription_id: String, error: PaymentError; merchant_transaction_id: String,
        fee_amount: i64, fee_currency: String, fee_amount_formatted: f64, capture_at: String, descriptor: String,
        descriptor_phone_number: String
    }
    ChargeRedirect { ; endpoint: String, redirect_id: String }
    ChargeThreeDs { ; redirect_endpoint: String, mode: String, redirect_id: String }
    Refund {
        id: String, charge_id: String, status: RefundStatus, amount: i64, currency: String, mode: ChargeMode,
        created_on: String; store_id: String, amount_formatted: f64, reason: RefundReasonResponse, message: String,
        error: PaymentError, metadata: Metadata, updated_on: String, ledger_id: String, mcp_token_id: String
    }
    Cancel {
        id: String, charge_id: String, store_id: String, status: CancelStatus, mode: ChargeMode, created_on: String;
        error: PaymentError, metadata: Metadata, updated_on: String
    }
    Subscription {
        id: String, store_id: String, amount: i64, currency: String, status: SubscriptionStatus, mode: ChargeMode,
        created_on: String; transaction_token_id: String, amount_formatted: f64,
        schedule_settings: SubscriptionScheduleSettings, only_direct_currency: bool,
        first_charge_authorization_only: bool, metadata: Metadata, three_ds: SubscriptionThreeDs,
        period: SubscriptionPeriod, cyclical_period: String, next_payment: SubscriptionNextPayment, cycles_left: i64,
        subscription_plan: SubscriptionPlanSettings, installment_plan: SubscriptionInstallmentPlanResponse,
        charge_id: String, amount_left: i64, amount_left_formatted: f64, descriptor: String, payments_left: i64,
        merchant_id: String, platform_id: String, updated_on: String; initial_amount: i64,
        initial_amount_formatted: f64, subsequent_cycles_start: String, first_charge_capture_after: String
    }
    SubscriptionScheduleSettings {
        ; start_on: String, zone_id: String, preserve_end_of_month: bool, retry_interval: String,
        termination_mode: SubscriptionTerminationMode
    }
    SubscriptionThreeDs { ; mode: SubscriptionThreeDsMode; redirect_endpoint: String, redirect_id: String }
    SubscriptionNextPayment {
        id: String, amount: i64, currency: String; due_date: String, zone_id: String, amount_formatted: f64,
        is_paid: bool, is_last_payment: bool, created_on: String, updated_on: String,
        terminate_with_status: SubscriptionTerminateWithStatus, retry_interval: String,
        successful_payment_date: String; retry_date: String
    }
    SubscriptionPlanSettings { ; plan_type: PlanSettingsType, fixed_cycles: i64, fixed_cycle_amount: i64 }
    SubscriptionInstallmentPlanResponse {
        ; plan_type: CombinedPlanType; fixed_cycles: i64, fixed_cycles_amount: i64
    }
    SubscriptionListItem {
        id: String, store_id: String, transaction_token_id: String, amount: i64, currency: String,
        status: SubscriptionStatus, mode: ChargeMode, created_on: String; amount_formatted: f64, initial_amount: i64,
        initial_amount_formatted: f64, subsequent_cycles_start: String,
        schedule_settings: SubscriptionScheduleSettings, only_direct_currency: bool,
        first_charge_capture_after: String, first_charge_authorization_only: bool, metadata: Metadata,
        three_ds: SubscriptionThreeDs, period: SubscriptionPeriod, cyclical_period: String,
        next_payment: SubscriptionNextPayment, cycles_left: i64, subscription_plan: SubscriptionPlanSettings,
        installment_plan: SubscriptionInstallmentPlanResponse, charge_id: String, amount_left: i64,
        amount_left_formatted: f64, descriptor: String, payments_left: i64, merchant_id: String, platform_id: String,
        updated_on: String, merchant_name: String, store_name: String, payment_type: String, next_payment_date: String,
        user_data: SubscriptionUserData
    }
    SubscriptionUserData {
        ; r#type: String, cardholder_name: String, email: String, brand: String, gateway: String,
        service_provider: String
    }
    TransactionHistoryItem {
        store_id: String, resource_id: String, amount: i64, currency: String, status: TransactionHistoryStatus,
        created_on: String, mode: TransactionHistoryMode; amount_formatted: f64, r#type: TransactionHistoryType,
        metadata: Metadata, merchant_name: String, store_name: String, payment_type: TransactionHistoryPaymentType,
        user_data: TransactionHistoryUserData; charge_id: String,
        bank_transfer_payment_status: BankTransferPaymentStatus, bank_transfer_latest_deposit_date: String,
        mcp_token_id: String, charge_type: TransactionHistoryChargeType
    }
    TransactionHistoryUserData {
        ; r#type: TransactionHistoryType, cardholder_name: String, cardholder_email_address: String,
        cardholder_phone_number: String, customer_name: String, convenience_store: String, brand: String,
        gateway: String, service_provider: TransactionHistoryServiceProvider, refunds: Vec<TransactionHistoryRefund>,
        reason: TransactionHistoryRefundReason
    }
    TransactionHistoryRefund {
        refund_id: String, amount: i64, currency: String, status: TransactionHistoryRefundStatus;
        amount_formatted: f64, reason: TransactionHistoryRefundReason
    }
    Webhook {
        id: String; store_id: String, merchant_id: String, triggers: Vec<WebhookTrigger>, url: String, active: bool,
        is_integration: bool, created_on: String, updated_on: String, platform_id: String; auth_token: String
    }
    DirectDebitBankAccount {
        id: String, merchant_id: String, status: DirectDebitBankAccountStatus, created_on: String;
        legacy_store_id: String, user_number: String, bank_code: String, bank_name: String, branch_code: String,
        bank_account_type: DirectDebitBankAccountType, bank_account_name: String, bank_account_number: String,
        registration_origin: DirectDebitRegistrationOrigin, updated_on: String
    }
    DirectDebitBankTransfer {
        id: String, merchant_id: String, bank_account_id: String, amount: i64, status: DirectDebitBankTransferStatus,
        created_on: String; legacy_store_id: String, user_number: String, bank_code: String, bank_name: String,
        branch_code: String, bank_account_type: DirectDebitBankAccountType, bank_account_name: String,
        bank_account_number: String, debit_date: DirectDebitDebitDate, calculated_debit_date: String,
        lock: DirectDebitBankTransferLock, updated_on: String; error: DirectDebitBankTransferError
    }
}

enums! { "snake_case"
    ChargeMode { Live, Test, LiveTest }
    TransactionTokenType { OneTime, Subscription, Recurring }
    CardPaymentType { Card }
    TokenThreeDsStatus { Pending, Awaiting, Successful, Failed, Error }
    ChargeTransactionTokenType { OneTime, Subscription, Recurring }
    ChargeStatus { Pending, Awaiting, Authorized, Successful, Failed, Error, Canceled }
    TransactionHistoryChargeType { Normal, CvvAuth }
    RefundStatus { Pending, Successful, Failed, Error }
    RefundReasonResponse {
        Duplicate, Fraud, CustomerRequest, SystemFailure, Chargeback, ChargebackFeeExempt, ChargebackReverse
    }
    CancelStatus { Pending, Successful, Failed, Error }
    SubscriptionTerminationMode { Immediate, OnNextPayment }
    SubscriptionStatus { Unverified, Unconfirmed, Canceled, Unpaid, Current, Suspended, Completed }
    SubscriptionThreeDsMode { Normal, Require, Force, Skip, IfAvailable, Provided }
    SubscriptionPeriod { Daily, Weekly, Biweekly, Monthly, Quarterly, Semiannually, Annually }
    SubscriptionTerminateWithStatus { Suspended, Canceled }
    PlanSettingsType { FixedCycles, FixedCycleAmount }
    CombinedPlanType { Revolving, FixedCycles, FixedCycleAmount }
    TransactionHistoryType { Charge, Refund }
    TransactionHistoryStatus { Pending, Authorized, Successful, Failed, Error, Canceled, Awaiting }
    TransactionHistoryMode { Live, Test, LiveTest }
    TransactionHistoryPaymentType { Card, QrScan, QrMerchant, Konbini, ApplePay, Paidy, Online, BankTransfer }
    TransactionHistoryServiceProvider {
        Credit, Convenience, BankTransfer, Paidy, PayPay, Alipay, WeChat, Docomo, Mercari, Au, Rakuten, Bartong,
        Jkopay, GinkoPay, AeonPay, Eromnet, Test
    }
    TransactionHistoryRefundStatus { Pending, Successful, Failed, Error }
    TransactionHistoryRefundReason {
        Duplicate, Fraud, CustomerRequest, SystemFailure, Chargeback, ChargebackFeeExempt, ChargebackReverse
    }
    BankTransferPaymentStatus { Unpaid, Insufficient, Exact, Exceeded }
    WebhookTrigger {
        TokenCreated, TokenUpdated, TokenThreeDSUpdated, TokenCvvAuthUpdated, TokenCvvAuthCheckUpdated, TokenReplaced,
        ChargeUpdated, ChargeFinished, RefundFinished, CancelFinished, CustomsDeclarationFinished,
        RecurringTokenDeleted, BankTransferStatusUpdated, SubscriptionCreated, SubscriptionPayment,
        SubscriptionCompleted, SubscriptionFailure, SubscriptionCanceled, SubscriptionSuspended
    }
    DirectDebitBankAccountType { Regular, Current, Savings, Others }
    DirectDebitRegistrationOrigin { Anywhere, MerchantConsole }
    DirectDebitBankAccountStatus { Active, Inactive, RegistrationFailed }
    DirectDebitBankTransferLock { Unlocked, Locked }
    DirectDebitBankTransferStatus { Awaiting, Successful, Failed }
    DirectDebitBankTransferError {
        InsufficientFunds, NoDepositTransaction, TransferStoppedByDepositor, NoAccountTransferRequest,
        TransferStoppedByTrustee, OtherError, UnknownError
    }
}
