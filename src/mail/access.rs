//! The letters that tell of access: of the operator's support staff to an account, and of others to somebody's identity.

use super::letters::{Desk, Html, paragraphs};
use crate::db::Moment;
use crate::i18n::Lang;
use crate::text;

/// Who got in, or can.
#[derive(Clone, Debug)]
pub enum AccessLetter {
    /// Account assumption was turned on.
    Granted {
        /// Who did it.
        by: String,
        /// Until when; for good if none.
        until: Option<Moment>,
    },
    /// It was given another duration.
    Changed {
        /// Who did it.
        by: String,
        /// Until when; for good if none.
        until: Option<Moment>,
    },
    /// It is off again.
    Ended {
        /// Who turned it off; nobody if it ended by itself.
        by: Option<String>,
    },
    /// It will be, soon.
    Ending {
        /// When.
        until: Moment,
    },
    /// The operator's staff ask to be let in.
    Asked {
        /// Who asks.
        by: String,
        /// For which company.
        company: String,
        /// The case's number.
        case: i64,
        /// Why.
        reason: String,
    },
    /// They are, says the letter to whoever asked.
    Allowed {
        /// The account.
        account: String,
        /// Who let them in.
        by: String,
        /// Until when; for good if none.
        until: Option<Moment>,
        /// The console's address of it.
        link: String,
    },
    /// They are not.
    Declined {
        /// The account.
        account: String,
        /// Who declined.
        by: String,
    },
    /// One of the operator's staff has entered.
    Entered {
        /// Who.
        by: String,
        /// When.
        at: Moment,
        /// Until when at the latest.
        until: Moment,
        /// The case's number.
        case: i64,
        /// Why.
        reason: String,
        /// Whether they can only look.
        read_only: bool,
        /// The page that lists who is in the account.
        path: &'static str,
    },
    /// One of the operator's staff was let in by force.
    Forced {
        /// Who.
        by: String,
        /// Until when.
        until: Moment,
        /// Why.
        reason: String,
    },
    /// Somebody stands in for the reader.
    FrameStarted {
        /// Who really signed in.
        by: String,
        /// When it began.
        at: Moment,
        /// When it ends at the latest.
        until: Moment,
        /// Why, perhaps empty.
        reason: String,
        /// Whether they can only look.
        read_only: bool,
    },
    /// Somebody stood in for the reader.
    FrameEnded {
        /// Who really signed in.
        by: String,
        /// When it began.
        at: Moment,
        /// When it ended.
        until: Moment,
        /// Why, perhaps empty.
        reason: String,
        /// Whether they could only look.
        read_only: bool,
    },
}

impl AccessLetter {
    /// Its name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Granted { .. } => "access_granted",
            Self::Changed { .. } => "access_changed",
            Self::Ended { .. } => "access_ended",
            Self::Ending { .. } => "access_ending",
            Self::Asked { .. } => "access_asked",
            Self::Allowed { .. } => "access_allowed",
            Self::Declined { .. } => "access_declined",
            Self::Entered { .. } => "access_entered",
            Self::Forced { .. } => "access_forced",
            Self::FrameStarted { .. } => "frame_started",
            Self::FrameEnded { .. } => "frame_ended",
        }
    }
}

impl Desk<'_> {
    /// Writes what a letter of access says.
    pub(super) fn of_access(&self, letter: &AccessLetter, lang: &'static Lang, parts: &mut Html) {
        let (account, dates) = (text::line(&self.account.name), self.dates(lang));
        let when = |at: Moment| {
            let (day, time) = (dates.day(at), dates.time(at));
            lang.with("mail-access-when", &[("day", (&day).into()), ("time", (&time).into())])
        };
        let link = |key: &str, path: &str| Some((lang.t(key).to_owned(), format!("{}{path}", self.base)));
        let mut said = vec![("account", account), ("zone", dates.zone().to_owned())];
        let (subject, leads): (_, Vec<&str>) = match letter {
            AccessLetter::Granted { by, until } | AccessLetter::Changed { by, until } => {
                let end = until.map_or("mail-access-indefinitely", |_| "mail-access-until");
                said.extend([("by", text::line(by)), ("until", until.map(when).unwrap_or_default())]);
                match letter {
                    AccessLetter::Granted { .. } => {
                        ("mail-access-granted-subject", vec!["mail-access-granted-lead", end])
                    }
                    _ => ("mail-access-changed-subject", vec!["mail-access-changed-lead", end]),
                }
            }
            AccessLetter::Ended { by: Some(by) } => {
                said.push(("by", text::line(by)));
                ("mail-access-ended-subject", vec!["mail-access-turned-off-lead"])
            }
            AccessLetter::Ended { by: None } => ("mail-access-ended-subject", vec!["mail-access-expired-lead"]),
            AccessLetter::Ending { until } => {
                said.push(("until", when(*until)));
                ("mail-access-ending-subject", vec!["mail-access-ending-lead"])
            }
            AccessLetter::Asked { by, company, case, reason } => {
                said.extend([("by", text::line(by)), ("company", text::line(company)), ("case", case.to_string())]);
                parts.quote = paragraphs(reason);
                ("mail-access-asked-subject", vec!["mail-access-asked-lead"])
            }
            AccessLetter::Allowed { account, by, until, .. } => {
                said.extend([("by", text::line(by)), ("until", until.map(when).unwrap_or_default())]);
                said.push(("where", text::line(account)));
                let end = until.map_or("mail-access-indefinitely", |_| "mail-access-until");
                ("mail-access-allowed-subject", vec!["mail-access-allowed-lead", end])
            }
            AccessLetter::Declined { account, by } => {
                said.extend([("by", text::line(by)), ("where", text::line(account))]);
                ("mail-access-declined-subject", vec!["mail-access-declined-lead"])
            }
            AccessLetter::Entered { by, at, until, case, reason, read_only, .. } => {
                said.extend([("by", text::line(by)), ("from", when(*at)), ("until", when(*until))]);
                said.push(("case", case.to_string()));
                parts.quote = paragraphs(reason);
                let done = if *read_only { "mail-access-entered-looks" } else { "mail-access-entered-acts" };
                ("mail-access-entered-subject", vec!["mail-access-entered-lead", done])
            }
            AccessLetter::Forced { by, until, reason } => {
                said.extend([("by", text::line(by)), ("until", when(*until))]);
                parts.quote = paragraphs(reason);
                ("mail-access-forced-subject", vec!["mail-access-forced-lead"])
            }
            AccessLetter::FrameStarted { by, at, until, reason, read_only }
            | AccessLetter::FrameEnded { by, at, until, reason, read_only } => {
                said.extend([("by", text::line(by)), ("from", when(*at)), ("until", when(*until))]);
                let over = matches!(letter, AccessLetter::FrameEnded { .. });
                let (subject, lead) = match over {
                    false => ("mail-frame-started-subject", "mail-frame-started-lead"),
                    true => ("mail-frame-ended-subject", "mail-frame-ended-lead"),
                };
                let done = match (over, read_only) {
                    (false, true) => "mail-frame-looks",
                    (false, false) => "mail-frame-acts",
                    (true, true) => "mail-frame-looked",
                    (true, false) => "mail-frame-acted",
                };
                let mut leads = vec![lead, done];
                if !reason.is_empty() {
                    leads.push("mail-frame-reason");
                    parts.quote = paragraphs(reason);
                }
                (subject, leads)
            }
        };
        let minutes = match letter {
            AccessLetter::FrameStarted { at, until, .. } | AccessLetter::FrameEnded { at, until, .. } => {
                at.minutes_until(*until)
            }
            _ => 0,
        };
        let mut args: Vec<_> = said.iter().map(|(name, value)| (*name, value.into())).collect();
        args.push(("minutes", minutes.into()));
        parts.subject = lang.with(subject, &args);
        parts.lead = leads.iter().flat_map(|key| paragraphs(&lang.with(key, &args))).collect();
        match letter {
            AccessLetter::FrameStarted { .. } | AccessLetter::FrameEnded { .. } => {
                parts.link = link("mail-frame-link", "/hc/profile/access");
                parts.after.push(lang.with("mail-frame-after", &args));
            }
            AccessLetter::Allowed { link, .. } => {
                parts.link = Some((lang.t("mail-access-allowed-link").to_owned(), link.clone()));
            }
            AccessLetter::Declined { .. } => {}
            AccessLetter::Entered { path, .. } => parts.link = link("mail-access-entered-link", path),
            AccessLetter::Forced { .. } => {
                parts.link = link("mail-access-entered-link", crate::security::visits::PATH);
            }
            _ => parts.link = link("mail-access-link", crate::security::advanced::ACCESS),
        }
    }
}
