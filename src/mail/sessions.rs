//! The letters about where somebody is signed in.

use super::letters::{Desk, Html, Letter, paragraphs};
use crate::i18n::Lang;
use crate::text;

impl Desk<'_> {
    /// Writes a letter about sessions; others stay as they are.
    pub(super) fn of_sessions(&self, letter: &Letter, lang: &'static Lang, parts: &mut Html) {
        let account = text::line(&self.account.name);
        let about = |key: &str| lang.with(key, &[("account", (&account).into())]);
        let link = |key: &str, path: &str| Some((lang.t(key).to_owned(), format!("{}{path}", self.base)));
        match letter {
            Letter::NewDevice { device, network, at } => {
                let dates = self.dates(lang);
                let (day, time) = (dates.day(*at), dates.time(*at));
                let device = if device.is_empty() { lang.t("device-unknown") } else { device };
                let network = if network.is_empty() { lang.t("network-unknown") } else { network };
                let when = [("day", (&day).into()), ("time", (&time).into()), ("zone", dates.zone().into())];
                parts.subject = about("mail-new-device-subject");
                parts.lead = paragraphs(&about("mail-new-device-lead"));
                parts.quote = vec![vec![
                    lang.with("mail-new-device-device", &[("device", device.into())]),
                    lang.with("mail-new-device-network", &[("network", network.into())]),
                    lang.with("mail-new-device-time", &when),
                ]];
                parts.link = link("mail-new-device-link", "/access/sessions");
                parts.after.push(lang.t("mail-new-device-after").to_owned());
            }
            Letter::SessionsEnded { by } => {
                let by = text::line(by);
                let said = [("account", (&account).into()), ("by", (&by).into())];
                parts.subject = about("mail-sessions-ended-subject");
                parts.lead = paragraphs(&lang.with("mail-sessions-ended-lead", &said));
                parts.link = link("mail-sessions-ended-link", "/access/sign-in");
                parts.after.push(lang.t("mail-sessions-ended-after").to_owned());
            }
            _ => {}
        }
    }
}
