//! The clock of the program, a field of the application's state so that tests can set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::db::Moment;

/// Tells the time. Clones share the same hands.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Milliseconds added to the system's time, or the fixed time.
    hand: Arc<AtomicI64>,
    fixed: bool,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self { hand: Arc::new(AtomicI64::new(0)), fixed: false }
    }

    /// A clock that stands still until [`Clock::set`] or [`Clock::forward`].
    pub fn fixed(at: Moment) -> Self {
        Self { hand: Arc::new(AtomicI64::new(at.0)), fixed: true }
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        let hand = self.hand.load(Ordering::Relaxed);
        if self.fixed { Moment(hand) } else { Moment(chrono::Utc::now().timestamp_millis().saturating_add(hand)) }
    }

    /// Moves a fixed clock to a moment.
    pub fn set(&self, at: Moment) {
        if self.fixed {
            self.hand.store(at.0, Ordering::Relaxed);
        }
    }

    /// Moves the clock forward by so many seconds.
    pub fn forward(&self, seconds: i64) {
        self.hand.fetch_add(seconds.saturating_mul(1_000), Ordering::Relaxed);
    }
}
