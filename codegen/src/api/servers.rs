//! Addresses: servers with their variables filled in.

use openapiv3::Server;

/// The address of a server. Variables have their defaults; whoever wants another value gives a client another address.
pub(super) fn address(server: &Server) -> String {
    let mut url = server.url.clone();
    for (name, variable) in server.variables.iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url
}
