//! `loa serve`: the sites on this machine, built again whenever something changes.

mod connections;
mod folder;
mod hosts;
mod pages;
mod watch;

use crate::console::Console;
use crate::notice::Notice;
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use folder::Temporary;
use pages::Served;
use site::build::pipeline::{self, BuildOptions};
use site::delivery::Delivery;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::time::Instant;
use tokio::net::TcpListener;
use watch::Watch;

/// Builds into a folder of its own, serves it, and builds again on every change, until Ctrl+C.
pub fn serve(
    mut options: BuildOptions,
    host: IpAddr,
    port: u16,
    console: &Console,
) -> Result<(), Diagnostics> {
    let address = SocketAddr::new(host, port);
    let here = |error: io::Error| Diagnostics::from(cannot_listen(address, error));
    let runtime = tokio::runtime::Runtime::new().map_err(here)?;
    let listener = runtime.block_on(TcpListener::bind(address)).map_err(here)?;
    let origin = format!("http://{}", listener.local_addr().map_err(here)?);
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

fn cannot_listen(address: SocketAddr, error: io::Error) -> Diagnostic {
    let kind = error.kind();
    let shown = address.to_string();
    let problem = match kind {
        ErrorKind::AddrInUse => Problem::PortInUse {
            port: usize::from(address.port()),
        },
        ErrorKind::AddrNotAvailable => Problem::HostElsewhere {
            host: address.ip().to_string(),
        },
        _ => Problem::CannotListen {
            address: shown.clone(),
            reason: error.into(),
        },
    };
    Diagnostic::file(shown, problem)
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

/// Waits until the user or the system asks the program to end.
async fn interrupted() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut ended, mut hung_up) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        );
        tokio::select! {
            result = tokio::signal::ctrl_c() => result,
            _ = ended.recv() => Ok(()),
            _ = hung_up.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
