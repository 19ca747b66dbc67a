//! What kind of act a line tells of. It is read from the act's name, so that a new act has a kind by itself.

use crate::text_enum;

text_enum! {
    /// The kind of an act, by which the log is filtered (reference §10).
    pub enum Activity {
        /// Something came to be.
        Created = "created",
        /// Something became another.
        Updated = "updated",
        /// Something went.
        Deleted = "deleted",
        /// Something left the account as a file.
        Exported = "exported",
        /// Somebody signed in or out, or tried to.
        SignedIn = "signed_in",
        /// Somebody stood in for somebody, or was let in to.
        Assumption = "assumption",
    }
}

/// Acts of these nouns have a kind of their own, whatever their verb.
const NOUNS: &[(&str, Activity)] = &[
    ("session", Activity::SignedIn),
    ("sign_in", Activity::SignedIn),
    ("assumption", Activity::Assumption),
    ("access", Activity::Assumption),
];

/// The others have it by their verb; those of no such verb changed something.
const VERBS: &[(&str, Activity)] = &[
    ("created", Activity::Created),
    ("added", Activity::Created),
    ("registered", Activity::Created),
    ("uploaded", Activity::Created),
    ("made", Activity::Created),
    ("deleted", Activity::Deleted),
    ("removed", Activity::Deleted),
    ("erased", Activity::Deleted),
    ("traces_erased", Activity::Deleted),
    ("merged", Activity::Deleted),
    ("voided", Activity::Deleted),
    ("exported", Activity::Exported),
    ("reported", Activity::Exported),
];

impl Activity {
    /// The kind of an act, `noun.verb`.
    pub fn of(act: &str) -> Self {
        let (noun, verb) = act.split_once('.').unwrap_or((act, ""));
        let of = |list: &[(&str, Self)], word: &str| list.iter().find(|(w, _)| *w == word).map(|(_, kind)| *kind);
        of(NOUNS, noun).or_else(|| of(VERBS, verb)).unwrap_or(Self::Updated)
    }

    /// The key of its name in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Created => "activity-created",
            Self::Updated => "activity-updated",
            Self::Deleted => "activity-deleted",
            Self::Exported => "activity-exported",
            Self::SignedIn => "activity-signed-in",
            Self::Assumption => "activity-assumption",
        }
    }

    /// The condition on a line's act, in SQL that both databases read alike. Made of the words above only.
    pub(super) fn condition(self) -> String {
        const ACT: &str = "audit_entries.act";
        let any = |patterns: Vec<String>| match patterns.is_empty() {
            true => "1 = 0".to_owned(),
            false => patterns.iter().map(|p| format!("{ACT} LIKE '{p}' ESCAPE '\\'")).collect::<Vec<_>>().join(" OR "),
        };
        let escaped = |word: &str| word.replace('_', "\\_");
        let nouns = |which: &dyn Fn(Self) -> bool| {
            any(NOUNS.iter().filter(|(_, k)| which(*k)).map(|(w, _)| format!("{}.%", escaped(w))).collect())
        };
        let verbs = |which: &dyn Fn(Self) -> bool| {
            any(VERBS.iter().filter(|(_, k)| which(*k)).map(|(w, _)| format!("%.{}", escaped(w))).collect())
        };
        let own = |kind: Self| kind == self;
        match self {
            Self::Updated => format!("(NOT ({}) AND NOT ({}))", nouns(&|_| true), verbs(&|_| true)),
            _ => format!("(({}) OR (({}) AND NOT ({})))", nouns(&own), verbs(&own), nouns(&|_| true)),
        }
    }
}
