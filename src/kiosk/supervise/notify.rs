//! Tells systemd that the program is ready and alive: `sd_notify(3)`, one datagram each.

use std::ffi::OsString;
use std::time::Duration;

/// Where systemd wants to be told, if anywhere.
#[derive(Debug)]
pub struct Notify {
    socket: Option<OsString>,
    watchdog: Option<Duration>,
}

impl Notify {
    /// As `NOTIFY_SOCKET` and `WATCHDOG_USEC` say.
    pub fn from_environment() -> Self {
        let limit = std::env::var("WATCHDOG_USEC").ok();
        Self {
            socket: std::env::var_os("NOTIFY_SOCKET"),
            watchdog: limit
                .and_then(|limit| limit.parse().ok())
                .map(Duration::from_micros),
        }
    }

    /// The program does what it is for.
    pub fn ready(&self) {
        self.send("READY=1");
    }

    /// It still does. Without this the system starts it again.
    pub fn alive(&self) {
        self.send("WATCHDOG=1");
    }

    /// How long to wait before telling again: a third of what the system waits.
    pub fn pause(&self) -> Duration {
        let pause = self
            .watchdog
            .map_or(Duration::from_secs(10), |limit| limit / 3);
        pause.max(Duration::from_millis(100))
    }

    #[cfg(target_os = "linux")]
    fn send(&self, what: &str) {
        use std::os::linux::net::SocketAddrExt;
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::net::{SocketAddr, UnixDatagram};
        let Some(socket) = &self.socket else { return };
        // A name that begins with `@` is in no folder.
        let address = match socket.as_bytes().strip_prefix(b"@") {
            Some(name) => SocketAddr::from_abstract_name(name),
            None => SocketAddr::from_pathname(socket),
        };
        let sent =
            address.and_then(|to| UnixDatagram::unbound()?.send_to_addr(what.as_bytes(), &to));
        // What was not told is told again, or the system starts the program anew: either is right.
        sent.ok();
    }

    #[cfg(not(target_os = "linux"))]
    fn send(&self, _: &str) {}
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixDatagram};

    fn told(socket: OsString, receiver: &UnixDatagram) {
        let notify = Notify {
            socket: Some(socket),
            watchdog: Some(Duration::from_secs(60)),
        };
        notify.ready();
        notify.alive();
        let mut buffer = [0; 64];
        for expected in ["READY=1", "WATCHDOG=1"] {
            let count = receiver.recv(&mut buffer).unwrap();
            assert_eq!(&buffer[..count], expected.as_bytes());
        }
        assert_eq!(notify.pause(), Duration::from_secs(20));
    }

    #[test]
    fn the_system_is_told_at_a_path_and_at_a_name() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("notify");
        told(path.clone().into(), &UnixDatagram::bind(&path).unwrap());
        let name = format!("loa-kiosk-test-{}", std::process::id());
        let address = SocketAddr::from_abstract_name(&name).unwrap();
        let receiver = UnixDatagram::bind_addr(&address).unwrap();
        told(format!("@{name}").into(), &receiver);
        let nobody = Notify {
            socket: None,
            watchdog: None,
        };
        nobody.alive();
        assert_eq!(nobody.pause(), Duration::from_secs(10));
    }
}
