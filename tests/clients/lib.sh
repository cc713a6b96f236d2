# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck shell=sh
#
# lib.sh -- a bench for other people's clients.
#
# The test runs again in namespaces of its own (network, mounts, processes): the
# bench lives there, on one end of a veth pair, the client in a second network
# namespace on the other end.  The kernel takes everything away when the test
# ends, however it ends.
#
#	. "${top_srcdir:?}/tests/clients/lib.sh"
#	need udhcpc udhcpc
#	enter "$@"
#	start_bench all
#	in_client udhcpc ...
#	pass

set -u
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/sbin:/sbin
export PATH
netrecover=${top_builddir:?}/netrecover
: "${NETRECOVER_PLUGIN_PATH:=$top_builddir/plugins/.libs:$top_builddir/plugins/models/.libs}"
export NETRECOVER_PLUGIN_PATH
SERVER=10.77.0.1

skip() {
	echo "SKIP $*"
	exit 77
}

fail() {
	echo "FAIL $*"
	if [ -f "${work:-/nowhere}/bench.log" ]; then
		echo "--- the bench said ---"
		tail -n 40 "$work/bench.log"
	fi
	exit 1
}

pass() {
	echo "PASS"
	exit 0
}

# need PROGRAM PACKAGE
need() {
	command -v "$1" >/dev/null 2>&1 || skip "no $1 (Debian: apt-get install $2)"
}

# Go on in fresh namespaces; as another user than root, in a user namespace too.
enter() {
	if [ -n "${INSIDE-}" ]; then
		setup
		return
	fi
	need unshare util-linux
	need ip iproute2
	user=
	[ "$(id -u)" -eq 0 ] || user="--user --map-root-user"
	# In a chroot, / is no mount and its propagation cannot be changed.
	flags="--net --mount --propagation unchanged --pid --fork --mount-proc"
	# Options: to be split.
	# shellcheck disable=SC2086
	unshare $user $flags true 2>/dev/null ||
		skip "no namespaces here (run as root, or: sysctl kernel.unprivileged_userns_clone=1)"
	INSIDE=${user:-root}
	export INSIDE
	# shellcheck disable=SC2086
	exec timeout -k 5 "${TEST_LIMIT:-240}" unshare $user $flags --kill-child "$0" "$@"
}

# until_true SECONDS COMMAND...: poll, ten times a second.
until_true() {
	tries=$(($1 * 10))
	shift
	while ! "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.1
	done
}

holder_is_elsewhere() {
	[ "$(readlink "/proc/$holder/ns/net")" != "$(readlink /proc/self/ns/net)" ]
}

setup() {
	work=$(mktemp -d) || exit 99
	trap 'rm -rf "$work"' EXIT
	chmod 755 "$work"
	unshare --net sleep 600 &
	holder=$!
	until_true 10 holder_is_elsewhere || fail "no second network namespace"
	ip link set lo up
	ip link add bench0 type veth peer name phone0 netns "$holder" ||
		skip "no veth interfaces here (modprobe veth)"
	in_client ip link set lo up
	in_client ip link set phone0 up
	mkdir "$work/firmware" "$work/client"
}

in_client() {
	nsenter --net="/proc/$holder/ns/net" "$@"
}

# set_mac 00:1b:54:aa:00:01
set_mac() {
	in_client ip link set phone0 down
	in_client ip link set phone0 address "$1"
	in_client ip link set phone0 up
}

# An address for clients that speak TFTP only.
client_address() {
	in_client ip address add 10.77.0.5/24 dev phone0 2>/dev/null || true
}

# write_config SERVE
write_config() {
	# The only user of a user namespace is root.
	user=nobody
	[ "$INSIDE" = root ] || user=root
	cat >"$work/bench.ini" <<-EOS
		[bench]
		interface = bench0
		address   = $SERVER/24
		library   = firmware
		state     = state
		control   = control.sock
		target    = newest
		serve     = $1
		user      = $user
		[dhcp]
		pool  = 10.77.0.10-10.77.0.200
		lease = 10m
		guard = off
	EOS
}

bench_answers() {
	kill -0 "$bench" 2>/dev/null || fail "the bench ended by itself"
	"$netrecover" -c "$work/bench.ini" status --json >"$work/status.json" 2>/dev/null
}

# start_bench SERVE
start_bench() {
	write_config "$1"
	"$netrecover" -c "$work/bench.ini" run >"$work/bench.log" 2>&1 </dev/null &
	bench=$!
	until_true 20 bench_answers || fail "the bench does not answer on its control socket"
}

# in_pool ADDRESS
in_pool() {
	last=${1##*.}
	[ "${1%.*}" = 10.77.0 ] && [ "$last" -ge 10 ] && [ "$last" -le 200 ]
}

# -- files -------------------------------------------------------------------

# What is asked in all TFTP tests: empty, less than a block, exactly one and
# many blocks, some bytes more; names in lower and in mixed case.
make_files() {
	: >"$work/firmware/empty.bin"
	head -c 100 /dev/urandom >"$work/firmware/small.bin"
	head -c 512 /dev/urandom >"$work/firmware/block.bin"
	head -c 524288 /dev/urandom >"$work/firmware/blocks.bin"
	head -c 1000001 /dev/urandom >"$work/firmware/Odd.bin"
}
# shellcheck disable=SC2034
FILES="empty.bin small.bin block.bin blocks.bin Odd.bin"

# same NAME: the client's copy is the library's file.
same() {
	cmp "$work/firmware/$1" "$work/client/$1" || fail "$1 came differently"
	rm -f "$work/client/$1"
}

library_unchanged() {
	[ "$(cd "$work/firmware" && find . -type f | sort | xargs cksum)" = "$1" ]
}

library_sum() {
	(cd "$work/firmware" && find . -type f | sort | xargs cksum)
}
