//! Who may sign a bundle, by the rules of TUF without its clients: root keys, kept apart and offline, sign the list of
//! release keys; a release key signs each bundle; each bundle carries that list. A kiosk knows the root keys alone.
//!
//! # The forms
//!
//! Both lists are text of ASCII lines, each ended by a line feed; keys are Ed25519 (RFC 8032) as 64 hexadecimal digits in
//! lower case, sorted, each once; numbers are decimal without leading zeros.
//!
//! ```text
//! loa-root-keys 1            loa-release-keys 1
//! threshold 2                epoch 7
//! key 3b6a…                  key 9d61…
//! key 8a88…
//! key ec17…
//! ```
//!
//! The signatures of a bundle are bytes: the length of the list of release keys (`u32`, little-endian as all numbers), the
//! list, the number of root signatures (`u8`) and these, the number of release signatures (`u8`) and these. A signature is
//! the public key (32 bytes) and the signature itself (64 bytes), sorted by key, each key once. Root keys sign the text of
//! the list, release keys the manifest of the bundle; the first lines keep one from being taken for the other. At least
//! as many root signatures as the threshold says and at least one release signature are needed, and every one that is
//! there must be right.

pub mod folder;
pub mod secret;

use crate::refusal::Refusal;
use base::digest::Sha256;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::fmt;

/// Largest list of keys or block of signatures that is read, in bytes.
pub const LIMIT: usize = 16 << 10;

/// Most keys of a list.
const KEYS: usize = 32;

/// A public key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Its 64 digits.
    fn parse(digits: &str) -> Option<Self> {
        // Keys and hashes have one form.
        let bytes = digits.parse::<Sha256>().ok()?;
        Some(Self(*bytes.as_bytes()))
    }

    fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Sha256::from(self.0), f)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A secret key in memory; it is wiped when dropped.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key that grows from 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The bytes that it grew from: as secret as the key.
    pub fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The key that others know.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs a list of release keys or the manifest of a bundle.
    pub fn sign(&self, message: &[u8]) -> SignedBy {
        SignedBy {
            key: self.public(),
            signature: self.0.sign(message).to_bytes(),
        }
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the secret key of {}", self.public())
    }
}

/// A signature and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedBy {
    /// The key that signed.
    pub key: PublicKey,
    /// What it signed with.
    pub signature: [u8; 64],
}

/// The keys that a kiosk is set up with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootKeys {
    /// How many of them must sign.
    threshold: usize,
    keys: Vec<PublicKey>,
}

/// The keys that may sign bundles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseKeys {
    /// Rises with every new list; who knows a list takes none with a lower number.
    pub epoch: u64,
    keys: Vec<PublicKey>,
}

impl RootKeys {
    /// A list of at most 32 keys, of which `threshold` must sign; `None` where that cannot be.
    pub fn new(threshold: usize, mut keys: Vec<PublicKey>) -> Option<Self> {
        keys.sort();
        let sound = (1..=keys.len()).contains(&threshold) && are_keys(&keys);
        sound.then_some(Self { threshold, keys })
    }

    /// Its text.
    pub fn to_text(&self) -> String {
        text(
            "loa-root-keys 1\nthreshold",
            self.threshold as u64,
            &self.keys,
        )
    }

    /// Reads such a text.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (threshold, keys) = list(text, "loa-root-keys 1\nthreshold ")?;
        Self::new(usize::try_from(threshold).ok()?, keys)
    }

    /// The keys, sorted.
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// How many must sign.
    pub fn threshold(&self) -> usize {
        self.threshold
    }
}

impl ReleaseKeys {
    /// A list of at most 32 keys; `None` where that cannot be.
    pub fn new(epoch: u64, mut keys: Vec<PublicKey>) -> Option<Self> {
        keys.sort();
        are_keys(&keys).then_some(Self { epoch, keys })
    }

    /// Its text, which root keys sign.
    pub fn to_text(&self) -> String {
        text("loa-release-keys 1\nepoch", self.epoch, &self.keys)
    }

    /// Reads such a text.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (epoch, keys) = list(text, "loa-release-keys 1\nepoch ")?;
        Self::new(epoch, keys)
    }

    /// The keys, sorted.
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }
}

fn are_keys(sorted: &[PublicKey]) -> bool {
    (1..=KEYS).contains(&sorted.len()) && sorted.is_sorted_by(|a, b| a < b)
}

fn text(head: &str, number: u64, keys: &[PublicKey]) -> String {
    let keys = keys.iter().map(|key| format!("key {key}\n"));
    format!("{head} {number}\n{}", keys.collect::<String>())
}

/// The number and the keys of a list that begins with `head`.
fn list(text: &[u8], head: &str) -> Option<(u64, Vec<PublicKey>)> {
    if text.len() > LIMIT {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?.strip_suffix('\n')?;
    let mut lines = text.strip_prefix(head)?.split('\n');
    let number = number(lines.next()?)?;
    let keys: Vec<_> = lines
        .map(|line| PublicKey::parse(line.strip_prefix("key ")?))
        .collect::<Option<_>>()?;
    are_keys(&keys).then_some((number, keys))
}

/// A decimal number in its one form.
pub(crate) fn number(digits: &str) -> Option<u64> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let shortest = digits == "0" || !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain && shortest)
}

/// The signatures that a bundle carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatures {
    /// The text of the list of release keys.
    pub keys: Vec<u8>,
    /// Signatures of that text by root keys.
    pub by_root: Vec<SignedBy>,
    /// Signatures of the manifest by release keys.
    pub by_release: Vec<SignedBy>,
}

impl Signatures {
    /// Their bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = (self.keys.len() as u32).to_le_bytes().to_vec();
        bytes.extend_from_slice(&self.keys);
        for list in [&self.by_root, &self.by_release] {
            let mut list = list.clone();
            list.sort_by_key(|signed| signed.key);
            bytes.push(list.len() as u8);
            for signed in list {
                bytes.extend_from_slice(&signed.key.0);
                bytes.extend_from_slice(&signed.signature);
            }
        }
        bytes
    }

    /// Reads such bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > LIMIT {
            return None;
        }
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (keys, rest) = rest.split_at_checked(length)?;
        let (by_root, rest) = signed(rest)?;
        let (by_release, rest) = signed(rest)?;
        rest.is_empty().then(|| Self {
            keys: keys.to_vec(),
            by_root,
            by_release,
        })
    }

    /// Makes sure that keys which `root` named have signed the manifest; gives the list that named them.
    ///
    /// # Errors
    /// When they have not.
    pub fn verify(&self, root: &RootKeys, manifest: &[u8]) -> Result<ReleaseKeys, Refusal> {
        let keys = self.listed(root).ok_or(Refusal::UnknownKeys {})?;
        if !self.by_release.is_empty() && all_signed(&self.by_release, &keys.keys, manifest) {
            Ok(keys)
        } else {
            Err(Refusal::BadSignature {})
        }
    }

    /// The list of release keys, if enough root keys have signed it.
    pub fn listed(&self, root: &RootKeys) -> Option<ReleaseKeys> {
        let enough = self.by_root.len() >= root.threshold;
        let signed = enough && all_signed(&self.by_root, &root.keys, &self.keys);
        ReleaseKeys::parse(&self.keys).filter(|_| signed)
    }
}

/// Whether every one of these signatures is right, and by a key of the list.
fn all_signed(signatures: &[SignedBy], keys: &[PublicKey], message: &[u8]) -> bool {
    signatures.iter().all(|signed| {
        keys.binary_search(&signed.key).is_ok() && signed.key.has_signed(message, &signed.signature)
    })
}

/// A counted list of signatures, sorted by key, and what stands behind it.
fn signed(bytes: &[u8]) -> Option<(Vec<SignedBy>, &[u8])> {
    let (count, mut rest) = bytes.split_first()?;
    let mut list = Vec::new();
    for _ in 0..*count {
        let (key, behind) = rest.split_first_chunk::<32>()?;
        let (signature, behind) = behind.split_first_chunk::<64>()?;
        list.push(SignedBy {
            key: PublicKey(*key),
            signature: *signature,
        });
        rest = behind;
    }
    let sorted = list.is_sorted_by(|a, b| a.key < b.key);
    sorted.then_some((list, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(n: u8) -> SecretKey {
        SecretKey::from_seed(&[n; 32])
    }

    #[test]
    fn two_of_three_root_keys_name_who_signs() {
        let roots: Vec<_> = (1..=3).map(secret).collect();
        let root = RootKeys::new(2, roots.iter().map(SecretKey::public).collect()).unwrap();
        assert_eq!(
            RootKeys::parse(root.to_text().as_bytes()),
            Some(root.clone())
        );
        let release = secret(9);
        let keys = ReleaseKeys::new(4, vec![release.public()]).unwrap();
        let text = keys.to_text().into_bytes();
        assert_eq!(ReleaseKeys::parse(&text), Some(keys.clone()));
        let signed = |by: &[&SecretKey], message: &[u8]| Signatures {
            keys: text.clone(),
            by_root: by.iter().map(|key| key.sign(&text)).collect(),
            by_release: vec![release.sign(message)],
        };
        let verified = |signatures: &Signatures| {
            let again = Signatures::parse(&signatures.to_bytes()).unwrap();
            again.verify(&root, b"manifest").map(|keys| keys.epoch)
        };
        let both = [&roots[0], &roots[2]];
        assert_eq!(verified(&signed(&both, b"manifest")), Ok(4));
        assert_eq!(
            verified(&signed(&both, b"another")),
            Err(Refusal::BadSignature {})
        );
        assert_eq!(
            verified(&signed(&both[..1], b"manifest")),
            Err(Refusal::UnknownKeys {})
        );
        let stranger = secret(8);
        for other in [[&roots[0], &stranger], [&stranger, &roots[1]]] {
            assert_eq!(
                verified(&signed(&other, b"manifest")),
                Err(Refusal::UnknownKeys {})
            );
        }
        // One key that signs twice is one key.
        let mut twice = signed(&both, b"manifest");
        twice.by_root[1] = twice.by_root[0];
        assert_eq!(Signatures::parse(&twice.to_bytes()), None);
        // A third signature that is wrong spoils all.
        let mut third = signed(&[&roots[0], &roots[1], &roots[2]], b"manifest");
        assert_eq!(verified(&third), Ok(4));
        third.by_root[2].signature[7] ^= 1;
        assert_eq!(verified(&third), Err(Refusal::UnknownKeys {}));
        let none = Signatures {
            by_release: Vec::new(),
            ..signed(&both, b"manifest")
        };
        assert_eq!(verified(&none), Err(Refusal::BadSignature {}));
    }
}
