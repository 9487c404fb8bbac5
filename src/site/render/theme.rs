//! A theme: its templates, compiled, and the files it brings along.

use super::unbroken::unbroken;
use crate::problem::Problem;
use crate::root::Root;
use base::diagnostic::{Diagnostic, Severity};
use base::lang::Near;
use base::source::{Source, SourceFile};
use rust_embed::RustEmbed;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

/// The theme built into the binary, for roots without `themes/`.
const BUILT_IN: &str = "phuong";

/// Largest file of a theme.
const FILE_LIMIT: u64 = 4 << 20;

#[derive(RustEmbed)]
#[folder = "../../themes/phuong"]
#[exclude = "screenshot.png"]
struct BuiltIn;

/// A loaded theme.
#[derive(Debug)]
pub struct Theme {
    folder: String,
    tera: Tera,
    templates: BTreeMap<String, Source>,
    /// The style sheets, one after the other by file name.
    pub styles: String,
    /// Scripts by file name.
    pub scripts: BTreeMap<String, Vec<u8>>,
    /// Other files by file name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Changes whenever any of the theme's files does.
    pub fingerprint: String,
}

impl Theme {
    /// Loads the theme `name` of `root`, or the built-in one where the root has no `themes/`.
    ///
    /// # Errors
    /// When there is no such theme, a file cannot be read, or a template does not parse.
    pub fn load(root: &Root, name: &str) -> Result<Self, Vec<Diagnostic>> {
        let available = root.folders_in("themes").map_err(|problem| vec![problem])?;
        if available.iter().any(|theme| theme == name) {
            let folder = format!("themes/{name}");
            let mut problems = Vec::new();
            let mut files = BTreeMap::new();
            for path in root.files_below(&folder, &mut problems) {
                match root.read_bytes(&path, FILE_LIMIT) {
                    Ok(bytes) => {
                        let inner = path
                            .strip_prefix(&format!("{folder}/"))
                            .unwrap_or(&path)
                            .to_owned();
                        files.insert(inner, bytes);
                    }
                    Err(problem) => problems.push(problem),
                }
            }
            // A link in a circle is passed over.
            problems.retain(|problem| problem.severity == Severity::Error);
            return if problems.is_empty() {
                Self::compile(&folder, files)
            } else {
                Err(problems)
            };
        }
        if available.is_empty() && name == BUILT_IN {
            return Self::built_in();
        }
        let near = Near::find(name, available.iter().map(String::as_str));
        Err(vec![Diagnostic::file(
            "themes",
            Problem::ThemeMissing {
                theme: name.into(),
                near,
            },
        )])
    }

    fn built_in() -> Result<Self, Vec<Diagnostic>> {
        let files = BuiltIn::iter()
            .filter_map(|path| Some((path.to_string(), BuiltIn::get(&path)?.data.into_owned())))
            .collect();
        Self::compile(&format!("themes/{BUILT_IN}"), files)
    }

    fn compile(folder: &str, files: BTreeMap<String, Vec<u8>>) -> Result<Self, Vec<Diagnostic>> {
        let mut hasher = blake3::Hasher::new();
        let mut theme = Self {
            folder: folder.to_owned(),
            tera: Tera::new(),
            templates: BTreeMap::new(),
            styles: String::new(),
            scripts: BTreeMap::new(),
            files: BTreeMap::new(),
            fingerprint: String::new(),
        };
        theme
            .tera
            .register_filter("unbroken", |text: &str, _: Kwargs, _: &State<'_>| {
                unbroken(text)
            });
        let mut problems = Vec::new();
        for (path, bytes) in files {
            let Some((group, name)) = path.split_once('/') else {
                continue;
            };
            let bytes = match group {
                "scripts" => script_as_sent(&with_line_ends(bytes)),
                "styles" => style_as_sent(&with_line_ends(bytes)),
                _ => with_line_ends(bytes),
            };
            hasher
                .update(path.as_bytes())
                .update(&(bytes.len() as u64).to_le_bytes())
                .update(&bytes);
            match group {
                "templates" | "styles" => match text(format!("{folder}/{path}"), bytes) {
                    Ok(source) if group == "styles" => theme.styles.push_str(&source.text),
                    Ok(source) => {
                        theme.templates.insert(name.into(), Arc::new(source));
                    }
                    Err(problem) => problems.push(problem),
                },
                "scripts" => {
                    theme.scripts.insert(name.into(), bytes);
                }
                "files" => {
                    theme.files.insert(name.into(), bytes);
                }
                _ => {}
            }
        }
        theme.fingerprint = hasher.finalize().to_hex().to_string();
        let sources = theme
            .templates
            .iter()
            .map(|(name, source)| (name.as_str(), source.text.as_str()));
        let added = theme.tera.add_raw_templates(sources.collect::<Vec<_>>());
        problems.extend(added.err().map(|error| theme.locate(&error, "")));
        if problems.is_empty() {
            Ok(theme)
        } else {
            Err(problems)
        }
    }

    /// Renders `context` with the template `name`.
    ///
    /// # Errors
    /// The place in the template where rendering failed.
    pub fn render<C: Serialize>(&self, name: &str, context: &C) -> Result<String, Diagnostic> {
        Context::from_serialize(context)
            .and_then(|context| self.tera.render(name, &context))
            .map_err(|error| self.locate(&error, name))
    }

    /// The problem behind a template error, at its place where tera tells one.
    fn locate(&self, error: &tera::Error, fallback: &str) -> Diagnostic {
        let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind()
        else {
            let path = match fallback {
                "" => self.folder.clone(),
                name => format!("{}/templates/{name}", self.folder),
            };
            return Diagnostic::file(
                path,
                Problem::Template {
                    reason: error.to_string().as_str().into(),
                },
            );
        };
        let problem = Problem::Template {
            reason: report.message().into(),
        };
        match self.templates.get(report.filename()) {
            Some(source) => Diagnostic::at(source, report.span().range.clone(), problem),
            None => Diagnostic::file(report.filename(), problem),
        }
    }
}

/// A script as browsers get it: without indentation, and without the lines that are empty or hold nothing but a comment,
/// which are a sixth of what a phone would load. Inside a template literal every line stays as it is.
fn script_as_sent(script: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(script.len());
    let mut backticks = 0;
    for line in script.split_inclusive(|&byte| byte == b'\n') {
        let code = line.trim_ascii_start();
        let is_type = code.starts_with(b"/**") && code.trim_ascii_end().ends_with(b"*/");
        let is_comment = is_type || code.starts_with(b"//") && !code.starts_with(b"//#");
        let in_literal = backticks % 2 == 1;
        if !in_literal && (is_comment || code.is_empty()) {
            continue;
        }
        backticks += line.iter().filter(|&&byte| byte == b'`').count();
        kept.extend_from_slice(if in_literal { line } else { code });
    }
    kept
}

/// A style sheet as browsers get it: without comments, indentation and the ends of lines that mean nothing.
fn style_as_sent(style: &[u8]) -> Vec<u8> {
    let mut bare = Vec::with_capacity(style.len());
    let mut rest = style;
    let mut quote = None;
    while let Some((&byte, after)) = rest.split_first() {
        if quote.is_none() && rest.starts_with(b"/*") {
            let end = rest[2..].windows(2).position(|pair| pair == b"*/");
            // One that never ends takes the rest of the file with it, as in browsers.
            rest = end.map_or(&[], |end| &rest[end + 4..]);
            continue;
        }
        match quote {
            Some(open) if open == byte || byte == b'\n' => quote = None,
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
        bare.push(byte);
        rest = after;
    }
    let mut kept = Vec::with_capacity(bare.len());
    for line in bare.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii();
        kept.extend_from_slice(line);
        if !line.is_empty() && !matches!(line.last(), Some(b'{' | b'}' | b';' | b',')) {
            kept.push(b'\n');
        }
    }
    kept
}

/// Texts that an editor on Windows ended its own way give the same theme; files that are no text stay as they are.
fn with_line_ends(bytes: Vec<u8>) -> Vec<u8> {
    match str::from_utf8(&bytes) {
        Ok(text) if bytes.contains(&b'\r') => text.replace("\r\n", "\n").into_bytes(),
        _ => bytes,
    }
}

fn text(path: String, bytes: Vec<u8>) -> Result<SourceFile, Diagnostic> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile { path, text }),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            Err(Diagnostic::file(path, Problem::NotUtf8 { offset }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{script_as_sent, style_as_sent};

    #[test]
    fn comments_and_indentation_are_for_those_who_read_the_theme() {
        let script = "// What it does.\n(() => {\n\n  // Why.\n  /** @type {string} */\n  const a = `x\n  // kept ${1}\n\n`; // kept\n  /** @type {1} */ (b);\n})();\n";
        let sent =
            "(() => {\nconst a = `x\n  // kept ${1}\n\n`; // kept\n/** @type {1} */ (b);\n})();\n";
        assert_eq!(script_as_sent(script.as_bytes()), sent.as_bytes());
    }

    #[test]
    fn rules_are_sent_without_what_only_their_writers_read() {
        let style = "/* A note: {\n   \"two lines\" */\n.a,\n.b {\n  content: \"/* kept  */\"; /* gone */\n\n  color: red;\n}\n@media (a)\n  and (b) {\n}\n";
        let sent = ".a,.b {content: \"/* kept  */\";color: red;}@media (a)\nand (b) {}";
        assert_eq!(style_as_sent(style.as_bytes()), sent.as_bytes());
    }
}
