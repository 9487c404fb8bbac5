//! Everything that is proved by running the `loa` command on whole roots.

mod architecture;
mod bad_input;
mod bench;
mod channels;
mod command_line;
mod ease;
mod facts;
mod import;
mod incremental;
mod interrupted;
mod kinds;
mod layouts;
mod names;
mod offline;
mod personal;
mod pictures;
mod registers;
mod retire;
mod search;
mod search_quality;
mod serve;
mod sites;
mod slips;
mod unseen;
mod vietnamese;
mod weight;
