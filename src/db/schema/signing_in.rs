//! The tables of signing in beyond a password.
#![allow(missing_docs)] // the migrations say what each column is

diesel::table! {
    sign_in_settings (account_id) {
        account_id -> BigInt,
        staff_factor -> Bool,
        customer_factor -> Bool,
        factor_every_time -> Bool,
        staff_level -> Text,
        customer_level -> Text,
        staff_level_at -> Nullable<BigInt>,
        customer_level_at -> Nullable<BigInt>,
        admins_set_passwords -> Bool,
    }
}

diesel::table! {
    factors (user_id) {
        user_id -> BigInt,
        account_id -> BigInt,
        seed -> Text,
        last_step -> BigInt,
        confirmed_at -> BigInt,
        last_used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    factor_drafts (user_id) {
        user_id -> BigInt,
        account_id -> BigInt,
        holder -> BigInt,
        seed -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    recovery_codes (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        code_hash -> Text,
        expires_at -> Nullable<BigInt>,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    pending_sign_ins (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        epoch -> BigInt,
        token_hash -> Text,
        asks_code -> Bool,
        asks_password -> Bool,
        asks_factor -> Bool,
        trusts -> Bool,
        return_path -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    browsers (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        token_hash -> Text,
        epoch -> BigInt,
        known_until -> BigInt,
        trusted_until -> BigInt,
    }
}

diesel::table! {
    password_states (user_id) {
        user_id -> BigInt,
        account_id -> BigInt,
        changed_at -> BigInt,
        due_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    former_passwords (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        password_hash -> Text,
    }
}
