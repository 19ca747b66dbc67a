//! The drawings, by name. Each is one line of ours, so that no icon font and no second request is needed.

use std::fmt;

/// A drawing; shown as an `svg` element that screen readers pass over.
#[derive(Clone, Copy, Debug)]
pub struct Icon(&'static str);

const HEAD: &str = "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">";
const BRAND: &str = "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><rect width=\"24\" height=\"24\" rx=\"6.5\" fill=\"currentColor\" stroke=\"none\"/><path d=\"M7.25 18.5v-7.75a4.75 4.75 0 0 1 9.5 0v7.75M5 18.5h14\" stroke=\"#fff\" stroke-width=\"1.75\"/><circle cx=\"13.75\" cy=\"13.5\" r=\"1.15\" fill=\"#fff\" stroke=\"none\"/></svg>";

/// Every drawing: its name and the path it is made of.
pub const ICONS: &[(&str, &str)] = &[
    ("menu", "M2.5 4.5h11M2.5 8h11M2.5 11.5h11"),
    ("search", "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.25 10.25 13.5 13.5"),
    (
        "globe",
        "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c1.7 1.6 2.5 3.6 2.5 6S9.7 12.4 8 14C6.3 12.4 5.5 10.4 5.5 8S6.3 3.6 8 2Z",
    ),
    ("eye", "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"),
    ("person", "M8 7.5A2.5 2.5 0 1 0 8 2.5a2.5 2.5 0 0 0 0 5ZM3.25 13.5c.3-2.4 2.2-3.75 4.75-3.75s4.45 1.35 4.75 3.75"),
    (
        "people",
        "M6 7.5A2.25 2.25 0 1 0 6 3a2.25 2.25 0 0 0 0 4.5ZM1.75 13c.3-2.2 2-3.5 4.25-3.5s3.95 1.3 4.25 3.5M10.5 3.2a2.25 2.25 0 0 1 0 4.1M12 9.9c1.2.5 2 1.6 2.25 3.1",
    ),
    (
        "help",
        "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.25 6.25a1.75 1.75 0 1 1 2.6 1.5c-.55.3-.85.65-.85 1.25M8 11.25v.01",
    ),
    (
        "leave",
        "M9.5 2.75h3.75V6.5M13 3 7.75 8.25M11.5 9.5v3.25a.5.5 0 0 1-.5.5H3.25a.5.5 0 0 1-.5-.5V5a.5.5 0 0 1 .5-.5H6.5",
    ),
    ("home", "M2.5 7 8 2.5 13.5 7v6a.5.5 0 0 1-.5.5H9.75v-4h-3.5v4H3a.5.5 0 0 1-.5-.5z"),
    (
        "building",
        "M3 13.5v-10a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1v10M10 6.5h2a1 1 0 0 1 1 1v6M1.75 13.5h12.5M5.5 5.5h2M5.5 8h2M5.5 10.5h2",
    ),
    ("close", "m4 4 8 8M12 4l-8 8"),
    ("download", "M8 2.5v7M5 7l3 3 3-3M2.75 12.75h10.5"),
    ("suspended", "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM3.9 3.9l8.2 8.2"),
    ("plus", "M8 3.25v9.5M3.25 8h9.5"),
    ("check", "m3.5 8.5 3 3 6-7"),
    ("right", "m6.5 4.5 3.5 3.5-3.5 3.5"),
    ("down", "m4.5 6.5 3.5 3.5 3.5-3.5"),
    (
        "assume",
        "M6 7a2.25 2.25 0 1 0 0-4.5A2.25 2.25 0 0 0 6 7ZM1.75 13c.3-2.3 2-3.75 4.25-3.75.7 0 1.3.1 1.85.35M10 8.5h4M12.5 6.75l1.75 1.75-1.75 1.75M14 12.5h-4M11.5 10.75 9.75 12.5l1.75 1.75",
    ),
    (
        "swap",
        "M6 7a2.25 2.25 0 1 0 0-4.5A2.25 2.25 0 0 0 6 7ZM1.75 13c.3-2.3 2-3.75 4.25-3.75.7 0 1.3.1 1.85.35M10 8.5h4M12.5 6.75l1.75 1.75-1.75 1.75M14 12.5h-4M11.5 10.75 9.75 12.5l1.75 1.75",
    ),
    ("key", "M10.25 9.5a3.5 3.5 0 1 0-3.3-2.35L2.5 11.6v1.9h2v-1.5H6v-1.5h1.3l1.2-1.2c.5.15 1.1.2 1.75.2ZM11 5.25v.01"),
    (
        "mail",
        "M2.5 3.5h11a.75.75 0 0 1 .75.75v7.5a.75.75 0 0 1-.75.75h-11a.75.75 0 0 1-.75-.75v-7.5a.75.75 0 0 1 .75-.75ZM2 4.5l6 4.5 6-4.5",
    ),
    ("warning", "M8 2.5 14 13H2zM8 6.5v3M8 11.25v.01"),
    ("list", "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01"),
    ("revert", "M3 6.5h6.5a3.75 3.75 0 0 1 0 7.5H6M5.75 3.5l-3 3 3 3"),
    ("back", "M13 8H3M7 4 3 8l4 4"),
    (
        "lock",
        "M4 7.25h8a.75.75 0 0 1 .75.75v5a.75.75 0 0 1-.75.75H4a.75.75 0 0 1-.75-.75V8A.75.75 0 0 1 4 7.25ZM5 7.25V5a3 3 0 0 1 6 0v2.25",
    ),
    ("clock", "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.75V8l2.25 1.5"),
    ("ticket", "M2.5 4.5h11v2.25a1.25 1.25 0 0 0 0 2.5v2.25h-11V9.25a1.25 1.25 0 0 0 0-2.5zM9.75 5v6"),
    ("note", "M3.5 2.5h9v7l-3 3.75h-6zM12.5 9.5h-3v3.75M5.75 5.5h4.5M5.75 8h2.5"),
    (
        "phone",
        "M5 1.75h6a.75.75 0 0 1 .75.75v11a.75.75 0 0 1-.75.75H5a.75.75 0 0 1-.75-.75v-11A.75.75 0 0 1 5 1.75ZM7 12h2",
    ),
    ("check-circle", "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.5 8.25l1.75 1.75 3.25-3.75"),
    ("more", "M3.25 8h.01M8 8h.01M12.75 8h.01"),
    (
        "trash",
        "M2.75 4.5h10.5M6 4.5V3a.5.5 0 0 1 .5-.5h3A.5.5 0 0 1 10 3v1.5M4 4.5l.6 8.5a.6.6 0 0 0 .6.5h5.6a.6.6 0 0 0 .6-.5L12 4.5M6.75 7v4M9.25 7v4",
    ),
    ("crown", "M2.75 12.5h10.5L14 5.5l-3.4 2.25L8 3.25 5.4 7.75 2 5.5z"),
    ("merge", "M8 14V8.5M8 8.5 3.75 3.5M8 8.5l4.25-5M3 6.25V3h3.25M13 6.25V3H9.75"),
    (
        "trash",
        "M2.75 4.5h10.5M6 4.5V3a.5.5 0 0 1 .5-.5h3A.5.5 0 0 1 10 3v1.5M4 4.5l.6 8.5a.6.6 0 0 0 .6.5h5.6a.6.6 0 0 0 .6-.5L12 4.5M6.75 7v4M9.25 7v4",
    ),
    ("info", "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.25v3.75M8 5v.01"),
];

impl Icon {
    /// The drawing of this name; none is an empty one, which a test of the templates finds.
    pub fn named(name: &str) -> Self {
        if name == "brand" {
            return Self("");
        }
        Self(ICONS.iter().find(|(n, _)| *n == name).map_or("M0 0", |(_, path)| path))
    }
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str(BRAND) } else { write!(f, "{HEAD}<path d=\"{}\"/></svg>", self.0) }
    }
}

impl askama::FastWritable for Icon {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        if self.0.is_empty() {
            return Ok(dest.write_str(BRAND)?);
        }
        dest.write_str(HEAD)?;
        dest.write_str("<path d=\"")?;
        dest.write_str(self.0)?;
        Ok(dest.write_str("\"/></svg>")?)
    }
}

// Both parts are constants of this file.
impl askama::filters::HtmlSafe for Icon {}
