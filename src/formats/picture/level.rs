//! A page that leans → one whose lines are level: by the angle at which its lines are told apart best.

use super::Grey;

/// Pixels of the longer side at which the angle is looked for.
const COARSE: usize = 900;

/// Darker than this is ink.
const INK: u8 = 140;

/// Largest angle that is looked for, and smallest that is mended, in tenths of a degree.
const MOST: i32 = 120;
const LEAST: i32 = 3;

/// How much clearer lines must be when they are level, in a hundred of how clear they are.
const CLEARER: u64 = 108;

/// The picture with its lines level, whichever way they go.
pub fn levelled(picture: Grey) -> Grey {
    let angle = angle(&picture);
    match angle.abs() >= LEAST {
        true => turned(&picture, f64::from(angle) / 10.0),
        false => picture,
    }
}

/// By how much the lines of a page lean, in tenths of a degree; 0 where they do not, or there are none.
fn angle(picture: &Grey) -> i32 {
    let ink = ink(picture);
    if ink.len() < 200 {
        return 0;
    }
    let best = |angles: &mut dyn Iterator<Item = i32>| {
        angles
            .map(|angle| (clearness(&ink, angle), angle))
            .max_by_key(|(clear, angle)| (*clear, -angle.abs()))
            .unwrap_or_default()
    };
    let (_, rough) = best(&mut (-MOST..=MOST).step_by(10));
    let (clear, fine) = best(&mut (rough - 9..=rough + 9).step_by(2));
    match clear * 100 > clearness(&ink, 0) * CLEARER {
        true => fine,
        false => 0,
    }
}

/// The places of ink in a small copy of a picture.
fn ink(picture: &Grey) -> Vec<(i32, i32)> {
    let step = picture.width.max(picture.height).div_ceil(COARSE).max(1);
    let mut places = Vec::new();
    for (row, line) in picture
        .pixels
        .chunks_exact(picture.width.max(1))
        .step_by(step)
        .enumerate()
    {
        for (column, shade) in line.iter().step_by(step).enumerate() {
            if *shade < INK {
                places.extend(i32::try_from(column).ok().zip(i32::try_from(row).ok()));
            }
        }
    }
    places
}

/// How clearly lines are told apart, level or upright ones, when the page is turned by an angle: ink stands together then.
fn clearness(ink: &[(i32, i32)], angle: i32) -> u64 {
    let slope = (f64::from(angle) / 10.0).to_radians().tan();
    let slope = (slope * 1024.0) as i32;
    let (mut level, mut upright) = (vec![0_u64; 2 * COARSE], vec![0_u64; 2 * COARSE]);
    let middle = COARSE as i32 / 2;
    let put = |counts: &mut [u64], at: i32| {
        let at = usize::try_from(at + middle).ok();
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    };
    for (x, y) in ink {
        put(&mut level, y - ((x * slope) >> 10));
        put(&mut upright, x + ((y * slope) >> 10));
    }
    let apart = |counts: &[u64]| -> u64 {
        let pairs = counts.windows(2);
        pairs.map(|pair| pair[0].abs_diff(pair[1]).pow(2)).sum()
    };
    apart(&level).max(apart(&upright))
}

/// A picture turned back by an angle, in degrees; what comes in at the corners is white.
fn turned(picture: &Grey, degrees: f64) -> Grey {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = (picture.width as f64, picture.height as f64);
    let wide = (width * cos + height * sin.abs()).ceil().max(1.0) as usize;
    let high = (height * cos + width * sin.abs()).ceil().max(1.0) as usize;
    let mut pixels = Vec::with_capacity(wide * high);
    for y in 0..high {
        let down = y as f64 - high as f64 / 2.0;
        for x in 0..wide {
            let across = x as f64 - wide as f64 / 2.0;
            let from = (
                across * cos - down * sin + width / 2.0,
                across * sin + down * cos + height / 2.0,
            );
            pixels.push(between(picture, from));
        }
    }
    Grey {
        width: wide,
        height: high,
        pixels,
    }
}

/// The shade at a place between pixels.
fn between(picture: &Grey, (x, y): (f64, f64)) -> u8 {
    if x < 0.0 || y < 0.0 {
        return u8::MAX;
    }
    let (left, top) = (x as usize, y as usize);
    if left + 1 >= picture.width || top + 1 >= picture.height {
        return u8::MAX;
    }
    let (over, down) = ((x.fract() * 16.0) as u32, (y.fract() * 16.0) as u32);
    let at = top * picture.width + left;
    let shade = |at: usize| u32::from(picture.pixels[at]);
    let above = shade(at) * (16 - over) + shade(at + 1) * over;
    let at = at + picture.width;
    let below = shade(at) * (16 - over) + shade(at + 1) * over;
    u8::try_from((above * (16 - down) + below * down) / 256).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of text, as bars, that lean by some degrees.
    fn leaning(degrees: f64) -> Grey {
        let (width, height) = (900, 1200);
        let slope = degrees.to_radians().tan();
        let shade = |at: usize| {
            let (x, y) = ((at % width) as f64, (at / width) as f64);
            let line = y - x * slope;
            let inked = (100.0..800.0).contains(&x) && (150.0..1000.0).contains(&line);
            match inked && line.rem_euclid(30.0) < 12.0 && x.rem_euclid(40.0) < 33.0 {
                true => 20,
                false => 250,
            }
        };
        Grey {
            width,
            height,
            pixels: (0..width * height).map(shade).collect(),
        }
    }

    #[test]
    fn pages_that_lean_are_levelled_and_level_ones_stay() {
        for degrees in [-7.0, -1.5, 2.0, 5.0] {
            let found = f64::from(angle(&leaning(degrees))) / 10.0;
            assert!((found - degrees).abs() <= 0.3, "{degrees}: {found}");
            let level = levelled(leaning(degrees));
            assert!(angle(&level).abs() <= LEAST, "{degrees}: {}", angle(&level));
        }
        assert_eq!(levelled(leaning(0.0)), leaning(0.0));
        let empty = Grey {
            width: 3,
            height: 2,
            pixels: vec![255; 6],
        };
        assert_eq!(levelled(empty.clone()), empty);
    }
}
