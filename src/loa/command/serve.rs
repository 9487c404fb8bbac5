//! `loa serve`: the sites on this machine, shown and built again whenever something changes.

mod folder;
mod memory;
mod pages;
mod watch;

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::Diagnostics;
use folder::Temporary;
use memory::Memory;
use pages::Served;
use server::{Listening, connections, interrupted};
use site::build::pipeline::{self, BuildOptions};
use site::delivery::Delivery;
use std::net::{IpAddr, SocketAddr};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};
use watch::Watch;

/// How long the files must be still before they are built: editors save in several steps.
const STILL: Duration = Duration::from_millis(150);

/// How long a build waits for still files.
const LATEST: Duration = Duration::from_secs(2);

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
    let server = runtime.spawn(connections::serve(listener, move || router.clone()));
    let mut watch = Watch::begin(&options.root)?;
    runtime.spawn(stop_on_interrupt(folder));
    console.settle();
    console.say(&Notice::Serving {
        url: format!("{origin}/"),
    });
    let memory = Memory::new(&options);
    let (order, orders) = mpsc::channel();
    thread::scope(|threads| {
        let (options, shown) = (&options, (&memory, &served));
        threads.spawn(move || build(&orders, options, shown, console));
        follow(&mut watch, &order, shown);
        drop(order);
    });
    server.abort();
    Ok(())
}

/// Shows what was saved, and orders a build once the files are still.
fn follow(watch: &mut Watch, order: &Sender<()>, (memory, served): (&Memory, &Served)) {
    // When the first and the last of the changes came that no build was ordered for.
    let mut touched: Option<(Instant, Instant)> = None;
    let due = |(first, last): (Instant, Instant)| (last + STILL).min(first + LATEST);
    loop {
        let patience =
            touched.map(|touched| due(touched).saturating_duration_since(Instant::now()));
        let Some(changes) = watch.wait(patience.unwrap_or(LATEST)) else {
            return;
        };
        let now = Instant::now();
        if !changes.is_empty() {
            touched = Some((touched.map_or(now, |(first, _)| first), now));
            memory.changed(changes, served);
        }
        if touched.is_some_and(|touched| due(touched) <= now) {
            touched = None;
            if order.send(()).is_err() {
                return;
            }
        }
    }
}

/// Builds whenever it is ordered, and keeps the memory true, until nobody orders any more.
fn build(
    orders: &Receiver<()>,
    options: &BuildOptions,
    (memory, served): (&Memory, &Served),
    console: &Console,
) {
    memory.renew(served, true);
    while orders.recv().is_ok() {
        // What was ordered meanwhile is built in one go.
        orders.try_iter().for_each(drop);
        let shown = served.version();
        let built = rebuild(options, console);
        if let Some(changed) = built {
            served.built(shown, changed);
        }
        memory.renew(served, built.is_some());
    }
}

/// Builds once, shows the outcome, and says whether pages changed; nothing where the build failed.
fn rebuild(options: &BuildOptions, console: &Console) -> Option<bool> {
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
            Some(changed > 0)
        }
        Err(problems) => {
            console.fail(&problems);
            None
        }
    }
}

/// Ends the program on Ctrl+C, taking the built sites along.
async fn stop_on_interrupt(folder: Temporary) {
    let interrupted = interrupted().await;
    let removed = folder.remove();
    std::process::exit(i32::from(interrupted.is_err() || removed.is_err()));
}
