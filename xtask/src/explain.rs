//! `explain`: what a code means.

use kessai_codegen::diagnostics::{codes, reference};

use crate::cli::Explain;
use crate::failure::Failure;

pub(crate) fn run(arguments: &Explain) -> Result<(), Failure> {
    match &arguments.code {
        Some(name) => {
            let code = codes::find(&name.to_ascii_uppercase())
                .ok_or_else(|| Failure::UnknownCode(name.clone()))?;
            print!("{}", code.explain());
        }
        None if arguments.all => print!("{}", reference()),
        None => {
            for code in codes::all() {
                println!("{code}  {}", code.page().title);
            }
        }
    }
    Ok(())
}
