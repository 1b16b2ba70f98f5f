//! The address of a client, as the limits per client count it.

use std::net::{IpAddr, Ipv6Addr};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName},
    middleware::Next,
    response::Response,
};

/// An IPv4 address, or the /64 network of an IPv6 address: a client that has one address of it has all 2⁶⁴.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddr(IpAddr);

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

impl ClientAddr {
    /// The client at an address.
    pub fn new(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() & !u128::from(u64::MAX);
                Self(IpAddr::V6(Ipv6Addr::from_bits(network)))
            }
            address => Self(address),
        }
    }

    /// The last address in `X-Forwarded-For`, which the nearest proxy has written; those before it may be forged.
    fn forwarded(headers: &HeaderMap) -> Option<Self> {
        let last = headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?;
        let address = last.rsplit(',').next()?.trim();
        address.parse().ok().map(Self::new)
    }
}

/// A middleware for gateways behind a reverse proxy: replaces the address of the connection, which is the proxy's, by the one that the
/// proxy names.
pub async fn behind_proxy(mut request: Request, next: Next) -> Response {
    if let Some(peer) = ClientAddr::forwarded(request.headers()) {
        request.extensions_mut().insert(peer);
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(address: &str) -> ClientAddr {
        ClientAddr::new(address.parse().unwrap())
    }

    #[test]
    fn addresses_of_one_network_are_one_peer() {
        assert_eq!(peer("2001:db8::1"), peer("2001:db8::ffff:1"));
        assert_ne!(peer("2001:db8:0:1::1"), peer("2001:db8::1"));
        assert_eq!(peer("::ffff:192.0.2.1"), peer("192.0.2.1"));
        assert_ne!(peer("192.0.2.1"), peer("192.0.2.2"));
    }

    #[test]
    fn only_what_the_nearest_proxy_wrote_counts() {
        let forwarded = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(FORWARDED_FOR, value.parse().unwrap());
            }
            ClientAddr::forwarded(&headers)
        };
        assert_eq!(forwarded(&["198.51.100.7, 192.0.2.1"]), Some(peer("192.0.2.1")));
        assert_eq!(forwarded(&["198.51.100.7", "192.0.2.1"]), Some(peer("192.0.2.1")));
        assert_eq!(forwarded(&["192.0.2.1, made up"]), None);
        assert_eq!(forwarded(&[]), None);
    }
}
