//! A ward's own sign, drawn from its name as rings around a star, in the manner of a bronze drum: the same name, the same sign.

use super::context::RingContext;
use base::digest::sha256;

/// The star, and the rings around it: radius and width in a box of 48, least and most pieces.
const RINGS: [(u32, u32, u32, u32); 3] = [(5, 9, 5, 12), (14, 5, 8, 18), (20, 4, 12, 30)];

/// How a ring is cut: how much of each piece is drawn, in tenths; `0` is a dot.
const CUTS: [u32; 4] = [0, 3, 5, 8];

/// The rings of the ward with this name.
pub(super) fn motif(name: &str) -> Vec<RingContext> {
    let hash = sha256(name.as_bytes());
    let mut digits = hash.chars().filter_map(|digit| digit.to_digit(16));
    let mut before = 0;
    let mut next = || digits.next().unwrap_or_default();
    RINGS
        .iter()
        .enumerate()
        .map(|(at, &(radius, width, least, most))| {
            let pieces = least + (16 * next() + next()) % (most - least + 1);
            // The star has rays; of two rings beside each other no two are cut alike.
            let cut = match at {
                0 => 2,
                _ => (before + 1 + next() % 3) % 4,
            };
            before = cut;
            let drawn = CUTS.get(cut as usize).copied().unwrap_or_default();
            RingContext {
                radius,
                width: if drawn == 0 { width - 1 } else { width },
                pieces,
                drawn,
                left: 10 - drawn,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::motif;
    use std::collections::BTreeSet;

    #[test]
    fn each_name_has_its_own_sign() {
        let names = [
            "Lê Chân",
            "Nam Đồng",
            "Việt Hưng",
            "Cao Minh",
            "Bình Minh",
            "Hòa Bình",
        ];
        let signs: BTreeSet<_> = names
            .iter()
            .map(|name| format!("{:?}", motif(name)))
            .collect();
        assert_eq!(signs.len(), names.len());
        assert_eq!(
            format!("{:?}", motif("Lê Chân")),
            format!("{:?}", motif("Lê Chân"))
        );
    }
}
