//! From which address a request comes. Only a proxy that the deployment was told of may say for whom it asks, in
//! `X-Forwarded-For` or in `Forwarded` (RFC 7239); what it says is read from the right, over proxies that are trusted too,
//! because everything further left was written by whoever asks. What cannot be read is nobody's address, and nobody's
//! address is let in nowhere that addresses are asked.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::http::header::HeaderMap;
use ipnet::IpNet;

use crate::security::ip::ranges;

/// Reads a proxy's address or network, as the deployment names it.
pub fn proxy(text: &str) -> Result<IpNet, String> {
    match ranges::net(text.trim()) {
        None => Err(format!("«{text}» is no address and no network such as 10.0.0.0/8")),
        Some(net) if net.prefix_len() == 0 => Err(format!("«{text}» would trust everybody")),
        Some(net) => Ok(net),
    }
}

/// The address that a request comes from, if it can be told. `peer` is the other end of the connection.
pub fn client(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> Option<IpAddr> {
    let peer = peer?.to_canonical();
    if !trusts(trusted, peer) {
        return Some(peer);
    }
    let simple = lines(headers, "x-forwarded-for");
    let standard = lines(headers, "forwarded");
    match (simple, standard) {
        (None, None) => Some(peer),
        (Some(text), None) => walk(peer, trusted, text?.rsplit(',').map(|item| node(item.trim()))),
        (None, Some(text)) => walk(peer, trusted, text?.rsplit(',').map(element)),
        // A proxy writes one of them, and passes on the other as it came. Which is which nobody can tell.
        (Some(simple), Some(standard)) => {
            let simple = walk(peer, trusted, simple?.rsplit(',').map(|item| node(item.trim())))?;
            let standard = walk(peer, trusted, standard?.rsplit(',').map(element))?;
            (simple == standard).then_some(simple)
        }
    }
}

fn trusts(trusted: &[IpNet], address: IpAddr) -> bool {
    trusted.iter().any(|net| net.contains(&address))
}

/// All lines of a header as one list; `Some(None)` when one of them is no text.
fn lines(headers: &HeaderMap, name: &str) -> Option<Option<String>> {
    let all: Vec<_> = headers.get_all(name).map(|line| line.to_str().ok()).collect();
    (!all.is_empty()).then(|| all.into_iter().collect::<Option<Vec<_>>>().map(|lines| lines.join(",")))
}

/// One place of a list.
enum Node {
    /// An address.
    Address(IpAddr),
    /// Nothing: lists may have empty places.
    Empty,
    /// Something else: `unknown`, a made-up name, nonsense.
    Unknown,
}

fn walk(peer: IpAddr, trusted: &[IpNet], from_the_right: impl Iterator<Item = Node>) -> Option<IpAddr> {
    let mut last = peer;
    for node in from_the_right {
        match node {
            Node::Empty => {}
            Node::Unknown => return None,
            Node::Address(address) if trusts(trusted, address) => last = address,
            Node::Address(address) => return Some(address),
        }
    }
    Some(last)
}

/// An address, perhaps with a port; one of IPv6 perhaps in brackets.
fn node(text: &str) -> Node {
    if text.is_empty() {
        return Node::Empty;
    }
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    let plain = || text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    match plain().or_else(with_port).or_else(bracketed) {
        Some(address) => Node::Address(address.to_canonical()),
        None => Node::Unknown,
    }
}

/// An element of `Forwarded`. No address needs a comma or an escape, so an element that has one within quotes is not read.
fn element(text: &str) -> Node {
    if text.trim().is_empty() {
        return Node::Empty;
    }
    let mut found = None;
    for pair in text.split(';') {
        let Some((name, value)) = pair.split_once('=') else { return Node::Unknown };
        if !name.trim().eq_ignore_ascii_case("for") {
            continue;
        }
        let value = value.trim();
        let value = match (value.strip_prefix('"'), value.ends_with('"')) {
            (Some(rest), true) => rest.strip_suffix('"').unwrap_or_default(),
            // Only a quoted value may have colons and brackets.
            (None, false) if !value.contains([':', '[', ']']) => value,
            _ => return Node::Unknown,
        };
        if found.is_some() || value.is_empty() {
            return Node::Unknown;
        }
        // An IPv6 address stands in brackets there.
        let bare = !value.starts_with('[') && value.matches(':').count() > 1;
        found = Some(if bare { Node::Unknown } else { node(value) });
    }
    found.unwrap_or(Node::Unknown)
}
