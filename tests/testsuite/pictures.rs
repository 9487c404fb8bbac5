//! Pictures of posts, social cards and icons: what readers load, what is kept, what is refused.

use crate::bench::{Bench, lesson, post, tree};
use expect_test::expect;
use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Frame, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use site::assets::PHONE_BYTES;
use site::render::Loads;
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// Something like a photograph: broad shapes, edges and grain.
fn photo(width: u32, height: u32, seed: u32) -> RgbImage {
    let hash = |x: u32, y: u32| {
        let mixed = x.wrapping_mul(374_761_393) ^ y.wrapping_mul(668_265_263) ^ seed;
        (mixed ^ mixed >> 13).wrapping_mul(1_274_126_177) >> 24
    };
    RgbImage::from_fn(width, height, |x, y| {
        let broad = 90.0 + 60.0 * (x as f32 * 0.01).sin() + 50.0 * (y as f32 * 0.013).cos();
        let edge = if hash(x / 23, y / 17) > 150 {
            40.0
        } else {
            0.0
        };
        let grain = hash(x, y) as f32 * 0.12;
        let value = (broad + edge + grain).clamp(0.0, 255.0) as u8;
        Rgb([value, value.saturating_sub(20), 255 - value])
    })
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 92)
        .encode_image(image)
        .unwrap();
    bytes
}

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A JPEG file with an Exif segment (CIPA DC-008): how it is to be turned, and where it was taken.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut bytes = Vec::new();
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value);
        bytes
    };
    let mut exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x02\0".to_vec();
    exif.extend(entry(0x0112, 3, 1, [orientation, 0, 0, 0]));
    exif.extend(entry(0x8825, 4, 1, [38, 0, 0, 0]));
    exif.extend([0; 4]);
    exif.extend([1, 0]);
    exif.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
    exif.extend([0; 4]);
    exif.extend(b"SERIAL-4711");
    let length = u16::try_from(exif.len() + 2).unwrap();
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// The published files of the picture whose name begins with `stem`, with their bytes.
fn published(bench: &Bench, stem: &str) -> Vec<(String, Vec<u8>)> {
    let files = tree(&bench.path("public/mau/assets"));
    let named = files
        .into_iter()
        .map(|(path, bytes)| (path.display().to_string(), bytes));
    named
        .filter(|(name, _)| name.starts_with(&format!("{stem}.")))
        .collect()
}

#[test]
fn readers_load_small_upright_pictures_without_place_and_camera() {
    let bench = Bench::new();
    // Upright, the four corners are red, green, blue and white.
    let corners = RgbImage::from_fn(640, 480, |x, y| match (x < 320, y < 240) {
        (true, true) => Rgb([220, 20, 20]),
        (false, true) => Rgb([20, 200, 20]),
        (true, false) => Rgb([20, 20, 220]),
        (false, false) => Rgb([240, 240, 240]),
    });
    let upright = DynamicImage::ImageRgb8(corners);
    // What a camera writes that is held so that the picture must be turned by this much.
    let stored = [
        upright.clone(),
        upright.fliph(),
        upright.rotate180(),
        upright.flipv(),
        upright.rotate90().fliph(),
        upright.rotate270(),
        upright.rotate270().fliph(),
        upright.rotate90(),
    ];
    let mut text = String::new();
    for (orientation, stored) in (1..).zip(&stored) {
        let bytes = with_exif(&jpeg(&stored.to_rgb8()), orientation);
        bench.write(&format!("content/mau/tin/huong-{orientation}.jpg"), bytes);
        text.push_str(&format!("![Bốn góc](huong-{orientation}.jpg)\n\n"));
    }
    bench.write("content/mau/tin/anh.md", post("Ảnh", &text));
    bench.build_well();
    for orientation in 1..=8 {
        let files = published(&bench, &format!("huong-{orientation}"));
        assert_eq!(files.len(), 4, "two widths in two formats");
        for (name, bytes) in files {
            let image = image::load_from_memory(&bytes).unwrap();
            let (width, height) = image.dimensions();
            assert_eq!(height, (width * 3 + 2) / 4, "{name}");
            assert!(name.contains(&format!(".{width}.")), "{name}: {width}");
            let near = |x: u32, y: u32, wanted: [u8; 3]| {
                let found = image.get_pixel(x, y).0;
                let close = found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) < 40);
                assert!(close, "{name} at {x},{y}: {found:?}, not {wanted:?}");
            };
            near(20, 20, [220, 20, 20]);
            near(width - 20, 20, [20, 200, 20]);
            near(20, height - 20, [20, 20, 220]);
            near(width - 20, height - 20, [240, 240, 240]);
            for trace in [&b"Exif"[..], b"SERIAL", b"ICC_PROFILE", b"EXIF", b"XMP"] {
                let found = bytes.windows(trace.len()).any(|window| window == trace);
                assert!(!found, "{name} holds {}", String::from_utf8_lossy(trace));
            }
        }
    }
}

#[test]
fn a_picture_is_offered_in_several_widths_and_only_the_first_is_loaded_at_once() {
    let bench = Bench::new();
    bench.write("content/mau/tin/mot.jpg", jpeg(&photo(1300, 900, 1)));
    bench.write("content/mau/tin/hai.jpg", jpeg(&photo(300, 200, 2)));
    let mut clear = RgbaImage::from_pixel(500, 500, Rgba([10, 120, 60, 255]));
    clear.put_pixel(3, 3, Rgba([0, 0, 0, 0]));
    bench.write(
        "content/mau/tin/ba.png",
        png(&DynamicImage::ImageRgba8(clear)),
    );
    bench.write(
        "content/mau/tin/anh.md",
        post(
            "Ảnh",
            "![Một](mot.jpg)\n\n![Hai](hai.jpg \"Chú thích\")\n\n![Ba](ba.png)\n",
        ),
    );
    bench.write(
        "content/mau/tin/bia.md",
        "+++\ntitle = \"Bìa\"\ndate = 2026-01-15\ncover = \"mot.jpg\"\ncover_alt = \"Một\"\n+++\n\n![Hai](hai.jpg)\n",
    );
    bench.build_well();
    let shown = |page: &str| {
        let html = bench.read(page);
        let pictures = html.split("<picture>").skip(1);
        let tags = pictures.map(|rest| rest.split_once("</picture>").unwrap().0.to_owned());
        let tags = tags.collect::<Vec<_>>().join("\n") + "\n";
        // The names hold hashes of what encoders made of the fixtures.
        let parts = tags.split('.').map(|part| {
            let hash = part.len() == 10 && part.bytes().all(|b| b.is_ascii_hexdigit());
            if hash { "…" } else { part }
        });
        parts.collect::<Vec<_>>().join(".")
    };
    expect![[r#"
        <source type="image/webp" srcset="/assets/mot.….400.webp 400w, /assets/mot.….800.webp 800w, /assets/mot.….1300.webp 1300w" sizes="(min-width: 46rem) 38rem, (min-resolution: 2.5dppx) 60vw, 92vw"><img src="/assets/mot.….800.jpg" srcset="/assets/mot.….400.jpg 400w, /assets/mot.….800.jpg 800w" sizes="(min-width: 46rem) 38rem, (min-resolution: 2.5dppx) 60vw, 92vw" alt="Một" width="1300" height="900" fetchpriority="high" decoding="async">
        <source type="image/webp" srcset="/assets/hai.….300.webp 300w" sizes="(min-width: 46rem) 38rem, (min-resolution: 2.5dppx) 60vw, 92vw"><img src="/assets/hai.….300.jpg" alt="Hai" width="300" height="200" loading="lazy" decoding="async" title="Chú thích">
        <source type="image/webp" srcset="/assets/ba.….400.webp 400w, /assets/ba.….500.webp 500w" sizes="(min-width: 46rem) 38rem, (min-resolution: 2.5dppx) 60vw, 92vw"><img src="/assets/ba.….400.png" alt="Ba" width="500" height="500" loading="lazy" decoding="async">
    "#]].assert_eq(&shown("public/mau/tin/anh/index.html"));
    expect![[r#"
        <source type="image/webp" srcset="/assets/mot.….400.webp 400w, /assets/mot.….800.webp 800w, /assets/mot.….1300.webp 1300w" sizes="(min-width: 46rem) 38rem, (min-resolution: 2.5dppx) 60vw, 92vw"><img class="cover" src="/assets/mot.….800.jpg" srcset="/assets/mot.….400.jpg 400w, /assets/mot.….800.jpg 800w" sizes="(min-width: 46rem) 38rem, (min-resolution: 2.5dppx) 60vw, 92vw" width="1300" height="900" alt="Một" fetchpriority="high" decoding="async">
        <source type="image/webp" srcset="/assets/hai.….300.webp 300w" sizes="(min-width: 46rem) 38rem, (min-resolution: 2.5dppx) 60vw, 92vw"><img src="/assets/hai.….300.jpg" alt="Hai" width="300" height="200" loading="lazy" decoding="async">
    "#]].assert_eq(&shown("public/mau/tin/bia/index.html"));
}

#[test]
fn the_first_view_of_a_photograph_fits_the_budget_of_a_phone() {
    let bench = Bench::new();
    bench.write("content/mau/tin/anh.jpg", jpeg(&photo(1200, 1600, 3)));
    bench.write("content/mau/tin/anh.md", post("Ảnh", "![Hạt](anh.jpg)\n"));
    bench.build_well();
    let loads = Loads::of(&bench.read("public/mau/tin/anh/index.html"));
    let seen_at_once = loads.pictures.into_iter().filter(|picture| !picture.lazy);
    let files: Vec<_> = seen_at_once.map(|picture| picture.url).collect();
    assert_eq!(files.len(), 1);
    for file in files {
        let size = fs::metadata(bench.path(&format!("public/mau{file}")))
            .unwrap()
            .len();
        assert!(size as usize <= PHONE_BYTES, "{file}: {size} bytes");
    }
}

/// 60 posts and 12 pictures here, 1,000 and 200 in `docs`: no build makes a picture that was made before.
#[test]
fn an_unchanged_picture_is_never_made_again() {
    let bench = Bench::new();
    bench.write(
        "content/khac/ward.toml",
        bench.read("content/mau/ward.toml").replace("mau", "khac"),
    );
    let pictures = 12;
    for n in 0..pictures {
        bench.write(
            &format!("content/chung/suc-khoe/anh-{n}.jpg"),
            jpeg(&photo(480, 320, n)),
        );
    }
    for n in 0..60 {
        let text = format!("![Ảnh](anh-{}.jpg)\n\nBài số {n}.\n", n % pictures);
        bench.write(
            &format!("content/chung/suc-khoe/bai-{n}.md"),
            lesson(&format!("Bài {n}"), &text),
        );
    }
    let made = |expected: Option<u32>| {
        let ran = bench.build_well();
        let said = expected.map(|made| format!("Đã thu nhỏ {made} ảnh;"));
        match said {
            Some(said) => assert!(ran.stdout.contains(&said), "{}", ran.stdout),
            None => assert!(!ran.stdout.contains("thu nhỏ"), "{}", ran.stdout),
        }
    };
    made(Some(pictures));
    let first = tree(&bench.path("public"));
    made(None);
    // Another build finds them too when the sites themselves are gone.
    fs::remove_dir_all(bench.path("public/mau")).unwrap();
    fs::remove_dir_all(bench.path("public/khac")).unwrap();
    made(None);
    assert!(tree(&bench.path("public")) == first);
    // A changed picture is the only one that is made again.
    bench.write(
        "content/chung/suc-khoe/anh-0.jpg",
        jpeg(&photo(480, 320, 99)),
    );
    made(Some(1));
    // A new name is no new picture.
    fs::rename(
        bench.path("content/chung/suc-khoe/anh-1.jpg"),
        bench.path("content/chung/suc-khoe/ten-moi.jpg"),
    )
    .unwrap();
    for n in (1..60).step_by(pictures as usize) {
        let path = format!("content/chung/suc-khoe/bai-{n}.md");
        bench.write(&path, bench.read(&path).replace("anh-1.jpg", "ten-moi.jpg"));
    }
    made(None);
}

#[test]
fn a_damaged_cache_costs_time_alone() {
    let bench = Bench::new();
    bench.write("content/mau/tin/anh.jpg", jpeg(&photo(480, 320, 1)));
    bench.write("content/mau/tin/anh.md", post("Ảnh", "![Ảnh](anh.jpg)\n"));
    bench.build_well();
    let first = tree(&bench.path("public"));
    let entries = || {
        let folder = fs::read_dir(bench.path("public/.loa/pictures")).unwrap();
        let paths = folder.map(|entry| entry.unwrap().path());
        paths.collect::<Vec<_>>()
    };
    let [entry] = &entries()[..] else {
        panic!("{:?}", entries());
    };
    let whole = fs::read(entry).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for damaged in [&whole[..whole.len() / 2], &flipped, b""] {
        fs::write(entry, damaged).unwrap();
        fs::write(entry.with_extension("new"), "dở dang").unwrap();
        fs::remove_dir_all(bench.path("public/mau")).unwrap();
        let ran = bench.build_well();
        assert!(ran.stdout.contains("Đã thu nhỏ 1 ảnh"), "{}", ran.stdout);
        assert!(tree(&bench.path("public")) == first);
        assert_eq!(entries(), std::slice::from_ref(entry));
        assert_eq!(fs::read(entry).unwrap(), whole);
    }
}

#[test]
fn checking_pictures_writes_nothing() {
    let bench = Bench::new();
    bench.write("content/mau/tin/anh.jpg", jpeg(&photo(480, 320, 1)));
    bench.write("content/mau/tin/anh.md", post("Ảnh", "![Ảnh](anh.jpg)\n"));
    let ran = bench.loa(&["check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(!bench.path("public").exists());
}

#[test]
fn what_is_no_picture_or_too_much_of_one_is_told_at_its_line() {
    let bench = Bench::new();
    let whole = jpeg(&photo(320, 240, 1));
    let drawn = png(&DynamicImage::ImageRgb8(photo(320, 240, 1)));
    let blank = |width, height| png(&DynamicImage::new_luma8(width, height));
    let files: [(&str, &[u8]); 10] = [
        (
            "trang.jpg",
            b"<!doctype html><html><script>alert(1)</script></html>",
        ),
        ("nen.png", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("chay.jpg", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff"),
        ("rong.png", b""),
        ("cut.jpg", &whole[..whole.len() / 2]),
        ("cut.png", &drawn[..drawn.len() / 2]),
        ("dau.jpg", &whole[..20]),
        ("dai.png", &blank(20_000, 10)),
        ("bom.png", &blank(9_000, 9_000)),
        (
            "hinh.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='20000' height='9'/>",
        ),
    ];
    let mut text = String::new();
    for (name, bytes) in files {
        bench.write(&format!("content/mau/tin/{name}"), bytes);
        text.push_str(&format!("![Ảnh]({name})\n"));
    }
    bench.write("content/mau/tin/anh.md", post("Ảnh", &text));
    let ran = bench.loa(&["check"]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: `trang.jpg` không phải ảnh JPEG, PNG, WebP, GIF hay SVG
         --> content/mau/tin/anh.md:6:1
          |
        6 | ![Ảnh](trang.jpg)
          | ^^^^^^^^^^^^^^^^^
          |
          = cách sửa: mở ảnh bằng trình xem ảnh và lưu lại thành JPEG, PNG hoặc WebP

        lỗi: `nen.png` không phải ảnh JPEG, PNG, WebP, GIF hay SVG
         --> content/mau/tin/anh.md:7:1
          |
        7 | ![Ảnh](nen.png)
          | ^^^^^^^^^^^^^^^
          |
          = cách sửa: mở ảnh bằng trình xem ảnh và lưu lại thành JPEG, PNG hoặc WebP

        lỗi: `chay.jpg` không phải ảnh JPEG, PNG, WebP, GIF hay SVG
         --> content/mau/tin/anh.md:8:1
          |
        8 | ![Ảnh](chay.jpg)
          | ^^^^^^^^^^^^^^^^
          |
          = cách sửa: mở ảnh bằng trình xem ảnh và lưu lại thành JPEG, PNG hoặc WebP

        lỗi: `rong.png` không phải ảnh JPEG, PNG, WebP, GIF hay SVG
         --> content/mau/tin/anh.md:9:1
          |
        9 | ![Ảnh](rong.png)
          | ^^^^^^^^^^^^^^^^
          |
          = cách sửa: mở ảnh bằng trình xem ảnh và lưu lại thành JPEG, PNG hoặc WebP

        lỗi: ảnh `cut.jpg` bị cụt, thiếu phần cuối
          --> content/mau/tin/anh.md:10:1
           |
        10 | ![Ảnh](cut.jpg)
           | ^^^^^^^^^^^^^^^
           |
           = cách sửa: chép hoặc tải lại ảnh từ máy đã chụp

        lỗi: ảnh `cut.png` bị cụt, thiếu phần cuối
          --> content/mau/tin/anh.md:11:1
           |
        11 | ![Ảnh](cut.png)
           | ^^^^^^^^^^^^^^^
           |
           = cách sửa: chép hoặc tải lại ảnh từ máy đã chụp

        lỗi: ảnh `dau.jpg` bị cụt, thiếu phần cuối
          --> content/mau/tin/anh.md:12:1
           |
        12 | ![Ảnh](dau.jpg)
           | ^^^^^^^^^^^^^^^
           |
           = cách sửa: chép hoặc tải lại ảnh từ máy đã chụp

        lỗi: ảnh `dai.png` quá lớn: 20000 × 10 px, giới hạn 12000 px
          --> content/mau/tin/anh.md:13:1
           |
        13 | ![Ảnh](dai.png)
           | ^^^^^^^^^^^^^^^
           |
           = cách sửa: thu nhỏ ảnh rồi lưu lại

        lỗi: ảnh `bom.png` quá lớn: 9000 × 9000 px, giới hạn 65 MP
          --> content/mau/tin/anh.md:14:1
           |
        14 | ![Ảnh](bom.png)
           | ^^^^^^^^^^^^^^^
           |
           = cách sửa: thu nhỏ ảnh rồi lưu lại

        lỗi: ảnh `hinh.svg` quá lớn: 20000 × 9 px, giới hạn 12000 px
          --> content/mau/tin/anh.md:15:1
           |
        15 | ![Ảnh](hinh.svg)
           | ^^^^^^^^^^^^^^^^
           |
           = cách sửa: thu nhỏ ảnh rồi lưu lại

        10 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
}

/// The header promises more than any memory holds.
#[test]
fn a_header_that_lies_about_its_size_is_refused() {
    let bench = Bench::new();
    let mut bytes = png(&DynamicImage::new_luma8(8, 8));
    bytes[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    bench.write("content/mau/tin/anh.png", bytes);
    bench.write("content/mau/tin/anh.md", post("Ảnh", "![Ảnh](anh.png)\n"));
    let ran = bench.loa(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("ảnh `anh.png`"), "{}", ran.stderr);
}

#[test]
fn the_true_type_counts_and_a_moving_picture_stands_still() {
    let bench = Bench::new();
    let frame = |value| Frame::new(RgbaImage::from_pixel(60, 40, Rgba([value, 0, 0, 255])));
    let gif = |frames: &[u8]| {
        let mut bytes = Vec::new();
        let mut encoder = GifEncoder::new(&mut bytes);
        encoder
            .encode_frames(frames.iter().map(|value| frame(*value)))
            .unwrap();
        drop(encoder);
        bytes
    };
    bench.write("content/mau/tin/dong.gif", gif(&[250, 10]));
    bench.write("content/mau/tin/tinh.gif", gif(&[250]));
    bench.write(
        "content/mau/tin/that-ra-png.jpg",
        png(&DynamicImage::ImageRgb8(photo(60, 40, 1))),
    );
    bench.write(
        "content/mau/tin/anh.md",
        post(
            "Ảnh",
            "![Động](dong.gif)\n\n![Tĩnh](tinh.gif)\n\n![PNG](that-ra-png.jpg)\n",
        ),
    );
    let ran = bench.build_well();
    expect![[r#"
        lưu ý: ảnh động `dong.gif` chỉ hiện hình đầu tiên
         --> content/mau/tin/anh.md:6:1
          |
        6 | ![Động](dong.gif)
          | ^^^^^^^^^^^^^^^^^
          |
          = cách sửa: thay bằng vài ảnh tĩnh theo từng bước, mỗi ảnh một lời mô tả

    "#]]
    .assert_eq(&ran.stderr);
    for stem in ["dong", "tinh", "that-ra-png"] {
        let files = published(&bench, stem);
        let names: Vec<_> = files
            .iter()
            .map(|(name, _)| Path::new(name).extension().unwrap().to_owned())
            .collect();
        assert_eq!(names, ["jpg", "webp"], "{stem}");
    }
    let files = published(&bench, "dong");
    let still = image::load_from_memory(&files[1].1).unwrap();
    assert!(still.get_pixel(30, 20).0[0] > 200, "not the first frame");
}

#[test]
fn every_page_names_a_card_and_icons_that_are_there() {
    let bench = Bench::new();
    bench.build_well();
    let pages = ["index.html", "tin/index.html", "tin/khai-truong/index.html"];
    for page in pages {
        let html = bench.read(&format!("public/mau/{page}"));
        let value = |before: &str| {
            let (_, rest) = html
                .split_once(before)
                .unwrap_or_else(|| panic!("{page}: {before}"));
            rest.split_once('"').unwrap().0.to_owned()
        };
        let card = value("<meta property=\"og:image\" content=\"https://mau.example.vn/");
        let bytes = fs::read(bench.path(&format!("public/mau/{card}"))).unwrap();
        let image = image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap();
        assert_eq!(image.dimensions(), (1200, 630));
        assert_eq!(value("og:image:width\" content=\""), "1200");
        assert_eq!(value("og:image:height\" content=\""), "630");
        assert!(!value("og:image:alt\" content=\"").is_empty());
        for icon in [
            "sizes=\"48x48\" href=\"/",
            "sizes=\"any\" href=\"/",
            "rel=\"apple-touch-icon\" href=\"/",
        ] {
            let icon = value(icon);
            assert!(bench.path(&format!("public/mau/{icon}")).exists(), "{icon}");
        }
    }
    // The pages of a portable site are not shared.
    let ran = bench.loa(&["build", "--portable", "--out", "portable"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let home = bench.read("portable/mau/index.html");
    assert!(!home.contains("og:image") && home.contains("rel=\"apple-touch-icon\" href=\"./"));
}
