//! Sound of a voice program → one file for a bulletin, with a chime before it and silence between its items.
//!
//! Only the plainest WAVE is taken, which every voice program writes: PCM of 16 bits, one channel. A program that writes to a
//! pipe does not know the length beforehand and puts any number there, so the data's true end counts.

use crate::schedule::PAUSE;

/// Bytes of a sample.
const SAMPLE: usize = 2;

/// Why bytes are no sound that can be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No WAVE file.
    NoWave,
    /// A WAVE file of another kind than 16 bits in one channel.
    OtherKind,
    /// Nothing to hear.
    Silent,
    /// Two pieces of different rates.
    OtherRate,
}

/// Samples at a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// Samples a second.
    pub rate: u32,
    /// Samples of 16 bits.
    pub samples: Vec<i16>,
}

impl Sound {
    /// Reads a WAVE file.
    ///
    /// # Errors
    /// When it is none of the kind that voice programs write.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let (riff, wave) = (bytes.get(..4), bytes.get(8..12));
        if riff != Some(b"RIFF") || wave != Some(b"WAVE") {
            return Err(Fault::NoWave);
        }
        let mut rest = &bytes[12..];
        let mut rate = None;
        while let Some((head, behind)) = rest.split_at_checked(8) {
            let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
            if &head[..4] == b"data" {
                let rate = rate.ok_or(Fault::NoWave)?;
                let data = &behind[..length.min(behind.len())];
                let pairs = data.chunks_exact(SAMPLE);
                let samples: Vec<_> = pairs
                    .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
                    .collect();
                // Anything under a tenth of a second, or without a swing, is no speech.
                let is_heard = samples.iter().any(|sample| sample.unsigned_abs() > 64);
                return match is_heard && samples.len() > rate as usize / 10 {
                    true => Ok(Self { rate, samples }),
                    false => Err(Fault::Silent),
                };
            }
            if &head[..4] == b"fmt " {
                rate = Some(rate_of(behind)?);
            }
            // Chunks are padded to even lengths.
            rest = behind.get(length + length % 2..).ok_or(Fault::NoWave)?;
        }
        Err(Fault::NoWave)
    }

    /// How long it is, in seconds.
    pub fn seconds(&self) -> f64 {
        f64::from(u32::try_from(self.samples.len()).unwrap_or(u32::MAX)) / f64::from(self.rate)
    }

    /// A WAVE file of it.
    pub fn wave(&self) -> Vec<u8> {
        let data = self.samples.len() * SAMPLE;
        let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX).to_le_bytes();
        let mut wave = Vec::with_capacity(44 + data);
        wave.extend(b"RIFF");
        wave.extend(length(36 + data));
        wave.extend(b"WAVEfmt ");
        wave.extend(16_u32.to_le_bytes());
        // PCM, one channel.
        wave.extend([1, 0, 1, 0]);
        wave.extend(self.rate.to_le_bytes());
        wave.extend((self.rate * 2).to_le_bytes());
        wave.extend([2, 0, 16, 0]);
        wave.extend(b"data");
        wave.extend(length(data));
        wave.extend(self.samples.iter().flat_map(|sample| sample.to_le_bytes()));
        wave
    }
}

fn rate_of(format: &[u8]) -> Result<u32, Fault> {
    let format = format.get(..16).ok_or(Fault::NoWave)?;
    let of = |at: usize| u16::from_le_bytes([format[at], format[at + 1]]);
    let rate = u32::from_le_bytes([format[4], format[5], format[6], format[7]]);
    let is_plain = of(0) == 1 && of(2) == 1 && of(14) == 16 && (8000..=48_000).contains(&rate);
    is_plain.then_some(rate).ok_or(Fault::OtherKind)
}

/// The pieces of a bulletin as one sound: the chime, then each piece with silence behind it.
///
/// # Errors
/// When there is nothing to join, or when pieces differ in their rate.
pub fn joined(pieces: &[Sound]) -> Result<Sound, Fault> {
    let rate = pieces.first().ok_or(Fault::Silent)?.rate;
    let mut samples = chime(rate);
    let pause = vec![0; PAUSE * rate as usize];
    for (at, piece) in pieces.iter().enumerate() {
        if piece.rate != rate {
            return Err(Fault::OtherRate);
        }
        if at > 0 {
            samples.extend(&pause);
        }
        samples.extend(&piece.samples);
    }
    Ok(Sound { rate, samples })
}

/// Three rising tones that die away, a second and a half in all.
fn chime(rate: u32) -> Vec<i16> {
    const TONES: [f64; 3] = [523.25, 659.26, 783.99];
    let each = rate / 2;
    let tone = |frequency: f64| {
        (0..each).map(move |at| {
            let time = f64::from(at) / f64::from(rate);
            let swing = (time * frequency * std::f64::consts::TAU).sin();
            // Rises within a hundredth of a second, so that it does not click.
            let loudness = (time * 100.0).min(1.0) * (-time * 6.0).exp();
            #[expect(
                clippy::cast_possible_truncation,
                reason = "within 16 bits by its factors"
            )]
            let sample = (swing * loudness * 12_000.0).round() as i16;
            sample
        })
    };
    TONES.into_iter().flat_map(tone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(rate: u32, seconds: u32) -> Sound {
        let samples = (0..rate * seconds).map(|at| if at % 40 < 20 { 900 } else { -900 });
        Sound {
            rate,
            samples: samples.collect(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let voice = sound(22_050, 2);
        assert_eq!(Sound::read(&voice.wave()), Ok(voice.clone()));
        // A pipe's length, and a chunk that nobody asked for.
        let mut piped = voice.wave();
        piped[40..44].fill(0xff);
        piped.splice(12..12, *b"LIST\x03\0\0\0abc\0");
        assert_eq!(Sound::read(&piped), Ok(voice));
    }

    #[test]
    fn what_is_no_sound_is_refused() {
        let wave = sound(22_050, 1).wave();
        let changed = |at: usize, to: u8| {
            let mut bytes = wave.clone();
            bytes[at] = to;
            Sound::read(&bytes)
        };
        assert_eq!(Sound::read(b"espeak: no voice"), Err(Fault::NoWave));
        assert_eq!(Sound::read(&[]), Err(Fault::NoWave));
        assert_eq!(changed(22, 2), Err(Fault::OtherKind));
        assert_eq!(changed(34, 8), Err(Fault::OtherKind));
        assert_eq!(Sound::read(&wave[..60]), Err(Fault::Silent));
        for cut in 0..44 {
            assert!(Sound::read(&wave[..cut]).is_err(), "{cut}");
        }
        let still = Sound {
            rate: 22_050,
            samples: vec![3; 50_000],
        };
        assert_eq!(Sound::read(&still.wave()), Err(Fault::Silent));
    }

    #[test]
    fn pieces_are_joined_behind_a_chime() {
        let both = joined(&[sound(16_000, 2), sound(16_000, 1)]).unwrap();
        assert!((both.seconds() - (1.5 + 2.0 + 3.0 + 1.0)).abs() < 0.001);
        assert_eq!(
            joined(&[sound(16_000, 1), sound(22_050, 1)]),
            Err(Fault::OtherRate)
        );
        assert_eq!(joined(&[]), Err(Fault::Silent));
    }
}
