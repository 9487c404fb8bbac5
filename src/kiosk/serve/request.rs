//! Requests of a browser on the same machine: what is read of them, within limits, and whether they are for this server.

use base::byte_range;
use std::io::{self, BufRead, ErrorKind, Read};

/// Largest head of a request, in bytes.
const HEAD_LIMIT: u64 = 16 << 10;

/// Largest body, in bytes: an address or a question.
const BODY_LIMIT: u64 = 512;

/// A request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, `POST`.
    pub method: String,
    /// The path as it was sent, without what stands behind `?`.
    pub path: String,
    /// `Host`.
    pub host: String,
    /// `Origin`.
    pub origin: Option<String>,
    /// `Range`.
    pub range: Option<String>,
    /// `If-None-Match`.
    pub if_none_match: Option<String>,
    /// Whether a browser asks for it to show it as a page (`Sec-Fetch-Dest`).
    pub opens_page: bool,
    /// The body of a `POST`.
    pub body: String,
}

/// Reads a request; `None` where there is none that can be answered.
///
/// # Errors
/// When the connection fails or takes too long.
pub fn read(stream: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = stream.by_ref().take(HEAD_LIMIT);
    let mut line = String::new();
    next_line(&mut head, &mut line)?;
    let mut words = line.trim_end().splitn(3, ' ');
    let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next())
    else {
        return Ok(None);
    };
    if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
        return Ok(None);
    }
    let mut request = Request {
        method: method.to_owned(),
        path: target
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_owned(),
        ..Request::default()
    };
    let (mut length, mut hosts) = (0, 0);
    loop {
        next_line(&mut head, &mut line)?;
        let field = line.trim_end();
        if field.is_empty() {
            break;
        }
        let Some((name, value)) = field.split_once(':') else {
            return Ok(None);
        };
        let value = value.trim().to_owned();
        match name.to_ascii_lowercase().as_str() {
            "host" => {
                hosts += 1;
                request.host = value;
            }
            "origin" => request.origin = Some(value),
            "sec-fetch-dest" => request.opens_page = value == "document",
            "range" => request.range = Some(value),
            "if-none-match" => request.if_none_match = Some(value),
            "content-length" => match value.parse() {
                Ok(bytes) if bytes <= BODY_LIMIT => length = bytes,
                _ => return Ok(None),
            },
            "transfer-encoding" => return Ok(None),
            _ => {}
        }
    }
    if hosts != 1 {
        return Ok(None);
    }
    let mut body = Vec::new();
    stream.by_ref().take(length).read_to_end(&mut body)?;
    request.body = String::from_utf8(body).unwrap_or_default();
    Ok(Some(request))
}

/// A line with its end; without one the head is too long or was cut off.
fn next_line(head: &mut impl BufRead, line: &mut String) -> io::Result<()> {
    let mut bytes = Vec::new();
    head.read_until(b'\n', &mut bytes)?;
    if bytes.last() != Some(&b'\n') {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    *line = String::from_utf8(bytes).map_err(|_| ErrorKind::InvalidData)?;
    Ok(())
}

impl Request {
    /// Whether it was sent to this machine by a name that no page on the web can have.
    pub fn is_for(&self, port: u16) -> bool {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        names
            .iter()
            .any(|name| self.host == format!("{name}:{port}"))
    }

    /// Whether a page of this server sent it.
    pub fn is_own(&self, port: u16) -> bool {
        self.is_for(port) && self.origin.as_deref() == Some(&format!("http://{}", self.host))
    }

    /// The range of bytes that is asked for of a file of `size`, if it is one that this server answers: the first byte and
    /// the one behind the last. `Err` where no such bytes are.
    pub fn range_of(&self, size: u64) -> Result<Option<(u64, u64)>, ()> {
        byte_range::asked(self.range.as_deref(), size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Request> {
        read(&mut text.as_bytes()).ok().flatten()
    }

    #[test]
    fn what_browsers_send_is_read() {
        let request = parsed("GET /tin/?q=a HTTP/1.1\r\nHost: 127.0.0.1:8120\r\n\r\n").unwrap();
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("GET", "/tin/")
        );
        assert!(request.is_for(8120) && !request.is_for(80) && !request.is_own(8120));
        let post = "POST /k HTTP/1.1\r\nhost: localhost:1\r\norigin: http://localhost:1\r\ncontent-length: 2\r\n\r\nok";
        let request = parsed(post).unwrap();
        assert!(request.is_own(1) && request.body == "ok");
    }

    #[test]
    fn what_is_not_for_this_server_is_known() {
        for host in [
            "evil.example",
            "127.0.0.1",
            "127.0.0.1:81",
            "localhost:80.evil.example",
            "",
        ] {
            let request = parsed(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")).unwrap();
            assert!(!request.is_for(80), "{host}");
        }
        let long = format!(
            "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
            "a".repeat(20_000)
        );
        for text in [
            "",
            "GET /\r\n\r\n",
            "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "\u{0}\r\n\r\n",
            &long,
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn ranges() {
        let of = |range: &str| {
            let range = Some(range.to_owned());
            Request {
                range,
                ..Request::default()
            }
            .range_of(10)
        };
        assert_eq!(of("bytes=0-3"), Ok(Some((0, 4))));
        assert_eq!(of("bytes=4-"), Ok(Some((4, 10))));
        assert_eq!(of("bytes=-3"), Ok(Some((7, 10))));
        assert_eq!(of("bytes=-99"), Ok(Some((0, 10))));
        assert_eq!(of("bytes=9-99999999999999999999"), Ok(None));
        assert_eq!(of("bytes=2-18446744073709551615"), Ok(Some((2, 10))));
        assert_eq!(of("bytes=10-"), Err(()));
        assert_eq!(of("bytes=-0"), Err(()));
        for whole in [
            "bytes=3-2",
            "bytes=a-b",
            "bytes=0-1,3-4",
            "lines=1-2",
            "bytes=-",
        ] {
            assert_eq!(of(whole), Ok(None), "{whole}");
        }
    }
}
