//! A ward whose texts send readers to the health station says where that is.

use crate::compile::CompiledSite;
use crate::markdown::Component;
use crate::model::ContactRole;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;

/// The address of the ward that `loa init` makes, whose station nobody can know.
const SAMPLE: &str = "https://phuong-mau.example.vn/";

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let config = &site.ward.config;
    let is_reached = config.contacts.iter().any(|contact| {
        contact.role == ContactRole::HealthStation
            && (contact.phone.is_some() || contact.address.is_some() || contact.hours.is_some())
    });
    if config.base_url == SAMPLE {
        return;
    }
    let mut blocks = site.posts.iter().flat_map(|post| &post.body.blocks);
    if !is_reached && blocks.any(|block| block.component == Component::HealthStation) {
        let problem = Problem::StationUnknown {};
        problems.push(Diagnostic::file(&config.source.path, problem).warning());
    }
}
