#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# dhclient of ISC: an address, its options, and INIT-REBOOT after a restart.
. "${top_srcdir:?}/tests/clients/lib.sh"
need dhclient isc-dhcp-client
enter "$@"

cat >"$work/dhclient.conf" <<'EOS'
option tftp150 code 150 = array of ip-address;
request subnet-mask, routers, tftp-server-name, tftp150;
timeout 20;
retry 60;
initial-interval 1;
EOS

# It changes nothing: no script, and its files are here.
ask() {
	in_client timeout 60 dhclient -1 -v -cf "$work/dhclient.conf" -sf /bin/true \
		-lf "$work/leases" -pf "$work/dhclient.pid" phone0 >"$work/client.log" 2>&1
	status=$?
	# It goes to the background once it is bound.
	if [ -s "$work/dhclient.pid" ]; then
		kill "$(cat "$work/dhclient.pid")" 2>/dev/null
		rm -f "$work/dhclient.pid"
	fi
	return $status
}

# The last lease in the file has it.
got() {
	awk '/^lease/ { text = "" } { text = text $0 "\n" } END { printf "%s", text }' "$work/leases" |
		grep -qF "$1" || fail "no '$1' in: $(cat "$work/leases")"
}

address() {
	sed -n 's/.*fixed-address \(.*\);/\1/p' "$work/leases" | tail -n 1
}

start_bench all
set_mac 02:00:00:00:00:03
: >"$work/leases"
ask || fail "no lease: $(cat "$work/client.log")"
first=$(address)
in_pool "$first" || fail "'$first' is not in the pool"
got "option subnet-mask 255.255.255.0;"
got "option routers $SERVER;"
got "option tftp-server-name \"$SERVER\";"
got "option tftp150 $SERVER;"
got "option dhcp-server-identifier $SERVER;"
got "option dhcp-lease-time 600;"

# Its lease file makes it start with INIT-REBOOT: a REQUEST, no DISCOVER.
ask || fail "no lease after a restart: $(cat "$work/client.log")"
grep -q '^DHCPACK' "$work/client.log" || fail "no ACK: $(cat "$work/client.log")"
! grep -q '^DHCPDISCOVER' "$work/client.log" || fail "INIT-REBOOT was not answered: $(cat "$work/client.log")"
[ "$(address)" = "$first" ] || fail "another address after a restart: $(address)"

# It comes from another network: a NAK at once, then a new lease.
sed "s/$first/192.168.1.77/; s/$SERVER/192.168.1.1/" "$work/leases" >"$work/foreign"
cp "$work/foreign" "$work/leases"
ask || fail "no lease for one from elsewhere: $(cat "$work/client.log")"
grep -q '^DHCPNAK' "$work/client.log" || fail "no NAK for a foreign address: $(cat "$work/client.log")"
[ "$(address)" = "$first" ] || fail "another address after the NAK: $(address)"

# Without a lease file it asks anew and gets the same one.
: >"$work/leases"
ask || fail "no lease without a lease file: $(cat "$work/client.log")"
[ "$(address)" = "$first" ] || fail "another address without a lease file: $(address)"
pass
