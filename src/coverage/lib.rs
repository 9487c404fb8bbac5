//! Whether every tổ dân phố and thôn of a ward was reached, through which channel, against the plan, and the reports that
//! say so. Plain files in the root hold all of it: units, plans, an append-only log.

pub mod cell;
pub mod column;
pub mod enlist;
pub mod entry;
pub mod export;
pub mod figures;
pub mod folder;
pub mod log;
pub mod note;
pub mod period;
pub mod plan;
pub mod problem;
pub mod read;
pub mod report;
pub mod rules;
pub mod settings;
pub mod sheet;
pub mod show;
pub mod table;
pub mod take;
pub mod unit;
pub mod value;
