//! Why the operator changes an account: asked of every change, and told to the owner.

use crate::text;
use crate::web::{Cx, Field, Form};

/// Longest reason, in characters.
const MAX: usize = 500;

/// The reason that a form gives; without one, or with too long a one, it is faulty.
pub(super) fn read(cx: &Cx, form: &Form) -> Field {
    let mut field = Field::of(text::line(form.get("reason")));
    if field.value.is_empty() {
        field.fault(cx.t("fault-console-reason"));
    } else if field.value.chars().count() > MAX {
        field.fault(cx.t1("fault-too-long", "max", MAX as i64));
    }
    field
}
