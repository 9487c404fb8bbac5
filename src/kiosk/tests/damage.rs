//! No bit of a bundle can be another, and none can be missing, without the bundle being refused.

use crate::bench::{SITE, Seeded, Signers, bundle, manifest, whole};
use kiosk::bundle::{Bundle, Memory};
use kiosk::refusal::Refusal;

/// What a kiosk makes of bytes.
fn verdict(signers: &Signers, bytes: &[u8]) -> Result<(), Refusal> {
    let bundle = Bundle::open(Memory(bytes))?;
    bundle.verify_signatures(&signers.root())?;
    bundle.verify_objects()
}

/// Where manifest, signatures, table and objects end.
fn ends(bytes: &[u8]) -> [usize; 4] {
    let number = |at: usize| {
        let bytes: [u8; 4] = bytes[at..at + 4].try_into().expect("four");
        u32::from_le_bytes(bytes) as usize
    };
    let manifest = 68 + number(12);
    let signatures = manifest + number(20);
    [
        manifest,
        signatures,
        signatures + number(24) * 81,
        bytes.len(),
    ]
}

#[test]
fn every_bit_of_head_manifest_signatures_and_table_counts() {
    let signers = Signers::new(1);
    let bytes = whole(&signers, 7, SITE);
    assert_eq!(verdict(&signers, &bytes), Ok(()));
    let [_, _, table, _] = ends(&bytes);
    for at in 0..table {
        for bit in 0..8 {
            let mut other = bytes.clone();
            other[at] ^= 1 << bit;
            assert!(verdict(&signers, &other).is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn ten_thousand_bits_of_objects_count() {
    let signers = Signers::new(1);
    let mut seeded = Seeded(0x10ad);
    let noise: Vec<u8> = (0..4000).map(|_| seeded.below(256) as u8).collect();
    let words: Vec<u8> = (0..20_000).map(|_| b'a' + seeded.below(4) as u8).collect();
    let files = [
        SITE,
        &[("assets/nhieu.jpg", &noise), ("tim/chu.js", &words)],
    ]
    .concat();
    let bytes = whole(&signers, 7, &files);
    assert_eq!(verdict(&signers, &bytes), Ok(()));
    let [_, _, table, end] = ends(&bytes);
    let opened = Bundle::open(Memory(&bytes)).expect("sound");
    opened.verify_signatures(&signers.root()).expect("signed");
    for _ in 0..10_000 {
        let at = table + seeded.below(end - table);
        let mut other = bytes.clone();
        other[at] ^= 1 << seeded.below(8);
        // Head, manifest and signatures are as they were.
        let other = Bundle::open(Memory(&other)).expect("the form is sound");
        assert!(other.verify_objects().is_err(), "byte {at}");
    }
}

#[test]
fn every_cut_and_every_addition_is_refused() {
    let signers = Signers::new(1);
    let bytes = whole(&signers, 7, SITE);
    for end in 0..bytes.len() {
        assert!(verdict(&signers, &bytes[..end]).is_err(), "{end}");
    }
    for more in [&[0][..], b"LOAKIOSK", &bytes] {
        let longer = [&bytes[..], more].concat();
        assert_eq!(verdict(&signers, &longer), Err(Refusal::CutOff {}));
    }
}

#[test]
fn parts_of_two_bundles_make_none() {
    let signers = Signers::new(1);
    let (one, two) = (whole(&signers, 7, SITE), whole(&signers, 8, SITE));
    let (ones, twos) = (ends(&one), ends(&two));
    for part in 0..3 {
        let from = |ends: &[usize; 4]| if part == 0 { 68 } else { ends[part - 1] };
        let mut mixed = one.clone();
        mixed.splice(
            from(&ones)..ones[part],
            two[from(&twos)..twos[part]].to_vec(),
        );
        assert_eq!(verdict(&signers, &mixed).is_err(), mixed != one);
    }
    // With the hash in the head put right, the signature still is of the other manifest.
    let text = manifest(8, SITE);
    let mut out = Vec::new();
    let theirs = signers.signatures(manifest(7, SITE).to_text().as_bytes());
    kiosk::bundle::write(&mut out, &text, &theirs, Vec::new()).expect("written");
    assert_eq!(verdict(&signers, &out), Err(Refusal::BadSignature {}));
}

#[test]
fn what_strangers_sign_is_refused() {
    let (signers, strangers) = (Signers::new(1), Signers::new(2));
    let theirs = whole(&strangers, 7, SITE);
    assert_eq!(verdict(&signers, &theirs), Err(Refusal::UnknownKeys {}));
    // Keys of a kiosk's own root that do not sign releases.
    let mixed = Signers {
        release: strangers.release,
        ..Signers::new(1)
    };
    let text = manifest(7, SITE);
    let mut spoilt = kiosk::keys::Signatures::parse(&signers.signatures(b"")).expect("sound");
    spoilt.by_release = vec![mixed.release.sign(text.to_text().as_bytes())];
    let mut out = Vec::new();
    kiosk::bundle::write(&mut out, &text, &spoilt.to_bytes(), Vec::new()).expect("written");
    assert_eq!(verdict(&signers, &out), Err(Refusal::BadSignature {}));
    // A manifest that names another epoch than the list of keys.
    let mut other = manifest(7, SITE);
    other.epoch = 2;
    let other = bundle(&signers, &other, SITE, |_| true);
    assert_eq!(verdict(&signers, &other), Err(Refusal::BadSignature {}));
}

/// Bytes by chance behind a sound beginning: never a panic, never a bundle.
#[test]
fn nothing_that_is_no_bundle_is_taken_for_one() {
    let signers = Signers::new(1);
    let bytes = whole(&signers, 7, SITE);
    let mut seeded = Seeded(0xface);
    for round in 0..20_000 {
        let mut other = bytes.clone();
        for _ in 0..=seeded.below(12) {
            let at = seeded.below(if round % 2 == 0 { 40 } else { other.len() });
            other[at] = seeded.below(256) as u8;
        }
        other.truncate(1 + seeded.below(other.len() * 2).min(other.len() - 1));
        if other != bytes {
            assert!(verdict(&signers, &other).is_err());
        }
    }
    for text in [
        &b""[..],
        b"LOA",
        b"PK\x03\x04",
        b"LOAKIOSK",
        &[0; 4096],
        &[0xff; 4096],
    ] {
        assert!(verdict(&signers, text).is_err());
    }
}
