//! Bundles that are changed by chance, with their hashes made right again so that what lies behind those is reached: no
//! panic, no hang, and nothing else than what was signed is ever taken for signed.

use crate::bench::{SITE, Seeded, Signers, whole};
use base::digest::Sha256;
use kiosk::bundle::{Bundle, Memory};
use kiosk::refusal::Refusal;
use std::io;
use std::time::{Duration, Instant};

/// Changed bundles with all tests; with `LOA_DISK=all` they are changed for some time.
const SOME: u64 = 3000;

/// Seconds of that, where `LOA_FUZZ_SECONDS` names no other.
const LONG: u64 = 600;

/// How long one may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What bytes may become: lengths and counts are best tried at their ends.
const NUMBERS: [u32; 8] = [0, 1, 80, 81, 20_000, 4 << 20, u32::MAX / 2, u32::MAX];

/// Changes a bundle at a few places.
fn changed(bytes: &[u8], other: &[u8], seeded: &mut Seeded) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=seeded.below(4) {
        let at = seeded.below(bytes.len());
        match seeded.below(7) {
            0 => bytes[at] ^= 1 << seeded.below(8),
            1 => bytes[at] = u8::try_from(seeded.below(256)).unwrap_or_default(),
            2 => bytes.truncate(at.max(1)),
            3 => {
                let piece = bytes[at..bytes.len().min(at + seeded.below(200))].to_vec();
                let to = seeded.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            4 => {
                let from = seeded.below(other.len());
                let piece = &other[from..other.len().min(from + seeded.below(400))];
                let end = bytes.len().min(at + piece.len());
                bytes.splice(at..end, piece.iter().copied());
            }
            5 => {
                // A number of the head.
                let place = [8, 12, 16, 20, 24, 28, 32][seeded.below(7)];
                let number = NUMBERS[seeded.below(NUMBERS.len())].to_le_bytes();
                if bytes.len() > place + 4 {
                    bytes[place..place + 4].copy_from_slice(&number);
                }
            }
            _ => {
                let end = bytes.len().min(at + seeded.below(300));
                bytes.drain(at..end.max(at));
                bytes.push(0);
            }
        }
    }
    if seeded.below(4) > 0 {
        make_right(&mut bytes);
    }
    bytes
}

/// Writes length and hash of the head anew, as far as its numbers let them be found.
fn make_right(bytes: &mut [u8]) {
    let Some(head) = bytes.get(..68) else { return };
    let number = |at: usize| {
        let four: [u8; 4] = head[at..at + 4].try_into().unwrap_or_default();
        u32::from_le_bytes(four) as usize
    };
    let front = 68 + number(12) + number(20) + number(24).saturating_mul(81);
    let length = bytes.len() as u64;
    bytes[28..36].copy_from_slice(&length.to_le_bytes());
    if let Some(rest) = bytes.get(68..front) {
        let hash = Sha256::of(&[&bytes[..36], rest].concat());
        bytes[36..68].copy_from_slice(hash.as_bytes());
    }
}

/// How far a reader gets with it: 0 refused, 1 its form is sound, 2 signed.
fn read(bytes: &[u8], signers: &Signers, signed: &[Sha256]) -> usize {
    let Ok(bundle) = Bundle::open(Memory(bytes)) else {
        return 0;
    };
    let objects = bundle.verify_objects();
    if bundle.write_whole(None, &mut io::sink()).is_ok() {
        assert!(bundle.is_whole());
    }
    let signature: Result<_, Refusal> = bundle.verify_signatures(&signers.root());
    if signature.is_err() {
        return 1;
    }
    assert!(signed.contains(&bundle.sha256()), "nobody signed this");
    if objects.is_ok() {
        for object in bundle.manifest().objects().keys() {
            let mut content = Vec::new();
            if let Some(mut reader) = bundle.content(object) {
                io::copy(&mut reader, &mut content).expect("verified");
                assert_eq!(Sha256::of(&content), *object);
            }
        }
    }
    2
}

fn fuzz(seed: u64, mut goes_on: impl FnMut(u64) -> bool) {
    let signers = Signers::new(1);
    let words: Vec<u8> = (0..3000_u32).map(|n| b'a' + (n * n % 7) as u8).collect();
    let files = [SITE, &[("tim/chu.js", &words)]].concat();
    let bundles = [whole(&signers, 7, &files), whole(&signers, 8, SITE)];
    let signed = bundles.each_ref().map(|bytes| {
        let bundle = Bundle::open(Memory(bytes)).expect("sound");
        bundle.sha256()
    });
    let mut seeded = Seeded(seed);
    let (mut tried, mut reached) = (0, [0_u64; 3]);
    while goes_on(tried) {
        let state = seeded.0;
        let which = seeded.below(2);
        let bytes = changed(&bundles[which], &bundles[1 - which], &mut seeded);
        let begun = Instant::now();
        reached[read(&bytes, &signers, &signed)] += 1;
        assert!(begun.elapsed() < PATIENCE, "seed {state:#x} hangs");
        tried += 1;
    }
    println!(
        "{tried} bundles: {} refused, {} of sound form, {} signed",
        reached[0], reached[1], reached[2]
    );
    assert!(reached.iter().all(|count| *count > 0), "{reached:?}");
}

#[test]
fn bundles_changed_by_chance_do_no_harm() {
    if !std::env::var("LOA_DISK").is_ok_and(|value| value == "all") {
        fuzz(0xf022, |tried| tried < SOME);
        return;
    }
    let seconds = std::env::var("LOA_FUZZ_SECONDS").ok();
    let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(LONG);
    let begun = Instant::now();
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seed = seed.map_or(1, |since| since.as_secs()) | 1;
    println!("seed {seed}");
    fuzz(seed, |_| begun.elapsed() < Duration::from_secs(seconds));
}
