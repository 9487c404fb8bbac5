//! Files of secret keys: sealed with a password, or plain for machines that sign by themselves.
//!
//! ```text
//! loa-secret-key 1
//! public 3b6a27bc…
//! seal argon2id 65536 3 1 00112233445566778899aabbccddeeff
//! data 4f1c…
//! ```
//!
//! `seal` names the way from the password to a key of 32 bytes: Argon2id (RFC 9106) with memory in KiB, rounds, lanes and
//! salt. `data` is a nonce of 12 bytes and the 32 bytes that the secret key grows from, sealed with ChaCha20-Poly1305
//! (RFC 8439) together with the two lines above. With `seal none`, `data` is those 32 bytes themselves.

use super::{PublicKey, SecretKey, number};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit, Nonce};
use std::io;

const FORM: &str = "loa-secret-key 1\n";

/// Memory in KiB, rounds and lanes: the second choice of RFC 9106, for machines that have no 2 GiB to spare.
const COST: (u32, u32, u32) = (64 << 10, 3, 1);

/// Most memory in KiB and most rounds that a file may ask for.
const MOST: (u32, u32) = (1 << 20, 20);

/// Why a file gives no secret key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It is no file of a secret key, or damaged.
    Damaged,
    /// It is sealed, and no password was given.
    Sealed,
    /// The password is another.
    WrongPassword,
}

impl SecretKey {
    /// A new key by chance.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn generate() -> io::Result<Self> {
        Ok(Self::from_seed(&random()?))
    }

    /// The text of a file that holds this key, sealed where there is a password.
    ///
    /// # Errors
    /// When the system gives no random bytes, or too little memory.
    pub fn to_file(&self, password: Option<&str>) -> io::Result<String> {
        let Some(password) = password else {
            let head = format!("{FORM}public {}\nseal none\n", self.public());
            return Ok(format!("{head}data {}\n", hex(self.seed())));
        };
        let salt: [u8; 16] = random()?;
        let nonce: [u8; 12] = random()?;
        let (memory, rounds, lanes) = COST;
        let head = format!(
            "{FORM}public {}\nseal argon2id {memory} {rounds} {lanes} {}\n",
            self.public(),
            hex(&salt)
        );
        let sealed = cipher(password, &salt, COST)
            .and_then(|cipher| {
                let payload = Payload {
                    msg: self.seed(),
                    aad: head.as_bytes(),
                };
                cipher.encrypt(&Nonce::from(nonce), payload).ok()
            })
            .ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(format!("{head}data {}{}\n", hex(&nonce), hex(&sealed)))
    }

    /// Reads such a text.
    ///
    /// # Errors
    /// Why there is no key in it.
    pub fn from_file(text: &[u8], password: Option<&str>) -> Result<Self, Unusable> {
        let file = File::parse(text).ok_or(Unusable::Damaged)?;
        let seed: [u8; 32] = match file.seal {
            None => file.data.try_into().map_err(|_| Unusable::Damaged)?,
            Some((cost, salt)) => {
                let password = password.ok_or(Unusable::Sealed)?;
                let (nonce, sealed) = file
                    .data
                    .split_first_chunk::<12>()
                    .ok_or(Unusable::Damaged)?;
                let payload = Payload {
                    msg: sealed,
                    aad: file.head.as_bytes(),
                };
                let opened = cipher(password, &salt, cost)
                    .and_then(|cipher| cipher.decrypt(&Nonce::from(*nonce), payload).ok())
                    .ok_or(Unusable::WrongPassword)?;
                opened.try_into().map_err(|_| Unusable::Damaged)?
            }
        };
        let key = Self::from_seed(&seed);
        match key.public() == file.public {
            true => Ok(key),
            false => Err(Unusable::Damaged),
        }
    }
}

/// Whether a file of a secret key is sealed with a password; `None` where it is no such file.
pub fn is_sealed(text: &[u8]) -> Option<bool> {
    Some(File::parse(text)?.seal.is_some())
}

/// The cost and the salt of a seal.
type Seal = ((u32, u32, u32), Vec<u8>);

/// A file taken apart.
struct File<'a> {
    /// The lines above `data`.
    head: &'a str,
    public: PublicKey,
    seal: Option<Seal>,
    data: Vec<u8>,
}

impl<'a> File<'a> {
    fn parse(text: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(text)
            .ok()
            .filter(|text| text.len() < 4096)?;
        // Editors of Windows end lines with two characters.
        let (head, data) = text.split_once("data ")?;
        let mut lines = head.strip_prefix(FORM)?.lines();
        let public = PublicKey::parse(lines.next()?.strip_prefix("public ")?)?;
        let seal = lines.next()?.strip_prefix("seal ")?;
        let seal = match seal {
            "none" => None,
            seal => Some(parse_seal(seal)?),
        };
        Some(Self {
            head,
            public,
            seal,
            data: unhex(data.trim_end())?,
        })
    }
}

fn parse_seal(seal: &str) -> Option<Seal> {
    let mut words = seal.strip_prefix("argon2id ")?.split(' ');
    let mut cost = || u32::try_from(number(words.next()?)?).ok();
    let (memory, rounds, lanes) = (cost()?, cost()?, cost()?);
    let salt = unhex(words.next()?)?;
    let (most_memory, most_rounds) = MOST;
    let bearable = memory <= most_memory && rounds <= most_rounds && lanes <= 16;
    (bearable && words.next().is_none()).then_some(((memory, rounds, lanes), salt))
}

fn cipher(
    password: &str,
    salt: &[u8],
    (memory, rounds, lanes): (u32, u32, u32),
) -> Option<ChaCha20Poly1305> {
    let params = Params::new(memory, rounds, lanes, Some(32)).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = [0; 32];
    argon
        .hash_password_into(password.as_bytes(), salt, &mut key)
        .ok()?;
    Some(ChaCha20Poly1305::new(&Key::from(key)))
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let byte = |pair: &[u8; 2]| u8::try_from(digit(pair[0])? << 4 | digit(pair[1])?).ok();
    rest.is_empty().then(|| pairs.iter().map(byte).collect())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_key_opens_with_its_password_alone() {
        let key = SecretKey::generate().unwrap();
        let text = key.to_file(Some("mật khẩu dài")).unwrap();
        assert_eq!(is_sealed(text.as_bytes()), Some(true));
        assert!(!text.contains(&hex(key.seed())));
        let opened = |text: &str, password| {
            SecretKey::from_file(text.as_bytes(), password).map(|key| *key.seed())
        };
        assert_eq!(opened(&text, Some("mật khẩu dài")), Ok(*key.seed()));
        assert_eq!(
            opened(&text, Some("mật khẩu")),
            Err(Unusable::WrongPassword)
        );
        assert_eq!(opened(&text, None), Err(Unusable::Sealed));
        // Another cost, salt, public key or data opens nothing.
        for (from, to) in [
            (" 3 1 ", " 2 1 "),
            ("data ", "data 00"),
            ("public ", "public 0"),
            ("65536", "4294967295"),
        ] {
            assert!(
                opened(&text.replace(from, to), Some("mật khẩu dài")).is_err(),
                "{from}"
            );
        }
    }

    #[test]
    fn a_plain_key_comes_back_and_damage_is_known() {
        let key = SecretKey::from_seed(&[7; 32]);
        let text = key.to_file(None).unwrap();
        assert_eq!(is_sealed(text.as_bytes()), Some(false));
        assert_eq!(
            SecretKey::from_file(text.as_bytes(), None).unwrap().seed(),
            key.seed()
        );
        for end in 0..text.len() - 1 {
            assert!(
                SecretKey::from_file(&text.as_bytes()[..end], None).is_err(),
                "{end}"
            );
        }
        let other = text.replace("data 07", "data 08");
        assert_eq!(
            SecretKey::from_file(other.as_bytes(), None).map(|_| ()),
            Err(Unusable::Damaged)
        );
    }
}
