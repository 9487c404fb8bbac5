//! Beginning to listen, and waiting to be ended.

use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A server that listens and answers nobody yet.
#[derive(Debug)]
pub struct Listening {
    /// What its work runs on.
    pub runtime: Runtime,
    /// Where it listens.
    pub listener: TcpListener,
    /// The address under which browsers reach it: `http://127.0.0.1:8115`.
    pub origin: String,
}

impl Listening {
    /// Listens on an address; the port 0 stands for any that is free.
    ///
    /// # Errors
    /// When another program does, or the address is not this machine's.
    pub fn begin(address: SocketAddr) -> Result<Self, Diagnostic> {
        let here = |error: io::Error| cannot_listen(address, error);
        let runtime = Runtime::new().map_err(here)?;
        let listener = runtime.block_on(TcpListener::bind(address)).map_err(here)?;
        let origin = format!("http://{}", listener.local_addr().map_err(here)?);
        Ok(Self {
            runtime,
            listener,
            origin,
        })
    }

    /// Listens on another address too, for the same runtime.
    ///
    /// # Errors
    /// As [`Listening::begin`].
    pub fn another(&self, address: SocketAddr) -> Result<TcpListener, Diagnostic> {
        let bound = self.runtime.block_on(TcpListener::bind(address));
        bound.map_err(|error| cannot_listen(address, error))
    }
}

fn cannot_listen(address: SocketAddr, error: io::Error) -> Diagnostic {
    let shown = address.to_string();
    let problem = match error.kind() {
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

/// Waits until the user or the system asks the program to end.
///
/// # Errors
/// When the system does not say.
pub async fn interrupted() -> io::Result<()> {
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
