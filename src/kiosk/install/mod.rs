//! Makes a Debian 12 machine a kiosk: which files it takes and which commands, as a plan that is printed or carried out.
//!
//! Carried out twice, a plan changes nothing the second time: files are compared, and commands stand behind a question whether
//! they are needed.

mod carry_out;
mod files;
mod plan;

pub use carry_out::{Machine, ThisMachine, carry_out, is_mount_point, is_read_only, place, told};
pub use plan::{Install, Program, Rotation, STATE, Step, plan};
