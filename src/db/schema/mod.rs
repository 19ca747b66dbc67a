//! The tables, as both migration folders make them. A test reads every column on both databases.
#![allow(missing_docs)] // the migrations say what each column is

mod operator;
mod people;
mod signing_in;
mod team;

pub use operator::*;
pub use people::*;
pub use signing_in::*;
pub use team::*;

diesel::table! {
    accounts (id) {
        id -> BigInt,
        subdomain -> Text,
        name -> Text,
        plan -> Text,
        locale -> Text,
        time_zone -> Text,
        owner_id -> BigInt,
        help_center_active -> Bool,
        frame_max_minutes -> Integer,
        frame_idle_minutes -> Integer,
        reason_required -> Bool,
        frames_allowed -> Bool,
        frames_read_only -> Bool,
        frame_notice -> Text,
        frame_password -> Bool,
        staff_idle_minutes -> Integer,
        staff_max_minutes -> Integer,
        end_user_idle_minutes -> Integer,
        end_user_max_minutes -> Integer,
        ip_restricted -> Bool,
        ip_ranges -> Text,
        ip_customers_bypass -> Bool,
        next_ticket -> BigInt,
        created_at -> BigInt,
        operator -> Bool,
        suspended_at -> Nullable<BigInt>,
        suspended_why -> Text,
    }
}

diesel::table! {
    organizations (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        folded_name -> Text,
        created_at -> BigInt,
        details -> Text,
        notes -> Text,
        external_id -> Nullable<Text>,
        requests_shared -> Bool,
        search_text -> Text,
        updated_at -> BigInt,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        name -> Text,
        folded_name -> Text,
        email -> Nullable<Text>,
        search_text -> Text,
        organization_id -> Nullable<BigInt>,
        ticket_access -> Text,
        locale -> Nullable<Text>,
        time_zone -> Nullable<Text>,
        notes -> Text,
        requests_count -> BigInt,
        password_hash -> Nullable<Text>,
        epoch -> BigInt,
        explained_at -> Nullable<BigInt>,
        last_sign_in_at -> Nullable<BigInt>,
        verified_at -> Nullable<BigInt>,
        suspended_at -> Nullable<BigInt>,
        deleted_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
        alias -> Text,
        details -> Text,
        external_id -> Nullable<Text>,
        request_access -> Text,
        suspended_by_id -> Nullable<BigInt>,
        suspension_reason -> Text,
        deleted_by_id -> Nullable<BigInt>,
        erased_at -> Nullable<BigInt>,
        merged_into_id -> Nullable<BigInt>,
        guide_role -> Nullable<Text>,
        explore_role -> Nullable<Text>,
        talk_role -> Nullable<Text>,
        chat_role -> Nullable<Text>,
        sell_role -> Nullable<Text>,
        billing_admin -> Bool,
        custom_role_id -> Nullable<BigInt>,
        permissions -> BigInt,
        device_mail -> Bool,
        staff_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    addresses (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        kind -> Text,
        value -> Text,
        folded -> Text,
        is_primary -> Bool,
        verified_at -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    people_counts (account_id, category) {
        account_id -> BigInt,
        category -> Text,
        n -> BigInt,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        key_hash -> Text,
        old_key_hash -> Nullable<Text>,
        old_key_until -> BigInt,
        epoch -> BigInt,
        address -> Text,
        agent -> Text,
        created_at -> BigInt,
        last_seen_at -> BigInt,
        idle_until -> BigInt,
        expires_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        end_cause -> Nullable<Text>,
        device_id -> Nullable<BigInt>,
        visit_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    devices (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        key_hash -> Text,
        name -> Text,
        first_seen_at -> BigInt,
        last_seen_at -> BigInt,
    }
}

diesel::table! {
    sign_in_failures (account_id, address_hash) {
        account_id -> BigInt,
        address_hash -> Text,
        failures -> Integer,
        locked_until -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    frames (id) {
        id -> BigInt,
        scope -> Text,
        account_id -> BigInt,
        root_session_id -> BigInt,
        root_user_id -> BigInt,
        parent_id -> Nullable<BigInt>,
        depth -> Integer,
        actor_user_id -> BigInt,
        subject_user_id -> BigInt,
        subject_epoch -> BigInt,
        reason -> Text,
        return_path -> Text,
        started_at -> BigInt,
        last_seen_at -> BigInt,
        idle_until -> BigInt,
        expires_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        end_cause -> Nullable<Text>,
        ended_by_user_id -> Nullable<BigInt>,
        read_only -> Bool,
        idle_minutes -> Integer,
    }
}

diesel::table! {
    grants (id) {
        id -> BigInt,
        account_id -> BigInt,
        granted_by -> BigInt,
        duration -> Text,
        created_at -> BigInt,
        ends_at -> Nullable<BigInt>,
        warned_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        ended_by -> Nullable<BigInt>,
        end_cause -> Nullable<Text>,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> BigInt,
        account_id -> BigInt,
        seq -> BigInt,
        at -> BigInt,
        root_user_id -> Nullable<BigInt>,
        effective_user_id -> Nullable<BigInt>,
        frame_id -> Nullable<BigInt>,
        chain -> Text,
        act -> Text,
        object_kind -> Text,
        object_id -> BigInt,
        channel -> Text,
        request_id -> Text,
        commitment -> Text,
        previous -> Text,
        hash -> Text,
    }
}

diesel::table! {
    audit_values (entry_id) {
        entry_id -> BigInt,
        salt -> Text,
        body -> Text,
    }
}

diesel::table! {
    audit_heads (account_id) {
        account_id -> BigInt,
        seq -> BigInt,
        hash -> Text,
        seal -> Text,
    }
}

diesel::table! {
    tickets (id) {
        id -> BigInt,
        account_id -> BigInt,
        number -> BigInt,
        subject -> Text,
        status -> Text,
        requester_id -> BigInt,
        submitter_id -> BigInt,
        assignee_id -> Nullable<BigInt>,
        organization_id -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    comments (id) {
        id -> BigInt,
        account_id -> BigInt,
        ticket_id -> BigInt,
        author_id -> BigInt,
        root_id -> Nullable<BigInt>,
        frame_id -> Nullable<BigInt>,
        body -> Text,
        is_public -> Bool,
        created_at -> BigInt,
        unproved -> Bool,
    }
}

diesel::table! {
    deployment (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(frames -> users (subject_user_id));
diesel::joinable!(tickets -> users (requester_id));
diesel::joinable!(comments -> users (author_id));
diesel::joinable!(users -> organizations (organization_id));
diesel::joinable!(memberships -> organizations (organization_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(addresses -> users (user_id));
diesel::joinable!(user_field_values -> user_fields (field_id));
diesel::joinable!(mails -> users (user_id));
diesel::joinable!(imports -> users (user_id));
diesel::joinable!(erasures -> users (user_id));
diesel::joinable!(users -> roles (custom_role_id));
diesel::joinable!(group_memberships -> users (user_id));
diesel::joinable!(group_memberships -> agent_groups (group_id));
diesel::joinable!(authorizations -> users (user_id));
diesel::joinable!(visits -> users (user_id));
diesel::joinable!(authorizations -> integrations (integration_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    grants,
    cases,
    case_events,
    approvals,
    access_requests,
    emergencies,
    visits,
    organizations,
    users,
    addresses,
    people_counts,
    sessions,
    devices,
    sign_in_failures,
    frames,
    audit_entries,
    audit_values,
    audit_heads,
    tickets,
    comments,
    links,
    deployment,
    end_user_settings,
    memberships,
    organization_domains,
    user_tags,
    organization_tags,
    ticket_tags,
    user_fields,
    user_field_options,
    user_field_values,
    mails,
    imports,
    import_pieces,
    import_faults,
    erasures,
    former_identifiers,
    subscriptions,
    temporary_seats,
    roles,
    agent_groups,
    group_memberships,
    invoices,
    invoice_lines,
    payment_methods,
    integrations,
    authorizations,
    sign_in_settings,
    factors,
    factor_drafts,
    recovery_codes,
    pending_sign_ins,
    browsers,
    password_states,
    former_passwords,
);
