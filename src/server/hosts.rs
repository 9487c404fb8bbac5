//! Which requests are for this server: those that name it by an IP address or as `localhost`.
//!
//! A page on the web may have its own name lead to this machine after it was loaded (DNS rebinding), and would then be let
//! read drafts. Names are what it can choose; an address or `localhost` it cannot.

use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a request may be answered; else the status that refuses it.
pub fn admit(uri: &Uri, headers: &HeaderMap) -> Result<(), StatusCode> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err(StatusCode::BAD_REQUEST);
    };
    let host = host.to_str().map_err(|_| StatusCode::BAD_REQUEST)?;
    // A whole address in the request line, as proxies get it, counts beside the header.
    let named = uri.authority().map(Authority::as_str);
    if !is_own(host) || !named.is_none_or(is_own) {
        return Err(StatusCode::MISDIRECTED_REQUEST);
    }
    // Another site may send requests, from forms and pictures without a word, else with its origin.
    let foreign = |origin: &header::HeaderValue| {
        let origin = origin.to_str().unwrap_or_default();
        !origin
            .split_once("://")
            .is_some_and(|(_, of)| of.eq_ignore_ascii_case(host))
    };
    if headers.get_all(header::ORIGIN).iter().any(foreign) {
        return Err(StatusCode::FORBIDDEN);
    }
    Ok(())
}

/// Whether `host[:port]` is an IP address or `localhost`.
fn is_own(authority: &str) -> bool {
    let name = match authority.rsplit_once(':') {
        Some((name, port)) if !authority.ends_with(']') => {
            if port.is_empty() || port.parse::<u16>().is_err() {
                return false;
            }
            name
        }
        _ => authority,
    };
    let bracketed = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match bracketed {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => name.eq_ignore_ascii_case("localhost") || name.parse::<Ipv4Addr>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_localhost_are_own() {
        for own in [
            "localhost",
            "LocalHost:8115",
            "127.0.0.1",
            "127.0.0.1:8115",
            "192.168.1.20:80",
            "0.0.0.0:1",
            "[::1]",
            "[::1]:8115",
            "[fe80::1]:9",
        ] {
            assert!(is_own(own), "{own}");
        }
    }

    #[test]
    fn names_and_what_only_looks_like_an_address_are_not() {
        for foreign in [
            "",
            "evil.example",
            "evil.example:8115",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "localhost.",
            "evil.example@127.0.0.1",
            "127.0.0.1@evil.example",
            "127.0.0.1:",
            "127.0.0.1:99999",
            "127.0.0.1:x",
            "::1",
            "[::1",
            "[::1]x",
            "[localhost]",
            "[127.0.0.1]",
            "127.1",
            "0x7f.1",
            " localhost",
            "localhost, evil.example",
        ] {
            assert!(!is_own(foreign), "{foreign}");
        }
    }

    #[test]
    fn the_origin_must_be_the_host_itself() {
        let asked = |headers: &[(header::HeaderName, &str)]| {
            let headers = headers
                .iter()
                .map(|(name, value)| (name.clone(), value.parse().expect("a value")));
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.append(name, value);
            }
            admit(&Uri::from_static("/mau/"), &map).err()
        };
        let host = (header::HOST, "127.0.0.1:8115");
        assert_eq!(asked(std::slice::from_ref(&host)), None);
        assert_eq!(
            asked(&[host.clone(), (header::ORIGIN, "http://127.0.0.1:8115")]),
            None
        );
        for origin in [
            "https://evil.example",
            "null",
            "http://127.0.0.1:8116",
            "http://127.0.0.1",
        ] {
            let refused = asked(&[host.clone(), (header::ORIGIN, origin)]);
            assert_eq!(refused, Some(StatusCode::FORBIDDEN), "{origin}");
        }
        assert_eq!(asked(&[]), Some(StatusCode::BAD_REQUEST));
        assert_eq!(asked(&[host.clone(), host]), Some(StatusCode::BAD_REQUEST));
        let foreign = asked(&[(header::HOST, "evil.example")]);
        assert_eq!(foreign, Some(StatusCode::MISDIRECTED_REQUEST));
    }

    #[test]
    fn a_whole_address_in_the_request_counts_too() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "127.0.0.1:8115".parse().expect("a value"));
        let admitted = |uri| admit(&Uri::from_static(uri), &headers).err();
        assert_eq!(admitted("http://127.0.0.1:8115/mau/"), None);
        let refused = Some(StatusCode::MISDIRECTED_REQUEST);
        assert_eq!(admitted("http://evil.example/mau/"), refused);
    }
}
