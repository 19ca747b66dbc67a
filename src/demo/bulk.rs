//! Bulk data for measurements: what row `n` says depends on `n` alone, so nothing has to be remembered between them.

use super::dice::Dice;
use super::rows::{self, Address, CHUNK, Comment, Numbered, Organization, Ticket, User};
use super::{DAY, MINUTE};
use crate::db::Conn;
use crate::error::Result;
use crate::policy::Role;
use crate::tickets::model::Status;

/// Mail domain of the account's own people.
const DOMAIN: &str = "bench.example";
/// How many administrators and how many agents there are.
pub(crate) const STAFF: i64 = 16;

const FIRST: &str = "Aaron Abena Adam Agnes Ahmed Aiko Alba Alan Alice Amara Amina Andrea Anita Anna Anton Arun Astrid Ayo \
    Bella Ben Birgit Bruno Carla Carmen Cecil Chen Chiara Claude Clara Colin Dana Daniel David Dina Diego Dora Edgar Elena \
    Elias Ella Emil Emma Erika Eva Farah Felix Fiona Frank Frida Gabriel Gina Greta Hana Hassan Hector Helen Hugo Ida Igor \
    Ines Irene Isaac Ivan Jana Jasper Joan Jonas Julia Kamal Karin Kenji Kofi Lars Laura Leila Lena Leo Lina Lucas Mara \
    Marco Maria Max Maya Mina Nadia Nina Noah Nora Olga Omar Oscar Paula Pedro Petra Priya Rahul Rita Rosa Ruth Salma Samir \
    Sara Sofia Stefan Tara Theo Tina Uma Vera Viktor Wanda Yara Yusuf Zara";
const LAST: &str = "Abel Acosta Adler Ahmed Alves Amin Arnold Bailey Baker Banerjee Barros Becker Bell Berg Bianchi Blanc Bond \
    Braun Brooks Burke Castro Chan Chopra Clark Cole Conti Cruz Dahl Dalton Das Diaz Dixon Doyle Duarte Eaton Eriksen Evans \
    Falk Ferrari Fischer Flores Ford Fraser Fuchs Garcia Ghosh Gomez Graham Grant Greco Haas Hall Hansen Hardy Hayes Herrera \
    Hill Hoffman Holm Hughes Hunt Ibrahim Ito Jansen Jensen Joshi Kaya Keller Khan Kim Klein Koch Kovac Kumar Lang Larsen Lee \
    Levy Lewis Lopez Lund Maier Malik Marin Mendez Meyer Mills Mohamed Moreau Moss Nagy Nolan Novak Okafor Olsen Ortiz Osei \
    Park Patel Perez Petit Popov Price Quinn Ramos Rao Reed Ricci Romero Rossi Roy Ruiz Sato Schmid Shah Silva Singh Sousa \
    Stone Suzuki Tanaka Torres Vargas Vogel Wagner Walsh Weber Wolf Wood Yilmaz Young Zhou";
const TRADES: &str = "Bakery Brewery Clinic Council Couriers Dental Engineering Farm Foods Gallery Garage Hotel Insurance Labs \
    Legal Library Logistics Museum Optics Pharmacy Press School Software Studio Surveyors Textiles Theatre Travel Works Yard";
const MATTERS: [(&str, &str); 8] = [
    ("Invoice is missing", "I cannot find the invoice of last month in my account. Could you send it to me?"),
    ("Cannot sign in", "Since yesterday the page takes me back to the start each time I sign in."),
    ("Change of address", "We have moved. Please send everything to the address in my profile from now on."),
    ("Order arrived damaged", "The box was open when it arrived, and one of the parts is broken."),
    ("Charged twice", "My card was charged twice this month. Only one payment is on my invoice."),
    ("Question about the plan", "Which plan do we need for twelve people, and can we change it in between?"),
    ("Cancel my subscription", "Please end my subscription at the end of this month."),
    ("Delivery is late", "The parcel should have been here on Monday. Do you know where it is?"),
];

/// How much there is to be.
#[derive(Clone, Debug)]
pub(crate) struct Bulk {
    pub(crate) account: i64,
    pub(crate) now: i64,
    pub(crate) password_hash: String,
    pub(crate) users: i64,
    pub(crate) organizations: i64,
    pub(crate) tickets: i64,
}

impl Bulk {
    /// Writes everything; triggers that count and index are off meanwhile, so the counts of requests come with the rows.
    pub(crate) fn fill(&self, c: &mut Conn) -> Result<()> {
        let organization = self.put_organizations(c)?;
        let staff = rows::reserve(c, Numbered::Users, 2 * STAFF)?;
        put(c, &self.staff(staff))?;
        let user = rows::reserve(c, Numbered::Users, self.users)?;
        let mut requests = vec![0u32; usize::try_from(self.users).unwrap_or(0)];
        for n in 0..self.tickets {
            if let Some(count) = usize::try_from(self.requester(n)).ok().and_then(|i| requests.get_mut(i)) {
                *count += 1;
            }
        }
        let (first, last) = (FIRST.split_whitespace().collect::<Vec<_>>(), LAST.split_whitespace().collect::<Vec<_>>());
        let mut chunk = Vec::with_capacity(CHUNK);
        for (n, count) in (0..).zip(requests) {
            let mut dice = Dice::new(u64::try_from(n).unwrap_or(0));
            let name = format!("{} {}", dice.word(&first), dice.word(&last));
            let email = format!("{}.{n}@mail{}.example", name.to_lowercase().replace(' ', "."), dice.below(500));
            let at = self.at(n, self.users);
            let mut row = User::new(self.account, user + n, Role::EndUser, name, email, at);
            row.organization_id = self.organization(n).map(|o| organization + o);
            row.requests_count = i64::from(count);
            row.last_sign_in_at = dice.chance(60).then(|| at + dice.between(0, (self.now - at).max(1)));
            if n % 37 == 5 {
                (row.verified_at, row.last_sign_in_at) = (None, None);
            }
            row.suspended_at = (n % 499 == 7).then_some(self.now);
            chunk.push(row);
            if chunk.len() == CHUNK {
                put(c, &chunk)?;
                chunk.clear();
            }
        }
        put(c, &chunk)?;
        self.put_tickets(c, organization, user, staff + STAFF)
    }

    fn put_organizations(&self, c: &mut Conn) -> Result<i64> {
        let first = rows::reserve(c, Numbered::Organizations, self.organizations)?;
        let (names, trades) =
            (LAST.split_whitespace().collect::<Vec<_>>(), TRADES.split_whitespace().collect::<Vec<_>>());
        let all = (0..self.organizations).map(|n| {
            let mut dice = Dice::new(u64::try_from(n).unwrap_or(0) ^ 0x0eed);
            let name = format!("{} {} {}", dice.word(&names), dice.word(&trades), n + 1);
            Organization::new(self.account, first + n, &name, self.at(n, self.organizations))
        });
        rows::put_organizations(c, &all.collect::<Vec<_>>())?;
        Ok(first)
    }

    /// Administrators, then agents. They have confirmed the first-time explanation.
    fn staff(&self, first: i64) -> Vec<User> {
        let places = (0..STAFF).map(|n| (Role::Administrator, "Admin", n));
        let places = places.chain((0..STAFF).map(|n| (Role::Agent, "Agent", n)));
        let member = |(id, (role, word, n)): (i64, (Role, &str, i64))| {
            let email = format!("{}{n}@{DOMAIN}", word.to_lowercase());
            let mut row = User::new(self.account, id, role, format!("{word} {n}"), email, self.now - 900 * DAY);
            row.password_hash = Some(self.password_hash.clone());
            row.explained_at = Some(self.now - 800 * DAY);
            row
        };
        (first..).zip(places).map(member).collect()
    }

    fn put_tickets(&self, c: &mut Conn, organization: i64, user: i64, agents: i64) -> Result<()> {
        let first = rows::reserve(c, Numbered::Tickets, self.tickets)?;
        let (mut tickets, mut comments) = (Vec::with_capacity(CHUNK), Vec::with_capacity(CHUNK));
        for n in 0..self.tickets {
            let mut dice = Dice::new(u64::try_from(n).unwrap_or(0) ^ 0x71c2);
            let requester = self.requester(n);
            let (subject, body) = dice.pick(&MATTERS).copied().unwrap_or_default();
            let status = match dice.below(100) {
                0..2 => Status::New,
                2..8 => Status::Open,
                8..13 => Status::Pending,
                13..16 => Status::Hold,
                16..40 => Status::Solved,
                _ => Status::Closed,
            };
            let created_at = self.at(n, self.tickets);
            tickets.push(Ticket {
                id: first + n,
                account_id: self.account,
                number: n + 1,
                subject: format!("{subject} ({})", dice.digits("R-#####")),
                status,
                requester_id: user + requester,
                submitter_id: user + requester,
                assignee_id: (status != Status::New).then(|| agents + dice.between(0, STAFF)),
                organization_id: self.organization(requester).map(|o| organization + o),
                created_at,
                updated_at: created_at,
            });
            comments.push(Comment {
                account_id: self.account,
                ticket_id: first + n,
                author_id: user + requester,
                body: body.to_owned(),
                is_public: true,
                created_at,
            });
            if tickets.len() == CHUNK || n + 1 == self.tickets {
                rows::put_tickets(c, &tickets)?;
                rows::put_comments(c, &comments)?;
                tickets.clear();
                comments.clear();
            }
        }
        Ok(())
    }

    /// The requester of a ticket, counted from the first user.
    fn requester(&self, ticket: i64) -> i64 {
        Dice::new(u64::try_from(ticket).unwrap_or(0) ^ 0x4e57).between(0, self.users)
    }

    /// A user's organization, counted from the first; one in seven has none.
    fn organization(&self, user: i64) -> Option<i64> {
        let mut dice = Dice::new(u64::try_from(user).unwrap_or(0) ^ 0x0c6a);
        (self.organizations > 0 && dice.below(7) > 0).then(|| dice.between(0, self.organizations))
    }

    /// Moments rise with the row's place over the last two years.
    fn at(&self, n: i64, of: i64) -> i64 {
        let span = 730 * DAY;
        self.now - MINUTE - span + span / of.max(1) * n
    }
}

fn put(c: &mut Conn, users: &[User]) -> Result<()> {
    rows::put_users(c, users)?;
    rows::put_memberships(c, &users.iter().filter_map(User::membership).collect::<Vec<_>>())?;
    rows::put_addresses(c, &users.iter().map(User::address).collect::<Vec<Address>>())
}
