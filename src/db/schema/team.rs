//! The tables of the team, its billing and its integrations.
#![allow(missing_docs)] // the migrations say what each column is

diesel::table! {
    subscriptions (account_id) {
        account_id -> BigInt,
        seats -> BigInt,
        sell_seats -> BigInt,
        cycle -> Text,
        currency -> Text,
        period_start -> BigInt,
        trial_ends_at -> Nullable<BigInt>,
        next_cycle -> Nullable<Text>,
        anchor_day -> Integer,
        billed_until -> Nullable<BigInt>,
        covered -> BigInt,
        billing_name -> Text,
        billing_address -> Text,
    }
}

diesel::table! {
    temporary_seats (id) {
        id -> BigInt,
        account_id -> BigInt,
        seats -> BigInt,
        until -> BigInt,
        reason -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    roles (id) {
        id -> BigInt,
        account_id -> BigInt,
        system_key -> Nullable<Text>,
        name -> Text,
        folded_name -> Text,
        description -> Text,
        permissions -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    agent_groups (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        folded_name -> Text,
        description -> Text,
        is_default -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    group_memberships (group_id, user_id) {
        account_id -> BigInt,
        group_id -> BigInt,
        user_id -> BigInt,
        is_default -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    invoices (id) {
        id -> BigInt,
        account_id -> BigInt,
        number -> BigInt,
        state -> Text,
        currency -> Text,
        total -> BigInt,
        period_start -> BigInt,
        period_end -> BigInt,
        issued_at -> BigInt,
        due_at -> BigInt,
        paid_at -> Nullable<BigInt>,
        billed_to -> Text,
    }
}

diesel::table! {
    invoice_lines (invoice_id, position) {
        invoice_id -> BigInt,
        position -> Integer,
        item -> Text,
        quantity -> BigInt,
        unit_price -> BigInt,
        amount -> BigInt,
    }
}

diesel::table! {
    payment_methods (account_id) {
        account_id -> BigInt,
        kind -> Text,
        brand -> Text,
        last_four -> Text,
        expiry_month -> Nullable<Integer>,
        expiry_year -> Nullable<Integer>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    integrations (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        folded_name -> Text,
        description -> Text,
        created_by_id -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    authorizations (id) {
        id -> BigInt,
        account_id -> BigInt,
        integration_id -> BigInt,
        user_id -> BigInt,
        state -> Text,
        token_hash -> Text,
        token_end -> Text,
        created_at -> BigInt,
        last_used_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
    }
}
