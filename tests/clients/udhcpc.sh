#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# udhcpc: a lease with all that a phone needs, the same one after a restart,
# and nothing for a stranger when the bench serves phones only.
. "${top_srcdir:?}/tests/clients/lib.sh"
need udhcpc udhcpc
enter "$@"

cat >"$work/script" <<'EOS'
#!/bin/sh
[ "$1" = bound ] || exit 0
{
	echo "ip $ip"
	echo "subnet ${subnet-}"
	echo "lease ${lease-}"
	echo "serverid ${serverid-}"
	echo "siaddr ${siaddr-}"
	echo "router ${router-}"
	echo "tftp ${tftp-}"
	echo "opt150 ${opt150-}"
} >"$LEASE"
EOS
chmod +x "$work/script"

# ask TRIES OPTIONS...: one lease in $work/lease, or none.
ask() {
	tries=$1
	shift
	rm -f "$work/lease"
	LEASE=$work/lease in_client timeout 60 udhcpc -i phone0 -f -n -q -t "$tries" -T 1 \
		-s "$work/script" -O tftp -O 150 "$@" >"$work/client.log" 2>&1
}

got() {
	grep -qx "$1 $2" "$work/lease" || fail "$1 should be $2: $(cat "$work/lease")"
}

start_bench all
set_mac 02:00:00:00:00:01
ask 5 || fail "no lease: $(cat "$work/client.log")"
first=$(sed -n 's/^ip //p' "$work/lease")
in_pool "$first" || fail "$first is not in the pool"
got subnet 255.255.255.0
got lease 600
got serverid $SERVER
got siaddr $SERVER
got router $SERVER
got tftp $SERVER
# Option 150 as raw bytes: exactly one address.
got opt150 0a4d0001

# The same address after a restart, and for one that asks for another one.
ask 5 || fail "no second lease: $(cat "$work/client.log")"
got ip "$first"
ask 5 -r 10.77.0.150 || fail "no lease for one that asks for an address: $(cat "$work/client.log")"
got ip "$first"
# An address of a foreign network: NAK or another offer, never silence.
ask 5 -r 192.168.1.77 || fail "no lease for one that comes from elsewhere: $(cat "$work/client.log")"
got ip "$first"
# With the broadcast flag.
ask 5 -B || fail "no lease with the broadcast flag: $(cat "$work/client.log")"
got ip "$first"

# Another client, another address; release, and come back.
set_mac 02:00:00:00:00:02
ask 5 -R || fail "no lease for a second client: $(cat "$work/client.log")"
second=$(sed -n 's/^ip //p' "$work/lease")
in_pool "$second" || fail "$second is not in the pool"
[ "$second" != "$first" ] || fail "two clients have $first"
ask 5 || fail "no lease after a release"
got ip "$second"
pass
