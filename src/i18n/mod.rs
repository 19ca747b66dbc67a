//! English and French. Every text of the product is in `templates/locales/{en,fr}/*.ftl`; a test compares the keys of
//! both with each other and with those that templates and code use.

mod dates;

pub use dates::Dates;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustc_hash::FxHashMap;

use crate::identity::Locale;

macro_rules! locale_files {
    ($($name:literal),+ $(,)?) => {
        /// The files of each language, by name.
        pub const FILES: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!("../../templates/locales/en/", $name, ".ftl")),
            include_str!(concat!("../../templates/locales/fr/", $name, ".ftl")),
        )),+];
    };
}

locale_files!(
    "common",
    "access",
    "admin",
    "people",
    "team",
    "roles",
    "billing",
    "subscription",
    "integrations",
    "settings",
    "security",
    "audit",
    "overview",
    "access-grants",
    "two-factor",
    "passwords",
    "sessions",
    "ip",
    "organizations",
    "search",
    "imports",
    "erasure",
    "lifecycle",
    "mail",
    "support",
    "help-center",
    "errors",
    "logs",
    "visits",
    "console",
    "console-accounts",
    "cases",
);

/// One language: its texts, ready to be asked for.
pub struct Lang {
    /// Which language.
    pub locale: Locale,
    plain: FxHashMap<&'static str, &'static str>,
    bundle: FluentBundle<FluentResource>,
    dates: OnceLock<dates::Patterns>,
}

impl Lang {
    /// The language of a locale.
    pub fn of(locale: Locale) -> &'static Self {
        static LANGS: OnceLock<[Lang; 2]> = OnceLock::new();
        let [en, fr] = LANGS.get_or_init(|| [Lang::load(Locale::En), Lang::load(Locale::Fr)]);
        match locale {
            Locale::En => en,
            Locale::Fr => fr,
        }
    }

    fn load(locale: Locale) -> Self {
        let id = match locale {
            Locale::En => unic_langid::langid!("en"),
            Locale::Fr => unic_langid::langid!("fr"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let mut plain = FxHashMap::default();
        for (name, en, fr) in FILES {
            let source = if locale == Locale::En { en } else { fr };
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
                log::error!("{locale}/{name}.ftl: {errors:?}");
                resource
            });
            // Messages without arguments are formatted once, for good.
            let keys: Vec<&'static str> = keys(source).collect();
            bundle.add_resource_overriding(resource);
            for key in keys {
                if let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) {
                    let mut errors = vec![];
                    let text = bundle.format_pattern(pattern, None, &mut errors);
                    if errors.is_empty() {
                        plain.insert(key, &*Box::leak(text.into_owned().into_boxed_str()));
                    }
                }
            }
        }
        Self { locale, plain, bundle, dates: OnceLock::new() }
    }

    /// A text without arguments. A missing key shows as itself, and is logged.
    pub fn t<'k>(&self, key: &'k str) -> &'k str
    where
        'static: 'k,
    {
        match self.plain.get(key) {
            Some(text) => text,
            None => {
                log::error!("no text for «{key}» in {}", self.locale);
                key
            }
        }
    }

    /// A text with arguments.
    pub fn with(&self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            log::error!("no text for «{key}» in {}", self.locale);
            return key.to_owned();
        };
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => fluent.set(*name, FluentValue::from(*text)),
                Arg::Number(number) => fluent.set(*name, FluentValue::from(*number)),
            }
        }
        let mut errors = vec![];
        let text = self.bundle.format_pattern(pattern, Some(&fluent), &mut errors);
        if !errors.is_empty() {
            log::error!("text «{key}» in {}: {errors:?}", self.locale);
        }
        text.into_owned()
    }

    /// Whether there is a text, with or without arguments.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// How it writes dates.
    fn dates(&self) -> &dates::Patterns {
        self.dates.get_or_init(|| dates::Patterns::of(self))
    }

    /// A whole number with the language's separators.
    pub fn number(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let gap = self.t("number-separator");
        let mut out = String::with_capacity(digits.len() + 4);
        if n < 0 {
            out.push('-');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(gap);
            }
            out.push(digit);
        }
        out
    }
}

/// An argument of a text.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Text, put in as it is; escaping is the template's.
    Text(&'a str),
    /// A number, for plurals.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

// Templates hand over references, and references to those.
impl<'a> From<&'a &str> for Arg<'a> {
    fn from(text: &'a &str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a &String> for Arg<'a> {
    fn from(text: &'a &String) -> Self {
        Self::Text(text)
    }
}

impl From<&&i64> for Arg<'_> {
    fn from(number: &&i64) -> Self {
        Self::Number(**number)
    }
}

impl From<&i64> for Arg<'_> {
    fn from(number: &i64) -> Self {
        Self::Number(*number)
    }
}

/// The keys that a file defines.
pub fn keys(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let first = key.chars().next()?;
        (first.is_ascii_alphabetic() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .then_some(key)
    })
}

/// The first language of an `Accept-Language` header that Stead speaks.
pub fn accepted(header: &str) -> Option<Locale> {
    let mut best: Option<(f32, Locale)> = None;
    for part in header.split(',') {
        let (tag, quality) = part.split_once(';').unwrap_or((part, "q=1"));
        let quality: f32 = quality.trim().trim_start_matches("q=").parse().unwrap_or(0.0);
        let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        if let Some(locale) = Locale::parse(&primary)
            && quality > 0.0
            && best.is_none_or(|(b, _)| quality > b)
        {
            best = Some((quality, locale));
        }
    }
    best.map(|(_, locale)| locale)
}
