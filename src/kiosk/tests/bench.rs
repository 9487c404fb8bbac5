//! Keys, bundles and kiosks to try things on.

use base::digest::Sha256;
use base::manifest::Manifest;
use kiosk::bundle::{BundleManifest, Packed, write};
use kiosk::keys::{ReleaseKeys, RootKeys, SecretKey, Signatures};
use kiosk::state::Kiosk;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Files of a site.
pub type Files<'a> = &'a [(&'a str, &'a [u8])];

/// A small site: text that shrinks, bytes that do not, two files of one object, an empty one.
pub const SITE: Files<'static> = &[
    ("404.html", b"<h1>Khong thay trang</h1>"),
    ("assets/anh.jpg", &[0xff, 0xd8, 0x13, 0x37, 0x9a]),
    ("assets/rong.txt", b""),
    (
        "index.html",
        b"<h1>Phuong Mau</h1><p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>",
    ),
    (
        "suc-khoe/index.html",
        b"<h1>Suc khoe</h1><p>bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb</p>",
    ),
    (
        "suc-khoe/lai.html",
        b"<h1>Suc khoe</h1><p>bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb</p>",
    ),
];

/// Those who sign.
pub struct Signers {
    pub roots: Vec<SecretKey>,
    pub release: SecretKey,
    pub epoch: u64,
}

impl Signers {
    /// The same keys in every run, other ones for each `seed`.
    pub fn new(seed: u8) -> Self {
        let secret = |n: u8| SecretKey::from_seed(&[seed.wrapping_mul(16).wrapping_add(n); 32]);
        Self {
            roots: (1..=3).map(secret).collect(),
            release: secret(9),
            epoch: 1,
        }
    }

    pub fn root(&self) -> RootKeys {
        let keys = self.roots.iter().map(SecretKey::public).collect();
        RootKeys::new(2, keys).expect("three keys")
    }

    pub fn signatures(&self, manifest: &[u8]) -> Vec<u8> {
        let keys = ReleaseKeys::new(self.epoch, vec![self.release.public()]).expect("a key");
        let text = keys.to_text().into_bytes();
        let by_root = self.roots[..2].iter().map(|key| key.sign(&text)).collect();
        Signatures {
            keys: text,
            by_root,
            by_release: vec![self.release.sign(manifest)],
        }
        .to_bytes()
    }
}

/// The manifest of a release of the ward `mau`.
pub fn manifest(release: u64, files: Files<'_>) -> BundleManifest {
    let mut site = Manifest::default();
    for (path, bytes) in files {
        site.add(path, Sha256::of(bytes), bytes.len() as u64)
            .expect("a site");
    }
    BundleManifest {
        ward: "mau".into(),
        name: "Phường Mẫu".into(),
        release,
        day: "2026-11-29".into(),
        epoch: 1,
        program: 1,
        site,
    }
}

/// A bundle of this manifest with those of the files that `held` says.
pub fn bundle(
    signers: &Signers,
    manifest: &BundleManifest,
    files: Files<'_>,
    held: impl Fn(&str) -> bool,
) -> Vec<u8> {
    let held = files.iter().filter(|(path, _)| held(path));
    let objects = held.map(|(_, bytes)| Packed::new(bytes).expect("packed"));
    let signatures = signers.signatures(manifest.to_text().as_bytes());
    let mut out = Vec::new();
    write(&mut out, manifest, &signatures, objects.collect()).expect("written");
    out
}

/// A whole bundle of a release of `mau`.
pub fn whole(signers: &Signers, release: u64, files: Files<'_>) -> Vec<u8> {
    bundle(signers, &manifest(release, files), files, |_| true)
}

/// A folder with a kiosk in it.
pub struct Bench {
    dir: TempDir,
}

impl Bench {
    /// A kiosk of `mau` that trusts `signers`.
    pub fn new(signers: &Signers) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let bench = Self { dir };
        fs::write(bench.path("root.pub"), signers.root().to_text()).expect("written");
        Kiosk::set_up(&bench.state(), "mau", "00000001", &bench.path("root.pub")).expect("set up");
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn state(&self) -> PathBuf {
        self.path("state")
    }

    pub fn kiosk(&self) -> Kiosk {
        let kiosk = Kiosk::open(&self.state()).expect("set up before");
        // A program that another test starts holds a lock of this process from its fork to its exec.
        for _ in 0..100 {
            if kiosk.lock().is_ok() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        kiosk
    }

    /// Puts bytes on the stick.
    pub fn stick(&self, bytes: &[u8]) -> PathBuf {
        let path = self.path("goi.loa");
        fs::write(&path, bytes).expect("written");
        path
    }

    /// The release that is shown, 0 for none.
    pub fn release(&self) -> u64 {
        let (_, bundle) = self.kiosk().current();
        bundle.map_or(0, |bundle| bundle.manifest().release)
    }
}

/// Makes `to` a copy of the folder `from`.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("readable") {
        let entry = entry.expect("readable");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}

/// The same numbers in every run (xorshift), so that a failure comes again.
pub struct Seeded(pub u64);

impl Seeded {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).expect("small")
    }
}
