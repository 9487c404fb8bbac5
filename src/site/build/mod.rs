//! From a root to published sites: the stages in their order, one ward's site in the making, and what a site has beside its
//! pages.

pub mod first_aid;
pub mod offline;
pub mod pipeline;
pub mod retire;
pub mod search;
pub mod stage;
pub mod ward_build;
pub mod weight;
