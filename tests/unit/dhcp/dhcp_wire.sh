#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The DHCP plugin alone on a real wire: a veth pair in namespaces of its own,
# with busybox udhcpc, and dnsmasq as the other server when it is there.
# shellcheck disable=SC2086,SC2154  # words are meant to split; make check sets top_builddir
stub=$top_builddir/tests/unit/dhcp/dhcp_stub
plugin=$top_builddir/plugins/.libs/dhcp.so
phone='Cisco Systems, Inc. IP Phone CP-7945G'

skip() { echo "SKIP: $*"; exit 77; }

# Again in a user and network namespace of our own; the client's is a second one.
if [ "$1" != inside ]; then
	command -v ip >/dev/null || skip "no ip: install iproute2"
	command -v unshare >/dev/null || skip "no unshare: install util-linux"
	for how in -nm -rnm; do
		unshare $how --propagation unchanged true 2>/dev/null &&
			exec unshare $how --propagation unchanged "$0" inside
	done
	skip "namespaces are denied: run as root, or sysctl kernel.unprivileged_userns_clone=1"
fi
udhcpc="busybox udhcpc"
busybox udhcpc --help >/dev/null 2>&1 || udhcpc=udhcpc
command -v "${udhcpc%% *}" >/dev/null || skip "no udhcpc: install busybox or udhcpc"

dir=$(mktemp -d) || exit 99
children=
finish() {
	exec 9>&-
	for p in $children; do kill "$p" 2>/dev/null; done
	rm -rf "$dir"
}
trap finish EXIT
fail() {
	echo "FAIL: $*"
	cat "$dir"/*.out 2>/dev/null
	exit 1
}

# await N COMMAND...: until it succeeds, N tenths of a second at most
await() {
	left=$1; shift
	while ! "$@"; do
		left=$((left - 1)); [ $left -gt 0 ] || return 1
		sleep 0.1
	done
}
says() { grep -q -- "$2" "$dir/$1.out" 2>/dev/null; }

ip link set lo up
unshare -n sleep 600 &
peer=$!
children="$children $peer"
own=$(readlink /proc/self/ns/net)
left_own() { [ "$(readlink "/proc/$peer/ns/net")" != "$own" ]; }
await 50 left_own || fail "no second namespace"
ip link add bench type veth peer name phone netns "$peer" 2>/dev/null || skip "no veth"
ip addr add 10.77.0.1/24 dev bench
ip link set bench up
inside() { nsenter -t "$peer" -n "$@"; }
inside ip link set lo up
inside ip link set phone up

# stub NAME OPTIONS...: start the plugin; its input is descriptor 9
start() {
	name=$1; shift
	rm -f "$dir/stub.in"; mkfifo "$dir/stub.in"
	"$stub" "$@" "$plugin" bench 10.77.0.1 24 <"$dir/stub.in" >"$dir/$name.out" 2>&1 &
	server=$!
	children="$children $server"
	exec 9>"$dir/stub.in"
}
stop() {
	exec 9>&-
	wait "$server"
	status=$?
}

cat >"$dir/script" <<'EOS'
#!/bin/sh
[ "$1" = bound ] && echo "bound $ip siaddr $siaddr mask $subnet router $router tftp $tftp lease $lease 150 $opt150"
exit 0
EOS
chmod +x "$dir/script"
# client NAME OPTIONS...: one lease, or none
client() {
	name=$1; shift
	inside $udhcpc -f -n -q -i phone -t 3 -T 1 -A 1 -O tftp -O 150 -s "$dir/script" "$@" >"$dir/$name.out" 2>&1
}

echo "- a phone gets a lease after the guard, a laptop none"
start first
await 100 says first "guard clear" || fail "no word from the guard"
says first "guard clear" || fail "guard: $(grep guard "$dir/first.out")"
client phone -V "$phone" || fail "phone got no lease"
says phone "bound 10.77.0.[0-9]* siaddr 10.77.0.1 mask 255.255.255.0 router 10.77.0.1 tftp 10.77.0.1 lease 600" || fail "lease is not right"
says phone "150 \(0a4d0001\|10.77.0.1\)" || fail "no option 150"
says first "^sight .* 1=$phone.* 4=discover" || fail "not sighted"
says first "^tell .* 1 10.77.0." || fail "not told"
address=$(sed -n 's/^bound \([0-9.]*\) .*/\1/p' "$dir/phone.out")
client laptop -V "MSFT 5.0" && fail "a laptop got a lease"

echo "- with the broadcast flag, and the same address again"
client flag -V "$phone" -B || fail "no lease with the broadcast flag"
says flag "bound $address " || fail "another address than $address"
echo "- a foreign address is denied at once"
client moved -V "$phone" -r 192.168.1.77 || fail "no lease after asking for another"
says moved "bound $address " || fail "another address than $address"

echo "- port 67 is held: a second server does not start"
(exec 9>&-; "$stub" "$plugin" bench 10.77.0.1 24 </dev/null >"$dir/second.out" 2>&1) && fail "two servers at once"
says second "cannot open UDP port 67" || fail "nothing was said"
stop
[ $status = 0 ] || fail "status $status"

echo "- what comes while the guard asks is answered when it is clear"
start early
client waited -V "$phone" -t 8 || fail "no lease"
says waited "bound $address " || fail "another address than $address"
says early "guard clear" || fail "guard not clear"
stop
[ $status = 0 ] || fail "status $status"

echo "- a model says what it wants to hear, the operator what no model says, each to who asks"
start rows -o
await 100 says rows "guard clear" || fail "guard not clear"
options="-O 42 -O 128 -O 160"
cat >"$dir/script" <<'EOS'
#!/bin/sh
[ "$1" = bound ] && echo "bound $ip tftp $tftp 42 $ntpsrv 128 $opt128 150 $opt150 160 $opt160"
exit 0
EOS
text() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n'; }
client acme -V "Cisco ACME 100" $options || fail "no lease"
# udhcpc calls a URL "bad" where it expects a name
says acme " tftp \(bad\|http://10.77.0.1:6970\) " || fail "66 is not what the model wants"
says acme " 160 $(text http://10.77.0.1:6970/)$" || fail "160 is not what the model wants"
says acme " 128 $(text ACME,10.77.0.1:4100.)00 " || fail "128 has not its text and a NUL"
says acme " 150 160 \| 150  160 " || fail "150 was sent, which the model does not want"
says acme " 42 10.77.0.3 " || fail "42 is not what the operator wrote"
client known -V "$phone" $options || fail "no lease"
says known " tftp 10.77.0.1 " || fail "66 of another model changed"
says known " 150 \(0a4d0001\|10.77.0.1\) " || fail "150 of another model changed"
says known " 128  " || fail "another model's option went to it"
says known " 160 $(text tftp://10.77.0.9)$" || fail "160 is not what the operator wrote"
client asks-not -V "$phone" || fail "no lease"
says asks-not " 160 $" || fail "160 was sent to who did not ask"
stop
[ $status = 0 ] || fail "status $status"

echo "- passive: sights, and sends nothing"
start passive -p
await 50 says passive "guard off" || fail "no guard off"
client silent -V "$phone" && fail "a lease from a passive bench"
says passive "^sight .* 1=$phone" || fail "not sighted"
stop
[ $status = 0 ] || fail "status $status"

echo "- a VLAN tag is sighted and not answered"
start vlan -g
await 50 says vlan "guard off" || fail "no guard off"
nsenter -t "$peer" -n "$top_builddir/netrecover-phone" -i phone -s 100 -l "$dir/tagged.out" \
	-p mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,nocdp,vlan=110 9>&- &
tagged=$!
children="$children $tagged"
thrice() { [ "$(grep -c "^sight 00:1b:54:aa:00:01 .* 14=110" "$dir/vlan.out")" -ge 3 ]; }
await 200 thrice || fail "tag not sighted"
says tagged "has address" && fail "a lease in a VLAN"
kill $tagged
stop

if command -v dnsmasq >/dev/null; then
	echo "- another server trips the guard"
	inside ip addr add 10.77.0.250/24 dev phone
	nsenter -t "$peer" -n dnsmasq -d -C /dev/null -p 0 -i phone --bind-interfaces \
		--dhcp-range=10.77.0.220,10.77.0.230,10m --leasefile-ro --pid-file="" >"$dir/dnsmasq.out" 2>&1 &
	children="$children $!"
	await 50 inside grep -q ":0043 " /proc/net/udp || { cat "$dir/dnsmasq.out"; skip "dnsmasq does not start here"; }
	start rogue
	wait "$server"; status=$?
	exec 9>&-
	[ $status = 4 ] || fail "status $status, not 4"
	says rogue "guard tripped 10.77.0.250 (" || fail "server not named"
	says rogue "NR-ROGUE" || fail "no explanation"
fi
echo "PASS"
