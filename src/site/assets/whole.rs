//! Whether a JPEG file (ITU-T T.81) is there to its end: decoders fill what is missing with grey.

/// Whether the end-of-image marker follows the picture's data. What cameras add behind it, and the
/// small preview that they put before it, do not count.
pub fn jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        // Fill bytes may stand before a marker.
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (Some(0xff), Some(&marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return false;
        };
        match marker {
            0xd9 => return true,
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => {
                let Some(length) = bytes.get(at + 2..at + 4) else {
                    return false;
                };
                at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
                if marker == 0xda {
                    at = after_scan(bytes, at);
                }
            }
        }
    }
}

/// The first marker behind a scan's data that does not belong to it.
fn after_scan(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(rest) = bytes.get(at..) {
        let Some(found) = rest.iter().position(|byte| *byte == 0xff) else {
            break;
        };
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::jpeg;
    use image::{DynamicImage, ImageFormat};
    use std::io::Cursor;

    #[test]
    fn every_cut_is_noticed_and_what_follows_the_end_is_not() {
        let mut file = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(40, 30)
            .write_to(&mut file, ImageFormat::Jpeg)
            .unwrap();
        let mut bytes = file.into_inner();
        assert!(jpeg(&bytes));
        for length in 0..bytes.len() {
            assert!(!jpeg(&bytes[..length]), "cut to {length}");
        }
        bytes.extend(b"trailer \xff\x00");
        assert!(jpeg(&bytes));
    }
}
