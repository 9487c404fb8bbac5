//! Tests of coverage over the files of an invented ward.

mod import;
mod merge;
mod note;
mod report;
mod root;
mod speed;
mod ward;
