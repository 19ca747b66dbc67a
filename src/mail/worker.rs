//! The worker: takes what is due, hands it to the mail server, and writes down what became of it.
//!
//! One mail at a time over one connection, which stays open while there is more. When the server itself is in trouble, all
//! mail waits for a while, and no mail pays for it.

use std::rc::Rc;
use std::time::{Duration, SystemTime};

use tokio::sync::Notify;

use super::outbox::{self, Outcome, Taken};
use super::server::{Connection, Parcel, Server, Trouble};
use crate::db::off_the_loop;
use crate::error::Result;
use crate::state::State;

/// Pause between two looks at the outbox.
const PAUSE: Duration = Duration::from_secs(1);
/// Pause after the server itself was in trouble.
const TROUBLE: Duration = Duration::from_secs(30);
/// Time for the mail in hand when the program is told to stop.
const LAST: Duration = Duration::from_secs(10);

/// What a look at the outbox came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A mail was taken, and something became of it.
    Done,
    /// Nothing is due.
    Idle,
    /// The server is in trouble; the mail waits.
    Trouble,
}

/// Brings mail from the outbox to the server.
pub struct Worker {
    state: State,
    connection: Option<Connection>,
}

impl Worker {
    /// A worker for a program's outbox.
    pub fn new(state: State) -> Self {
        Self { state, connection: None }
    }

    /// Sees to the next mail that is due.
    pub async fn step(&mut self) -> Result<Step> {
        let Some(server) = self.state.settings.smtp.clone() else { return Ok(Step::Idle) };
        let (state, lease) = (self.state.clone(), self.state.settings.mail_lease);
        let Some(taken) = off_the_loop(move || outbox::take(&state, lease)).await? else {
            return Ok(Step::Idle);
        };
        let (outcome, step) = self.deliver(&server, &taken).await;
        match &outcome {
            Outcome::Sent => {}
            Outcome::Held(_) => log::info!("mail {}: held back", taken.id),
            // Neither the address nor the words, in which the address may be.
            other => log::warn!("mail {}: {}", taken.id, name(other)),
        }
        let state = self.state.clone();
        let mine = off_the_loop(move || outbox::finish(&state, &taken, &outcome)).await?;
        if !mine {
            log::warn!("a mail was taken over by another worker meanwhile");
        }
        Ok(step)
    }

    /// Sees to everything that is due; answers to how many mails.
    pub async fn drain(&mut self) -> Result<usize> {
        let mut done = 0;
        while self.step().await? == Step::Done {
            done += 1;
        }
        self.close().await;
        Ok(done)
    }

    /// Gives up what waited too long; answers how many mails.
    pub async fn give_up_old(&self) -> Result<usize> {
        let state = self.state.clone();
        off_the_loop(move || outbox::give_up_old(&state)).await
    }

    /// Takes leave of the server, if connected.
    pub async fn close(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection.close().await;
        }
    }

    /// The connection of the mail before, if the server still holds it.
    async fn open(&mut self) -> Option<Connection> {
        let mut connection = self.connection.take()?;
        connection.alive().await.then_some(connection)
    }

    async fn deliver(&mut self, server: &Server, taken: &Taken) -> (Outcome, Step) {
        if let Some(why) = taken.held {
            return (Outcome::Held(why), Step::Done);
        }
        if self.state.clock.now().0 >= outbox::too_old(taken.created_at).0 {
            return (Outcome::Failed(super::Failure::TooOld), Step::Done);
        }
        let settings = self.state.settings.clone();
        // The date is the mail's own, so that both copies of a duplicate are the same.
        let at = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(taken.created_at.0).unwrap_or(0));
        let Some(parcel) = Parcel::pack(taken, &settings.mail_from(), at) else {
            return (Outcome::Failed(super::Failure::BadAddress), Step::Done);
        };
        let mut connection = match self.open().await {
            Some(connection) => connection,
            None => match server.connect(&settings.host).await {
                Ok(connection) => connection,
                Err(Trouble::Server(said) | Trouble::Later(said) | Trouble::Never(said)) => {
                    return (Outcome::Later(said), Step::Trouble);
                }
            },
        };
        match connection.send(&parcel).await {
            Ok(()) => {
                self.connection = Some(connection);
                (Outcome::Sent, Step::Done)
            }
            Err(Trouble::Later(said)) => (Outcome::Later(said), Step::Done),
            Err(Trouble::Never(said)) => (Outcome::Refused(said), Step::Done),
            Err(Trouble::Server(said)) => (Outcome::Later(said), Step::Trouble),
        }
    }
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Sent => "sent",
        Outcome::Later(_) => "not taken now",
        Outcome::Refused(_) => "refused for good",
        Outcome::Failed(_) => "cannot be sent",
        Outcome::Held(_) => "held back",
    }
}

/// A worker that runs beside the server.
pub struct Running {
    stop: Rc<Notify>,
    task: tokio::task::JoinHandle<()>,
}

/// Starts the worker on the running system.
pub fn start(state: State) -> Running {
    let stop = Rc::new(Notify::new());
    let told = stop.clone();
    let task = actix_web::rt::spawn(async move {
        let mut worker = Worker::new(state);
        loop {
            let pause = round(&mut worker).await;
            if pause == Duration::ZERO {
                // More is due, unless it is time to go.
                if futures_util::FutureExt::now_or_never(told.notified()).is_some() {
                    break;
                }
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = told.notified() => break,
            }
        }
        worker.close().await;
    });
    Running { stop, task }
}

/// One round; answers how long to wait for the next.
async fn round(worker: &mut Worker) -> Duration {
    let pause = match worker.step().await {
        Ok(Step::Done) => return Duration::ZERO,
        Ok(Step::Idle) => PAUSE,
        Ok(Step::Trouble) => TROUBLE,
        Err(error) => {
            log::error!("mail: {error}");
            TROUBLE
        }
    };
    worker.close().await;
    match worker.give_up_old().await {
        Ok(0) => {}
        Ok(n) => log::warn!("gave up {n} mails that nobody took in {} days", outbox::DAYS),
        Err(error) => log::error!("mail: {error}"),
    }
    pause
}

impl Running {
    /// Lets the mail in hand be finished, and ends.
    pub async fn stop(self) {
        self.stop.notify_one();
        if tokio::time::timeout(LAST, self.task).await.is_err() {
            log::warn!("a mail was still under way; it goes once more after the next start");
        }
    }
}
