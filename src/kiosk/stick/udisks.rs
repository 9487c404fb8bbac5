//! Linux: sticks are disks on USB, mounted read-only by udisks2 (`udisksctl`), or by whatever else mounted them.
//!
//! What is plugged in is read from `/sys`, what is mounted from `/proc/self/mountinfo`: both are small and always there, and
//! asking again every second costs nothing.

use super::Sticks;
use crate::refusal::Refusal;
use base::disk;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long mounting a stick, or giving it back, may take: a failing one is tried again and again by the system.
const PATIENCE: Duration = Duration::from_secs(40);

/// Partitions of a stick that are looked at.
const PARTITIONS: usize = 4;

/// Where desktops and udisks2 mount sticks. A disk that is mounted elsewhere belongs to the system.
const MEDIA: [&str; 2] = ["/media/", "/run/media/"];

/// Where overlayroot keeps the system's own disk, and the layer above it: no stick, though it lies beside them.
const OWN: &str = "/media/root-r";

/// What sticks are formatted with. The system can read more; what reads those was not made for what strangers bring.
const KINDS: [&str; 3] = ["vfat", "exfat", "ntfs"];

/// The sticks of a Linux machine.
#[derive(Debug)]
pub struct Udisks {
    /// `/sys/block`.
    blocks: PathBuf,
    /// `/proc/self/mountinfo`.
    mounts: PathBuf,
    /// `/run/udev/data`.
    udev: PathBuf,
    /// `udisksctl`.
    program: PathBuf,
    /// `PATIENCE`.
    patience: Duration,
    /// What this program had mounted: `/dev/sdb1`, `8:17`.
    mounted: Vec<(PathBuf, String)>,
}

impl Default for Udisks {
    fn default() -> Self {
        Self {
            blocks: "/sys/block".into(),
            mounts: "/proc/self/mountinfo".into(),
            udev: "/run/udev/data".into(),
            program: "udisksctl".into(),
            patience: PATIENCE,
            mounted: Vec::new(),
        }
    }
}

/// A disk or a partition.
#[derive(Debug)]
struct Volume {
    /// `sdb1`.
    name: String,
    /// `8:17`, as `mountinfo` has it.
    number: String,
}

/// A mounted file system: `8:17`, and where.
type Mount = (String, PathBuf);

impl Udisks {
    fn mounts(&self) -> Vec<Mount> {
        let text = fs::read_to_string(&self.mounts).unwrap_or_default();
        text.lines().filter_map(mount).collect()
    }

    /// What of a disk may hold files: its partitions, or all of it where it has none.
    fn volumes(&self, disk: &str) -> Vec<Volume> {
        let folder = self.blocks.join(disk);
        let number = |folder: &Path| {
            let number = fs::read_to_string(folder.join("dev")).ok()?;
            Some(number.trim().to_owned())
        };
        let mut parts: Vec<_> = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.path().join("partition").exists())
            .filter_map(|entry| {
                Some(Volume {
                    name: entry.file_name().into_string().ok()?,
                    number: number(&entry.path())?,
                })
            })
            .collect();
        parts.sort_by(|a, b| a.name.cmp(&b.name));
        if parts.is_empty() {
            let name = disk.to_owned();
            parts.extend(number(&folder).map(|number| Volume { name, number }));
        }
        parts
    }

    /// The name of the stick that a disk is, if it is one: with a number that is new each time it is plugged in.
    fn stick(&self, disk: &str, mounts: &[Mount]) -> Option<String> {
        let folder = self.blocks.join(disk);
        let real = fs::canonicalize(&folder).ok()?;
        let on_usb = real
            .iter()
            .any(|part| part.to_string_lossy().starts_with("usb"));
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        // A reader without a card has no size.
        let holds_something = read("size").trim().parse().is_ok_and(|size: u64| size > 0);
        let belongs_to_system = self.volumes(disk).iter().any(|volume| {
            let elsewhere = |(number, place): &Mount| {
                let place = place.to_string_lossy();
                let beside = MEDIA.iter().any(|media| place.starts_with(media));
                *number == volume.number && (!beside || place.starts_with(OWN))
            };
            mounts.iter().any(elsewhere) || self.is_held(disk, &volume.name)
        });
        let is_stick = on_usb && holds_something && !belongs_to_system;
        is_stick.then(|| format!("{disk} {}", read("diskseq").trim()))
    }

    /// Whether udev found files on it of a kind that no stick has. What it found nothing on, udisks2 does not mount.
    fn is_foreign(&self, volume: &Volume) -> bool {
        let told = fs::read_to_string(self.udev.join(format!("b{}", volume.number)));
        let told = told.unwrap_or_default();
        let mut kinds = told
            .lines()
            .filter_map(|line| line.strip_prefix("E:ID_FS_TYPE="));
        kinds.any(|kind| !KINDS.contains(&kind))
    }

    /// Whether something is built upon it: RAID, encryption, volumes.
    fn is_held(&self, disk: &str, volume: &str) -> bool {
        let folder = self.blocks.join(disk);
        let folder = if disk == volume {
            folder
        } else {
            folder.join(volume)
        };
        let holders = fs::read_dir(folder.join("holders"));
        holders.is_ok_and(|mut holders| holders.next().is_some())
    }

    /// Has udisks2 do something with a volume, until then at the latest.
    fn ask(&self, action: &str, volume: &Path, more: &[&str], until: Instant) -> io::Result<bool> {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let mut command = Command::new(&self.program);
        command
            .args([action, "--no-user-interaction", "--block-device"])
            .arg(volume)
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        run_within(&mut command, left).map(|status| status.success())
    }
}

impl Sticks for Udisks {
    fn plugged(&mut self) -> Vec<String> {
        let mounts = self.mounts();
        let disks = fs::read_dir(&self.blocks).into_iter().flatten().flatten();
        let names = disks.filter_map(|entry| entry.file_name().into_string().ok());
        let mut sticks: Vec<_> = names
            .filter_map(|disk| self.stick(&disk, &mounts))
            .collect();
        sticks.sort();
        sticks
    }

    fn open(&mut self, stick: &str) -> Result<Vec<PathBuf>, Refusal> {
        let disk = stick.split(' ').next().unwrap_or_default().to_owned();
        let mut roots = Vec::new();
        let until = Instant::now() + self.patience;
        for volume in self.volumes(&disk).into_iter().take(PARTITIONS) {
            let place = |mounts: Vec<Mount>| {
                let mut mounts = mounts.into_iter();
                Some(mounts.find(|(number, _)| *number == volume.number)?.1)
            };
            if place(self.mounts()).is_none() && !self.is_foreign(&volume) {
                let device = Path::new("/dev").join(&volume.name);
                let options = ["--options", "ro,nosuid,nodev,noexec"];
                let mounted = self.ask("mount", &device, &options, until);
                if mounted.is_ok_and(|well| well) {
                    self.mounted.push((device, volume.number.clone()));
                }
            }
            roots.extend(place(self.mounts()));
        }
        match roots.is_empty() {
            true => Err(Refusal::UnknownStick {}),
            false => Ok(roots),
        }
    }

    /// What this program mounted to be read is mounted anew for writing; what something else mounted is taken as it is.
    fn write(&mut self, root: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
        let volume = self.mounts().into_iter().find(|(_, place)| place == root);
        let number = volume.ok_or(io::ErrorKind::NotFound)?.0;
        let ours = self.mounted.iter().find(|(_, ours)| *ours == number);
        let Some((device, _)) = ours.cloned() else {
            return disk::replace(&root.join(name), bytes);
        };
        let options = ["--options", "rw,nosuid,nodev,noexec"];
        let until = Instant::now() + self.patience;
        let unmounted = self.ask("unmount", &device, &[], until)?;
        if !unmounted || !self.ask("mount", &device, &options, until)? {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        let volume = self
            .mounts()
            .into_iter()
            .find(|(other, _)| *other == number);
        let root = volume.ok_or(io::ErrorKind::NotFound)?.1;
        disk::replace(&root.join(name), bytes)
    }

    fn close(&mut self) {
        let until = Instant::now() + self.patience;
        for (device, _) in std::mem::take(&mut self.mounted) {
            // What was written was flushed: where this fails, nothing is lost by pulling it out.
            self.ask("unmount", &device, &[], until).ok();
        }
    }
}

/// A line of `mountinfo`: `36 35 8:17 / /media/usb rw - vfat /dev/sdb1 rw`, where `\040` is a space.
fn mount(line: &str) -> Option<Mount> {
    let mut fields = line.split(' ').skip(2);
    let number = fields.next()?.to_owned();
    let place = fields.nth(1)?.as_bytes();
    let mut bytes = Vec::new();
    let mut at = 0;
    while let Some(byte) = place.get(at) {
        let octal = (*byte == b'\\')
            .then(|| place.get(at + 1..at + 4))
            .flatten();
        let octal = octal.and_then(|digits| std::str::from_utf8(digits).ok());
        match octal.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(value) => {
                bytes.push(value);
                at += 4;
            }
            None => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    use std::os::unix::ffi::OsStringExt;
    Some((number, std::ffi::OsString::from_vec(bytes).into()))
}

/// Runs a command that is killed when it takes too long.
fn run_within(command: &mut Command, patience: Duration) -> io::Result<ExitStatus> {
    let mut child = command.spawn()?;
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if begun.elapsed() > patience {
            child.kill()?;
            return child.wait();
        }
        thread::sleep(Duration::from_millis(50));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    /// A machine with `/sys`, `/proc` and `udisksctl` of its own.
    struct Machine {
        dir: tempfile::TempDir,
        sticks: Udisks,
    }

    impl Machine {
        fn new() -> Self {
            let dir = tempfile::tempdir().unwrap();
            let at = |name: &str| dir.path().join(name);
            fs::create_dir(at("block")).unwrap();
            fs::write(at("mountinfo"), "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n").unwrap();
            // Mounts `sdb1` alone, at a place with a space in its name.
            let script = format!(
                "#!/bin/sh\necho \"$@\" >> {log}\ncase \"$1 $4\" in\n\
                 'mount /dev/sdb1') echo '40 22 8:17 / /run/media/loa/USB\\\\0401 ro - vfat /dev/sdb1 ro' >> {mounts};;\n\
                 'unmount /dev/sdb1') sed -i '/8:17/d' {mounts};;\n*) exit 1;;\nesac\n",
                log = at("log").display(),
                mounts = at("mountinfo").display(),
            );
            fs::write(at("udisksctl"), script).unwrap();
            fs::set_permissions(at("udisksctl"), fs::Permissions::from_mode(0o755)).unwrap();
            let sticks = Udisks {
                blocks: at("block"),
                mounts: at("mountinfo"),
                udev: at("udev"),
                program: at("udisksctl"),
                patience: PATIENCE,
                mounted: Vec::new(),
            };
            Self { dir, sticks }
        }

        /// Plugs a disk in with these partitions; its number is 16 (or 0 for `sda`), theirs follow.
        fn plug(&self, disk: &str, bus: &str, size: u64, parts: usize) {
            let first = usize::from(disk.as_bytes()[2] - b'a') * 16;
            let real = self.dir.path().join("devices").join(bus).join(disk);
            fs::create_dir_all(&real).unwrap();
            fs::write(real.join("size"), format!("{size}\n")).unwrap();
            fs::write(real.join("diskseq"), "7\n").unwrap();
            fs::write(real.join("dev"), format!("8:{first}\n")).unwrap();
            for part in 1..=parts {
                let folder = real.join(format!("{disk}{part}"));
                fs::create_dir_all(folder.join("holders")).unwrap();
                fs::write(folder.join("partition"), format!("{part}\n")).unwrap();
                fs::write(folder.join("dev"), format!("8:{}\n", first + part)).unwrap();
            }
            symlink(&real, self.dir.path().join("block").join(disk)).unwrap();
        }
    }

    #[test]
    fn sticks_are_disks_on_usb_that_the_system_does_not_live_on() {
        let mut machine = Machine::new();
        machine.plug("sda", "pci0000:00/usb1/1-1", 100, 2);
        assert!(machine.sticks.plugged().is_empty(), "the system's own disk");
        // As overlayroot mounts it.
        let mounts = machine.dir.path().join("mountinfo");
        let below = "22 1 8:1 / /media/root-ro ro - ext4 /dev/sda1 ro\n";
        fs::write(
            mounts,
            format!("21 1 0:9 / / rw - overlay overlayroot rw\n{below}"),
        )
        .unwrap();
        assert!(machine.sticks.plugged().is_empty(), "the system's own disk");
        machine.plug("sdc", "pci0000:00/ata1", 100, 1);
        machine.plug("sdd", "pci0000:00/usb1/1-3", 0, 0);
        assert!(machine.sticks.plugged().is_empty(), "no card in it");
        machine.plug("sdb", "pci0000:00/usb1/1-2", 100, 2);
        assert_eq!(machine.sticks.plugged(), ["sdb 7"]);
        machine.plug("sde", "pci0000:00/usb1/1-4", 100, 1);
        assert_eq!(machine.sticks.plugged(), ["sdb 7", "sde 7"]);
        let held = machine.dir.path().join("block/sde/sde1/holders/dm-0");
        fs::write(held, "").unwrap();
        assert_eq!(machine.sticks.plugged(), ["sdb 7"]);
    }

    #[test]
    fn a_stick_is_mounted_to_be_read_and_given_back() {
        let mut machine = Machine::new();
        machine.plug("sdb", "pci0000:00/usb1/1-2", 100, 2);
        let roots = machine.sticks.open("sdb 7").unwrap();
        assert_eq!(roots, [Path::new("/run/media/loa/USB 1")]);
        assert_eq!(machine.sticks.plugged(), ["sdb 7"], "mounted for it");
        machine.sticks.close();
        let log = fs::read_to_string(machine.dir.path().join("log")).unwrap();
        let mounted =
            "mount --no-user-interaction --block-device /dev/sdb1 --options ro,nosuid,nodev,noexec";
        assert!(log.starts_with(mounted), "{log}");
        assert!(
            log.ends_with("unmount --no-user-interaction --block-device /dev/sdb1\n"),
            "{log}"
        );
        assert_eq!(machine.sticks.mounts().len(), 1);
    }

    #[test]
    fn a_stick_is_mounted_for_writing_when_something_is_written() {
        let mut machine = Machine::new();
        machine.plug("sdb", "pci0000:00/usb1/1-2", 100, 1);
        let roots = machine.sticks.open("sdb 7").unwrap();
        // Nothing is mounted there in truth, so writing fails behind the mounting.
        assert!(machine.sticks.write(&roots[0], "dem.txt", b"1").is_err());
        machine.sticks.close();
        let log = fs::read_to_string(machine.dir.path().join("log")).unwrap();
        let asked: Vec<_> = log
            .lines()
            .map(|line| line.split(' ').next().unwrap())
            .collect();
        assert_eq!(asked, ["mount", "unmount", "mount", "unmount"]);
        assert!(
            log.lines()
                .nth(2)
                .unwrap()
                .ends_with("rw,nosuid,nodev,noexec"),
            "{log}"
        );
    }

    #[test]
    fn what_no_stick_is_formatted_with_is_not_mounted() {
        let mut machine = Machine::new();
        machine.plug("sdb", "pci0000:00/usb1/1-2", 100, 1);
        let udev = machine.dir.path().join("udev");
        fs::create_dir(&udev).unwrap();
        let formatted = |kind: &str| {
            let told = format!("I:1\nE:ID_FS_VERSION=1.0\nE:ID_FS_TYPE={kind}\nG:systemd\n");
            fs::write(udev.join("b8:17"), told).unwrap();
        };
        for kind in ["ext4", "btrfs", "squashfs", "vfat\u{200b}", ""] {
            formatted(kind);
            assert_eq!(
                machine.sticks.open("sdb 7"),
                Err(Refusal::UnknownStick {}),
                "{kind}"
            );
        }
        assert!(
            !machine.dir.path().join("log").exists(),
            "something was mounted"
        );
        for kind in KINDS {
            formatted(kind);
            assert_eq!(machine.sticks.open("sdb 7").unwrap().len(), 1, "{kind}");
            machine.sticks.close();
        }
    }

    #[test]
    fn what_nobody_can_mount_is_told() {
        let mut machine = Machine::new();
        machine.plug("sdc", "pci0000:00/usb1/1-2", 100, 0);
        assert_eq!(machine.sticks.plugged(), ["sdc 7"]);
        assert_eq!(machine.sticks.open("sdc 7"), Err(Refusal::UnknownStick {}));
        machine.sticks.program = "/khong-co".into();
        assert_eq!(machine.sticks.open("sdc 7"), Err(Refusal::UnknownStick {}));
    }

    #[test]
    fn a_stick_of_many_partitions_is_not_waited_for_without_end() {
        let mut machine = Machine::new();
        machine.plug("sdb", "pci0000:00/usb1/1-2", 100, 12);
        assert_eq!(machine.sticks.open("sdb 7").unwrap().len(), 1);
        let log = fs::read_to_string(machine.dir.path().join("log")).unwrap();
        assert_eq!(log.lines().count(), PARTITIONS, "{log}");
        machine.sticks.close();
        // All of them together have the time of one.
        let hangs = machine.dir.path().join("hangs");
        fs::write(&hangs, "#!/bin/sh\nexec sleep 60\n").unwrap();
        fs::set_permissions(&hangs, fs::Permissions::from_mode(0o755)).unwrap();
        machine.sticks.program = hangs;
        machine.sticks.patience = Duration::from_secs(2);
        let begun = Instant::now();
        assert_eq!(machine.sticks.open("sdb 7"), Err(Refusal::UnknownStick {}));
        assert!(begun.elapsed() < Duration::from_secs(6));
    }

    #[test]
    fn a_command_that_hangs_is_ended() {
        let begun = Instant::now();
        let status = run_within(Command::new("sleep").arg("60"), Duration::from_millis(100));
        assert!(!status.unwrap().success());
        assert!(begun.elapsed() < Duration::from_secs(30));
    }
}
