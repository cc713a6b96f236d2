# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck shell=sh
#
# lib.sh -- what every story shares: namespaces without a name, a virtual cable,
# the bench on one end of it and simulated phones on the other.
#
# A story sources this file first.  It is then run again inside namespaces of
# its own: all that it starts ends with it, and nothing has to be taken back.
# In there:   bench0 (this namespace) === port0 (the namespace of $outside)
#
# Nothing waits for a time to pass; wait_for polls a condition, with a bound.

set -u

top_builddir=$(cd "${top_builddir:-.}" && pwd)
top_srcdir=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
: "${NETRECOVER_PLUGIN_PATH:=$top_builddir/plugins/.libs:$top_builddir/plugins/models/.libs}"
NETRECOVER_LIBEXEC=$top_builddir
export top_builddir top_srcdir NETRECOVER_PLUGIN_PATH NETRECOVER_LIBEXEC
netrecover=$top_builddir/netrecover
PATH=$PATH:/usr/sbin:/sbin
story=$(basename "$0" .sh)
bench_pid=
show_on_fail=           # more files for fail to show

skip() {
	echo "$story: skipped: $*"
	exit 77
}

# From here on a copy of the program and its plugins that every user can read: a build may lie
# in a home that is closed to others.
open_to_all() {
	mkdir -p copy/plugins
	cp "$netrecover" copy/
	for so in "$top_builddir"/plugins/.libs/*.so "$top_builddir"/plugins/models/.libs/*.so; do
		cp "$so" copy/plugins/
	done
	chmod -R a+rX copy
	netrecover=$PWD/copy/netrecover NETRECOVER_PLUGIN_PATH=$PWD/copy/plugins
}

need() {
	for tool; do
		command -v "$tool" >/dev/null 2>&1 || skip "needs $tool"
	done
}

enter() {
	need unshare nsenter ip timeout
	[ -x "$netrecover" ] || skip "$netrecover is not built"
	flags="--net --mount --propagation unchanged --pid --fork --kill-child --mount-proc"
	[ "$(id -u)" = 0 ] || flags="--map-root-user $flags"
	# shellcheck disable=SC2086
	unshare $flags true 2>/dev/null ||
		skip "no namespaces here: run it as root, or allow user namespaces"
	dir=$(mktemp -d "${TMPDIR:-/tmp}/story-XXXXXX") || exit 99
	chmod 755 "$dir"
	trap 'rm -rf "$dir"' EXIT
	trap 'exit 130' INT TERM HUP
	# shellcheck disable=SC2086
	STORY_DIR=$dir timeout -k 5 "${STORY_LIMIT:-150}" unshare $flags sh "$0" </dev/null
	status=$?
	[ $status -ne 124 ] || echo "$story: took longer than ${STORY_LIMIT:-150} s"
	journals_are_right || status=1
	exit $status
}

# Each event that a story made is as the table of events says.
journals_are_right() {
	[ -x "$top_builddir/tests/stories/check-journal" ] || return 0
	find "$dir" -name 'journal.jsonl*' -type f -exec "$top_builddir/tests/stories/check-journal" {} +
}

# -- words of a story ---------------------------------------------------------------

say() {
	echo "$story: $*"
}

show() {
	for log; do
		[ ! -s "$log" ] || { echo "--- $log"; tail -n 60 "$log"; }
	done
}

fail() {
	say "FAILED: $*"
	# shellcheck disable=SC2086
	show $show_on_fail bench.log phones.log state/journal.jsonl
	exit 1
}

# expect WHAT ACTUAL WANTED
expect() {
	[ "$2" = "$3" ] || fail "$1: '$2' where '$3' was expected"
}

# Has the bench ended though nobody told it to?
bench_died() {
	[ -n "$bench_pid" ] && ! grep -q '^State:[[:space:]]*[^ZX]' "/proc/$bench_pid/status" 2>/dev/null
}

# wait_for SECONDS COMMAND...: until it succeeds
wait_for() {
	end=$(($(date +%s) + $1))
	shift
	until "$@"; do
		[ "$(date +%s)" -lt "$end" ] || fail "waited in vain for: $*"
		! bench_died || "$@" || fail "the bench ended while waiting for: $*"
		sleep 0.1
	done
}

# grep without output
has() {
	grep -q -e "$1" "$2" 2>/dev/null
}

# -- the machine ------------------------------------------------------------------------

outside_ready() {
	there=$(readlink "/proc/$outside/ns/net") && [ "$there" != "$(readlink /proc/$$/ns/net)" ]
}

make_cable() {
	ip link set lo up
	unshare --net sleep 100000 &
	outside=$!
	wait_for 5 outside_ready
	ip link add bench0 type veth peer name port0 netns "$outside" || skip "no veth here"
	ip link set bench0 up
	on_port ip link set lo up
	on_port ip link set port0 up
}

# Run a command on the other end of the cable.
on_port() {
	nsenter -t "$outside" -n "$@"
}

# firmware LOAD...: import synthetic archives of these
firmware() {
	mkdir -p archives firmware
	"$top_builddir/netrecover-firmware" -s "${KIB:-64}" -o archives "$@" ||
		fail "netrecover-firmware"
	"$netrecover" -c bench.ini import archives >import.log 2>&1 || {
		show import.log
		fail "import ended with $?"
	}
}

# bench.ini; more sections come from the standard input.  $GUARD: on | off
write_ini() {
	{
		printf '%s\n' '[bench]' 'interface = bench0' 'address = 10.77.0.1/24' \
			'library = firmware' 'state = state' 'control = netrecover.sock' \
			'call-manager = XMLDefault.cnf.xml'
		# In a user namespace there is nobody but root.
		[ "$(awk 'NR == 1 { print $3 }' /proc/self/uid_map)" != 1 ] || echo 'user = root'
		printf '[dhcp]\nguard = %s\n' "${GUARD:-off}"
		cat
	} >bench.ini
}

# call_manager NUMBER=LOAD...: its XMLDefault.cnf.xml
call_manager() {
	{
		echo '<Default><callManagerGroup><members><member priority="0"><callManager>'
		echo '<ports><ethernetPhonePort>2000</ethernetPhonePort></ports>'
		echo '<processNodeName>10.10.20.1</processNodeName>'
		echo '</callManager></member></members></callManagerGroup>'
		for row; do
			echo "<loadInformation${row%%=*}>${row#*=}</loadInformation${row%%=*}>"
		done
		echo '</Default>'
	} >XMLDefault.cnf.xml
}

# bench [ARGUMENT...]: start it and wait until it serves; end_bench waits for its
# end and sets $bench_status
bench() {
	starts=$(starts_seen)
	"$netrecover" -c bench.ini -v run "$@" >bench.out 2>>bench.log &
	bench_pid=$!
	wait_for 20 serving
}

end_bench() {
	wait "$bench_pid"
	bench_status=$?
	bench_pid=
}

starts_seen() {
	journal | grep -c '"event":"bench.started"'
}
serving() {
	[ "$(starts_seen)" -gt "$starts" ]
}

# phones ARGUMENT...: start them; see netrecover-phone --help
phones() {
	on_port "$top_builddir/netrecover-phone" -i port0 --speed "${SPEED:-100}" \
		--log phones.log --timeout "${PHONE_LIMIT:-140}" "$@" >phones.err 2>&1 &
	phones_pid=$!
}

# All phones have reached what they were meant to.
phones_arrived() {
	wait "$phones_pid" || fail "the phones did not all arrive"
}

# pace PHONE: its time, from its own log: the whole of it, what it took to boot, to
# download and to flash, and what was spent between "registers" and the next list; all in
# its milliseconds, which are --speed times shorter than those of a real phone.
pace() {
	awk -v phone="$1" '
	$2 != phone { next }
	{ now = $1 * 1000; spent[phase] += now - last; last = now }
	phase == "" { first = now }
	$3 == "starts," || $3 == "reboots" { phase = "boot" }
	$3 == "registers" { phase = "wait"; end = now }
	$3 == "asks" && $4 ~ /\.loads$/ { phase = "download" }
	$3 == "writes" { phase = "flash" }
	END { print end - first, spent["boot"] + 0, spent["download"] + 0, spent["flash"] + 0,
		end - first - spent["boot"] - spent["download"] - spent["flash"] }' phones.log
}

# in_good_time PHONE: nobody had to wait for the bench
in_good_time() {
	# shellcheck disable=SC2046
	set -- "$1" $(pace "$1")
	say "$1: $2 ms: boot $3, download $4, flash $5, other $6"
	[ $(($2 * 10)) -le $((($3 + $4 + $5) * 13)) ] || fail "$1 took more than 1.3 times what it needs"
}

# -- what the bench tells ---------------------------------------------------------------

# The journal with one spelling of JSON.
journal() {
	sed -e 's/": /":/g' -e 's/, "/,"/g' state/journal.jsonl 2>/dev/null
}

# events EVENT [PHONE]: its lines
events() {
	journal | grep -F "\"event\":\"$1\"" | grep -F "\"phone\":\"${2-}"
}

# loads EVENT PHONE: the loads in its lines, in order, on one line
loads() {
	events "$1" "$2" | sed 's/.*"load":"\([^"]*\)".*/\1/' | tr '\n' ' ' | sed 's/ $//'
}

event_seen() {
	events "$1" "${2-}" | grep -q .
}

count() {
	events "$1" "${2-}" | grep -c .
}

status_json() {
	"$netrecover" -c bench.ini status --json | sed -e 's/": /":/g' -e 's/, "/,"/g' | tr -d '\n'
}

[ -n "${STORY_DIR-}" ] || enter
cd "$STORY_DIR" || exit 99
make_cable
