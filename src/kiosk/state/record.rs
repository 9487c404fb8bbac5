//! The record that says what a kiosk shows. There are two, written in turn, each closed by a hash of its own: a record
//! that a power cut tore counts as none, and then the other one holds.
//!
//! A record has 512 bytes: `LOASTATE`, then as little-endian numbers version (`u32`), generation (`u64`), the slot that is
//! shown (`u8`, 255 for none), the slot that was shown before a release on trial (`u8`, 255 for none), whether a release is
//! on trial (`u8`), checks that it failed (`u8`), floor (`u64`), epoch (`u64`), the hash of the shown bundle's manifest (32
//! bytes), the SHA-256 of all bytes so far, and zeros.

use super::{Shown, State, Trial};
use base::digest::Sha256;

/// Bytes of a record: a sector, so that a disk writes it at once if it writes anything at once.
pub const LENGTH: usize = 512;

const MAGIC: &[u8; 8] = b"LOASTATE";

const VERSION: u32 = 1;

/// Bytes before the hash.
const HASHED: usize = 72;

/// No slot.
const NONE: u8 = u8::MAX;

/// How many slots there are.
pub const SLOTS: u8 = 3;

/// The bytes of a record.
pub fn to_bytes(state: &State) -> [u8; LENGTH] {
    let mut bytes = Vec::with_capacity(LENGTH);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&state.generation.to_le_bytes());
    let trial = state.trial.as_ref();
    bytes.push(state.shown.as_ref().map_or(NONE, |shown| shown.slot));
    bytes.push(trial.and_then(|trial| trial.before).unwrap_or(NONE));
    bytes.push(u8::from(trial.is_some()));
    bytes.push(trial.map_or(0, |trial| trial.failures));
    bytes.extend_from_slice(&state.floor.to_le_bytes());
    bytes.extend_from_slice(&state.epoch.to_le_bytes());
    let bundle = state.shown.as_ref().map(|shown| *shown.bundle.as_bytes());
    bytes.extend_from_slice(&bundle.unwrap_or_default());
    debug_assert_eq!(bytes.len(), HASHED);
    let hash = Sha256::of(&bytes);
    bytes.extend_from_slice(hash.as_bytes());
    let mut record = [0; LENGTH];
    record[..bytes.len()].copy_from_slice(&bytes);
    record
}

/// Reads a record; `None` where it is not whole.
pub fn parse(record: &[u8]) -> Option<State> {
    let record: &[u8; LENGTH] = record.try_into().ok()?;
    let number = |at: usize| {
        let bytes: [u8; 8] = record[at..at + 8].try_into().ok()?;
        Some(u64::from_le_bytes(bytes))
    };
    let slot = |at: usize| match record[at] {
        NONE => Some(None),
        slot => (slot < SLOTS).then_some(Some(slot)),
    };
    let bundle: [u8; 32] = record[40..72].try_into().ok()?;
    let trial = Trial {
        before: slot(21)?,
        failures: record[23],
    };
    let state = State {
        generation: number(12)?,
        shown: slot(20)?.map(|slot| Shown {
            slot,
            bundle: bundle.into(),
        }),
        trial: (record[22] == 1).then_some(trial),
        floor: number(24)?,
        epoch: number(32)?,
    };
    // Only the one form of a state is taken, and with it magic, version, hash and zeros are compared.
    (to_bytes(&state) == *record).then_some(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_bit_and_every_cut_make_it_none() {
        let state = State {
            generation: 7,
            shown: Some(Shown {
                slot: 2,
                bundle: Sha256::of(b"manifest"),
            }),
            trial: Some(Trial {
                before: Some(1),
                failures: 2,
            }),
            floor: 20_261_129_014_500,
            epoch: 3,
        };
        let record = to_bytes(&state);
        assert_eq!(parse(&record), Some(state));
        assert_eq!(parse(&to_bytes(&State::default())), Some(State::default()));
        for at in 0..LENGTH {
            assert_eq!(parse(&record[..at]), None);
            for bit in 0..8 {
                let mut other = record;
                other[at] ^= 1 << bit;
                assert_eq!(parse(&other), None, "{at} {bit}");
            }
        }
        assert_eq!(parse(&[0; LENGTH]), None);
    }
}
