//! Loa search: analysis, pack and query, shared by the generator and the browser.
