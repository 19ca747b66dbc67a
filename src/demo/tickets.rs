//! The demo's tickets: what people asked over the last half year, and how far it has come.

use chrono::Datelike as _;

use super::dice::Dice;
use super::people::{Actor, Cast};
use super::rows::{self, Comment, Numbered, Ticket};
use super::script::{Scene, Script, Story};
use super::{DAY, HOUR, MINUTE, Made};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::tickets::model::Status;

/// For how many days there have been tickets.
const DAYS: usize = 180;
/// Words that a script gives each ticket.
const WORDS: &[&str] = &["place", "thing", "amount", "code", "time"];

/// One ticket being told.
struct Telling<'a> {
    made: &'a Made<'a>,
    script: &'a Script<'a>,
    story: &'a Story<'a>,
    scene: Scene,
    /// Which of the story's ways this is: its lines belong together.
    way: usize,
    requester: &'a Actor,
    agent: &'a Actor,
    /// Who adds notes.
    colleague: &'a Actor,
    ticket: i64,
    at: i64,
    comments: Vec<Comment>,
}

/// Makes all tickets, oldest first, and their comments.
pub(super) fn make(c: &mut Conn, made: &Made<'_>, script: &Script<'_>, cast: &Cast, dice: &mut Dice) -> Result<()> {
    let total = made.plan.tickets;
    let first = rows::reserve(c, Numbered::Tickets, i64::try_from(total).unwrap_or(0))?;
    let mut moments: Vec<i64> = (0..total).map(|_| moment(made.now, dice)).collect();
    moments.sort_unstable();
    let (mut tickets, mut comments) = (Vec::with_capacity(total), Vec::with_capacity(total * 4));
    for ((index, at), (id, number)) in moments.into_iter().enumerate().zip((first..).zip(1..)) {
        // The newest are always new, so that there is something to do. The first customer, as whom people look around,
        // has always one that waits for the team and one that waits for them.
        let (status, by_first) = match total - index {
            20 => (Status::Open, true),
            33 => (Status::Pending, true),
            left if left <= total / 60 => (Status::New, false),
            _ => (status(made.now - at, dice), false),
        };
        let requester = if by_first { cast.customers.first() } else { requester(cast, at, made.now, dice) };
        let (Some(story), Some(requester), Some(agent)) =
            (dice.pick(&script.stories), requester, dice.pick(&cast.agents))
        else {
            continue;
        };
        let colleague = dice.pick(&cast.colleagues).unwrap_or(agent);
        let mut scene = Scene::new(script, dice, WORDS);
        // The weekday some days before, and the month before.
        let then = Moment(at - dice.between(1, 5) * DAY).utc();
        let (day, month) = (then.weekday().num_days_from_monday(), (then.month0() + 11) % 12);
        scene.set("day", nth(script.words("day"), day));
        scene.set("month", nth(script.words("month"), month));
        scene.set("first", requester.first_name());
        scene.set("agent", agent.first_name());
        let way = dice.below(story.asks.len());
        let mut telling =
            Telling { made, script, story, scene, way, requester, agent, colleague, ticket: id, at, comments: vec![] };
        telling.go_to(status, dice);
        let subject = telling.scene.fill(story.subject(way, dice));
        // Solved tickets close by themselves after some days.
        let updated_at = if status == Status::Closed { (telling.at + 4 * DAY).min(made.now) } else { telling.at };
        tickets.push(Ticket {
            id,
            account_id: made.account,
            number,
            subject,
            status,
            requester_id: requester.id,
            submitter_id: requester.id,
            assignee_id: (status != Status::New).then_some(agent.id),
            organization_id: requester.organization,
            created_at: at,
            updated_at,
        });
        comments.append(&mut telling.comments);
    }
    rows::put_tickets(c, &tickets)?;
    rows::put_comments(c, &comments)
}

fn nth<'a>(words: &[&'a str], n: u32) -> &'a str {
    words.get(n as usize).copied().unwrap_or_default()
}

/// Some moment of the half year; the later, the likelier, as with a company that grows.
fn moment(now: i64, dice: &mut Dice) -> i64 {
    let age = i64::try_from(dice.below(DAYS).min(dice.below(DAYS))).unwrap_or(0);
    let day = now - now.rem_euclid(DAY) - age * DAY;
    let at = day + 6 * HOUR + dice.between(0, 16 * HOUR);
    if at < now - 5 * MINUTE { at } else { now - dice.between(5 * MINUTE, 5 * HOUR) }
}

/// How far a ticket of some age has come.
fn status(age: i64, dice: &mut Dice) -> Status {
    use Status::{Closed, Hold, New, Open, Pending, Solved};
    // Out of a hundred, in this order; the rest is closed.
    let shares: &[(Status, usize)] = match age / DAY {
        0 => &[(New, 60), (Open, 40)],
        1..4 => &[(New, 12), (Open, 42), (Pending, 20), (Hold, 8), (Solved, 18)],
        4..21 => &[(Open, 10), (Pending, 15), (Hold, 6), (Solved, 69)],
        _ => &[(Open, 1), (Pending, 2), (Hold, 3), (Solved, 5)],
    };
    let mut rolled = dice.below(100);
    for (status, share) in shares {
        if rolled < *share {
            return *status;
        }
        rolled -= share;
    }
    Closed
}

/// Somebody who was a customer by then; whom the script names, more often.
fn requester<'a>(cast: &'a Cast, at: i64, now: i64, dice: &mut Dice) -> Option<&'a Actor> {
    let by_then = cast.customers.partition_point(|a| a.created_at < at);
    let n = if dice.chance(if now - at < 21 * DAY { 18 } else { 6 }) { cast.known.min(by_then) } else { by_then };
    cast.customers.get(dice.below(n))
}

impl Telling<'_> {
    /// Tells the story as far as the status says.
    fn go_to(&mut self, status: Status, dice: &mut Dice) {
        let story = self.story;
        self.ask(&story.asks, dice);
        match status {
            Status::New => {}
            Status::Open => match dice.below(5) {
                0 => {}
                1 => self.note(dice),
                _ => {
                    self.reply(&story.replies, dice);
                    self.answer(dice);
                }
            },
            Status::Pending => {
                if dice.chance(30) {
                    self.note(dice);
                }
                self.reply(&story.replies, dice);
            }
            Status::Hold => {
                self.reply(&story.replies, dice);
                self.answer(dice);
                self.note(dice);
            }
            Status::Solved | Status::Closed => {
                if dice.chance(35) {
                    self.note(dice);
                }
                if dice.chance(75) {
                    self.reply(&story.replies, dice);
                    self.answer(dice);
                }
                self.reply(&story.solutions, dice);
                if dice.chance(20) {
                    let thanks = self.script.words("thanks");
                    self.wait(30 * MINUTE, 20 * HOUR, dice);
                    self.say(self.requester.id, dice.word(thanks), true);
                }
            }
        }
    }

    fn ask(&mut self, lines: &[&str], dice: &mut Dice) {
        let (hello, goodbye) = (dice.word(self.script.words("hello")), dice.word(self.script.words("goodbye")));
        let text = format!("{hello}¶{}¶{goodbye}", self.line(lines));
        self.say(self.requester.id, &text, true);
    }

    fn answer(&mut self, dice: &mut Dice) {
        self.wait(20 * MINUTE, 30 * HOUR, dice);
        self.say(self.requester.id, self.line(&self.story.answers), true);
    }

    fn reply(&mut self, lines: &[&str], dice: &mut Dice) {
        self.wait(15 * MINUTE, 20 * HOUR, dice);
        let (hello, goodbye) = (dice.word(self.script.words("dear")), dice.word(self.script.words("regards")));
        let text = format!("{hello}¶{}¶{goodbye}", self.line(lines));
        self.say(self.agent.id, &text, true);
    }

    fn note(&mut self, dice: &mut Dice) {
        self.wait(10 * MINUTE, 8 * HOUR, dice);
        self.say(self.colleague.id, self.line(&self.story.notes), false);
    }

    /// The line of this way.
    fn line<'l>(&self, lines: &[&'l str]) -> &'l str {
        lines.get(self.way).or(lines.first()).copied().unwrap_or_default()
    }

    fn say(&mut self, author_id: i64, text: &str, is_public: bool) {
        self.comments.push(Comment {
            account_id: self.made.account,
            ticket_id: self.ticket,
            author_id,
            body: self.scene.fill(text),
            is_public,
            created_at: self.at,
        });
    }

    /// Lets some time go by, but never beyond the present.
    fn wait(&mut self, least: i64, most: i64, dice: &mut Dice) {
        let left = (self.made.now - self.at).max(0);
        let gap = dice.between(least, most);
        self.at += if gap < left { gap } else { left / 3 };
    }
}
