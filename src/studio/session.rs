//! Who may talk to the studio: before this machine a one-time code opens a session, over the network a password does; a cookie
//! names it, and what changes something shows the session's token besides.

use crate::actor::{Actor, Known};
use crate::opening::Opening;
use axum::http::{HeaderMap, header};
use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// Most sessions at once before this machine; the oldest ends when another begins.
const MOST: usize = 16;

/// Most sessions of one person over the network.
const MOST_OF_ONE: usize = 5;

/// How long a session over the network outlives the last request of its browser.
const IDLE: Duration = Duration::from_secs(12 * 3600);

/// The header with which a script shows the token of its session.
pub const TOKEN: &str = "x-loa-token";

/// Where a request came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The address that only this machine reaches.
    Here,
    /// An address in the network, which is not encrypted.
    Network,
}

/// A browser that showed the code, or whose person showed their password.
#[derive(Debug)]
pub struct Session {
    key: String,
    /// What it is called where an administrator ends it; opens nothing.
    pub id: String,
    /// What requests that change something must show.
    pub token: String,
    /// Where it came in; it is good nowhere else.
    pub door: Door,
    /// The machine that it came from.
    pub from: IpAddr,
    /// That machine, as people call it.
    pub device: String,
    /// Who sits before it; empty until somebody says so.
    who: Mutex<String>,
    seen: Mutex<Instant>,
}

impl Session {
    fn new(door: Door, who: &str, (from, device): (IpAddr, &str)) -> io::Result<Self> {
        Ok(Self {
            key: secret()?,
            id: secret()?,
            token: secret()?,
            door,
            from,
            device: device.into(),
            who: Mutex::new(who.into()),
            seen: Mutex::new(Instant::now()),
        })
    }

    /// Who sits before it.
    pub fn who(&self) -> String {
        held(&self.who).clone()
    }

    /// Who sits before it, and how they were known.
    pub fn actor(&self) -> Actor {
        let known = match self.door {
            Door::Here => Known::Said,
            Door::Network => Known::Password,
        };
        Actor {
            name: self.who(),
            known,
            request: None,
        }
    }

    /// Says who sits before it from now on.
    pub fn is(&self, name: &str) {
        name.clone_into(&mut held(&self.who));
    }

    /// Whether it came in over the network.
    pub fn is_far(&self) -> bool {
        self.door == Door::Network
    }

    fn is_idle(&self) -> bool {
        self.is_far() && held(&self.seen).elapsed() >= IDLE
    }
}

/// What the guard of a studio knows.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The address under which browsers reach the studio: `http://127.0.0.1:8116`.
    pub origin: String,
    /// Whom that address lets in.
    pub door: Door,
    /// Who may talk to it.
    pub sessions: Arc<Sessions>,
    /// The addresses in the network, if there are any: `http://192.168.1.20:8116`.
    pub network: Arc<[String]>,
}

/// All sessions of a running studio; they end with it.
#[derive(Debug)]
pub struct Sessions {
    /// The name of the cookie, which holds the port: cookies know no ports.
    cookie: String,
    code: Mutex<Option<String>>,
    /// The page on the disk that leads in with the code, until somebody came in.
    opening: Mutex<Option<Opening>>,
    open: Mutex<VecDeque<Arc<Session>>>,
    /// What the forms before a session show in the place of its token: other sites cannot read it.
    pub token: String,
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
            opening: Mutex::default(),
            open: Mutex::default(),
            token: secret()?,
            ended: Notify::new(),
        };
        Ok((sessions, code))
    }

    /// Keeps the page that leads in until somebody came in.
    pub fn lead_in(&self, opening: Opening) {
        *held(&self.opening) = Some(opening);
    }

    /// Opens a session for the right code, once; gives the cookie to set.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn open(&self, code: &str) -> io::Result<Option<String>> {
        let mut expected = held(&self.code);
        if !expected.as_deref().is_some_and(|known| same(known, code)) {
            return Ok(None);
        }
        let here = (Ipv4Addr::LOCALHOST.into(), "máy này");
        let session = Session::new(Door::Here, "", here)?;
        *expected = None;
        *held(&self.opening) = None;
        let mut open = held(&self.open);
        let at_machine: Vec<_> = open.iter().filter(|one| !one.is_far()).cloned().collect();
        if at_machine.len() >= MOST {
            open.retain(|one| one.id != at_machine[0].id);
        }
        Ok(Some(self.keep(&mut open, session)))
    }

    /// Opens a session over the network for somebody who showed their password; gives the cookie to set. Of theirs the oldest
    /// ends when there are too many.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn open_far(&self, who: &str, from: IpAddr, device: &str) -> io::Result<String> {
        let session = Session::new(Door::Network, who, (from, device))?;
        let mut open = held(&self.open);
        open.retain(|one| !one.is_idle());
        let own = |one: &&Arc<Session>| one.is_far() && one.who() == who;
        let own: Vec<_> = open.iter().filter(own).cloned().collect();
        if own.len() >= MOST_OF_ONE {
            open.retain(|one| one.id != own[0].id);
        }
        Ok(self.keep(&mut open, session))
    }

    /// The cookie is for this host and its scripts never see it. It is sent without encryption too, because in a network there
    /// is none: so it opens nothing that is done before this machine alone.
    fn keep(&self, open: &mut VecDeque<Arc<Session>>, session: Session) -> String {
        let cookie = format!(
            "{}={}; Path=/; HttpOnly; SameSite=Strict",
            self.cookie, session.key
        );
        open.push_back(Arc::new(session));
        cookie
    }

    /// The session that a request's cookie names, where it came in at the same door.
    pub fn of(&self, headers: &HeaderMap, door: Door) -> Option<Arc<Session>> {
        let cookies = headers.get_all(header::COOKIE).iter();
        let pairs = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'));
        let keys = pairs.filter_map(|pair| {
            let (name, key) = pair.trim().split_once('=')?;
            (name == self.cookie).then_some(key)
        });
        let mut open = held(&self.open);
        open.retain(|session| !session.is_idle());
        let named = |key| {
            open.iter()
                .find(|session| session.door == door && same(&session.key, key))
        };
        let session = keys.filter_map(named).next().cloned();
        if let Some(session) = &session {
            *held(&session.seen) = Instant::now();
        }
        session
    }

    /// The sessions over the network, with the minutes since each was last seen.
    pub fn far(&self) -> Vec<(Arc<Session>, u64)> {
        let mut open = held(&self.open);
        open.retain(|session| !session.is_idle());
        let far = open.iter().filter(|session| session.is_far());
        let seen = |session: &Arc<Session>| held(&session.seen).elapsed().as_secs() / 60;
        far.map(|session| (Arc::clone(session), seen(session)))
            .collect()
    }

    /// Ends a session by the name that opens nothing; says whether there was one.
    pub fn end(&self, id: &str) -> bool {
        self.end_all(|session| session.id == id)
    }

    /// Ends every session of somebody over the network.
    pub fn end_of(&self, who: &str) -> bool {
        self.end_all(|session| session.is_far() && session.who() == who)
    }

    fn end_all(&self, is_meant: impl Fn(&Session) -> bool) -> bool {
        let mut open = held(&self.open);
        let before = open.len();
        open.retain(|session| !is_meant(session));
        open.len() < before
    }
}

/// Whether a request shows a token, whole and once.
pub fn shows_token(expected: &str, headers: &HeaderMap) -> bool {
    let mut tokens = headers.get_all(TOKEN).iter();
    let (Some(token), None) = (tokens.next(), tokens.next()) else {
        return false;
    };
    token.to_str().is_ok_and(|token| same(expected, token))
}

/// Compares secrets in a time that says nothing about them.
pub(crate) fn same(a: &str, b: &str) -> bool {
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}

/// 128 random bits as hexadecimal digits.
pub(crate) fn secret() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
        assert!(sessions.of(&with(pair), Door::Here).is_some());
        assert!(
            sessions
                .of(&with(&format!("a=b; {pair}")), Door::Here)
                .is_some()
        );
        assert!(sessions.of(&with("loa-8116="), Door::Here).is_none());
        assert!(
            sessions
                .of(&with(&pair.replace("8116", "8117")), Door::Here)
                .is_none()
        );
        assert!(sessions.of(&HeaderMap::new(), Door::Here).is_none());
    }

    #[test]
    fn the_token_is_asked_for_whole_and_once() {
        let (sessions, code) = Sessions::new(1).unwrap();
        let cookie = sessions.open(&code).unwrap().unwrap();
        let session = sessions
            .of(&with(cookie.split(';').next().unwrap()), Door::Here)
            .unwrap();
        let mut headers = HeaderMap::new();
        assert!(!shows_token(&session.token, &headers));
        headers.append(TOKEN, session.token.parse().unwrap());
        assert!(shows_token(&session.token, &headers));
        headers.append(TOKEN, session.token.parse().unwrap());
        assert!(!shows_token(&session.token, &headers));
    }

    #[test]
    fn a_session_is_good_at_its_own_door_until_it_is_ended() {
        let (sessions, code) = Sessions::new(1).unwrap();
        let pair = |cookie: &str| with(cookie.split(';').next().unwrap());
        let here = pair(&sessions.open(&code).unwrap().unwrap());
        let from = IpAddr::from([192, 168, 1, 7]);
        let far = pair(&sessions.open_far("Lan", from, "điện thoại").unwrap());
        assert!(sessions.of(&here, Door::Network).is_none());
        assert!(sessions.of(&far, Door::Here).is_none());
        let session = sessions.of(&far, Door::Network).unwrap();
        assert_eq!(session.actor().known, Known::Password);
        assert_eq!(&*session.actor(), "Lan");
        assert!(sessions.end(&session.id) && !sessions.end(&session.id));
        assert!(sessions.of(&far, Door::Network).is_none());
        assert!(sessions.of(&here, Door::Here).is_some());
    }

    #[test]
    fn too_many_sessions_of_one_person_end_nobody_elses() {
        let (sessions, code) = Sessions::new(1).unwrap();
        let pair = |cookie: &str| with(cookie.split(';').next().unwrap());
        let here = pair(&sessions.open(&code).unwrap().unwrap());
        let open = |name| {
            pair(
                &sessions
                    .open_far(name, IpAddr::from([10, 0, 0, 1]), "")
                    .unwrap(),
            )
        };
        let minh = open("Minh");
        let own: Vec<_> = (0..=MOST_OF_ONE).map(|_| open("Lan")).collect();
        assert!(sessions.of(&own[0], Door::Network).is_none());
        assert!(sessions.of(&own[1], Door::Network).is_some());
        assert!(sessions.of(&minh, Door::Network).is_some());
        assert!(sessions.of(&here, Door::Here).is_some());
        assert!(sessions.end_of("Lan"));
        assert_eq!(sessions.far().len(), 1);
    }
}
