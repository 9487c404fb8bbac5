//! What a disk may hold behind a power cut: what was flushed, and of the rest whatever chance says, by sectors.

use super::recorder::Event;
use crate::bench::Seeded;

/// A disk writes a sector wholly or not at all.
const SECTOR: usize = 512;

/// The second half of ext4's superblock. It arrives with the first: one that is torn has a wrong checksum, and then no program
/// gets at any file. Disks whose sectors have 4,096 bytes, as by now all do, cannot tear it.
const SUPERBLOCK: usize = 1536;

/// How much of what was not flushed arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    All,
    Nothing,
    /// The first of the writes, the next one by half.
    First,
    /// Some of the writes, in whatever order, each wholly.
    Some,
    /// Some of the sectors of some of the writes.
    Torn,
}

const LEFT: [Left; 5] = [
    Left::All,
    Left::Nothing,
    Left::First,
    Left::Some,
    Left::Torn,
];

/// Disks behind power cuts.
pub struct Cuts<'a, M> {
    pub before: &'a [u8],
    pub events: &'a [Event<M>],
}

/// A disk behind a power cut, and the mark that was the last before.
pub struct Cut<'a, M> {
    pub disk: Vec<u8>,
    pub mark: &'a M,
    /// For people: where and how.
    pub told: String,
}

impl<'a, M> Cuts<'a, M> {
    /// The cut of this seed. The first event is a mark.
    pub fn cut(&self, seed: u64) -> Cut<'a, M> {
        let mut seeded = Seeded(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        seeded.below(2);
        let place = self.place(&mut seeded);
        let happened = &self.events[..place];
        let is_flush = |event: &Event<M>| matches!(event, Event::Flush);
        let flushed = happened.iter().rposition(is_flush).map_or(0, |at| at + 1);
        let mut disk = self.before.to_vec();
        for event in &happened[..flushed] {
            apply(&mut disk, event, || true);
        }
        let left = LEFT[seeded.below(LEFT.len())];
        let pending = &happened[flushed..];
        let first = seeded.below(pending.len() + 1);
        for (number, event) in pending.iter().enumerate() {
            let some = seeded.below(2) == 0;
            apply(&mut disk, event, || match left {
                Left::All => true,
                Left::Nothing => false,
                Left::First => number < first || number == first && seeded.below(2) == 0,
                Left::Some => some,
                Left::Torn => some && seeded.below(2) == 0,
            });
        }
        let mark = happened.iter().rev().find_map(|event| match event {
            Event::Mark(mark) => Some(mark),
            _ => None,
        });
        Cut {
            disk,
            mark: mark.expect("the first event is a mark"),
            told: format!(
                "seed {seed}, cut at {place} of {}, {left:?} of {} unflushed",
                self.events.len(),
                pending.len()
            ),
        }
    }

    /// Behind which events: any; often right behind a mark, where somebody was just told something.
    fn place(&self, seeded: &mut Seeded) -> usize {
        let is_mark = |at: &usize| matches!(self.events[*at], Event::Mark(_));
        let marks: Vec<_> = (0..self.events.len()).filter(is_mark).collect();
        match seeded.below(4) {
            0 => marks[seeded.below(marks.len())] + 1,
            _ => 1 + seeded.below(self.events.len()),
        }
    }
}

/// Does to `disk` what `event` did, in the sectors that `arrives` says.
fn apply<M>(disk: &mut [u8], event: &Event<M>, mut arrives: impl FnMut() -> bool) {
    let Event::Write(at, bytes) = event else {
        return;
    };
    let mut arrived = arrives();
    for (number, sector) in bytes.chunks(SECTOR).enumerate() {
        let from = at + number * SECTOR;
        if number > 0 && from != SUPERBLOCK {
            arrived = arrives();
        }
        if arrived {
            disk[from..from + sector.len()].copy_from_slice(sector);
        }
    }
}
