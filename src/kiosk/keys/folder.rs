//! The folder with a province's keys, as `loa keys` keeps it.
//!
//! | file | |
//! |---|---|
//! | `root.pub` | the root keys, for every kiosk (`loa-kiosk init --root-key`) |
//! | `root-1.key` to `root-3.key` | secret root keys; two of them replace release keys. Keep each apart and offline: only `loa keys rotate` needs them here |
//! | `release.keys` | which release keys there are, signed by root keys |
//! | `release.key` | the secret release key, which signs bundles |
//! | `<ward>.release` | the number of the ward's last release, so that the next one is higher |

use super::secret::{Unusable, is_sealed};
use super::{LIMIT, PublicKey, ReleaseKeys, RootKeys, SecretKey, Signatures, number};
use base::disk;
use base::reason::Cause;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Root keys, of which [`THRESHOLD`] must sign.
const ROOTS: usize = 3;

const THRESHOLD: usize = 2;

const ROOT_PUBLIC: &str = "root.pub";

const RELEASE_SECRET: &str = "release.key";

const RELEASE_SIGNED: &str = "release.keys";

base::catalogue! {
    /// What is wrong with a folder of keys.
    pub enum KeyProblem;
    rank: 7;
    includes: ;

    /// There are keys already.
    KeysExist {}
        vi: "thư mục đã có khóa", "chọn thư mục khác bằng `--out`; muốn thay khóa ký bản thì dùng `loa keys rotate`";
        en: "there are keys already", "choose another folder with `--out`; to replace the release key use `loa keys rotate`";
    /// A file of keys is missing.
    KeyMissing {}
        vi: "không thấy tệp khóa này", "chỉ `--keys` tới thư mục do `loa keys new` tạo";
        en: "this file of keys is not there", "point `--keys` at the folder that `loa keys new` made";
    /// A file of keys cannot be used.
    KeyDamaged {}
        vi: "tệp khóa hỏng hoặc không đúng dạng", "chép lại từ bản cất giữ";
        en: "the file of keys is damaged or of another form", "copy it from where you keep it safe";
    /// A password is needed.
    KeySealed {}
        vi: "khóa có mật khẩu mà chưa nhập mật khẩu nào", "nhập mật khẩu khi được hỏi, hoặc đặt biến `LOA_KEY_PASSWORD`";
        en: "the key has a password and none was given", "type it when asked, or set `LOA_KEY_PASSWORD`";
    /// The password is wrong.
    KeyPassword {}
        vi: "sai mật khẩu của khóa", "nhập lại; không ai mở được khóa khi đã quên mật khẩu";
        en: "the password of the key is wrong", "type it again; nobody can open a key whose password is forgotten";
    /// Too few root keys.
    TooFewRoots { found: usize, needed: usize }
        vi: "mới thấy {found} khóa gốc, cần {needed}", "đem các tệp `root-1.key`, `root-2.key`, `root-3.key` đang cất riêng về thư mục này, xong lại cất đi";
        en: "there are {found} root keys here, {needed} are needed", "bring the files `root-1.key`, `root-2.key`, `root-3.key` here from where they are kept, and put them away again behind it";
    /// The release key is not in the signed list.
    KeyNotListed {}
        vi: "khóa này không có trong danh sách được ký", "chạy `loa keys rotate` để làm lại, hoặc chép đúng cặp tệp `release.key` và `release.keys`";
        en: "this key is not in the signed list", "run `loa keys rotate`, or copy the files `release.key` and `release.keys` that belong together";
    /// No password where one is to be.
    NoPassword {}
        vi: "chưa có mật khẩu, hoặc hai lần gõ khác nhau", "gõ lại; nếu máy này tự ký một mình thì thêm `--no-password`";
        en: "there is no password, or it was typed differently", "type it again; where a machine signs by itself add `--no-password`";
    /// The disk refuses.
    KeyDisk { reason: Cause }
        vi: "không đọc hoặc ghi được: {reason}", "kiểm tra ổ đĩa còn chỗ và quyền ghi";
        en: "cannot be read or written: {reason}", "check free space and permissions";
}

/// A problem and the file that it is with.
pub type Failure = (PathBuf, KeyProblem);

/// A folder of keys.
#[derive(Debug)]
pub struct KeyFolder {
    folder: PathBuf,
    root: RootKeys,
    /// The list of release keys with the signatures of root keys, and no others.
    signed: Signatures,
    listed: ReleaseKeys,
}

/// What stands in a folder, to be shown.
#[derive(Debug)]
pub struct Overview {
    /// The root keys, and how many of them must sign.
    pub root: RootKeys,
    /// The release keys.
    pub release: ReleaseKeys,
    /// Files of secret keys that are here, and whether each is sealed with a password.
    pub secrets: Vec<(String, bool)>,
}

impl KeyFolder {
    /// Makes new keys in a folder: three root keys, and a release key that two of them sign.
    ///
    /// # Errors
    /// When there are keys already, or the folder cannot be written.
    pub fn make(folder: &Path, password: Option<&str>) -> Result<Self, Failure> {
        let failed = at(folder);
        disk::make_folders(folder).map_err(&failed)?;
        let names = [ROOT_PUBLIC, RELEASE_SECRET, RELEASE_SIGNED].map(str::to_owned);
        for name in names.into_iter().chain((1..=ROOTS).map(root_name)) {
            if disk::is_there(&folder.join(name)).map_err(&failed)? {
                return Err((folder.to_owned(), KeyProblem::KeysExist {}));
            }
        }
        let mut roots = Vec::new();
        for number in 1..=ROOTS {
            let key = SecretKey::generate().map_err(&failed)?;
            write_secret(&folder.join(root_name(number)), &key, password)?;
            roots.push(key);
        }
        let public = roots.iter().map(SecretKey::public).collect();
        let root = RootKeys::new(THRESHOLD, public).ok_or_else(|| damaged(folder))?;
        let release = SecretKey::generate().map_err(&failed)?;
        write_secret(&folder.join(RELEASE_SECRET), &release, password)?;
        let signed = sign(1, &release, &roots[..THRESHOLD]).ok_or_else(|| damaged(folder))?;
        let files = [
            (RELEASE_SIGNED, signed.to_bytes()),
            (ROOT_PUBLIC, root.to_text().into_bytes()),
        ];
        for (name, bytes) in files {
            let path = folder.join(name);
            disk::create(&path, &bytes).map_err(at(&path))?;
        }
        Self::open(folder)
    }

    /// Opens a folder of keys. No secret is read yet.
    ///
    /// # Errors
    /// When something is missing or damaged.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(ROOT_PUBLIC);
        let root = RootKeys::parse(&read(&path)?).ok_or_else(|| damaged(&path))?;
        let path = folder.join(RELEASE_SIGNED);
        let signed = Signatures::parse(&read(&path)?).ok_or_else(|| damaged(&path))?;
        let listed = signed.listed(&root).ok_or_else(|| damaged(&path))?;
        Ok(Self {
            folder: folder.to_owned(),
            root,
            signed,
            listed,
        })
    }

    /// The epoch of the release keys.
    pub fn epoch(&self) -> u64 {
        self.listed.epoch
    }

    /// Whether one of the secrets that `rotate` or signing needs asks for a password.
    pub fn asks_for_password(&self) -> bool {
        self.overview().secrets.iter().any(|(_, sealed)| *sealed)
    }

    /// Signs the manifest of a bundle: the signatures as a bundle carries them.
    ///
    /// # Errors
    /// When the secret release key cannot be used.
    pub fn sign(&self, manifest: &[u8], password: Option<&str>) -> Result<Vec<u8>, Failure> {
        let path = self.folder.join(RELEASE_SECRET);
        let key = read_secret(&path, password)?;
        if !self.listed.keys().contains(&key.public()) {
            return Err((path, KeyProblem::KeyNotListed {}));
        }
        let signed = Signatures {
            by_release: vec![key.sign(manifest)],
            ..self.signed.clone()
        };
        Ok(signed.to_bytes())
    }

    /// Replaces the release key: kiosks that have seen a bundle of the new one take none of the old one.
    ///
    /// # Errors
    /// When too few root keys are here, or one cannot be used.
    pub fn rotate(&self, password: Option<&str>) -> Result<Self, Failure> {
        let mut roots = Vec::new();
        for number in 1..=ROOTS {
            let path = self.folder.join(root_name(number));
            match read_secret(&path, password) {
                Ok(key) if self.root.keys().contains(&key.public()) => roots.push(key),
                Ok(_) => return Err((path, KeyProblem::KeyDamaged {})),
                Err((_, KeyProblem::KeyMissing {})) => {}
                Err(failure) => return Err(failure),
            }
        }
        let (found, needed) = (roots.len(), self.root.threshold());
        if found < needed {
            let problem = KeyProblem::TooFewRoots { found, needed };
            return Err((self.folder.clone(), problem));
        }
        let release = SecretKey::generate().map_err(at(&self.folder))?;
        let signed = sign(self.epoch() + 1, &release, &roots[..needed])
            .ok_or_else(|| damaged(&self.folder))?;
        // A stop between the two is told by `sign`, and mended by another rotation.
        let path = self.folder.join(RELEASE_SIGNED);
        disk::replace(&path, &signed.to_bytes()).map_err(at(&path))?;
        write_secret(&self.folder.join(RELEASE_SECRET), &release, password)?;
        Self::open(&self.folder)
    }

    /// The last release of a ward that was bundled with these keys.
    ///
    /// # Errors
    /// When the note about it cannot be read.
    pub fn last_release(&self, ward: &str) -> Result<Option<u64>, Failure> {
        match read(&self.release_note(ward)) {
            Ok(text) => Ok(std::str::from_utf8(&text)
                .ok()
                .and_then(|text| number(text.trim()))),
            Err((_, KeyProblem::KeyMissing {})) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// Notes a release that was bundled, if it is the highest.
    ///
    /// # Errors
    /// When the note cannot be written.
    pub fn note_release(&self, ward: &str, release: u64) -> Result<(), Failure> {
        if self.last_release(ward)?.is_some_and(|last| last >= release) {
            return Ok(());
        }
        let path = self.release_note(ward);
        disk::replace(&path, format!("{release}\n").as_bytes()).map_err(at(&path))
    }

    fn release_note(&self, ward: &str) -> PathBuf {
        self.folder.join(format!("{ward}.release"))
    }

    /// What is in the folder.
    pub fn overview(&self) -> Overview {
        let names = (1..=ROOTS)
            .map(root_name)
            .chain([RELEASE_SECRET.to_owned()]);
        let secrets = names.filter_map(|name| {
            let sealed = is_sealed(&read(&self.folder.join(&name)).ok()?)?;
            Some((name, sealed))
        });
        Overview {
            root: self.root.clone(),
            release: self.listed.clone(),
            secrets: secrets.collect(),
        }
    }
}

fn root_name(number: usize) -> String {
    format!("root-{number}.key")
}

/// A list with one release key, signed by root keys.
fn sign(epoch: u64, release: &SecretKey, roots: &[SecretKey]) -> Option<Signatures> {
    let keys: Vec<PublicKey> = vec![release.public()];
    let text = ReleaseKeys::new(epoch, keys)?.to_text().into_bytes();
    Some(Signatures {
        by_root: roots.iter().map(|key| key.sign(&text)).collect(),
        keys: text,
        by_release: Vec::new(),
    })
}

fn write_secret(path: &Path, key: &SecretKey, password: Option<&str>) -> Result<(), Failure> {
    let text = key.to_file(password).map_err(at(path))?;
    disk::replace_private(path, text.as_bytes()).map_err(at(path))
}

fn read_secret(path: &Path, password: Option<&str>) -> Result<SecretKey, Failure> {
    let key = SecretKey::from_file(&read(path)?, password);
    key.map_err(|unusable| {
        let problem = match unusable {
            Unusable::Damaged => KeyProblem::KeyDamaged {},
            Unusable::Sealed => KeyProblem::KeySealed {},
            Unusable::WrongPassword => KeyProblem::KeyPassword {},
        };
        (path.to_owned(), problem)
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(LIMIT as u64 + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() <= LIMIT => Ok(bytes),
        Ok(_) => Err(damaged(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err((path.to_owned(), KeyProblem::KeyMissing {}))
        }
        Err(error) => Err(at(path)(error)),
    }
}

fn damaged(path: &Path) -> Failure {
    (path.to_owned(), KeyProblem::KeyDamaged {})
}

fn at(path: &Path) -> impl Fn(io::Error) -> Failure {
    move |error| {
        let reason = error.into();
        (path.to_owned(), KeyProblem::KeyDisk { reason })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_rotated_with_two_roots_and_sign() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("khoa");
        let keys = KeyFolder::make(&folder, None).unwrap();
        assert!(matches!(
            KeyFolder::make(&folder, None),
            Err((_, KeyProblem::KeysExist {}))
        ));
        assert!(!keys.asks_for_password());
        let signed = Signatures::parse(&keys.sign(b"manifest", None).unwrap()).unwrap();
        assert_eq!(signed.verify(&keys.root, b"manifest").unwrap().epoch, 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.join("release.key"))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o077, 0, "others may read a secret");
        }
        let old = std::fs::read(folder.join("release.key")).unwrap();
        std::fs::remove_file(folder.join("root-2.key")).unwrap();
        let keys = keys.rotate(None).unwrap();
        assert_eq!((keys.epoch(), keys.overview().secrets.len()), (2, 3));
        let signed = Signatures::parse(&keys.sign(b"manifest", None).unwrap()).unwrap();
        assert_eq!(signed.verify(&keys.root, b"manifest").unwrap().epoch, 2);
        std::fs::remove_file(folder.join("root-1.key")).unwrap();
        let few = KeyProblem::TooFewRoots {
            found: 1,
            needed: 2,
        };
        assert_eq!(keys.rotate(None).unwrap_err().1, few);
        std::fs::write(folder.join("release.key"), old).unwrap();
        assert_eq!(
            keys.sign(b"", None).unwrap_err().1,
            KeyProblem::KeyNotListed {}
        );
        std::fs::remove_file(folder.join("release.key")).unwrap();
        assert_eq!(
            keys.sign(b"", None).unwrap_err().1,
            KeyProblem::KeyMissing {}
        );
    }
}
