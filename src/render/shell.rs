//! What stands around every page: the ward, the menu, assets, the policy, and what machines are told.

use super::context::{
    Assets, ContactContext, FixedUrls, LinkContext, MenuItem, Meta, NotFoundPage, SearchPage,
    Shell, WardContext,
};
use super::pages::list_url;
use super::{LinkStyle, Linker, Site};
use std::collections::BTreeMap;

/// What pages may load and run: nothing but the site's own files, and the search engine.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'self'; style-src 'self'; img-src 'self'; \
                      script-src 'self'; connect-src 'self'; manifest-src 'self'";

/// The same for the search page, whose engine is WebAssembly.
const SEARCH_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'self'; style-src 'self'; \
                             img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
                             connect-src 'self'; manifest-src 'self'";

impl Site<'_> {
    pub(super) fn shell(&self, url: &str) -> Shell {
        let linker = self.linker(url);
        let config = &self.ward.config;
        let menu = self
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
            phone_url: contact.phone.as_deref().map(telephone_url),
            address: contact.address.clone(),
            hours: contact.hours.clone(),
        });
        Shell {
            ward: WardContext {
                name: config.name.clone(),
                short_name: config.short_name.clone(),
                province: config.province.clone(),
                colour: config.theme.colour.clone(),
                neighbourhoods: config.neighbourhoods.clone(),
                contacts: contacts.collect(),
                canonical: config.base_url.clone(),
            },
            menu: menu.collect(),
            urls: FixedUrls {
                home: linker.to(""),
                search: linker.to("tim-kiem/"),
                tags: linker.to("chu-de/"),
                feed: (!self.lists.newest.is_empty()).then(|| linker.to("atom.xml")),
            },
            assets: self.assets_for(&linker, None),
            policy: POLICY,
        }
    }

    fn assets_for(&self, linker: &Linker, search_entry: Option<&str>) -> Assets {
        let linked = |files: &BTreeMap<String, String>| {
            files
                .iter()
                .map(|(name, url)| (name.clone(), linker.to(url)))
                .collect()
        };
        let hosted = self.options.link_style == LinkStyle::Hosted;
        Assets {
            style: linker.to(&self.assets.style),
            scripts: linked(&self.assets.scripts),
            files: linked(&self.assets.files),
            engine: linked(&self.assets.engine),
            search_start: search_entry
                .filter(|_| hosted)
                .map(|entry| linker.to(entry)),
            search_single: search_entry
                .filter(|_| !hosted)
                .map(|entry| linker.to(entry)),
        }
    }

    pub(super) fn meta(&self, title: &str, description: &str, url: &str) -> Meta {
        Meta {
            title: title.into(),
            description: description.into(),
            canonical: self.canonical(url),
            og_type: "website",
            image: None,
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
        let linker = self.linker(url);
        let mut shell = self.shell(url);
        shell.policy = SEARCH_POLICY;
        shell.assets = self.assets_for(&linker, search_entry);
        SearchPage {
            shell,
            meta: Meta {
                noindex: true,
                ..self.meta("Tìm kiếm", "", url)
            },
            breadcrumbs: vec![self.home_crumb(&linker)],
            sections: self.home_sections(&linker, 0),
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

/// `tel:` with the digits of a number as people write it.
fn telephone_url(shown: &str) -> String {
    format!(
        "tel:{}",
        shown
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect::<String>()
    )
}
