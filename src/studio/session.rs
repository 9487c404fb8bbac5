//! Who may talk to the studio: a one-time code opens a session, a cookie names it, and what changes something shows the
//! session's token besides.

use axum::http::{HeaderMap, header};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Most sessions at once; the oldest ends when another begins.
const MOST: usize = 16;

/// The header with which a script shows the token of its session.
pub const TOKEN: &str = "x-loa-token";

/// A browser that showed the code.
#[derive(Debug)]
pub struct Session {
    key: String,
    /// What requests that change something must show.
    pub token: String,
    /// Who sits before it; empty until somebody says so.
    who: Mutex<String>,
}

impl Session {
    /// Who sits before it.
    pub fn who(&self) -> String {
        let who = self.who.lock().unwrap_or_else(PoisonError::into_inner);
        who.clone()
    }

    /// Says who sits before it from now on.
    pub fn is(&self, name: &str) {
        let mut who = self.who.lock().unwrap_or_else(PoisonError::into_inner);
        name.clone_into(&mut who);
    }
}

/// What the guard of a studio knows.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The address under which browsers reach the studio.
    pub origin: String,
    /// Who may talk to it.
    pub sessions: Arc<Sessions>,
}

/// All sessions of a running studio; they end with it.
#[derive(Debug)]
pub struct Sessions {
    /// The name of the cookie, which holds the port: cookies know no ports.
    cookie: String,
    code: Mutex<Option<String>>,
    open: Mutex<VecDeque<Arc<Session>>>,
    /// Told when somebody asks the program to end: it may run where no terminal shows it.
    pub ended: Notify,
}

impl Sessions {
    /// None yet, and the code that opens one.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(port: u16) -> io::Result<(Self, String)> {
        let code = secret()?;
        let sessions = Self {
            cookie: format!("loa-{port}"),
            code: Mutex::new(Some(code.clone())),
            open: Mutex::default(),
            ended: Notify::new(),
        };
        Ok((sessions, code))
    }

    /// Opens a session for the right code, once; gives the cookie to set.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn open(&self, code: &str) -> io::Result<Option<String>> {
        let mut expected = self.code.lock().unwrap_or_else(PoisonError::into_inner);
        if !expected.as_deref().is_some_and(|known| same(known, code)) {
            return Ok(None);
        }
        let session = Session {
            key: secret()?,
            token: secret()?,
            who: Mutex::default(),
        };
        *expected = None;
        let cookie = format!(
            "{}={}; Path=/; HttpOnly; SameSite=Strict",
            self.cookie, session.key
        );
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST {
            open.pop_front();
        }
        open.push_back(Arc::new(session));
        Ok(Some(cookie))
    }

    /// The session that a request's cookie names.
    pub fn of(&self, headers: &HeaderMap) -> Option<Arc<Session>> {
        let cookies = headers.get_all(header::COOKIE).iter();
        let pairs = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'));
        let keys = pairs.filter_map(|pair| {
            let (name, key) = pair.trim().split_once('=')?;
            (name == self.cookie).then_some(key)
        });
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        keys.filter_map(|key| open.iter().find(|session| same(&session.key, key)))
            .next()
            .cloned()
    }
}

/// Whether a request shows the token of its session.
pub fn shows_token(session: &Session, headers: &HeaderMap) -> bool {
    let mut tokens = headers.get_all(TOKEN).iter();
    let (Some(token), None) = (tokens.next(), tokens.next()) else {
        return false;
    };
    token
        .to_str()
        .is_ok_and(|token| same(&session.token, token))
}

/// Compares secrets in a time that says nothing about them.
fn same(a: &str, b: &str) -> bool {
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}

/// 128 random bits as hexadecimal digits.
fn secret() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        headers
    }

    #[test]
    fn a_code_opens_one_session_and_no_second() {
        let (sessions, code) = Sessions::new(8116).unwrap();
        assert_eq!(sessions.open("0").unwrap(), None);
        let cookie = sessions.open(&code).unwrap().unwrap();
        assert_eq!(sessions.open(&code).unwrap(), None);
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
        let pair = cookie.split(';').next().unwrap();
        assert!(sessions.of(&with(pair)).is_some());
        assert!(sessions.of(&with(&format!("a=b; {pair}"))).is_some());
        assert!(sessions.of(&with("loa-8116=")).is_none());
        assert!(sessions.of(&with(&pair.replace("8116", "8117"))).is_none());
        assert!(sessions.of(&HeaderMap::new()).is_none());
    }

    #[test]
    fn the_token_is_asked_for_whole_and_once() {
        let (sessions, code) = Sessions::new(1).unwrap();
        let cookie = sessions.open(&code).unwrap().unwrap();
        let session = sessions
            .of(&with(cookie.split(';').next().unwrap()))
            .unwrap();
        let mut headers = HeaderMap::new();
        assert!(!shows_token(&session, &headers));
        headers.append(TOKEN, session.token.parse().unwrap());
        assert!(shows_token(&session, &headers));
        headers.append(TOKEN, session.token.parse().unwrap());
        assert!(!shows_token(&session, &headers));
    }
}
