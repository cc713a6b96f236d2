#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Two strangers' phones from end to end: the one of acme-100.c and the one of the manual page.
# Each plugin is built from a copy of the public headers alone; its firmware is imported, planned,
# served, step by step, and the phone says itself what it runs: nothing else proves it.
top_srcdir=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
export top_srcdir
. "$top_srcdir/tests/stories/lib.sh"
: "${CC:=cc}"

device=$top_builddir/tests/thirdparty/device
mkdir -p include/netrecover models
cp "$top_srcdir"/include/netrecover/*.h include/netrecover/
NETRECOVER_PLUGIN_PATH=$PWD/models:$NETRECOVER_PLUGIN_PATH

# build SOURCE NAME
build() {
	# shellcheck disable=SC2086 # options in CC are meant to be split
	$CC -std=c11 -Wall -Wextra -Werror -O2 -fPIC -shared -Wl,-z,defs -Iinclude "$1" -o "models/$2.so" ||
		fail "$2 does not build"
	"$netrecover" check-plugin "models/$2.so" >check.out 2>&1 || {
		show check.out
		fail "$2 is not sound"
	}
}

# archive LOAD SUFFIX IMAGE...: a list of images and the images
archive() {
	load=$1 list=$1.$2
	shift 2
	mkdir "in.$load"
	for image; do
		head -c 70000 /dev/urandom >"in.$load/$image"
		echo "$image"
	done >"in.$load/$list"
	tar -C "in.$load" -cf "archives/$load.tar" .
}

# get NAME FILE: as the device, in its own words
get() {
	on_port "$device" http 10.77.0.1 6970 "$1" "$agent$runs" "$2"
}

# live MAC CLASS CONFIG LIST-SUFFIX PREFIX: a device that reads its configuration, fetches the
# list that it names and what is in it, runs that from then on, and says so.  At most 5 starts.
live() {
	mac=$1 class=$2 config=$3 list=$4 prefix=$5
	on_port ip link set port0 down
	on_port ip link set port0 address "$(echo "$mac" | sed 's/../&:/g; s/:$//')"
	on_port ip link set port0 up
	for start in 1 2 3 4 5; do
		on_port ip addr flush dev port0
		on_port "$device" lease port0 "$class" >lease.out || fail "no lease"
		[ ! "$hears" ] || for line in $hears; do
			grep -qxF "$line" lease.out || fail "DHCP did not say $line"
		done
		on_port ip addr add "$(sed -n 's/^address=//p' lease.out)/24" dev port0
		get "$config" config.out || fail "no configuration"
		[ ! "$port" ] || {
			has "<port>6970 of 6970</port><agent>$agent$runs</agent>" config.out ||
				fail "the configuration does not know by which door it was asked for"
			on_port "$device" http 10.77.0.1 "$port" "$config" "$agent$runs" other.out ||
				fail "port $port is closed"
			has "<port>$port of 6970</port>" other.out || fail "port $port is not told"
			on_port "$device" tftp 10.77.0.1 "$config" tftp.out || fail "TFTP is closed"
			has "<port>69 of 6970</port>" tftp.out || fail "TFTP is not told"
		}
		wanted=$(grep -o "$prefix[0-9.-]*[0-9]" config.out | head -n 1)
		[ "$wanted" ] || fail "the configuration names no load"
		say "start $start: $mac runs $prefix$runs and is to run $wanted"
		[ "$wanted" != "$prefix$runs" ] || return 0
		get "$wanted.$list" list.out || fail "$wanted.$list is not served"
		while read -r image; do
			get "$image" image.out || fail "$image is not served"
			cmp -s image.out "in.$wanted/$image" || fail "$image has other bytes"
		done <list.out
		runs=${wanted#"$prefix"}
	done
	fail "it did not arrive"
}

# recover MODEL NAME FROM TARGET STEPS: the whole way, with what was set before
recover() {
	printf '%s\n' "[model $1]" "target = $4" "[http]" "port = 6970, 80" | write_ini
	sed -i '/^\[dhcp\]/a option-160 = tftp://10.77.0.9' bench.ini
	"$netrecover" -c bench.ini import archives >import.log 2>&1 || {
		show import.log
		fail "import ended with $?"
	}
	"$netrecover" -c bench.ini plan "$1" "$3" "$4" >plan.out 2>&1 || {
		show plan.out
		fail "the plan is not ready"
	}
	rm -rf state
	bench --until-done=60
	live "$mac" "$class" "$config" "$suffix" "$prefix"
	end_bench
	expect "exit status of $1" "$bench_status" 0
	expect "steps proven by $2" "$(loads step.proven "$2")" "$5"
	expect "proofs of $2" "$(events step.proven "$2" | grep -c '"source":"http"')" "$(echo "$5" | wc -w)"
	expect "phones done" "$(count phone.done "$2")" 1
}

call_manager
write_ini </dev/null
mkdir archives firmware

build "$top_srcdir/tests/thirdparty/acme-100.c" acme-100
archive acme100-1.9 lst a19.img b19.img
archive acme100-2.10 lst a210.img b210.img c210.img
mac=02aa000000a1 class="ACME Deskphone 100" config=02AA000000A1.xml suffix=lst prefix=acme100-
agent=ACME100/ runs=1.5 port=80 hears="66=http://10.77.0.1:6970 160=http://10.77.0.1:6970/"
recover A100 ACME-02aa000000a1 acme100-1.5 acme100-2.10 "acme100-1.9 acme100-2.10"

sed -n '/^\.Bd -literal$/,/^\.Ed$/p' "$top_srcdir/man/netrecover-plugin.7" |
	awk '/^\/\* example-1000.c/ { on = 1 } /^\.Ed/ { on = 0 } on' | sed 's/\\e/\\/g; s/\\&//g' >example-1000.c
[ -s example-1000.c ] || fail "the manual has no example"
build example-1000.c example-1000
archive EX1000.1-9-1 lst k191.img
archive EX1000.2-0-3 lst k203.img f203.img
mac=02aa000000e1 class="Example Phone 1000" config=02AA000000E1.cfg suffix=lst prefix=EX1000.
agent=Example1000/ runs=1-8-0 port='' hears="66=10.77.0.1 160=tftp://10.77.0.9 150=10.77.0.1"
recover E1000 EX02AA000000E1 EX1000.1-8-0 EX1000.2-0-3 "EX1000.1-9-1 EX1000.2-0-3"
exit 0
