//! The letters that a PDF uses, embedded: the parts of the type that are needed, how wide each letter is, and which character it
//! stands for, so that the text can be searched and copied.

use crate::lines::face;
use base::digest::sha256;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str};
use std::collections::BTreeMap;
use subsetter::{GlyphRemapper, subset};

/// What an embedded font is composed by.
const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// The letters of one weight that were used.
pub struct TypeSet {
    bold: bool,
    glyphs: GlyphRemapper,
    /// Character and width in thousandths of an em, by the glyph's number in the embedded font.
    used: BTreeMap<u16, (char, f32)>,
}

impl TypeSet {
    /// No letters yet.
    pub fn new(bold: bool) -> Self {
        Self {
            bold,
            glyphs: GlyphRemapper::new(),
            used: BTreeMap::new(),
        }
    }

    /// The name by which pages know the font.
    pub fn name(&self) -> Name<'static> {
        Name(if self.bold { b"B" } else { b"R" })
    }

    /// Writes the letters of a text, each where the type sets it, and remembers them.
    pub fn show(&mut self, content: &mut Content, text: &str) {
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        let mut run: Vec<u8> = Vec::new();
        let mut pen = 0.0;
        for placed in face(self.bold).placed(text) {
            // Pairs of letters are drawn together: the file counts in thousandths of an em, to the left.
            let apart = ((placed.pen - pen) * 1000.0).round();
            if apart != 0.0 {
                items.show(Str(&run));
                items.adjust(-apart);
                run.clear();
            }
            let glyph = self.glyphs.remap(placed.glyph);
            let (_, width) = *self.used.entry(glyph).or_insert_with(|| {
                let alone = face(self.bold).width(placed.character.encode_utf8(&mut [0; 4]));
                (placed.character, alone * 1000.0)
            });
            run.extend(glyph.to_be_bytes());
            pen = placed.pen + width / 1000.0;
        }
        items.show(Str(&run));
    }

    /// Whether nothing was written with it.
    pub fn is_empty(&self) -> bool {
        self.used.is_empty()
    }

    /// Puts the font into a file; `refs` are its five numbers there.
    pub fn embed(&self, pdf: &mut Pdf, [font, cid, descriptor, cmap, file]: [Ref; 5]) {
        let bytes = subset(face(self.bold).bytes, 0, &self.glyphs)
            .unwrap_or_else(|error| unreachable!("a font inside the program: {error:?}"));
        let tag: String = sha256(&bytes)
            .bytes()
            .take(6)
            .map(|digit| char::from(b'A' + digit % 26))
            .collect();
        let weight = if self.bold { "Bold" } else { "Regular" };
        let name = format!("{tag}+BeVietnamPro-{weight}");
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        let mut letters = pdf.cid_font(cid);
        letters
            .subtype(CidFontType::Type2)
            .base_font(name)
            .system_info(SYSTEM)
            .font_descriptor(descriptor)
            .default_width(0.0)
            .cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = letters.widths();
        for (glyph, (_, width)) in &self.used {
            widths.consecutive(*glyph, [*width]);
        }
        widths.finish();
        letters.finish();
        // Measures that viewers use only where the font itself is missing.
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::NON_SYMBOLIC)
            .bbox(Rect::new(-200.0, -300.0, 1300.0, 1200.0))
            .italic_angle(0.0)
            .ascent(1000.0)
            .descent(-265.0)
            .cap_height(700.0)
            .stem_v(if self.bold { 140.0 } else { 80.0 })
            .font_file2(file);
        let mut map = UnicodeCmap::new(Name(b"Loa"), SYSTEM);
        for (glyph, (character, _)) in &self.used {
            map.pair(*glyph, *character);
        }
        let map = packed(&map.finish());
        pdf.cmap(cmap, &map)
            .name(Name(b"Loa"))
            .system_info(SYSTEM)
            .filter(Filter::FlateDecode);
        let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
        let bytes = packed(&bytes);
        let mut stream = pdf.stream(file, &bytes);
        stream.pair(Name(b"Length1"), length);
        stream.filter(Filter::FlateDecode);
    }
}

/// Bytes as a file holds them: packed by zlib.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_else(|_| unreachable!("a list of bytes takes all"))
}
