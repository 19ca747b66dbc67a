//! Ranges of addresses, as people type them: single addresses, CIDR, and IPv4 with `*` for octets.

use std::net::IpAddr;

use ipnet::IpNet;

/// Most ranges that an account may have.
pub const MAX: usize = 200;

/// A range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Range {
    Net(IpNet),
    Octets([Option<u8>; 4]),
}

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This is no range.
    Nonsense(String),
    /// This is everything.
    Everything(String),
    /// There are more than [`MAX`].
    TooMany,
}

/// The list as it is kept, one range a line, or what is wrong with it. Ranges are parted by blanks of any kind.
pub fn clean(text: &str) -> Result<String, Fault> {
    let mut kept: Vec<&str> = vec![];
    for typed in text.split_whitespace() {
        let everything = match read(typed) {
            None => return Err(Fault::Nonsense(typed.chars().take(60).collect())),
            Some(Range::Net(net)) => net.prefix_len() == 0,
            Some(Range::Octets(octets)) => octets.iter().all(Option::is_none),
        };
        if everything {
            return Err(Fault::Everything(typed.to_owned()));
        }
        if !kept.contains(&typed) {
            kept.push(typed);
        }
        if kept.len() > MAX {
            return Err(Fault::TooMany);
        }
    }
    Ok(kept.join("\n"))
}

/// Whether an address is in one of the ranges of a list.
pub fn contain(list: &str, address: IpAddr) -> bool {
    let address = address.to_canonical();
    list.split_whitespace().filter_map(read).any(|range| match (range, address) {
        (Range::Net(net), _) => net.prefix_len() > 0 && net.contains(&address),
        (Range::Octets(octets), IpAddr::V4(v4)) => {
            octets.iter().any(Option::is_some)
                && octets.iter().zip(v4.octets()).all(|(wanted, is)| wanted.is_none_or(|wanted| wanted == is))
        }
        (Range::Octets(_), IpAddr::V6(_)) => false,
    })
}

/// The network of an address, as it is shown to tell where somebody is: the first three octets, or the site of IPv6.
pub fn network(address: &str) -> String {
    let net = match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V4(v4)) => IpNet::new(v4.into(), 24),
        Ok(IpAddr::V6(v6)) => IpNet::new(v6.into(), 48),
        Err(_) => return String::new(),
    };
    net.map(|net| net.trunc().to_string()).unwrap_or_default()
}

fn read(text: &str) -> Option<Range> {
    if text.contains('*') {
        let mut octets = [None; 4];
        let mut parts = text.split('.');
        for octet in &mut octets {
            *octet = match parts.next()? {
                "*" => None,
                // As in addresses: no sign, no zero in front, which elsewhere means octal.
                part if part.len() > 1 && part.starts_with('0') => return None,
                part if part.bytes().all(|b| b.is_ascii_digit()) => Some(part.parse().ok()?),
                _ => return None,
            };
        }
        return parts.next().is_none().then_some(Range::Octets(octets));
    }
    net(text).map(Range::Net)
}

/// An address, or a network as CIDR. An IPv4 network that is written as one of IPv6 is one of IPv4.
pub fn net(text: &str) -> Option<IpNet> {
    let (address, length) = match text.split_once('/') {
        Some((address, length)) if length.bytes().all(|b| b.is_ascii_digit()) => (address, Some(length.parse().ok()?)),
        Some(_) => return None,
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let net = IpNet::new(address, length.unwrap_or(if address.is_ipv4() { 32 } else { 128 })).ok()?.trunc();
    let IpNet::V6(v6) = net else { return Some(net) };
    match (v6.network().to_ipv4_mapped(), v6.prefix_len().checked_sub(96)) {
        (Some(v4), Some(length)) => IpNet::new(v4.into(), length).ok(),
        _ => Some(net),
    }
}
