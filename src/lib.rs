//! Loa: builds one static, searchable site per ward.
