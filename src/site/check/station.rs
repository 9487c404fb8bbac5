//! A ward whose texts send readers to the health station says where that is.

use crate::compile::CompiledSite;
use crate::markdown::Component;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;

/// The address of the ward that `loa init` makes, whose station nobody can know.
const SAMPLE: &str = "https://phuong-mau.example.vn/";

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let config = &site.ward.config;
    if config.base_url == SAMPLE || config.station().is_some() {
        return;
    }
    let mut blocks = site.posts.iter().flat_map(|post| &post.body.blocks);
    if blocks.any(|block| block.component == Component::HealthStation) {
        let problem = Problem::StationUnknown {};
        problems.push(Diagnostic::file(&config.source.path, problem).warning());
    }
}
