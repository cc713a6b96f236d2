#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A stranger's phone whose boot ROM and application have a version each: the boot ROM goes first,
# by a stop of its own, and each step is proven by what the phone says of that part alone.  Its files
# have no version in their names, are listed in a form of their own, and are asked for by other names.
# The bench is started anew in the middle, and knows then what it was told before.
top_srcdir=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
export top_srcdir
. "$top_srcdir/tests/stories/lib.sh"
: "${CC:=cc}"

device=$top_builddir/tests/thirdparty/device
mkdir -p include/netrecover models archives firmware
cp "$top_srcdir"/include/netrecover/*.h include/netrecover/
NETRECOVER_PLUGIN_PATH=$PWD/models:$NETRECOVER_PLUGIN_PATH
# shellcheck disable=SC2086 # options in CC are meant to be split
$CC -std=c11 -Wall -Wextra -Werror -O2 -fPIC -shared -Wl,-z,defs -Iinclude \
	"$top_srcdir/tests/thirdparty/twin-200.c" -o models/twin-200.so || fail "the plugin does not build"
"$netrecover" check-plugin models/twin-200.so >check.out 2>&1 || {
	show check.out
	fail "the plugin is not sound"
}

# boot VERSION, application VERSION: an archive with it
boot() {
	mkdir "boot.$1"
	{ echo "TWIN BOOT $1"; head -c 50000 /dev/urandom; } >"boot.$1/bootrom.rom"
	tar -C "boot.$1" -cf "archives/twin-bootrom-$1.tar" .
}
application() {
	mkdir "app.$1"
	for image in a b; do
		head -c 60000 /dev/urandom >"app.$1/twin$1-$image.img"
		echo "file: twin$1-$image.img"
	done >"app.$1/twin-app-$1.pkg"
	tar -C "app.$1" -cf "archives/twin-app-$1.tar" .
}
boot 2.6
boot 4.2
application 3.1
application 3.3

call_manager
printf '%s\n' "[model T200]" "target = twin-app-3.3" | write_ini
"$netrecover" -c bench.ini import archives >import.log 2>&1 || {
	show import.log
	fail "import ended with $?"
}
"$netrecover" -c bench.ini library --json >library.json
for load in twin-boot-2.6 twin-boot-4.2 twin-app-3.1 twin-app-3.3; do
	grep -q "\"load\": *\"$load\"" library.json || fail "the library does not know $load"
done

# way FROM: the steps of the plan
way() {
	"$netrecover" -c bench.ini plan --json T200 "$1" twin-app-3.3 2>plan.err |
		tr ',' '\n' | sed -n '/"steps"/,/"missing"/s/.*"load": *"\([^"]*\)".*/\1/p' | tr '\n' ' '
}
expect "way of an old one" "$(way twin-app-3.0,twin-boot-2.5)" "twin-boot-2.6 twin-boot-4.2 twin-app-3.3 "
expect "way with a boot ROM that will do" "$(way twin-app-3.0,twin-boot-4.1)" "twin-app-3.3 "
expect "way of one that says little" "$(way twin-app-3.0)" "twin-boot-2.6 twin-boot-4.2 twin-app-3.3 "
expect "way of one whose application tells of its boot ROM" "$(way twin-app-3.2)" "twin-app-3.3 "
expect "way of one that is there" "$(way twin-app-v3.3)" ""

mac=02aa000000b2 app=3.0 rom=2.5
lower() {
	on_port ip link set port0 down
	on_port ip link set port0 address "$(echo "$mac" | sed 's/../&:/g; s/:$//')"
	on_port ip link set port0 up
}
get() {
	on_port "$device" http 10.77.0.1 6970 "$1" "Twin200 ${app:+app/$app }boot/$rom" "$2"
}

# start: it boots, reads its configuration, and fetches the part that this names; false: nothing to do
start() {
	on_port ip addr flush dev port0
	on_port "$device" lease port0 "Twin 200" >lease.out || fail "no lease"
	on_port ip addr add "$(sed -n 's/^address=//p' lease.out)/24" dev port0
	get 02AA000000B2.cfg config.out || fail "no configuration"
	wanted=$(sed -n 's/^load=//p' config.out)
	part=$(sed -n 's/^part=//p' config.out)
	say "runs $app and $rom, is to run $wanted ($part)"
	case $part in
	bootrom)
		[ "$wanted" != "twin-boot-$rom" ] || return 1
		! get start.img image.out || fail "an application is served in the step of a boot ROM"
		get boot.bin image.out || fail "the boot ROM is not served by the name that it asks for"
		cmp -s image.out "boot.${wanted#twin-boot-}/bootrom.rom" || fail "the boot ROM has other bytes"
		rom=${wanted#twin-boot-}
		;;
	application)
		[ "$wanted" != "twin-app-$app" ] || return 1
		! get boot.bin image.out || fail "a boot ROM is served in the step of an application"
		get "$wanted.pkg" list.out || fail "$wanted.pkg is not served"
		get start.img image.out || fail "the first image is not served by the name that it asks for"
		cmp -s image.out "app.${wanted#twin-app-}/twin${wanted#twin-app-}-a.img" || fail "it has other bytes"
		get "twin${wanted#twin-app-}-b.img" image.out || fail "the second image is not served"
		app=${wanted#twin-app-}
		;;
	*)
		fail "the configuration says no part"
		;;
	esac
}

me=TWIN02AA000000B2
lower
bench
start || fail "nothing was offered at the first start"
expect "first offer" "$wanted" twin-boot-2.6
start || fail "nothing was offered at the second start"
expect "second offer" "$wanted" twin-boot-4.2
wait_for 20 event_seen step.proven $me
expect "proven so far" "$(loads step.proven $me)" twin-boot-2.6
"$netrecover" -c bench.ini status --json | tr -d '\n' >status.json
grep -q '"parts": *{ *"bootrom": *"twin-boot-2.6"' status.json || {
	show status.json
	fail "the status does not say what runs of its boot ROM"
}

# Nothing that was told is lost with the run.
kill "$bench_pid"
end_bench
bench --until-done=60
start || fail "nothing was offered after the bench was started anew"
expect "third offer" "$wanted" twin-app-3.3
! start || fail "$wanted was offered to one that runs it"
end_bench
expect "exit status" "$bench_status" 0
expect "steps proven" "$(loads step.proven $me)" "twin-boot-2.6 twin-boot-4.2 twin-app-3.3"
expect "phones done" "$(count phone.done $me)" 1
expect "parts of the proofs" "$(events step.proven $me | grep -c '"part":"bootrom"')" 2
exit 0
