//! `loa-kiosk`: sets a kiosk up, takes bundles from a stick, serves what it took, watches over the screen.

use base::lang::Lang;
use base::message::Message;
use base::reason::Cause;
use kiosk::bundle::is_ward;
use kiosk::import::{Taken, import};
use kiosk::install::{self, Install, Program, Rotation, ThisMachine};
use kiosk::refusal::Refusal;
use kiosk::serve::Server;
use kiosk::state::Kiosk;
use kiosk::stick::{self, Folder, Sticks};
use kiosk::supervise::{self, screen};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

base::sentences! {
    /// What the program says besides refusals.
    pub enum Words;
    /// How it is used.
    Usage {}
        vi: "Cách dùng:\n  loa-kiosk init --state THƯ_MỤC --ward PHƯỜNG --root-key root.pub   cài thư mục này thành máy của một phường\n  loa-kiosk import TỆP --state THƯ_MỤC                              nhận gói cập nhật\n  loa-kiosk serve --state THƯ_MỤC [--port SỐ]                       hiện bản đã nhận, ở 127.0.0.1\n  loa-kiosk supervise --state THƯ_MỤC [--port SỐ] [--sticks NƠI]    như trên, và chờ USB có gói cập nhật\n  loa-kiosk screen [--port SỐ] -- LỆNH…                             chạy và canh trình duyệt trên màn hình\n  loa-kiosk install --ward PHƯỜNG --root-key root.pub [--apply]     cài máy Debian 12 thành máy màn hình chạm; không có --apply thì\n      [--rotate 0|90|180|270] [--volume 0-100] [--read-only] [--port SỐ]   chỉ in từng tệp và từng lệnh sẽ làm\n\nMã thoát: 0 xong · 1 không nhận, có nêu lý do · 2 gõ sai lệnh.";
        en: "Usage:\n  loa-kiosk init --state DIR --ward ID --root-key root.pub   make this folder a ward's kiosk\n  loa-kiosk import FILE --state DIR                          take a bundle\n  loa-kiosk serve --state DIR [--port N]                     show what was taken, at 127.0.0.1\n  loa-kiosk supervise --state DIR [--port N] [--sticks DIR]  the same, and wait for sticks with bundles\n  loa-kiosk screen [--port N] -- COMMAND…                    run the browser on the screen, and watch it\n  loa-kiosk install --ward ID --root-key root.pub [--apply]  make a Debian 12 machine a kiosk; without --apply every file and\n      [--rotate 0|90|180|270] [--volume 0-100] [--read-only] [--port N]   command is printed and nothing done\n\nExit codes: 0 done · 1 refused, with the reason · 2 wrong command line.";
    /// A folder was set up.
    SetUp { number: String, ward: String }
        vi: "Đã cài máy {number} của `{ward}`."; en: "Kiosk {number} of `{ward}` is set up.";
    /// A bundle was taken.
    Done { name: String, release: u64, day: String }
        vi: "Đã chép xong: {name}, bản {release}, dựng ngày {day}. Rút USB được rồi."; en: "Taken: {name}, release {release}, built on {day}. The stick can be pulled out.";
    /// The address.
    Serving { port: u64 }
        vi: "Đang hiện ở http://127.0.0.1:{port}/"; en: "Serving http://127.0.0.1:{port}/";
    /// The port is taken.
    PortTaken { port: u64 }
        vi: "không mở được cổng {port}: chương trình khác đang dùng; chọn cổng khác bằng `--port`"; en: "port {port} cannot be opened: another program has it; choose another with `--port`";
    /// The browser is not there.
    NotStarted { program: String, reason: Cause }
        vi: "không chạy được `{program}` ({reason}): kiểm tra đã cài chương trình này chưa"; en: "`{program}` cannot be started ({reason}): make sure that it is installed";
    /// Under a dry run.
    DryRun {}
        vi: "Mới in ra, chưa làm gì. Thêm `--apply` và chạy bằng quyền quản trị để làm thật."; en: "Printed, and nothing done. Add `--apply`, as root, to do it.";
    /// A step was done.
    StepDone { what: String }
        vi: "đã làm: {what}"; en: "done: {what}";
    /// All steps are done.
    Installed { count: usize }
        vi: "Đã cài xong, {count} việc mới làm. Khởi động lại máy: màn hình hiện trang của phường, hoặc mời cắm USB."; en: "Installed, {count} steps were new. Start the machine again: its screen shows the site, or asks for a stick.";
    /// A step failed.
    StepFailed { what: String, reason: Cause }
        vi: "không làm được `{what}` ({reason}): xem lời báo ở trên, sửa rồi chạy lại lệnh này; việc đã làm thì bỏ qua"; en: "`{what}` failed ({reason}): see above, mend it and run this again; what is done is left out";
    /// Its disk would forget what it takes.
    StateOnRoot {}
        vi: "`--read-only` cần `/var/lib/loa-kiosk` nằm trên phân vùng riêng, nếu không máy sẽ quên bản đã nhận: gắn phân vùng ấy rồi chạy lại, hoặc bỏ `--read-only`"; en: "`--read-only` needs `/var/lib/loa-kiosk` on a partition of its own, or the kiosk forgets what it takes: mount one there, or leave `--read-only` out";
    /// What is written is gone with the next start.
    RootForgets {}
        vi: "ổ đĩa hệ thống đang chỉ đọc, cài bây giờ thì khởi động lại là mất: gõ `overlayroot-chroot rm /etc/overlayroot.local.conf`, khởi động lại, rồi chạy lại lệnh này với `--read-only`"; en: "the system's disk is read only, and what is installed now is gone with the next start: run `overlayroot-chroot rm /etc/overlayroot.local.conf`, start the machine again, and run this again with `--read-only`";
    /// Before what is wrong.
    Wrong { text: String }
        vi: "lỗi: {text}"; en: "error: {text}";
}

/// The port where none is given.
const PORT: u16 = 8120;

/// The loudness where none is given, of 100.
const VOLUME: u8 = 60;

/// What was asked for.
enum Asked {
    Help,
    Version,
    Init {
        state: PathBuf,
        ward: String,
        root: PathBuf,
    },
    Import {
        file: PathBuf,
        state: PathBuf,
    },
    Serve {
        state: PathBuf,
        port: u16,
    },
    Supervise {
        state: PathBuf,
        port: u16,
        /// A folder whose folders are sticks, where something else mounts them.
        sticks: Option<PathBuf>,
    },
    Screen {
        port: u16,
        command: Vec<OsString>,
    },
    Install {
        install: Install,
        apply: bool,
    },
}

fn main() -> ExitCode {
    let lang = Lang::from_environment();
    let Some(asked) = asked(std::env::args_os().skip(1)) else {
        eprintln!("{}", Words::Usage {}.text(lang));
        return ExitCode::from(2);
    };
    match run(asked, lang) {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("{}", Words::Wrong { text }.text(lang));
            ExitCode::FAILURE
        }
    }
}

fn run(asked: Asked, lang: Lang) -> Result<(), String> {
    let said = |refusal: Refusal| refusal.text(lang);
    match asked {
        Asked::Help => println!("{}", Words::Usage {}.text(lang)),
        Asked::Version => println!("loa-kiosk {}", env!("CARGO_PKG_VERSION")),
        Asked::Init { state, ward, root } => {
            let number = number().map_err(|error| {
                said(Refusal::CannotWrite {
                    reason: error.into(),
                })
            })?;
            let kiosk = Kiosk::set_up(&state, &ward, &number, &root).map_err(said)?;
            let (number, ward) = (kiosk.number().to_owned(), kiosk.ward().to_owned());
            println!("{}", Words::SetUp { number, ward }.text(lang));
        }
        Asked::Import { file, state } => {
            let kiosk = Kiosk::open(&state).map_err(said)?;
            let Taken { name, release, day } = import(&kiosk, &file).map_err(said)?;
            println!("{}", Words::Done { name, release, day }.text(lang));
        }
        Asked::Serve { state, port } => {
            server(&state, port, lang)?.run();
        }
        Asked::Supervise {
            state,
            port,
            sticks,
        } => {
            let server = server(&state, port, lang)?;
            let kiosk = Kiosk::open(&state).map_err(said)?;
            let sticks: Box<dyn Sticks> = match sticks {
                Some(folder) => Box::new(Folder::new(folder)),
                None => stick::of_this_system(),
            };
            supervise::run(server, kiosk, sticks);
        }
        Asked::Install { install, apply } => set_up_machine(&install, apply, lang)?,
        Asked::Screen { port, command } => {
            let program = command.first().cloned().unwrap_or_default();
            screen::run(port, &command).map_err(|error| {
                let program = program.display().to_string();
                let reason = error.into();
                Words::NotStarted { program, reason }.text(lang)
            })?;
        }
    }
    Ok(())
}

/// Prints the steps of an installation, or carries them out.
fn set_up_machine(asked: &Install, apply: bool, lang: Lang) -> Result<(), String> {
    let steps = install::plan(asked);
    if !apply {
        for step in &steps {
            print!("{}", install::told(step));
        }
        println!("{}", Words::DryRun {}.text(lang));
        return Ok(());
    }
    if install::is_read_only() {
        return Err(Words::RootForgets {}.text(lang));
    }
    if asked.read_only && !install::is_mount_point(Path::new(install::STATE)) {
        return Err(Words::StateOnRoot {}.text(lang));
    }
    let done = install::carry_out(&steps, &mut ThisMachine).map_err(|failed| {
        let (step, error) = *failed;
        let (what, reason) = (install::place(&step), error.into());
        Words::StepFailed { what, reason }.text(lang)
    })?;
    for step in &done {
        let what = install::place(step);
        println!("{}", Words::StepDone { what }.text(lang));
    }
    let count = done.len();
    println!("{}", Words::Installed { count }.text(lang));
    Ok(())
}

/// A server of the kiosk in the folder `state`; its address is told.
fn server(state: &Path, port: u16, lang: Lang) -> Result<Arc<Server>, String> {
    let kiosk = Kiosk::open(state).map_err(|refusal| refusal.text(lang))?;
    let taken = |_| Words::PortTaken { port: port.into() }.text(lang);
    let server = Arc::new(Server::new(kiosk, port).map_err(taken)?);
    let port = server.port().into();
    println!("{}", Words::Serving { port }.text(lang));
    Ok(server)
}

/// A number by which people tell one kiosk from another: eight digits, by chance.
fn number() -> std::io::Result<String> {
    let random = getrandom::u32().map_err(std::io::Error::other)?;
    Ok(format!("{:08}", random % 100_000_000))
}

/// Reads the command line; `None` where it asks for nothing that there is.
fn asked(arguments: impl Iterator<Item = OsString>) -> Option<Asked> {
    let mut words = Vec::new();
    let mut options: BTreeMap<String, OsString> = BTreeMap::new();
    let mut arguments = arguments;
    let mut command = Vec::new();
    let mut flags = BTreeSet::new();
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            command.extend(arguments.by_ref());
            break;
        }
        match argument.to_str().and_then(|text| text.strip_prefix("--")) {
            Some("help") => return Some(Asked::Help),
            Some("version") => return Some(Asked::Version),
            Some(flag @ ("apply" | "read-only")) => {
                flags.insert(flag.to_owned());
            }
            Some(option) => {
                let (name, value) = match option.split_once('=') {
                    Some((name, value)) => (name, value.into()),
                    None => (option, arguments.next()?),
                };
                if options.insert(name.to_owned(), value).is_some() {
                    return None;
                }
            }
            None => words.push(argument),
        }
    }
    let mut words = words.into_iter();
    let action = words.next()?;
    let port = match options.remove("port") {
        Some(port) => Some(port.to_str()?.parse().ok()?),
        None => None,
    };
    let mut option = |name: &str| options.remove(name);
    let asked = match action.to_str()? {
        "init" => Asked::Init {
            state: option("state")?.into(),
            ward: option("ward")?.into_string().ok()?,
            root: option("root-key")?.into(),
        },
        "import" => Asked::Import {
            file: words.next()?.into(),
            state: option("state")?.into(),
        },
        "serve" => Asked::Serve {
            state: option("state")?.into(),
            port: port.unwrap_or(PORT),
        },
        "supervise" => Asked::Supervise {
            state: option("state")?.into(),
            port: port.unwrap_or(PORT),
            sticks: option("sticks").map(PathBuf::from),
        },
        "install" => Asked::Install {
            apply: flags.remove("apply"),
            install: Install {
                ward: option("ward")?
                    .into_string()
                    .ok()
                    .filter(|ward| is_ward(ward))?,
                root_keys: option("root-key")?.into(),
                program: std::env::current_exe().map_or(Program::Copied, |running| {
                    Program::of(&running, Path::exists)
                }),
                port: port.unwrap_or(PORT),
                rotation: match option("rotate") {
                    Some(degrees) => Rotation::parse(degrees.to_str()?)?,
                    None => Rotation::default(),
                },
                volume: match option("volume") {
                    Some(volume) => volume.to_str()?.parse().ok().filter(|loud| *loud <= 100)?,
                    None => VOLUME,
                },
                read_only: flags.remove("read-only"),
            },
        },
        "screen" if !command.is_empty() => Asked::Screen {
            port: port.unwrap_or(PORT),
            command: std::mem::take(&mut command),
        },
        _ => return None,
    };
    let serves = !matches!(asked, Asked::Init { .. } | Asked::Import { .. });
    let understood =
        words.next().is_none() && options.is_empty() && command.is_empty() && flags.is_empty();
    (understood && (serves || port.is_none())).then_some(asked)
}
