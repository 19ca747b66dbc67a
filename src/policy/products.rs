//! The products beside Support, the roles in each, and which of them takes a seat (reference §4.3–4.4).

use crate::text_enum;

text_enum! {
    /// A product beside Support, in which every team member has a role of their own.
    pub enum Product {
        /// The Help Center's articles.
        Guide = "guide",
        /// Reports.
        Explore = "explore",
        /// Telephone.
        Talk = "talk",
        /// Conversations on the web.
        Chat = "chat",
        /// Sales.
        Sell = "sell",
    }
}

text_enum! {
    /// A role in a product beside Support.
    pub enum ProductRole {
        /// Manages the product, and who has which role in it.
        Administrator = "admin",
        /// Makes reports.
        Editor = "editor",
        /// Leads those who telephone.
        TeamLead = "team_lead",
        /// Leads those who sell.
        Manager = "manager",
        /// Works in the product.
        Agent = "agent",
        /// Works in the product, without its settings.
        LimitedAgent = "limited_agent",
        /// Reads.
        Viewer = "viewer",
    }
}

impl Product {
    /// The roles there are in it, the highest first.
    pub fn roles(self) -> &'static [ProductRole] {
        use ProductRole::{Administrator, Agent, Editor, LimitedAgent, Manager, TeamLead, Viewer};
        match self {
            Self::Guide => &[Administrator, Agent, Viewer],
            Self::Explore => &[Administrator, Editor, Viewer],
            Self::Talk => &[Administrator, TeamLead, Agent],
            Self::Chat => &[Administrator, Agent, LimitedAgent],
            Self::Sell => &[Administrator, Manager, Agent],
        }
    }

    /// Whether a role in it takes a seat of the account even from a light agent or a contributor. Sell has seats of its own.
    pub fn takes_seat(self, role: ProductRole) -> bool {
        match self {
            Self::Guide | Self::Explore => role != ProductRole::Viewer,
            // Whoever manages telephones takes no calls.
            Self::Talk => role != ProductRole::Administrator,
            Self::Chat => true,
            Self::Sell => false,
        }
    }
}

/// The roles that a person has in the products beside Support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ProductRoles {
    /// In Guide.
    pub guide: Option<ProductRole>,
    /// In Explore.
    pub explore: Option<ProductRole>,
    /// In Talk.
    pub talk: Option<ProductRole>,
    /// In Chat.
    pub chat: Option<ProductRole>,
    /// In Sell.
    pub sell: Option<ProductRole>,
}

impl ProductRoles {
    /// The role in a product.
    pub fn of(&self, product: Product) -> Option<ProductRole> {
        match product {
            Product::Guide => self.guide,
            Product::Explore => self.explore,
            Product::Talk => self.talk,
            Product::Chat => self.chat,
            Product::Sell => self.sell,
        }
    }

    /// The same with another role in one product.
    #[must_use]
    pub fn with(mut self, product: Product, role: Option<ProductRole>) -> Self {
        *match product {
            Product::Guide => &mut self.guide,
            Product::Explore => &mut self.explore,
            Product::Talk => &mut self.talk,
            Product::Chat => &mut self.chat,
            Product::Sell => &mut self.sell,
        } = role;
        self
    }

    /// Whether the person manages this product.
    pub fn manages(&self, product: Product) -> bool {
        self.of(product) == Some(ProductRole::Administrator)
    }

    /// Whether the person manages any of the products.
    pub fn manages_any(&self) -> bool {
        Product::ALL.iter().any(|p| self.manages(*p))
    }

    /// Whether any of the roles takes a seat by itself.
    pub fn takes_seat(&self) -> bool {
        Product::ALL.iter().any(|p| self.of(*p).is_some_and(|role| p.takes_seat(role)))
    }
}
