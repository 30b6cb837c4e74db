package crawl

import (
	"errors"
	"fmt"
	"net/netip"
)

// ErrGuarded says that a name leads to an address inside a network, which no public site has.
var ErrGuarded = errors.New("the address is not a public one")

// guardedNetworks are the networks that netip's own questions (private, loopback, link-local, multicast, unspecified)
// leave out: shared address space (RFC 6598; 100.100.100.200 gives away a cloud machine's secrets), this network,
// protocol assignments, tests and documentation, benchmarks, reserved addresses, translations of IPv4 into IPv6.
func guardedNetworks() []string {
	return []string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2001:db8::/32", "2002::/16", "fec0::/10"}
}

// Guard looks at an address as it is dialled, after its name was resolved, so that no redirect and no name leads into
// a network. address is host and port; loopback opens 127.0.0.0/8 and ::1, for tests. ErrGuarded.
func Guard(address string, loopback bool) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrGuarded, address)
	}
	ip := at.Addr().Unmap().WithZone("")
	if ip.IsLoopback() && loopback {
		return nil
	}
	guarded := ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified()
	for _, network := range guardedNetworks() {
		guarded = guarded || netip.MustParsePrefix(network).Contains(ip)
	}
	if guarded {
		return fmt.Errorf("%w: %s", ErrGuarded, ip)
	}
	return nil
}
