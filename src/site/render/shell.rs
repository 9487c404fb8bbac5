//! What stands around every page: the ward, the menu, assets, the policy, and what machines are told.

use super::Site;
use super::addresses::{ALPHABET, BODY, CALENDAR, COVERED, NOTING, OFFLINE, list_url};
use super::context::{
    Assets, ContactContext, FixedUrls, KioskContext, LinkContext, MenuItem, Meta, NotFoundPage,
    OfflinePage, SearchPage, Shell, ShortcutContext, TitlesContext, WardContext,
};
use super::motif::motif;
use super::words;
use crate::linker::Linker;
use crate::model::{BUILT, Opening, PostIndex, SectionKind, WEB_APP, WORKER, telephone};
use std::collections::BTreeMap;

/// What a page may load and run beside its style and pictures: everything else is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Scripts that fetch nothing.
    Reading,
    /// The search engine, which is WebAssembly in a worker and fetches the index.
    Search,
    /// A recording to be played, which a device keeps when its reader asks.
    Recording,
}

/// Sections in a phone's menu; with the calendar and the way to all others there are at most five entries.
const SHORTCUTS: usize = 3;

/// Most titles on the search page, about 6 kB as they are sent.
const TITLES: usize = 300;

impl Site<'_> {
    pub(super) fn shell(&self, url: &str) -> Shell {
        let linker = self.compiled.linker(url);
        let config = &self.compiled.ward.config;
        let menu = self
            .compiled
            .lists
            .sections
            .iter()
            .filter(|section| !section.posts.is_empty());
        let menu = menu.map(|section| {
            let list = list_url(&section.slug, 1);
            MenuItem {
                title: section.title.clone(),
                url: linker.to(&list),
                current: url.starts_with(&list),
            }
        });
        let contacts = config.contacts.iter().map(|contact| ContactContext {
            role: contact.role.label(),
            name: contact.name.clone(),
            phone: contact.phone.clone(),
            phone_url: contact.phone.as_deref().and_then(telephone_url),
            address: contact.address.clone(),
            hours: contact.hours.clone(),
            opening: contact
                .hours
                .as_deref()
                .and_then(Opening::read)
                .map(|opening| opening.data()),
        });
        Shell {
            ward: WardContext {
                name: config.name.clone(),
                short_name: config.short_name.clone(),
                province: config.province.clone(),
                colour: config.theme.colour.clone(),
                motif: motif(&config.short_name),
                neighbourhoods: config.neighbourhoods.clone(),
                contacts: contacts.collect(),
                canonical: config.base_url.clone(),
            },
            menu: menu.collect(),
            shortcuts: self.shortcuts(url, &linker),
            registers: self.register_links(url, &linker),
            urls: FixedUrls {
                home: linker.to(""),
                search: linker.to("tim-kiem/"),
                tags: linker.to("chu-de/"),
                offline: self.is_public().then(|| linker.to(OFFLINE)),
                life_stages: self
                    .compiled
                    .lists
                    .life_stages
                    .iter()
                    .any(|(_, posts)| !posts.is_empty())
                    .then(|| linker.to("lua-tuoi/")),
                body: (!self.compiled.lists.finding.body.is_empty()).then(|| linker.to(BODY)),
                alphabet: self.has_alphabet().then(|| linker.to(ALPHABET)),
                calendar: (!self.compiled.lists.events.is_empty()).then(|| linker.to(CALENDAR)),
                noting: (self.is_public() && self.compiled.ward.fieldwork.notes.is_some())
                    .then(|| linker.to(NOTING)),
                covered: self
                    .compiled
                    .ward
                    .fieldwork
                    .totals
                    .is_some()
                    .then(|| linker.to(COVERED)),
                feed: self
                    .has_feed(&self.compiled.lists.newest)
                    .then(|| linker.to("atom.xml")),
            },
            assets: self.assets_for(&linker, None),
            policy: self.policy(Needs::Reading),
            kiosk: self.compiled.delivery.is_kiosk().then(|| KioskContext {
                day: words::date(self.compiled.today),
                has_program: self.compiled.delivery.has_program(),
            }),
        }
    }

    /// The first sections of the menu, the calendar, and the list of everything at the foot of the page.
    fn shortcuts(&self, url: &str, linker: &Linker) -> Vec<ShortcutContext> {
        let sections = self.compiled.lists.sections.iter();
        let sections = sections.filter(|section| !section.posts.is_empty());
        let first = sections.take(SHORTCUTS).map(|section| {
            let list = list_url(&section.slug, 1);
            ShortcutContext {
                title: section.title.clone(),
                url: linker.to(&list),
                icon: section.slug.clone(),
                current: url.starts_with(&list),
            }
        });
        let calendar = (!self.compiled.lists.events.is_empty()).then(|| ShortcutContext {
            title: "Lịch sức khỏe".into(),
            url: linker.to(CALENDAR),
            icon: "lich".into(),
            current: url == CALENDAR,
        });
        let all = ShortcutContext {
            title: "Tất cả các mục".into(),
            url: "#cac_muc".into(),
            icon: "cac-muc".into(),
            current: false,
        };
        first.chain(calendar).chain([all]).collect()
    }

    /// Whether these posts have a feed: nobody can follow one from a kiosk.
    pub(super) fn has_feed(&self, posts: &[PostIndex]) -> bool {
        !posts.is_empty() && !self.compiled.delivery.is_kiosk()
    }

    /// Whether the ward's section of lessons is longer than one page.
    fn has_alphabet(&self) -> bool {
        let lists = &self.compiled.lists;
        let mut sections = lists.sections.iter();
        sections.any(|section| lists.is_grouped(section, self.options.page_size))
    }

    fn is_public(&self) -> bool {
        self.compiled.delivery.is_public()
    }

    /// Whether readers' devices keep the site.
    pub fn has_worker(&self) -> bool {
        self.compiled.delivery.is_kept_on_devices()
    }

    /// The page's Content-Security-Policy (W3C, CSP Level 3): nothing but the site's own files, nothing inline.
    pub(super) fn policy(&self, needs: Needs) -> String {
        let search = needs == Needs::Search;
        let mut policy =
            "default-src 'none'; base-uri 'none'; form-action 'self'; style-src 'self'; \
                          img-src 'self'; script-src 'self'"
                .to_owned();
        if search {
            policy.push_str(" 'wasm-unsafe-eval'");
        }
        if search || self.has_worker() {
            policy.push_str("; worker-src 'self'");
        }
        let keeps = needs == Needs::Recording && self.has_worker();
        // `loa serve` tells its pages of changes, the program of a kiosk of sticks.
        let delivery = &self.compiled.delivery;
        if search || keeps || delivery.is_live() || delivery.has_program() {
            policy.push_str("; connect-src 'self'");
        }
        if needs == Needs::Recording {
            // The device's own copy has an address of its own.
            policy.push_str(if keeps {
                "; media-src 'self' blob:"
            } else {
                "; media-src 'self'"
            });
        }
        if self.is_public() {
            policy.push_str("; manifest-src 'self'");
        }
        policy
    }

    fn assets_for(&self, linker: &Linker, search_entry: Option<&str>) -> Assets {
        let linked = |files: &BTreeMap<String, String>| {
            files
                .iter()
                .map(|(name, url)| (name.clone(), linker.to(url)))
                .collect()
        };
        let public = self.is_public();
        let served = self.compiled.delivery.is_served();
        Assets {
            web_app: public.then(|| linker.to(WEB_APP)),
            worker: self.has_worker().then(|| linker.to(WORKER)),
            built: (!served).then(|| linker.to(BUILT)),
            style: linker.to(&self.assets.style),
            scripts: linked(&self.assets.scripts),
            files: linked(&self.assets.files),
            engine: linked(&self.assets.engine),
            ward_icons: self.assets.ward_icons.map(|url| linker.to(url)),
            search_start: search_entry
                .filter(|_| served)
                .map(|entry| linker.to(entry)),
            search_single: search_entry
                .filter(|_| !served)
                .map(|entry| linker.to(entry)),
        }
    }

    pub(super) fn meta(&self, title: &str, description: &str, url: &str) -> Meta {
        Meta {
            title: title.into(),
            description: description.into(),
            canonical: self.canonical(url),
            og_type: "website",
            image: self.social_card(None),
            noindex: false,
            feed: None,
        }
    }

    pub(super) fn home_crumb(&self, linker: &Linker) -> LinkContext {
        LinkContext {
            title: "Trang chủ".into(),
            url: linker.to(""),
        }
    }
    pub(super) fn search(&self, url: &str, search_entry: Option<&str>) -> SearchPage {
        let linker = self.compiled.linker(url);
        let mut shell = self.shell(url);
        shell.policy = self.policy(Needs::Search);
        shell.assets = self.assets_for(&linker, search_entry);
        SearchPage {
            shell,
            meta: Meta {
                noindex: true,
                ..self.meta("Tìm kiếm", "", url)
            },
            breadcrumbs: vec![self.home_crumb(&linker)],
            sections: self.home_sections(&linker, 0),
            titles: self.titles(&linker),
        }
    }

    /// The titles that answer a query while the engine is on its way; lessons first, which most readers look for.
    fn titles(&self, linker: &Linker) -> Vec<TitlesContext> {
        if !self.compiled.delivery.is_public() {
            return Vec::new();
        }
        let mut sections: Vec<_> = self.compiled.lists.sections.iter().collect();
        sections.sort_by_key(|section| section.kind != SectionKind::Lesson);
        let mut room = TITLES;
        let titles = sections.into_iter().map(|section| {
            let posts = section.posts.iter().take(room).map(|&post| LinkContext {
                title: self.compiled.ward.posts[post].front.title.clone(),
                url: linker.to(&self.compiled.ward.posts[post].url()),
            });
            let posts: Vec<_> = posts.collect();
            room -= posts.len();
            TitlesContext {
                label: section.kind.label(),
                posts,
            }
        });
        titles.filter(|titles| !titles.posts.is_empty()).collect()
    }

    pub(super) fn offline(&self, url: &str) -> OfflinePage {
        let linker = self.compiled.linker(url);
        OfflinePage {
            shell: self.shell(url),
            meta: Meta {
                noindex: true,
                ..self.meta("Đọc khi không có mạng", "", url)
            },
            breadcrumbs: vec![self.home_crumb(&linker)],
        }
    }

    pub(super) fn not_found(&self, url: &str) -> NotFoundPage {
        let meta = Meta {
            noindex: true,
            ..self.meta("Không tìm thấy trang", "", url)
        };
        NotFoundPage {
            shell: self.shell(url),
            meta,
        }
    }
}

/// `tel:` with the one number that a text shows.
fn telephone_url(shown: &str) -> Option<String> {
    telephone::dialled(shown).map(|number| format!("tel:{number}"))
}
