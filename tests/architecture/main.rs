//! The rules of the house that no compiler checks: who may use whom, what a file must say of itself, which
//! licences may come in. Reads manifests and sources only; runs nothing of Marbre.

mod edges;
mod licences;
mod making;
mod sources;
mod tree;
