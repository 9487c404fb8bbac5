//! Import: old encodings of Vietnamese, and UTF-16.

use super::{dry_run, dry_run_bytes, fixture, outline};
use std::collections::BTreeMap;
use std::fs;

/// For each Vietnamese letter its one or two Western letters in an old encoding.
fn old_letters(legacy: formats::encoding::Legacy) -> BTreeMap<char, String> {
    use formats::encoding::convert;
    let western: Vec<char> = ('\u{a1}'..='\u{ff}').collect();
    let base = || ('a'..='z').chain('A'..='Z').chain(['ô', 'ö', 'Ô', 'Ö']);
    let single = western.iter().map(char::to_string);
    let double =
        base().flat_map(|letter| western.iter().map(move |mark| format!("{letter}{mark}")));
    let mut letters = BTreeMap::new();
    for written in single.chain(double) {
        let turned: Vec<char> = convert(&written, legacy).chars().collect();
        if let [letter] = turned[..]
            && !letter.is_ascii()
        {
            letters.entry(letter).or_insert(written);
        }
    }
    letters
}

/// A text in an old encoding; TCVN3 writes capitals with tones as small letters.
fn in_old_encoding(source: &str, legacy: formats::encoding::Legacy) -> Vec<u8> {
    let letters = old_letters(legacy);
    let small = |c: char| c.to_lowercase().next().unwrap();
    let find = |c: char| letters.get(&c).or_else(|| letters.get(&small(c)));
    let western: String = source
        .chars()
        .map(|c| find(c).cloned().unwrap_or_else(|| c.to_string()))
        .collect();
    western
        .replace(['“', '”'], "\"")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect()
}

#[test]
fn every_encoding_gives_the_same_document() {
    use formats::encoding::Legacy;
    use unicode_normalization::UnicodeNormalization;
    let source = fs::read_to_string(fixture("ubnd.txt")).unwrap();
    let wanted = dry_run(&fixture("ubnd.txt"));
    let decomposed: String = source.nfd().collect();
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(source.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (name, bytes) in [
        ("nfd.txt", decomposed.into_bytes()),
        ("utf16.txt", wide),
        ("tcvn3.txt", in_old_encoding(&source, Legacy::Tcvn3)),
        ("vni.txt", in_old_encoding(&source, Legacy::Vni)),
    ] {
        let found = dry_run_bytes(name, &bytes);
        for key in [
            "kind",
            "number",
            "date",
            "signer",
            "recipients",
            "signer_role",
            "issuer",
            "place",
        ] {
            assert_eq!(found[key], wanted[key], "{key} of {name}");
        }
        assert_eq!(outline(&found), outline(&wanted), "{name}");
    }
}
