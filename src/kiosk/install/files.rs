//! What the files of an installation hold.

use super::plan::{Install, STATE};
use serde_json::json;

/// `sysusers.d(5)`: one user keeps the state, another, who may not touch it, shows the screen.
pub fn users() -> String {
    format!(
        "u loa-kiosk - \"Loa kiosk\" {STATE}\n\
         u loa-screen - \"Loa screen\" /run/loa-screen\n\
         m loa-screen video\nm loa-screen audio\nm loa-screen input\nm loa-screen render\n"
    )
}

/// polkit: the kiosk's user mounts sticks without being asked for a password, and does nothing else.
pub fn sticks_rule() -> String {
    "polkit.addRule(function (action, subject) {\n  \
       var sticks = [\n    \
         'org.freedesktop.udisks2.filesystem-mount',\n    \
         'org.freedesktop.udisks2.filesystem-mount-other-seat',\n    \
         'org.freedesktop.udisks2.filesystem-unmount-others',\n  \
       ];\n  \
       if (subject.user === 'loa-kiosk' && sticks.indexOf(action.id) >= 0) return polkit.Result.YES;\n\
     });\n"
        .to_owned()
}

/// The server and the sticks.
pub fn service(install: &Install) -> String {
    let (program, port) = (install.program.path(), install.port);
    format!(
        "[Unit]
Description=Loa: the site of the ward, and sticks with new ones
Wants=udisks2.service
After=udisks2.service local-fs.target

[Service]
Type=notify
User=loa-kiosk
Group=loa-kiosk
ExecStart={program} supervise --state {STATE} --port {port}
Restart=always
RestartSec=2
WatchdogSec=120
MemoryMax=256M
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={STATE} -/run/media -/media
PrivateTmp=yes
ProtectHome=yes
ProtectKernelTunables=yes
RestrictAddressFamilies=AF_UNIX AF_INET
IPAddressDeny=any
IPAddressAllow=localhost

[Install]
WantedBy=multi-user.target
"
    )
}

/// The session on the screen; `-s` lets a technician with a keyboard go to another terminal. `PAMName` moves what is started
/// into a session of logind, where systemd does not end it with the unit: a browser that nobody watches would keep the screen.
pub fn screen(install: &Install) -> String {
    let (program, port) = (install.program.path(), install.port);
    let turns = " -r".repeat(install.rotation.quarters());
    format!(
        "[Unit]
Description=Loa: the screen
Wants=loa-kiosk.service
After=loa-kiosk.service systemd-user-sessions.service systemd-logind.service dbus.socket
Conflicts=getty@tty1.service
After=getty@tty1.service

[Service]
Type=notify
User=loa-screen
Group=loa-screen
PAMName=login
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty-fail
StandardOutput=journal
StandardError=journal
UtmpIdentifier=tty1
UtmpMode=user
RuntimeDirectory=loa-screen
Environment=HOME=/run/loa-screen
ExecStart={program} screen --port {port} -- /usr/bin/cage -d -s{turns} -- /usr/local/lib/loa-kiosk/browser
ExecStopPost=-+/usr/bin/loginctl kill-user --signal=KILL loa-screen
Restart=always
RestartSec=2
WatchdogSec=120
IPAddressDeny=any
IPAddressAllow=localhost

[Install]
WantedBy=graphical.target
"
    )
}

/// What cage runs: sets the loudness, and starts a browser with a new profile in memory.
pub fn browser(install: &Install) -> String {
    let (volume, port) = (install.volume, install.port);
    format!(
        r#"#!/bin/sh
# Written by `loa-kiosk install`.
set -eu
amixer --quiet sset Master {volume}% unmute || true
# A profile that a killed browser left asks questions: each start has its own, and memory alone holds it.
rm -rf "$HOME"/profile.*
profile=$(mktemp -d "$HOME/profile.XXXXXX")
exec chromium --kiosk --user-data-dir="$profile" --ozone-platform=wayland --password-store=basic \
  --no-first-run --no-default-browser-check --noerrdialogs --disable-infobars --disable-session-crashed-bubble \
  --disable-component-update --disable-features=Translate --disable-pinch --overscroll-history-navigation=0 \
  --autoplay-policy=no-user-gesture-required --lang=vi "http://127.0.0.1:{port}/"
"#
    )
}

/// Chromium's policies: one host, nothing saved, nothing printed, nothing asked.
pub fn policies(port: u16) -> String {
    let home = format!("http://127.0.0.1:{port}");
    let policies = json!({
        "URLBlocklist": ["*"],
        "URLAllowlist": [home],
        "DownloadRestrictions": 3,
        "PrintingEnabled": false,
        "DeveloperToolsAvailability": 2,
        "IncognitoModeAvailability": 1,
        "BrowserSignin": 0,
        "SyncDisabled": true,
        "PasswordManagerEnabled": false,
        "AutofillAddressEnabled": false,
        "AutofillCreditCardEnabled": false,
        "TranslateEnabled": false,
        "SearchSuggestEnabled": false,
        "NetworkPredictionOptions": 2,
        "AllowFileSelectionDialogs": false,
        "SavingBrowserHistoryDisabled": true,
        "MetricsReportingEnabled": false,
        "ComponentUpdatesEnabled": false,
        "BackgroundModeEnabled": false,
        "PromotionsEnabled": false,
        "DefaultNotificationsSetting": 2,
        "DefaultGeolocationSetting": 2,
        "DefaultPopupsSetting": 2,
        "AudioCaptureAllowed": false,
        "VideoCaptureAllowed": false,
        "ScreenCaptureAllowed": false,
        "DefaultWebUsbGuardSetting": 2,
        "DefaultWebBluetoothGuardSetting": 2,
    });
    format!("{policies:#}\n")
}

/// From the next start on the system's disk is only read; what lies on other file systems, as the kiosk's state must, is
/// written to as before.
pub fn read_only() -> String {
    "overlayroot=\"tmpfs:recurse=0\"\n".to_owned()
}

/// What the system logs is kept in memory, and not more of it than that can spare for months.
pub fn journal() -> String {
    "[Journal]\nStorage=volatile\nRuntimeMaxUse=16M\n".to_owned()
}
