//! Chance that comes out the same every time.

/// Splitmix64: a handful of lines, good enough for made-up data.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `n`; 0 if there is none.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.roll()) * n as u128) >> 64) as usize
    }

    /// A number from `low` to below `high`; `low` if there is none.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high.saturating_sub(low)).unwrap_or(0);
        low.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    /// Yes, in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        several.get(self.below(several.len()))
    }

    /// One of several texts; nothing if there is none.
    pub(crate) fn word<'a>(&mut self, several: &[&'a str]) -> &'a str {
        self.pick(several).copied().unwrap_or_default()
    }

    /// The text with a digit from 1 to 9 for each `#`.
    pub(crate) fn digits(&mut self, text: &str) -> String {
        text.chars()
            .map(|c| if c == '#' { char::from(b'1' + u8::try_from(self.below(9)).unwrap_or(0)) } else { c })
            .collect()
    }
}
