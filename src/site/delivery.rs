//! How a site reaches its readers, which decides how pages refer to each other and what stands beside them.

/// How a site reaches its readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// By a web server, at the `base_url` of its ward.
    Hosted {
        /// Whether compressed copies stand beside the files.
        precompress: bool,
    },
    /// As a folder that is opened from a stick or a disk, at `file://`, where nothing answers for a folder and browsers
    /// refuse fetch, module scripts and workers.
    Portable {
        /// Whether the pages are those of a kiosk: the stick is the whole of it, with no program beside.
        kiosk: bool,
    },
    /// By the screen of a kiosk, which serves one ward at the root of a host of its own and reaches nothing else.
    Kiosk,
    /// By `loa serve`, while it is written.
    Live {
        /// Where the folders of the wards are served instead of at their `base_url`: `http://127.0.0.1:8115`.
        origin: String,
    },
}

impl Default for Delivery {
    fn default() -> Self {
        Self::Hosted { precompress: true }
    }
}

impl Delivery {
    /// The same, without compressed copies where the settings want none.
    pub fn with_setting(self, precompress: bool) -> Self {
        match self {
            Self::Hosted { precompress: asked } => Self::Hosted {
                precompress: asked && precompress,
            },
            other => other,
        }
    }

    /// Whether a server answers for the pages.
    pub fn is_served(&self) -> bool {
        !matches!(self, Self::Portable { .. })
    }

    /// Whether others can reach the pages, so that they may be shared, found and installed.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Hosted { .. } | Self::Live { .. })
    }

    /// Whether pages are for a touch screen that everyone uses: with a keyboard on them, made as new when nobody is there,
    /// and linking to nothing but pages of the site.
    pub fn is_kiosk(&self) -> bool {
        matches!(self, Self::Kiosk | Self::Portable { kiosk: true })
    }

    /// Whether the kiosk's program serves the pages, which ask it about sticks and tell it how a release does.
    pub fn has_program(&self) -> bool {
        matches!(self, Self::Kiosk)
    }

    /// The path that the site lies at on its host, where its ward says `base_path`.
    pub fn base_path<'p>(&self, base_path: &'p str) -> &'p str {
        match self {
            Self::Kiosk => "/",
            _ => base_path,
        }
    }

    /// Whether the site is shown while it is written.
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Live { .. })
    }

    /// Whether readers' devices keep the site: nothing of it may outlive what a writer just changed.
    pub fn is_kept_on_devices(&self) -> bool {
        matches!(self, Self::Hosted { .. })
    }

    /// Whether compressed copies stand beside the files.
    pub fn has_compressed_copies(&self) -> bool {
        *self == Self::Hosted { precompress: true }
    }
}
