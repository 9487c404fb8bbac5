//! Addresses that a site keeps for itself.

/// Names in addresses that Loa keeps for its own pages, as the first part of an address. A section with such a name is
/// refused, so none that wards have can become one.
pub const RESERVED: [&str; 17] = [
    "assets",
    "chu-de",
    "search",
    "tim-kiem",
    "ngoai-tuyen",
    "404",
    "lua-tuoi",
    "nhom-bai",
    "dau-o-dau",
    "a-z",
    "lich",
    "kieu-mau",
    "muc-tieu",
    "viec",
    "van-ban",
    "ghi-nhan",
    "do-phu",
];

/// The part of an address under which the further pages of a list stand.
pub const PAGES: &str = "trang";

/// Whether Loa keeps the address of a post of this section and slug for itself.
pub fn is_reserved(section: &str, slug: &str) -> bool {
    RESERVED.contains(&section) || slug == PAGES
}

/// The service worker's file: a stable address at the root of the site, so its scope is the site.
pub const WORKER: &str = "sw.js";

/// The web app manifest's file.
pub const WEB_APP: &str = "manifest.webmanifest";

/// The file of a copy for `file://` that knows the day it was built; pages do not change with the day.
pub const BUILT: &str = "built.js";
