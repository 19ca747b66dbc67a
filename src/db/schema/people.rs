//! The tables of people's lives: what they have, where they belong, mail, imports, erasure.
#![allow(missing_docs)] // the migrations say what each column is

diesel::table! {
    end_user_settings (account_id) {
        account_id -> BigInt,
        anybody_can_submit -> Bool,
        ask_to_register -> Bool,
        registration_message -> Text,
        allowlist -> Text,
        blocklist -> Text,
        welcome_on_creation -> Bool,
        welcome_text -> Text,
        verification_text -> Text,
        list_help_centers -> Bool,
        profile_editable -> Bool,
        password_changeable -> Bool,
        validate_phones -> Bool,
        tags_on_people -> Bool,
        multiple_organizations -> Bool,
        deletion_by -> Text,
    }
}

diesel::table! {
    memberships (user_id, organization_id) {
        account_id -> BigInt,
        user_id -> BigInt,
        organization_id -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    organization_domains (account_id, domain) {
        account_id -> BigInt,
        domain -> Text,
        organization_id -> BigInt,
    }
}

diesel::table! {
    user_tags (user_id, tag) {
        account_id -> BigInt,
        user_id -> BigInt,
        tag -> Text,
    }
}

diesel::table! {
    organization_tags (organization_id, tag) {
        account_id -> BigInt,
        organization_id -> BigInt,
        tag -> Text,
    }
}

diesel::table! {
    ticket_tags (ticket_id, tag) {
        account_id -> BigInt,
        ticket_id -> BigInt,
        tag -> Text,
    }
}

diesel::table! {
    user_fields (id) {
        id -> BigInt,
        account_id -> BigInt,
        field_key -> Text,
        title -> Text,
        kind -> Text,
        position -> Integer,
        is_active -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    user_field_options (field_id, tag) {
        account_id -> BigInt,
        field_id -> BigInt,
        tag -> Text,
        title -> Text,
        position -> Integer,
    }
}

diesel::table! {
    user_field_values (user_id, field_id) {
        account_id -> BigInt,
        user_id -> BigInt,
        field_id -> BigInt,
        value -> Text,
    }
}

diesel::table! {
    links (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        purpose -> Text,
        address_id -> Nullable<BigInt>,
        token_hash -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    mails (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> Nullable<BigInt>,
        letter -> Text,
        address -> Text,
        locale -> Text,
        subject -> Text,
        text -> Nullable<Text>,
        html -> Nullable<Text>,
        state -> Text,
        reason -> Text,
        message_id -> Text,
        cause_user_id -> Nullable<BigInt>,
        cause_root_id -> Nullable<BigInt>,
        cause_frame_id -> Nullable<BigInt>,
        request_id -> Text,
        ticket_number -> Nullable<BigInt>,
        attempts -> Integer,
        next_try_at -> BigInt,
        lease_until -> BigInt,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    imports (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        chain -> Text,
        file_name -> Text,
        mode -> Text,
        send_welcome -> Bool,
        empty_clears -> Bool,
        state -> Text,
        reason -> Text,
        bytes -> BigInt,
        rows_total -> BigInt,
        rows_done -> BigInt,
        created -> BigInt,
        updated -> BigInt,
        faulty -> BigInt,
        position -> BigInt,
        line -> BigInt,
        lease_until -> BigInt,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    import_pieces (import_id, piece) {
        import_id -> BigInt,
        piece -> BigInt,
        body -> Binary,
    }
}

diesel::table! {
    import_faults (id) {
        id -> BigInt,
        import_id -> BigInt,
        line -> BigInt,
        field -> Text,
        fault -> Text,
        row_text -> Text,
    }
}

diesel::table! {
    erasures (id) {
        id -> BigInt,
        account_id -> BigInt,
        user_id -> BigInt,
        asked_by_id -> Nullable<BigInt>,
        asked_at -> BigInt,
        state -> Text,
        lease_until -> BigInt,
        done_at -> Nullable<BigInt>,
        body -> Text,
        seal -> Text,
    }
}

diesel::table! {
    former_identifiers (user_id, kind, value) {
        account_id -> BigInt,
        user_id -> BigInt,
        kind -> Text,
        value -> Text,
        verified -> Bool,
    }
}
