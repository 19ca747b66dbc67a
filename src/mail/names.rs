//! What letters are called, and what they carry.

use super::letters::Letter;

impl Letter {
    /// The names of all letters, as the log keeps them.
    pub const NAMES: &'static [&'static str] = &[
        "welcome",
        "verification",
        "address_added",
        "password_reset",
        "password_changed",
        "two_factor_on",
        "two_factor_off",
        "recovery_codes_made",
        "recovery_code_used",
        "recovery_code_shown",
        "wrong_codes",
        "password_set_by_admin",
        "password_will_expire",
        "new_device",
        "sessions_ended",
        "sign_up_known",
        "owner_now",
        "owner_before",
        "owner_named",
        "invoice_new",
        "invoice_settled",
        "subscription_changed",
        "seats_lent",
        "new_administrator",
        "staff_invited",
        "integration_authorized",
        "access_granted",
        "access_changed",
        "access_ended",
        "access_ending",
        "access_asked",
        "access_allowed",
        "access_declined",
        "access_entered",
        "access_forced",
        "frame_started",
        "frame_ended",
        "approval_asked",
        "approval_told",
        "approval_answered",
        "account_suspended",
        "account_resumed",
        "request_received",
        "request_reply",
    ];

    /// Its name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Welcome { .. } => "welcome",
            Self::Verification { .. } => "verification",
            Self::AddressAdded { .. } => "address_added",
            Self::PasswordReset { .. } => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::TwoFactorOn => "two_factor_on",
            Self::TwoFactorOff { .. } => "two_factor_off",
            Self::RecoveryCodesMade => "recovery_codes_made",
            Self::RecoveryCodeUsed { .. } => "recovery_code_used",
            Self::RecoveryCodeShown { .. } => "recovery_code_shown",
            Self::WrongCodes => "wrong_codes",
            Self::PasswordSetByAdmin { .. } => "password_set_by_admin",
            Self::PasswordWillExpire { .. } => "password_will_expire",
            Self::NewDevice { .. } => "new_device",
            Self::SessionsEnded { .. } => "sessions_ended",
            Self::SignUpKnown => "sign_up_known",
            Self::OwnerNow { .. } => "owner_now",
            Self::OwnerBefore { .. } => "owner_before",
            Self::OwnerNamed { .. } => "owner_named",
            Self::InvoiceNew { .. } => "invoice_new",
            Self::InvoiceSettled { .. } => "invoice_settled",
            Self::SubscriptionChanged { .. } => "subscription_changed",
            Self::SeatsLent { .. } => "seats_lent",
            Self::NewAdministrator { .. } => "new_administrator",
            Self::StaffInvited { .. } => "staff_invited",
            Self::IntegrationAuthorized { .. } => "integration_authorized",
            Self::Access(letter) => letter.name(),
            Self::Approval(letter) => letter.name(),
            Self::Account(letter) => letter.name(),
            Self::RequestReceived { .. } => "request_received",
            Self::RequestReply { .. } => "request_reply",
        }
    }

    /// The request it is about. Letters about one request go out in order.
    pub(super) fn request(&self) -> Option<i64> {
        match self {
            Self::RequestReceived { number, .. } | Self::RequestReply { number, .. } => Some(*number),
            _ => None,
        }
    }

    /// The one-time path in it.
    pub(super) fn one_time(&self) -> Option<&str> {
        match self {
            Self::Welcome { path }
            | Self::Verification { path }
            | Self::PasswordReset { path }
            | Self::StaffInvited { path, .. } => Some(path),
            _ => None,
        }
    }
}
