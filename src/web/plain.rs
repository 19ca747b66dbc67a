//! Values as templates have them: themselves, or references to them.

use crate::db::Moment;

/// A value, or however many references to it a template makes of it.
pub trait Plain<T> {
    /// The value.
    fn plain(&self) -> T;
}

impl Plain<i64> for i64 {
    fn plain(&self) -> i64 {
        *self
    }
}

impl Plain<Moment> for Moment {
    fn plain(&self) -> Moment {
        *self
    }
}

impl<T, P: Plain<T>> Plain<T> for &P {
    fn plain(&self) -> T {
        P::plain(self)
    }
}
