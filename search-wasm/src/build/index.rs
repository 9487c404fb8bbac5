//! The tantivy index: its schema, our tokenizer for it, and what is read back from it.

use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token as TantivyToken, TokenStream, Tokenizer};
use tantivy::{Index, IndexSettings, SegmentReader, TantivyDocument};

use super::names;
use crate::analysis::{Token, Tokens, syllable};
use crate::document::Document;
use crate::pack::Field;
use crate::pack::start::Start;

/// Name under which the tokenizer is registered.
pub const TOKENIZER: &str = "exact";

/// Memory that tantivy may take before it starts a second segment, which never happens here.
const BUDGET: usize = 1 << 30;

/// Our analysis as a tantivy tokenizer: terms are exact keys.
#[derive(Debug, Clone, Default)]
pub struct ExactTokenizer {
    token: TantivyToken,
    word: Token,
}

/// The words of one text as tantivy wants them.
pub struct ExactStream<'a> {
    words: Tokens<'a>,
    tokenizer: &'a mut ExactTokenizer,
}

impl Tokenizer for ExactTokenizer {
    type TokenStream<'a> = ExactStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ExactStream<'a> {
        self.token.reset();
        ExactStream {
            words: Tokens::new(text),
            tokenizer: self,
        }
    }
}

impl TokenStream for ExactStream<'_> {
    fn advance(&mut self) -> bool {
        if !self.words.advance(&mut self.tokenizer.word) {
            return false;
        }
        let (word, token) = (&self.tokenizer.word, &mut self.tokenizer.token);
        token.position = token.position.wrapping_add(1);
        token.offset_from = word.start;
        token.offset_to = word.end;
        token.text.clear();
        syllable::write_exact_key(&word.letters, &mut token.text);
        true
    }

    fn token(&self) -> &TantivyToken {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut TantivyToken {
        &mut self.tokenizer.token
    }
}

/// An empty index in memory with our schema and tokenizer.
///
/// # Errors
///
/// When tantivy fails.
pub fn open() -> tantivy::Result<Index> {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    let mut schema = Schema::builder();
    for field in Field::ALL {
        schema.add_text_field(field.name(), options.clone());
    }
    let index = Index::builder()
        .schema(schema.build())
        .settings(IndexSettings::default())
        .create_in_ram()?;
    index
        .tokenizers()
        .register(TOKENIZER, TextAnalyzer::from(ExactTokenizer::default()));
    Ok(index)
}

/// Indexes the documents into one segment, in their order.
pub fn build(documents: &[&Document]) -> tantivy::Result<Index> {
    let index = open()?;
    let schema = index.schema();
    let field = |field: Field| schema.get_field(field.name());
    let [title, headings, summary, body, symbols, names] = [
        field(Field::Title)?,
        field(Field::Headings)?,
        field(Field::Summary)?,
        field(Field::Body)?,
        field(Field::Symbols)?,
        field(Field::Names)?,
    ];
    let settings = index.settings().clone();
    let mut writer = Index::builder()
        .schema(schema)
        .settings(settings)
        .tokenizers(index.tokenizers().clone())
        .single_segment_index_writer(tantivy::directory::RamDirectory::create(), BUDGET)?;
    for document in documents {
        let mut out = TantivyDocument::default();
        let text = || {
            document
                .passages
                .iter()
                .map(|passage| passage.text.as_str())
        };
        let has_title = !begins_with(text(), &document.title);
        if has_title {
            out.add_text(title, &document.title);
        }
        out.add_pre_tokenized_text(names, names::positioned(document, has_title));
        for heading in document
            .passages
            .iter()
            .map(|p| &p.heading)
            .filter(|h| !h.is_empty())
        {
            out.add_text(headings, heading);
        }
        document
            .tags
            .iter()
            .for_each(|tag| out.add_text(headings, tag));
        if !begins_with(text(), &document.summary) {
            out.add_text(summary, &document.summary);
        }
        document
            .passages
            .iter()
            .for_each(|passage| out.add_text(body, &passage.text));
        document
            .symbols
            .iter()
            .for_each(|symbol| out.add_text(symbols, symbol));
        writer.add_document(out)?;
    }
    let mut finished = writer.finalize()?;
    finished.set_tokenizers(index.tokenizers().clone());
    Ok(finished)
}

/// Whether the text begins with these very words. A title or summary that is cut from the text's
/// beginning says nothing that the text does not say, and is not counted a second time.
fn begins_with<'a>(text: impl Iterator<Item = &'a str>, beginning: &str) -> bool {
    let mut words = text.flat_map(Tokens::new);
    Tokens::new(beginning).all(|word| words.next().is_some_and(|w| w.letters == word.letters))
}

/// The index's one segment; `None` when it holds no document.
pub fn segment(index: &Index) -> tantivy::Result<Option<SegmentReader>> {
    let segments = index.searchable_segments()?;
    segments.first().map(SegmentReader::open).transpose()
}

/// Copies the field statistics into the start part.
pub fn statistics(index: &Index, start: &mut Start) -> tantivy::Result<()> {
    let Some(segment) = segment(index)? else {
        return Ok(());
    };
    for (field, statistics) in Field::ALL.into_iter().zip(&mut start.fields) {
        // Names are not scored by their length.
        if field == Field::Names {
            continue;
        }
        let id = index.schema().get_field(field.name())?;
        statistics.tokens = segment.inverted_index(id)?.total_num_tokens() as u32;
        if statistics.tokens > 0 {
            let norms = segment.get_fieldnorms_reader(id)?;
            statistics.norms = (0..start.doc_count)
                .map(|doc| norms.fieldnorm_id(doc))
                .collect();
        }
    }
    Ok(())
}
