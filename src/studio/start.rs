//! The first start, where there is no root yet: asks for a ward, makes its root, and goes on as its studio. Nothing that is
//! there is written over.

use crate::desk::{Desk, Options};
use crate::failure::Failure;
use crate::places::{Places, is_root};
use crate::publish;
use crate::schedule;
use crate::session::Gate;
use crate::told::{capital, named};
use author::problem::Problem;
use base::diagnostic::{Diagnostic, Severity};
use base::lang::Lang;
use base::message::Message;
use base::slug::{is_device, portable, slugify};
use base::text::collapse_spaces;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use site::content;
use site::root::{Root, SHARED};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::runtime::Handle;

/// Longest text of a field, in characters.
const LIMIT: usize = 200;

/// How communes are called.
pub const KINDS: [&str; 3] = ["Phường", "Xã", "Đặc khu"];

/// A studio that has no root yet.
#[derive(Debug)]
pub struct Start {
    /// Who may come in.
    pub gate: Gate,
    /// Where folders are offered.
    pub places: Places,
    port: u16,
    today: Option<Date>,
    /// The studio, once there is a root.
    studio: OnceLock<Arc<Desk>>,
    /// Held while a root is made.
    making: Mutex<()>,
}

/// What is asked about a new ward.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// One of [`KINDS`].
    pub kind: String,
    /// The name alone: “Nam Đồng”.
    pub name: String,
    /// “Thành phố Hải Phòng”.
    pub province: String,
    /// The ward's folder and part of its address; empty for one made of the name.
    pub id: String,
    /// Where the site will be; may be empty.
    pub base_url: String,
    /// The health station's telephone; may be empty.
    pub phone: String,
    /// Its address; may be empty.
    pub address: String,
    /// Its opening hours; may be empty.
    pub hours: String,
    /// The folder to make.
    pub folder: String,
}

impl Start {
    /// Waits for a root; `gate` is who may come in.
    pub fn new(gate: Gate, places: Places, (port, today): (u16, Option<Date>)) -> Self {
        Self {
            gate,
            places,
            port,
            today,
            studio: OnceLock::new(),
            making: Mutex::default(),
        }
    }

    /// The studio, once there is a root.
    pub fn studio(&self) -> Option<Arc<Desk>> {
        self.studio.get().cloned()
    }

    /// Makes a root for a new ward and opens it.
    ///
    /// # Errors
    /// When something is missing or cannot be, anything is in the folder already, or it cannot be written.
    pub fn make(&self, asked: &Asked) -> Result<Value, Failure> {
        let _making = self.alone()?;
        let folder = self.folder(&asked.folder)?;
        let (id, ward) = ward(asked)?;
        let file = format!("content/{id}/ward.toml");
        sound(&folder, &id, &file, &ward)?;
        let intro = introduction(asked);
        let files = [
            (file.as_str(), ward.as_str()),
            (&format!("content/{id}/_index.md"), &intro),
            (".gitignore", "/public\n"),
        ];
        author::begin(&folder, &files).map_err(|told| taken(told, &folder))?;
        self.enter(&folder)
    }

    /// Opens a root that is there.
    ///
    /// # Errors
    /// When the folder holds no posts.
    pub fn open(&self, folder: &str) -> Result<Value, Failure> {
        let _making = self.alone()?;
        let folder = self.folder(folder)?;
        if !is_root(&folder) {
            return Err(Failure::refused(
                "Thư mục này không có bài viết nào của Loa.",
                "Chọn thư mục có “content” ở trong, hoặc tạo trang mới.",
            ));
        }
        self.enter(&folder)
    }

    /// Keeps a second press out.
    fn alone(&self) -> Result<std::sync::MutexGuard<'_, ()>, Failure> {
        let making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if self.studio.get().is_some() {
            return Err(Failure::refused("Trang đã được tạo.", "Tải lại trang này."));
        }
        Ok(making)
    }

    /// Goes on as the studio of a root.
    fn enter(&self, root: &Path) -> Result<Value, Failure> {
        let options = Options {
            root: root.to_owned(),
            out: root.join("public"),
            port: self.port,
            today: self.today,
            // What listens does already.
            lan: None,
        };
        let desk = Arc::new(Desk::open(options, self.gate.clone())?);
        publish::keep_checking(&Handle::current(), &desk);
        schedule::keep(&Handle::current(), &desk);
        self.studio.get_or_init(|| desk);
        // Who starts it again from elsewhere is asked once more, which is no harm.
        self.places.remember(root).ok();
        Ok(json!({ "address": "/" }))
    }

    /// The folder that was meant.
    fn folder(&self, typed: &str) -> Result<PathBuf, Failure> {
        let typed = typed.trim();
        let path = match (typed.strip_prefix("~/"), &self.places.home) {
            (Some(below), Some(home)) => home.join(below),
            _ => PathBuf::from(typed),
        };
        let plain = path
            .components()
            .all(|part| !matches!(part, Component::ParentDir | Component::CurDir));
        if !path.is_absolute() || !plain || typed.chars().any(char::is_control) {
            return Err(Failure::refused(
                "Chưa rõ thư mục nào.",
                "Ghi đường dẫn đầy đủ, như thư mục mà trang này gợi ý.",
            ));
        }
        Ok(path)
    }
}

/// A folder as people say where it is: its last names.
pub fn in_words(folder: &Path) -> String {
    const SHOWN: usize = 3;
    let names: Vec<_> = folder
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    names[names.len().saturating_sub(SHOWN)..].join(" › ")
}

/// A text as one line; an error that names the field where it is too long.
fn line(label: &str, typed: &str) -> Result<String, Failure> {
    let text = collapse_spaces(typed);
    if text.chars().count() > LIMIT || text.chars().any(char::is_control) {
        let words = format!("“{label}” dài quá {LIMIT} ký tự hoặc có ký tự lạ.");
        return Err(Failure::refused(&words, "Viết ngắn lại."));
    }
    Ok(text)
}

fn needed(label: &str, typed: &str) -> Result<String, Failure> {
    let text = line(label, typed)?;
    if text.is_empty() {
        let words = format!("Còn thiếu “{label}”.");
        return Err(Failure::refused(&words, "Điền vào ô này."));
    }
    Ok(text)
}

/// How a commune is called, and its name alone. Many write “Xã Bình Minh” as the name: what is written there counts.
fn kind_and_name(asked: &Asked) -> (&str, String) {
    let name = collapse_spaces(&asked.name);
    for kind in KINDS {
        let mut rest = name.chars();
        let is_kind = kind.chars().all(|letter| {
            rest.next()
                .is_some_and(|typed| typed.to_lowercase().eq(letter.to_lowercase()))
        });
        if let Some(short) = rest.as_str().strip_prefix(' ').filter(|_| is_kind) {
            return (kind, short.to_owned());
        }
    }
    (&asked.kind, name)
}

/// The ward's folder and its `ward.toml`.
fn ward(asked: &Asked) -> Result<(String, String), Failure> {
    if !KINDS.contains(&asked.kind.as_str()) {
        return Err(Failure::odd());
    }
    let (kind, short) = kind_and_name(asked);
    let short = needed("Tên", &short)?;
    let province = needed("Tỉnh, thành phố", &asked.province)?;
    let id = match asked.id.trim() {
        "" => portable(&slugify(&short)),
        id => id.to_owned(),
    };
    if id.is_empty() || slugify(&id) != id || is_device(&id) || id == SHARED {
        return Err(Failure::refused(
            "Tên trong địa chỉ chỉ gồm chữ thường không dấu, số và dấu gạch nối.",
            "Ghi như “nam-dong”.",
        ));
    }
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let name = format!("{kind} {short}");
    let mut file = format!(
        "name = {}\nshort_name = {}\nprovince = {}\n",
        quoted(&name),
        quoted(&short),
        quoted(&province)
    );
    let url = line("Địa chỉ trang web", &asked.base_url)?;
    match url.as_str() {
        "" => file.push_str(&format!(
            "# Chưa có địa chỉ thật: thay dòng dưới khi có.\nbase_url = \"https://{id}.example.vn/\"\n"
        )),
        url => file.push_str(&format!("base_url = {}\n", quoted(url))),
    }
    let told = [
        ("phone", line("Điện thoại trạm y tế", &asked.phone)?),
        ("address", line("Địa chỉ trạm y tế", &asked.address)?),
        ("hours", line("Giờ làm việc của trạm y tế", &asked.hours)?),
    ];
    let mut told = told.iter().filter(|(_, text)| !text.is_empty()).peekable();
    if told.peek().is_some() {
        let kind = kind.to_lowercase();
        let station = quoted(&format!("Trạm y tế {kind} {short}"));
        file.push_str(&format!("\n[contacts.health_station]\nname = {station}\n"));
        for (key, text) in told {
            file.push_str(&format!("{key} = {}\n", quoted(text)));
        }
    }
    Ok((id, file))
}

/// Reads a `ward.toml` that is not written yet as a build would read it.
fn sound(folder: &Path, id: &str, file: &str, text: &str) -> Result<(), Failure> {
    let above = folder.ancestors().find(|above| above.is_dir());
    let root = Root::open(above.unwrap_or(Path::new("/")))?;
    let mut told = Vec::new();
    content::ward_config(&root.overlaid(file, text.as_bytes())?, id, &mut told);
    let grave = told
        .into_iter()
        .find(|told| told.severity == Severity::Error);
    match grave {
        None => Ok(()),
        // The file is not there yet: its name says nothing.
        Some(told) => {
            let sentence = |words: &str| format!("{}.", capital(&named(words, &label)));
            let help = told
                .problem
                .help(Lang::Vi)
                .replace("dòng này", "trống ô này");
            let words = sentence(&told.problem.text(Lang::Vi));
            Err(Failure::refused(&words, &sentence(&help)))
        }
    }
}

/// What the page calls a key of `ward.toml`.
fn label(key: &str) -> String {
    let label = match key {
        "base_url" => "Địa chỉ trang web",
        "phone" => "Điện thoại trạm y tế",
        key => key,
    };
    label.to_owned()
}

fn introduction(asked: &Asked) -> String {
    let (kind, short) = kind_and_name(asked);
    let title = toml::Value::String(format!("{kind} {short}"));
    format!("+++\ntitle = {title}\nsummary = \"Tin tức và bài học sức khỏe cho mọi nhà.\"\n+++\n")
}

/// What is said where anything is in the folder.
fn taken(told: Diagnostic, folder: &Path) -> Failure {
    if told.problem.get() != Some(&Problem::AlreadyExists {}) {
        return told.into();
    }
    let words = format!(
        "Trong thư mục “{}” đã có tệp, nên không tạo trang vào đó.",
        in_words(folder)
    );
    let help = match is_root(folder) {
        true => "Đó là một trang đã có: bấm “Mở trang đã có”.",
        false => "Chọn tên thư mục khác.",
    };
    Failure::refused(&words, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(kind: &str, name: &str) -> Asked {
        Asked {
            kind: kind.into(),
            name: name.into(),
            province: "Thành phố Hải Phòng".into(),
            ..Asked::default()
        }
    }

    #[test]
    fn a_commune_is_called_once_what_it_is() {
        let named = |kind, name| {
            let asked = asked(kind, name);
            let (kind, short) = kind_and_name(&asked);
            format!("{kind}|{short}")
        };
        assert_eq!(named("Xã", "Bình Minh"), "Xã|Bình Minh");
        assert_eq!(named("Phường", " xã  Bình Minh"), "Xã|Bình Minh");
        assert_eq!(named("Phường", "ĐẶC KHU Cát Hải"), "Đặc khu|Cát Hải");
        // A name that only begins so.
        assert_eq!(named("Xã", "Xãng"), "Xã|Xãng");
        let (id, file) = ward(&asked("Xã", "Xã Bình Minh")).unwrap();
        assert_eq!(id, "binh-minh");
        assert!(file.starts_with("name = \"Xã Bình Minh\"\nshort_name = \"Bình Minh\"\n"));
        assert!(introduction(&asked("Xã", "Xã Bình Minh")).contains("\"Xã Bình Minh\""));
    }

    #[test]
    fn what_is_wrong_with_a_ward_is_told_in_the_words_of_the_page() {
        let told = |given: Asked| {
            let (id, text) = ward(&given).unwrap();
            let dir = tempfile::tempdir().unwrap();
            let file = format!("content/{id}/ward.toml");
            let told = sound(dir.path(), &id, &file, &text).unwrap_err();
            format!("{} {}", told.words, told.help)
        };
        let base = || asked("Xã", "Bình Minh");
        let web = told(Asked {
            base_url: "binhminh".into(),
            ..base()
        });
        assert_eq!(
            web,
            "Ô “Địa chỉ trang web” không phải địa chỉ web: “binhminh”. Viết đủ địa chỉ, như “https://phuong.example.vn/”."
        );
        let phone = told(Asked {
            phone: "không có".into(),
            ..base()
        });
        assert_eq!(
            phone,
            "“không có” không phải số điện thoại. Viết số điện thoại bằng chữ số, hoặc bỏ trống ô này."
        );
    }
}
