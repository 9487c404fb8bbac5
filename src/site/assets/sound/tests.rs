//! Recordings as programs write them, made here byte by byte; broken ones and others.

use super::*;

/// So many frames of silence: MPEG 2, layer III, 8 kbit/s, 24 kHz, one channel; 24 ms each.
fn frames(count: usize) -> Vec<u8> {
    let mut frame = vec![0xff, 0xf3, 0x14, 0xc4];
    frame.resize(24, 0);
    frame.repeat(count)
}

fn tagged(words: &str) -> Vec<u8> {
    let size = words.len() as u8;
    let head = [b'I', b'D', b'3', 4, 0, 0, 0, 0, 0, size];
    [&head, words.as_bytes()].concat()
}

/// A page of Ogg with its checksum.
fn raw_page(flags: u8, position: u64, number: u32, pieces: &[u8], body: &[u8]) -> Vec<u8> {
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend(position.to_le_bytes());
    page.extend(*b"loa!");
    page.extend(number.to_le_bytes());
    page.extend([0; 4]);
    page.push(pieces.len() as u8);
    page.extend(pieces);
    page.extend(body);
    let mut sum: u32 = 0;
    for byte in &page {
        sum ^= u32::from(*byte) << 24;
        for _ in 0..8 {
            sum = sum << 1 ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 };
        }
    }
    page[22..26].copy_from_slice(&sum.to_le_bytes());
    page
}

/// The same of whole packets.
fn page(flags: u8, position: u64, number: u32, packets: &[&[u8]]) -> Vec<u8> {
    let mut pieces = Vec::new();
    for packet in packets {
        pieces.extend(vec![255; packet.len() / 255]);
        pieces.push((packet.len() % 255) as u8);
    }
    raw_page(flags, position, number, &pieces, &packets.concat())
}

/// So many packets of 20 ms of silence, with a comment.
fn opus(packets: usize, comment: &str) -> Vec<u8> {
    let mut tags = b"OpusTags\x04\0\0\0test\x01\0\0\0".to_vec();
    tags.extend((comment.len() as u32).to_le_bytes());
    tags.extend(comment.as_bytes());
    let silence: Vec<&[u8]> = vec![&[0xf8, 0xff, 0xfe]; packets];
    let end = 312 + packets as u64 * 960;
    [
        page(2, 0, 0, &[HEAD]),
        page(0, 0, 1, &[&tags]),
        page(4, end, 2, &silence),
    ]
    .concat()
}

fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    let size = (content.len() as u32) | 0x1000_0000;
    [id, &size.to_be_bytes(), content].concat()
}

/// WebM as recorders in browsers write it: lengths of segment and cluster left open.
fn webm(kind: u8, tags: &str) -> Vec<u8> {
    let open = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    let track = [
        element(&[0xd7], &[1]),
        element(&[0x83], &[kind]),
        element(&[0x86], b"A_OPUS"),
        element(&[0x53, 0x6e], tags.as_bytes()),
    ]
    .concat();
    let block = |at: u16| {
        let at = at.to_be_bytes();
        element(&[0xa3], &[0x81, at[0], at[1], 0x80, 0xf8, 0xff, 0xfe])
    };
    [
        element(&[0x1a, 0x45, 0xdf, 0xa3], &element(&[0x42, 0x82], b"webm")),
        [&[0x18, 0x53, 0x80, 0x67], &open[..]].concat(),
        element(
            &[0x15, 0x49, 0xa9, 0x66],
            &[
                element(&[0x2a, 0xd7, 0xb1], &[0x0f, 0x42, 0x40]),
                element(&[0x7b, 0xa9], tags.as_bytes()),
            ]
            .concat(),
        ),
        element(&[0x16, 0x54, 0xae, 0x6b], &element(&[0xae], &track)),
        element(&[0x12, 0x54, 0xc3, 0x67], tags.repeat(20).as_bytes()),
        [&[0x1f, 0x43, 0xb6, 0x75], &open[..]].concat(),
        element(&[0xe7], &[0x03, 0xe8]),
        block(0),
        block(980),
    ]
    .concat()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    let words = words.as_bytes();
    bytes.windows(words.len()).any(|window| window == words)
}

/// One channel, 312 samples to be skipped.
const HEAD: &[u8] = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0";

const NAME: &str = "Người thu: Trần Văn Mẫu, 20.86N";

#[test]
fn what_is_noted_beside_mp3_is_not_published() {
    let tail = [b"TAG".as_slice(), NAME.as_bytes(), &[0; 80]].concat();
    let file = [tagged(NAME), frames(50), tagged(NAME), frames(50), tail].concat();
    let sound = read(&file).unwrap();
    assert_eq!((sound.format, sound.length), (SoundFormat::Mp3, 2400));
    assert_eq!(sound.bytes, frames(100));
    assert_eq!(
        read(&sound.bytes).unwrap(),
        sound,
        "nothing more to leave out"
    );
}

#[test]
fn comments_of_ogg_are_emptied_and_every_page_is_whole() {
    for comment in ["", NAME] {
        let sound = read(&opus(100, comment)).unwrap();
        assert_eq!((sound.format, sound.length), (SoundFormat::Ogg, 2000));
        assert!(!holds(&sound.bytes, "Mẫu"));
        assert_eq!(read(&sound.bytes).unwrap(), sound);
    }
    let twice = [opus(50, NAME), opus(50, NAME)].concat();
    assert_eq!(read(&twice).unwrap().length, 2000);
    // Comments over two pages, such as a picture.
    let tags = [b"OpusTags", NAME.repeat(60).as_bytes()].concat();
    let (first, rest) = tags.split_at(255 * 4);
    let file = [
        page(2, 0, 0, &[HEAD]),
        raw_page(0, u64::MAX, 1, &[255; 4], first),
        page(1, 0, 2, &[rest]),
        page(4, 312 + 960, 3, &[&[0xf8, 0xff, 0xfe]]),
    ]
    .concat();
    let sound = read(&file).unwrap();
    assert!(sound.length == 20 && !holds(&sound.bytes, "Mẫu"));
}

#[test]
fn notes_of_webm_become_empty_room() {
    let file = webm(2, NAME);
    let sound = read(&file).unwrap();
    assert_eq!((sound.format, sound.length), (SoundFormat::Webm, 2000));
    assert!(!holds(&sound.bytes, "Mẫu") && sound.bytes.len() == file.len());
    assert_eq!(read(&sound.bytes).unwrap(), sound);
    assert_eq!(read(&webm(1, NAME)), Err(Unfit::Film));
}

#[test]
fn what_is_no_recording_is_told() {
    let mut damaged = opus(20, "");
    let middle = damaged.len() - 10;
    damaged[middle] ^= 1;
    let cut = opus(20, "");
    let film = [
        page(2, 0, 0, &[b"OpusHead\x01\x01\0\0\0\0\0\0\0\0\0"]),
        page(2, 0, 0, &[b"\x80theora"]),
    ]
    .concat();
    let told: [(&[u8], Unfit); 10] = [
        (b"", Unfit::Unknown),
        (b"RIFF\0\0\0\0WAVEfmt ", Unfit::Unknown),
        (b"\0\0\0\x20ftypM4A ", Unfit::Unknown),
        (&[0xff; 4000], Unfit::Unknown),
        (&frames(1), Unfit::Unknown),
        (&tagged(NAME), Unfit::Unknown),
        (&damaged, Unfit::Damaged),
        (&cut[..cut.len() - 3], Unfit::Damaged),
        (&film, Unfit::Film),
        (
            &page(2, 0, 0, &[b"\x01vorbis\0\0\0\0\0\0\0\0"]),
            Unfit::Unknown,
        ),
    ];
    for (bytes, wanted) in told {
        assert_eq!(
            read(bytes).map(|sound| sound.length),
            Err(wanted),
            "{:?}",
            &bytes[..bytes.len().min(20)]
        );
    }
}

#[test]
fn no_bytes_make_it_stumble() {
    let mut seed: u64 = 42;
    let mut next = || {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (seed >> 33) as usize
    };
    for file in [frames(20), opus(20, NAME), webm(2, NAME)] {
        for end in 0..file.len() {
            read(&file[..end]).ok();
        }
        for _ in 0..3000 {
            let mut changed = file.clone();
            for _ in 0..1 + next() % 4 {
                let at = next() % changed.len();
                changed[at] = next() as u8;
            }
            read(&changed).ok();
        }
    }
}
