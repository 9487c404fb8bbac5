//! The few parts of a Word file that reports need (ECMA-376, Part 1), written with the same bytes each time.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Twentieths of a point in a millimetre.
const TWIPS: f64 = 1440.0 / 25.4;

/// A length in twentieths of a point.
pub fn twips(millimetres: f64) -> i64 {
    // Lengths of paper are far within the bounds.
    (millimetres * TWIPS).round() as i64
}

/// How lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To both sides.
    Both,
}

/// A piece of text of one kind.
#[derive(Debug, Clone)]
pub struct Run {
    /// The text.
    pub text: String,
    /// In points.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Whether it is underlined.
    pub underlined: bool,
}

impl Run {
    /// Plain text.
    pub fn plain(text: impl Into<String>, size: f64) -> Self {
        Self {
            text: text.into(),
            size,
            bold: false,
            italic: false,
            underlined: false,
        }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>, size: f64) -> Self {
        Self {
            bold: true,
            ..Self::plain(text, size)
        }
    }

    /// Italic text.
    pub fn italic(text: impl Into<String>, size: f64) -> Self {
        Self {
            italic: true,
            ..Self::plain(text, size)
        }
    }

    fn write(&self, xml: &mut String) {
        // Half points are what the format counts in.
        let size = (self.size * 2.0).round() as i64;
        let mark = |is: bool, tag: &'static str| if is { tag } else { "" };
        let properties = [
            mark(self.bold, "<w:b/>"),
            mark(self.italic, "<w:i/>"),
            mark(self.underlined, "<w:u w:val=\"single\"/>"),
        ];
        // In the order that the schema wants: b, i, sz, u.
        *xml += &format!(
            "<w:r><w:rPr>{}{}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>{}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            properties[0],
            properties[1],
            properties[2],
            escaped(&self.text),
        );
    }
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its pieces.
    pub runs: Vec<Run>,
    /// How its lines stand.
    pub align: Align,
    /// Room above and below in points.
    pub room: (f64, f64),
    /// How far its first line stands in, in millimetres.
    pub first_line: f64,
    /// A rule below it that leaves so many millimetres free on each side.
    pub rule: Option<f64>,
    /// Whether it stands on one page with the next.
    pub keeps_next: bool,
}

impl Paragraph {
    /// A paragraph without room around it.
    pub fn new(runs: Vec<Run>, align: Align) -> Self {
        Self {
            runs,
            align,
            room: (0.0, 0.0),
            first_line: 0.0,
            rule: None,
            keeps_next: false,
        }
    }

    /// The same with room above and below, in points.
    #[must_use]
    pub fn room(self, above: f64, below: f64) -> Self {
        Self {
            room: (above, below),
            ..self
        }
    }

    /// The same with a rule below it.
    #[must_use]
    pub fn rule(self, free: f64) -> Self {
        Self {
            rule: Some(free),
            ..self
        }
    }

    fn write(&self, xml: &mut String) {
        let align = match self.align {
            Align::Left => "left",
            Align::Centre => "center",
            Align::Both => "both",
        };
        let keep = if self.keeps_next { "<w:keepNext/>" } else { "" };
        // In the order that the schema wants: keepNext, pBdr, spacing, ind, jc.
        let (above, below) = (
            (self.room.0 * 20.0).round() as i64,
            (self.room.1 * 20.0).round() as i64,
        );
        let first = twips(self.first_line);
        *xml += &format!(
            "<w:p><w:pPr>{keep}<w:spacing w:before=\"{above}\" w:after=\"{below}\" w:line=\"240\" w:lineRule=\"auto\"/>\
             <w:ind w:firstLine=\"{first}\"/><w:jc w:val=\"{align}\"/></w:pPr>"
        );
        self.runs.iter().for_each(|run| run.write(xml));
        *xml += "</w:p>";
        if let Some(free) = self.rule {
            // A paragraph of one point, whose upper edge is the rule.
            let free = twips(free);
            *xml += &format!(
                "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/></w:pBdr>\
                 <w:spacing w:before=\"20\" w:after=\"0\" w:line=\"40\" w:lineRule=\"exact\"/>\
                 <w:ind w:left=\"{free}\" w:right=\"{free}\"/></w:pPr></w:p>"
            );
        }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The widths of its columns in millimetres.
    pub widths: Vec<f64>,
    /// Its rows, of cells, of paragraphs.
    pub rows: Vec<Vec<Vec<Paragraph>>>,
    /// Whether lines are drawn, and the first row stands on top of every page.
    pub is_ruled: bool,
}

impl Table {
    fn write(&self, xml: &mut String) {
        let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .iter()
            .map(|edge| match self.is_ruled {
                true => format!(
                    "<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
                ),
                false => format!("<w:{edge} w:val=\"nil\"/>"),
            })
            .collect();
        let all: f64 = self.widths.iter().sum();
        let side = if self.is_ruled { 70 } else { 0 };
        *xml += &format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
             <w:tblCellMar><w:left w:w=\"{side}\" w:type=\"dxa\"/><w:right w:w=\"{side}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
            twips(all),
        );
        for width in &self.widths {
            *xml += &format!("<w:gridCol w:w=\"{}\"/>", twips(*width));
        }
        *xml += "</w:tblGrid>";
        for (at, row) in self.rows.iter().enumerate() {
            let head = if self.is_ruled && at == 0 {
                "<w:tblHeader/>"
            } else {
                ""
            };
            *xml += &format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
            for (cell, width) in row.iter().zip(&self.widths) {
                *xml += &format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>",
                    twips(*width)
                );
                cell.iter().for_each(|paragraph| paragraph.write(xml));
                // A cell ends with a paragraph.
                if cell.is_empty() {
                    *xml += "<w:p/>";
                }
                *xml += "</w:tc>";
            }
            *xml += "</w:tr>";
        }
        *xml += "</w:tbl>";
    }
}

/// What stands in a document, one below the other.
#[derive(Debug, Clone)]
pub enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// What follows begins a page.
    NewPage,
}

/// A sheet of A4 paper, upright.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Above, below, left and right, in millimetres.
    pub margins: [f64; 4],
    /// The type size of page numbers.
    pub number_size: f64,
}

impl Page {
    /// The width of the text in millimetres.
    pub fn width(&self) -> f64 {
        210.0 - self.margins[2] - self.margins[3]
    }
}

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
    <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

const DOCUMENT_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/></Relationships>";

/// The bytes of a document of a title.
///
/// # Errors
/// When they cannot be packed.
pub fn document(title: &str, page: Page, parts: &[Part]) -> zip::result::ZipResult<Vec<u8>> {
    let mut body = String::new();
    for part in parts {
        match part {
            Part::Paragraph(paragraph) => paragraph.write(&mut body),
            Part::Table(table) => table.write(&mut body),
            Part::NewPage => body += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>",
        }
    }
    let [above, below, left, right] = page.margins.map(twips);
    let document = format!(
        "{XML}<w:document {NAMESPACES}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"{above}\" w:right=\"{right}\" w:bottom=\"{below}\" w:left=\"{left}\" \
         w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/><w:titlePg/></w:sectPr></w:body></w:document>",
        twips(10.0),
        twips(10.0),
    );
    let font = "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>";
    let styles = format!(
        "{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>"
    );
    let size = (page.number_size * 2.0).round() as i64;
    let field = |kind: &str| format!("<w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr>{kind}</w:r>");
    let header = format!(
        "{XML}<w:hdr {NAMESPACES}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}{}{}{}{}</w:p></w:hdr>",
        field("<w:fldChar w:fldCharType=\"begin\"/>"),
        field("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        field("<w:fldChar w:fldCharType=\"separate\"/>"),
        field("<w:t>2</w:t>"),
        field("<w:fldChar w:fldCharType=\"end\"/>"),
    );
    let properties = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>",
        escaped(title),
    );
    pack(&[
        ("[Content_Types].xml", &format!("{XML}{TYPES}")),
        ("_rels/.rels", &format!("{XML}{RELATIONS}")),
        ("word/document.xml", &document),
        (
            "word/_rels/document.xml.rels",
            &format!("{XML}{DOCUMENT_RELATIONS}"),
        ),
        ("word/styles.xml", &styles),
        ("word/header1.xml", &header),
        ("docProps/core.xml", &properties),
    ])
}

/// Packs files without a clock.
fn pack(files: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, text) in files {
        zip.start_file(*name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A text in XML, without what XML cannot hold.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\t' => escaped.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
