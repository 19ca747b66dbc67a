//! The plans, and what each allows (reference §12).

use super::Product;
use crate::text_enum;

text_enum! {
    /// What an account has subscribed to.
    pub enum Plan {
        /// Before anything is bought: as Professional.
        Trial = "trial",
        /// The smallest.
        Team = "team",
        /// More of it.
        Growth = "growth",
        /// Most accounts.
        Professional = "professional",
        /// Custom roles in place of the one role of agents.
        Enterprise = "enterprise",
    }
}

impl Plan {
    /// The plans that can be bought, the smallest first.
    pub const PAID: &'static [Self] = &[Self::Team, Self::Growth, Self::Professional, Self::Enterprise];

    /// Whether accounts make roles of their own; without them agents have the one role there is.
    pub fn custom_roles(self) -> bool {
        self == Self::Enterprise
    }

    /// How many light agents there may be.
    pub fn light_agents(self) -> i64 {
        match self {
            Self::Team => 0,
            Self::Growth => 50,
            Self::Trial | Self::Professional => 100,
            Self::Enterprise => 1_000,
        }
    }

    /// The products beside Support; Sell is bought apart.
    pub fn products(self, sell: bool) -> Vec<Product> {
        let has = |p: &Product| match p {
            Product::Explore => self != Self::Team,
            Product::Sell => sell,
            _ => true,
        };
        Product::ALL.iter().copied().filter(has).collect()
    }

    /// The key of its name in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Trial => "plan-trial",
            Self::Team => "plan-team",
            Self::Growth => "plan-growth",
            Self::Professional => "plan-professional",
            Self::Enterprise => "plan-enterprise",
        }
    }
}
