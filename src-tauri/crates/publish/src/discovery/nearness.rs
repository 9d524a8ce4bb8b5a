//! How near an address is to this machine: a site must not send us nearer than we were asked to go. Knows no request.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

use crate::PublishError;

/// Where an address leads, the nearest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// The net that everybody can ask.
    Public,
    /// A network that this machine is in.
    Network,
    /// This very machine.
    Machine,
}

impl Nearness {
    /// As far as the address itself tells; what a name stands for, its resolution tells.
    fn of_address(address: &Url) -> Self {
        match address.host() {
            Some(Host::Ipv4(ip)) => Self::of_ip(ip.into()),
            Some(Host::Ipv6(ip)) => Self::of_ip(ip.into()),
            Some(Host::Domain(name)) if is_this_machine(name) => Self::Machine,
            _ => Self::Public,
        }
    }

    fn of_ip(ip: IpAddr) -> Self {
        match ip.to_canonical() {
            IpAddr::V4(ip) => Self::of_v4(ip),
            IpAddr::V6(ip) => Self::of_v6(ip),
        }
    }

    fn of_v4(ip: Ipv4Addr) -> Self {
        let [a, b, ..] = ip.octets();
        // The whole of 0/8 is taken for this machine: Linux lets `0.0.0.0` be asked.
        if ip.is_loopback() || a == 0 {
            return Self::Machine;
        }
        let shared = a == 100 && (64..128).contains(&b);
        let measured = a == 198 && (18..20).contains(&b);
        let assigned = ip.octets().starts_with(&[192, 0, 0]);
        let private = ip.is_private() || ip.is_link_local() || a >= 224;
        if private || shared || measured || assigned {
            Self::Network
        } else {
            Self::Public
        }
    }

    fn of_v6(ip: Ipv6Addr) -> Self {
        if ip.is_loopback() || ip.is_unspecified() {
            return Self::Machine;
        }
        // An IPv4 address in disguise: translated (64:ff9b::/96), or in a tunnel (2002::/16).
        let [a, b, c, d, e, f, g, h] = ip.segments();
        let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
        match (a, b, c, d, e, f) {
            (0x64, 0xff9b, 0, 0, 0, 0) => return Self::of_v4(v4(g, h)),
            (0x2002, high, low, ..) => return Self::of_v4(v4(high, low)),
            _ => {}
        }
        if ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_multicast() {
            Self::Network
        } else {
            Self::Public
        }
    }
}

fn is_this_machine(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name == "localhost" || name.ends_with(".localhost")
}

/// The nearest that may be asked: as near as the first address was, which a person gave.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reach(Arc<Mutex<Option<Nearness>>>);

impl Reach {
    /// As near as this address is, as far as it tells itself.
    pub(crate) fn of(address: &Url) -> Self {
        Self(Arc::new(Mutex::new(Some(Nearness::of_address(address)))))
    }

    /// Whether this address may be asked, as far as it tells itself.
    pub(crate) fn check(&self, address: &Url) -> Result<(), PublishError> {
        let near = Nearness::of_address(address);
        let mut nearest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match *nearest {
            None => {
                // A name's resolution may still bring this nearer; see `Resolver`.
                *nearest = (near != Nearness::Public).then_some(near);
                Ok(())
            }
            Some(limit) if near <= limit => Ok(()),
            Some(_) => Err(PublishError::BadAddress(format!(
                "the site names an address of this machine or its network: {address}"
            ))),
        }
    }

    /// From here on the first address has been asked.
    pub(super) fn settle(&self) {
        let mut nearest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        nearest.get_or_insert(Nearness::Public);
    }
}

/// Finds hosts, but for those that are too near. What it answers is what is connected to, so that
/// no second answer of a name can lead elsewhere.
impl Resolver for Reach {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        // The proxy of this machine's owner is no place that a site led us to.
        if config.proxy().is_some_and(|proxy| proxy.uri() == uri) {
            return Ok(found);
        }
        let nearness = |ip| Nearness::of_ip(ip);
        let mut nearest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let farthest = found.iter().map(|there| nearness(there.ip())).min();
        let limit = *nearest.get_or_insert(farthest.unwrap_or(Nearness::Public));
        let mut allowed = self.empty();
        for there in found.iter().filter(|there| nearness(there.ip()) <= limit) {
            allowed.push(*there);
        }
        if allowed.is_empty() {
            let said = "the site names a host of this machine or its network";
            return Err(Error::BadUri(format!("{said}: {uri}")));
        }
        Ok(allowed)
    }
}

/// The public net alone, for addresses that stand in a text, whoever wrote them there; and these hosts of this machine or
/// its network.
#[derive(Debug, Clone)]
pub(crate) struct Outside(Arc<[IpAddr]>);

/// What an address leads to is on this machine or in its network.
#[derive(Debug, thiserror::Error)]
#[error("an address of this machine or its network: {0}")]
pub(crate) struct TooNear(String);

impl Outside {
    pub(crate) fn but(near: &[IpAddr]) -> Self {
        Self(near.into())
    }

    /// Whether this address may be asked, as far as it tells itself.
    pub(crate) fn check(&self, address: &Url) -> Result<(), TooNear> {
        match Nearness::of_address(address) == Nearness::Public || self.is_excepted(address) {
            true => Ok(()),
            false => Err(TooNear(address.to_string())),
        }
    }

    /// Whether this is one of the hosts that may be asked although they are near.
    pub(crate) fn is_excepted(&self, address: &Url) -> bool {
        match address.host() {
            Some(Host::Ipv4(ip)) => self.0.contains(&ip.into()),
            Some(Host::Ipv6(ip)) => self.0.contains(&ip.into()),
            _ => false,
        }
    }

    fn allows(&self, ip: IpAddr) -> bool {
        Nearness::of_ip(ip) == Nearness::Public || self.0.contains(&ip)
    }
}

/// As for [`Reach`]: what it answers is what is connected to.
impl Resolver for Outside {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        if config.proxy().is_some_and(|proxy| proxy.uri() == uri) {
            return Ok(found);
        }
        let mut allowed = self.empty();
        for there in found.iter().filter(|there| self.allows(there.ip())) {
            allowed.push(*there);
        }
        match allowed.is_empty() {
            true => Err(Error::Other(Box::new(TooNear(uri.to_string())))),
            false => Ok(allowed),
        }
    }
}

#[cfg(test)]
mod tests {
    use ureq::unversioned::transport::time::Duration;

    use super::*;

    #[test]
    fn addresses_of_this_machine_and_its_network_are_known_in_every_disguise() {
        let of = |ip: &str| Nearness::of_ip(ip.parse().unwrap());
        for here in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
        ] {
            assert_eq!(of(here), Nearness::Machine, "{here}");
        }
        for near in [
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:c0a8:101::",
        ] {
            assert_eq!(of(near), Nearness::Network, "{near}");
        }
        for far in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "64:ff9b::808:808",
        ] {
            assert_eq!(of(far), Nearness::Public, "{far}");
        }
    }

    #[test]
    fn a_name_of_something_nearer_is_not_found() {
        let resolve = |reach: &Reach| {
            let timeout = NextTimeout {
                after: Duration::NotHappening,
                ..NextTimeout::default()
            };
            reach.resolve(
                &"https://localhost:1/".parse().unwrap(),
                &Config::default(),
                timeout,
            )
        };
        let reach = Reach::default();
        reach.settle();
        assert!(matches!(resolve(&reach), Err(Error::BadUri(_))));
        // Where the first address leads, others may.
        let reach = Reach::default();
        assert!(resolve(&reach).is_ok() && resolve(&reach).is_ok());
    }

    #[test]
    fn what_a_page_names_is_no_nearer_than_its_site() {
        let reach = |site: &str| Reach::of(&site.parse().unwrap());
        let check = |site: &str, named: &str| reach(site).check(&named.parse().unwrap()).is_ok();
        assert!(check("https://a.example", "https://cdn.b.example/c.jpg"));
        assert!(!check("https://a.example", "https://10.0.0.1/c.jpg"));
        assert!(!check("https://a.example", "https://localhost/c.jpg"));
        assert!(check("http://localhost:1", "http://127.0.0.1:2/c.jpg"));
        assert!(check("http://localhost:1", "https://cdn.b.example/c.jpg"));
    }

    #[test]
    fn a_proxy_that_is_near_brings_no_site_nearer() {
        let proxy = ureq::Proxy::new("http://127.0.0.1:3128").unwrap();
        let config = ureq::Agent::config_builder().proxy(Some(proxy.clone()));
        let timeout = NextTimeout {
            after: Duration::NotHappening,
            ..NextTimeout::default()
        };
        let reach = Reach::default();
        reach.check(&"https://a.example/".parse().unwrap()).unwrap();
        let found = reach.resolve(proxy.uri(), &config.build(), timeout);
        assert!(found.is_ok());
        reach.settle();
        assert!(reach.check(&"https://127.0.0.1/".parse().unwrap()).is_err());
        // It is found afterwards, too.
        let config = ureq::Agent::config_builder().proxy(Some(proxy.clone()));
        assert!(reach.resolve(proxy.uri(), &config.build(), timeout).is_ok());
    }

    #[test]
    fn a_site_sends_us_no_nearer_than_we_were_asked_to_go() {
        let check = |first: &str, next: &str| {
            let reach = Reach::default();
            reach.check(&first.parse().unwrap()).unwrap();
            reach.settle();
            reach.check(&next.parse().unwrap())
        };
        for next in [
            "https://127.0.0.1/",
            "https://localhost/",
            "https://a.localhost./",
            "https://[::1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest",
            "https://[::ffff:10.0.0.1]/",
        ] {
            assert!(check("https://a.example/", next).is_err(), "{next}");
        }
        assert!(check("https://a.example/", "https://b.example/").is_ok());
        assert!(check("https://192.168.1.1/", "https://192.168.1.2/").is_ok());
        assert!(check("https://192.168.1.1/", "https://127.0.0.1/").is_err());
        assert!(check("http://localhost:1/", "http://127.0.0.1:2/").is_ok());
    }
}
