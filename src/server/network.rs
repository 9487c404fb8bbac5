//! The addresses of this machine in the networks that it is in.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

/// The address that a request came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// The addresses that other machines of a home or an office reach this one by, in their order.
///
/// # Errors
/// When the system does not tell.
pub fn addresses() -> io::Result<Vec<Ipv4Addr>> {
    let told = if_addrs::get_if_addrs()?.into_iter();
    let mut own: Vec<_> = told
        .filter_map(|one| match one.ip() {
            IpAddr::V4(ip) if ip.is_private() => Some(ip),
            _ => None,
        })
        .collect();
    own.sort();
    own.dedup();
    Ok(own)
}

/// Whether an address is reached from inside a network alone (RFC 1918, RFC 3927) or from this machine.
pub fn is_inside(ip: Ipv4Addr) -> bool {
    ip.is_private() || ip.is_link_local() || ip.is_loopback()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_open_internet_are_not_inside() {
        for inside in ["192.168.1.20", "10.0.0.1", "172.16.3.4", "127.0.0.2"] {
            assert!(is_inside(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["8.8.8.8", "172.32.0.1", "0.0.0.0", "203.0.113.5"] {
            assert!(!is_inside(outside.parse().unwrap()), "{outside}");
        }
        assert!(addresses().unwrap().into_iter().all(is_inside));
    }
}
