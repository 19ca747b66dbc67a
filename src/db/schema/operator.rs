//! The tables of the operator's console.
#![allow(missing_docs)] // the migrations say what each column is

diesel::table! {
    cases (id) {
        id -> BigInt,
        realm_id -> BigInt,
        staff_id -> BigInt,
        account_id -> Nullable<BigInt>,
        user_id -> Nullable<BigInt>,
        address -> Text,
        folded -> Text,
        about -> Text,
        contact -> Text,
        answer -> Text,
        state -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    case_events (id) {
        id -> BigInt,
        case_id -> BigInt,
        staff_id -> Nullable<BigInt>,
        kind -> Text,
        body -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    approvals (id) {
        id -> BigInt,
        account_id -> BigInt,
        case_id -> BigInt,
        staff_id -> BigInt,
        user_id -> BigInt,
        contact_id -> BigInt,
        needed -> Text,
        what -> Text,
        token_hash -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        answer -> Nullable<Text>,
        comment -> Text,
    }
}

diesel::table! {
    access_requests (id) {
        id -> BigInt,
        account_id -> BigInt,
        case_id -> BigInt,
        staff_id -> BigInt,
        reason -> Text,
        created_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        answer -> Nullable<Text>,
        answered_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    emergencies (id) {
        id -> BigInt,
        account_id -> BigInt,
        staff_id -> BigInt,
        reason -> Text,
        created_at -> BigInt,
        ends_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    visits (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        staff_id -> BigInt,
        staff_epoch -> BigInt,
        staff_session_id -> BigInt,
        case_id -> BigInt,
        reason -> Text,
        basis -> Text,
        grant_id -> Nullable<BigInt>,
        emergency_id -> Nullable<BigInt>,
        read_only -> Bool,
        token_hash -> Text,
        token_until -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
        entered_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        end_cause -> Nullable<Text>,
        ended_by_user_id -> Nullable<BigInt>,
    }
}
