//! Runs of the command under `strace`, which tells its system calls and makes chosen ones fail.

use crate::bench::{Bench, Ran};
use std::fs;
use std::process::{Command, Stdio};

/// A run and its calls, one a line: `[pid] name(arguments) = result`.
pub struct Traced {
    pub ran: Ran,
    pub calls: Vec<Call>,
}

/// A system call.
#[derive(Debug, Clone)]
pub struct Call {
    pub thread: String,
    pub name: String,
    /// The whole line.
    pub text: String,
}

/// Every call on files that a build makes, but for `close`: it fails on no disk that holds what was flushed before, and
/// Rust's own library stops the program where a folder cannot be closed.
pub const FILES: &str = "open,openat,openat2,stat,lstat,fstat,newfstatat,statx,readlink,readlinkat,getdents64,read,pread64,write,pwrite64,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,fsync,fdatasync,syncfs,ftruncate,utimensat,flock,copy_file_range,sendfile,fchmod,fchmodat,chmod,lseek,fcntl";

/// Runs `loa` under `strace` with further options of that, on one thread of work, so that each run makes the same calls.
pub fn traced(bench: &Bench, options: &[&str], arguments: &[&str]) -> Traced {
    let log = bench.path("strace.log");
    let loa = bench.command(arguments);
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-y", "-s", "0", "-o"])
        .arg(&log)
        .args(["-e", &format!("trace={FILES}"), "-e", "signal=none"])
        .args(options)
        .arg("--")
        .arg(loa.get_program())
        .args(loa.get_args())
        .current_dir(bench.dir())
        .env("LC_ALL", "vi_VN.UTF-8")
        .env("RAYON_NUM_THREADS", "1")
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null());
    let output = command
        .output()
        .expect("`strace` is needed: apt-get install strace");
    let log = fs::read_to_string(&log).unwrap_or_default();
    let ran = Ran {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    assert!(
        !ran.stderr.contains("ptrace"),
        "strace may trace nothing here: {}",
        ran.stderr
    );
    let calls = log.lines().filter_map(Call::parse).collect();
    Traced { ran, calls }
}

impl Call {
    pub fn parse(line: &str) -> Option<Self> {
        let (thread, text) = line.split_once(' ')?;
        let text = text.trim_start();
        let (name, _) = text.split_once('(')?;
        let plain = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        plain.then(|| Self {
            thread: thread.to_owned(),
            name: name.to_owned(),
            text: text.to_owned(),
        })
    }
}
