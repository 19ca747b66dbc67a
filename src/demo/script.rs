//! The play: names, organizations and conversations, read from a text file that anybody can edit.
//!
//! Sections begin with `[name]`. In `[words]`, `key = one; two` lists what may stand for `{key}`; each `#` becomes a
//! digit. In `[stories]`, a blank line ends a story, and the first sign of a line says what it is: `#` a subject, `?`
//! what the requester writes, `>` the first reply, `<` the requester again, `!` the solution, `-` an internal note;
//! `¶` begins a new paragraph. A story can go several ways: the first lines of each sign belong together, and so do the
//! second.

use std::collections::HashMap;

use super::dice::Dice;

/// All that is told of one account.
#[derive(Debug, Default)]
pub(super) struct Script<'a> {
    /// Fields of each team member: role, name, address, and `assigned` for an agent of assigned tickets only.
    pub(super) staff: Vec<Vec<&'a str>>,
    /// Fields of people with a name of their own: name, address, notes, and words such as `suspended`.
    pub(super) people: Vec<Vec<&'a str>>,
    /// Fields of each organization: name, mail domain, tags, details, and `shared` if its people see each other's requests.
    pub(super) organizations: Vec<Vec<&'a str>>,
    /// Fields that the account adds to its people: key, kind, title, and for a drop-down `tag: title; tag: title`.
    pub(super) fields: Vec<Vec<&'a str>>,
    /// Fields of each role of the account's own: name, description, permissions.
    pub(super) roles: Vec<Vec<&'a str>>,
    /// What team members are beside their role: name, then a product and a role in it, `role` and a role of the account's own, `group` and a
    /// group, or `billing`.
    pub(super) team: Vec<Vec<&'a str>>,
    /// How invoices are paid.
    pub(super) payment: Vec<Vec<&'a str>>,
    /// What may stand for a word.
    words: HashMap<&'a str, Vec<&'a str>>,
    /// What tickets are about.
    pub(super) stories: Vec<Story<'a>>,
}

/// One matter and how it goes.
#[derive(Debug, Default)]
pub(super) struct Story<'a> {
    pub(super) subjects: Vec<&'a str>,
    pub(super) asks: Vec<&'a str>,
    pub(super) replies: Vec<&'a str>,
    pub(super) answers: Vec<&'a str>,
    pub(super) solutions: Vec<&'a str>,
    pub(super) notes: Vec<&'a str>,
}

impl<'a> Script<'a> {
    pub(super) fn parse(text: &'a str) -> Self {
        let mut script = Self::default();
        let (mut section, mut story) = ("", Story::default());
        for line in text.lines().map(str::trim).chain(["", "[end]"]) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
                continue;
            }
            let fields = || line.split('|').map(str::trim).collect::<Vec<_>>();
            match section {
                "stories" if line.is_empty() => {
                    if !story.subjects.is_empty() {
                        script.stories.push(std::mem::take(&mut story));
                    }
                }
                "stories" => story.read(line),
                _ if line.is_empty() => {}
                "staff" => script.staff.push(fields()),
                "people" => script.people.push(fields()),
                "organizations" => script.organizations.push(fields()),
                "fields" => script.fields.push(fields()),
                "roles" => script.roles.push(fields()),
                "team" => script.team.push(fields()),
                "payment" => script.payment.push(fields()),
                _ => {
                    if let Some((key, list)) = line.split_once(" = ") {
                        script.words.entry(key).or_default().extend(list.split(';').map(str::trim));
                    }
                }
            }
        }
        script
    }

    /// All that may stand for a word.
    pub(super) fn words(&self, key: &str) -> &[&'a str] {
        self.words.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// One of them, with its digits.
    pub(super) fn word(&self, dice: &mut Dice, key: &str) -> String {
        let word = dice.word(self.words(key));
        dice.digits(word)
    }
}

impl<'a> Story<'a> {
    /// A subject of one of its ways. With two ways, the first and third subject are the first way's.
    pub(super) fn subject(&self, way: usize, dice: &mut Dice) -> &'a str {
        let own: Vec<&str> = self.subjects.iter().skip(way).step_by(self.asks.len().max(1)).copied().collect();
        dice.word(&own)
    }

    fn read(&mut self, line: &'a str) {
        let Some((sign, text)) = line.split_once(' ') else { return };
        match sign {
            "#" => self.subjects.push(text),
            "?" => self.asks.push(text),
            ">" => self.replies.push(text),
            "<" => self.answers.push(text),
            "!" => self.solutions.push(text),
            "-" => self.notes.push(text),
            _ => {}
        }
    }
}

/// What stands for the words of one ticket, the same from its subject to its last comment.
pub(super) struct Scene(Vec<(String, String)>);

impl Scene {
    pub(super) fn new(script: &Script<'_>, dice: &mut Dice, keys: &[&str]) -> Self {
        Self(keys.iter().map(|key| (format!("{{{key}}}"), script.word(dice, key))).collect())
    }

    pub(super) fn set(&mut self, key: &str, value: &str) {
        self.0.push((format!("{{{key}}}"), value.to_owned()));
    }

    /// The text with its words and paragraphs.
    pub(super) fn fill(&self, text: &str) -> String {
        let text = self.0.iter().fold(text.to_owned(), |text, (key, value)| text.replace(key, value));
        text.split('¶').map(str::trim).collect::<Vec<_>>().join("\n\n")
    }
}
