//! The web app manifest (W3C, <https://www.w3.org/TR/appmanifest/>): lets a reader put the site on the home screen.

use super::Site;
use serde::Serialize;

/// Behind the page while the app opens: the theme's `--paper`.
const BACKGROUND: &str = "#fffdfa";

/// `manifest.webmanifest`.
#[derive(Debug, Serialize)]
pub struct WebApp {
    id: String,
    name: String,
    short_name: String,
    lang: &'static str,
    dir: &'static str,
    start_url: String,
    scope: String,
    display: &'static str,
    theme_color: String,
    background_color: &'static str,
    icons: Vec<AppIcon>,
}

/// An icon of the app.
#[derive(Debug, Serialize)]
struct AppIcon {
    src: String,
    sizes: &'static str,
    r#type: &'static str,
    purpose: &'static str,
}

impl Site<'_> {
    /// The ward as an app.
    pub fn web_app(&self) -> WebApp {
        let config = &self.compiled.ward.config;
        let linker = self.compiled.linker("");
        let home = linker.to("");
        let icon = |url: &str, sizes, kind, purpose| AppIcon {
            src: linker.to(url),
            sizes,
            r#type: kind,
            purpose,
        };
        let made = &self.assets.ward_icons;
        let icons = vec![
            icon(&made.svg, "any", "image/svg+xml", "any"),
            icon(&made.png_192, "192x192", "image/png", "any"),
            icon(&made.png_512, "512x512", "image/png", "any"),
            icon(&made.maskable_512, "512x512", "image/png", "maskable"),
        ];
        WebApp {
            id: home.clone(),
            name: config.name.clone(),
            short_name: config.short_name.clone(),
            lang: "vi",
            dir: "ltr",
            start_url: home.clone(),
            scope: home,
            display: "standalone",
            theme_color: config.theme.colour.clone(),
            background_color: BACKGROUND,
            icons,
        }
    }
}
