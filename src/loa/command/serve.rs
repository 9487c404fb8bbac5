//! `loa serve`: the sites on this machine, built again whenever something changes.

mod folder;
mod pages;
mod watch;

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::Diagnostics;
use folder::Temporary;
use pages::Served;
use server::{Listening, connections, interrupted};
use site::build::pipeline::{self, BuildOptions};
use site::delivery::Delivery;
use std::net::{IpAddr, SocketAddr};
use std::time::Instant;
use watch::Watch;

/// Builds into a folder of its own, serves it, and builds again on every change, until Ctrl+C.
pub fn serve(
    mut options: BuildOptions,
    host: IpAddr,
    port: u16,
    console: &Console,
) -> Result<(), Diagnostics> {
    let Listening {
        runtime,
        listener,
        origin,
    } = Listening::begin(SocketAddr::new(host, port))?;
    let folder = Temporary::make()?;
    options.out = folder.path().join("public");
    options.delivery = Delivery::Live {
        origin: origin.clone(),
    };
    rebuild(&options, console);
    let served = Served::new(&options.out, console.text(&Notice::ForeignHost {}));
    let router = pages::router(served.clone());
    let server = runtime.spawn(connections::serve(listener, router));
    let mut watch = Watch::begin(&options.root)?;
    runtime.spawn(stop_on_interrupt(folder));
    console.settle();
    console.say(&Notice::Serving {
        url: format!("{origin}/"),
    });
    while watch.wait() {
        if rebuild(&options, console) {
            served.changed();
        }
    }
    server.abort();
    Ok(())
}

/// Builds once, shows the outcome, and says whether pages changed.
fn rebuild(options: &BuildOptions, console: &Console) -> bool {
    let start = Instant::now();
    match pipeline::build(options, console) {
        Ok(report) => {
            console.settle();
            console.show(&report.warnings);
            let changed = report.changes.written + report.changes.removed;
            console.say(&Notice::Rebuilt {
                changed,
                seconds: console.seconds(start.elapsed()),
            });
            changed > 0
        }
        Err(problems) => {
            console.fail(&problems);
            false
        }
    }
}

/// Ends the program on Ctrl+C, taking the built sites along.
async fn stop_on_interrupt(folder: Temporary) {
    let interrupted = interrupted().await;
    let removed = folder.remove();
    std::process::exit(i32::from(interrupted.is_err() || removed.is_err()));
}
