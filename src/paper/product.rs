//! Everything that is made of one post, as files: names without marks, so that sticks and old systems keep them.

use crate::deck;
use crate::handout;
use crate::kind::Product;
use crate::leaflet;
use crate::pptx;
use crate::problem::Problem;
use crate::questions;
use crate::quiz;
use crate::slides;
use crate::subject::Subject;
use crate::talk;
use base::diagnostic::Diagnostic;
use site::compile::CompiledSite;
use site::model::PostIndex;

/// A file of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// `to-phat-tay.pdf`
    pub name: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What was made of a post.
#[derive(Debug, Default)]
pub struct Products {
    /// The files, by name.
    pub files: Vec<File>,
    /// What should be mended.
    pub problems: Vec<Diagnostic>,
}

/// Makes everything that there is on paper of a lesson or a fact check; nothing of other posts.
pub fn products(site: &CompiledSite<'_>, post: PostIndex) -> Products {
    let mut products = Products::default();
    let Some(subject) = Subject::of(site, post, &mut products.problems) else {
        return products;
    };
    products.sheet(&subject, Product::Leaflet, leaflet::leaflet(&subject));
    products.sheet(&subject, Product::Handout, handout::handout(&subject));
    let parts = talk::parts(&subject, &mut products.problems);
    products.put(Product::Talk, talk::talk(&subject, &parts));
    let asked = questions::questions(&subject);
    let sheet = questions::sheet(&subject, &asked);
    products.put(Product::Questions, sheet);
    let quiz = quiz::quiz(&subject);
    match quiz.count() {
        found if found < quiz::LEAST => {
            let wanted = quiz::LEAST;
            products.tell(&subject, Problem::NoQuiz { found, wanted });
        }
        _ => {
            let made = quiz::sheet(&subject, &quiz).map(|bytes| (bytes, Vec::new()));
            products.sheet(&subject, Product::Quiz, made);
        }
    }
    let slides = deck::deck(&subject);
    products.put(Product::Slides, slides::pdf(&subject, &slides));
    let pictures = pptx::pictures(&slides, |url, most| {
        let known = subject.pictures.iter().find(|(known, _)| known == url)?;
        site.pictures.png(&known.1, most)
    });
    let bytes = pptx::pptx(&subject, &slides, &pictures);
    products.put(Product::Presentation, bytes);
    products.files.sort_by_key(|file| file.name);
    products
}

impl Products {
    fn put(&mut self, product: Product, bytes: Vec<u8>) {
        let name = product.file();
        self.files.push(File { name, bytes });
    }

    fn tell(&mut self, subject: &Subject<'_>, problem: Problem) {
        let told = Diagnostic::file(&subject.post.source.path, problem);
        self.problems.push(told.warning());
    }

    /// Takes a sheet that holds only so much.
    fn sheet(
        &mut self,
        subject: &Subject<'_>,
        product: Product,
        made: Result<(Vec<u8>, Vec<String>), usize>,
    ) {
        match made {
            Ok((bytes, left)) => {
                self.put(product, bytes);
                if !left.is_empty() {
                    let sections = left.join(", ");
                    self.tell(subject, Problem::Left { product, sections });
                }
            }
            Err(lines) => self.tell(subject, Problem::Over { product, lines }),
        }
    }
}
