# IP restrictions.

ip-on = On
ip-purpose = Team members, and end users unless they may bypass it, are let in from these addresses only: pages, sign-in and API. Whoever is elsewhere is shut out at the next click. When an identity is assumed, the address of whoever really signed in counts.
act-sign-in-elsewhere = Right password from an address that is not allowed
ip-enable = Enable IP restrictions
ip-enable-hint = Integrations that come from other addresses stop working.
ip-ranges = Allowed IP ranges
ip-ranges-hint = Separated by blanks or lines: addresses (192.0.2.7), networks (192.0.2.0/24, 2001:db8::/32) or * for octets (192.0.2.*).
ip-yours = You’re here from { $address }.
ip-bypass = Allow customers to bypass IP restrictions
ip-bypass-hint = End users sign in, sign up and submit requests from anywhere. Team members never bypass it.
fault-ip-range = “{ $entry }” isn’t an address or a range.
fault-ip-everything = “{ $entry }” would let everybody in.
fault-ip-many = There can be { $max } ranges at most.
fault-ip-none = Enter at least one range.
fault-ip-yourself = You’re here from { $address }, which isn’t in the list. You would lock yourself out.
fault-ip-unknown = Your own address isn’t known, so you would lock yourself out.
act-settings-ip-changed = Changed the IP restrictions
act-settings-ip-switched-off = Switched the IP restrictions off from the command line

## The page for whoever is elsewhere

refusal-elsewhere = The account isn’t open from this IP address.
elsewhere-title = Not from this network
elsewhere-text = This account can only be used from certain IP addresses.
elsewhere-address = You’re here from { $address }.
elsewhere-unknown = Your address isn’t known.
elsewhere-ask = Connect from an allowed network, or ask an administrator.
